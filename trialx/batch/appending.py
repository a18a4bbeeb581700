"""Files that grow together, and go on after a crash where they stopped.

What comes in: the files that a run is to make, and a journal (resume.py). What goes out: each file under a temporary
name beside its place (`out.jsonl.part`), to which pages add text, all of them cut back to what the journal says.
What cannot grow grows as lines of text and is made of them at the end: Parquet, whose index stands behind the rows.
So every format goes on alike, and the result is that of a run which nothing interrupted, byte for byte.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import Any, Final, NamedTuple

from trialx.batch.resume import JOURNAL, Entry, Journal, Noted, Unresumable, heading, noted, write_all
from trialx.write.atomic import take_place
from trialx.write.locked import locked

PART: Final = ".part"


class Part(NamedTuple):
    """A file to be made: `head` stands at the beginning, `finish` makes the target of the part that has grown."""

    target: Path
    head: bytes = b""
    finish: Callable[[Path, Path], None] = take_place

    @property
    def path(self) -> Path:
        """Where the file grows."""
        return self.target.with_name(self.target.name + PART)


class Growth:
    """Files that grow, and the journal that notes how far; without a journal they cannot be gone on with."""

    def __init__(self, files: Sequence[FileIO], journal: Journal | None) -> None:
        """Take open files, each at its end."""
        self._files, self._journal = files, journal
        self.lengths = [file.tell() for file in files]

    def add(self, which: int, data: bytes) -> None:
        """Write at the end of a file. Raises `OSError`, which names the file."""
        file = self._files[which]
        try:
            write_all(file, data)
        except OSError as error:
            raise _naming(error, str(file.name).removesuffix(PART)) from error
        self.lengths[which] += len(data)

    def note(self, code: str, item: str, name: str) -> None:
        """Note that a page has added all that it has to add."""
        if self._journal:
            self._journal.note(Entry(tuple(self.lengths), code, item, name))

    def done(self) -> Iterator[Entry]:
        """Give the pages that were done before, in order."""
        return self._journal.done() if self._journal else iter(())


@contextmanager
def growing(
    parts: Sequence[Part], journal: Path | None, settings: Mapping[str, Any], *, resume: bool
) -> Iterator[Growth]:
    """Open files that grow; on leaving without an error the parts become their targets.

    Otherwise parts and journal stay, if there is anything in them to go on with.

    Raises:
        Unresumable: where the run that left the journal had other settings.
        OSError: where a folder is not there or not writable, or another run writes there.

    """
    with ExitStack() as stack:
        try:
            stack.enter_context(locked([*([journal] if journal else []), *(part.path for part in parts)]))
        except OSError as error:
            raise _naming(error, str(error.filename).removesuffix(JOURNAL).removesuffix(PART)) from error
        yield from _growing(parts, journal, settings, resume=resume)


def _growing(
    parts: Sequence[Part], journal: Path | None, settings: Mapping[str, Any], *, resume: bool
) -> Iterator[Growth]:
    first = heading(settings)
    before = noted(journal, first) if journal and resume else Noted()
    if before.last and len(before.last.lengths) != len(parts):
        raise Unresumable("the journal of the run to go on with is damaged: begin anew without --resume")
    if before.last and not all(_holds(part, length) for part, length in zip(parts, before.last.lengths, strict=True)):
        before = Noted()
    lengths = before.last.lengths if before.last else (0,) * len(parts)
    notes = _begun(journal, first, before) if journal else None
    kept = False
    try:
        with ExitStack() as stack:
            files = [stack.enter_context(_opened(part, length)) for part, length in zip(parts, lengths, strict=True)]
            yield Growth(files, notes)
        for part in parts:
            part.finish(part.path, part.target)
    except BaseException:
        kept = notes is not None and not notes.empty
        raise
    finally:
        if notes:
            notes.close(keep=kept)
        for part in () if kept else parts:
            _remove(part.path)


def _begun(journal: Path, first: bytes, before: Noted) -> Journal:
    """Open the journal; where that fails, say which output cannot be written."""
    try:
        return Journal(journal, first, before)
    except OSError as error:
        if not before.length:
            _remove(journal)
        raise _naming(error, str(journal).removesuffix(JOURNAL).removesuffix(PART)) from error


def _remove(path: Path) -> None:
    with suppress(OSError):  # it may be what could not be made
        path.unlink()


def _holds(part: Part, length: int) -> bool:
    """Say whether a part is at least as long as the journal says."""
    return part.path.exists() and part.path.stat().st_size >= length


def _opened(part: Part, length: int) -> FileIO:
    """Open a part, cut at what the journal says, or with its head."""
    try:
        file = FileIO(part.path, "r+" if length else "w")
        file.truncate(length)
        file.seek(length)
        write_all(file, b"" if length else part.head)
    except OSError as error:
        raise _naming(error, part.target) from error
    return file


def _naming(error: OSError, path: object) -> OSError:
    """Return an error that names the file, which that of writing does not."""
    return OSError(error.errno, error.strerror, str(path))
