"""A traced reading is the same reading, with a book kept of it; every verb's own fields are known."""

from dataclasses import replace
from pathlib import Path

from tests.explain.pages import ALL, LABELLED, ONE_DATE
from trialx import NotATrialPage, extract
from trialx.explain.section_fields import BRINGS, concerns, fills, readers_of
from trialx.explain.trace import Trace, trace
from trialx.explain.unknown import trace_unknown
from trialx.extraction.known.recognise import choose
from trialx.page.lines import Page
from trialx.write.fields import field_names


def traced(page: str) -> Trace:
    lines = Page(page)
    layouts = choose(lines)
    return trace(lines, layouts[0]) if layouts else trace_unknown(lines)


def traced_alone(page: str) -> Trace:
    """The page read by its layout alone: what the generic reader tries besides would be told with it."""
    lines = Page(page)
    return trace(lines, replace(choose(lines)[0], rest=False))


SAMPLES = Path(__file__).parents[2] / "samples"
# Those of the registries are tables of trials and no pages.
TEXTS = [path for path in sorted(SAMPLES.rglob("*.txt")) if "registries" not in path.parts]
PAGES = [*ALL.values(), *(path.read_text("utf-8") for path in TEXTS)]


def test_a_traced_reading_finds_what_an_untraced_one_finds() -> None:
    for page in PAGES:
        try:
            record = extract(page)
        except NotATrialPage:
            continue
        seen = traced(page)
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


def test_every_field_that_another_brings_exists() -> None:
    assert {name for names in BRINGS.values() for name in names} <= set(field_names())


def test_every_value_comes_from_a_section_that_is_known_to_give_it() -> None:
    for page in PAGES:
        seen = traced(page)
        for value in seen.found.values:
            field = ".".join(step for step in value.path if isinstance(step, str))
            rules = [section.rule for section, _ in readers_of(seen.layout, field)]
            known = value.rule.startswith("generic:") or any(
                value.rule == rule or value.rule.startswith(f"{rule}:") for rule in rules
            )
            assert known, f"say in trialx/layouts/verbs.py that {value.rule} may give {field}"


def test_a_rule_fills_what_it_brings() -> None:
    assert fills("start_date.date", "start_date.type")
    assert fills("eligibility.age_range", "eligibility.maximum_age")
    assert not fills("start_date.date", "completion_date.type")


def test_a_field_concerns_what_holds_it_and_what_it_holds() -> None:
    assert concerns("arm_groups.label", "arm_groups")
    assert concerns("phases", "phases")
    assert not concerns("start_date.date", "start")
    assert not concerns("conditions", "eligibility")
