"""A section that is one text.

What comes in: the lines of a section. What goes out: one value, its paragraphs on lines of their own.
"""

from collections.abc import Mapping

from trialx.extraction.known.split import Cut
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import one_line
from trialx.page.lines import Page
from trialx.record.vocab import How


def text(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the section's lines as the value of its one field."""
    del cuts
    first, last = cut.first, cut.last
    claims = found.claims
    while first < last and claims[first] is not None:
        first += 1
    while last > first and claims[last - 1] is not None:
        last -= 1
    if first == last:
        return
    (field,) = cut.section.fields
    take_text(found, field.path, first, last - 1, "label", field.rule)


def nothing(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Claim the lines of a section that holds nothing of the trial."""
    del cuts
    for at in range(cut.first, cut.last):
        found.claim(at, cut.section.rule)


def rest(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Leave the section to the generic reader; the layout says `rest: generic`."""
    del found, cut, cuts


def take_text(
    found: Found, path: tuple[str | int, ...], first: int, last: int, how: How, rule: str, *, sure: bool = True
) -> None:
    """Take lines `first` to `last` as one text."""
    page = found.page
    value = paragraphs(page, first, last + 1, page.starts[first])
    found.span(path, value, page.starts[first], page.ends[last], first, how, rule, sure=sure, last=last)


def paragraphs(page: Page, first: int, last: int, start: int) -> str:
    """Return the text from offset `start` on line `first` to the end of line `last - 1`, a paragraph a line."""
    head = one_line(page.view[start : page.ends[first]])
    if last == first + 1:
        return head
    return "\n".join([head, *(one_line(line) for line in page.lines[first + 1 : last])])
