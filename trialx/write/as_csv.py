r"""Records as CSV: one row a trial, the same columns in every file, nothing lost.

What comes in: records, or records and the names to select. What goes out: rows as RFC 4180 has them (commas, double
quotes, CRLF), a heading row first. A cell holds
  a text or a number as it is, a flag as `true` or `false`, nothing where the record has nothing;
  a list of texts joined by ` | `, with `\|` and `\\` for a bar and a backslash inside an item;
  any other list (arms, outcomes, locations) and `evidence` as compact JSON.
`from_row` reads a row back. For spreadsheets (`excel`) a text that they would run as a formula has an apostrophe before
it, and the file begins with a byte order mark, without which they take UTF-8 for something else. Without a selection
the columns are all fields of the model, its mappings spread over dotted names (`enrollment.count`), so files of
different runs can be put together.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, Final, cast

from trialx.record.model import TrialRecord
from trialx.write.fields import Shape, record_shape, shape_of

SEPARATOR: Final = " | "
# A spreadsheet takes a cell that begins so for a formula, and a formula can fetch and run things.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK: Final = "\ufeff"
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
# A bar that an odd number of backslashes precedes is part of an item; items are cut at the other bars.
_ITEM: Final = re.compile(r"(?:[^\\|]|\\.)+", re.DOTALL)


def csv_rows(records: Iterable[TrialRecord], names: Sequence[str] = (), *, excel: bool = False) -> Iterator[str]:
    r"""Write records as CSV, a row at a time, the heading row first; `names` selects and orders the columns.

    >>> list(csv_rows([{"nct_id": "NCT99000001", "phases": ["PHASE1", "PHASE2"]}], ["nct_id", "phases"]))
    ['nct_id,phases\r\n', 'NCT99000001,PHASE1 | PHASE2\r\n']

    Raises:
        UnknownField: for a name that no field has, before any row is asked for.

    """
    heading = columns(names)
    shown = safe_cell if excel else cell
    return _lines([heading], ([shown(value_at(record, name)) for name in heading] for record in records))


def rows_text(rows: Iterable[Mapping[str, Any]], heading: Sequence[str], *, excel: bool = False) -> str:
    r"""Return rows of these columns as text, without a heading.

    >>> rows_text([{"b": ["x", "y"], "c": 1}], ["a", "b"])
    ',x | y\r\n'
    """
    shown = safe_cell if excel else cell
    return "".join(_lines([shown(row.get(name)) for name in heading] for row in rows))


def columns(names: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the columns for some names, or all of them: a mapping stands for its parts.

    >>> columns(["start_date", "arm_groups.label"])
    ('start_date.date', 'start_date.type', 'arm_groups.label')
    """
    return _columns(tuple(names) or tuple(record_shape().fields))


def cell(value: object) -> str:
    r"""Return what a cell holds for a value; None is the empty cell.

    >>> cell(["a|b", "c"]), cell(True), cell(40), cell(None), cell([{"label": "A"}])
    ('a\\|b | c', 'true', '40', '', '[{"label":"A"}]')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return SEPARATOR.join(item.replace("\\", "\\\\").replace("|", "\\|") for item in value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def safe_cell(value: object) -> str:
    """Return what a cell holds so that no spreadsheet runs it; numbers stay numbers.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell("- wool allergy"), safe_cell(-71.5), safe_cell(["@home", "b"])
    ("'=HYPERLINK(1)", "'- wool allergy", '-71.5', "'@home | b")
    """
    text = cell(value)
    return f"'{text}" if isinstance(value, (str, list)) and text.startswith(_FORMULA) else text


def value_at(record: Mapping[str, Any], name: str) -> Any:
    """Return what a record has under a dotted name, None where it has nothing; below a list, a list of what items have.

    >>> value_at({"arm_groups": [{"label": "A"}, {"label": "B", "type": "OTHER"}]}, "arm_groups.type")
    ['OTHER']
    """
    value: Any = record
    for step in name.split("."):
        if value is None:
            return None
        value = _of_items(value, step) if isinstance(value, list) else value.get(step)
    return value


def from_row(row: Mapping[str, str]) -> TrialRecord:
    r"""Read a row of `csv_rows` (heading to cell) back into a record; a selection below a list is left out.

    >>> from_row({"nct_id": "NCT99000001", "acronym": "", "enrollment.count": "40", "keywords": "a\\|b | c"})
    {'nct_id': 'NCT99000001', 'enrollment': {'count': 40}, 'keywords': ['a|b', 'c']}
    """
    record: dict[str, Any] = {}
    for name, text in row.items():
        *outer, last = name.split(".")
        if text == "" or (outer and record_shape().fields[outer[0]].kind != "mapping"):
            continue
        place = record
        for step in outer:
            place = place.setdefault(step, {})
        place[last] = _value(text, shape_of(name))
    return cast("TrialRecord", record)


def _of_items(items: Sequence[Mapping[str, Any]], step: str) -> list[Any] | None:
    """Collect one part of every item that has it."""
    return [item[step] for item in items if step in item] or None


@cache
def _columns(names: tuple[str, ...]) -> tuple[str, ...]:
    spread: list[str] = []
    for name in names:
        shape = shape_of(name)
        spread += columns([f"{name}.{part}" for part in shape.fields]) if shape.kind == "mapping" else [name]
    return tuple(dict.fromkeys(spread))


def _lines(*parts: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write rows of cells as RFC 4180 has them, a row at a time."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    for row in chain(*parts):
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _value(text: str, shape: Shape) -> object:
    """Read a cell by the shape of its column."""
    if shape.kind == "text":
        return text
    if shape.item and shape.item.kind == "text":
        items = _ITEM.findall(text)
        return [_ESCAPED.sub(r"\1", _without_separator(item, at, len(items))) for at, item in enumerate(items)]
    return json.loads(text)


def _without_separator(item: str, at: int, number: int) -> str:
    """Take away the blanks of the separators on the sides where there is one."""
    return item[1 if at else 0 : len(item) - (at < number - 1)]
