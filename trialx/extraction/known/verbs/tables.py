"""Tables of results: participants' milestones by arm, baseline measures by arm.

What comes in: a section with a table, its cells between pipes or a line each. What goes out: `participant_flow` and
`baseline` rows. Written once for both, since crawlers turn the same table into either.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.cells import HEAD, SIZE, Cell, Row, Table, Words, piped, settle
from trialx.extraction.known.verbs.columns import SPREAD, column
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import one_line

_COUNT = re.compile(r"\d[\d,]{0,9}(?: participants?)?$", re.IGNORECASE)
# `41.2 years STANDARD_DEVIATION 8.0`, `8 Participants n=5 Participants`: what stands behind the unit is not the value.
_MEASURED = re.compile(r"(?P<value>[<>≤≥]?\s?-?\d[\d,]{0,11}(?:\.\d{1,6})?)(?:\s+(?P<unit>[^\s\d±(•][^±(•]{0,60}))?")
_BEHIND = re.compile(rf"\s+(?:{SPREAD.pattern}|n ?= ?\d)")
# A label that lost its line break: `Overall Study STARTED`.
_MILESTONE = re.compile(r"(?!NOT COMPLETED$)(.{3,80}?) (STARTED|COMPLETED|NOT COMPLETED)$")
NOTHING = frozenset({"-", "—", "–", "NA", "N/A"})
LABEL_LOST = "the other rows have a measure and a category; this one may have lost one of them"
ARMS_DIFFER = "the tables of this page name their groups differently"
# A column of the baseline that is no arm.
TOTAL = frozenset({"Total", "Total of all reporting groups"})
STARTED = "STARTED"
NOT_STARTED = "this table does not say how many started; its rows may be reasons for leaving"
UNREAD = "a row of this table does not fit its columns and is not read"
CUT = "the page ends in this cell, or in one beside it"


def flow(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read milestones by arm, or with `reasons` why participants left: only cells that hold a count."""
    del cuts
    rule = cut.section.rule
    part = "reason" if cut.section.options.get("reasons") == "yes" else "milestone"
    for table, row in _rows(found, cut, "participant_flow", _is_count, alike=True):
        period, event = _period(row.label)
        # Every table of milestones has how many started.
        told = part == "reason" or any(_period(other.label)[1].text == STARTED for other in table.rows)
        for arm, cell, sure in _cells(table, row):
            digits, start, at = cell[0].text.split(" ")[0], cell[0].start, cell[0].at
            base = ("participant_flow", found.next("participant_flow"))
            _take(found, (*base, "arm"), arm, rule, sure=not table.why)
            _take(found, (*base, part), event, rule, sure=told)
            value = int(digits.replace(",", ""))
            found.span((*base, "count"), value, start, start + len(digits), at, "position", rule, sure=sure)
            if not sure:
                found.doubt("page-cut-off", CUT, at, (*base, "count"))
            if not told:
                found.doubt("ambiguous-value", NOT_STARTED, event.at, (*base, part))
            if period:
                _take(found, (*base, "period"), period, rule)


