"""Parquet files of crawls to pages: a row a page.

What comes in: the name or address of a Parquet file with columns of text (`text`, `url`, `id` …), and which of its row
groups. What goes out: `Item`s like those of JSON Lines, so that the same keys name the same things. pyarrow (extra
`parquet`) is imported where it is used; one batch of rows is held at a time.
"""

import json
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

from trialx.batch.failure import Failure, Unreadable
from trialx.batch.item import MAX_PAGE, Item
from trialx.batch.named import STDIN, is_address

MAGIC: Final = b"PAR1"
ROWS: Final = 256


def parquet_file(name: str) -> Any:
    """Open a Parquet file; it is pyarrow's.

    Raises:
        Unreadable: where pyarrow is missing, or the file is damaged.

    """
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise Unreadable("needs-extra", "Parquet needs pyarrow: pip install 'trialx[parquet]'") from None
    if name == STDIN:
        raise Unreadable("unreadable", "Parquet cannot be read from a pipe; name the file")
    try:
        if is_address(name):
            from trialx.batch.remote import store_of

            store, path = store_of(name)
            return parquet.ParquetFile(store.open(path, "rb"))
        return parquet.ParquetFile(name)
    except arrow.ArrowException as error:
        raise Unreadable("broken-archive", f"the Parquet file is damaged: {error}") from None


def rows_in(name: str, first: int = 0, last: int | None = None, number: int = 0) -> Iterator[Item]:
    """Give the rows of the row groups `first` to before `last` (all of them); `number` rows stand before those."""
    with parquet_file(name) as file:
        groups = range(first, file.num_row_groups if last is None else last)
        columns = [field.name for field in file.schema_arrow if str(field.type) in ("string", "large_string", "int64")]
        for batch in file.iter_batches(ROWS, row_groups=list(groups), columns=columns):
            for row in batch.to_pylist():
                number += 1
                line = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
                if len(line) > MAX_PAGE:
                    failure = Failure("too-large", f"the row has more than {MAX_PAGE >> 20} MB, no page of one trial")
                    yield Item(f"{name}#{number}", "line", failure=failure)
                else:
                    yield Item(f"{name}#{number}", "line", line)
