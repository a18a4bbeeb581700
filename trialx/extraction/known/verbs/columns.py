"""Tables of results with a cell a line: names of groups, then a row's label and its values, again and again.

What comes in: the lines below `Measure`. What goes out: a `Table`. No line says what it is: values are told by their
shape, and as many of them as there are groups make a row with the line or the two above them. Separate from `cells`,
whose pipes say where a cell ends.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from trialx.extraction.known.verbs.cells import SIZE, Cell, Row, Table, Words, claim, group_name, usual_label
from trialx.extraction.known.verbs.likeness import name_cost, text_cost
from trialx.extraction.take.found import Found
from trialx.page.lines import Page

_VALUE = re.compile(r"[<>]?-?\d[\d,]{0,11}(?:\.\d{1,6})?(?: [A-Za-z/%][\w /%^.-]{0,40})?$")
# What stands with a value and is none: its spread.
SPREAD = re.compile(
    r"(?:STANDARD_DEVIATION|STANDARD_ERROR|FULL_RANGE|INTER_QUARTILE_RANGE|\d\d% CI|Standard Deviation)"
)
# A group may be named by its dose.
_DOSE = re.compile(r"\d[\d,.]* ?(?:mg|mcg|µg|g|kg|ml|iu|%|units?|gy|mg/kg)\b", re.IGNORECASE)
# A row's label has the measure and a category, or the period and a milestone.
LABEL_LINES = 2
NAMES_BY_SHAPE = "which lines name the groups is told by their shape alone"
LABEL_BY_SHAPE = "one row alone does not tell how many lines its label has"


class _Block(NamedTuple):
    """Lines that are no values, then lines that are: places in the list of lines."""

    first: int
    value: int
    after: int


def column(found: Found, lines: Sequence[Words], rule: str) -> Table | None:
    """Return the table that the lines below `Measure` make, the lines of its head and rows claimed.

    None where they are not told apart.
    """
    sized = any(SIZE.match(line.text) for line in lines)
    blocks = _blocks(lines, sized)
    ends = bool(lines) and lines[-1].at == len(found.page) - 1
    if not blocks:
        return None
    if sized:
        names, begin, why = _head_by_sizes(lines, blocks)
    else:
        # A line gets lost sooner than one is added.
        width = max(_width(lines, block) for block in blocks)
        names, begin, why = _head_by_count(lines, blocks, width, _sized(found.page))
    if not names:
        return None
    table = Table([group_name(lines[n]) for n in names], why=why)
    claim(found, lines[0].at, lines[begin].at, rule)
    _add_rows(table, lines, [blocks[0]._replace(first=begin), *blocks[1:]], ends=ends)
    return table


def _add_rows(table: Table, lines: Sequence[Words], blocks: Sequence[_Block], *, ends: bool) -> None:
    for n, block in enumerate(blocks):
        label = list(lines[block.first : block.value])
        cells = _cells(lines, block)
        short = len(cells) < len(table.groups)
        last = ends and n == len(blocks) - 1 and block.after == len(lines)
        cut = last and (short or not SIZE.match(lines[-1].text))
        if len(cells) > len(table.groups) or (short and not cut) or not 0 < len(label) <= LABEL_LINES:
            table.misfits.append(lines[block.first].at)
            continue
        after = lines[block.after - 1].at + 1
        table.rows.append(Row(label, cells, lines[block.first].at, after, cut))


def _blocks(lines: Sequence[Words], sized: bool) -> list[_Block]:
    """Cut the lines at the values. Where cells have sizes, a value is what a size, or a spread, stands below."""
    blocks: list[_Block] = []
    first = at = 0
    while at < len(lines):
        if not _is_value(lines, at, sized):
            at += 1
            continue
        after = at
        while after < len(lines) and (_is_value(lines, after, sized) or (after > at and _belongs(lines[after]))):
            after += 1
        blocks.append(_Block(first, at, after))
        first = at = after
    return blocks


def _is_value(lines: Sequence[Words], at: int, sized: bool) -> bool:
    text = lines[at].text
    if not _VALUE.match(text) or _DOSE.match(text):
        return False
    return not sized or at + 1 == len(lines) or _belongs(lines[at + 1])


def _belongs(line: Words) -> bool:
    """Whether a line belongs to the value above it."""
    return SIZE.match(line.text) is not None or SPREAD.match(line.text) is not None


def _cells(lines: Sequence[Words], block: _Block) -> list[Cell]:
    cells: list[Cell] = []
    for line in lines[block.value : block.after]:
        if not cells or not _belongs(line):
            cells.append([])
        cells[-1].append(line)
    return cells


def _width(lines: Sequence[Words], block: _Block) -> int:
    return len(_cells(lines, block))


def _head_by_sizes(lines: Sequence[Words], blocks: Sequence[_Block]) -> tuple[list[int], int, str]:
    """The names of the groups, where a size stands below each, where the first row's label begins, and any doubt.

    No names where they do not fit.
    """
    stop = blocks[0].value
    names = [n - 1 for n in range(1, stop) if SIZE.match(lines[n].text)]
    if not names or names[0] != 0 or any(n < 0 or SIZE.match(lines[n].text) for n in names):
        return [], 0, ""
    between = [after - name - 2 for name, after in pairwise(names)]
    left = stop - names[-1] - 2  # the last group's description and the first row's label
    usual = usual_label(range(block.value - block.first) for block in blocks[1:])
    again = next((lines[block.first].text for block in blocks[1:2]), "")
    tail = [line.text for line in lines[stop - left : stop]]
    why = ""
    if again in tail[-LABEL_LINES:]:
        label = left - len(tail) + tail[::-1].index(again) + 1
    elif between and len(set(between)) == 1 and 0 < left - between[0] <= LABEL_LINES:
        label = left - between[0]
    else:
        label = min(left, usual or LABEL_LINES)
        why = LABEL_BY_SHAPE
    if len(set(between)) > 1:
        why = NAMES_BY_SHAPE
    return (names, stop - label, why) if label > 0 else ([], 0, "")


@lru_cache(maxsize=1)  # a page may have many tables
def _sized(page: Page) -> frozenset[str]:
    """The lines of a page that have a size below them: the names of the groups, as the baseline gives them."""
    return frozenset(line for line, below in pairwise(page.lines) if SIZE.match(below))


def _head_by_count(
    lines: Sequence[Words], blocks: Sequence[_Block], width: int, sized: frozenset[str]
) -> tuple[list[int], int, str]:
    """The same where the number of values in a row says how many groups there are, and another table their names."""
    stop = blocks[0].value
    usual = usual_label(range(block.value - block.first) for block in blocks[1:])
    for label in dict.fromkeys((usual or LABEL_LINES, LABEL_LINES, 1)):
        left = stop - label
        if left in (width, LABEL_LINES * width):
            step = left // width
            return list(range(0, left, step)), left, "" if label == (usual or LABEL_LINES) else LABEL_BY_SHAPE
    known = [n for n in range(stop) if lines[n].text in sized]
    between = {after - name for name, after in pairwise(known)}
    if len(known) == width and known[0] == 0 and len(between) == 1 and known[-1] + max(between) < stop:
        return known, known[-1] + max(between), ""
    left = stop - (usual or LABEL_LINES)
    return (_names(lines[:left], width), left, NAMES_BY_SHAPE) if left > width else ([], 0, "")


def _names(lines: Sequence[Words], width: int) -> list[int]:
    """The cheapest choice of `width` lines as names, the first among them: a description is longer than a name."""
    cost = [name_cost(line.text) - text_cost(line.text) for line in lines]
    others = sorted(range(1, len(lines)), key=lambda n: (cost[n], n))[: width - 1]
    return sorted([0, *others])
