"""Criteria, then the age limits, the sex and healthy volunteers.

What comes in: a section that opens with criteria and ends with a few short values. What goes out: the two lists and
those values. Where the criteria end is told by the first label of the tail, or, on a stripped page, by reading
backwards from the end of the section as long as a line is one of the tail's values.
"""

from collections.abc import Mapping

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.fields import label_at, read_fields
from trialx.extraction.known.verbs.sides import read_criteria
from trialx.extraction.take.found import Found


def criteria(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the section's criteria and its fields."""
    del cuts
    tail = _tail(found, cut)
    read_criteria(found, cut.first, tail, f"{cut.section.rule}:criteria")
    read_fields(found, cut.section, tail, cut.last)


def _tail(found: Found, cut: Cut) -> int:
    readers = [field.reader for field in cut.section.fields if field.bare]
    at = next((at for at in range(cut.first, cut.last) if label_at(found, cut.section, at)[0] >= 0), cut.last)
    while at > cut.first and any(reader(found.page.lines[at - 1]) is not None for reader in readers):
        at -= 1
    return at
