"""The journal of a run: which pages are done, and how long each file of the output was after each of them.

What comes in: the journal's path and the settings of the run. What goes out: what an earlier run has noted, and a
journal that notes more. Text is written first and noted second, so what the journal says is there. Separate from the
files that grow (growing.py), since a folder with a file a page has a journal and nothing that grows.
"""

import json
from collections.abc import Iterator, Mapping
from io import FileIO
from pathlib import Path
from typing import Any, Final, NamedTuple

JOURNAL: Final = ".journal"


class Unresumable(ValueError):
    """A run cannot be gone on with: its inputs or options are others now. The message says what to do."""


class Entry(NamedTuple):
    """A page that is done: how long each file is after it, what became of it, what it is called.

    `code` says why it failed or is in doubt; `item` is what the input calls it, `name` what results do.
    """

    lengths: tuple[int, ...]
    code: str
    item: str
    name: str


class Noted(NamedTuple):
    """What a journal holds: how many bytes of it count, and the last entry in them."""

    length: int = 0
    last: Entry | None = None


def heading(settings: Mapping[str, Any]) -> bytes:
    """Return the first line of the journals of runs with these settings."""
    return json.dumps(settings, sort_keys=True).encode() + b"\n"


def noted(path: Path, first: bytes) -> Noted:
    """Return what a run with this heading has noted; a line that is not whole does not count.

    Raises:
        Unresumable: where the journal is that of a run with other settings.

    """
    if not path.exists():
        return Noted()
    with path.open("rb") as file:
        found = file.readline()
        if not found.endswith(b"\n"):
            return Noted()
        if found != first:
            raise Unresumable(f"{path} is of a run with other options: give the same, or begin anew without --resume")
        length, last = len(found), b""
        for line in file:
            if line.endswith(b"\n"):
                length, last = length + len(line), line
    return Noted(length, _entry(last)) if last else Noted()


class Journal:
    """The journal of one run: what was done before (`done`), what is done now (`note`)."""

    def __init__(self, path: Path, first: bytes, before: Noted) -> None:
        """Go on behind what was noted before; where that is nothing, begin with the heading.

        Raises:
            OSError: where the folder is not there or not writable.

        """
        self.path = path
        self.length = before.length
        self._file = FileIO(path, "r+" if before.length else "w")
        self._file.truncate(before.length)
        self._file.seek(before.length)
        if not before.length:
            write_all(self._file, first)
        self.empty = before.last is None

    def done(self) -> Iterator[Entry]:
        """Give what was done before, in order."""
        if not self.length:
            return
        with self.path.open("rb") as file:
            file.readline()
            while file.tell() < self.length:
                yield _entry(file.readline())

    def note(self, entry: Entry) -> None:
        """Note a page as done; what it adds to the output must have been written before."""
        lengths = ",".join(map(str, entry.lengths))
        write_all(self._file, f"{lengths}\t{entry.code}\t{json.dumps([entry.item, entry.name])}\n".encode())
        self.empty = False

    def close(self, *, keep: bool) -> None:
        """Close the journal, and keep it only if it is still needed."""
        self._file.close()
        if not keep:
            self.path.unlink(missing_ok=True)


def write_all(file: FileIO, data: bytes) -> None:
    """Write all of the data, or raise `OSError`: a disk that is nearly full takes a piece without a word."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def _entry(line: bytes) -> Entry:
    """Return what a line notes. Raises `Unresumable` where the line is not what a run has written."""
    try:
        lengths, code, names = line.decode().split("\t", 2)
        item, name = map(str, json.loads(names))
        return Entry(tuple(map(int, filter(None, lengths.split(",")))), code, item, name)
    except (ValueError, TypeError, RecursionError):
        raise Unresumable("the journal of the run to go on with is damaged: begin anew without --resume") from None
