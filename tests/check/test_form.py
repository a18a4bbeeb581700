"""Faults of form say what is wrong and where; what is refused does not reach the rules of sense."""

from typing import Any

import pytest

from trialx.check.form import faults, sensible


@pytest.mark.parametrize(
    ("record", "rule", "pointer", "says"),
    [
        ({"breif_title": "x"}, "TX002", "/breif_title", "did you mean brief_title?"),
        ({"zzz": 1}, "TX002", "/zzz", "'zzz' is no field here"),
        ({"arm_groups": [{"label": "A"}, {}]}, "TX003", "/arm_groups/1", "label is missing"),
        ({"overall_status": "recruting"}, "TX005", "/overall_status", "did you mean RECRUITING?"),
        ({"has_results": "Yes"}, "TX004", "/has_results", "'Yes' is not true or false"),
        ({"acronym": None}, "TX006", "/acronym", "leave out what is not stated"),
        ({"phases": [""]}, "TX006", "/phases/0", "leave out what is not stated"),
        ({"start_date": {"date": "2024-13"}}, "TX007", "/start_date/date", "'2024-13' is not a date"),
        ({"enrollment": {"count": -3}}, "TX010", "/enrollment/count", "-3 is not a whole number, 0 or more"),
        ({"evidence": {"/a/b": {"start": 1}}}, "TX003", "/evidence/~1a~1b", "end is missing"),
    ],
)
def test_fault_says_what_and_where(record: dict[str, Any], rule: str, pointer: str, says: str) -> None:
    found = faults(record)
    assert (found[0].rule, found[0].hit().pointer) == (rule, pointer)
    assert says in found[0].message


def test_long_values_are_cut_in_messages() -> None:
    [fault] = faults({"has_results": "x" * 500})
    assert len(fault.message) < 100


@pytest.mark.parametrize(
    ("record", "kept"),
    [
        ({"acronym": "", "phases": ["PHASE1"]}, {"phases": ["PHASE1"]}),
        ({"start_date": {"date": "x"}}, {}),
        ({"eligibility": {"sex": "BOTH", "minimum_age": "18 Years"}}, {"eligibility": {"minimum_age": "18 Years"}}),
        ({"own": 1, "acronym": "A"}, {"own": 1, "acronym": "A"}),
        ({"conditions": [""]}, None),
        ({"arm_groups": [{}]}, None),
    ],
)
def test_what_is_refused_is_not_asked_for_sense(record: dict[str, Any], kept: object) -> None:
    before = repr(record)
    assert sensible(record, faults(record)) == kept
    assert repr(record) == before
