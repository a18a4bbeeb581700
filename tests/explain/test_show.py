"""What a terminal and a pipe are shown."""

import re
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from tests.explain.pages import ALL, COLONS, LABELLED, STRAY
from tests.explain.test_trace import traced
from trialx.explain.account import accounts
from trialx.explain.field import reading
from trialx.explain.show import UNFOLDED, console_for_output, show_field, show_page, show_verdict, shown
from trialx.extraction.verdict import Sign, weigh


def console(width: int, *, colour: bool = False) -> Console:
    return Console(
        width=width, file=StringIO(), force_terminal=colour, color_system="standard" if colour else None, _environ={}
    )


def page(text: str, on: Console) -> str:
    show_page(accounts(traced(text)), "meddatax", console=on)
    return written(on)


def written(on: Console) -> str:
    assert isinstance(on.file, StringIO)
    return on.file.getvalue()


@pytest.mark.parametrize("width", [40, 72, 120])
@pytest.mark.parametrize("name", ALL)
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    lines = page(ALL[name], console(width)).splitlines()
    assert max(cell_len(line.rstrip()) for line in lines) <= width


@pytest.mark.parametrize("width", [40, 120, UNFOLDED])
def test_every_word_of_the_page_is_shown(width: int) -> None:
    told = page(LABELLED, console(width)).split()
    missing = [word for word in LABELLED.split() if word not in told]
    assert not missing


def test_in_a_pipe_a_line_is_a_line() -> None:
    long = STRAY.replace("Kettles are lent", "Kettles " * 60 + "are lent")
    told = page(long, console(UNFOLDED)).splitlines()
    assert sum("Kettles Kettles" in line for line in told) == 1
    assert not any("\x1b" in line for line in told)


def test_an_unclaimed_line_is_marked_and_its_reason_follows() -> None:
    told = page(STRAY, console(100)).splitlines()
    at = next(n for n, line in enumerate(told) if "A stray remark" in line)
    assert told[at].startswith(" 6 ! no rule")
    assert "↳ no label opens it" in told[at + 1]
    assert told[-1].endswith("! 1 without a rule; ? 1 doubtful")


def test_colours_follow_the_marks_and_leave_the_text_of_the_page_plain() -> None:
    told = page(STRAY, console(100, colour=True))
    assert "\x1b[1;31mA stray remark" in told
    assert "\x1b[33m2023-06-01" in told
    assert "\x1b[0mPersonal Kettles at Work\n" in told


def test_in_a_pipe_there_is_neither_width_nor_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", StringIO())
    paper = StringIO()
    on = console_for_output(paper)
    show_page(accounts(traced(STRAY)), "meddatax", console=on)
    assert (on.width, "\x1b" in paper.getvalue()) == (UNFOLDED, False)


def test_a_terminal_without_colour_is_still_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "44", "TERM": "xterm"}.items():
        monkeypatch.setenv(name, value)
    paper = StringIO()
    on = console_for_output(paper)
    show_page(accounts(traced(STRAY)), "meddatax", console=on)
    assert on.width == 44
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", paper.getvalue())


def test_sections_are_marked() -> None:
    told = page(LABELLED, console(80)).splitlines()
    heads = [line for line in told if line.startswith("── ")]
    assert heads[0].startswith("── head (verb fields) ─")
    assert len(heads) == 10


def test_a_value_that_reads_otherwise_than_its_line_is_told() -> None:
    assert "↳ /eligibility/healthy_volunteers = False" in page(LABELLED, console(100))


def test_the_thresholds_of_a_criterion_stand_under_it() -> None:
    limits = LABELLED.replace("Able to hold a cup", "ECOG 0 or 1").replace("like tea", "foo the bar for > 4")
    told = page(limits, console(100)).splitlines()
    at = next(at for at, line in enumerate(told) if "2. ECOG 0 or 1" in line)
    assert told[at + 1].strip() == "↳ ecog in 0 or 1"
    at = next(at for at, line in enumerate(told) if "foo the bar" in line)
    assert told[at + 1].strip() == "↳ unread: a limit here could not be read"


def test_control_characters_of_a_page_are_shown_and_not_sent() -> None:
    told = page(COLONS.replace("Honey", "Honey\x1b[2J\x07"), console(100))
    assert "\x1b" not in told
    assert "␛[2J␇" in told
    assert shown("a\tb\x7f\x9b") == "a b␡�"


@pytest.mark.parametrize("width", [40, 100])
def test_a_field_is_told_in_the_width(width: int) -> None:
    on = console(width)
    show_field(reading(traced(STRAY), "phases"), console=on)
    told = written(on).splitlines()
    assert told[0] == "phases: not read on this page"
    assert told[2] == "1. meddatax:basics:phases"
    assert max(map(len, told)) <= width


def test_what_was_taken_and_what_was_refused_have_different_marks() -> None:
    on = console(100)
    show_field(reading(traced(STRAY), "start_date"), console=on)
    told = written(on)
    assert "   + line 9 “2023-06-01”: the reader `date` takes it" in told
    assert "   - line 9: ambiguous-value" in told


def test_the_verdict_is_shown_sign_by_sign() -> None:
    paper = StringIO()
    verdict = weigh([Sign("labelled_fact", 2, "phases, study_type"), Sign("names_others", 1, "4 trials")])
    show_verdict(verdict, console=console_for_output(paper))
    lines = paper.getvalue().splitlines()
    assert "labelled_fact: a fact of a trial under a label × 2 (phases, study_type)" in lines[0]
    assert lines[0].split()[0] == f"+{verdict.weighed[0].points}"
    assert lines[1].split()[:2] == [f"{verdict.weighed[1].points}", "names_others:"]
    assert lines[2].endswith("needed: it names 4 trials and is the record of none")
