"""Tables with a row a thing: places with their cities, arms with what they get.

What comes in: the page and its pieces. What goes out: a location or an arm a row, and the pieces of all other lines.
Separate from the labels: the cells of such a table go by the heads of their columns, and no label in them is one.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from trialx import languages
from trialx.extraction.unknown.entries import countries, read_list
from trialx.extraction.unknown.reading import RULE, Reading, no_value, words
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece
from trialx.lexicon.look_up import Sense, look_up
from trialx.readers import READERS
from trialx.readers.fold import fold

# Cells that a reader of the record's enumerations knows, or that are left out.
_READ: Final = {("locations", "status"): READERS["status"], ("arm_groups", "type"): READERS["arm_type"]}
_INTERVENTIONS: Final = Sense("interventions.name", "list", None, False)
# Without the first part a row is nothing; without one of the others a table is of something else.
_PARTS: Final = {
    "locations": ("facility", frozenset({"city", "country"})),
    "arm_groups": ("label", frozenset({"type", "description", "interventions"})),
}
LONGEST_NAME: Final = 200
MOST_ROWS: Final = 2000


class _Kind(NamedTuple):
    """A kind of table: the field of its rows, the part that each needs, those of which one is, names to parts."""

    field: str
    first: str
    beside: frozenset[str]
    columns: dict[str, str]


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            field,
            first,
            beside,
            {fold(name): part for part, names in languages.words("columns", field).items() for name in names},
        )
        for field, (first, beside) in _PARTS.items()
    )


def take_rows(reading: Reading) -> None:
    """Take the rows of every table whose columns are known, and its pieces out of the reading."""
    page = reading.found.page
    if ("|" not in page.view and "\t" not in page.view) or not on("table"):
        return
    reading.by = "table"
    taken: set[int] = set()
    at = 0
    while at < len(page):
        head = _cells(reading, at)
        known = _columns(head)
        after = at + 1
        if known:
            rows, after = _rows(reading, at, len(head))
            if rows and _is_sound(*known, rows):
                _take(reading, *known, rows)
                taken.update(range(at, after))
                for line in range(at, after):
                    reading.found.claim(line, f"{RULE}:{known[0].field}")
        at = after
    reading.pieces = [piece for piece in reading.pieces if piece.at not in taken]


def _cells(reading: Reading, at: int) -> list[Piece]:
    """The cells of a line, each with its place; a line without marks of a table has none."""
    page = reading.found.page
    start, line = page.starts[at], page.view[page.starts[at] : page.ends[at]]
    mark = "|" if "|" in line else "\t" if "\t" in line else ""
    if not mark:
        return []
    cells: list[Piece] = []
    for raw in line.split(mark):
        begin = start + len(raw) - len(raw.lstrip())
        text = raw.strip()
        cells.append(Piece(text, begin, begin + len(text), at))
        start += len(raw) + 1
    outer = mark == "|"
    return cells[outer and not cells[0].text : len(cells) - (outer and not cells[-1].text)]


def _columns(head: Sequence[Piece]) -> tuple[_Kind, list[str]] | None:
    """The kind of table that a row heads, and the part of each column, empty where it is none; None for another row."""
    if len(head) < 2:
        return None
    names = [fold(cell.text.strip("*")) for cell in head]
    for kind in _kinds():
        parts = [kind.columns.get(name, "") for name in names]
        if parts.count(kind.first) == 1 and not kind.beside.isdisjoint(parts):
            return kind, parts
    return None


def _rows(reading: Reading, at: int, width: int) -> tuple[list[list[Piece]], int]:
    """The rows below a head, and the line behind the last."""
    rows: list[list[Piece]] = []
    after = at + 1
    while after < len(reading.found.page) and len(rows) < MOST_ROWS and not reading.gap(after - 1, after):
        cells = _cells(reading, after)
        if len(cells) != width:
            break
        if any(cell.text.strip("-: ") for cell in cells):
            rows.append(cells)
        after += 1
    return rows, after


def _is_sound(kind: _Kind, parts: Sequence[str], rows: Sequence[Sequence[Piece]]) -> bool:
    """Whether the rows are what the head says: no labels among names, countries in the column of countries."""
    for row in rows:
        for part, cell in zip(parts, row, strict=True):
            if part == kind.first and (not cell.text or len(cell.text) > LONGEST_NAME or _is_label(cell.text)):
                return False
            if part == "country" and not no_value(cell.text) and fold(words(cell)) not in countries():
                return False
    names = [cell.text for row in rows for part, cell in zip(parts, row, strict=True) if part == kind.first]
    return kind.field != "arm_groups" or len(set(names)) == len(names)


def _is_label(text: str) -> bool:
    """Whether a cell is surely a label: `Status`; an arm may be called `Control`."""
    known = look_up(text)
    return known is not None and known.senses[0].kind not in ("other", "section")


def _take(reading: Reading, kind: _Kind, parts: Sequence[str], rows: Sequence[Sequence[Piece]]) -> None:
    for row in rows:
        base = (kind.field, reading.found.next(kind.field))
        for part, value, cell in _values(kind, parts, row):
            if part == "interventions":
                read_list(reading, _INTERVENTIONS, cell._replace(text="", beside=True), [cell], sure=False)
            else:
                reading.emit((*base, part), value, cell, "position", sure=False)


def _values(kind: _Kind, parts: Sequence[str], row: Sequence[Piece]) -> Iterator[tuple[str, object, Piece]]:
    for part, cell in zip(parts, row, strict=True):
        text = words(cell)
        read = _READ.get((kind.field, part))
        value = read(text) if read else text
        if part and value is not None and not no_value(text):
            yield part, value, cell
