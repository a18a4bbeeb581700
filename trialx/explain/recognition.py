"""Which layouts' phrases a page holds, and which it lacks.

What comes in: a page and layouts. What goes out: a `Claim` a layout that is on the page in part, the nearest first. For
a page that no layout knows; separate from recognition, which only needs to know who claims the page.
"""

from collections.abc import Sequence
from typing import NamedTuple

from trialx.layouts.layout import Layout
from trialx.page.lines import Page


class Claim(NamedTuple):
    """A layout's nearest group of phrases: those that open a line of the page, and those that open none."""

    layout: str
    there: tuple[str, ...]
    missing: tuple[str, ...]


def claims(page: Page, layouts: Sequence[Layout]) -> list[Claim]:
    """Return each layout of which at least one phrase is on the page, with its nearest group of phrases.

    >>> from trialx.layouts import catalogue
    >>> claims(Page("Frequently asked questions about tea"), catalogue())
    []
    """
    found = []
    for layout in layouts:
        groups = []
        for group in layout.recognise:
            there = tuple(phrase for phrase in group if any(key.startswith(phrase) for key in page.keys))
            missing = tuple(phrase for phrase in group if phrase not in there)
            groups.append(Claim(layout.name, there, missing))
        best = min(groups, key=lambda claim: (len(claim.missing), -len(claim.there)))
        if best.there:
            found.append(best)
    return sorted(found, key=lambda claim: (len(claim.missing), claim.layout))
