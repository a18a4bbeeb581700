"""Parquet keeps lists and mappings as they are; DuckDB reads every output without being told how."""

import json
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialx.record.model import TrialRecord
from trialx.write import as_parquet
from trialx.write.as_csv import csv_rows
from trialx.write.as_json import json_array, to_json_line
from trialx.write.as_parquet import PyarrowMissing, columns, row_line, write_parquet
from trialx.write.atomic import write_atomically
from trialx.write.fields import UnknownField

from .shapes import FULL, TYPED, write_tables

# Imported by name: pyarrow has no types to check against.
parquet: Final = import_module("pyarrow.parquet")
SMALL: TrialRecord = {"nct_id": "NCT99000002", "phases": ["PHASE3"], "enrollment": {"count": 12}}


def without_nulls(value: Any) -> Any:
    """Drop what a column has and the record has not."""
    if isinstance(value, dict):
        return {name: inner for name, item in value.items() if (inner := without_nulls(item)) not in (None, {})}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value


def asked(query: str) -> list[Any]:
    """Ask DuckDB."""
    relation = duckdb.sql(query)
    assert relation is not None
    return relation.fetchall()


def test_records_read_back_the_same(tmp_path: Path) -> None:
    write_parquet([FULL, SMALL], tmp_path / "a.parquet")
    assert [without_nulls(row) for row in parquet.read_table(tmp_path / "a.parquet").to_pylist()] == [FULL, SMALL]


def test_what_no_column_type_holds_is_json(tmp_path: Path) -> None:
    child = {"side": "inclusion", "text": "Left foot"}
    limit = {"variable": "age", "operator": ">=", "value": 18, "negated": False, "text": "18 or more"}
    record: Any = {
        "eligibility": {"criteria": [{"side": None, "text": "Feet", "children": [child], "thresholds": [limit]}]},
        "evidence": {"/nct_id": {"start": 0, "end": 11, "line": 1, "how": "label", "rule": "x", "sure": True}},
    }
    write_parquet([record], tmp_path / "a.parquet")
    (row,) = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    (criterion,) = row["eligibility"]["criteria"]
    assert json.loads(criterion["children"]) == [child]
    assert json.loads(criterion["thresholds"][0]["value"]) == 18
    assert json.loads(row["evidence"]) == record["evidence"]


def test_many_records_are_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_parquet, "ROWS_A_GROUP", 2)
    write_parquet([SMALL] * 5, tmp_path / "a.parquet")
    assert parquet.ParquetFile(tmp_path / "a.parquet").metadata.num_row_groups == 3
    assert parquet.read_table(tmp_path / "a.parquet").num_rows == 5


def test_large_records_make_smaller_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_parquet, "BYTES_A_GROUP", 100)
    write_parquet([{"brief_summary": "x" * 99}] * 3, tmp_path / "a.parquet")
    assert parquet.ParquetFile(tmp_path / "a.parquet").metadata.num_row_groups == 3


@given(st.lists(TYPED, max_size=3))
def test_any_text_reads_back_the_same(records: list[TrialRecord]) -> None:
    with TemporaryDirectory() as folder:
        write_parquet(records, Path(folder, "a.parquet"))
        rows = parquet.read_table(Path(folder, "a.parquet")).to_pylist()
    assert [without_nulls(row) for row in rows] == records


@pytest.mark.parametrize("count", [1 << 63, True, 4.5, "40"])
def test_what_no_column_holds_is_refused_before_it_travels(count: Any) -> None:
    with pytest.raises(ValueError, match="is no integer that a column holds"):
        row_line({"enrollment": {"count": count}}, columns(()))


def test_no_records_make_a_table_without_rows(tmp_path: Path) -> None:
    write_parquet([], tmp_path / "a.parquet")
    assert parquet.read_table(tmp_path / "a.parquet").num_rows == 0


def test_a_selection_is_all_that_is_written(tmp_path: Path) -> None:
    write_parquet([FULL], tmp_path / "a.parquet", ["enrollment.count", "nct_id"])
    assert parquet.read_table(tmp_path / "a.parquet").to_pylist() == [
        {"enrollment": {"count": 40}, "nct_id": "NCT99000001"}
    ]


def test_an_unknown_name_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnknownField):
        write_parquet([FULL], tmp_path / "a.parquet", ["phase"])
    assert list(tmp_path.iterdir()) == []


def test_an_error_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"enrollment|int64|forty"):
        write_parquet([{"enrollment": {"count": "forty"}}], tmp_path / "a.parquet")  # type: ignore[typeddict-item]  # the wrong type is the test
    assert list(tmp_path.iterdir()) == []


def test_without_pyarrow_the_way_to_get_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(f"No module named {name!r}")

    monkeypatch.setattr(as_parquet, "import_module", missing)
    with pytest.raises(PyarrowMissing, match=r"^Parquet needs pyarrow: pip install 'trialx\[parquet\]'$"):
        write_parquet([FULL], tmp_path / "a.parquet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", ["json", "jsonl", "parquet"])
def test_duckdb_reads_lists_and_mappings(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"records.{suffix}"
    if suffix == "parquet":
        write_parquet([FULL, SMALL], path)
    else:
        write_atomically(path, json_array([FULL, SMALL]) if suffix == "json" else map(to_json_line, [FULL, SMALL]))
    query = f"select nct_id, phases[1], enrollment.count, len(arm_groups) from '{path}' order by nct_id"
    assert asked(query) == [("NCT99000001", "PHASE1", 40, 2), ("NCT99000002", "PHASE3", 12, None)]


def test_duckdb_reads_csv_with_its_types(tmp_path: Path) -> None:
    write_atomically(tmp_path / "records.csv", csv_rows([FULL, SMALL]))
    query = (
        "select nct_id, \"enrollment.count\", has_results, split(phases, ' | '), brief_summary,"
        f" from_json(arm_groups, '[{{\"label\":\"VARCHAR\"}}]')[2].label from '{tmp_path}/records.csv' order by nct_id"
    )
    first, second = asked(query)
    assert first == ("NCT99000001", 40, False, ["PHASE1", "PHASE2"], FULL["brief_summary"], "No socks")
    assert second == ("NCT99000002", 12, None, ["PHASE3"], None, None)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_duckdb_joins_the_tables(tmp_path: Path, kind: Any) -> None:
    write_tables([FULL, SMALL], tmp_path, kind)
    query = (
        f"select o.kind, count(*) from '{tmp_path}/outcomes.{kind}' o join '{tmp_path}/locations.{kind}' l"
        " using (trial_id, source_file) group by all order by all"
    )
    assert asked(query) == [("primary", 4), ("secondary", 2)]
