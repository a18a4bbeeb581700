"""The invented records of the checks' tests: a sound one, and changes to it."""

import copy
from pathlib import Path
from typing import Any, cast

import yaml

from trialx.check.load import Stored, records_of
from trialx.record.model import TrialRecord

HERE = Path(__file__).parent


def sound() -> TrialRecord:
    """Return the record in which nothing is wrong."""
    [stored] = records_of(str(HERE / "sound.yaml"), from_row=dict)
    assert isinstance(stored, Stored)
    return cast(TrialRecord, stored.value)


def changed(change: dict[str, Any]) -> TrialRecord:
    """Return the sound record with a change: mappings merged, None taken away, anything else in its place."""
    return cast(TrialRecord, _merged(cast(dict[str, Any], sound()), change))


def planted() -> dict[str, dict[str, Any]]:
    """Return the planted faults by rule: `at`, `faulty`, `sound`."""
    return listed(HERE / "planted.yaml")


def listed(path: Path) -> dict[str, Any]:
    """Return a YAML file of the tests, read as records are: nothing in it is guessed."""
    [stored] = records_of(str(path), from_row=dict)
    assert isinstance(stored, Stored)
    return dict(stored.value)


def write_yaml(path: Path, record: object) -> str:
    """Write a record as YAML in block style and return the path."""
    path.write_text(yaml.safe_dump(record, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return str(path)


def _merged(whole: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    made = copy.deepcopy(whole)
    for key, value in change.items():
        if value is None:
            made.pop(key, None)
        elif isinstance(value, dict) and isinstance(made.get(key), dict):
            made[key] = _merged(made[key], value)
        else:
            made[key] = value
    return made
