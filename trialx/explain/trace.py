"""A page read once more, with every question that a rule asks of it written down.

What comes in: a page and the layout that reads it. What goes out: `Trace`: what was found, where the sections lie, and
which reader met which words. Separate from the extraction, which keeps no such book: the layout is copied with readers
that note what they are asked, and the same steps are run on the copy, so reading without a trace costs nothing more.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from trialx.extraction.build import build
from trialx.extraction.known.names_a_trial import signs_of_record
from trialx.extraction.known.split import Cut, split
from trialx.extraction.pipeline import find
from trialx.extraction.take.found import Found
from trialx.extraction.verdict import Verdict, weigh
from trialx.layouts.layout import Field, Layout, Reader, Section
from trialx.page.lines import Page
from trialx.record.span import Value


class Met(NamedTuple):
    """A reader was asked: the rule it works for, its name, the words, and what it gave (None: it refused)."""

    rule: str
    reader: str
    words: str
    value: object


class Trace(NamedTuple):
    """What happened on a page: the layout, what was found, the sections' lines, the readers' answers, what was kept.

    `verdict` is whether the page is one trial's, with the points of each sign.
    """

    layout: Layout
    found: Found
    cuts: Sequence[Cut]
    met: Sequence[Met]
    kept: dict[tuple[str | int, ...], Value]
    verdict: Verdict


def trace(page: Page, layout: Layout, *, url: str | None = None) -> Trace:
    r"""Read a page with a layout and return what each rule met; `url` is where the page was, if known.

    >>> from trialx.layouts import catalogue
    >>> layout = next(layout for layout in catalogue() if layout.name == "ignite_study")
    >>> seen = trace(Page("Study NCT ID: NCT90000001\nStatus: nonsense"), layout)
    >>> [(met.reader, met.words, met.value) for met in seen.met]
    [('nct_id', 'NCT90000001', 'NCT90000001'), ('status', 'nonsense', None)]
    """
    met: list[Met] = []
    found = find(page, _watched(layout, met), url=url)
    cuts = split(Found(found.page), layout)
    data, kept = build(found)
    return Trace(layout, found, cuts, met, kept, weigh(signs_of_record(data), known=True))


def _watched(layout: Layout, met: list[Met]) -> Layout:
    return replace(layout, sections=tuple(_watched_section(section, met) for section in layout.sections))


def _watched_section(section: Section, met: list[Met]) -> Section:
    return replace(section, fields=tuple(replace(field, reader=_noting(field, met)) for field in section.fields))


def _noting(field: Field, met: list[Met]) -> Reader:
    def read(words: str) -> object:
        value = field.reader(words)
        met.append(Met(field.rule, field.read, words, value))
        return value

    return read
