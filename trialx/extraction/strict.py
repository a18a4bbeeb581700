"""What `--strict` objects to in a record.

What comes in: a record as a mapping, with the places of its values. What goes out: one reason a line of output, none
for a record that holds. Separate from the command, so that batches, checks and tests decide by the same rule.
"""

from collections.abc import Sequence

from trialx.extraction.record_of_page import Record
from trialx.layouts import TRUNK
from trialx.record.doubtful import doubtful_values

# More than so many places in one reason are counted and not named.
MOST_NAMED = 6


def reasons(record: Record) -> list[str]:
    r"""Return why a record is not beyond doubt: lines without account, doubtful values, a layout that no site has.

    A value is doubtful where its place is not sure or a warning points at it.

    >>> from trialx import extract
    >>> reasons(extract("Viewing Study NCT90000001\nBrief Title: Tea\nStatus: COMPLETED\n"))
    []
    """
    return [*_layout(record), *_unclaimed(record), *_doubtful(record)]


def _layout(record: Record) -> list[str]:
    if record.data["source"]["layout"] != TRUNK:
        return []
    return ["only the generic layout knows this page; write a layout for its site"]


def _unclaimed(record: Record) -> list[str]:
    runs = record.data["coverage"]["unclaimed"]
    if not runs:
        return []
    count = sum(last - first + 1 for first, last in runs)
    named = _named([str(first) if first == last else f"{first}-{last}" for first, last in runs])
    return [f"no rule accounts for {count} {'line' if count == 1 else 'lines'}: {named}"]


def _doubtful(record: Record) -> list[str]:
    numbers = record.page.numbers
    places = doubtful_values(record.data, record.places)
    if not places:
        return []
    named = _named([f"{place} (line {numbers[at]})" if at >= 0 else place for place, at in places.items()])
    return [f"{len(places)} {'value is' if len(places) == 1 else 'values are'} doubtful: {named}"]


def _named(places: Sequence[str]) -> str:
    more = len(places) - MOST_NAMED
    return ", ".join(places[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
