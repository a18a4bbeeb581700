"""The rules that are asked without being named are right nine times in ten, on findings that a person judged."""

from collections import Counter
from pathlib import Path

import pytest

from tests.check_precision import is_found, judged, precision, table
from trialx.check.catalogue import catalogue, enabled

JUDGED = judged()
RULES = sorted({one.rule for one in JUDGED})
LEAST = 0.9
DOCS = Path(__file__).parents[2] / "docs" / "ci.md"


def test_verdicts_are_of_the_three_kinds() -> None:
    assert set(Counter(one.verdict for one in JUDGED)) == {"true", "false", "useless"}
    assert set(RULES) <= set(catalogue())


@pytest.mark.parametrize("rule", RULES)
def test_rule_is_right_nine_times_in_ten_or_must_be_asked_for(rule: str) -> None:
    found, true = precision(rule)
    assert rule not in enabled() or true >= LEAST * found


def test_enough_findings_of_enabled_rules_were_judged() -> None:
    found = [one for one in JUDGED if one.rule in enabled() and is_found(one)]
    assert len(found) >= 150
    assert sum(one.verdict == "true" for one in found) >= LEAST * len(found)


def test_no_finding_of_severity_error_is_false() -> None:
    errors = [one for one in JUDGED if catalogue()[one.rule].severity == "error"]
    assert errors
    assert [one for one in errors if one.verdict != "true" and is_found(one)] == []


def test_a_wrong_verdict_would_be_seen() -> None:
    assert any(is_found(one._replace(verdict="false")) for one in JUDGED)
    assert not any(is_found(one) for one in JUDGED if one.rule == "TX072")


def test_table_of_the_page_is_the_one_that_is_counted() -> None:
    assert table() in DOCS.read_text(encoding="utf-8"), "write it anew: python -m tests.check_precision"
