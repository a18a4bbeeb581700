"""WHO's register form: what each element gives, and what is no such form is refused."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from trialx.cli.application import application
from trialx.record.model import TrialRecord
from trialx.registries import NotAStudy, read_who_xml


def trial(main: str = "", more: str = "") -> TrialRecord:
    """Read a trial with an id beside what is given."""
    xml = f"<trials><trial><main><trial_id>ISRCTN99900001</trial_id>{main}</main>{more}</trial></trials>"
    (record,) = read_who_xml(xml)
    return record


@pytest.mark.parametrize(
    ("main", "field", "value"),
    [
        ("<date_enrolment>05/11/2098</date_enrolment>", "start_date", {"date": "2098-11-05"}),
        ("<date_enrolment>01/01/1900</date_enrolment>", "start_date", None),
        ("<date_registration>2098-11-05</date_registration>", "first_posted_date", "2098-11-05"),
        ("<recruitment_status>Not Recruiting</recruitment_status>", "status_as_shown", "Not Recruiting"),
        ("<public_title>N.A.</public_title>", "brief_title", None),
        ("<phase>N/A</phase><study_type>Interventional</study_type>", "phases", ["NA"]),
        ("<phase>N/A</phase><study_type>Observational</study_type>", "phases", None),
        ("<target_size>forty</target_size>", "enrollment", None),
        ("<primary_sponsor>Sock Ltd, </primary_sponsor>", "lead_sponsor", {"name": "Sock Ltd"}),
        ("<hc_freetext>Cold feet;Wet feet</hc_freetext>", "conditions", ["Cold feet", "Wet feet"]),
    ],
)
def test_an_element_is_read_or_absent(main: str, field: str, value: object) -> None:
    assert trial(main).get(field) == value


def test_a_number_in_another_register_is_the_trial_s() -> None:
    ids = "<secondary_ids><secondary_id><sec_id>NCT99000001</sec_id></secondary_id></secondary_ids>"
    record = trial(more=ids)
    assert record["nct_id"] == "NCT99000001"
    assert [number["registry"] for number in record["registry_ids"]] == ["ISRCTN", "ClinicalTrials.gov"]


def test_both_sides_in_one_element_are_told_apart() -> None:
    text = "Inclusion criteria:\n- Feet\nExclusion criteria:\n- Boots"
    record = trial(more=f"<criteria><inclusion_criteria>{text}</inclusion_criteria><exclusion_criteria/></criteria>")
    assert record["eligibility"] == {"inclusion": ["Feet"], "exclusion": ["Boots"]}


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("<rss><channel/></rss>", "the XML is a rss and not a trials"),
        ("<trials><trial><main><phase>2</phase></main></trial></trials>", "main has no trial_id"),
        ("<trials><trial><main>", "breaks off"),
    ],
)
def test_what_is_no_such_form_is_refused(source: str, says: str) -> None:
    with pytest.raises(NotAStudy, match=says):
        list(read_who_xml(source))


@pytest.mark.parametrize("declared", ["<?xml version='1.0' encoding='ISO-8859-1'?>\n", ""])
def test_the_command_tells_the_form_by_its_root(declared: str, tmp_path: Path) -> None:
    path = tmp_path / "1995.xml"
    body = "<trials><trial><main><trial_id>PER-900-99</trial_id><reg_name>REPEC</reg_name></main></trial></trials>"
    path.write_text(declared + body)
    result = CliRunner().invoke(application(), ["extract", str(path), "--quiet"])
    assert result.exit_code == 0
    assert "layout: who-xml" in result.stdout
