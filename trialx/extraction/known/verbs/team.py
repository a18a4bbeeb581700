"""A team: each one's name above the role, and the organisation below it.

What comes in: a section of such lines, initials in a picture's place between them. What goes out: `overall_officials`.
Separate from `repeat`, whose things open with a field of their own: here only the role is told by its words.
"""

import re
from collections.abc import Mapping

from trialx.extraction.known.split import Cut
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import one_line
from trialx.readers.codes import role
from trialx.readers.people import organization, person

_INITIALS = re.compile(r"[A-Z]{1,3}$")


def team(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the persons of a team, in each case as much as stands there."""
    del cuts
    page, rule = found.page, cut.section.rule
    rows = [at for at in range(cut.first, cut.last) if found.claims[at] is None]
    for at in [at for at in rows if _INITIALS.match(page.lines[at])]:
        found.claim(at, f"{rule}:initials")
    rows = [at for at in rows if found.claims[at] is None]
    for n, at in enumerate(rows):
        what = role(page.lines[at])
        if what is None:
            continue
        found.claim(at, f"{rule}:role")
        above = rows[n - 1] if n else -1
        below = rows[n + 1] if n + 1 < len(rows) else -1
        last = n + 2 >= len(rows) or role(page.lines[rows[n + 2]]) is None
        affiliation = organization(page.lines[below]) if below >= 0 and last else None
        # An organisation stands below its person, so a line that was taken for one is nobody's name.
        free = above >= 0 and found.claims[above] is None
        name = person(page.lines[above]) if free else None
        if name is None:
            # Lost, or a hotline in its place: whose affiliation the organisation is, nobody knows.
            for line in [above] * free + [below] * bool(affiliation):
                found.claim(line, f"{rule}:no_name")
            continue
        base = ("overall_officials", found.next("overall_officials"))
        found.line((*base, "name"), one_line(name), above, "position", f"{rule}:name")
        found.line((*base, "role"), what, at, "label", f"{rule}:role")
        if affiliation:
            found.line((*base, "affiliation"), one_line(affiliation), below, "position", f"{rule}:affiliation")
