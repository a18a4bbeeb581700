"""`trialx explain` as a person calls it."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from tests.explain.pages import COLONS, LABELLED, NAMELESS, NO_TRIAL, ONE_DATE
from trialx.cli.explain import command


def run(*arguments: str, text: str | None = None) -> Result:
    app = typer.Typer()
    app.command()(command)
    return CliRunner().invoke(app, list(arguments), input=text)


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "tea.txt"
    path.write_text(LABELLED, "utf-8")
    return str(path)


def test_a_page_is_explained_line_by_line(page: str) -> None:
    result = run(page)
    assert result.exit_code == 0
    assert "overall_status          COMPLETED" in result.stdout
    assert "\x1b" not in result.stdout


def test_standard_input_is_read() -> None:
    assert "2023-06-01" in run("-", text=ONE_DATE).stdout


@pytest.mark.parametrize("name", ["start_date", "start_date.date", "/start_date/date"])
def test_a_field_is_named_in_dots_or_as_a_pointer(page: str, name: str) -> None:
    result = run(page, name)
    assert result.exit_code == 0
    assert "the reader `date` takes it: '2021-02-01'" in result.stdout


def test_list_positions_of_a_pointer_fall_away(page: str) -> None:
    assert run(page, "/arm_groups/0/label").stdout.startswith("arm_groups.label: 1 value read")


def test_an_unknown_field_is_refused_with_the_nearest_name(page: str) -> None:
    result = run(page, "start_dat")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "trialx: no field is called 'start_dat': did you mean 'start_date'?\n"


def test_a_page_that_no_layout_knows_is_explained_by_the_phrases_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text(NO_TRIAL)
    result = run(str(path))
    assert result.exit_code == 3
    assert "no phrase of any layout is on the page" in result.stdout
    assert "! no rule" in result.stdout
    assert result.stderr.startswith(f"trialx: {path}: no layout knows this page, and it ")


def test_a_page_that_looks_like_a_layout_and_names_no_trial_ends_as_extract_ends_on_it(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text(NAMELESS)
    result = run(str(path))
    assert result.exit_code == 3
    assert result.stderr == f"trialx: {path}: the page looks like meddatax but names no trial\n"
    assert "layout meddatax" in result.stdout


def test_a_page_that_speaks_to_machines_only_is_explained_by_what_it_says_to_them(tmp_path: Path) -> None:
    path = tmp_path / "linked.html"
    trial = '{"@type": "MedicalTrial", "name": "Warm Socks at Night", "status": "Recruiting", "sponsor": "Sock Ltd"}'
    path.write_text(f"<p>Loading</p><script type='application/ld+json'>{trial}</script>")
    result = run(str(path), "overall_status")
    assert result.exit_code == 0
    assert "RECRUITING" in result.stdout


def test_a_page_that_is_nearly_known_names_the_missing_phrase(tmp_path: Path) -> None:
    path = tmp_path / "near.txt"
    path.write_text("Ignite Creation Date: today\nAn article about studies\n")
    result = run(str(path))
    assert result.exit_code == 3
    assert "+ “ignite creation date” on the page" in result.stdout
    assert "missing" in result.stdout


UNKNOWN = "Tea and Sleep\n\nPhase: II\nRecruitment status: Recruiting\nStart date: soon\nCondition:\nAge: 18 - 65\n"


def test_a_page_of_labels_that_no_layout_knows_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "labels.txt"
    path.write_text(UNKNOWN)
    result = run(str(path))
    assert result.exit_code == 0
    assert "phases" in result.stdout
    assert "layout generic" in result.stdout


def test_a_field_of_such_a_page_is_told_by_its_labels(tmp_path: Path) -> None:
    path = tmp_path / "labels.txt"
    path.write_text(UNKNOWN)
    assert "+ line 3 “Phase”: is a label of phases" in run(str(path), "phases").stdout
    refused = run(str(path), "start_date").stdout
    assert "- line 5 “soon”: the reader of start_date.date refuses it" in refused
    assert "- line 6: nothing but the next label follows it" in run(str(path), "conditions").stdout
    assert "no label on the page means it" in run(str(path), "keywords").stdout


def test_a_saved_web_page_is_explained_as_the_text_that_it_gives(tmp_path: Path) -> None:
    path = tmp_path / "saved.html"
    path.write_text("".join(f"<p>{line}</p>" for line in ONE_DATE.splitlines()))
    assert "OBSERVATIONAL" in run(str(path)).stdout


def test_a_layout_can_be_forced(tmp_path: Path) -> None:
    path = tmp_path / "colons.txt"
    path.write_text(COLONS)
    assert "layout meddatax" in run(str(path), "--layout", "meddatax").stdout
    refused = run(str(path), "--layout", "meddatux")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "meddatax" in refused.stderr


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("absent.txt", 2, "no such file"),
        ("several", 2, "more than one trial"),
        ("study.json", 3, "protocolSection"),
        ("picture.png", 3, "picture"),
    ],
)
def test_a_page_that_cannot_be_had_is_one_line(tmp_path: Path, name: str, code: int, words: str) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\0\0\0\0\0\0\0")
    (tmp_path / "study.json").write_text('{"protocolSection": {}}')
    (tmp_path / "several").mkdir()
    for n in range(2):
        (tmp_path / "several" / f"{n}.txt").write_text(COLONS)
    result = run(str(tmp_path / name))
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
