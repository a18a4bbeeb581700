"""Exports of registers in bad shape: one clear line for what cannot be read, and everything else is read."""

from pathlib import Path

import pytest

from trialx.batch.failure import Failure
from trialx.batch.items import items_of
from trialx.batch.named import Named
from trialx.batch.read import Reading, read


def results(path: Path) -> list[str]:
    """Read a file: the first number of each record, or why there is none."""
    found = [read(item, Reading())[1] for item in items_of(Named(str(path)))]
    return [one.message if isinstance(one, Failure) else one.data["registry_ids"][0]["id"] for one in found]


CSV = "NCT Number,Study Title,Study Status\n"
AACT = "nct_id|brief_title|overall_status|study_type\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (CSV, ["the export holds no trial"]),
        (CSV + "NCT99000001,Socks\n", ["NCT99000001"]),
        (CSV + "\n\nNCT99000001,Socks,COMPLETED\n,,\n", ["NCT99000001"]),
        (CSV + ",Socks,COMPLETED\n", ["no study of ClinicalTrials.gov: it has no nctnumber"]),
        (CSV + "NCT9,Socks,COMPLETED\n", ["no study of ClinicalTrials.gov: 'NCT9' is no NCT number"]),
        (
            CSV + "NCT99000001,Socks, warm,COMPLETED\nNCT99000002,Gloves,COMPLETED\n",
            ["the row is broken: line 2 has 4 cells under 3 headings", "NCT99000002"],
        ),
        (CSV + "NCT99000001,Socks, warm,\n", ["the row is broken: line 2 has 4 cells under 3 headings"]),
        (CSV + 'NCT99000001,"Socks\nfor feet",COMPLETED\nNCT99000002,Gloves,COMPLETED', ["NCT99000001", "NCT99000002"]),
        (AACT + "NCT99000001|Socks|COMPLETED|OBSERVATIONAL\n", ["NCT99000001"]),
        ("TY  - DBASE\nTI  - Socks\nER  - \n", ["no citation of a trial: it has no ID"]),
        ("Study 1:\n  NCT Number:\n  Title:  Socks\n", ["no study of ClinicalTrials.gov: it has no nctnumber"]),
        ("<trials>\n</trials>", ["the export holds no trial"]),
        ("<trials><trial><main><a/></main></trial></trials>", ["no trial of a register: main has no trial_id"]),
        (
            "<trials><trial><main><trial_id>ISRCTN99900001</trial_id></main></trial><trial><main>",
            ["ISRCTN99900001", "the XML breaks off at line 1, before its last element is closed"],
        ),
        ("<allTrials><fullTrial><trial></trial></fullTrial></allTrials>", ["no trial of ISRCTN: it has no isrctn"]),
        (
            "<?xml version='1.0'?><rss/>",
            ["no register's XML: it is a rss; known are alltrials, anzctr_trial, clinical_study, fulltrial, "]
        ),
        ('{"studies": []}', ["the list of studies is empty"]),
        ('{"data": [{"ctNumber": "soon", "ctTitle": "Socks"}]}', ["no trial of CTIS: 'soon' is no registry number"]),
        ('{"resourceType": "ResearchStudy"}', ["no ResearchStudy of FHIR: it has no identifier.value"]),
        (
            '{"studies": [{"protocolSection": {"identificationModule": {"nctId": "NCT99000001"}}}, {"protocol": ',
            ["NCT99000001", "the JSON is broken at line 1 column 100: Expecting value"],
        ),
        (
            '{"studies": [{"protocolSection": {"identificationModule": {"nctId": "NCT99000001"}}}]} more',
            ["NCT99000001", "the JSON is broken at line 1 column 88: something follows the end of the document"],
        ),
    ],
)  # fmt: skip
def test_an_export_in_bad_shape(tmp_path: Path, text: str, says: list[str]) -> None:
    file = tmp_path / "export"
    file.write_text(text, "utf-8")
    for one, wanted in zip(results(file), says, strict=True):
        assert one.startswith(wanted)


@pytest.mark.parametrize(
    "declared",
    ['<!ENTITY a "socks">', '<!ENTITY a SYSTEM "file:///etc/hostname">', '<!ENTITY % a SYSTEM "a.dtd">'],
)
def test_a_document_type_is_read_but_no_entity(tmp_path: Path, declared: str) -> None:
    file = tmp_path / "a.xml"
    trial = "<trials><trial><main><trial_id>IRCT20990101099999N7</trial_id></main></trial></trials>"
    file.write_text(f"<!DOCTYPE trials [<!ELEMENT trials (trial+)>]>{trial}", "utf-8")
    assert results(file) == ["IRCT20990101099999N7"]
    file.write_text(f"<!DOCTYPE trials [{declared}]>{trial}", "utf-8")
    (refused,) = results(file)
    assert refused.startswith("the XML declares or uses entities")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes((CSV + "NCT99000001,Warme Füße,COMPLETED\r\n").encode(encoding))
    (item,) = items_of(Named(str(file)))
    _, found = read(item, Reading())
    assert not isinstance(found, Failure)
    assert found.data["brief_title"] == "Warme Füße"


def test_the_tables_of_a_folder_are_one_source(tmp_path: Path) -> None:
    (tmp_path / "studies.txt").write_text(AACT + "NCT99000001|Socks|COMPLETED|OBSERVATIONAL\n", "utf-8")
    (tmp_path / "conditions.txt").write_text("id|nct_id|name\n1|NCT99000001|Cold feet\n", "utf-8")
    assert results(tmp_path / "conditions.txt") == []
    (item,) = items_of(Named(str(tmp_path / "studies.txt")))
    _, found = read(item, Reading())
    assert not isinstance(found, Failure)
    assert found.data["conditions"] == ["Cold feet"]


@pytest.mark.parametrize(
    "text",
    [
        "Trial of socks, wool, and tea\nNCT99000001\n",
        "NCT Number, and what it is\nA page about numbers.\n",
        "a|b|c\n1|2|3\n",
        "NCT Number,My notes\nNCT99000001,nice\n",
    ],
)
def test_what_is_no_table_of_a_register_is_read_as_a_page(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(text, "utf-8")
    (item,) = items_of(Named(str(file)))
    assert item.form == "page"
