"""Where a trial runs: addresses in lines, in blocks, in numbered runs, and in a site's sentence.

What comes in: the texts below a heading of places, or one long text. What goes out: a location each, with facility,
city, state, postal code and country as far as the line says which is which. A line that could be read in two ways is
left out and unclaimed. Separate from lists: an address is one thing on one line or on several.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from trialx import languages
from trialx.extraction.unknown.addresses import Row, address, is_country, is_facility, is_state, parts_of
from trialx.extraction.unknown.entries import cut_at
from trialx.extraction.unknown.reading import Reading, words
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece
from trialx.lexicon.phrases import either
from trialx.readers import READERS

# `[3]Heart Clinic,Dayton,Ohio,United States,45402[4]…`
_NUMBERED: Final = re.compile(r"\[\d{1,3}\]")
FEWEST_NUMBERED: Final = 2
# So many lines above the one with the city the name of the facility may stand.
LONGEST_BLOCK: Final = 4
_PARTS: Final = ("facility", "city", "state", "zip", "country")
LONGEST_LINE: Final = 300


@cache
def _in_words() -> re.Pattern[str]:
    """`at Dayton, Ohio and other locations`."""
    at, others = either(languages.words("places", "at")), either(languages.words("places", "and_others"))
    return re.compile(rf"{at}\s+([^,]{{2,40}}), ([^,]{{2,30}}?)(?:\s+{others})?", re.IGNORECASE)


def take_place_texts(reading: Reading, i: int) -> int:
    """Take the places in the texts from piece `i` to the next label; return the piece to go on with, `i` for none."""
    pieces = reading.pieces
    end = i
    while end < len(pieces) and not pieces[end].senses:
        end += 1
    taken: set[int] = set()
    for n in range(i, end):
        _take_line(reading, i, n, end, taken)
    if not taken:
        return i
    reading.texts.extend(n for n in range(i, end) if n not in taken)
    return end


def _take_line(reading: Reading, first: int, n: int, end: int, taken: set[int]) -> None:
    """Take the place whose city stands on line `n`, and the lines around that belong to it."""
    pieces = reading.pieces
    piece = pieces[n]
    if n in taken or len(piece.text) > LONGEST_LINE:
        return
    if _is_head(piece):
        reading.claim(piece)
        taken.add(n)
        return
    row = address(piece) if "," in piece.text else _town(piece)
    if row is None or set(row) == {"country"}:
        return
    reading.by = "address"
    lines = {n}
    if "country" not in row and n + 1 < end and _is_beside(reading, n, n + 1) and (below := _country(pieces[n + 1])):
        row.update(below)
        lines.add(n + 1)
    whole = "facility" in row
    if not whole:
        reading.by = "address_block"
        name = _name_above(reading, first, n, taken)
        if name is not None:
            row["facility"] = pieces[name]
            lines.update(range(name, n))
        elif "state" not in row:
            return  # a town or a country alone is no place: `97080 Würzburg` may be the sponsor's
    if on(reading.by):
        _emit(reading, row, sure=whole and {"city", "country"} <= row.keys())
        taken.update(lines)
        for line in lines:
            reading.claim(pieces[line])


def _is_head(piece: Piece) -> bool:
    """`United States, Ohio`, `Japan, Other`: the heading of the places of a state."""
    parts = parts_of(piece)
    return len(parts) == 2 and is_country(parts[0].text) and not is_country(parts[1].text) and len(piece.text) < 60


def _is_beside(reading: Reading, n: int, other: int) -> bool:
    return not reading.gap(reading.pieces[n].at, reading.pieces[other].at)


def _town(piece: Piece) -> Row | None:
    """A line of postal code and town, as it stands in many countries: `97080 Würzburg`."""
    row = address(piece)
    return row if row is not None and {"zip", "city"} <= row.keys() else None


def _country(piece: Piece) -> Row | None:
    """The line below a town: a country, perhaps with the place's status glued to it."""
    text = piece.text
    if is_country(text):
        return {"country": piece}
    for glue in range(4, min(len(text) - 1, 40)):
        if text[glue].isupper() and text[glue - 1].islower() and is_country(text[:glue]):
            row = {"country": piece._replace(text=text[:glue], end=piece.start + glue)}
            behind = re.split(r"\s*[»|›]", text[glue:], maxsplit=1)[0].strip()
            if READERS["status"](behind) is not None:
                row["status"] = piece._replace(
                    text=behind, start=piece.start + glue, end=piece.start + glue + len(behind)
                )
            return row
    return None


def _name_above(reading: Reading, first: int, n: int, taken: set[int]) -> int | None:
    """The line above that names the facility: the nearest with a word for one in the block of this line."""
    for other in range(n - 1, max(first, n - LONGEST_BLOCK) - 1, -1):
        piece = reading.pieces[other]
        if other in taken or not _is_beside(reading, other, other + 1):
            return None
        if is_facility(piece.text) and not piece.text[0].isdigit() and len(piece.text) <= 150 and "@" not in piece.text:
            return other
    return None


def _emit(reading: Reading, row: Row, *, sure: bool) -> None:
    base = ("locations", reading.found.next("locations"))
    for name in _PARTS:
        if name in row:
            reading.emit((*base, name), words(row[name]), row[name], "position", sure=sure)
    if "status" in row:
        reading.emit((*base, "status"), READERS["status"](row["status"].text), row["status"], "position", sure=False)


def take_told_places(reading: Reading) -> None:
    """Take the places that stand under no heading: a run of numbered addresses, a site's sentence."""
    for i in reading.texts:
        piece = reading.pieces[i]
        if "[1]" in piece.text and on("numbered_places"):
            _take_numbered(reading, piece)
        elif piece.first and (told := _in_words().fullmatch(piece.text)) and is_state(told[2]) and on("place_in_words"):
            reading.by = "place_in_words"
            parts = [_part(piece, *told.span(n)) for n in (1, 2)]
            _emit(reading, dict(zip(("city", "state"), parts, strict=True)), sure=False)


def _part(piece: Piece, start: int, end: int) -> Piece:
    return piece._replace(text=piece.text[start:end], start=piece.start + start, end=piece.start + end)


def _take_numbered(reading: Reading, piece: Piece) -> None:
    """Take the addresses of a numbered run; entries of other forms (its sponsors) are left out."""
    entries = cut_at(piece, [found.span() for found in _NUMBERED.finditer(piece.text)])
    rows = [row for entry in entries if (row := address(entry)) and {"facility", "country"} <= row.keys()]
    reading.by = "numbered_places"
    if len(rows) >= FEWEST_NUMBERED:
        for row in rows:
            _emit(reading, row, sure=False)


def take_beside(reading: Reading, rest: Sequence[Piece]) -> bool:
    """Take the address that stands beside a label of places; False where it is none."""
    row = address(rest[0]) if rest and "," in rest[0].text else None
    reading.by = "address"
    if row is None or "city" not in row or not on(reading.by):
        return False
    _emit(reading, row, sure=False)
    return True
