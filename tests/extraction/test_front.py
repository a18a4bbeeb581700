"""The front of the package: what `import trialx` offers."""

from pathlib import Path

import pytest

import trialx
from tests.golden import SAMPLES
from tests.page.rendering import rendered

PAGE = SAMPLES / "meddatax" / "eyedrops.txt"


def test_a_file_is_named_in_its_record() -> None:
    assert trialx.extract_file(PAGE).to_dict()["source"]["file"] == str(PAGE)


def test_a_saved_web_page_gives_the_record_of_its_text(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(rendered(PAGE.read_text("utf-8"), pairs="table"), "utf-8")
    record = trialx.extract_file(page).to_dict()
    said = trialx.extract_file(PAGE).to_dict()
    assert {**record, "source": 0, "coverage": 0} == {**said, "source": 0, "coverage": 0}


@pytest.mark.parametrize(("data", "error"), [(b"", trialx.NotATrialPage), (b"\0" * 90, trialx.NotText)])
def test_what_is_no_page(data: bytes, error: type[Exception], tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(data)
    with pytest.raises(error):
        trialx.extract_file(tmp_path / "page.txt")


def test_evidence_is_given_only_when_asked_for() -> None:
    record = trialx.extract_file(PAGE)
    assert "evidence" not in record.to_dict()
    place = record.to_dict(evidence=True)["evidence"]["/start_date/date"]
    assert PAGE.read_text("utf-8")[place["start"] : place["end"]] == "2023-09-04"


def test_criteria_of_a_text() -> None:
    nodes = trialx.criteria("Exclusion Criteria:\n* BMI > 40 kg/m2\n")
    (found,) = [threshold for node in nodes for child in [node, *node.children] for threshold in child.thresholds]
    assert (found["variable"], found["operator"], found["value"]) == ("bmi", ">", 40)


def test_a_file_of_a_saved_web_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    html = "<meta charset=iso-8859-2><dl><dt>Status<dd>Completed<dt>Phase<dd>2<dt>Sponsor<dd>Przykład</dl>"
    page.write_bytes(html.encode("iso-8859-2"))
    assert trialx.extract_file(page).to_dict()["lead_sponsor"] == {"name": "Przykład"}
