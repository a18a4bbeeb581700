"""Lines that a site glues are parted where its layout says so, and nowhere else."""

from dataclasses import replace

import pytest

from trialx.extraction.known.parted import parted
from trialx.layouts import catalogue
from trialx.page.lines import Page

LAYOUT = replace(
    next(layout for layout in catalogue() if layout.name == "withpower"),
    parted_before=("Exclusion Criteria", "Must have"),
    parted_behind=("Trial Overview",),
    parted_sentences=True,
)
GLUED = {
    "a heading behind a sentence": ("I sneeze.Exclusion Criteria", ["I sneeze.", "Exclusion Criteria"]),
    "a heading behind a footnote": ("It helped.123Exclusion Criteria", ["It helped.123", "Exclusion Criteria"]),
    "a heading behind footnotes alone": ("4578Exclusion Criteria", ["4578", "Exclusion Criteria"]),
    "a heading before a text": ("Trial OverviewThe trial is of tea.", ["Trial Overview", "The trial is of tea."]),
    "a question and its answer": ("Is tea safe?It was.", ["Is tea safe?", "It was."]),
    "an answer and a question": ("It was safe.12Is it dear?", ["It was safe.12", "Is it dear?"]),
    "a label behind a fixed phrase": (
        "Specific guidelines that determine who can join Must have",
        ["Specific guidelines that determine who can join", "Must have"],
    ),
}
WHOLE = (
    "the Exclusion Criteria of the trial",
    "You must be well and Must have slept",
    "Trial Overview of teas",
    "Does tea help? It may.",
    "Given by Dr. Ada Moor, M.D.A. of Northvale",
    "2.5 mg of tea in 1,200 people",
    "4Treatment groups",
    "UNMust have",
)


@pytest.mark.parametrize(("line", "lines"), GLUED.values(), ids=GLUED)
def test_what_is_glued_is_parted(line: str, lines: list[str]) -> None:
    text = f"before\n{line}\nafter"
    page = parted(Page(text), LAYOUT)
    assert page.lines == ["before", *lines, "after"]
    assert page.numbers == [1, *[2] * len(lines), 3]
    assert [text[start:end] for start, end in zip(page.starts, page.ends, strict=True)] == page.lines


@pytest.mark.parametrize("line", WHOLE)
def test_what_is_not_glued_stays_whole(line: str) -> None:
    assert parted(Page(line), LAYOUT).lines == [line]


def test_a_layout_that_parts_nothing_gives_the_page_itself() -> None:
    page = Page("I sneeze.Exclusion Criteria")
    plain = replace(LAYOUT, parted_before=(), parted_behind=(), parted_sentences=False)
    assert parted(page, plain) is page


def test_odd_blanks_do_not_hide_what_is_glued() -> None:
    page = parted(Page("I  sneeze.Exclusion\u00a0 Criteria"), LAYOUT)
    assert page.lines == ["I sneeze.", "Exclusion Criteria"]
