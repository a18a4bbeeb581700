"""Criteria of a side: its entries, each with its place, and the doubt where the other side has no heading.

What comes in: the entries of a list of criteria. What goes out: `eligibility.inclusion` or `eligibility.exclusion`.
Separate, since layouts and the reader of unknown pages cut such lists in their own ways and take them in one.
"""

from collections.abc import Sequence

from trialx.eligibility.lists import Entry
from trialx.extraction.take.found import Found
from trialx.record.vocab import How

SIDES = ("inclusion", "exclusion")
# A lost heading puts the criteria of one side under the other, and nothing on the page would tell.
ONE_SIDED = "only one side has a heading; the entries may be of both"


def take_side(
    found: Found, side: str, entries: Sequence[Entry], base: int, how: How, rule: str, *, first: int, cut: bool = False
) -> None:
    """Take the entries of a side, whose offsets count from `base`; `first` is the position of the first in the list.

    `cut` says that the last entry may have been cut off.
    """
    for n, entry in enumerate(entries):
        start, end = base + entry.start, base + entry.end
        sure = not (cut and n == len(entries) - 1)
        found.span(("eligibility", side, first + n), entry.text, start, end, found.line_of(start), how, rule, sure=sure)


def doubt_one_sided(found: Found, side: str) -> None:
    """Doubt the criteria of a side where the page has no heading of the other."""
    found.unsure(("eligibility", side), ONE_SIDED)
