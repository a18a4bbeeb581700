"""The walk over a web page: tags in, lines out.

What comes in: the tags of a page in order (markup.py). What goes out: the lines that a reader sees, a block a line, in
one pass whose work grows with the page and nothing else. What only a style sheet or a script hides counts as seen:
tabs and folded parts hold most of what many registers say of a trial.
"""

import re
from collections.abc import Iterable
from typing import Final

from trialx.page.asides import decoration, end_of, footnote, is_heading, is_power, may_be_decoration
from trialx.page.cells import SENTENCE, Cell, definition, table
from trialx.page.elements import APART, AS_TYPED, BLOCKS, CELLS, LISTS, NESTED, NO_BLOCK, VOID
from trialx.page.markup import Tag, attribute

LIST_INDENT: Final = 2
# The marks of lists in lists.
_BULLETS: Final = ("*", "+", "o", "-")
_KEEPS_LINES: Final = re.compile(r"white-space\s*:\s*pre", re.IGNORECASE)
# `Recruiting`, `Phase 2`: words, and no mark that a script put into an element of its own.
_BADGE: Final = re.compile(r"\s*\w[^:=]{1,39}\s*")
FEWEST_BADGES: Final = 3
# What is left of list items and rows that held a picture.
_EMPTY_LINE: Final = re.compile(r"\s*[*+o-]|[|\s]+")
# Parts badges until their line is written.
_PART: Final = "\x00"


class _Open:
    """An element that is open: what has stood in it side by side, as long as that was nothing but such elements."""

    __slots__ = ("after", "begun", "kind", "line", "mixed", "name", "parted", "words")

    def __init__(self, name: str) -> None:
        self.name = name
        self.mixed = False  # it holds text of its own, or elements of several kinds
        self.kind = self.after = ""  # of the elements in it; of the one that has just ended
        self.parted: list[int] = []  # where in the line one ends and the next begins
        self.words: list[str] = []
        self.line = self.begun = -1


def lines_of(tags: list[Tag]) -> list[str]:
    """Return the lines of a page.

    >>> lines_of([("", "p", "", "One"), ("", "br", "", "two"), ("/", "p", "", "")])
    ['One', 'two']
    """
    walk = _Walk()
    walk.over(tags)
    walk.end_line()
    walk.end_definition()
    return [line for line in walk.cell.lines if not _EMPTY_LINE.fullmatch(line)]


