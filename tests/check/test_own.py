"""Rules of one's own, lists of required items, deadlines: what a configuration adds to the rules."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.check.planted import changed, sound, write_yaml
from tests.check.test_command import APP
from trialx.check.catalogue import About
from trialx.check.finding import Hit
from trialx.check.own import BadRule, OwnRule, expression, own_rules
from trialx.check.profiles import Audit, overdue_results, profiles
from trialx.record.model import TrialRecord
from trialx.record.schema import schema

RULES = """ACME01:
  name: blinks-counted
  severity: error
  message: no outcome counts blinks
  at: /primary_outcomes
  fault: not primary_outcomes or "Blinks a minute" not in primary_outcomes.measure
ACME02: {name: small, message: fewer than 200 take part, at: /enrollment/count, fault: enrollment.count < 200}
"""


def _run(*words: str) -> Result:
    return CliRunner().invoke(APP, list(words))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('overall_status == "RECRUITING"', True),
        ('overall_status in ["COMPLETED", "TERMINATED"]', False),
        ("not why_stopped and enrollment.count >= 100", True),
        ("10 < enrollment.count < 20", False),
        ("nowhere.at.all > 3", False),
        ("acronym in keywords", False),
        ('"DRUG" in interventions.type', True),
        ("len(arm_groups) != 2", False),
        ("len(nowhere) == 0", True),
        ('lower(brief_title) == "wexol drops for tired eyes"', True),
        ("before(start_date.date, completion_date.date)", True),
        ("months_between(start_date.date, completion_date.date) >= 24", True),
        ("brief_title < 3", False),
    ],
)
def test_expression(text: str, expected: bool) -> None:
    assert bool(expression(text)(sound())) is expected


@pytest.mark.parametrize(
    "text",
    [
        *("__import__('os').system('x')", "open('x')", "(lambda: 1)()", "[x for x in keywords]", "keywords[0]"),
        *("1 + 1", "9 ** 9", "f'{x}'", "x if y else z", "len(*keywords)", "a and open(b)", "not", "", "(" * 300),
    ],
)
def test_expression_is_no_program(text: str) -> None:
    with pytest.raises(BadRule):
        expression(text)


def test_rules_of_a_file_are_asked_and_reported() -> None:
    Path("ours.yaml").write_text(RULES)
    Path("trialx.toml").write_text('rules = ["ours.yaml"]\n')
    write_yaml(Path("a.yaml"), changed({"primary_outcomes": [{"measure": "Tears"}]}))
    result = _run("check", "a.yaml", "--format", "jsonl", "--output", "out.sarif")
    found = [json.loads(row) for row in result.stdout.splitlines()]
    assert [(one["rule"], one["severity"], one["pointer"]) for one in found] == [
        ("ACME02", "warning", "/enrollment/count"),
        ("ACME01", "error", "/primary_outcomes"),
    ]
    assert result.exit_code == 1
    assert "BlinksCounted" in Path("out.sarif").read_text()
    assert _run("check", "a.yaml", "--ignore", "ACME").exit_code == 0
    assert "ACME02" not in _run("check", "a.yaml", "--select", "ACME01").stdout
    text = Path("a.yaml").read_text()
    Path("a.yaml").write_text(text.replace("count: 120", "count: 120  # trialx: ignore ACME02 because it is a pilot"))
    assert "1 excepted" in _run("check", "a.yaml").stdout


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[1]", "write rules by their ids"),
        ("a: [", "cannot be read as YAML"),
        ("ACME01: {name: x}", "has name, message and fault"),
        ("ACME01: {name: x, message: m, fault: 'open(x)'}", "may not stand in an expression"),
        ("ACME01: {name: x, message: m, fault: 'a ='}", "is no expression"),
        ("TX021: {name: x, message: m, fault: acronym}", "write an id of your own"),
        ("acme: {name: x, message: m, fault: acronym}", "write an id of your own"),
        ("ACME01: {name: x, message: m, fault: acronym, severity: bad}", "write error or warning"),
    ],
)
def test_bad_rules_are_refused_in_one_line(text: str, says: str) -> None:
    Path("ours.yaml").write_text(text)
    Path("trialx.toml").write_text('rules = ["ours.yaml"]\n')
    result = _run("check", ".")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert says in result.stderr


def test_rules_of_a_package_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def blinks(record: TrialRecord) -> list[Hit]:
        return [] if "acronym" in record else [Hit("", "no acronym")]

    class Point:
        value = "acme:RULES"

        def load(self) -> list[OwnRule]:
            return [OwnRule(About("ACME03", "acronym", "warning", "why", "example"), blinks)]

    monkeypatch.setattr("trialx.check.own.entry_points", lambda **of: [Point()] if of["name"] == "acme" else [])
    [rule] = own_rules([], ["acme"]).values()
    assert [hit.message for hit in rule.check(sound())] == ["no acronym"]
    with pytest.raises(BadRule, match="no installed package offers 'other'"):
        own_rules([], ["other"])


def _paths() -> list[str]:
    return [path for one in profiles().values() for paths in one.items.values() for path in paths]


@pytest.mark.parametrize("path", sorted(set(_paths())))
def test_items_of_the_lists_are_fields_of_a_record(path: str) -> None:
    node: Any = schema()
    for step in path.split("/"):
        while "$ref" in node or node.get("type") == "array":
            node = schema()["$defs"][node["$ref"].rsplit("/", 1)[1]] if "$ref" in node else node["items"]
        assert step in node["properties"]
        node = node["properties"][step]


def test_missing_items_are_one_finding_a_record_and_a_rate() -> None:
    write_yaml(Path("a.yaml"), changed({"enrollment": None, "nct_id": "NCT99000004", "registry_ids": None}))
    result = _run("check", "a.yaml", "--profile", "who-20")
    [line] = [line for line in result.stdout.splitlines() if "TX100 items-missing [" in line]
    assert "17 sample size" in line
    assert "5 primary sponsor" in line
    assert "12 conditions" not in line
    assert result.stderr.startswith("trialx: who-20: 0 of 1 records (0%) have every item; missing most often: ")
    assert "TX100" not in _run("check", "a.yaml").stdout
    Path("trialx.toml").write_text('profile = "icmje"\n')
    assert "icmje: " in _run("check", "a.yaml").stderr


@pytest.mark.parametrize(
    ("profile", "submitted", "found"),
    [("icmje", "2023-05-02", True), ("icmje", "2023-05-01", False), ("fdaaa", "2023-05-22", False),
     ("fdaaa", "2023-05-23", True), ("who-20", "2024-05-23", False), ("icmje", "2023-06", False)],
)  # fmt: skip
def test_late_registration(profile: str, submitted: str, found: bool) -> None:
    record = changed({"start_date": {"date": "2023-05-01"}, "first_submitted_date": submitted})
    assert ("TX101" in [rule for rule, _ in Audit(profile).hits(record)]) is found


def test_other_studies_are_not_asked_for_what_trials_have() -> None:
    record: TrialRecord = {"study_type": "OBSERVATIONAL"}
    [(_, hit)] = [one for one in Audit("fdaaa").hits(record) if one[0] == "TX100"]
    assert "study phase" not in hit.message
    assert "why the study stopped" not in hit.message
    stopped: TrialRecord = {"overall_status": "TERMINATED"}
    assert "why the study stopped" in Audit("fdaaa").hits(stopped)[0][1].message


@pytest.mark.parametrize(
    ("change", "as_of", "found"),
    [
        ({}, "2024-03-15", True),
        ({}, "2024-02-15", False),
        ({}, None, False),
        ({"last_update_posted_date": "2024-06-01"}, None, True),
        ({"has_results": True}, "2024-03-15", False),
        ({"overall_status": "WITHDRAWN"}, "2024-03-15", False),
        ({"primary_completion_date": {"type": "ESTIMATED"}}, "2024-03-15", False),
    ],
)
def test_results_are_overdue_by_the_users_own_deadline(change: dict[str, Any], as_of: str | None, found: bool) -> None:
    ended = changed(
        {"overall_status": "COMPLETED", "primary_completion_date": {"date": "2023-02-01", "type": "ACTUAL"}}
    )
    record = {**ended, **{key: value for key, value in change.items() if not isinstance(value, dict)}}
    if "primary_completion_date" in change:
        record["primary_completion_date"] = {"date": "2023-02-01", "type": "ESTIMATED"}
    assert bool(list(overdue_results(12, as_of)(record))) is found  # type: ignore[arg-type] # built of two records
