"""Records as Parquet with native lists and structs, so that nothing has to be parsed out of a cell.

What comes in: records (or the rows of a long table) and the shape of what they hold. What goes out: a Parquet file,
zstd-compressed, written piece by piece and renamed when whole. A mapping is a struct (`enrollment.count` is plain SQL
in DuckDB), a list is a list; only what no column type can hold is JSON text: `evidence`, the children of a criterion,
the value of a threshold. Needs pyarrow (`pip install 'trialx[parquet]'`), imported where it is used.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from trialx.record.model import TrialRecord
from trialx.write.atomic import atomic_path
from trialx.write.fields import Shape, record_shape, selection

# Rows held before they are written: enough for Parquet to compress well, few enough to stay flat over 100,000 pages.
ROWS_A_GROUP: Final = 1000


class PyarrowMissing(ImportError):
    """Parquet was asked for and pyarrow is not installed; the message says how to install it."""


def write_parquet(records: Iterable[TrialRecord], path: str | os.PathLike[str], names: Sequence[str] = ()) -> None:
    """Write records to a Parquet file, a row a trial; `names` selects and orders the fields.

    Raises:
        UnknownField: for a name that no field has.
        PyarrowMissing: where pyarrow is not installed.
        OSError: where the file cannot be written; nothing is left behind.

    """
    with open_rows(path, selection(tuple(names)) if names else record_shape()) as append:
        for record in records:
            append(record)


@contextmanager
def open_rows(path: str | os.PathLike[str], shape: Shape) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """Open a Parquet file for mappings of one shape; what is given is a function that takes the next row."""
    arrow, parquet = _pyarrow()
    schema = arrow.schema([(name, _type(inner, arrow)) for name, inner in shape.fields.items()])
    group: list[Any] = []

    def write_group() -> None:
        writer.write_table(arrow.Table.from_pylist(group, schema=schema))
        group.clear()

    def append(row: Mapping[str, Any]) -> None:
        group.append(_fitted(row, shape))
        if len(group) == ROWS_A_GROUP:
            write_group()

    with atomic_path(path) as temporary, parquet.ParquetWriter(temporary, schema, compression="zstd") as writer:
        yield append
        write_group()


def _pyarrow() -> tuple[ModuleType, ModuleType]:
    try:
        return import_module("pyarrow"), import_module("pyarrow.parquet")
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
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if shape.item:
        # A list of texts or numbers, the most frequent case, is taken as it is.
        return [_fitted(item, shape.item) for item in value] if shape.item.kind in ("mapping", "list") else value
    if shape.kind == "mapping":
        return {name: _fitted(value[name], inner) for name, inner in shape.fields.items() if name in value}
    return value
