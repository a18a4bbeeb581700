"""Who runs a trial and what they ran before.

What comes in: a section of names with their roles and numbers of other trials and patients. What goes out: the lead
sponsor, collaborators and investigators that stand there, and `track_records`. Separate from the verbs that read one
trial's facts: every number here is of other trials.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from trialx.extraction.known.split import Cut
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import one_line
from trialx.layouts.layout import Section
from trialx.readers.people import organization

# `2,246`, or `4,085,000+` where the site rounds.
_NUMBER = re.compile(r"([\d,]{1,15})\+?(?: |$)")
PARTS = ("previous_trials", "total_enrolled")


class _Words(NamedTuple):
    """The site's words: roles, agency classes, and what stands behind or above the two numbers."""

    lead: str
    investigator: str
    sponsors: tuple[str, ...]
    classes: tuple[str, ...]
    counted: tuple[tuple[str, ...], ...]


class _Name:
    """A name that numbers may follow; its record opens with the first of them."""

    def __init__(self, words: str, at: int, columns: tuple[int, int]) -> None:
        self.words = words
        self.at = at
        self.columns = columns
        self.count = -1

    def record(self, found: Found, part: str, number: int, at: int, end: int, rule: str) -> None:
        """Hand in a number of the name's record."""
        if self.count < 0:
            self.count = found.next("track_records")
            path = ("track_records", self.count, "name")
            found.part(path, self.words, self.at, self.columns, "position", f"{rule}:name")
        found.part(("track_records", self.count, part), number, at, (0, end), "label", f"{rule}:{part}")


def track_records(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read who runs the trial: a name, then numbers of other trials and patients.

    `lead` and `investigator` are the words behind a name, on its line or on the one below; what follows the second on
    the line is the affiliation. `others` are the words for who takes part besides. `classes` are agency classes glued
    behind a name. A name that has its numbers and no words is a collaborator. `trials` and `patients` are the words
    behind the numbers, or on the line above them.
    """
    del cuts
    page, section = found.page, cut.section
    words = _words(section)
    rows = [at for at in range(cut.first, cut.last) if found.claims[at] is None]
    name: _Name | None = None
    n = 0
    while n < len(rows):
        line = page.lines[rows[n]]
        following = page.lines[rows[n + 1]] if n + 1 < len(rows) else ""
        part, above = _counted(line, following, words)
        if part:
            at = rows[n + above]
            number = _NUMBER.match(page.lines[at])
            if name is not None and number:
                name.record(found, part, int(number[1].replace(",", "")), at, number.end(1), section.rule)
                found.claim(rows[n], f"{section.rule}:{part}")
            n += 1 + above
        elif _is_role(following, words) and organization(line):
            name = _below(found, rows[n], rows[n + 1], words, section.rule)
            n += 2
        else:
            after = page.lines[rows[n + 1]] if n + 1 < len(rows) else ""
            numbered = _counted(after, "", words)[0] and _NUMBER.match(after)
            glued = any(line.find(role) > 0 for role in (words.lead, words.investigator) if role)
            if numbered or glued:
                name = _runner(found, rows[n], words, section.rule)
            n += 1


def _words(section: Section) -> _Words:
    options = section.options

    def several(key: str) -> tuple[str, ...]:
        raw = options.get(key, [])
        return tuple(str(word) for word in (raw if isinstance(raw, list) else [raw]))

    lead, investigator = str(options.get("lead", "")), str(options.get("investigator", ""))
    counted = tuple(tuple(word.casefold() for word in several(key)) for key in ("trials", "patients"))
    return _Words(lead, investigator, ((lead,) if lead else ()) + several("others"), several("classes"), counted)


def _counted(line: str, following: str, words: _Words) -> tuple[str, int]:
    """Which number a line tells, and how many lines below it stands: `12 Previous Trials`, or `Trials` above it."""
    key = line.casefold()
    number = _NUMBER.match(key)
    for part, labels in zip(PARTS, words.counted, strict=True):
        for label in labels:
            if number and key[number.end() :].removesuffix("s") == label.removesuffix("s"):
                return part, 0
            if key == label and _NUMBER.fullmatch(following):
                return part, 1
    return "", 0


def _is_role(line: str, words: _Words) -> bool:
    return bool(line) and (line == words.investigator or line in words.sponsors)


def _below(found: Found, at: int, role_at: int, words: _Words, rule: str) -> _Name:
    """Hand in a name with its role on the line below."""
    page = found.page
    name, role = one_line(page.lines[at]), page.lines[role_at]
    found.claim(role_at, f"{rule}:role")
    path: tuple[str | int, ...]
    if role == words.lead:
        path = ("lead_sponsor", "name")
    elif role == words.investigator:
        path = ("overall_officials", found.next("overall_officials"), "name")
        found.line((*path[:2], "role"), "PRINCIPAL_INVESTIGATOR", role_at, "label", f"{rule}:role")
    else:
        path = ("collaborators", found.next("collaborators"), "name")
    found.line(path, name, at, "label", f"{rule}:name")
    return _Name(name, at, (0, len(page.lines[at])))


def _runner(found: Found, at: int, words: _Words, rule: str) -> _Name:
    """Hand in one name with its role on the same line."""
    page = found.page
    line = page.lines[at]
    cut = line.find(words.investigator) if words.investigator else -1
    if cut > 0:
        name = line[:cut].rstrip()
        base: tuple[str | int, ...] = ("overall_officials", found.next("overall_officials"))
        found.part((*base, "name"), one_line(name), at, (0, len(name)), "label", f"{rule}:investigator")
        end = cut + len(words.investigator)
        found.part((*base, "role"), "PRINCIPAL_INVESTIGATOR", at, (cut, end), "label", f"{rule}:role")
        rest = line[end:].strip(" -–")
        if rest:
            column = line.rfind(rest)
            columns = (column, column + len(rest))
            found.part((*base, "affiliation"), one_line(rest), at, columns, "label", f"{rule}:affiliation")
    else:
        name = _organization(found, at, words, rule)
    return _Name(one_line(name), at, (0, len(name)))


def _organization(found: Found, at: int, words: _Words, rule: str) -> str:
    """Hand in a sponsor or a collaborator with its agency class; return the name."""
    line = found.page.lines[at]
    role = next((one for one in words.sponsors if line.endswith(one) and line != one), "")
    name = line[: len(line) - len(role)].rstrip()
    kind = next((word for word in words.classes if name.endswith(word) and _glued(name, word)), "")
    name = name[: len(name) - len(kind)].rstrip()
    base = ("lead_sponsor",) if role and role == words.lead else ("collaborators", found.next("collaborators"))
    found.part((*base, "name"), one_line(name), at, (0, len(name)), "label", f"{rule}:name")
    if kind:
        found.part((*base, "class"), kind, at, (len(name), len(name) + len(kind)), "label", f"{rule}:class")
    return name


def _glued(name: str, word: str) -> bool:
    """The word stands directly behind a small letter or a bracket: `(NCI)NIH`, and not ` NIH`."""
    before = name[-len(word) - 1 : -len(word)]
    return before.islower() or before in (")", ".")
