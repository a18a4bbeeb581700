"""How strictly, how deeply and with which layouts pages are read: the options of `extract` that change the reading."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parent.parent.parent / "samples"
SURE = str(SAMPLES / "meddatax/eyedrops.txt")
DOUBTFUL = str(SAMPLES / "meddatax/walking_stripped.txt")


def extract(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "trialx", "extract", *arguments, "-q", "-f", "jsonl"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def records(*arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in extract(*arguments).stdout.splitlines()]


@pytest.mark.parametrize(("page", "code"), [(SURE, 0), (DOUBTFUL, 1)])
def test_strict_is_an_exit_code(page: str, code: int) -> None:
    done = extract(page, "--strict")
    assert done.returncode == code
    assert json.loads(done.stdout)["nct_id"]
    assert ("/eligibility/minimum_age" in done.stderr) is (code == 1)


def test_without_strict_a_doubt_is_no_failure() -> None:
    assert extract(DOUBTFUL).returncode == 0


def test_a_page_that_only_the_generic_layout_knows_is_not_beyond_doubt() -> None:
    done = extract(SURE, "--strict", "--layout", "generic")
    assert done.returncode == 1
    assert "only the generic layout" in done.stderr


def test_criteria_are_added_only_when_asked_for() -> None:
    assert "criteria" not in records(SURE)[0]["eligibility"]
    tree = records(SURE, "--criteria")[0]["eligibility"]["criteria"]
    assert [node["text"] for node in tree if node["side"] == "exclusion"] == [
        "Contact lenses",
        "Allergy to bee products",
    ]
    (age,) = next(node["thresholds"] for node in tree if node["text"].startswith("Age"))
    assert (age["variable"], age["operator"], age["value"]) == ("age", ">=", 18)


def test_a_layout_that_does_not_exist() -> None:
    done = extract(SURE, "--layout", "medatax")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean meddatax?" in done.stderr


def test_a_folder_without_layouts(tmp_path: Path) -> None:
    done = extract(SURE, "--layouts", str(tmp_path))
    assert done.returncode == 2
    assert str(tmp_path) in done.stderr


def test_layouts_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(
        "name: ours\nrecognise: [[Our own trial register]]\nsections:\n"
        "  - {name: all, read: fields, fields: [{field: brief_title, label: What we call it}, "
        "{field: overall_status, label: Where it stands}]}\n",
        "utf-8",
    )
    page = tmp_path / "page.txt"
    page.write_text("Our own trial register\nWhat we call it: Naps\nWhere it stands: Completed\n", "utf-8")
    (record,) = records(str(page), "--layouts", str(tmp_path))
    assert (record["source"]["layout"], record["brief_title"], record["overall_status"]) == (
        "ours",
        "Naps",
        "COMPLETED",
    )


def test_only_trials_passes_over_what_is_none(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Opening hours\nWe are open from nine to five.\n", "utf-8")
    done = extract(SURE, str(other), "--only-trials")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1
    assert len(records(SURE, str(other))) == 2
