"""Tables of results: participants' milestones by arm, baseline measures by arm.

What comes in: a table with pipes, or one cell a line. What goes out: `participant_flow` and `baseline` rows. Written
once for both, since crawlers turn the same table into either.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from trialx.extraction.known.split import Cut
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import one_line

_COUNT = re.compile(r"\d[\d,]{0,9}$")
_RULE = re.compile(r"[|\s:–-]+$")
HEAD = "measure"
# A cell that was broken over lines is mended over at most so many.
MOST_BROKEN = 8


class _Cell(NamedTuple):
    text: str
    start: int
    end: int
    at: int


def flow(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read milestones (or reasons for withdrawal) by arm: only cells that hold a count."""
    del cuts
    rule = cut.section.rule
    for head, row in _rows(found, cut):
        for arm, cell in zip(head[1:], row[1:], strict=False):
            if not _COUNT.match(cell.text):
                continue
            base = ("participant_flow", found.next("participant_flow"))
            found.span((*base, "arm"), one_line(arm.text), arm.start, arm.end, arm.at, "position", rule)
            found.span(
                (*base, "milestone"), one_line(row[0].text), row[0].start, row[0].end, row[0].at, "position", rule
            )
            count = int(cell.text.replace(",", ""))
            found.span((*base, "count"), count, cell.start, cell.end, cell.at, "position", rule)


def baseline(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read measures by arm, the value in the page's own words: a baseline cell is more than a number."""
    del cuts
    rule = cut.section.rule
    for head, row in _rows(found, cut):
        for arm, cell in zip(head[1:], row[1:], strict=False):
            if not cell.text or cell.text in ("-", "—"):
                continue
            base = ("baseline", found.next("baseline"))
            found.span((*base, "measure"), one_line(row[0].text), row[0].start, row[0].end, row[0].at, "position", rule)
            found.span((*base, "arm"), one_line(arm.text), arm.start, arm.end, arm.at, "position", rule)
            found.span((*base, "value"), one_line(cell.text), cell.start, cell.end, cell.at, "position", rule)


def _rows(found: Found, cut: Cut) -> list[tuple[list[_Cell], list[_Cell]]]:
    """Every row with its table's head, the lines claimed."""
    rows: list[tuple[list[_Cell], list[_Cell]]] = []
    head: list[_Cell] = []
    at = cut.first
    page = found.page
    while at < cut.last:
        if found.claims[at] is not None:
            at += 1
        elif page.lines[at][0] == "|":
            cells, after = _piped(found, at, cut.last, len(head))
            for line in range(at, after):
                found.claim(line, f"{cut.section.rule}:table")
            if cells and cells[0].text.casefold() == HEAD:
                head = cells
            elif head and cells:
                rows.append((head, cells))
            at = after
        elif page.keys[at] == HEAD:
            at = _column(found, at, cut, rows)
        else:
            at += 1
    return rows


def _piped(found: Found, at: int, last: int, width: int) -> tuple[list[_Cell], int]:
    """The cells of a row with pipes, and the line after it; a row of broken cells goes on until it is closed."""
    page = found.page
    after = at + 1
    while after < min(last, at + MOST_BROKEN) and page.lines[after - 1][-1] != "|" and page.lines[after][0] != "|":
        after += 1
    del width
    start, end = page.starts[at], page.ends[after - 1]
    row = page.view[start:end]
    if _RULE.match(row):
        return [], after
    cells: list[_Cell] = []
    offset = 1
    for raw in row[1 : -1 if row[-1] == "|" else len(row)].split("|"):
        text = raw.strip()
        begin = start + offset + len(raw) - len(raw.lstrip())
        line = at
        while line + 1 < after and page.starts[line + 1] <= begin:
            line += 1
        cells.append(_Cell(text, begin, begin + len(text), line))
        offset += len(raw) + 1
    return cells, after


def _column(found: Found, at: int, cut: Cut, rows: list[tuple[list[_Cell], list[_Cell]]]) -> int:
    """One cell a line: the head, the arms, then a name and as many counts as there are arms, again and again."""
    page, last = found.page, cut.last
    first = at + 1
    while first + 1 < last and not _COUNT.match(page.lines[first + 1]):
        first += 1
    width = first - at - 1
    if width < 1 or first + 1 >= last:
        return at + 1
    cells = [_Cell(page.lines[n], page.starts[n], page.ends[n], n) for n in range(at, last)]
    head = cells[: width + 1]
    here = first
    while here + width < last and all(_COUNT.match(page.lines[here + k]) for k in range(1, width + 1)):
        rows.append((head, cells[here - at : here - at + width + 1]))
        here += width + 1
    for line in range(at, here):
        found.claim(line, f"{cut.section.rule}:table")
    return here