def baseline(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read measures by arm, the value as the page prints it, without its spread."""
    del cuts
    rule = cut.section.rule
    title = found.value(("brief_title",))
    for at in range(cut.first, cut.last):
        if found.claims[at] is None and one_line(found.page.lines[at]) == title:
            found.claim(at, f"{rule}:title")
    for table, row in _rows(found, cut, "baseline", _is_measured, alike=False):
        sure_label = len(row.label) > 1 or all(len(other.label) == 1 for other in table.rows)
        for arm, cell, sure in _cells(table, row):
            parts = _measured(cell[0])
            if parts is None:
                continue
            value, unit = parts
            if unit and not sure and not row.cells[0][0].text.endswith(unit.text):
                unit = None  # cut off
            base = ("baseline", found.next("baseline"))
            counted = unit is not None and unit.text.casefold().startswith("participant")
            _take(found, (*base, "measure"), row.label[0], rule, sure=sure_label or not counted)
            if counted and not sure_label:
                found.doubt("ambiguous-value", LABEL_LOST, row.label[0].at, (*base, "measure"))
            if len(row.label) > 1:
                _take(found, (*base, "category"), _joined(row.label[1:]), rule)
            _take(found, (*base, "arm"), arm, rule, sure=not table.why)
            _take(found, (*base, "value"), value, rule, sure=sure)
            if not sure:
                found.doubt("page-cut-off", CUT, value.at, base)
            if unit:
                _take(found, (*base, "unit"), unit, rule, sure=sure)
    found.at_last[_compare_arms] = None


def _compare_arms(found: Found) -> None:
    """Doubt the arms that only one of two tables names: where a name is lost, its description stands in its place."""
    names: dict[object, set[str]] = {"participant_flow": set(), "baseline": set()}
    for value in found.values:
        if value.path[0] in names and value.path[-1] == "arm":
            names[value.path[0]].add(str(value.value))
    if not all(names.values()):
        return
    odd = (names["participant_flow"] ^ names["baseline"]) - TOTAL
    found.unsure_each(lambda one: one.path[0] in names and one.path[-1] == "arm" and one.value in odd, ARMS_DIFFER)


def _take(found: Found, path: tuple[str | int, ...], words: Words, rule: str, *, sure: bool = True) -> None:
    found.span(path, one_line(words.text), words.start, words.end, words.at, "position", rule, sure=sure)


def _cells(table: Table, row: Row) -> Iterator[tuple[Words, Cell, bool]]:
    """The cells of known groups that say something, each with its group and whether it is whole."""
    for n, (arm, cell) in enumerate(zip(table.groups, row.cells, strict=False)):
        if arm and cell and cell[0].text not in NOTHING:
            yield arm, cell, not row.cut or (n < len(row.cells) - 1 and len(row.cells) == len(table.groups))


def _is_count(cell: Cell) -> bool:
    """Whether a cell of the flow is a number, or says that there is none."""
    said = [words.text for words in cell if not SIZE.match(words.text)]
    return len(said) == 1 and (said[0] in NOTHING or _COUNT.match(said[0]) is not None)


def _is_measured(cell: Cell) -> bool:
    return bool(cell) and (cell[0].text in NOTHING or _measured(cell[0]) is not None)


def _period(label: Cell) -> tuple[Words | None, Words]:
    """The period and the milestone, or reason, of a row's label."""
    if len(label) > 1:
        return label[0], _joined(label[1:])
    (words,) = label
    match = _MILESTONE.match(words.text)
    if not match:
        return None, words
    middle = words.start + match.end(1)
    return words._replace(text=match[1], end=middle), words._replace(text=match[2], start=middle + 1)


def _joined(lines: Cell) -> Words:
    return lines[0]._replace(text=" ".join(words.text for words in lines), end=lines[-1].end)


def _measured(words: Words) -> tuple[Words, Words | None] | None:
    """The value of a baseline cell and its unit."""
    behind = _BEHIND.search(words.text)
    text = words.text[: behind.start()] if behind else words.text
    match = _MEASURED.match(text)
    if not match:
        return None
    value = words._replace(text=match["value"], end=words.start + match.end("value"))
    if match["unit"] is None:
        return value, None
    unit = match["unit"].rstrip()
    start = words.start + match.start("unit")
    return value, words._replace(text=unit, start=start, end=start + len(unit))


def _rows(
    found: Found, cut: Cut, field: str, valid: Callable[[Cell], bool], *, alike: bool
) -> Iterator[tuple[Table, Row]]:
    """Every row that fits, with its table; the doubts are noted."""
    for table in _tables(found, cut):
        settle(found, table, f"{cut.section.rule}:table", valid, alike=alike)
        for at in table.misfits:
            found.doubt("unreadable-row", UNREAD, at)
        if table.why and table.rows:
            found.doubt("ambiguous-table", table.why, table.rows[0].first, (field,))
        for row in table.rows:
            yield table, row


def _tables(found: Found, cut: Cut) -> Iterator[Table]:
    page, rule = found.page, f"{cut.section.rule}:table"
    at = cut.first
    while at < cut.last:
        if found.claims[at] is not None:
            at += 1
            continue
        if page.lines[at][0] == "|":
            table, at = piped(found, at, cut.last, rule)
        elif page.keys[at] == HEAD:
            last = next((n for n in range(at + 1, cut.last) if found.claims[n] is not None), cut.last)
            lines = [Words(page.lines[n], page.starts[n], page.ends[n], n) for n in range(at + 1, last)]
            table = column(found, lines, rule)
            if table:
                found.claim(at, rule)
            at = last
        else:
            table, at = None, at + 1
        if table:
            yield table
