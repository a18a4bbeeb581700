"""Outcomes under a label: what is measured, and when.

What comes in: an entry of a list of outcomes, or a line that says when one is measured. What goes out: the outcome.
Separate from other lists, since an outcome has a time frame, in its own line or on the next.
"""

import re
from functools import cache
from typing import Final

from trialx import languages
from trialx.extraction.unknown.reading import Reading, no_value, words
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece
from trialx.lexicon.phrases import either

LONGEST_FRAME: Final = 300


@cache
def _time_frame() -> re.Pattern[str]:
    frame = either(languages.words("time_frame"))
    return re.compile(rf"\s*[\[(]\s*{frame}:\s*([^\]]{{2,300}})[\])]?\s*$", re.IGNORECASE)


@cache
def _called() -> re.Pattern[str]:
    """What the entries of a register's form are called: `Outcome: Hours of sleep`."""
    return re.compile(rf"{either(languages.words('outcome_labels'))}:\s+(?=\S)", re.IGNORECASE)


def take_outcome(reading: Reading, field: str, piece: Piece) -> None:
    """Take an entry, the time frame in brackets behind it apart."""
    text = words(piece)
    frame = _time_frame().search(text) if on("time_frame") else None
    measure = text[: frame.start()].strip() if frame else text
    if called := _called().match(measure):
        measure = measure[called.end() :]
    if not measure:
        return
    count = reading.found.next(field)
    reading.emit((field, count, "measure"), measure, piece, sure=False)
    if frame:
        when = frame[1].strip()
        if when.endswith(")") and when.count(")") > when.count("("):
            when = when[:-1].rstrip()  # `(Time Frame: 2 weeks)`
        reading.emit((field, count, "time_frame"), when, piece, sure=False)


def take_frame(reading: Reading, piece: Piece) -> bool:
    """Take a line as the time frame of the outcome right before it; False where none is."""
    values = reading.found.values
    path = values[-1].path if values else ()
    text = words(piece)
    if path[-1:] != ("measure",) or no_value(text) or len(text) > LONGEST_FRAME or not on("time_frame_below"):
        return False
    reading.by = "time_frame_below"
    reading.emit((*path[:-1], "time_frame"), text, piece, sure=False)
    return True


def go_on(reading: Reading, i: int) -> int:
    """Take the text at `i` as the next outcome where a label of a time frame stands right behind it, too.

    Returns the piece to go on with: the label, or `i` where no outcome stands here.
    """
    pieces = reading.pieces
    values = reading.found.values
    path = values[-1].path if values else ()
    if path[-1:] != ("time_frame",) or i + 1 >= len(pieces) or not on("outcome_goes_on"):
        return i
    piece, label = pieces[i], pieces[i + 1]
    if piece.senses or label.at - piece.at > 1 or not any(sense.kind == "frame" for sense in label.senses):
        return i
    reading.by = "outcome_goes_on"
    take_outcome(reading, str(path[0]), piece)
    return i + 1
