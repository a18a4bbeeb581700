"""Labels that only a blank parts from their value: `Start date January 2013`.

What comes in: the pieces. What goes out: the same, with such lines as label and value. Separate, because a page shows
whether it is written so: where several lines are, all are; elsewhere a line of prose that opens with a label's word
stays prose.
"""

import re
from functools import cache, lru_cache

from trialx import languages
from trialx.extraction.unknown.reading import Reading
from trialx.extraction.unknown.rules import forget, on
from trialx.extraction.unknown.slice import Piece
from trialx.extraction.unknown.values import accepts
from trialx.lexicon.look_up import LONGEST_LABEL, Found, lexicon, look_up, may_open
from trialx.readers.fold import fold

# Marks after which a line goes on, whatever label its first words are: `Intervention / Comparator Agent`.
_GOES_ON = frozenset("/-–—&+")
_WORD = re.compile(r"\S+")
# A label has so many words at most.
MOST_WORDS = 9
# So many lines whose value a strict reader knows show the manner of the page.
SHOWN_BY = 3


# Fields whose values are like nothing else: one line of them is enough.
ALONE = ("nct_id", "registry_ids", "phases", "overall_status", "enrollment")


def _opens_a_name(label: Piece) -> bool:
    """Whether a label is one word for what is given, by which names and titles begin: `Drug Z for Hives`."""
    return label.senses[0].field == "interventions.name" and " " not in label.text


def _stands_alone(reading: Reading, label: Piece, value: Piece) -> bool:
    """Whether a strong label and a value that its strict reader knows are label and value on any page."""
    return any(
        (sense.field.startswith(ALONE) or "date" in sense.field) and not sense.weak and accepts(reading, sense, value)
        for sense in label.senses
    )


def apart(reading: Reading) -> None:
    """Part labels from values where the page parts them by blanks."""
    if not on("one_blank"):
        return
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
        elif (
            not label.senses[0].weak and label.senses[0].kind in ("line", "list", "other") and not _opens_a_name(label)
        ):
            parted[i] = pair
    if sure < SHOWN_BY:
        parted = {i: pair for i, pair in parted.items() if _stands_alone(reading, *pair)}
    if not parted:
        return
    out: list[Piece] = []
    for i, piece in enumerate(reading.pieces):
        out.extend(parted.get(i, (piece,)))
    reading.pieces = out


def spaced(piece: Piece) -> tuple[Piece, Piece] | None:
    """Return label and value of a text whose label ends at a single blank (`Start date January 2013`).

    >>> [part.text for part in spaced(Piece("Start date January 2013", 0, 23, 0))]
    ['Start date', 'January 2013']
    >>> spaced(Piece("Asthma is common", 0, 16, 0)) is None
    True
    """
    text = piece.text
    split = _split(text[:LONGEST_LABEL]) if may_open(text) else None
    if split is None:
        return None
    end, begin, known = split
    label = piece._replace(text=text[:end], end=piece.start + end, senses=known.senses, dated=known.dated, beside=True)
    return label, Piece(text[begin:], piece.start + begin, piece.end, piece.at)


@cache
def _goes_on() -> frozenset[str]:
    return _GOES_ON.union(languages.words("goes_on"))


@lru_cache(maxsize=4096)
def _split(text: str) -> tuple[int, int, Found] | None:
    """Where the longest label ends that opens a text, where its value begins, and what the label means."""
    if fold(text.split(" ", 1)[0].strip("(*:.")) not in lexicon().opening:
        return None
    words = [(word.start(), word.end()) for word in _WORD.finditer(text)]
    goes_on = _goes_on()
    for n in range(min(len(words) - 1, MOST_WORDS), 0, -1):
        end = words[n - 1][1]
        begin, behind = words[n]
        if text[begin:behind].casefold() not in goes_on and (known := look_up(text[:end])):
            return end, begin, known
    return None


forget(_split.cache_clear)
