"""Inputs to partitions: what one task reads, about the same amount each.

What comes in: the files that were named, and a survey of each large one (survey.py). What goes out: `Partition`s, in
the order of the files, as they are asked for, so that a listing of any length is never held. A partition is several
small files, or a piece of a large one between two records.
"""

import hashlib
import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Final, Literal, NamedTuple, cast

from trialx.batch.item import Item
from trialx.batch.items import items_of, lines_in
from trialx.batch.named import Named, is_address

# A task of this size takes some seconds, so that handing it out costs nothing and a lost one is soon done again.
PART_BYTES: Final = 16 << 20
# Opening a file costs as much as reading some pages.
PART_FILES: Final = 1000
# Large files that are being surveyed while those before them are cut.
AHEAD: Final = 16

Cut = Literal["whole", "lines", "records", "rows"]


class Piece(NamedTuple):
    """A file, or the part of it from `start` to `end` (bytes; row groups of Parquet); `number` records stand before."""

    named: Named
    cut: Cut = "whole"
    start: int = 0
    end: int = 0
    number: int = 0


class Partition(NamedTuple):
    """What one task reads; `place` is where it stands among all."""

    place: int
    pieces: tuple[Piece, ...]


def key(partition: Partition) -> str:
    """Return a name for what a partition holds: the same files of the same size, cut at the same places.

    >>> key(Partition(0, (Piece(Named("a.txt", 7)),))) == key(Partition(5, (Piece(Named("a.txt", 7)),)))
    True
    """
    rows = ((piece.named.path, piece.named.size, *piece[1:]) for piece in partition.pieces)
    return hashlib.sha256("\n".join(map(repr, rows)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def partitions(
    files: Iterable[Named], survey: Callable[[Named], Callable[[], list[Piece]]], *, size: int = PART_BYTES
) -> Iterator[Partition]:
    """Give the partitions of files; `survey` begins to look through a large file and returns how to get its pieces.

    >>> files = [Named("a.txt", 3), Named("b.txt", 4), Named("c.txt", 5)]
    >>> [[piece.named.path for piece in found.pieces] for found in partitions(files, lambda _: list, size=7)]
    [['a.txt', 'b.txt'], ['c.txt']]
    """
    index = 0
    group: list[Piece] = []
    held = 0
    for piece in _pieces(files, survey, size):
        weight = piece.named.size if piece.cut == "whole" else size
        if group and (held + weight > size or len(group) == PART_FILES):
            yield Partition(index, tuple(group))
            index, group, held = index + 1, [], 0
        group.append(piece)
        held += weight
    if group:
        yield Partition(index, tuple(group))


def _pieces(files: Iterable[Named], survey: Callable[[Named], Callable[[], list[Piece]]], size: int) -> Iterator[Piece]:
    """Give files whole, large ones in pieces; surveys run while the files before are given."""
    waiting: deque[Callable[[], list[Piece]]] = deque()
    for named in files:
        waiting.append(survey(named) if named.size > 2 * size else _as_it_is(named))
        while len(waiting) > AHEAD:
            yield from waiting.popleft()()
    while waiting:
        yield from waiting.popleft()()


def _as_it_is(named: Named) -> Callable[[], list[Piece]]:
    return lambda: [Piece(named)]


def items_in(piece: Piece) -> Iterator[Item]:
    """Give the pages of a piece, named as if the whole file were read."""
    name = piece.named.path
    if piece.cut == "whole":
        yield from items_of(piece.named)
        return
    if piece.cut == "rows":
        from trialx.batch.parquet_rows import rows_in

        found = rows_in(name, piece.start, piece.end, piece.number)
    else:
        found = _in_bytes(piece)
    for item in found:
        yield item._replace(below=piece.named.below)


def _in_bytes(piece: Piece) -> Iterator[Item]:
    """Give the pages between two places of a file."""
    from trialx.batch.unpack import unpacked
    from trialx.batch.warc import records_in

    name = piece.named.path
    with between(name, piece.start, piece.end) as raw:
        if piece.cut == "lines":
            yield from lines_in(name, io.BufferedReader(raw, 1 << 20), piece.number)
        else:
            yield from records_in(name, unpacked(cast("IO[bytes]", raw)), piece.number + 1)


def between(name: str, start: int, end: int) -> io.RawIOBase:
    """Open the bytes of a file between two places."""
    if is_address(name):
        from trialx.batch.remote import opened

        return opened(name, start, end)
    with open(name, "rb") as file:
        file.seek(start)
        return cast("io.RawIOBase", io.BytesIO(file.read(end - start)))
