"""Labels that only a blank parts from their value: `Start date January 2013`.

What comes in: the pieces. What goes out: the same, with such lines as label and value. Separate, because a page shows
whether it is written so: where several lines are, all are; elsewhere a line of prose that opens with a label's word
stays prose.
"""

from trialx.extract.generic.pieces import Piece, spaced
from trialx.extract.generic.reading import Reading
from trialx.extract.generic.values import accepts

# So many lines whose value a strict reader knows show the manner of the page.
SHOWN_BY = 3


def apart(reading: Reading) -> None:
    """Part labels from values where the page parts them by blanks."""
    parted: dict[int, tuple[Piece, Piece]] = {}
    sure = 0
    for i, piece in enumerate(reading.pieces):
        if piece.senses or not piece.first or piece.marked:
            continue
        pair = spaced(piece)
        if pair is None:
            continue
        label, value = pair
        if any(sense.kind == "scalar" and accepts(reading, sense, value) for sense in label.senses):
            sure += 1
            parted[i] = pair
        elif not label.senses[0].weak and label.senses[0].kind not in ("criteria", "section", "flag"):
            parted[i] = pair
    if sure < SHOWN_BY:
        return
    out: list[Piece] = []
    for i, piece in enumerate(reading.pieces):
        out.extend(parted.get(i, (piece,)))
    reading.pieces = out
