"""Records of one trial become one: what they agree on once, what differs with every value and its source."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from tests.registries.golden import records, samples
from trialx.cli.application import application
from trialx.compare.alike import alike
from trialx.compare.merge import merged
from trialx.compare.numbers import groups
from trialx.compare.sources import ranked
from trialx.record.schema import schema


def record(layout: str = "ctgov-v2", **fields: Any) -> Any:
    return {**fields, "source": {"layout": layout, "sha256": "0" * 64, "characters": 1, "truncated": False}}


def merge(*given: Any) -> Any:
    made = merged(ranked((f"{at}.json", one) for at, one in enumerate(given)))
    jsonschema.validate(made, schema())
    return made


def test_records_belong_together_by_any_number_of_a_registry() -> None:
    given: list[Any] = [
        {"nct_id": "NCT99000001", "secondary_ids": [{"id": "EudraCT 2099-000001-15"}]},
        {"registry_ids": [{"registry": "ISRCTN", "id": "ISRCTN99900001"}]},
        {
            "registry_ids": [
                {"registry": "EU CTR", "id": "2099-000001-15"},
                {"registry": "ISRCTN", "id": "ISRCTN99900001"},
            ]
        },
        {"nct_id": "NCT99000002", "org_study_id": "S-1"},
        {"nct_id": "NCT99000003", "org_study_id": "S-1", "related_trials": [{"nct_id": "NCT99000001"}]},
        {"brief_title": "Socks"},
    ]
    assert groups(given) == [[0, 1, 2], [3], [4], [5]]


@pytest.mark.parametrize(
    ("first", "second", "wins"),
    [
        (record(last_update_posted_date="2098"), record(last_update_posted_date="2099"), 1),
        (record(last_update_posted_date="2099-01-02"), record(last_update_posted_date="2099-01-01"), 0),
        (record("clincosm", last_update_posted_date="2099"), record(last_update_posted_date="2098"), 0),
        (record("clincosm"), record("isrctn"), 1),
        (record("clincosm", last_update_posted_date="2099"), record("ctgov", last_update_posted_date="2099"), 1),
        (record("clincosm"), record("meddatax"), 0),
        (record("ctgov"), record("clincosm", status_verified_date="2099"), 1),
    ],
)
def test_the_newest_goes_first_then_a_registry_then_the_first_given(first: Any, second: Any, wins: int) -> None:
    made = merge({**first, "acronym": "ONE"}, {**second, "acronym": "TWO"})
    assert made["acronym"] == ("ONE", "TWO")[wins]
    assert made["evidence"]["/acronym"] == {"source": 0}
    (doubt,) = [one for one in made["warnings"] if one.get("pointer") == "/acronym"]
    assert doubt["code"] == "sources-differ"
    assert "'ONE' (" in doubt["message"]
    assert "'TWO' (" in doubt["message"]


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ({"brief_title": "Warm socks"}, {"brief_title": "WARM  SOCKS."}, "Warm socks"),
        ({"start_date": {"date": "2098-11"}}, {"start_date": {"date": "2098-11-05"}}, {"date": "2098-11-05"}),
        ({"conditions": ["Cold", "Wet"]}, {"conditions": ["wet", "cold"]}, ["Cold", "Wet"]),
        ({"phases": ["PHASE2"]}, {}, ["PHASE2"]),
        ({"enrollment": {"count": 4}}, {"enrollment": {"type": "ACTUAL"}}, {"count": 4, "type": "ACTUAL"}),
    ],
)
def test_what_says_the_same_is_one_value_without_a_word(one: Any, other: Any, value: Any) -> None:
    made = merge(record(**one), record(**other))
    (name,) = one
    assert made.get(name) == value
    assert "warnings" not in made


def test_a_list_is_taken_from_one_source_and_numbers_from_all() -> None:
    made = merge(
        record(conditions=["Cold"], registry_ids=[{"registry": "ISRCTN", "id": "ISRCTN99900001"}]),
        record(conditions=["Cold", "Wet"], registry_ids=[{"registry": "ClinicalTrials.gov", "id": "NCT99000001"}]),
    )
    assert made["conditions"] == ["Cold"]
    assert [one["id"] for one in made["registry_ids"]] == ["ISRCTN99900001", "NCT99000001"]
    assert made["evidence"]["/registry_ids/1"] == {"source": 1}
    (doubt,) = made["warnings"]
    assert doubt["message"].startswith("conditions differs: 1 entries (0.json, ctgov-v2) is taken; 2 entries")
    assert "alone with 'Wet'" in doubt["message"]


def test_every_difference_of_two_samples_is_told() -> None:
    named = {sample.name: next(records(sample)) for sample in samples() if sample.name.startswith("warm_socks")}
    made = merge(*named.values())
    told = {doubt["pointer"] for doubt in made["warnings"]}
    first, second = named.values()
    for name in first.keys() & second.keys() - {"source", "warnings", "page", "registry_ids", "secondary_ids"}:
        if name in ("references", "see_also", "documents"):
            continue
        one: Any = first[name]  # type: ignore[literal-required]
        other: Any = second[name]  # type: ignore[literal-required]
        parts = one.keys() & other.keys() if isinstance(one, dict) else {""}
        for part in parts:
            a, b = (one[part], other[part]) if part else (one, other)
            assert (f"/{name}/{part}".rstrip("/") in told) != alike(a, b), (name, part)


def test_the_command(tmp_path: Path) -> None:
    names = ("warm_socks.ctgov-v2.json", "warm_socks.ctgov-xml.xml", "trial.drks.json")
    files = [str(sample) for sample in samples() if sample.name in names]
    out = tmp_path / "merged.jsonl"
    run = CliRunner().invoke(application("merge"), ["merge", *files, "-f", "jsonl", "-o", str(out)])
    assert run.exit_code == 0
    assert run.stderr.startswith("trialx: 3 records of 2 trials; ")
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert sorted(len(line.get("sources", ())) for line in lines) == [0, 2]
    again = CliRunner().invoke(application("merge"), ["merge", str(out), "-q"])
    assert (again.exit_code, again.stderr) == (0, "")
    missing = CliRunner().invoke(application("merge"), ["merge", str(tmp_path / "none.txt")])
    assert missing.exit_code == 2
