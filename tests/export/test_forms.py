"""Records in standard forms: they hold against the standards' own models, and are read again as they were."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.registries.golden import records, samples
from trialx.export import FORMATS, format_of
from trialx.export.loss import lost
from trialx.record.model import TrialRecord
from trialx.registries import read_study, read_who_xml

RECORDS = [(f"{sample.name}-{number}", record) for sample in samples() for number, record in enumerate(records(sample))]
NAMES = [name for name, _ in RECORDS]
OWN = {"source", "warnings", "coverage"}


def bare(record: TrialRecord) -> dict[str, Any]:
    """Return a record without what is of the reading."""
    return {name: value for name, value in record.items() if name not in OWN}


@pytest.mark.parametrize(
    "record", [one for _, one in RECORDS if "nct_id" in one], ids=[n for n, r in RECORDS if "nct_id" in r]
)
def test_what_the_api_can_say_is_read_again(record: TrialRecord) -> None:
    study, missing = format_of("ctgov-v2").export(record)
    again = bare(read_study(study))
    wanted = bare(record)
    # A page's address, a status in other words and a contact's affiliation have no place, and are told as lost.
    assert missing == lost({name: wanted[name] for name in wanted if name in ("page", "status_as_shown")}, ()) | {
        name: number for name, number in missing.items() if name.startswith(("central_contacts.", "documents.date"))
    }
    wanted = {name: value for name, value in wanted.items() if name not in ("page", "status_as_shown")}
    # Numbers of other registers become secondary ones, since the API has no other place for them.
    for name in ("secondary_ids", "registry_ids", "documents", "central_contacts"):
        again.pop(name, None)
        wanted.pop(name, None)
    assert again == wanted


@pytest.mark.parametrize("record", [record for _, record in RECORDS], ids=NAMES)
def test_fhir_holds_against_the_models_of_its_resources(record: TrialRecord) -> None:
    from fhir.resources.R4B.researchstudy import ResearchStudy as R4Study
    from fhir.resources.researchstudy import ResearchStudy as R5Study

    R5Study.model_validate(format_of("fhir-r5").export(record).document)
    R4Study.model_validate(format_of("fhir-r4").export(record).document)


@pytest.mark.parametrize("record", [record for _, record in RECORDS], ids=NAMES)
def test_who_s_form_is_read_again(record: TrialRecord) -> None:
    form = format_of("who-trds")
    assert form.text
    document, _ = form.export(record)
    (again,) = read_who_xml(form.before + form.text(document) + form.after)
    for name in ("brief_title", "official_title", "acronym", "study_type", "phases", "keywords", "first_posted_date"):
        assert again.get(name) == record.get(name), name
    for name in ("inclusion", "exclusion", "minimum_age", "maximum_age", "sex"):
        assert again.get("eligibility", {}).get(name) == record.get("eligibility", {}).get(name), name
    assert again.get("enrollment", {}).get("count") == record.get("enrollment", {}).get("count")
    assert again.get("lead_sponsor", {}).get("name") == record.get("lead_sponsor", {}).get("name")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("record", [record for _, record in RECORDS], ids=NAMES)
def test_every_value_is_written_or_told_as_lost(form: str, record: TrialRecord) -> None:
    document, missing = format_of(form).export(record)
    said = json.dumps(document, ensure_ascii=False)
    for name in ("brief_title", "official_title", "acronym", "why_stopped", "limitations"):
        value: Any = record.get(name)
        if value:
            assert json.dumps(value, ensure_ascii=False)[1:-1] in said or missing.get(name) == 1, name
    for event in record.get("adverse_events", ()):
        assert event["term"] in said or missing["adverse_events.term"]


def test_what_is_lost_is_counted_by_field() -> None:
    record: TrialRecord = {
        "nct_id": "NCT99000001",
        "timeline": {"screening": "A day"},
        "adverse_events": [{"term": "Itch", "percent": 5, "serious": False}, {"term": "Cold", "serious": False}],
    }
    assert format_of("ctgov-v2").export(record).lost == {"adverse_events.percent": 1, "timeline.screening": 1}
    assert format_of("schema-org").export(record).lost == {
        "adverse_events.percent": 1,
        "adverse_events.serious": 2,
        "adverse_events.term": 2,
        "timeline.screening": 1,
    }


def test_the_command_writes_one_as_json_and_several_as_lines(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from trialx.cli.application import application

    sample = next(one for one in samples() if one.name == "warm_socks.ctgov-v2.json")
    run = CliRunner().invoke(application("export"), ["export", str(sample), "--to", "ctgov-v2"])
    assert run.exit_code == 0
    assert json.loads(run.stdout)["hasResults"] is True
    stored = tmp_path / "records.jsonl"
    stored.write_text("".join(json.dumps(record) + "\n" for _, record in RECORDS[:3]), "utf-8")
    report = tmp_path / "loss.json"
    run = CliRunner().invoke(
        application("export"), ["export", str(stored), "--to", "schema-org", "--loss", str(report)]
    )
    assert (run.exit_code, run.stderr) == (0, "")
    assert [json.loads(line)["@context"] for line in run.stdout.splitlines()] == ["https://schema.org"] * 3
    assert json.loads(report.read_text("utf-8"))["trials"] == 3
    bad = tmp_path / "bad.txt"
    bad.write_text("Opening hours", "utf-8")
    run = CliRunner().invoke(application("export"), ["export", str(bad), "--to", "who-trds"])
    assert run.exit_code == 3
    assert run.stdout.endswith("<trials>\n</trials>\n")
    assert run.stderr.startswith(f"trialx: {bad}: ")
