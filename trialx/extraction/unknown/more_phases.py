"""Several phases under one label: `Phase 2 | Phase 3`, two lines, two bullets.

What comes in: the first phase, which was taken, and the pieces behind it. What goes out: all phases as one value.
Separate from the other values, of which a label has one.
"""

from trialx.extraction.unknown.reading import Reading, words
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece
from trialx.readers.phase import phases


def take_more_phases(reading: Reading, first: Piece, i: int, *, sure: bool) -> int:
    """Join the phases that stand at `i` and behind to the one taken from `first`; return where they end."""
    pieces, known = reading.pieces, reading.value("phases")
    last = first
    if not isinstance(known, list) or not on("more_phases"):
        return i
    while i < len(pieces):
        n, piece = _whole(reading, i)
        more = phases(f"{words(last)} / {words(piece)}")
        together = piece.at - last.at <= 1 and not reading.gap(last.at, piece.at) and piece.marked == first.marked
        if more is None or not together or phases(words(piece)) is None:
            break
        known, last, i = list(dict.fromkeys([*known, *more])), piece, i + n
    if last is not first:
        reading.found.drop(("phases",))
        reading.emit(("phases",), known, first._replace(end=last.end), sure=sure)
        for at in range(first.at, last.at + 1):
            reading.claim(first._replace(at=at))
    return i


def _whole(reading: Reading, i: int) -> tuple[int, Piece]:
    """The piece at `i`, with the one behind it where `Phase 2` was taken for a label and its value."""
    piece = reading.pieces[i]
    if piece.senses and piece.beside and not piece.colon and i + 1 < len(reading.pieces):
        end = reading.pieces[i + 1].end
        return 2, piece._replace(text=reading.found.page.view[piece.start : end], end=end)
    return 1, piece
