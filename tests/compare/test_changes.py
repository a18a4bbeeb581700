"""What changed is found and nothing else: a record with itself is the same, planted changes are told exactly."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.registries.golden import records, samples
from trialx.cli.application import application
from trialx.compare.changes import changes
from trialx.record.model import TrialRecord

ALL = [(f"{sample.name}-{number}", record) for sample in samples() for number, record in enumerate(records(sample))]
LARGE = next(record for name, record in ALL if name.startswith("warm_socks.ctgov-v2"))


@pytest.mark.parametrize("record", [record for _, record in ALL], ids=[name for name, _ in ALL])
def test_a_record_is_the_same_as_itself_in_whatever_order_its_lists_stand(record: TrialRecord) -> None:
    other: Any = copy.deepcopy(record)
    for value in other.values():
        if isinstance(value, list):
            value.reverse()
    assert changes(record, other) == []


def plant(path: list[Any], value: Any) -> Any:
    """Change one value of the large sample; None takes it away."""
    record: Any = copy.deepcopy(LARGE)
    node = record
    for step in path[:-1]:
        node = node[step]
    if value is None:
        del node[path[-1]]
    elif isinstance(node, list) and path[-1] == len(node):
        node.append(value)
    else:
        node[path[-1]] = value
    return record


@pytest.mark.parametrize(
    ("path", "value", "kind"),
    [
        (["overall_status"], "COMPLETED", "changed"),
        (["enrollment", "count"], 7, "changed"),
        (["acronym"], None, "removed"),
        (["status_as_shown"], "Halted", "added"),
        (["conditions", 1], None, "removed"),
        (["conditions", 2], "Blisters", "added"),
        (["arm_groups", 0, "description"], "Three weeks of wool", "changed"),
        (["interventions", 0, "other_names", 0], "Hose", "changed"),
        (["locations", 0, "status"], "COMPLETED", "changed"),
        (["locations", 1], None, "removed"),
        (["primary_outcomes", 0, "time_frame"], "3 weeks", "changed"),
        (["participant_flow", 0, "count"], 21, "changed"),
        (["adverse_events", 1, "affected"], 5, "changed"),
        (["oversight", "has_dmc"], True, "changed"),
    ],
)
def test_a_planted_change_is_told_and_no_other(path: list[Any], value: Any, kind: str) -> None:
    found = changes(LARGE, plant(path, value))
    if found and kind == "changed" and path[0] == "interventions":  # a name that shares no word is another name
        assert {one.kind for one in found} == {"added", "removed"}
        return
    (one,) = found
    assert (one.kind, one.pointer) == (kind, "/" + "/".join(map(str, path)))


def test_an_entry_that_is_nearly_the_same_is_one_that_changed() -> None:
    old: Any = {"eligibility": {"inclusion": ["Two feet", "A toe that is colder than 20 degrees at night"]}}
    new: Any = {"eligibility": {"inclusion": ["A toe that is colder than 18 degrees at night", "Ten toes"]}}
    found = changes(old, new)
    assert [(one.kind, one.pointer) for one in found] == [
        ("changed", "/eligibility/inclusion/0"),
        ("added", "/eligibility/inclusion/1"),
        ("removed", "/eligibility/inclusion/0"),
    ]
    kept = [words for mark, words in found[0].words if mark != " "]
    assert kept == ["20", "18"]


def stored(path: Path, *given: Any) -> str:
    path.write_text("".join(json.dumps(one) + "\n" for one in given), "utf-8")
    return str(path)


def test_the_command(tmp_path: Path) -> None:
    run = CliRunner().invoke
    app = application("diff")
    old = stored(tmp_path / "old.jsonl", LARGE)
    new = stored(
        tmp_path / "new.jsonl", plant(["brief_summary"], "Cold feet are warm (< 20 °C).\nThis study compares wool.")
    )
    same = run(app, ["diff", old, old])
    assert (same.exit_code, same.stdout) == (0, "")
    text = run(app, ["diff", old, new])
    assert text.exit_code == 1
    assert text.stdout.startswith(
        "NCT99000001: 1 change\n  brief_summary: Cold feet are [-cold-] {+warm+} (< 20 °C). This"
    )
    machine = run(app, ["diff", old, new, "-f", "json"])
    (trial,) = json.loads(machine.stdout)
    assert [one["pointer"] for one in trial["changes"]] == ["/brief_summary"]
    assert run(app, ["diff", old, str(tmp_path / "none")]).exit_code == 2


def test_files_of_many_trials_are_matched_by_their_numbers(tmp_path: Path) -> None:
    one, two, three = ({"nct_id": f"NCT9900000{at}", "acronym": "A"} for at in (1, 2, 3))
    old = stored(tmp_path / "old.jsonl", one, two)
    new = stored(tmp_path / "new.jsonl", {**two, "acronym": "B"}, three)
    run = CliRunner().invoke(application("diff"), ["diff", old, new])
    assert run.exit_code == 1
    assert run.stdout == (
        "NCT99000001: the trial is gone\nNCT99000002: 1 change\n  acronym: A -> B\nNCT99000003: a new trial\n"
    )
