"""An address of a trial's place, read from its end: country, postal code, state, city, facility.

What comes in: the parts of a line that commas part. What goes out: which part is what, or None where a part could be
two things. Separate from where addresses stand on a page (`places`): here a line alone is read.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from trialx import languages
from trialx.extraction.unknown.entries import countries, cut_at
from trialx.extraction.unknown.slice import Piece
from trialx.readers.fold import fold

LONGEST_CITY: Final = 40
MOST_WORDS_OF_CITY: Final = 4
LONGEST_FACILITY: Final = 200
_COMMA: Final = re.compile(r"\s*,\s*")
# `Heart Clinic ( Site 12),Tea Town,Teashire,China,100000`: a comma with a blank is then part of a name.
_TIGHT: Final = re.compile(r",(?=\S)")
FEWEST_TIGHT: Final = 2
_ZIP: Final = re.compile(r"(?=[^\d]*\d)[A-Z\d](?:[A-Z\d]|[ -](?=[A-Z\d])){2,9}")
_STATE_ZIP: Final = re.compile(r"(\D{2,30}?)[ ]+(\d{4,6}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d)")
_ZIP_CITY: Final = re.compile(r"((?:[A-Z]{1,2}-)?\d{4,6})[ ]+(\D{2,40})")

Row = dict[str, Piece]


@cache
def _states() -> frozenset[str]:
    return frozenset(map(fold, languages.words("states")))


@cache
def _facility() -> tuple[str, ...]:
    return tuple(languages.words("facility_stems"))


def is_country(text: str) -> bool:
    """Tell whether a text is the name of a country.

    >>> is_country("France"), is_country("Paris")
    (True, False)
    """
    return fold(text) in countries()


def is_state(text: str) -> bool:
    """Tell whether a text is a state or a province: its name, or its two letters in capitals.

    >>> is_state("Ohio"), is_state("OH"), is_state("in"), is_state("Paris")
    (True, True, False, False)
    """
    return fold(text) in _states() and (len(text) > 3 or text.isupper())


def is_facility(text: str) -> bool:
    """Tell whether a text names a place of care or research by one of its words.

    >>> is_facility("Example Hospital"), is_facility("Dayton")
    (True, False)
    """
    folded = text.casefold()
    return any(stem in folded for stem in _facility())


def parts_of(piece: Piece) -> list[Piece]:
    """Return the parts of a line between its commas.

    >>> [part.text for part in parts_of(Piece("Tea House, Ltd,Dayton,OH", 0, 24, 0))]
    ['Tea House, Ltd', 'Dayton', 'OH']
    """
    text = piece.text.rstrip(" .")
    piece = piece._replace(text=text, end=piece.start + len(text))
    tight = [found.span() for found in _TIGHT.finditer(text)]
    if len(tight) >= FEWEST_TIGHT:
        return cut_at(piece, tight)
    return cut_at(piece, [found.span() for found in _COMMA.finditer(text)])


def address(piece: Piece) -> Row | None:
    """Return the parts of an address by what they are; None for another line, and where parts could be shifted.

    >>> row = address(Piece("Example Hospital, Dayton, OH, 45402, United States", 0, 50, 0))
    >>> {name: part.text for name, part in row.items()} == {
    ...     "facility": "Example Hospital", "city": "Dayton", "state": "OH", "zip": "45402", "country": "United States"}
    True
    >>> address(Piece("Tea, coffee, France", 0, 19, 0)) is None
    True
    """
    rest = parts_of(piece)
    tight = piece.text.count(",") > len(rest) - 1 or (len(rest) > FEWEST_TIGHT and ", " not in piece.text)
    row: Row = {}
    _take_country(rest, row)
    _take_state(rest, row)
    if not row or (set(row) == {"country"} and not rest):
        return None
    if not _take_names(rest, row, tight=tight) or not _is_sound(row):
        return None
    return row


def _take_country(rest: list[Piece], row: Row) -> None:
    """Take the country at the end, and the postal code behind or before it."""
    if len(rest) > 1 and _ZIP.fullmatch(rest[-1].text) and is_country(rest[-2].text):
        row["zip"] = rest.pop()
        row["country"] = rest.pop()
    elif rest and is_country(rest[-1].text) and not is_state(rest[-1].text):
        row["country"] = rest.pop()
    if rest and "zip" not in row and _ZIP.fullmatch(rest[-1].text) and not _state_and_zip(rest[-1].text):
        row["zip"] = rest.pop()


def _take_state(rest: list[Piece], row: Row) -> None:
    """Take the state at the end, perhaps with a postal code; a city may be called like its state."""
    if not rest:
        return
    last = rest[-1]
    if "zip" not in row and (both := _state_and_zip(last.text)):
        row["state"] = _part(last, *both.span(1))
        row["zip"] = _part(last, *both.span(2))
        rest.pop()
    elif is_state(last.text) and len(rest) > 1 and not (len(rest) == 2 and is_facility(rest[0].text)):
        row["state"] = rest.pop()
    if rest and "zip" not in row and (both := _ZIP_CITY.fullmatch(rest[-1].text)) and not _is_street(both[2]):
        row["zip"] = _part(rest[-1], *both.span(1))
        rest[-1] = _part(rest[-1], *both.span(2))


def _take_names(rest: list[Piece], row: Row, *, tight: bool) -> bool:
    """Tell facility, city and an unknown state apart; False where they could be shifted."""
    if not rest or (len(rest) > 3 and tight):
        return False
    if tight and len(rest) > 1:
        row["facility"], row["city"] = rest[0], rest[1]
        if len(rest) > 2:
            if "state" in row:
                return False
            row["state"] = rest[2]
        return True
    last = max((n for n, part in enumerate(rest) if is_facility(part.text)), default=-1)
    if len(rest) == 1:
        row["facility" if last == 0 else "city"] = rest[0]
        return True
    if "state" in row:
        row["facility"], row["city"] = _joined(rest[:-1]), rest[-1]
        return True
    behind = rest[last + 1 :]
    if last < 0 or not 1 <= len(behind) <= 2:
        return False
    row["facility"], row["city"] = _joined(rest[: last + 1]), behind[0]
    if len(behind) == 2:
        row["state"] = behind[1]
    return True


def _state_and_zip(text: str) -> re.Match[str] | None:
    """Read `OH 45402`."""
    both = _STATE_ZIP.fullmatch(text)
    return both if both and is_state(both[1]) else None


def _is_street(text: str) -> bool:
    """Whether a number and words are a house in a street: `1520 W Example St`."""
    return not _streets().isdisjoint(fold(text).split())


@cache
def _streets() -> frozenset[str]:
    return frozenset(languages.words("street_words"))


def _joined(parts: Sequence[Piece]) -> Piece:
    """The parts of a name with the commas between them."""
    text = ", ".join(part.text for part in parts)
    return parts[0]._replace(text=text, end=parts[-1].end)


def _part(piece: Piece, start: int, end: int) -> Piece:
    return piece._replace(text=piece.text[start:end], start=piece.start + start, end=piece.start + end)


def _is_sound(row: Row) -> bool:
    """Whether the parts look like what they are taken for."""
    for name in ("city", "state"):
        if name in row and not _is_town(row[name].text):
            return False
    return "facility" not in row or (
        len(row["facility"].text) <= LONGEST_FACILITY
        and not row["facility"].text[0].isdigit()
        and any(mark.isalpha() for mark in row["facility"].text)
    )


def _is_town(text: str) -> bool:
    return (
        len(text) <= LONGEST_CITY
        and len(text.split()) <= MOST_WORDS_OF_CITY
        and text[:1].isalpha()
        and not text[:1].islower()
        and not any(mark.isdigit() or mark in ":;@()" for mark in text)
    )
