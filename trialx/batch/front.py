"""The library's way in: a text, a file or many files to records, read as the commands read them.

What comes in: a text or bytes, a path, or names of files and folders. What goes out: `Record`s. Separate from
`trialx/__init__.py`, which shows what there is and loads none of this before it is called.
"""

import io
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Final

from trialx.batch.failure import NOT_A_TRIAL, Failure, Unreadable
from trialx.batch.inputs import gather
from trialx.batch.item import Item
from trialx.batch.items import items_in, items_of
from trialx.batch.named import STDIN
from trialx.batch.read import Read, Reading, read
from trialx.extraction.record_of_page import NotATrialPage, Record
from trialx.page.decode import NotText
from trialx.page.lines import Page

Told = Callable[[str, Failure], None]
SEVERAL: Final = "several-trials"
# Cells on the first line.
_MAY_BE_TABLE: Final = re.compile(r"[\ufeff\s]*[^\n]*[,\t|;]")
_LOG: Final = logging.getLogger("trialx")


def record_of_input(given: str | bytes, reading: Reading) -> Record:
    """Return the record of the one trial that a text or the bytes of a file describe, whatever they are written in.

    Raises:
        NotATrialPage: where the page is not about one trial.
        NotText: where bytes are those of no text.
        Unreadable: where a register's data cannot be read, or several trials are given.

    """
    if isinstance(given, str):
        from trialx.batch.media_types import page_kind

        # A page of text needs no second look, and keeps what no encoding can hold.
        if page_kind(given) in ("text", "html") and not _may_be_many(given):
            return _record(Item(STDIN, data=given, alone=True), reading)
        given = given.encode("utf-8", "surrogatepass")
    items = (item._replace(name=STDIN) for item in items_in(STDIN, io.BytesIO(given)))
    return _only(items, reading, "trialx.records reads them from a file, one after the other")


def record_of_file(path: str | Path, reading: Reading) -> Record:
    """Return the record of the one trial that a file holds; raises as `record_of_input`, and `OSError`."""
    with open(path, "rb") as stream:
        items = (item._replace(name=str(path)) for item in items_in(str(path), stream))
        return _only(items, reading, f"trialx.records([{str(path)!r}]) reads them one after the other")


def records_of(paths: Iterable[str | Path], reading: Reading, tell: Told | None) -> Iterator[Record]:
    """Give the records of files, folders and patterns, in order; `tell` is called with what gives none, and why."""
    for item in chain.from_iterable(map(items_of, gather(map(str, paths)))):
        name, found = read(item, reading)
        if isinstance(found, Read):
            yield _whole(found, reading)
        elif tell:
            tell(name, found)
        else:
            _LOG.warning("%s: %s", name, found.message)


def _only(items: Iterator[Item], reading: Reading, instead: str) -> Record:
    """Return the record of the first of some items, which is to be the only one."""
    first = next(items, None)
    if first is None:
        raise NotATrialPage("the page is empty")
    if not first.alone and next(items, None) is not None:
        raise Unreadable(SEVERAL, f"this holds more than one trial: {instead}")
    return _record(first, reading)


def _record(item: Item, reading: Reading) -> Record:
    _, found = read(item, reading)
    if isinstance(found, Read):
        return _whole(found, reading)
    if found.code == NOT_A_TRIAL:
        raise NotATrialPage(found.message)
    if found.code == "not-text":
        raise NotText(found.message)
    raise Unreadable(*found)


def _whole(found: Read, reading: Reading) -> Record:
    """Return a record; a register's data has no page, so nothing of it has a place on one."""
    if found.record is None:
        return Record(found.data, {}, Page(""), [], [], reading.evidence)
    return replace(found.record, evidence=reading.evidence)


def _may_be_many(text: str) -> bool:
    """Say whether a text may be a table or a download of several trials, which are no page."""
    from trialx.batch.several import may_hold_several, table_of_trials
    from trialx.registries import heading, is_listing, is_ris

    start = text[: 1 << 13]
    if _MAY_BE_TABLE.match(start) and (heading(start) or table_of_trials(start)):
        return True
    return is_ris(start) or is_listing(start) or may_hold_several(text)
