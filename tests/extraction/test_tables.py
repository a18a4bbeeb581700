"""Tables of results: what a lost line or a cut page makes of a row is no other row that calls itself sure."""

from pathlib import Path

import pytest

import trialx
from tests.golden import pages

PAGES = [page for page in pages() if page.parent.name == "meddatax_results"]
NAMES = [page.stem for page in PAGES]
TOP = "Trial Outcomes & Findings for Naps (NCT NCT90000001)\nNCT ID: NCT90000001\nResults Overview\nParticipant Flow\n"

Row = tuple[tuple[str, object], ...]


def sure_rows(text: str) -> set[Row]:
    """The rows of both tables of which every cell is sure."""
    try:
        record = trialx.extract(text)
    except trialx.NotATrialPage:
        return set()
    found: dict[tuple[str | int, ...], dict[str, object]] = {}
    doubted = set()
    for path, value in record.places.items():
        if path[0] in ("participant_flow", "baseline"):
            found.setdefault(path[:2], {})[str(path[2])] = value.value
            doubted |= set() if value.sure else {path[:2]}
    return {tuple(sorted(row.items())) for path, row in found.items() if path not in doubted}


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_lost_line_shifts_no_row(page: Path) -> None:
    lines = page.read_text("utf-8").split("\n")
    whole = sure_rows("\n".join(lines))
    # The last cell of a page may be cut off; once something stands below it, it is not.
    whole |= sure_rows("\n".join([*lines, "Baseline Characteristics"]))
    for lost in range(len(lines)):
        if lines[lost].strip():
            assert sure_rows("\n".join(lines[:lost] + lines[lost + 1 :])) <= whole, f"without line {lost + 1}"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_cut_page_gives_no_other_row(page: Path) -> None:
    text = page.read_text("utf-8")
    whole = sure_rows(f"{text}\nBaseline Characteristics")
    for end in range(text.index("Participant Flow"), len(text), 5):
        assert sure_rows(text[:end]) <= whole, f"cut after {text[max(0, end - 20) : end]!r}"


def test_names_that_have_a_description_each_or_none_are_told() -> None:
    page = f"{TOP}Measure\nNaps\nAn hour at noon\nWalks\nWhole Study\nSTARTED\n12\n10\nResults Overview\n"
    record = trialx.extract(page).to_dict()
    assert [row["arm"] for row in record["participant_flow"]] == ["Naps", "Walks"]
    assert [doubt["code"] for doubt in record["warnings"]] == ["ambiguous-table"]


def test_a_head_that_lost_a_column_has_no_rows() -> None:
    page = f"{TOP}| Measure | Naps |\n|---|---|---|\n| STARTED | 12 | 10 |\n"
    record = trialx.extract(page)
    assert "participant_flow" not in record.data
    assert record.data["coverage"]["unclaimed"] == [[5, 7]]


def test_a_size_beside_a_cell_is_no_value() -> None:
    page = f"{TOP}| Measure | Naps n=12 Participants |\n|---|---|\n| Whole Study STARTED | 12 |\n"
    assert trialx.extract(page).data["participant_flow"] == [
        {"arm": "Naps", "milestone": "STARTED", "count": 12, "period": "Whole Study"}
    ]
