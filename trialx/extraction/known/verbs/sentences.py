"""Sentences of a site with values in their gaps: `This trial requires … total participants`.

What comes in: a section of such sentences among others. What goes out: what stands in the gaps, read as the fields'
readers do, and what a sentence without a gap says. Separate from `states`, whose sentences are all of one field.
"""

from collections.abc import Mapping
from typing import Any

from trialx.extraction.known.split import Cut
from trialx.extraction.take.found import Found
from trialx.extraction.take.value import take_value
from trialx.layouts import trunk
from trialx.layouts.layout import Field
from trialx.readers import READERS

GAP = "…"
# What stands in a gap is a value and no sentence.
LONGEST = 120


def sentences(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read each line's sentences: `sentences` maps them to the field of their gap, or to a field and its value."""
    del cuts
    raw: Any = cut.section.options.get("sentences", {})
    rule = cut.section.rule
    for at in range(cut.first, cut.last):
        if found.claims[at] is not None:
            continue
        line = found.page.lines[at]
        small = line.casefold()
        told = False
        for phrase, target in raw.items():
            before, gap, behind = str(phrase).casefold().partition(GAP)
            start = small.find(before.rstrip())
            if start < 0:
                continue
            told = True
            if gap:
                _fill(found, at, (start + len(before), behind), str(target), rule)
            elif start == 0:
                name, _, word = str(target).partition(" ")
                value = READERS[trunk()[name]["read"]](word)
                found.part(tuple(name.split(".")), value, at, (0, len(before)), "prose", f"{rule}:{name}")
        if told:
            found.claim(at, rule)


def _fill(found: Found, at: int, gap: tuple[int, str], name: str, rule: str) -> None:
    """Hand in what stands from a column on up to the words behind the gap."""
    line = found.page.lines[at]
    start, behind = gap
    end = line.casefold().find(behind.lstrip(), start)
    if end < 0 or end - start > LONGEST:
        return
    words = line[start:end].rstrip()
    reader = READERS[trunk()[name]["read"]]
    if words and reader(words) is not None:
        field = Field(name, tuple(name.split(".")), trunk()[name]["read"], reader, (), False, f"{rule}:{name}")
        take_value(found, field, words, start, at, how="prose")
