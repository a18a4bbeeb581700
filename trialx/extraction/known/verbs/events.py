"""A list of adverse events whose cells run into each other: term, how it was asked for, organ system, vocabulary.

What comes in: a section with a line an event. What goes out: `adverse_events`. The way of asking, a word of the
registry's own, ends the term, and the organ systems, of which the layout has the list, part what follows. Separate from
`tables`, whose rows have cells.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.fields import read_fields
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import one_line
from trialx.readers import is_null

# What stands between the cells of a row that has them, and how many it has.
BAR, CELLS = "|", 5


def events(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the events, then the section's fields; a line that is no whole row is left unclaimed."""
    del cuts
    for at in range(cut.first, cut.last):
        if found.claims[at] is None:
            _event(found, cut, at)
    read_fields(found, cut.section, cut.first, cut.last)


def _row(found: Found, cut: Cut, at: int) -> None:
    """Read a row with bars between its cells: term, how it was asked for, organ system, vocabulary, a closing word."""
    line, rule = found.page.lines[at], cut.section.rule
    bars = [n for n, sign in enumerate(line) if sign == BAR]
    cells = [(begin + 1, end) for begin, end in pairwise(bars)]
    words = [line[begin:end].strip() for begin, end in cells]
    options: Mapping[str, Any] = cut.section.options
    if len(words) != CELLS or words[1] not in options["asked"] or words[-1] != options["closes"]:
        return
    base = ("adverse_events", found.next("adverse_events"))
    for name, which in (("term", 0), ("organ_system", 2), ("vocabulary", 3)):
        if words[which] and not is_null(words[which]):
            found.part((*base, name), one_line(words[which]), at, cells[which], "position", f"{rule}:{name}")


def _event(found: Found, cut: Cut, at: int) -> None:
    """Read one row; where the page ends within it, its term alone."""
    options: Mapping[str, Any] = cut.section.options
    line = found.page.lines[at]
    if line.startswith(BAR):
        _row(found, cut, at)
        return
    asked = next((word for word in options["asked"] if f" {word} " in f"{line} "), "")
    if not asked:
        return
    stop = line.index(f" {asked}")
    begin = stop + len(asked) + 2
    closing = f" {options['closes']}"
    whole = line.endswith(closing)
    if not stop or not (whole or at == len(found.page) - 1):
        return
    rule = cut.section.rule
    base = ("adverse_events", found.next("adverse_events"))
    found.part((*base, "term"), one_line(line[:stop]), at, (0, stop), "position", f"{rule}:term")
    serious = options["serious"] == "yes"
    found.part((*base, "serious"), serious, at, (0, stop), "derived", f"{rule}:serious")
    rest = line[begin : len(line) - len(closing)] if whole else ""
    system = next((name for name in options["organ_systems"] if f"{rest} ".startswith(f"{name} ")), "")
    if not system:
        return
    end = begin + len(system)
    found.part((*base, "organ_system"), system, at, (begin, end), "position", f"{rule}:organ_system")
    vocabulary = rest[len(system) :].strip()
    if vocabulary and not is_null(vocabulary):
        columns = (end + 1, end + 1 + len(vocabulary))
        found.part((*base, "vocabulary"), one_line(vocabulary), at, columns, "position", f"{rule}:vocabulary")
