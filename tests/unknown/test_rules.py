"""The rules of the reader of unknown pages have names, stand in the evidence, and can be switched off."""

import re
from pathlib import Path

import pytest

import trialx
from trialx.extraction.unknown.rules import RULES, on, without

FOLDER = Path(trialx.__file__).parent / "extraction" / "unknown"
SOURCES = "\n".join(path.read_text("utf-8") for path in FOLDER.glob("*.py") if path.stem != "rules")
ASKED = {name for call in re.findall(r"\bon\(([^()]*)\)", SOURCES) for name in re.findall(r'"(\w+)"', call)}
TAKING = {name for line in re.findall(r"\.by = (.*)", SOURCES) for name in re.findall(r'"(\w+)"', line)} - {"contacts"}
TAKING |= set(re.findall(r"\{RULE\}:(\w+):", SOURCES))

PAGE = """A Study of Tea in Tired Adults
Status: Recruiting
Phase
2
Enrollment: 40 participants
Inclusion Criteria
- Tired eyes
- Adults
Is this for you?
"""


def test_every_rule_is_asked_for_and_every_name_is_a_rules() -> None:
    assert RULES.keys() >= ASKED
    assert RULES.keys() - {"stated_size", "statement"} <= ASKED | TAKING
    assert all(RULES.values())


def test_the_evidence_of_a_value_names_the_rule_that_took_it() -> None:
    places = trialx.extract(PAGE).places
    rules = {".".join(map(str, path)): value.rule for path, value in places.items()}
    assert rules["overall_status"] == "generic:beside:overall_status"
    assert rules["phases"] == "generic:below:phases"
    assert rules["brief_title"] == "generic:title:brief_title"
    assert rules["eligibility.inclusion.0"] == "generic:criteria:eligibility.inclusion"
    taken = [rule.split(":") for rule in rules.values() if rule.startswith("generic:")]
    assert all(len(parts) == 3 and parts[1] in RULES for parts in taken)


@pytest.mark.parametrize(
    ("rule", "field"), [("below", "phases"), ("title", "brief_title"), ("criteria", "eligibility")]
)
def test_a_rule_that_is_off_takes_nothing(rule: str, field: str) -> None:
    assert field in trialx.extract(PAGE).data
    with without(rule):
        assert not on(rule)
        assert field not in trialx.extract(PAGE).data
    assert field in trialx.extract(PAGE).data


def test_what_a_cache_keeps_is_forgotten_when_a_rule_is_switched() -> None:
    page = "Lead OrganizationExample Tea Ltd\nStatus: Recruiting\nPhase: 2\n"
    assert trialx.extract(page).data["lead_sponsor"] == {"name": "Example Tea Ltd"}
    with without("glued"):
        assert "lead_sponsor" not in trialx.extract(page).data
    assert "lead_sponsor" in trialx.extract(page).data


def test_no_rule_is_called_so() -> None:
    with pytest.raises(KeyError), without("nonsense"):
        pass
