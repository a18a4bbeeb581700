"""The names of formats stand in one list."""

from typing import get_args

from trialx.batch.formats import IN_PARTS, SUFFIXES, Choice, Format
from trialx.batch.rendering import RENDERERS


def test_each_format_has_an_ending_a_choice_and_what_renders_it() -> None:
    names = set(get_args(Format))
    assert set(SUFFIXES) == names
    assert {choice.value for choice in Choice} == names
    assert set(RENDERERS) == names
    assert set(IN_PARTS) < names
