"""Facts in prose: what a sentence states of this trial, and what it states of everything else."""

import pytest

from trialx.readers.prose import MAX_PROSE, posted_dates

FIRST, LAST, SIZE = "first_posted_date", "last_update_posted_date", "enrollment"


def told(text: str) -> list[tuple[str, str | int]]:
    return [(fact.kind, fact.value) for fact in posted_dates(text)]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Yes, this trial is open. It was initially posted on May 3rd 2020 and last updated on June 9th 2021.",
            [(FIRST, "2020-05-03"), (LAST, "2021-06-09")],
        ),
        (
            "The study, first published on 3 May 2020, was most recently updated on 2021-06-09.",
            [(FIRST, "2020-05-03"), (LAST, "2021-06-09")],
        ),
        ("This research was originally listed online on May 3, 2020.", [(FIRST, "2020-05-03")]),
        ("The trial's listing was last edited on Jun. 9, 2021.", [(LAST, "2021-06-09")]),
        ("The most recent update of the trial was on June 9th 2021.", []),
        ("The trial's most recent update was on June 9th 2021.", [(LAST, "2021-06-09")]),
        ("The study was first registered in May 2020.", [(FIRST, "2020-05")]),
    ],
)
def test_posting_dates(text: str, facts: list[tuple[str, str | int]]) -> None:
    assert told(text) == facts


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("This research requires 48 participants at one clinic.", 48),
        ("The trial is still actively searching for 48 volunteers.", 48),
        ("The study is looking for 1,200 eligible people in two towns.", 1200),
        ("This trial aims to enroll approximately 48 patients.", 48),
        ("The study is expected to recruit a total of 48 individuals.", 48),
        ("This trial will include 48 participants.", 48),
        ("For this trial, 48 people from two towns are needed.", 48),
        ("In this study 48 volunteers will be recruited.", 48),
        ("This trial is open. Approximately 48 patients need to be enrolled from one clinic.", 48),
        ('"It seeks 48 patients."', 48),
    ],
)
def test_the_size(text: str, number: int) -> None:
    assert told(text) == [(SIZE, number)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No digits here, only a trial.",
        "Presently, 3 trials of tea are ongoing, and 12 other sites are running studies.",
        "The sponsor has enrolled 5,000 patients in previous trials.",
        "The sponsor of this trial will enroll 400 patients worldwide.",
        "A similar trial requires 30 participants.",
        "Another study was first posted on May 3rd 2020.",
        "There are 372 other trials that are searching for 9,000 patients.",
        "The trial needs 12 patients per site.",
        "The trial requires 6 participants in the first cohort.",
        "This trial has enrolled 21 patients so far.",
        "The results of this trial were first posted on May 3rd 2020.",
        "This trial is listed here, but the page was last updated on May 3rd 2020.",
        "The drug was first made available on May 3rd 2020.",
        "The treatment was first listed in May 2020.",
        "In this trial 48 patients have been enrolled.",
        "This trial was first posted on February 31st 2020.",
        "This trial was first posted on 3/5/2020.",
        "This trial requires 48 visits.",
        "The trial started on May 3rd 2020.",
        "Tea requires 48 patients.",
    ],
)
def test_what_is_no_fact_of_this_trial(text: str) -> None:
    assert told(text) == []


def test_one_clause_may_speak_of_others_without_spoiling_the_rest() -> None:
    text = (
        "This trial, last updated on June 9th 2021, requires 48 patients, while 12 other studies need 300 participants."
    )
    assert told(text) == [(LAST, "2021-06-09"), (SIZE, 48)]


def test_a_sentence_about_others_does_not_name_this_trial() -> None:
    assert told("Another trial is running. Some 48 patients are needed.") == []


def test_the_order_of_day_and_month_is_the_pages() -> None:
    text = "The trial was first posted on 3/5/2020."
    assert [fact.value for fact in posted_dates(text, order="mdy")] == ["2020-03-05"]
    assert [fact.value for fact in posted_dates(text, order="dmy")] == ["2020-05-03"]


def test_places_are_those_of_the_values() -> None:
    text = (
        "Yes.\nIt was first posted on May 3rd 2020 and last updated on June 9th 2021. The trial requires 1,048 people."
    )
    assert [text[fact.start : fact.end] for fact in posted_dates(text)] == ["May 3rd 2020", "June 9th 2021", "1,048"]


def test_a_page_given_by_mistake_is_read_to_a_bound() -> None:
    text = "It is. " * (MAX_PROSE // 7 + 1) + "This trial requires 48 participants."
    assert told(text) == []
