"""A traced reading is the same reading, with a book kept of it; every verb's own fields are known."""

import pytest

from tests.explain.pages import ALL, LABELLED, ONE_DATE
from trialx import extract
from trialx.explain.gives import GIVES, concerns, readers_of
from trialx.explain.trace import Trace, trace
from trialx.extract.find import FINDERS
from trialx.extract.recognise import choose
from trialx.page.lines import Page


def traced(page: str) -> Trace:
    lines = Page(page)
    return trace(lines, choose(lines)[0])


@pytest.mark.parametrize("name", ALL)
def test_a_traced_reading_finds_what_an_untraced_one_finds(name: str) -> None:
    record, seen = extract(ALL[name]), traced(ALL[name])
    assert seen.kept == record.places
    assert seen.found.claims == record.claims
    assert seen.found.sections == record.sections


def test_the_readers_answers_are_noted_in_the_order_of_asking() -> None:
    asked = [(met.words, met.value is None) for met in traced(ONE_DATE).met if met.reader == "phases"]
    assert asked == [("12 participants", True)]


def test_the_own_layout_is_not_changed_by_a_trace() -> None:
    lines = Page(LABELLED)
    layout = choose(lines)[0]
    seen = trace(lines, layout)
    assert seen.layout is layout
    before = len(seen.met)
    extract(LABELLED)
    assert len(seen.met) == before


def test_every_verb_of_the_table_exists() -> None:
    assert set(GIVES) <= set(FINDERS)


@pytest.mark.parametrize("name", ALL)
def test_every_value_comes_from_a_section_that_is_known_to_give_it(name: str) -> None:
    seen = traced(ALL[name])
    for value in seen.found.values:
        field = ".".join(step for step in value.path if isinstance(step, str))
        rules = [section.rule for section, _ in readers_of(seen.layout, field)]
        assert any(value.rule == rule or value.rule.startswith(f"{rule}:") for rule in rules), (field, value.rule)


def test_a_field_concerns_what_holds_it_and_what_it_holds() -> None:
    assert concerns("arm_groups.label", "arm_groups")
    assert concerns("phases", "phases")
    assert not concerns("start_date.date", "start")
    assert not concerns("conditions", "eligibility")
