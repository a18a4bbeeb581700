"""The reader of pages that no layout knows: labels of any site, in any language that has a file.

`read` fills `Found` from a whole page; `signs` is what the page shows for and against being one trial's, which only a
page without a layout is asked for; `url_id` is the number that the page's address gives. The flow: pieces (labels and
texts) → rows (tables of places and arms) → walk (what each label labels) → title, numbers, shapes, statements.
"""

from trialx.extraction.take.found import Found
from trialx.extraction.unknown.acronym import take_acronym
from trialx.extraction.unknown.arms import mark_arms
from trialx.extraction.unknown.blanks import apart
from trialx.extraction.unknown.by_shape import take_shapes
from trialx.extraction.unknown.date_order import order_of
from trialx.extraction.unknown.own_number import mentioned_ids, own_ids, url_id
from trialx.extraction.unknown.places import take_told_places
from trialx.extraction.unknown.reading import Reading, stride
from trialx.extraction.unknown.rows import take_rows
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.segments import segments
from trialx.extraction.unknown.signs import signs
from trialx.extraction.unknown.slice import Piece
from trialx.extraction.unknown.statements import take_statements
from trialx.extraction.unknown.title import take_title
from trialx.extraction.unknown.tongue import unread
from trialx.extraction.unknown.values import settle_phases
from trialx.extraction.unknown.walk import walk

__all__ = ["is_bare", "read", "signs", "unread", "url_id"]

# What tells nothing of a trial by itself.
_BARE = frozenset({"brief_title", "official_title", "acronym", "page", "keywords"})
_TEXTS = frozenset({"brief_summary", "detailed_description"})


def is_bare(found: Found, url: str | None) -> bool:
    """Tell whether nothing was read but a title or a text, and no number stands in the address either."""
    fields = {str(value.path[0]) for value in found.values}
    titled = not fields.isdisjoint(_BARE)
    return url_id(url) is None and fields <= _BARE | _TEXTS and not (titled and fields & _TEXTS)


def read(found: Found, *, url: str | None = None) -> list[Piece]:
    r"""Read a page by its labels into `found`: values, claimed lines, doubts. Return its labels and texts.

    >>> from trialx.page.lines import Page
    >>> found = Found(Page("Status: Recruiting\nPhase: II"))
    >>> [sign.name for sign in signs(found, read(found))][:1]
    ['labelled_fact']
    >>> [(value.path, value.value) for value in found.values]
    [(('overall_status',), 'RECRUITING'), (('phases',), ['PHASE2'])]
    """
    page = found.page
    numbers = mentioned_ids(page.view)
    registries = {number["registry"] for _, _, number in numbers}
    address = url_id(url)
    if address:
        registries.add(address["registry"])
    reading = Reading(
        found,
        segments(page),
        url,
        order_of(page.view, url, registries) if on("date_order") else None,
        stride=stride(page.numbers),
    )
    take_rows(reading)
    apart(reading)
    mark_arms(reading)
    walk(reading)
    take_told_places(reading)
    title = take_title(reading)
    own_ids(reading, numbers)
    take_shapes(reading, title)
    take_statements(reading)
    settle_phases(reading)
    take_acronym(reading)
    return reading.pieces
