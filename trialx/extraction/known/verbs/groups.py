"""Treatment groups in one line each: `Group I: label`, the kind of group and the number of interventions, all glued.

What comes in: a section with such lines, a description below each, and sometimes a table of what is given. What goes
out: `arm_groups` with their types, and the names in the table as `interventions`.
"""

import re
from collections.abc import Mapping
from typing import Any

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.text import take_text
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import one_line

_GROUP = re.compile(r"Group ([IVXL]{1,6}|\d{1,3}): ?")
_NUMBER = re.compile(r"(\d{1,3}) Interventions?$")
_COUNT = re.compile(r"\d{1,3} ?Treatment groups?$", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d$|N/A$")


def treatment_groups(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the groups. `types` maps the kinds of group to arm types; `first_studied` is the heading of the table."""
    del cuts
    page, section = found.page, cut.section
    types: Any = section.options.get("types", {})
    table = [str(head).casefold() for head in _strings(section.options.get("first_studied"))]
    rule, at = section.rule, cut.first
    texts: list[int] = []
    count = -1
    while at < cut.last:
        line = page.lines[at]
        if found.claims[at] is not None:
            at += 1
            continue
        if table and page.keys[at : at + len(table)] == table:
            _table(found, at, cut.last, len(table), rule)
            break
        opening = _GROUP.match(line)
        if opening:
            _describe(found, texts, count, rule)
            texts = []
            count = _group(found, at, opening.end(), types, rule)
        elif count >= 0:
            texts.append(at)
        elif _COUNT.match(line) or _only(line, types):
            found.claim(at, f"{rule}:kinds")
        at += 1
    _describe(found, texts, count, rule)


def _strings(raw: object) -> list[str]:
    return [str(item) for item in raw] if isinstance(raw, list) else []


def _only(line: str, types: Mapping[str, str]) -> bool:
    """The kinds of group of the trial, glued: nothing but them."""
    for kind in sorted(types, key=len, reverse=True):
        line = line.replace(kind, "")
    return not line.strip()


def _group(found: Found, at: int, offset: int, types: Mapping[str, str], rule: str) -> int:
    page = found.page
    line = page.lines[at]
    number = _NUMBER.search(line)
    end = number.start() if number else len(line)
    kind = next((kind for kind in sorted(types, key=len, reverse=True) if line.endswith(kind, offset, end)), None)
    count = found.next("arm_groups")
    stop = end - len(kind) if kind else end
    label = line[offset:stop].strip()
    if not label:
        found.claim(at, f"{rule}:label")
        return count
    path = ("arm_groups", count, "label")
    found.part(path, one_line(label), at, (offset, offset + len(label)), "label", f"{rule}:label")
    if kind:
        found.part(("arm_groups", count, "type"), types[kind], at, (stop, end), "label", f"{rule}:type")
    return count


def _describe(found: Found, texts: list[int], count: int, rule: str) -> None:
    if texts and count >= 0:
        path = ("arm_groups", count, "description")
        take_text(found, path, texts[0], texts[-1], "position", f"{rule}:description")


def _table(found: Found, at: int, last: int, heads: int, rule: str) -> None:
    """A column a line: the name, the year, the stage, the number of patients; a name is what stands before a year."""
    page = found.page
    for here in range(at, at + heads):
        found.claim(here, f"{rule}:table")
    names = []
    for here in range(at + heads, last):
        if here + 1 < last and _YEAR.match(page.lines[here + 1]) and not _YEAR.match(page.lines[here]):
            names.append(here)
            path = ("interventions", found.next("interventions"), "name")
            found.line(path, one_line(page.lines[here]), here, "position", f"{rule}:interventions")
        elif names and here - names[-1] < heads:
            found.claim(here, f"{rule}:table")
