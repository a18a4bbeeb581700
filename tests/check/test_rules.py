"""Every rule on one record finds its planted fault, where it stands, and leaves the nearest sound record alone."""

import pytest

from tests.check.planted import changed, planted, sound
from trialx.check import form
from trialx.check.catalogue import catalogue, explained
from trialx.check.rules import SENSE, judge

PLANTED = planted()


def _errors(rules: set[str]) -> set[str]:
    return {rule for rule in rules if catalogue()[rule].severity == "error"}


def test_nothing_is_wrong_with_the_sound_record() -> None:
    assert judge(sound()) == ([], sound())


def test_every_rule_has_a_planted_fault_and_a_reason() -> None:
    assert set(PLANTED) == {*form.RULES, *SENSE}
    assert {*form.RULES, *SENSE} < set(catalogue())


@pytest.mark.parametrize("rule", PLANTED)
def test_fault_is_found_by_its_rule_and_by_no_other_error(rule: str) -> None:
    found, _ = judge(changed(PLANTED[rule]["faulty"]))
    assert (rule, PLANTED[rule]["at"]) in [(one, hit.pointer) for one, hit in found]
    assert _errors({one for one, _ in found}) - {rule} == set()


@pytest.mark.parametrize("rule", PLANTED)
def test_nearest_sound_record_is_left_alone(rule: str) -> None:
    found, _ = judge(changed(PLANTED[rule]["sound"]))
    assert rule not in {one for one, _ in found}
    assert _errors({one for one, _ in found}) == set()


@pytest.mark.parametrize("rule", PLANTED)
def test_rule_is_not_asked_when_it_is_not_chosen(rule: str) -> None:
    others = frozenset(catalogue()) - {rule}
    found, _ = judge(changed(PLANTED[rule]["faulty"]), rules=others)
    assert rule not in {one for one, _ in found}


@pytest.mark.parametrize("rule", catalogue())
def test_reason_is_a_paragraph_with_an_example(rule: str) -> None:
    about = catalogue()[rule]
    assert about.severity in {"error", "warning"}
    assert about.name == about.name.lower()
    assert 60 < len(about.reason) < 450
    assert "\n" not in about.reason
    assert explained(rule).startswith(f"{rule} {about.name} ({about.severity})\n\n{about.reason}")


def test_names_of_rules_are_all_different() -> None:
    names = [about.name for about in catalogue().values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("value", [None, [], "text", 7, [{"nct_id": "NCT99000001"}]])
def test_what_is_no_mapping_is_one_fault(value: object) -> None:
    found, sensible = judge(value)
    assert [hit.pointer for _, hit in found] == [""]
    assert sensible is None


def test_form_and_sense_are_both_reported() -> None:
    record = changed({"acronym": "", "completion_date": {"date": "2021"}, "primary_completion_date": None})
    found, _ = judge(record)
    assert {"TX006", "TX021"} <= {rule for rule, _ in found}


def test_sense_waits_where_a_list_is_broken() -> None:
    record = changed({"arm_groups": [{"type": "OTHER"}], "completion_date": {"date": "2021"}})
    found, sensible = judge(record)
    assert [rule for rule, _ in found] == ["TX003"]
    assert sensible is None
