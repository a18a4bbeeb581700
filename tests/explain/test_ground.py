"""Every value stands where it says it stands, on every page that the product ships and on pages cut anywhere."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.explain.pages import ALL, LABELLED
from trialx import NotATrialPage, extract, extract_file
from trialx.explain.ground import is_free, reads_back, ungrounded
from trialx.record.span import Value

SAMPLES = Path(__file__).parents[2] / "samples"
DATE, LABEL = ("start_date", "date"), ("arm_groups", 0, "label")


def moved(page: str, path: tuple[str | int, ...], start: int, end: int) -> list[str]:
    """Extract a page, move one value's place by so many characters, and return what is found wrong."""
    record = extract(page)
    value = record.places[path]
    places = {**record.places, path: value._replace(start=value.start + start, end=value.end + end)}
    return [one.why for one in ungrounded(replace(record, places=places))]


def test_every_value_of_every_sample_is_grounded() -> None:
    for path in sorted(SAMPLES.rglob("*.txt")):
        if "registries" in path.parts:
            continue  # a table of trials, no page
        try:
            assert ungrounded(extract_file(path)) == [], path
        except NotATrialPage:
            continue


@pytest.mark.parametrize("name", ALL)
def test_every_value_of_an_invented_page_is_grounded(name: str) -> None:
    record = extract(ALL[name])
    assert len(record.places) > 5
    assert ungrounded(record) == []


@settings(max_examples=60)
@given(st.integers(0, LABELLED.count("\n")), st.sampled_from(["\n", "\r\n", "\n\n", " \n"]))
def test_a_page_cut_anywhere_and_broken_otherwise_stays_grounded(lines: int, broken: str) -> None:
    page = broken.join(LABELLED.split("\n")[:lines])
    try:
        assert ungrounded(extract(page)) == []
    except NotATrialPage:
        assert lines < 8


@pytest.mark.parametrize("path", [DATE, LABEL, ("nct_id",), ("eligibility", "inclusion", 0), ("brief_summary",)])
def test_a_place_that_is_moved_is_found_out(path: tuple[str | int, ...]) -> None:
    assert moved(LABELLED, path, 1, 0)
    assert moved(LABELLED, path, 0, -1)
    assert moved(LABELLED, path, -1, 0)


def test_an_empty_place_is_found_out() -> None:
    assert moved(LABELLED, DATE, 0, -10) == ["the span is empty or off the page"]
    assert moved(LABELLED, DATE, 0, 10**6) == ["the span is empty or off the page"]


def test_a_value_without_place_is_found_out() -> None:
    record = extract(LABELLED)
    places = {path: value for path, value in record.places.items() if path != ("nct_id",)}
    assert [(one.pointer, one.why) for one in ungrounded(replace(record, places=places))] == [("/nct_id", "no place")]


def test_a_place_on_another_line_is_found_out() -> None:
    record = extract(LABELLED)
    value = record.places[("nct_id",)]
    record.places[("nct_id",)] = value._replace(line=value.line + 1)
    assert [one.why for one in ungrounded(record)] == ["the span does not begin on line 3"]


def test_a_value_that_the_record_does_not_have_is_found_out() -> None:
    record = extract(LABELLED)
    at = LABELLED.index("Title")
    record.places[("acronym",)] = Value(("acronym",), "Title", at, at + 5, 0, "label", "meddatax:head:acronym")
    record.data["brief_title"] = "Another title"
    assert [(one.pointer, one.why) for one in ungrounded(record)] == [
        ("/brief_title", "the record says 'Another title'"),
        ("/acronym", "the record has no such value"),
    ]


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ("Sleepers  drink\ttea", "Sleepers drink tea"),
        ("first\n\n   * second\n   2. third", "first\nsecond\nthird"),
        ("dose \\>= 10\\^6", "dose >= 10^6"),
        ("sleepers who drink\n· (iv) tea", "sleepers who drink\ntea"),
    ],
)
def test_blanks_escapes_and_list_marks_are_no_difference(piece: str, text: str) -> None:
    assert reads_back(piece, text)


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ("Sleepers drink tea", "Sleepers drink"),
        ("drink tea", "Sleepers drink tea"),
        ("not asthma", "asthma"),
        ("age 18", "18"),
        ("tea\n*", "tea"),
        ("* tea", "tea"),
        (": tea", "tea"),
        ("TEA", "tea"),
    ],
)
def test_words_are_a_difference(piece: str, text: str) -> None:
    assert not reads_back(piece, text)


def test_free_words_are_told_from_codes_by_the_model() -> None:
    assert is_free("locations.facility")
    assert not is_free("locations.status")
    assert not is_free("enrollment.count")


def test_a_code_in_a_field_of_free_words_must_stand_there() -> None:
    record = extract(LABELLED)
    value = record.places[LABEL]
    record.places[LABEL] = value._replace(value="COMPLETED")
    record.data["arm_groups"][0]["label"] = "COMPLETED"
    assert [one.why for one in ungrounded(record)] == ["the slice does not read back as the value"]
