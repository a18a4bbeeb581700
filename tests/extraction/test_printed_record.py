"""A printed structure that may be cut off anywhere."""

import json

import pytest

from trialx.extraction.known.verbs.printed_record import read_literal

WHOLE = {"a": ["b", 1, 2.5, True, None, {"c": "d'e", "f": []}], "g": {"h": "line\nbreak"}}


@pytest.mark.parametrize("text", [repr(WHOLE), json.dumps(WHOLE)])
def test_python_and_json_are_read_alike(text: str) -> None:
    assert read_literal(text, 0)[::2] == (WHOLE, True)


@pytest.mark.parametrize("end", range(1, len(repr(WHOLE)) - 1))
def test_a_cut_structure_gives_what_came_before(end: int) -> None:
    root, places, whole, _ = read_literal(repr(WHOLE)[:end], 0)
    assert not whole
    assert set(root) <= set(WHOLE)
    assert all(stop <= end for _, stop in places.values())


def test_places_are_those_of_the_words() -> None:
    text = "noise {'a': ['bee', 12]}"
    places = read_literal(text, 6).places
    assert {steps: text[start:end] for steps, (start, end) in places.items()} == {("a", 0): "bee", ("a", 1): "12"}


@pytest.mark.parametrize("text", ["", "x", "}", "[" * 5000, "{'a'" * 2000, "'" + "\\" * 5000])
def test_no_structure(text: str) -> None:
    assert read_literal(text, 0)[2] is False


def test_a_text_that_is_cut_off_is_read_as_far_as_its_line_goes() -> None:
    words = "The volunteers wear wool for two weeks and cotton for two more, and tell"
    root, places, whole, end = read_literal(f"{{'a': 1, 'b': '{words}\nfooter", 0)
    assert (root, whole) == ({"a": 1, "b": words}, False)
    assert end == places[("b",)][1]


def test_a_word_that_is_cut_off_is_no_value() -> None:
    assert read_literal("{'a': 1, 'b': 'RECRUIT", 0).root == {"a": 1}
