"""The cheap first looks of the generic reader: what they spare, nothing would have been found in."""

import re
from pathlib import Path

import pytest

from tests.golden import pages
from trialx.extraction.unknown.by_shape import guesses
from trialx.extraction.unknown.date_order import order_of
from trialx.extraction.unknown.own_number import mentioned_ids
from trialx.extraction.unknown.segments import segments
from trialx.languages import words
from trialx.lexicon.look_up import is_chrome, lexicon, look_up, may_open
from trialx.lexicon.phrases import certain
from trialx.page.decode import decode
from trialx.page.lines import Page
from trialx.readers import READERS
from trialx.readers.ids import find_registry_ids
from trialx.readers.spellings import spellings

# What `guesses` asks by a table, with the readers that it stands for.
LISTED = {
    "overall_status": "status",
    "study_type": "study_type",
    "phases": "phases",
    "design.allocation": "allocation",
    "design.intervention_model": "intervention_model",
    "design.primary_purpose": "primary_purpose",
    "design.masking": "masking",
    "design.observational_model": "observational_model",
    "design.time_perspective": "time_perspective",
    "eligibility.sex": "sex",
}


def test_every_label_and_every_line_of_furniture_passes_the_look_at_its_first_word() -> None:
    known = lexicon()
    labels = [label for label in known.senses if len(label) > 1]
    assert len(labels) > 1000
    assert [label for label in labels if not may_open(label)] == []
    assert [line for line in known.chrome if not is_chrome(line)] == []
    assert look_up("Estimated Start Date (India):") is not None


@pytest.mark.parametrize("field", LISTED)
def test_every_spelling_of_a_value_passes_the_look_at_its_first_word(field: str) -> None:
    name = LISTED[field]
    words = [word for word in spellings(name) if len(word) <= 60 and word.count(" ") <= 8]
    assert words
    for word in words:
        assert dict(guesses(word)).get(field) == READERS[name](word), word


@pytest.mark.parametrize(
    ("text", "value"),
    [("PhaseIII", ["PHASE3"]), ("Phase Ⅱ", ["PHASE2"]), ("IIb", ["PHASE2"]), ("Study phase III", ["PHASE3"])],
)
def test_a_phase_without_digits_is_guessed(text: str, value: list[str]) -> None:
    assert dict(guesses(text))["phases"] == value


def test_masked_parties_behind_the_masking_are_guessed() -> None:
    assert dict(guesses("Double (Participant, Investigator)"))["design.masking"] == "DOUBLE"
    assert dict(guesses("NONE"))["design.masking"] == "NONE"
    assert "design.masking" not in dict(guesses("None"))


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.stem)
def test_the_numbers_of_a_page_are_those_of_its_whole_text(path: Path) -> None:
    view = Page(decode(path.read_bytes())).view
    assert mentioned_ids(view) == find_registry_ids(view)


def test_numbers_of_few_digits_are_found_beside_others() -> None:
    view = "Year 2021\nHKUCTR-12 and rbr-2abcd\nRBR-9abc1"
    assert mentioned_ids(view) == find_registry_ids(view)
    assert len(mentioned_ids(view)) == 3


def test_what_a_pattern_is_certain_to_find_stands_in_it() -> None:
    for values in words("prose", "design").values():
        for patterns in values.values():
            for pattern in patterns:
                assert certain(pattern) in re.sub(r"[^\w]+", " ", pattern).lower()
    assert certain("open(?:ed)? labels?") == "label"
    with pytest.raises(ValueError, match="no letters"):
        certain(r"(?:one|single)\s+\w+")


def test_a_date_that_decides_the_order_is_seen_at_either_end_of_a_page() -> None:
    assert order_of("25/10/2019", None, []) == "dmy"
    assert order_of("It ended on 10/25/2019", None, []) == "mdy"
    assert order_of("25-10-2019 is the day", None, []) == "dmy"


def test_a_line_that_comes_again_stands_where_it_stands() -> None:
    page = Page("Status: Recruiting\nTea for all\n  Status: Recruiting\nTea for all")
    found = segments(page)
    assert [piece.at for piece in found] == [0, 0, 1, 2, 2, 3]
    assert [page.view[piece.start : piece.end] for piece in found] == [piece.text for piece in found]
