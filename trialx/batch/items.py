"""Files to pages: one item a page, in order, a stream however large the file.

What comes in: a file. What goes out: `Item`s: the bytes of a page, a line of JSON Lines, a trial out of a register's
export, a record of a crawl; or why there is none. Reading what a page says is the workers' part (read.py); here only as
much is looked at as it takes to cut a file into pages. Nothing larger than the limits below is held.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from io import BufferedReader, RawIOBase
from itertools import pairwise
from typing import IO, Any, Final, cast

from trialx.batch.documents import PDF, is_mhtml, page_of_mhtml, refuse_foreign, text_of_pdf
from trialx.batch.failure import Failure, Unreadable, told
from trialx.batch.item import MAX_PAGE, Item, limited
from trialx.batch.media_types import is_warc, page_kind
from trialx.batch.named import STDIN, Named, is_address
from trialx.batch.several import may_hold_several, table_of_trials, trials_in
from trialx.batch.text_stream import narrowed, text_stream
from trialx.batch.unpack import HEAD, unpacked
from trialx.page.decode import NotText, beginning, decode

_PIECE: Final = 1 << 20
# In so much of a document it is seen whether it is a list of trials.
_BEGINNING: Final = 1 << 16
_BLANKS: Final = b"\xef\xbb\xbf \t\r\n"


def items_of(named: Named) -> Iterator[Item]:
    """Give the pages of one file; what cannot be read is one more item, after those that could."""
    if named.failure:
        yield Item(named.path, failure=named.failure, alone=True, below=named.below, file=named.path)
        return
    last = 0
    try:
        with _opened(named.path) as raw:
            sized = named.path != STDIN and raw.seekable()  # a pipe has no place to tell
            for item in items_in(named.path, raw):
                here = raw.tell() if sized else 0
                yield item._replace(below=named.below, size=here - last, file=named.path)
                last = here
    except FileNotFoundError:
        gone = Failure("vanished", "the file is gone since the run began")
        yield Item(named.path, failure=gone, below=named.below, file=named.path)
    except Exception as error:  # whatever one file does to a library, the others go on
        yield Item(named.path, failure=_told(error), below=named.below, file=named.path)


def items_in(name: str, stream: IO[bytes]) -> Iterator[Item]:
    r"""Give the pages of a stream of bytes, packed or not.

    >>> from io import BytesIO
    >>> [(item.name, item.form) for item in items_in("a", BytesIO(b'{"text": "Phase: 2"}\n{"text": "Sex: ALL"}\n'))]
    [('a#1', 'line'), ('a#2', 'line')]

    Raises:
        Unreadable, NotText, NotAStudy: where it, or the rest of it, cannot be read.

    """
    return _pages(name, unpacked(stream))


def _told(error: Exception) -> Failure:
    """Add to what errors of reading mean what only documents can have."""
    from trialx.registries import NotAStudy

    if isinstance(error, NotText):
        return Failure("not-text", str(error))
    if isinstance(error, MemoryError):
        return Failure("too-large", "does not fit into memory; cut it into smaller files")
    return Failure("not-a-study", str(error)) if isinstance(error, NotAStudy) else told(error)


def _opened(path: str) -> AbstractContextManager[IO[bytes]]:
    """Open a file; standard input stays open when it has been read."""
    if is_address(path):
        from trialx.batch.remote import opened

        return cast("IO[bytes]", opened(path))
    return nullcontext(sys.stdin.buffer) if path == STDIN else open(path, "rb")


def _pages(name: str, stream: BufferedReader) -> Iterator[Item]:
    """Cut a stream of plain bytes into pages by what it begins with."""
    head = stream.peek(HEAD)[:HEAD]
    if head.startswith(b"PAR1"):
        from trialx.batch.parquet_rows import rows_in

        yield from rows_in(name)
        return
    if is_warc(head):
        from trialx.batch.warc import records_in

        yield from records_in(name, stream)
        return
    if head.startswith(PDF):
        yield Item(name, data=text_of_pdf(limited(stream)), alone=True)
        return
    if is_mhtml(head):
        page = page_of_mhtml(limited(stream))
        yield Item(name, data=page.data, url=page.url, charset=page.charset, alone=True)
        return
    refuse_foreign(head)
    yield from _texts(name, beginning(head), stream)


def _texts(name: str, start: str, stream: BufferedReader) -> Iterator[Item]:
    """Cut a text into pages by what it begins with."""
    kind = page_kind(start)
    if kind == "json" or (kind == "text" and _is_lines_of_json(start.encode("utf-8", "replace"))):
        yield from _json(name, narrowed(stream))
        return
    export = None
    if kind == "xml":
        from trialx.batch.exports import elements_of

        export = elements_of(name, start, stream)
    elif kind == "text":
        from trialx.batch.exports import rows_of

        export = rows_of(name, start, stream)
    if export is not None:
        yield from export
        return
    if kind == "text" and (told := table_of_trials(start)):
        raise Unreadable("table", told)
    data = limited(stream)
    trials = list(trials_in(decode(data))) if kind == "text" and may_hold_several(data) else []
    if len(trials) > 1:
        yield from (Item(f"{name}#{number}", data=text) for number, text in enumerate(trials, 1))
    else:
        yield Item(name, data=data, alone=True)


def _json(name: str, stream: BufferedReader) -> Iterator[Item]:
    """Tell one JSON document from JSON Lines: those have a whole object on the first line and another below it."""
    from trialx.batch.json_documents import opens_list, trials_in

    first = b""
    while not first.strip() and len(first) <= MAX_PAGE:
        first += (line := stream.readline(_BEGINNING))
        if not line:
            break
    if not opens_list(first):  # a list of all trials may be one line
        if not first.endswith(b"\n"):
            first += stream.readline(MAX_PAGE + 1)
        if first.endswith(b"\n") and (_more(stream) if is_object(first) else _goes_on_in_lines(first, stream)):
            yield from _lines(name, first, stream)
            return
    yield from trials_in(name, text_stream(BufferedReader(_After(first, stream))))


class _After(RawIOBase):
    """A stream with what has been read of it already put before it again."""

    def __init__(self, first: bytes, stream: BufferedReader) -> None:
        self._first = memoryview(first)
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._first[: len(buffer)] or self._stream.read1(len(buffer))
        self._first = self._first[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


def parsed(text: str) -> Any:
    """Return what JSON says. Raises `Unreadable`."""
    try:
        return json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise Unreadable("bad-json", f"the JSON is broken: {error}") from None


def is_object(line: bytes) -> bool:
    r"""Return whether a line is an object of JSON, so that more lines below it make JSON Lines.

    >>> is_object(b'{"text": "Phase: 2"}\n'), is_object(b'{"text":\n')
    (True, False)
    """
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_lines_of_json(head: bytes) -> bool:
    """Say whether a file whose beginning is no JSON goes on as JSON Lines: its first line may be broken."""
    first, *below = head.split(b"\n")[:-1] or [b""]
    return first.lstrip(_BLANKS).startswith(b"{") and any(map(is_object, below))


def _goes_on_in_lines(first: bytes, stream: BufferedReader) -> bool:
    """Say whether a first line that is no object is a broken one of JSON Lines: by the lines below it.

    A document of several lines may hold an object on a line of its own, but begins well, and has a comma between two.
    """
    if not first.lstrip(_BLANKS).startswith(b"{"):
        return False
    *whole, _ = stream.peek(_PIECE).split(b"\n")
    objects = [is_object(line) for line in whole if line.strip()]
    return any(objects if _is_broken(first) else (one and other for one, other in pairwise(objects)))


def _is_broken(line: bytes) -> bool:
    """Say whether no document of JSON begins with a line, whatever comes below it."""
    try:
        json.loads(line)
    except json.JSONDecodeError as error:
        return error.pos < len(error.doc.rstrip())
    except (ValueError, RecursionError):
        pass
    return False


def _more(stream: BufferedReader) -> bool:
    """Say whether anything but blanks follows; blank lines are passed over."""
    while head := stream.peek(1):
        blank = len(head) - len(head.lstrip())
        if blank < len(head):
            return True
        stream.read(blank)
    return False


def _lines(name: str, first: bytes, stream: BufferedReader) -> Iterator[Item]:
    """Give the lines of JSON Lines, of which the first has been read, with the blank ones above it."""
    number = first.count(b"\n")
    yield Item(f"{name}#{number}", "line", first)
    yield from lines_in(name, stream, number)


def lines_in(name: str, stream: BufferedReader, number: int) -> Iterator[Item]:
    """Give the lines of JSON Lines below line `number`; one that is too long is passed over, piece by piece."""
    while line := stream.readline(MAX_PAGE + 1):
        number += 1
        if len(line) > MAX_PAGE and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(_PIECE)
            failure = Failure("too-large", f"the line has more than {MAX_PAGE >> 20} MB, no page of one trial")
            yield Item(f"{name}#{number}", "line", failure=failure)
        elif not line.isspace():
            yield Item(f"{name}#{number}", "line", line)
