"""The schema is the model's, is published, and refuses and accepts as the model says."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from tests.check.planted import changed, planted, sound
from trialx.check import form
from trialx.record import model, vocab
from trialx.record.schema import published, schema, schema_text

ROOT = schema()
VALIDATOR = Draft202012Validator(ROOT)


def test_published_copy_is_what_is_generated() -> None:
    assert published() == schema_text(), "run: trialx schema > trialx/record/record.schema.json"


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(ROOT)
    assert ROOT["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert ROOT["$id"].endswith(f":{model.SCHEMA_VERSION}")


def test_every_field_of_the_model_is_there_in_its_order() -> None:
    assert list(ROOT["properties"]) == list(model.TrialRecord.__annotations__)
    assert ROOT["additionalProperties"] is False
    assert "required" not in ROOT
    for name, definition in ROOT["$defs"].items():
        typed_dict: Any = getattr(model, name)
        assert list(definition["properties"]) == list(typed_dict.__annotations__)
        assert set(definition.get("required", ())) == typed_dict.__required_keys__


def test_enumerations_are_the_vocabulary() -> None:
    assert ROOT["properties"]["overall_status"]["enum"] == list(get_args(vocab.Status))
    assert ROOT["properties"]["phases"]["items"]["enum"] == list(get_args(vocab.Phase))


def test_dates_ages_and_ids_have_patterns() -> None:
    dates = [name for name in ROOT["properties"] if name.endswith("_date")]
    plain = [name for name in dates if "$ref" not in ROOT["properties"][name]]
    assert len(dates) == 9
    assert all("pattern" in ROOT["properties"][name] for name in plain)
    assert "pattern" in ROOT["$defs"]["TrialDate"]["properties"]["date"]
    assert "pattern" in ROOT["$defs"]["Eligibility"]["properties"]["minimum_age"]


@pytest.mark.parametrize("date", ["2024", "2024-07", "2024-07-04", "1999-12-31"])
def test_partial_dates_are_accepted(date: str) -> None:
    assert VALIDATOR.is_valid({"first_posted_date": date})


@pytest.mark.parametrize(
    "date", ["24", "2024-7", "2024-13", "2024-07-32", "2024-00", "July 2024", "2024-07-04T00:00", ""]
)
def test_other_dates_are_refused(date: str) -> None:
    assert not VALIDATOR.is_valid({"first_posted_date": date})


@pytest.mark.parametrize("age", ["18 Years", "1 Year", "0 Days", "6 Months", "1 Month", "10 Weeks"])
def test_ages_are_accepted(age: str) -> None:
    assert VALIDATOR.is_valid({"eligibility": {"minimum_age": age}})


@pytest.mark.parametrize("age", ["18", "1 Years", "18 Year", "18 years", "18  Years", "-1 Years", "N/A", "018 Years"])
def test_other_ages_are_refused(age: str) -> None:
    assert not VALIDATOR.is_valid({"eligibility": {"minimum_age": age}})


def test_criteria_hold_criteria() -> None:
    leaf = {"side": None, "text": "Any of these"}
    tree = {"side": "inclusion", "text": "All of these", "children": [leaf]}
    assert VALIDATOR.is_valid({"eligibility": {"criteria": [tree]}})
    assert not VALIDATOR.is_valid({"eligibility": {"criteria": [{**tree, "children": [{"text": "no side"}]}]}})


@pytest.mark.parametrize("rule", planted())
def test_own_walker_and_jsonschema_agree(rule: str) -> None:
    for which in ("faulty", "sound"):
        record = changed(planted()[rule][which])
        assert VALIDATOR.is_valid(record) == (form.faults(record) == ()), which


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {"has_results": 1},
        {"has_results": "false"},
        {"enrollment": {"count": True}},
        {"enrollment": {"count": 1.5}},
        {"enrollment": {"count": 1.0}},
        {"enrollment": {"count": -1.0}},
        {"enrollment": []},
        {"conditions": ["a", ""]},
        {"conditions": "a"},
        {"adverse_events": [{"term": "Cough", "percent": 101}]},
        {"adverse_events": [{"term": "Cough", "percent": 12.5}]},
        {"evidence": {"/acronym": {"start": 0}}},
        {"coverage": {"lines": 3, "claimed": 3, "unclaimed": [[1, 2]]}},
        {"coverage": {"lines": 3, "claimed": 3, "unclaimed": [[0, 2]]}},
        {"eligibility": {"criteria": [{"side": 3, "text": "x"}]}},
        {"eligibility": {"criteria": [{"side": None, "text": "x", "thresholds": [{"variable": "age"}]}]}},
        {"lead_sponsor": {"name": "Eyes United", "class": "INDUSTRY"}},
        {"lead_sponsor": {"class": "INDUSTRY"}},
        {"nct_id": "NCT99000001\n"},
    ],
)
def test_own_walker_and_jsonschema_agree_on_odd_values(value: object) -> None:
    # Python's `$` matches before a newline at the end, ECMAScript's does not: the walker sides with the standard.
    expected = False if value == {"nct_id": "NCT99000001\n"} else VALIDATOR.is_valid(value)
    assert (form.faults(value) == ()) == expected


def test_check_jsonschema_accepts_and_refuses(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(sound()), encoding="utf-8")
    bad.write_text(json.dumps(changed({"phases": ["PHASE 2"]})), encoding="utf-8")
    # By a pipe, as docs/ci.md has it: check-jsonschema cannot open the file of a process substitution.
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", "-"]
    for file, code in ((good, 0), (bad, 1)):
        run = subprocess.run([*command, str(file)], input=schema_text(), text=True, capture_output=True, check=False)
        assert run.returncode == code, run.stdout
