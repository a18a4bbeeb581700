"""Long tables: every item of a record is one row of one table, with the keys that say whose it is."""

import csv
import os
from pathlib import Path

import pytest

from trialx.record.model import TrialRecord
from trialx.write.tables import TABLES, table_rows, table_shape

from .shapes import FULL, write_tables


def read(path: Path) -> list[dict[str, str]]:
    """Read one CSV table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_stand_below_a_heading(tmp_path: Path) -> None:
    write_tables([FULL, FULL], tmp_path, "csv")
    assert sorted(os.listdir(tmp_path)) == [f"{name}.csv" for name in sorted(TABLES)]
    assert [row["label"] for row in read(tmp_path / "arms.csv")] == ["Socks", "No socks"] * 2


@pytest.mark.parametrize(
    ("name", "number"), [("arms", 2), ("interventions", 1), ("outcomes", 3), ("criteria", 3), ("locations", 2)]
)
def test_every_item_is_a_row_with_its_keys(name: str, number: int) -> None:
    rows = list(table_rows(FULL, name))
    assert len(rows) == number
    assert {(row["trial_id"], row["source_file"]) for row in rows} == {("NCT99000001", "a.txt")}
    assert all(set(row) <= set(table_shape(name).fields) for row in rows)


def test_rows_are_told_apart_by_the_list_they_come_from() -> None:
    rows = [(row["kind"], row["position"], row["measure"]) for row in table_rows(FULL, "outcomes")]
    assert rows == [("primary", 1, "Warmth"), ("primary", 2, "Mood"), ("secondary", 1, "Holes")]


def test_a_trial_without_an_nct_id_goes_by_its_first_number() -> None:
    record: TrialRecord = {
        "registry_ids": [{"registry": "ISRCTN", "id": "ISRCTN99900001"}],
        "locations": [{"city": "Oslo"}],
    }
    assert list(table_rows(record, "locations")) == [{"trial_id": "ISRCTN99900001", "position": 1, "city": "Oslo"}]


def test_a_record_without_any_number_has_rows_all_the_same() -> None:
    assert list(table_rows({"locations": [{"city": "Oslo"}]}, "locations")) == [{"position": 1, "city": "Oslo"}]
