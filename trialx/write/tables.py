"""Long tables beside the records: a row an arm, an intervention, an outcome, a criterion, a location.

What comes in: a record, `csv` or `parquet`. What goes out: what it adds to each table. Every row begins with `trial_id`
(the NCT id, else the trial's first registry number) and `source_file`, which together say whose row it is, and
`position`, the place in its list from 1; the other columns are the model's, so a new part of an arm becomes a column by
itself. Lists of texts are as in the format's own module.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final, Literal, NamedTuple

from trialx.record.model import TrialRecord
from trialx.write import as_csv, as_parquet
from trialx.write.as_csv import value_at
from trialx.write.fields import Shape, shape_of

Kind = Literal["csv", "parquet"]
_KEYS: Final = {"trial_id": Shape("text"), "source_file": Shape("text"), "position": Shape("integer")}


class Table(NamedTuple):
    """A table: the lists of the record that it is made of, by the word that tells them apart (`primary`), if any."""

    lists: dict[str, str]
    told_by: str | None = None


TABLES: Final = {
    "arms": Table({"": "arm_groups"}),
    "interventions": Table({"": "interventions"}),
    "outcomes": Table(
        {"primary": "primary_outcomes", "secondary": "secondary_outcomes", "other": "other_outcomes"}, "kind"
    ),
    "criteria": Table({"inclusion": "eligibility.inclusion", "exclusion": "eligibility.exclusion"}, "side"),
    "locations": Table({"": "locations"}),
}


def table_rows(record: TrialRecord, name: str) -> Iterator[dict[str, Any]]:
    """Give the rows that one record adds to a table.

    >>> list(table_rows({"nct_id": "NCT99000001", "eligibility": {"exclusion": ["Wool allergy"]}}, "criteria"))
    [{'trial_id': 'NCT99000001', 'position': 1, 'side': 'exclusion', 'text': 'Wool allergy'}]
    """
    table = TABLES[name]
    keys = _keys(record)
    for word, source in table.lists.items():
        told = {table.told_by: word} if table.told_by else {}
        for position, item in enumerate(value_at(record, source) or (), 1):
            parts = item if isinstance(item, dict) else {"text": item}
            yield {**keys, "position": position, **told, **parts}


@cache
def table_shape(name: str) -> Shape:
    """Return the columns of a table and what they hold.

    >>> list(table_shape("outcomes").fields)
    ['trial_id', 'source_file', 'position', 'kind', 'measure', 'description', 'time_frame']
    """
    table = TABLES[name]
    told = {table.told_by: Shape("text")} if table.told_by else {}
    item = shape_of(next(iter(table.lists.values()))).item
    parts = item.fields if item and item.fields else {"text": Shape("text")}
    return Shape("mapping", fields={**_KEYS, **told, **parts})


def csv_heading(name: str, *, excel: bool = False) -> str:
    r"""Return what stands above the rows of a table of CSV.

    >>> csv_heading("arms")
    'trial_id,source_file,position,label,type,description,intervention_names\r\n'
    """
    columns = tuple(table_shape(name).fields)
    heading = as_csv.rows_text([dict(zip(columns, columns, strict=True))], columns)
    return f"{as_csv.BYTE_ORDER_MARK}{heading}" if excel else heading


def texts(record: TrialRecord, kind: Kind, *, excel: bool = False) -> tuple[str, ...]:
    """Return what one record adds to each of the tables, in their order: rows of CSV, or lines for Parquet."""
    return tuple(_text(table_rows(record, name), table_shape(name), kind, excel) for name in TABLES)


def _text(rows: Iterator[dict[str, Any]], shape: Shape, kind: Kind, excel: bool) -> str:
    if kind == "parquet":
        return "".join(as_parquet.row_line(row, shape) for row in rows)
    return as_csv.rows_text(rows, tuple(shape.fields), excel=excel)


def _keys(record: TrialRecord) -> dict[str, str]:
    """Say whose row it is."""
    numbers = [record.get("nct_id"), *(number["id"] for number in record.get("registry_ids", ()))]
    keys = {"trial_id": next(filter(None, numbers), None), "source_file": value_at(record, "source.file")}
    return {name: key for name, key in keys.items() if key}
