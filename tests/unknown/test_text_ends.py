"""Where texts and lists end although no label of the lexicon stands there."""

import pytest

from tests.unknown.page import BASE, read
from trialx.extraction.unknown.rules import without

TEXT = "Tea is tested in tired people who sleep badly. They drink it every day."


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        ("\nDo I Qualify To Drink This Tea?\n\nAsk us.\n", "unknown_heading"),
        ("\nCups And Saucers\n\nThere are many of them here.\n", "unknown_heading"),
        ("\nKettle and cup:\n\nThere are many of them here.\n", "unknown_heading"),
        ("\nKettle size: 2 litres\n\nThere are many of them here.\n", "unknown_heading"),
        ("For more information, call the tea line.\n", "contact_line"),
        ("- Age: 8 years - 17 years\n- Gender: Both\n", "marked_label"),
        ("- Age8 years - 17 years\n- GenderBoth\n", "marked_label"),
    ],
)
def test_a_summary_ends_where_something_else_begins(lines: str, rule: str) -> None:
    page = f"{BASE}Brief Summary:\n\n{TEXT}\n{lines}"
    assert read(page)["brief_summary"] == TEXT
    with without(rule):
        assert read(page)["brief_summary"] != TEXT


def test_labels_in_bullets_keep_their_values() -> None:
    record = read(f"{BASE}Brief Summary:\n\n{TEXT}\n\n• Age8 years - 17 years\n• GenderBoth\n• Start Date09/20/2019\n")
    assert record["eligibility"] == {"minimum_age": "8 Years", "maximum_age": "17 Years", "sex": "ALL"}
    assert record["start_date"]["date"] == "2019-09-20"


def test_a_page_of_lines_ends_a_text_at_the_next_line() -> None:
    record = read(f"{BASE}Brief summary: Tea against tiredness\nKettle description: It is round and holds much water\n")
    assert record["brief_summary"] == "Tea against tiredness"


@pytest.mark.parametrize(
    "line",
    ["and it is\n", "It has 4 periods:\n- the first\n- the second\n", "Nobody is harmed.\n"],
)
def test_what_goes_on_belongs_to_the_text(line: str) -> None:
    summary = read(f"{BASE}Brief Summary:\n{TEXT}\n{line}Phase: 2\n")["brief_summary"]
    assert summary.startswith(f"{TEXT}\n{line.splitlines()[0]}")


@pytest.mark.parametrize(
    "line",
    [
        "For more information about this study, contact:",
        "This is a partial list of the criteria.",
        "Further criteria of the protocol apply.",
    ],
)
def test_criteria_end_at_what_speaks_of_them(line: str) -> None:
    page = f"{BASE}Exclusion Criteria:\n- Fever\n- Cough\n{line}\nPhase: 2\n"
    assert read(page)["eligibility"]["exclusion"] == ["Fever", "Cough"]


def test_visits_behind_a_question_are_no_criteria() -> None:
    record = read(
        f"{BASE}Inclusion Criteria\n• Tired\n• Thirsty\n\nWhat is involved\n\n• 6 visits\n• A test of sleep\n"
    )
    assert record["eligibility"]["inclusion"] == ["Tired", "Thirsty"]
