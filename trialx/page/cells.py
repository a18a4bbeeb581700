"""Cells of tables and lists of definitions to lines: what is the label of what.

What comes in: cells, each with the lines that stand in it. What goes out: lines: a label and its value on one
(`Label: value`), a row of a wider table with bars, so that no value is torn from its label or its column. Separate from
the walk over the page, which knows nothing of labels.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

# A label is short; a longer cell is prose, whatever stands beside it.
LABEL_LENGTH: Final = 100
# A number, a label and a value.
NUMBERED_CELLS: Final = 3
_NUMBER: Final = re.compile(r"[A-Z]?\.?\d{1,3}(?:\.\d{1,3}){0,5}\.?")
_PLAIN_NUMBER: Final = re.compile(r"\d{1,3}\.?")
# A label that ends so is a question or a sentence: its answer stands below it.
SENTENCE: Final = ("?", ".", "!")


class Cell:
    """A cell, or the page itself: `lines` are what stands in it.

    `blocks` says that it has more than words and line breaks, `nested` that it has a list or a table. `rows` are those
    of the table that is being read in it, `term` and `values` what a list of definitions in it has said last.
    """

    __slots__ = ("blocks", "lines", "lists", "nested", "rows", "tag", "term", "values")

    def __init__(self, tag: str) -> None:
        """Begin an empty cell."""
        self.tag = tag
        self.lines: list[str] = []
        self.lists: list[int] = []
        self.blocks = self.nested = False
        self.rows: list[list[Cell]] = []
        self.term: Cell | None = None
        self.values: list[Cell] = []

    def words(self) -> str:
        """Return the words of the cell on one line."""
        return " ".join(self.lines) if len(self.lines) != 1 else self.lines[0]

    def is_line(self) -> bool:
        """Say whether the cell is words alone; a label may be broken to fit its column."""
        return not self.nested and (len(self.lines) < 2 or not self.blocks)

    def is_single(self) -> bool:
        """Say whether a value is no more than one line."""
        return not self.nested and len(self.lines) < 2


def definition(term: Cell | None, values: Sequence[Cell]) -> Iterator[str]:
    """Give the lines of a term and its definitions.

    >>> term, value = Cell("dt"), Cell("dd")
    >>> term.lines, value.lines = ["Phase"], ["PHASE2"]
    >>> list(definition(term, [value]))
    ['Phase: PHASE2']
    """
    if term is not None:
        words = term.words()
        if 0 < len(words) <= LABEL_LENGTH and term.is_line():
            sentence = words.endswith(SENTENCE)
            label = words if sentence or words.endswith(":") else f"{words}:"
            if len(values) == 1 and values[0].is_single() and not sentence:
                yield f"{label} {values[0].words()}".rstrip()
                return
            yield label
        else:
            yield from term.lines
    for value in values:
        yield from value.lines


def table(rows: list[list[Cell]]) -> Iterator[str]:
    """Give the lines of a table: labels with values, rows with bars, or a block a cell where cells hold blocks."""
    rows = [_numbered(row) for row in rows if row]
    if _is_columns(rows):
        for head, cell in zip(*rows, strict=True):
            yield from definition(head, [cell])
        return
    widest = max(map(len, rows), default=0)
    headed = bool(rows) and len(rows[0]) > 1 and all(cell.tag == "th" for cell in rows[0])
    for row in rows:
        pairs = list(zip(row[::2], row[1::2], strict=False))
        if len(row) % 2 == 0 and not headed and all(_is_label(label, value, widest) for label, value in pairs):
            for label, value in pairs:
                yield from definition(label, [value])
        elif len(row) > 1 and all(cell.is_single() for cell in row):
            words = [cell.words().replace("|", "/") for cell in row]
            if any(words):
                yield "|" + "".join(f" {word} |" if word else " |" for word in words)
        else:
            for cell in row:
                yield from cell.lines


def _is_columns(rows: list[list[Cell]]) -> bool:
    """Whether a table is a row of headings over one row of texts, which go by their columns."""
    if len(rows) != len(("headings", "texts")) or len(rows[0]) != len(rows[1]) or len(rows[0]) < len(rows):
        return False
    return all(cell.tag == "th" and cell.is_line() for cell in rows[0]) and not all(c.is_single() for c in rows[1])


def _numbered(row: list[Cell]) -> list[Cell]:
    """Make the number of a row (`A.3`) and its label one cell, as registers number the items of their forms.

    A number with one text is the heading of the rows below it (`E.7 Trial type and phase`), or an item of a list.
    """
    if len(row) not in (2, NUMBERED_CELLS) or not _NUMBER.fullmatch(row[0].words()) or not row[1].is_line():
        return row
    number, label, *value = row
    words = label.words()
    if not value and (not any(map(str.isalpha, words)) or label.tag != number.tag):
        return row
    named = Cell("th")
    mark = number.words()
    named.lines = [f"{mark}. {words}" if not value and mark.isdecimal() else f"{mark} {words}"]
    return [named, *value]


def _is_label(label: Cell, value: Cell, widest: int) -> bool:
    """Say whether a cell is the label of the next one: marked as a heading, or short in a table of two columns."""
    words = label.words()
    if not 0 < len(words) <= LABEL_LENGTH or not label.is_line():
        return False
    return (label.tag == "th" and value.tag == "td") or widest == 2 or words.endswith(":")
