"""Tables of results with pipes, a row on one line or its cells broken over lines.

What comes in: the lines of a section. What goes out: `Table`s: the groups that head the columns, and the rows that fit
them. Separate from `columns`, which reads the same tables with a cell a line, and from `tables`, which says what the
cells mean. The law of both: a row that does not fit its columns is no row, and nothing is shifted into its place.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from trialx.extraction.take.found import Found
from trialx.page.lines import Page

HEAD = "measure"
_RULE = re.compile(r"[|\s:–-]+$")
# The size of a group, which results pages print with its name and, as often wrong, with each cell.
SIZE = re.compile(r"n ?= ?\d[\d,]{0,9}(?: [A-Za-z]+)?$", re.IGNORECASE)
_SIZE_BEHIND = re.compile(r"\s+n ?= ?\d[\d,]{0,9}(?=\s|$)", re.IGNORECASE)


class Words(NamedTuple):
    """One line of a cell: its words, where they stand in the text, and on which line of the page."""

    text: str
    start: int
    end: int
    at: int


Cell = list[Words]
# The lines of a label: a measure, a class and a category; a period and a milestone.
MOST_LABEL = 3
NAME_LOST = "a group has a size and another has none: a line may be lost"


class Row(NamedTuple):
    """A row that fits: its label's lines, a cell a group, its lines `first` to `after` (excluded).

    `cut`: the page ends in its last cell, or before it.
    """

    label: Cell
    cells: list[Cell]
    first: int
    after: int
    cut: bool = False


@dataclass
class Table:
    """The groups by name (None: its name is lost), and the rows that fit them.

    `misfits` are the first lines of rows that do not fit; `why` says why the names of groups, or labels, may be taken
    for other lines.
    """

    groups: list[Words | None]
    rows: list[Row] = field(default_factory=list)
    misfits: list[int] = field(default_factory=list)
    why: str = ""


def settle(found: Found, table: Table, rule: str, valid: Callable[[Cell], bool], *, alike: bool) -> None:
    """Leave out the rows that have a cell of another kind or whose label lost a line; claim the lines of the others.

    `alike`: the labels of all rows have as many lines. In a table of measures a row of one line that stands among rows
    of one measure lost the measure, or its own category.
    """
    usual = usual_label(row.label for row in table.rows)
    fit = []
    for n, row in enumerate(table.rows):
        size = len(row.label)
        near = [table.rows[k].label for k in (n - 1, n + 1) if 0 <= k < len(table.rows)]
        first = [label[0].text for label in near if len(label) > 1]
        lost = size == 1 and (row.label[0].text in first or (len(first) == len(near) > 1 and first[0] == first[1]))
        odd = size != usual if alike else lost or size > MOST_LABEL
        if odd or any(SIZE.match(words.text) for words in row.label) or not all(map(valid, row.cells)):
            table.misfits.append(row.first)
        else:
            fit.append(row)
            claim(found, row.first, row.after, rule)
    table.rows = fit


def usual_label(labels: Iterable[Sequence[object]]) -> int:
    """Return how many lines most labels have; of two numbers that are as frequent the larger, for lines get lost.

    >>> usual_label(["ab", "a", "ab", "a"])
    2
    """
    sizes = Counter(map(len, labels))
    return max(sizes, key=lambda size: (sizes[size], size), default=0)


def piped(found: Found, at: int, last: int, rule: str) -> tuple[Table | None, int]:
    """Return the table that opens on line `at`, its lines claimed, and the line after it."""
    page = found.page
    head, after = _row(found, at, last, 0)
    if len(head) < 2 or not all(head) or head[0][0].text.casefold() != HEAD:
        return None, after
    width = len(head)
    if after < last and _RULE.match(page.lines[after]):
        if page.lines[after].count("|") - 1 != width:
            return None, after + 1  # the head lost a column
        after += 1
    claim(found, at, after, rule)
    table = Table([group_name(cell[0]) for cell in head[1:]])
    if len({len([words for words in cell if SIZE.match(words.text)]) for cell in head[1:]}) > 1:
        table.why = NAME_LOST
    while after < last:
        first = _next_row(found, after, last)
        if first != after:
            if first == last:
                break  # what follows the table
            table.misfits.append(after)
        cells, after = _row(found, first, last, width)
        if cells and cells[0] and cells[0][0].text.casefold() == HEAD:
            return table, first  # the next table, whose heading is lost
        ends = after == len(page)
        if cells and cells[0] and (len(cells) == width or (ends and 1 < len(cells) < width)):
            cut = ends and (len(cells) < width or page.lines[after - 1][-1] != "|")
            table.rows.append(Row(cells[0], cells[1:], first, after, cut))
        elif cells:
            table.misfits.append(first)
    return table, after


def group_name(words: Words) -> Words | None:
    """Return the name of a group without the size that stands behind it (`Honey n=42`); None for a size alone."""
    if SIZE.match(words.text):
        return None
    size = _SIZE_BEHIND.search(words.text)
    if not size or not size.start():
        return words
    return words._replace(text=words.text[: size.start()], end=words.start + size.start())


def claim(found: Found, first: int, after: int, rule: str) -> None:
    """Claim lines of a table."""
    for at in range(first, after):
        found.claim(at, rule)


def _next_row(found: Found, at: int, last: int) -> int:
    """Return the line from `at` on that opens a row, `last` where none does.

    A pipe opens a row below one that closes a row. Between two rows, as after a row that lost its end, words may stand.
    """
    page = found.page
    if page.lines[at][0] == "|":
        return at
    return next((n for n in range(at + 1, last) if page.lines[n][0] == "|" and page.lines[n - 1][-1] == "|"), last)


def _row(found: Found, at: int, last: int, width: int) -> tuple[list[Cell], int]:
    """Return the cells of the row that opens on line `at`, and the line after it.

    It ends where one line ends with a pipe and the next opens with one, or where it has its `width` (0: not known). A
    pipe alone on its line that another follows is what is left of a row that lost its last cell: it has no cells.
    """
    page = found.page
    cells: list[Cell] = []
    here = at
    while True:
        _add(page, here, cells)
        closed = page.lines[here][-1] == "|"
        here += 1
        if here >= last or found.claims[here] is not None:
            break
        if closed and (page.lines[here][0] == "|" or (width and len(cells) > width)):
            break
    if closed:
        cells.pop()  # what the closing pipe opened
    return cells, here


def _add(page: Page, at: int, cells: list[Cell]) -> None:
    """Add what line `at` has to the cells of its row."""
    line = page.lines[at]
    column = 0
    for n, raw in enumerate(line.split("|")):
        if n:
            cells.append([])
            column += 1
        text = raw.strip()
        if text and cells:
            begin = column + len(raw) - len(raw.lstrip())
            cells[-1].append(Words(text, page.offset(at, begin), page.offset(at, begin + len(text)), at))
        column += len(raw)
