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
from trialx.layouts.layout import Section

_YEAR = re.compile(r"(?:19|20)\d\d$|N/A$")
# How a group is numbered.
_ORDINAL = re.compile(r" ?([IVXL]{1,6}|\d{1,3}): ?")
_COUNTED = re.compile(r"(\d{1,3}) ?")


def treatment_groups(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the groups.

    `group` is the word that opens each, `number` the one behind the number of its interventions, `counted` the one
    behind the number of groups. `types` maps the kinds of group to arm types; `first_studied` is the heading of the
    table; a line that ends with words of `until` ends the groups.
    """
    del cuts
    page, section = found.page, cut.section
    words = _Words(section)
    rule, at = section.rule, cut.first
    texts: list[int] = []
    count = -1
    while at < cut.last:
        line = page.lines[at]
        if found.claims[at] is not None:
            at += 1
            continue
        if words.table and page.keys[at : at + len(words.table)] == words.table:
            _table(found, at, cut.last, len(words.table), rule)
            break
        if words.until and page.keys[at].endswith(words.until):
            found.claim(at, f"{rule}:until")
            break
        opening = words.opening(line)
        if opening:
            _describe(found, texts, count, rule)
            texts = []
            count = _group(found, at, opening, words, rule)
        elif words.is_count(line) or words.only_kinds(line):
            if count >= 0 and not texts and line in words.types:
                found.part(
                    ("arm_groups", count, "type"), words.types[line], at, (0, len(line)), "label", f"{rule}:type"
                )
            found.claim(at, f"{rule}:kinds")
        elif count >= 0:
            texts.append(at)
        else:
            found.claim(at, f"{rule}:overview")
        at += 1
    _describe(found, texts, count, rule)


class _Words:
    """The site's words for groups, and what is told by them."""

    def __init__(self, section: Section) -> None:
        options = section.options
        types: Any = options.get("types", {})
        self.types: Mapping[str, str] = types
        self.kinds = sorted(types, key=len, reverse=True)
        self.table = [head.casefold() for head in _strings(options.get("first_studied"))]
        self.until = tuple(end.casefold().rstrip(": ") for end in _strings(options.get("until")))
        self.group = str(options.get("group", ""))
        self.number = str(options.get("number", ""))
        self.counted = str(options.get("counted", ""))

    def opening(self, line: str) -> int:
        """Return where the label of a group begins on a line that opens one, 0 where it opens none."""
        if not self.group or not line.startswith(self.group):
            return 0
        match = _ORDINAL.match(line, len(self.group))
        return match.end() if match else 0

    def end(self, line: str) -> int:
        """Return where the number of a group's interventions begins, the line's length where it has none."""
        head = line.removesuffix("s")
        word = self.number.removesuffix("s")
        if not word or not head.endswith(word):
            return len(line)
        head = head[: len(head) - len(word)].rstrip()
        digits = len(head) - len(head.rstrip("0123456789"))
        return len(head) - digits if digits else len(line)

    def is_count(self, line: str) -> bool:
        """Whether a line is the number of groups, or of a group's interventions, and nothing more."""
        match = _COUNTED.match(line)
        rest = line[match.end() :].casefold().removesuffix("s") if match else ""
        return bool(rest) and rest in (word.casefold().removesuffix("s") for word in (self.counted, self.number))

    def only_kinds(self, line: str) -> bool:
        """Whether a line is the kinds of group of the trial, glued: nothing but them."""
        for kind in self.kinds:
            line = line.replace(kind, "")
        return not line.strip()


def _strings(raw: object) -> list[str]:
    return [str(item) for item in raw] if isinstance(raw, list) else []


def _group(found: Found, at: int, offset: int, words: _Words, rule: str) -> int:
    line = found.page.lines[at]
    end = words.end(line)
    kind = next((kind for kind in words.kinds if line.endswith(kind, offset, end)), None)
    count = found.next("arm_groups")
    stop = end - len(kind) if kind else end
    label = line[offset:stop].strip()
    if not label:
        found.claim(at, f"{rule}:label")
        return count
    path = ("arm_groups", count, "label")
    found.part(path, one_line(label), at, (offset, offset + len(label)), "label", f"{rule}:label")
    if kind:
        found.part(("arm_groups", count, "type"), words.types[kind], at, (stop, end), "label", f"{rule}:type")
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
