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


# Fields whose values are like nothing else: one line of them is enough.
ALONE = ("nct_id", "registry_ids", "phases", "overall_status", "enrollment")


def _stands_alone(reading: Reading, label: Piece, value: Piece) -> bool:
    """Whether a strong label and a value that its strict reader knows are label and value on any page."""
    return any(
        (sense.field.startswith(ALONE) or "date" in sense.field) and not sense.weak and accepts(reading, sense, value)
        for sense in label.senses
    )


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
        parted = {i: pair for i, pair in parted.items() if _stands_alone(reading, *pair)}
    out: list[Piece] = []
    for i, piece in enumerate(reading.pieces):
        out.extend(parted.get(i, (piece,)))
    reading.pieces = out
