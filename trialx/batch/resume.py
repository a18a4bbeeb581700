"""Going on after a crash: an output that grows beside a journal of what is in it.

What comes in: the path of an output. What goes out: a file under a temporary name (`out.jsonl.part`) with a journal
(`out.jsonl.part.journal`) that says after every page how long the output is and which page it was. Text is written
first and noted second, so what the journal says is there; what is there and not noted is cut off. Separate from what
is written, which is the same as without an interruption, byte for byte.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

PART: Final = ".part"
JOURNAL: Final = ".journal"


class Unresumable(ValueError):
    """A run cannot be gone on with: its inputs or options are others now. The message says what to do."""


class Entry(NamedTuple):
    """A page that is done: how long the output is after it, its failure's code (or nothing), what it is called.

    `item` is what the input calls it, `name` what results do.
    """

    offset: int
    code: str
    item: str
    name: str


class Journal:
    """The journal of one run: what was done before (`done`), what is done now (`note`)."""

    def __init__(self, path: Path, settings: Mapping[str, Any], *, resume: bool) -> None:
        """Begin a journal, or read one that a run with the same settings left behind.

        Raises:
            Unresumable: where the run that left it had other settings.
            OSError: where the folder is not there or not writable.

        """
        self.path = path
        heading = json.dumps(settings, sort_keys=True).encode() + b"\n"
        self.length, self.last = 0, Entry(0, "", "", "")
        if resume and path.exists():
            self._read(heading)
        self._file = path.open("r+b" if self.length else "wb")
        self._file.truncate(self.length)
        self._file.seek(self.length)
        if not self.length:
            self._file.write(heading)
            self._file.flush()

    def _read(self, heading: bytes) -> None:
        """Find the last whole entry."""
        with self.path.open("rb") as file:
            first = file.readline()
            if first != heading and first.endswith(b"\n"):
                raise Unresumable(
                    f"{self.path} is of a run with other options: give the same, or begin anew without --resume"
                )
            if not first.endswith(b"\n"):
                return
            self.length = len(first)
            for line in file:
                if line.endswith(b"\n"):
                    self.length += len(line)
                    self.last = _entry(line)

    def done(self) -> Iterator[Entry]:
        """Give the pages that were done before, in order."""
        with self.path.open("rb") as file:
            file.readline()
            end = self.length
            while file.tell() < end:
                yield _entry(file.readline())

    def note(self, entries: Iterable[Entry]) -> None:
        """Note pages as done; their text must have been written before."""
        lines = (f"{entry.offset}\t{entry.code}\t{json.dumps([entry.item, entry.name])}\n" for entry in entries)
        self._file.write("".join(lines).encode())
        self._file.flush()

    def close(self, *, finished: bool) -> None:
        """Close the journal; of a run that is finished nothing stays."""
        self._file.close()
        if finished:
            self.path.unlink(missing_ok=True)


def _entry(line: bytes) -> Entry:
    offset, code, names = line.decode().split("\t", 2)
    return Entry(int(offset), code, *json.loads(names))


@contextmanager
def growing(
    path: str | os.PathLike[str], settings: Mapping[str, Any], *, resume: bool
) -> Iterator[tuple[IO[bytes], Journal]]:
    """Open an output that can be gone on with: its part, cut at what the journal says, and the journal.

    On leaving without an error the part takes the name of the output; else part and journal stay.

    Raises:
        Unresumable: where the run that left a part had other settings.
        OSError: where the folder is not there or not writable.

    """
    target = Path(path).resolve()
    part = target.with_name(target.name + PART)
    journal = Journal(part.with_name(part.name + JOURNAL), settings, resume=resume and part.exists())
    finished = False
    try:
        with part.open("r+b" if journal.last.offset else "wb") as file:
            file.truncate(journal.last.offset)
            file.seek(journal.last.offset)
            yield file, journal
        if target.exists():
            part.chmod(target.stat().st_mode & 0o7777)
        os.replace(part, target)
        finished = True
    finally:
        journal.close(finished=finished)
