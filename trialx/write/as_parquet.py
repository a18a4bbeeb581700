"""Records as Parquet with native lists and structs, so that nothing has to be parsed out of a cell.

What comes in: records (or the rows of a long table) and the shape of what they hold. What goes out: a Parquet file,
zstd-compressed, written piece by piece and renamed when whole. A row travels as a line of JSON: a worker makes it, a
file keeps it over a crash (Parquet's index stands at its end), and pyarrow reads it faster than a mapping. A mapping is
a struct (`enrollment.count` is plain SQL in DuckDB), a list is a list; only what no column type can hold is JSON text:
`evidence`, the children of a criterion, the value of a threshold. Needs pyarrow (`pip install 'trialx[parquet]'`),
imported where it is used.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Final, cast

from trialx.record.model import TrialRecord
from trialx.write.atomic import atomic_path, take_place
from trialx.write.fields import Kind, Shape, record_shape, selection

# Rows held before they are written: enough for Parquet to compress well, few enough to stay flat over 100,000 pages.
ROWS_A_GROUP: Final = 1000
BYTES_A_GROUP: Final = 32 << 20
_HELD: Final[Mapping[Kind, Any]] = {"text": str, "flag": bool, "integer": int, "number": (int, float)}
_LARGEST: Final = (1 << 63) - 1
_compact: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


class PyarrowMissing(ImportError):
    """Parquet was asked for and pyarrow is not installed; the message says how to install it."""


def write_parquet(records: Iterable[TrialRecord], path: str | os.PathLike[str], names: Sequence[str] = ()) -> None:
    """Write records to a Parquet file, a row a trial; `names` selects and orders the fields.

    Raises:
        UnknownField: for a name that no field has.
        PyarrowMissing: where pyarrow is not installed.
        OSError: where the file cannot be written; nothing is left behind.

    """
    shape = columns(tuple(names))
    with atomic_path(path) as temporary, open_lines(temporary, shape) as append:
        for record in records:
            append(row_line(record, shape).encode())


def columns(names: tuple[str, ...]) -> Shape:
    """Return the columns for some names, or all of them. Raises `UnknownField` for a name that no field has."""
    return selection(names) if names else record_shape()


def row_line(row: Mapping[str, Any], shape: Shape) -> str:
    r"""Return a row as a line of JSON, which is how rows travel until they are put into columns.

    >>> row_line({"nct_id": "NCT99000001", "evidence": {"a": 1}, "acronym": "SOCKS"}, selection(("evidence", "nct_id")))
    '{"evidence":"{\\"a\\":1}","nct_id":"NCT99000001"}\n'

    Raises:
        ValueError: where a value is not what its column holds.

    """
    return _compact.encode(_fitted(row, shape)) + "\n"


@contextmanager
def open_lines(path: str | os.PathLike[str], shape: Shape) -> Iterator[Callable[[bytes], None]]:
    """Open a Parquet file for rows of one shape; what is given is a function that takes the line of the next row."""
    arrow, parquet, json_reader = pyarrow()
    schema = arrow.schema([(name, _type(inner, arrow)) for name, inner in shape.fields.items()])
    parsing = json_reader.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error")
    group: list[bytes] = []
    size = 0

    def write_group() -> None:
        nonlocal size
        # One block: so the rows are one piece, and as large as any of them may be.
        reading = json_reader.ReadOptions(use_threads=False, block_size=size + 1)
        rows = arrow.BufferReader(b"".join(group))
        writer.write_table(json_reader.read_json(rows, read_options=reading, parse_options=parsing))
        group.clear()
        size = 0

    def append(line: bytes) -> None:
        nonlocal size
        group.append(line)
        size += len(line)
        if len(group) == ROWS_A_GROUP or size > BYTES_A_GROUP:
            write_group()

    with parquet.ParquetWriter(os.fspath(path), schema, compression="zstd") as writer:
        yield append
        if group:
            write_group()


def put_in_columns(lines: Path, target: Path, *, shape: Shape) -> None:
    """Make a Parquet file of a file of lines. Raises `OSError` where it cannot be written; no part of it stays then."""
    whole = lines.with_name(f"{lines.name}.parquet")
    try:
        with lines.open("rb") as rows, open_lines(whole, shape) as append:
            for line in rows:
                append(line)
        take_place(whole, target)
    finally:
        whole.unlink(missing_ok=True)


def pyarrow() -> tuple[ModuleType, ModuleType, ModuleType]:
    """Return pyarrow and its readers and writers. Raises `PyarrowMissing`."""
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet"), import_module("pyarrow.json")
    except ImportError as error:
        raise PyarrowMissing("Parquet needs pyarrow: pip install 'trialx[parquet]'") from error


def _type(shape: Shape, arrow: ModuleType) -> Any:
    """Return the Arrow type of a shape."""
    if shape.item:
        return arrow.list_(_type(shape.item, arrow))
    if shape.kind == "mapping":
        return arrow.struct([(name, _type(inner, arrow)) for name, inner in shape.fields.items()])
    plain = {"flag": arrow.bool_(), "integer": arrow.int64(), "number": arrow.float64()}
    return plain.get(shape.kind, arrow.string())


def _fitted(value: Any, shape: Shape) -> Any:
    """Return the value as its column takes it: what no type can hold as JSON, fields that are not selected left out."""
    if shape.kind == "json":
        return _compact.encode(value)
    if shape.item:
        return [_fitted(item, shape.item) for item in value]
    if shape.kind == "mapping":
        return {name: _fitted(value[name], inner) for name, inner in shape.fields.items() if name in value}
    if value is None or _is_held(value, shape.kind):
        return value
    raise ValueError(f"{value!r} is no {shape.kind} that a column holds")


def _is_held(value: object, kind: Kind) -> bool:
    """Say whether a column of this kind holds a value; the reader of the lines would give up all rows of a group."""
    if isinstance(value, bool):  # which is also an integer
        return kind == "flag"
    return isinstance(value, _HELD[kind]) and (kind != "integer" or -_LARGEST <= cast("int", value) <= _LARGEST)
