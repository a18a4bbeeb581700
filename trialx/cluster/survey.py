"""Where a large file can be cut: a quick pass over it that finds borders between records and counts them.

What comes in: a file, and about how large its pieces should be. What goes out: `Piece`s that cover it, with the number
of records before each, so that results name a page as if the whole file had been read in one go. What cannot be cut (a
page, a list of studies, gzip without borders) is one piece. The pass only counts; reading the pages takes some hundred
times as long.
"""

import io
from collections.abc import Iterator
from typing import Final

from trialx.batch.failure import Unreadable
from trialx.batch.items import is_object
from trialx.batch.media_types import is_warc, packed
from trialx.batch.named import Named, is_address
from trialx.batch.parquet_rows import MAGIC, parquet_file
from trialx.batch.unpack import HEAD, unpacked
from trialx.cluster.cut import Piece

_BLOCK: Final = 1 << 20


def survey(named: Named, size: int) -> list[Piece]:
    """Return the pieces of a file, of about `size` bytes each; the file as it is where it cannot be cut."""
    try:
        pieces = list(_pieces(named, size))
    except (OSError, EOFError, ValueError):  # whoever reads the file says what is wrong with it, page by page
        return [Piece(named)]
    return pieces if len(pieces) > 1 else [Piece(named)]


def _pieces(named: Named, size: int) -> Iterator[Piece]:
    with _opened(named.path) as stream:
        head = _head(stream)
        if head.startswith(MAGIC):
            yield from _row_groups(named, size)
        elif is_warc(_unpacked_head(head)):
            yield from _records(named, stream, size)
        elif not packed(head):
            yield from _lines(named, stream, size)


def _opened(name: str) -> io.BufferedReader:
    if is_address(name):
        from trialx.batch.remote import opened

        return io.BufferedReader(opened(name), _BLOCK)
    return io.BufferedReader(io.FileIO(name), _BLOCK)


def _head(stream: io.BufferedReader) -> bytes:
    """Return the beginning of a file, and leave it at its beginning."""
    head = stream.read(HEAD)
    stream.seek(0)
    return head


def _unpacked_head(head: bytes) -> bytes:
    try:
        return unpacked(io.BytesIO(head)).peek(16) if packed(head) == "gzip" else head
    except (OSError, EOFError, Unreadable):
        return b""


def _lines(named: Named, stream: io.BufferedReader, size: int) -> Iterator[Piece]:
    """Cut JSON Lines after the line in which a piece becomes large enough."""
    first = b""
    while not first.strip() and (line := stream.readline(_BLOCK)):
        first += line
    if not (first.endswith(b"\n") and is_object(first)):
        return
    start, number = 0, 0
    place, lines = len(first), first.count(b"\n")
    while block := stream.read(min(_BLOCK, size)):
        wanted = start + size
        # Past the size, the next end of a line is a border.
        if place + len(block) > wanted and (end := block.find(b"\n", max(0, wanted - place))) >= 0:
            border = place + end + 1
            before = lines + block.count(b"\n", 0, end + 1)
            yield Piece(named, "lines", start, border, number)
            start, number = border, before
        place += len(block)
        lines += block.count(b"\n")
    if start < place:
        yield Piece(named, "lines", start, place, number)


def _records(named: Named, stream: io.BufferedReader, size: int) -> Iterator[Piece]:
    """Cut a web archive where a record begins; a packed one only if every record is packed by itself."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    start, number = 0, 0
    archive = ArchiveIterator(stream)
    try:
        for count, _ in enumerate(archive):
            place = archive.get_record_offset()
            if place - start >= size:
                yield Piece(named, "records", start, place, number)
                start, number = place, count
    except ArchiveLoadFailed as error:
        raise ValueError(str(error)) from None
    yield Piece(named, "records", start, named.size, number)


def _row_groups(named: Named, size: int) -> Iterator[Piece]:
    """Cut Parquet between its row groups."""
    with parquet_file(named.path) as file:
        start = number = rows = held = 0
        for group in range(file.num_row_groups):
            about = file.metadata.row_group(group)
            if held and held + about.total_byte_size > size:
                yield Piece(named, "rows", start, group, number)
                start, number, held = group, rows, 0
            held += about.total_byte_size
            rows += about.num_rows
        yield Piece(named, "rows", start, file.num_row_groups, number)
