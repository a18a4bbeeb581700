"""Texts under a label: summaries, descriptions, and the two lists of criteria.

What comes in: a label and where the next thing begins. What goes out: paragraphs, or criteria an entry each, with
their places. Separate from values and lists, since a text ends only at the next label, and the words inside it are no
labels.
"""

from collections.abc import Sequence
from typing import NamedTuple

from trialx.eligibility.lists import Entry, inclusion_exclusion
from trialx.extraction.take.criteria_sides import doubt_one_sided, take_side
from trialx.extraction.take.tidy import one_line, unescape
from trialx.extraction.unknown.reading import RULE, Reading, no_value
from trialx.extraction.unknown.rules import on

SAME = 24  # characters by which an entry that is told twice is known, also where the first was cut short


class Part(NamedTuple):
    """A stretch of the page under one heading of criteria: `side` is None under a heading that names none."""

    side: str | None
    start: int
    end: int
    first: int
    last: int


def stretch(reading: Reading, first: int, last: int) -> tuple[int, int, int, int]:
    """Return start, end, first line and line after the last of the pieces `first` to `last` (excluded)."""
    pieces = reading.pieces
    return pieces[first].start, pieces[last - 1].end, pieces[first].at, pieces[last - 1].at + 1


def stretch_of_list(reading: Reading, first: int, last: int) -> tuple[int, int, int, int]:
    """The same, with the mark and the indent before the first entry, by which the list tells its levels."""
    start, end, line, after = stretch(reading, first, last)
    if reading.pieces[first].first:
        start = reading.found.page.view.rfind("\n", 0, start) + 1
    return start, end, line, after


def take_text(reading: Reading, field: str, first: int, last: int) -> None:
    """Take the pieces `first` to `last` (excluded) as paragraphs; a teaser that the text repeats is dropped."""
    if first >= last:
        return
    start, end, line, after = stretch(reading, first, last)
    page = reading.found.page
    text = "\n".join(one_line(raw.strip()) for raw in page.view[start:end].splitlines() if raw.strip())
    head, _, rest = text.partition("\n")
    teaser = head.rstrip(".… ")
    if rest and head.endswith(("...", "…")) and rest.startswith(teaser) and on("teaser"):
        text = rest
    reading.prose.append((first, last))
    path = tuple(field.split("."))
    if no_value(text):
        reading.found.claim(line, RULE)
        return
    if reading.found.has(path):
        for at in range(line, after):
            reading.found.claim(at, RULE)
        return
    # Where a text ends is told by the next label, and there are labels that no lexicon knows.
    reading.found.span(path, text, start, end, line, "label", f"{RULE}:text:{field}", sure=False, last=after - 1)


def take_criteria(reading: Reading, parts: list[Part]) -> None:
    """Take the criteria of a run of parts, unless the page gave longer lists before."""
    page = reading.found.page
    sides: dict[str, list[tuple[Entry, int]]] = {"inclusion": [], "exclusion": []}
    for part in parts if on("criteria") else ():
        inclusion, exclusion = inclusion_exclusion(page.view[part.start : part.end], side=part.side)
        sides["inclusion"] += [(entry, part.start) for entry in inclusion]
        sides["exclusion"] += [(entry, part.start) for entry in exclusion]
        for at in range(part.first, part.last):
            reading.found.claim(at, f"{RULE}:criteria")
    if sides["inclusion"] or sides["exclusion"]:
        reading.found.drop(("eligibility", "criteria_text"))
    one_sided = bool(sides["inclusion"]) != bool(sides["exclusion"])
    for side, entries in sides.items():
        if not entries:
            continue
        held = [str(value.value)[:SAME] for value in reading.found.values if value.path[:2] == ("eligibility", side)]
        further = not any(entry.text[:SAME] in held for entry, _ in entries)  # the lists of another cohort
        known = len(held) if further else 0
        if not further and len(held) >= len(entries):
            continue
        if held and not further:
            # The page tells its criteria twice, first in a description that was cut short.
            reading.found.drop(("eligibility", side))
        _take_side(reading, side, entries, known)
        if one_sided:
            doubt_one_sided(reading.found, side)


def _take_side(reading: Reading, side: str, entries: Sequence[tuple[Entry, int]], known: int) -> None:
    """Take the entries of a side behind those that are known; the last one may end with the page."""
    end = len(reading.found.page.view.rstrip())
    rule = f"{RULE}:criteria:eligibility.{side}"
    for n, (entry, base) in enumerate(entries):
        cut = n == len(entries) - 1 and base + entry.end >= end
        take_side(reading.found, side, [entry], base, "label", rule, first=known + n, cut=cut)


def take_unsided(reading: Reading, part: Part) -> bool:
    """Take a text of criteria in which headings stand, or as it is where none does; False where it is too short."""
    page = reading.found.page
    text = page.view[part.start : part.end]
    inclusion, exclusion = inclusion_exclusion(text, side=None)
    if inclusion or exclusion:
        take_criteria(reading, [part])
        return True
    if len(text) < SHORTEST_TEXT or reading.has("eligibility.criteria_text") or not on("criteria_text"):
        return False
    value = "\n".join(unescape(" ".join(line.split())) for line in text.splitlines() if line.strip())
    rule = f"{RULE}:criteria_text:eligibility.criteria_text"
    reading.found.span(
        ("eligibility", "criteria_text"),
        value,
        part.start,
        part.end,
        part.first,
        "label",
        rule,
        sure=False,
        last=part.last - 1,
    )
    return True


SHORTEST_TEXT = 40
