"""Where outcomes go: standard output, a file, a folder with a file a page, and the long tables beside any of them.

What comes in: outcomes, in order. What goes out: the output, framed as its format wants it (a JSON array, a stream of
YAML documents, a heading above CSV). A `Sink` is a function that takes an outcome; opening one gives it, leaving the
block completes the output. Files are whole or not there under their name.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from trialx.batch.failure import Failure, why_not_written
from trialx.batch.inputs import STDIN
from trialx.batch.items import Item
from trialx.batch.outcome import Format, Outcome
from trialx.batch.resume import JOURNAL, Entry, Journal, growing

# A sink gives back the failure of writing one page, where the others can still be written.
Sink = Callable[[Outcome], Failure | None]
# Characters of a page's name that no file system takes, or that would lead out of the folder.
_NO_NAME: Final = re.compile(r"[/\\:*?\"<>|\x00-\x1f]+")
_LONGEST_NAME: Final = 120
_SUFFIXES_IN: Final = frozenset(
    {".txt", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".xml", ".csv", ".gz", ".zst", ".warc", ".wet"}
)
SUFFIXES: Final[Mapping[Format, str]] = {
    "yaml": ".yaml",
    "json": ".json",
    "jsonl": ".jsonl",
    "csv": ".csv",
    "parquet": ".parquet",
}


class Opened(NamedTuple):
    """An open output: the sink, the pages that an earlier run has put there, and what to do with each of those."""

    put: Sink
    done: Iterator[Entry] = iter(())
    skip: Callable[[Entry, Item], object] = lambda *_: None


class Frame(NamedTuple):
    """What stands around the texts of an output: before the first one, before each other, after the last, if none."""

    first: str = ""
    between: str = ""
    last: str = ""
    none: str = ""


def frame(format_: Format, *, several: bool, heading: str = "") -> Frame:
    """Return what a format puts around its texts; `heading` is the row above those of CSV."""
    if format_ == "json" and several:
        return Frame("[\n", ",\n", "\n]\n", "[]\n")
    if format_ == "yaml" and several:
        return Frame("---\n", "---\n")
    return Frame(first=heading, none=heading if several else "")


def piece(outcome: Outcome, around: Frame, *, first: bool, trim: bool) -> bytes:
    """Return what one outcome adds to an output: nothing, where it has no text."""
    if not outcome.text:
        return b""
    text = outcome.text.removesuffix("\n") if trim else outcome.text
    return ((around.first if first else around.between) + text).encode()


def heading(format_: Format, select: tuple[str, ...]) -> str:
    """Return the heading row of CSV, nothing for other formats."""
    if format_ != "csv":
        return ""
    from trialx.write.as_csv import csv_rows

    return next(iter(csv_rows([], select)))


@contextmanager
def on_stream(stream: IO[bytes], around: Frame, *, trim: bool) -> Iterator[Opened]:
    """Write to an open stream, and let every page out as soon as it is there."""
    begun = False

    def put(outcome: Outcome) -> None:
        nonlocal begun
        if data := piece(outcome, around, first=not begun, trim=trim):
            begun = True
            stream.write(data)
            stream.flush()

    yield Opened(put)
    stream.write((around.last if begun else around.none).encode())
    stream.flush()


@contextmanager
def of_one_page(path: Path, head: str) -> Iterator[Opened]:
    """Write the only page to a file; where it has no record, no file is made."""
    from trialx.write.atomic import write_atomically

    texts: list[str] = []
    yield Opened(lambda outcome: texts.append(outcome.text))
    if any(texts):
        write_atomically(path, [head, *texts])


@contextmanager
def in_file(path: Path, around: Frame, settings: Mapping[str, Any], *, trim: bool, resume: bool) -> Iterator[Opened]:
    """Write to a file that can be gone on with; a device or a pipe is written to as it is."""
    if path.exists() and not path.is_file():
        with path.open("wb") as device, on_stream(device, around, trim=trim) as opened:
            yield opened
        return
    with growing(path, settings, resume=resume) as (file, journal):

        def put(outcome: Outcome) -> None:
            file.write(piece(outcome, around, first=not file.tell(), trim=trim))
            file.flush()
            journal.note([_entry(outcome, file.tell())])

        yield Opened(put, journal.done())
        file.write((around.last if file.tell() else around.none).encode())


@contextmanager
def in_folder(
    folder: Path, format_: Format, head: str, settings: Mapping[str, Any], *, resume: bool
) -> Iterator[Opened]:
    """Write a file a page, named after it; folders of the input are folders of the output."""
    from trialx.write.atomic import write_atomically

    folder.mkdir(parents=True, exist_ok=True)
    journal = Journal(folder / f".trialx{JOURNAL}", settings, resume=resume)
    taken: set[str] = set()

    def put(outcome: Outcome) -> Failure | None:
        target = folder / page_name(outcome.name, outcome.below, SUFFIXES[format_], taken)
        failure = None
        if outcome.text and not outcome.failure:
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(target, [head, outcome.text])
            except OSError as error:
                failure = Failure("not-written", f"{target}: {why_not_written(error)}")
        journal.note([_entry(outcome, 0, failure)])
        return failure

    def skip(entry: Entry, item: Item) -> None:
        page_name(entry.name, item.below, SUFFIXES[format_], taken)

    finished = False
    try:
        yield Opened(put, journal.done(), skip)
        finished = True
    finally:
        journal.close(finished=finished)


@contextmanager
def in_parquet(path: Path, select: tuple[str, ...]) -> Iterator[Opened]:
    """Write a Parquet file, which cannot be gone on with: its index stands at its end."""
    from trialx.write.as_parquet import open_rows
    from trialx.write.fields import record_shape, selection

    with open_rows(path, selection(select) if select else record_shape()) as append:

        def put(outcome: Outcome) -> None:
            if outcome.record:
                append(outcome.record)

        yield Opened(put)


@contextmanager
def with_tables(opened: Opened, folder: Path, format_: Format) -> Iterator[Opened]:
    """Write the long tables beside an output."""
    from trialx.write.tables import open_tables

    with open_tables(folder, kind="parquet" if format_ == "parquet" else "csv") as append:

        def put(outcome: Outcome) -> Failure | None:
            if outcome.record:
                append(outcome.record)
            return opened.put(outcome)

        yield opened._replace(put=put)


def page_name(name: str, below: str, suffix: str, taken: set[str]) -> str:
    """Return the file for a page, relative to the output's folder; a name that is taken gets a number.

    >>> taken = set()
    >>> [page_name(name, "in", ".yaml", taken) for name in ("in/a/x.txt", "in/a/x.html", "in/c.jsonl#7")]
    ['a/x.yaml', 'a/x-2.yaml', 'c-7.yaml']
    >>> page_name("../x.txt", "", ".yaml", taken)
    'x.yaml'
    """
    file, _, part = name.partition("#")
    path = Path(os.path.relpath(file, below) if below else os.path.basename(file))
    stem = path.name
    while (shorter := Path(stem)).suffix.lower() in _SUFFIXES_IN:
        stem = shorter.stem
    stem = "page" if file == STDIN else stem
    stem = _NO_NAME.sub("-", f"{stem}-{part}" if part else stem)[:_LONGEST_NAME]
    base = str(path.with_name(stem))
    number = 1
    while (candidate := f"{base}{suffix}" if number == 1 else f"{base}-{number}{suffix}") in taken:
        number += 1
    taken.add(candidate)
    return candidate


def _entry(outcome: Outcome, offset: int, failure: Failure | None = None) -> Entry:
    failure = failure or outcome.failure
    return Entry(offset, failure.code if failure else "", outcome.item, outcome.name)
