"""Lines that a site's pages glue together, parted again.

What comes in: a page and a layout that says what is glued. What goes out: the page with more lines, each where it
stands in the text. Separate from the cutting into sections, which knows whole lines only: a crawler that drops the
space between two elements of a page makes one line of an answer and the heading below it.
"""

import re
from functools import lru_cache

from trialx.layouts.layout import Layout
from trialx.page.lines import Page

# What stands before a phrase that is glued to it: the end of a word or of a sentence, and never a capital (`MUSTHave`).
_END = r"(?<=[a-z0-9.,;:?!)\]”\"’*])"
# A question and its answer, or a label and its value.
_BEGIN = r"(?=[A-Z0-9“\"(])"
# A sentence and the next one, with the numbers of footnotes between; and those numbers alone before a line.
_SENTENCES = r"(?<=[A-Za-z)][a-z)]{2}[.!])\d*(?=[A-Z][a-z ])|(?<=\?)(?=[A-Z][a-z ])|^\d{3,}(?=[A-Z])"


def parted(page: Page, layout: Layout) -> Page:
    """Return the page with its lines parted where the layout's `parted` says."""
    pattern = _pattern(layout)
    if pattern is None:
        return page
    fixed = tuple(phrase for section in layout.sections for phrase in section.fixed)
    cuts: list[int] = []
    for at, line in enumerate(page.lines):
        columns = {match.end() for match in pattern.finditer(line)}
        if fixed and page.keys[at].startswith(fixed):
            # Behind a fixed sentence a label may stand with a blank between.
            columns |= {len(line) - len(label) for label in layout.parted_before if line.endswith(f" {label}")}
        cuts.extend(page.offsets(at, sorted(column for column in columns if 0 < column < len(line))))
    return page.parted(cuts)


@lru_cache(maxsize=64)
def _pattern(layout: Layout) -> re.Pattern[str] | None:
    """Return what ends where a line is to be parted, None where the layout parts none."""
    parts = []
    if layout.parted_before:
        parts.append(f"{_END}(?={_either(layout.parted_before)}(?![a-z]))")
    if layout.parted_behind:
        parts.append(f"(?:^|(?<=[.?!])){_either(layout.parted_behind)}{_BEGIN}")
    if layout.parted_sentences:
        parts.append(_SENTENCES)
    return re.compile("|".join(parts)) if parts else None


def _either(phrases: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))})"
