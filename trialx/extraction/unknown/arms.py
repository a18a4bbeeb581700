"""Arms and interventions that a line names by its own form: `Experimental: Tea`, `Arm A (control): Milk`, `Drug: Tea`.

What comes in: the pieces of a page. What goes out: such lines as labels, so that they end texts and lists, and the arms
that they open. Separate from tables of arms (`rows`) and from lists under a label: here each line says what it is.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, get_args

from trialx import languages
from trialx.extraction.unknown.reading import Reading, no_value, words
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece
from trialx.lexicon.look_up import Sense, is_chrome
from trialx.lexicon.phrases import either
from trialx.readers.codes import arm_type
from trialx.readers.fold import fold
from trialx.record import vocab

ARM: Final = Sense("arm_groups.label", "section", None, False, "arms")
_INTERVENTION: Final = Sense("interventions.name", "list", None, False)
_TYPED: Final = re.compile(r"([^\W\d][^:]{3,40}?)\s*:\s+(?=\S)")
# `Kind: Experimental` behind `ARM 1:`: a form whose parts have labels of their own.
_FORM: Final = re.compile(r"[^\W\d][\w ]{1,20}:\s")
FEWEST_LETTERED: Final = 2
LONGEST_NAME: Final = 160
LONGEST_DESCRIPTION: Final = 12
FEWEST_WORDS_OF_DESCRIPTION: Final = 3
_NOT_BELOW: Final = frozenset({"results", "related", "glossary"})


@cache
def _lettered() -> re.Pattern[str]:
    """`Arm A:`, `Bras B (comparateur) :`, `Treatment group 2:`."""
    word, letter = either(languages.words("arm_words")), r"(?:[A-Z]|[IVX]{1,4}|\d{1,2}[a-z]?)"
    return re.compile(rf"({word} {letter}(?:\s*\([^()]{{1,80}}\))?)\s*:\s*", re.IGNORECASE)


@cache
def _intervention_types() -> frozenset[str]:
    return frozenset(fold(token.replace("_", " ")) for token in get_args(vocab.InterventionType)) - {"other"}


def mark_arms(reading: Reading) -> None:
    """Turn lines that open an arm or name a typed intervention into labels."""
    found: dict[int, tuple[Piece, ...]] = {}
    lettered: dict[str, dict[int, str]] = {}  # `arm` → the pieces with their names
    below = ""
    for i, piece in enumerate(reading.pieces):
        below = _below(piece, below)
        if not piece.first or below in _NOT_BELOW:
            continue
        if _is_typed_arm(piece):
            found[i] = (piece._replace(senses=(ARM,)),)
        elif below != "eligibility" and (name := _arm_letter(reading.pieces, i)):
            lettered.setdefault(fold(name).split(" ", 1)[0], {})[i] = fold(name)
        elif below != "eligibility" and (typed := _typed_intervention(piece)):
            found[i] = typed
    for named in lettered.values() if on("lettered_arm") else ():
        if len(set(named.values())) >= FEWEST_LETTERED:
            found.update({i: (reading.pieces[i]._replace(senses=(ARM,)),) for i in named})
    if found:
        reading.pieces = [part for i, piece in enumerate(reading.pieces) for part in found.get(i, (piece,))]


def _below(piece: Piece, below: str) -> str:
    """The heading under which what follows stands."""
    for sense in piece.senses[:1]:
        if sense.kind == "criteria":
            return "eligibility"
        if sense.kind in ("section", "prose", "list"):
            return sense.detail if sense.kind == "section" else ""
    return below


def _is_typed_arm(piece: Piece) -> bool:
    typed = _TYPED.match(piece.text) if not piece.senses and on("typed_arm") else None
    kind = arm_type(typed[1]) if typed else None
    return kind is not None and kind != "OTHER" and typed is not None and len(piece.text) - typed.end() <= LONGEST_NAME


def _arm_letter(pieces: Sequence[Piece], i: int) -> str | None:
    """The name of an arm that a letter or a number tells from others; None for another line."""
    piece = pieces[i]
    if piece.senses and not (piece.colon and any(sense.detail == "arms" for sense in piece.senses)):
        return None
    named = _lettered().match(f"{piece.text}:" if piece.senses else piece.text)
    if named is None:
        return None
    behind = pieces[i + 1].text if piece.senses and i + 1 < len(pieces) else piece.text[named.end() :]
    return None if _FORM.match(behind) else named[1]


def _typed_intervention(piece: Piece) -> tuple[Piece, ...] | None:
    """A type of the registry's and a name, as label and text; None for another line."""
    typed = _TYPED.match(piece.text) if not piece.senses and on("typed_line") else None
    if typed is None or fold(typed[1]) not in _intervention_types() or len(piece.text) - typed.end() > LONGEST_NAME:
        return None
    begin, end = typed.end(1), typed.end()
    label = piece._replace(text=typed[1], end=piece.start + begin, senses=(_INTERVENTION,), colon=True, beside=True)
    return label, Piece(piece.text[end:], piece.start + end, piece.end, piece.at)


def opens_arm(piece: Piece) -> bool:
    """Tell whether a piece opens an arm."""
    return bool(piece.senses) and piece.senses[0] is ARM


def take_arm(reading: Reading, i: int) -> int:
    """Take the arm that piece `i` opens, with the lines that tell what it gets; return the piece to go on with."""
    piece = reading.pieces[i]
    reading.section = "arms"
    reading.claim(piece)
    end = i + 1
    while end < len(reading.pieces) and not reading.pieces[end].senses:
        end += 1
    typed = _TYPED.match(piece.text)
    kind = arm_type(typed[1]) if typed else None
    if typed and kind:
        reading.by = "typed_arm"
        name, begin = piece.text[typed.end() :].strip(), typed.end()
        told: Piece | None = None
    else:
        reading.by = "lettered_arm"
        named = _lettered().match(f"{piece.text}:")
        if named is None:
            return i + 1
        name, begin = named[1], 0
        behind = piece.text[named.end() :].strip()
        told = _part(piece, named.end(), len(piece.text)) if behind else None
    if no_value(name) or reading.found.has_text("arm_groups", name):
        return i + 1
    base = ("arm_groups", reading.found.next("arm_groups"))
    reading.emit((*base, "label"), name, _part(piece, begin, begin + len(name)), sure=False)
    if kind:
        reading.emit((*base, "type"), kind, piece, sure=False)
    lines = [told] if told else reading.pieces[i + 1 : _description_end(reading, i, end)]
    if lines:
        text = "\n".join(words(line) for line in lines)
        reading.emit((*base, "description"), text, lines[0]._replace(end=lines[-1].end), sure=False)
        for line in lines:
            reading.claim(line)
    return i + 1 if told else i + 1 + len(lines)


def _description_end(reading: Reading, i: int, end: int) -> int:
    """Where the lines end that stand together below an arm's name; none of them is a value or the site's."""
    pieces = reading.pieces
    last = i + 1
    while last < min(end, i + 1 + LONGEST_DESCRIPTION) and not is_chrome(pieces[last].text):
        if reading.gap(pieces[last - 1].at, pieces[last].at) and last > i + 1:
            break
        last += 1
    first = pieces[i + 1] if last > i + 1 else None
    return last if first and len(first.text.split()) >= FEWEST_WORDS_OF_DESCRIPTION else i + 1


def _part(piece: Piece, start: int, end: int) -> Piece:
    return piece._replace(text=piece.text[start:end], start=piece.start + start, end=piece.start + end)
