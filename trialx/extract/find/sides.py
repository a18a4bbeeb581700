"""A text of criteria into the two lists.

What comes in: the lines that hold criteria. What goes out: `eligibility.inclusion` and `eligibility.exclusion`, an entry
a criterion, or `criteria_text` where no list can be told. Separate, since sections and labelled fields both hold one.
"""

from trialx.eligibility.tree import inclusion_exclusion
from trialx.extract.found import Found
from trialx.extract.tidy import unescape


def read_criteria(found: Found, first: int, last: int, rule: str, *, start: int = -1) -> None:
    """Read the criteria on lines `first` to `last` (excluded), from offset `start` where the first line opens earlier."""
    page = found.page
    if first >= last:
        return
    base = page.starts[first] if start < 0 else start
    end = page.ends[last - 1]
    inclusion, exclusion = inclusion_exclusion(page.view[base:end])
    for at in range(first, last):
        found.claim(at, rule)
    at = first
    ends = page.ends
    for side, entries in (("inclusion", inclusion), ("exclusion", exclusion)):
        for entry in entries:
            begin = base + entry.start
            while at > first and page.starts[at] > begin:
                at -= 1
            while ends[at] <= begin and at < last - 1:
                at += 1
            found.span(
                ("eligibility", side, found.next(side)), entry.text, begin, base + entry.end, at, "position", rule
            )
    if not inclusion and not exclusion:
        text = "\n".join(unescape(line) for line in page.lines[first:last])
        found.span(("eligibility", "criteria_text"), text, base, end, first, "position", rule)