class _Walk:
    """Where the walk stands: the cell and the line that are being filled, the elements that are open."""

    def __init__(self) -> None:
        self.cell = Cell("page")
        self.cells: list[Cell] = []
        self.open: list[_Open] = [_Open("")]
        self.line: list[str] = []
        self.number = 0  # of the line, so that one that is written can be told from the next
        self.mark = ""  # of a list item whose words are still to come
        self.typed = 0  # how many open elements keep the lines of the source

    def over(self, tags: list[Tag]) -> None:
        """Go over all tags."""
        at, count = 0, len(tags)
        while at < count:
            close, name, attributes, text = tags[at]
            if close:
                self._close(name)
            elif passed := self._passed_over(tags, at):
                at = passed
                text = tags[at][3]
            else:
                if name == "sup" and is_power(tags, at, next(filter(None, reversed(self.line[-2:])), "")):
                    text = f"^{text.lstrip()}"
                self._begin(name, attributes)
            if text:
                self._text(text)
            at += 1

    def _passed_over(self, tags: list[Tag], at: int) -> int:
        """Return where an element ends that is no word of the page, 0 for any other."""
        _, name, attributes, _ = tags[at]
        if name == "button":
            return 0 if is_heading(attributes, [one.name for one in self.open]) else end_of(tags, at)
        if name == "sup":
            return footnote(tags, at)
        return decoration(tags, at) if attributes and may_be_decoration(name, attributes) else 0

    def end_line(self) -> None:
        """Write the line that is being filled, if anything stands in it."""
        if not self.line:
            return
        text = "".join(self.line)
        self.line.clear()
        self.number += 1
        for part in text.split(_PART) if _PART in text else (text,):
            words = " ".join(part.split())
            if words:
                self._write(words)

    def end_definition(self) -> None:
        """Write the term and the definitions that are waiting for what follows them."""
        cell = self.cell
        if cell.term is not None or cell.values:
            lines = definition(cell.term, cell.values)
            cell.term, cell.values = None, []
            self._write_all(lines)

    def _write(self, line: str) -> None:
        cell = self.cell
        if cell.term is not None or cell.values:
            self.end_definition()
        if cell.lists:
            indent = " " * (LIST_INDENT * (len(cell.lists) - bool(self.mark)))
            if self.mark:
                line = f"{self.mark} {line}"
                self.mark = ""
            line = indent + line
        elif self.mark:
            line = f"{self.mark} {line}"
            self.mark = ""
        cell.lines.append(line)

    def _write_all(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._write(line)

    def _text(self, text: str) -> None:
        if self.typed:
            self._typed_text(text)
        elif text.isspace():
            if self.line:
                self.line.append(" ")
        else:
            here = self.open[-1]
            here.mixed, here.after = True, ""
            self.line.append(text)

    def _typed_text(self, text: str) -> None:
        """Write text that keeps its lines and what stands in front of them."""
        self.open[-1].mixed = True
        first, *others = text.split("\n")
        self.line.append(first)
        for line in others:
            self._end_typed_line()
            self.line.append(line)

    def _end_typed_line(self) -> None:
        text = "".join(self.line).rstrip()
        self.line.clear()
        self.number += 1
        if text.strip():
            self._write(text)

    def _begin(self, name: str, attributes: str) -> None:
        if name in BLOCKS:
            self._begin_block(name, attributes)
        elif name in APART:
            self._part(name)
        elif name not in VOID:
            self.open[-1].mixed = True
        if name not in VOID:
            self.open.append(_Open(name))
            if name in AS_TYPED or (attributes and "white-space" in attributes and _KEEPS_LINES.search(attributes)):
                self.typed += 1
                self.open[-1].line = -2

    def _begin_block(self, name: str, attributes: str) -> None:
        self._end_typed_line() if self.typed else self.end_line()
        cell = self.cell
        self.open[-1].mixed = True
        if name not in NO_BLOCK:
            cell.blocks = True
        if name in NESTED:
            cell.nested = True
        if name in LISTS:
            start = attribute(attributes, "start")
            cell.lists.append(int(start) - 1 if start[:6].isdecimal() and len(start) < 6 else 0)
        elif name == "li":
            self._begin_item(attributes)
        elif name == "tr":
            cell.rows.append([])
        elif name == "table":
            self.end_definition()
        elif name in CELLS:
            if name == "dt":
                self.end_definition()
            self.cells.append(cell)
            self.cell = Cell(name)

    def _begin_item(self, attributes: str) -> None:
        lists = self.cell.lists
        around = next((one.name for one in reversed(self.open[-2:]) if one.name in LISTS), "")
        if around == "ol":
            value = attribute(attributes, "value")
            lists[-1] = int(value) if value.isdecimal() and len(value) < 6 else lists[-1] + 1
            self.mark = f"{lists[-1]}."
        else:
            self.mark = _BULLETS[(len(lists) - 1) % len(_BULLETS)] if lists else _BULLETS[0]

    def _close(self, name: str) -> None:
        if self.open[-1].name == name:
            closed = self.open.pop()
            if closed.parted:
                self._join(closed)
            if closed.line == -2:
                self._end_typed_line()
                self.typed -= 1
        if name in BLOCKS:
            self._close_block(name)
        elif name in APART:
            around = self.open[-1]
            around.after = name
            if around.line == self.number and not around.mixed:
                around.words.append("".join(self.line[around.begun :]))

    def _close_block(self, name: str) -> None:
        self._end_typed_line() if self.typed else self.end_line()
        cell = self.cell
        if name in CELLS and self.cells:
            self.end_definition()
            self.cell = self.cells.pop()
            if name in ("td", "th"):
                if not self.cell.rows:
                    self.cell.rows.append([])
                self.cell.rows[-1].append(cell)
            elif name == "dt":
                self.cell.term = cell
            else:
                self.cell.values.append(cell)
        elif name == "table":
            rows, cell.rows = cell.rows, []
            self._write_all(table(rows))
        elif name == "dl":
            self.end_definition()
        elif name in LISTS and cell.lists:
            cell.lists.pop()
            self.mark = ""
        elif name == "li":
            self.mark = ""

    def _part(self, name: str) -> None:
        """Part an element from the one before it, where nothing stands between them."""
        around = self.open[-1]
        around.mixed = around.mixed or around.kind not in ("", name)
        around.kind = name
        if around.after:
            last = around.words[-1].rstrip() if around.words else "".join(self.line[-2:]).rstrip()
            between = around.after == "label" and name != "label" and not last.endswith((":", *SENTENCE))
            if around.line == self.number:
                around.parted.append(len(self.line))
            if between and self.line:
                self.line[-1] = self.line[-1].rstrip()
            self.line.append(": " if between else " ")
            around.after = ""
        elif around.line != self.number:
            around.line = self.number
            around.parted, around.words = [], []
        around.begun = len(self.line)

    def _join(self, around: _Open) -> None:
        """Part what stands side by side and alone in an element: links are a list, and three short words are badges."""
        if around.mixed or around.line != self.number:
            return
        if around.kind == "a":
            mark = "; "
        elif around.kind == "span" and len(around.words) >= FEWEST_BADGES and all(map(_BADGE.fullmatch, around.words)):
            mark = _PART
        else:
            return
        for at in around.parted:
            self.line[at - 1 : at + 1] = self.line[at - 1].rstrip(), mark
