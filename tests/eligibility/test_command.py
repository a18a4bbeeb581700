"""`trialx criteria` as a user calls it."""

import csv
import io
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from trialx.cli.criteria import COLUMNS, command
from trialx.eligibility import walk
from trialx.eligibility.of_record import criteria_of

PAGE = """Viewing Study NCT90000177

Brief Title: Moss Tea for Wet Feet
Status: COMPLETED
Study Type: INTERVENTIONAL
"""
CRITERIA = (
    "Eligibility Module\n\nEligibility Module path is as follows:\n\nNCT ID: NCT90000177\n"
    "Eligibility Criteria: Inclusion Criteria: * Adults ≥ 18 years * ECOG 0 or 1 "
    "Exclusion Criteria: * Moss tea within 4 weeks\n"
    "Healthy Volunteers: False\nSex: ALL\nMinimum Age: 18 Years\nStudy: NCT90000177\n"
    "Study Brief:\nProtocol Section: NCT90000177\n"
)
app = typer.Typer()
app.command()(command)


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "page.txt"
    path.write_text(CRITERIA, "utf-8")
    return str(path)


def test_csv_has_a_threshold_a_row(page: str) -> None:
    code, out, _ = run(page, "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert tuple(rows[0]) == COLUMNS
    assert [(row["side"], row["variable"], row["operator"], row["value"], row["unit"]) for row in rows] == [
        ("inclusion", "age", ">=", "18", "a"),
        ("inclusion", "ecog", "in", "0|1", ""),
        ("exclusion", "washout", "<=", "4", "wk"),
    ]


def test_json_is_the_tree(page: str) -> None:
    found = json.loads(run(page, "-f", "json")[1])
    assert (found[0]["side"], found[0]["text"]) == ("inclusion", "Adults ≥ 18 years")


def test_the_tree_shows_thresholds_beside_the_words(page: str) -> None:
    out = run(page)[1]
    assert "Moss tea within 4 weeks" in out
    assert "↳ washout <= 4 weeks" in out


def test_a_missing_file_is_one_line_and_exit_2() -> None:
    code, out, err = run("no/such/page.txt")
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_a_page_about_nothing_is_exit_3(tmp_path: Path) -> None:
    path = tmp_path / "news.txt"
    path.write_text("The moss grew well this year.\n", "utf-8")
    assert run(str(path))[0] == 3


def test_a_page_without_criteria_says_so(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    code, out, err = run(str(path))
    assert (code, out) == (0, "")
    assert "no eligibility criteria" in err


def test_places_are_offsets_into_the_page() -> None:
    text = "Must have\n1. ECOG 0-1\nMust not have\nBMI > 40\n"
    spans = [(("eligibility", "inclusion", 0), 13, 21), (("eligibility", "exclusion", 0), 36, 44), (("nct_id",), 0, 4)]
    found = [(node.marker, node.side, text[slice(*node.places[0])]) for node in walk(criteria_of(text, spans))]
    assert found == [("1.", "inclusion", "ECOG 0-1"), ("", "exclusion", "BMI > 40")]


def test_json_lines_have_a_criterion_a_line(page: str) -> None:
    lines = [json.loads(line) for line in run(page, "-f", "jsonl")[1].splitlines()]
    assert [(line["path"], line["text"]) for line in lines][:2] == [("0", "Adults ≥ 18 years"), ("1", "ECOG 0 or 1")]
    assert {line["nct_id"] for line in lines} == {"NCT90000177"}
    assert lines[2]["thresholds"][0]["subject"] == "Moss tea"


STUDY = {
    "protocolSection": {
        "identificationModule": {"nctId": "NCT90000178", "briefTitle": "Moss Tea"},
        "statusModule": {"overallStatus": "COMPLETED"},
        "eligibilityModule": {
            "eligibilityCriteria": "Inclusion Criteria:\n\n* Hemoglobin ≥ 10 g/dL\n* ALT ≤ 3 × ULN\n\n"
            "Exclusion Criteria:\n\n* Pregnancy\n* BMI 30-40 kg/m2\n* Glass eyes"
        },
    }
}


@pytest.fixture
def folder(tmp_path: Path) -> str:
    (tmp_path / "study.json").write_text(json.dumps(STUDY), "utf-8")
    (tmp_path / "page.txt").write_text(CRITERIA, "utf-8")
    return str(tmp_path)


def test_a_folder_of_pages_and_registers_data_is_read(folder: str) -> None:
    code, out, _ = run(folder, "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert {row["nct_id"] for row in rows} == {"NCT90000177", "NCT90000178"}
    assert [(row["loinc"], row["ucum"]) for row in rows if row["variable"] == "hemoglobin"] == [("718-7", "g/dL")]


def test_fhir_holds_limits_and_lists_what_it_cannot_hold(folder: str) -> None:
    (found,) = [json.loads(line) for line in run(f"{folder}/study.json", "-f", "fhir")[1].splitlines()]
    hemoglobin, *others = found["characteristic"]
    assert hemoglobin["code"]["coding"] == [{"system": "http://loinc.org", "code": "718-7"}]
    assert (hemoglobin["valueQuantity"]["comparator"], hemoglobin["exclude"]) == (">=", False)
    assert [(item["code"]["text"], item["exclude"]) for item in others] == [
        ("criterion", False),
        ("pregnancy", True),
        ("bmi", True),
        ("criterion", True),
    ]
    assert [item["valueString"] for item in found["extension"]] == ["alt: ALT ≤ 3 × ULN"]


def test_one_bad_input_does_not_stop_the_others(folder: str) -> None:
    code, out, err = run("no/such.txt", f"{folder}/study.json", "-f", "jsonl")
    assert (code, len(out.splitlines())) == (2, 5)
    assert "no/such.txt" in err
