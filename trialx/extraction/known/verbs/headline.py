"""The top of a patient site's profile: a title among a few short lines, most of them without a label.

What comes in: drug class, title, city, phase, status, leader and sponsor, some of them lost. What goes out: the values.
Each line is told by its shape; the title is what is left over, and of several the one that speaks of `X for Y`.
"""

import re
from collections.abc import Mapping
from typing import Any

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.fields import label_at, read_fields
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import one_line

_NEEDED = re.compile(r"~?([\d,]{1,9}) (?:Participants? Needed|spots? left)", re.I)
# `Recruiting in CITY (8 mi)` names a place near whoever looked, on pages with a waiting list as well: no status.
_RECRUITING = re.compile(r"Recruiting at [\d,]{1,6} ", re.I)
_NEARBY = re.compile(r"Recruiting in .{1,60} \([\d,]{1,6} mi\)$", re.I)
_ACRONYM = re.compile(r"\(([^()]{2,60})\)$")
_INITIALS = re.compile(r"[A-Z]{1,3}$")
# A title that names what is tested and in whom.
_FOR = re.compile(r"\S for \S")


def headline(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the top lines. `statuses` maps a site's status words to registry statuses, or to nothing."""
    del cuts
    page, section = found.page, cut.section
    rule = section.rule
    statuses: Any = {word.casefold(): status for word, status in _mapping(section.options.get("statuses")).items()}
    left: list[int] = []
    titled = True  # until the first value below the title
    for at in range(cut.first, cut.last):
        line, key = page.lines[at], page.keys[at]
        if found.claims[at] is not None:
            continue
        if key in statuses:
            found.line(("status_as_shown",), line, at, "shape", f"{rule}:status")
            if statuses[key]:
                found.line(("overall_status",), statuses[key], at, "shape", f"{rule}:status")
            titled = False
        elif match := _NEEDED.match(line):
            if "needed" in key:
                count = int(match[1].replace(",", ""))
                found.part(("enrollment", "count"), count, at, (0, match.end(1)), "shape", f"{rule}:enrollment")
            found.claim(at, f"{rule}:spots")
        elif _RECRUITING.match(line):
            found.part(("overall_status",), "RECRUITING", at, (0, len("Recruiting")), "shape", f"{rule}:recruiting")
            titled = False
        elif _NEARBY.match(line):
            found.claim(at, f"{rule}:nearby")
            titled = False
        elif left and titled and (match := _ACRONYM.match(line)):
            found.part(("acronym",), match[1], at, (1, 1 + len(match[1])), "shape", f"{rule}:acronym")
        elif label_at(found, section, at)[0] >= 0 or any(f.bare and f.reader(line) is not None for f in section.fields):
            read_fields(found, section, at, at + 1)
            titled = False
        elif not titled and _INITIALS.match(line):
            found.claim(at, f"{rule}:initials")
        elif titled:
            left.append(at)
    if not left:
        return
    title = next((at for at in left if _FOR.search(page.lines[at])), None)
    if title is None:
        title = max(left, key=lambda at: len(page.lines[at]))
    sure = bool(_FOR.search(page.lines[title]))
    found.line(("brief_title",), one_line(page.lines[title]), title, "position", f"{rule}:brief_title", sure=sure)
    for at in left:
        found.claim(at, f"{rule}:kind")


def _mapping(raw: object) -> Mapping[str, str]:
    return raw if isinstance(raw, dict) else {}
