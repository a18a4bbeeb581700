"""Places are no wider than the words that they hold."""

import pytest

from trialx.extraction.place import LONGEST, placed
from trialx.record.span import Value


def cut(view: str, value: object, *, start: int = 0, end: int = 0) -> str:
    """Return what stands in a value's place once it is made no wider than the words."""
    path = ("conditions", 0)
    found = placed({path: Value(path, value, start, end or len(view), 0, "label", "a:b:c")}, view)[path]
    return view[found.start : found.end]


@pytest.mark.parametrize(
    ("view", "value", "words"),
    [
        ("Fatigue 900509 0", "Fatigue", "Fatigue"),
        ("Drug: Warm tea", "Warm tea", "Warm tea"),
        ("tea, milk and honey.", "tea, milk and honey", "tea, milk and honey"),
        ("  PHASE2 ", ["PHASE2"], "PHASE2"),
        (" (Industry)", "INDUSTRY", "(Industry)"),
        ("warm tea", "warm tea", "warm tea"),
    ],
)
def test_a_place_is_cut_to_its_words(view: str, value: object, words: str) -> None:
    assert cut(view, value) == words


@pytest.mark.parametrize(
    ("view", "value"),
    [
        ("NATURE of it", "NA"),  # within a word
        ("tea and tea again", "tea"),  # twice: which of them is not told
        ("first line\nsecond", "second"),  # a place of several lines
        ("x" * LONGEST + " tea", "tea"),  # a text
        ("48 participants", 48),
        ("Recruiting", "RECRUITING"),
    ],
)
def test_a_place_that_cannot_be_cut_surely_stays(view: str, value: object) -> None:
    assert cut(view, value) == view


def test_a_place_inside_a_page_keeps_its_neighbours_out() -> None:
    view = "tea: green tea here"
    assert cut(view, "tea", start=5, end=14) == "tea"
