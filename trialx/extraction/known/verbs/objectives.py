"""Outcomes in groups by their times, of which one line above says how many are primary and how many secondary.

What comes in: `1 Primary · 2 Secondary`, then times (`Week 12`), each above its measures. What goes out: outcomes with
their time frames. Separate from `outcomes`, whose lists have a label each: here the counts alone tell which is which.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from trialx.extraction.known.split import Cut
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import one_line

# More times than this are tried in too many ways.
MOST_GROUPS = 12
_UNIT = r"(?:minute|hour|day|week|month|year)"
_TIME = re.compile(
    rf"baseline\b.{{0,60}}|{_UNIT}s? \d{{1,4}}\b.{{0,40}}|(?:up to |about |through )?\d{{1,4}} {_UNIT}s?\b.{{0,60}}",
    re.IGNORECASE,
)
LIST = {"primary": "primary_outcomes", "secondary": "secondary_outcomes"}


def objectives(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the measures below their times. `counts` are the words behind the counts: primary first, then secondary.

    A page whose counts do not fit its measures, or fit them in several ways, leaves them without account.
    """
    del cuts
    page, section = found.page, cut.section
    options: Mapping[str, Any] = section.options
    primary, secondary = options["counts"]
    counts = re.compile(rf"(\d{{1,3}}) {re.escape(primary)} · (\d{{1,3}}) {re.escape(secondary)}\b")
    groups: list[tuple[int, list[int]]] = []
    wanted: tuple[int, int] | None = None
    for at in range(cut.first, cut.last):
        if found.claims[at] is not None:
            continue
        if told := counts.match(page.lines[at]):
            wanted = int(told[1]), int(told[2])
            found.claim(at, f"{section.rule}:counts")
        elif _TIME.fullmatch(page.lines[at]):
            groups.append((at, []))
        elif groups:
            groups[-1][1].append(at)
    sizes = [len(measures) for _, measures in groups]
    if wanted is None or sum(sizes) != sum(wanted):
        return
    ways = _ways(sizes, wanted[0])
    if len(ways) != 1:
        return
    # Where both kinds stand on the page, which is which follows from their number alone.
    sure = 0 in wanted
    for number, (time, measures) in enumerate(groups):
        field = LIST["primary" if number in ways[0] else "secondary"]
        for at in measures:
            base = (field, found.next(field))
            found.line(
                (*base, "measure"), one_line(page.lines[at]), at, "position", f"{section.rule}:{field}", sure=sure
            )
            found.line(
                (*base, "time_frame"), page.lines[time], time, "position", f"{section.rule}:time_frame", sure=sure
            )


def _ways(sizes: Sequence[int], primary: int) -> list[tuple[int, ...]]:
    """Return which groups together have as many measures as are primary, two ways at most.

    >>> _ways([18, 1], 1), _ways([2], 2), _ways([1, 1], 1)
    ([(1,)], [(0,)], [(0,), (1,)])
    """
    found: list[tuple[int, ...]] = []
    if len(sizes) > MOST_GROUPS:
        return found
    for many in range(len(sizes) + 1):
        for chosen in combinations(range(len(sizes)), many):
            if sum(sizes[n] for n in chosen) == primary:
                found.append(chosen)
                if len(found) > 1:
                    return found
    return found
