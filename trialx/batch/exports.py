"""Exports of registers into their trials: tables, citations, XML of many trials.

What comes in: the beginning of a file and its stream. What goes out: an `Item` a trial, or None where it is no export.
Separate from items.py, which cuts files of pages, and from trialx.registries, which knows no streams.
"""

import re
from collections.abc import Iterable, Iterator
from io import BufferedReader
from typing import Final

from trialx.batch.failure import Failure
from trialx.batch.item import Item
from trialx.batch.media_types import xml_root
from trialx.batch.text_stream import text_stream

_PIECE: Final = 1 << 16
# What tells a table or a file of tags cheaply: a mark between cells on the first line, or how such files begin.
_MAY_BE: Final = re.compile(r"[\ufeff\s]*(?:TY  - |Study \d+:|[^\n]{0,65536}?[,\t|;])")


def rows_of(name: str, start: str, stream: BufferedReader) -> Iterator[Item] | None:
    """Give the trials of a table or a file of tags; None where the text is neither."""
    if not _MAY_BE.match(start):
        return None
    from trialx.batch.aact_folder import is_side_table, joined
    from trialx.registries import citations, heading, is_listing, is_ris, listing, table_rows

    if is_ris(start):
        return _items(name, citations(text_stream(stream)))
    if is_listing(start):
        return _items(name, listing(text_stream(stream)))
    table = heading(start)
    if table is None:
        return iter(()) if is_side_table(name, start) else None
    rows = table_rows(text_stream(stream), table)
    return _items(name, joined(name, rows) if table.source.layout == "aact" else rows)


def elements_of(name: str, start: str, stream: BufferedReader) -> Iterator[Item] | None:
    """Give the trials of a document of XML that can hold many; None where it is one trial, or no register's."""
    from trialx.registries import holds_many, xml_entries

    if not holds_many(xml_root(start)):
        return None
    pieces = iter(lambda: stream.read(_PIECE), b"")
    return _items(name, xml_entries(pieces))


def _items(name: str, found: Iterable[object]) -> Iterator[Item]:
    number = 0
    for number, one in enumerate(found, 1):
        if isinstance(one, Exception):
            yield Item(f"{name}#{number}", failure=Failure("not-a-study", str(one)))
        else:
            yield Item(f"{name}#{number}", "entry", one)
    if not number:
        yield Item(name, failure=Failure("not-a-study", "the export holds no trial"), alone=True)
