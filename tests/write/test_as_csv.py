"""CSV keeps everything: a row read back is the record, whatever its texts hold."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialx.record.model import TrialRecord
from trialx.write.as_csv import cell, columns, csv_rows, from_row
from trialx.write.fields import UnknownField

from .shapes import FULL, TYPED


def rows_of(text: str) -> list[dict[str, str]]:
    """Read CSV with the standard library's reader, which follows RFC 4180."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


@given(st.lists(TYPED, max_size=3))
def test_rows_read_back_as_the_records(records: list[TrialRecord]) -> None:
    assert [from_row(row) for row in rows_of("".join(csv_rows(records)))] == records


def test_a_full_record_reads_back() -> None:
    (row,) = rows_of("".join(csv_rows([FULL])))
    assert from_row(row) == FULL


def test_the_columns_are_the_same_whatever_the_records_hold() -> None:
    heading = next(csv_rows([]))
    assert heading == next(csv_rows([FULL]))
    assert heading.startswith("nct_id,registry_ids,org_study_id,")
    assert "enrollment.count,enrollment.type" in heading
    assert len(columns()) == len(set(columns()))


def test_lines_end_as_rfc_4180_has_it_and_breaks_in_a_text_are_quoted() -> None:
    lines = list(csv_rows([{"nct_id": "NCT99000001", "brief_summary": 'A "b",\nc'}], ["nct_id", "brief_summary"]))
    assert lines == ["nct_id,brief_summary\r\n", 'NCT99000001,"A ""b"",\nc"\r\n']


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("012", "012"),
        (False, "false"),
        (0, "0"),
        (["a"], "a"),
        (["a", "b"], "a | b"),
        (["a|b", "c\\"], "a\\|b | c\\\\"),
        ([{"label": "é"}], '[{"label":"é"}]'),
        ([[1, 2]], "[[1,2]]"),
    ],
)
def test_a_cell_holds(value: object, text: str) -> None:
    assert cell(value) == text


def test_a_selection_sets_the_columns_and_their_order() -> None:
    text = "".join(csv_rows([FULL], ["arm_groups.label", "enrollment", "nct_id"]))
    assert text == (
        "arm_groups.label,enrollment.count,enrollment.type,nct_id\r\nSocks | No socks,40,ESTIMATED,NCT99000001\r\n"
    )


def test_an_unknown_name_fails_before_the_first_row() -> None:
    with pytest.raises(UnknownField, match="did you mean 'phases'"):
        csv_rows([], ["phase"])
