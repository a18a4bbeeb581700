"""Side effects as percentages: a bar a line, and what it is a bar of.

What comes in: a section of them, with the mark of the axis and the arm. What goes out: `adverse_events`, and the id of
the trial that they come from.
"""

import re
from collections.abc import Mapping

from trialx.extraction.known.split import Cut
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import one_line
from trialx.readers.ids import find_registry_ids

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?) ?%$")
# A bar and its term on one line: `16%Nausea`.
_GLUED = re.compile(r"(\d{1,3}(?:\.\d{1,2})?) ?% ?(?=[^\W\d])")


def side_effects(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read a percentage and its term a pair; `arm` is the label above the arm, which may be the section's heading.

    The id above the table is that of the trial the table comes from. It is this trial's only where the arm is one of
    this trial's own; a percentage with no term below it is a mark of the axis.
    """
    del cuts
    page, rule = found.page, cut.section.rule
    rows = [at for at in range(cut.first, cut.last) if found.claims[at] is None]
    bars, arm = _arm(found, cut, rows)
    source: tuple[str, int, int, int] | None = None
    axis = False
    n = 0
    while n < len(bars):
        at = bars[n]
        line = page.lines[at]
        percent = _PERCENT.match(line)
        glued = None if percent else _GLUED.match(line)
        below = page.lines[bars[n + 1]] if n + 1 < len(bars) else ""
        axis = axis or bool(percent and _PERCENT.match(below))
        if percent and below and not axis:
            _event(found, (at, bars[n + 1], 0), percent, arm, rule)
            n += 2
            continue
        if glued:
            _event(found, (at, at, glued.end()), glued, arm, rule)
        elif percent or n == 0:
            found.claim(at, f"{rule}:axis" if percent else f"{rule}:source")
        for start, end, number_of in find_registry_ids(line):
            if number_of["registry"] == "ClinicalTrials.gov":
                source = (number_of["id"], page.offset(at, start), page.offset(at, end), at)
                found.claim(at, f"{rule}:source")
        n += 1
    if source:
        number_id, start, end, at = source
        name = one_line(page.lines[arm[0]][arm[1] :]) if arm[0] >= 0 else ""
        found.own_arm_ids.append((number_id, start, end, at, name, f"{rule}:nct_id"))


def _arm(found: Found, cut: Cut, rows: list[int]) -> tuple[list[int], tuple[int, int]]:
    """Return the lines of the bars, and the line and column of the arm they belong to, -1 where none is told."""
    page, rule = found.page, cut.section.rule
    label = str(cut.section.options.get("arm", "")).casefold()
    if label in cut.section.headings:
        first = page.lines[rows[0]] if rows else "%"
        if "%" in first:
            return rows, (-1, 0)
        found.claim(rows[0], f"{rule}:arm")
        # The arm stands behind the heading, or below it.
        behind = len(label) if page.keys[rows[0]].startswith(f"{label} ") else 0
        return rows[1:], (rows[0], behind + (behind > 0))
    split = next((n for n, at in enumerate(rows) if page.keys[at] == label), len(rows))
    for at in rows[split:]:
        found.claim(at, f"{rule}:arm")
    arms = rows[split + 1 :]
    # Several arms share one set of bars: which of them it belongs to is not told.
    return rows[:split], (arms[0] if len(arms) == 1 else -1, 0)


def _event(found: Found, place: tuple[int, int, int], percent: re.Match[str], arm: tuple[int, int], rule: str) -> None:
    """Hand in one side effect: its percentage's line, its term's, and the column where the term begins there."""
    page = found.page
    at, term_at, column = place
    count = found.next("adverse_events")
    term = page.lines[term_at]
    path = ("adverse_events", count, "term")
    found.part(path, one_line(term[column:]), term_at, (column, len(term)), "position", f"{rule}:term")
    arm_at, behind = arm
    if arm_at >= 0:
        line = page.lines[arm_at]
        path = ("adverse_events", count, "arm")
        found.part(path, one_line(line[behind:]), arm_at, (behind, len(line)), "label", f"{rule}:arm")
    number = float(percent[1])
    value = int(number) if number.is_integer() else number
    path = ("adverse_events", count, "percent")
    found.part(path, value, at, (0, percent.end()), "position", f"{rule}:percent")
