"""One item to what is written of it: reading and rendering in one step, done by the worker.

What comes in: an `Item` and a `Task`. What goes out: an `Outcome`: the text that goes into the output and into each
table, and what the summary needs. Text is made here and not by the process that writes, which has no more to do than
to write it down, whatever the format.
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, cast

from trialx.batch.failure import DOUBTFUL, PASSED_OVER, Failure
from trialx.batch.formats import Format
from trialx.batch.item import Item
from trialx.batch.read import Read, Reading, read, whole_characters
from trialx.record.model import TrialRecord
from trialx.record.span import Value

# What the summary of several pages shows of each.
SHOWN: Final = (
    "nct_id",
    "brief_title",
    "overall_status",
    "phases",
    "enrollment",
    "start_date",
    "lead_sponsor",
    "source",
    "coverage",
    "warnings",
)


class Task(NamedTuple):
    """What is done with every item: how it is read, and as what it is written.

    `tables` asks for the rows of the long tables beside the text, `show` for what the summary needs, `strict` for what
    is doubtful, `excel` for CSV that a spreadsheet opens and does not run.
    """

    reading: Reading = Reading()
    format: Format = "yaml"
    select: tuple[str, ...] = ()
    tables: bool = False
    show: bool = False
    strict: bool = False
    excel: bool = False


class Shown(NamedTuple):
    """What the summary needs of a record."""

    data: TrialRecord
    places: Mapping[tuple[str | int, ...], Value] = {}


class Outcome(NamedTuple):
    """What became of one item: `failure`, or `text` and the `rows` that it adds to each of the long tables.

    `name` is what results call it, `item` what the input calls it (a line by its number where results use its id),
    `file` the file of the input that it lies in.
    """

    name: str
    item: str
    failure: Failure | None = None
    text: bytes = b""
    rows: tuple[bytes, ...] = ()
    shown: Shown | None = None
    alone: bool = False
    below: str = ""
    size: int = 0
    doubts: tuple[str, ...] = ()
    file: str = ""


def outcome(item: Item, task: Task) -> Outcome:
    r"""Read an item and render it.

    >>> page = b"Viewing Study NCT99000001\nBrief Title: Warm Socks\nStatus: COMPLETED"
    >>> outcome(Item("a.txt", data=page), Task(format="csv", select=("nct_id", "source.file"))).text
    b'NCT99000001,a.txt\r\n'
    """
    name, found = read(item, task.reading)
    if isinstance(found, Failure):
        return without_record(item, found, task, name=name)
    try:
        text = RENDERERS[task.format](found.data, task).encode()
        rows = _rows(found.data, task) if task.tables else ()
    except ValueError as error:  # a value that the format cannot hold
        failure = Failure("not-written", f"cannot be written as {task.format}: {error}")
        return without_record(item, failure, task, name=name)
    shown = _shown(found, item) if task.show else None
    doubts = _doubts(found, task)
    return Outcome(
        name, item.name, None, text, rows, shown, item.alone, item.below, item.size, doubts, item.file or item.name
    )


def without_record(item: Item, failure: Failure, task: Task, *, name: str = "") -> Outcome:
    """Return the outcome of an item that has no record; `name` is what results call it, if not what the input does."""
    name = name or item.name
    text = error_line(name, failure).encode() if task.format == "jsonl" and failure.code != PASSED_OVER else b""
    file = item.file or item.name
    return Outcome(name, item.name, failure, text, alone=item.alone, below=item.below, size=item.size, file=file)


def became(outcome: Outcome, failure: Failure | None) -> str:
    """Return the code of what became of an item, nothing if all is good; `failure` is also one of writing."""
    return failure.code if failure else DOUBTFUL if outcome.doubts else ""


def error_line(name: str, failure: Failure) -> str:
    r"""Return the line of JSON Lines that stands for a record that could not be made.

    >>> error_line("a.txt", Failure("not-text", "a picture"))
    '{"source":{"file":"a.txt"},"error":{"code":"not-text","message":"a picture"}}\n'
    """
    from trialx.write.as_json import to_json_line

    said = {"code": failure.code, "message": whole_characters(failure.message)}
    error = {"source": {"file": whole_characters(name)}, "error": said}
    return to_json_line(cast("TrialRecord", error))


def _doubts(found: Read, task: Task) -> tuple[str, ...]:
    """What `--strict` objects to; a structured source has no lines and no layout to doubt."""
    if not task.strict or found.record is None:
        return ()
    from trialx.extraction.strict import reasons

    return tuple(reasons(found.record))


def _shown(found: Read, item: Item) -> Shown:
    """Keep for the summary all of a page that stands alone, a few fields of one among many."""
    if found.record and item.alone:
        return Shown(found.data, found.record.places)
    few = {name: value for name, value in found.data.items() if name in SHOWN}
    return Shown(cast("TrialRecord", {"coverage": {"lines": 0, "claimed": 0, "unclaimed": []}, **few}))


def _rows(record: TrialRecord, task: Task) -> tuple[bytes, ...]:
    from trialx.write.tables import texts

    kind: Literal["csv", "parquet"] = "parquet" if task.format == "parquet" else "csv"
    return tuple(text.encode() for text in texts(record, kind, excel=task.excel))


def _narrowed(record: TrialRecord, task: Task) -> TrialRecord:
    """Keep what is selected."""
    if not task.select:
        return record
    from trialx.write.fields import select

    return select(record, task.select)


def _json(record: TrialRecord, task: Task) -> str:
    from trialx.write.as_json import to_json

    return to_json(_narrowed(record, task))


def _json_line(record: TrialRecord, task: Task) -> str:
    from trialx.write.as_json import to_json_line

    return to_json_line(_narrowed(record, task))


def _yaml(record: TrialRecord, task: Task) -> str:
    from trialx.write.as_yaml import to_yaml

    return to_yaml(_narrowed(record, task))


def _csv(record: TrialRecord, task: Task) -> str:
    from trialx.write.as_csv import csv_rows

    _, row = csv_rows([record], task.select, excel=task.excel)
    return row


def _parquet(record: TrialRecord, task: Task) -> str:
    from trialx.write.as_parquet import columns, row_line

    return row_line(record, columns(task.select))


RENDERERS: Final = {"json": _json, "jsonl": _json_line, "yaml": _yaml, "csv": _csv, "parquet": _parquet}
