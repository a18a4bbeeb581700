"""Find which layout a page has.

What comes in: a page and the index of all layouts' phrases. What goes out: the layout, and every other that claims the
page too. One look-up a line in one dictionary, so the cost does not grow with the number of layouts.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from trialx.layouts import TRUNK, beside, named
from trialx.layouts.layout import Layout
from trialx.page.lines import HEAD_LENGTH, Page

# A crawl has any number of lines that begin like a phrase.
MOST_KNOWN = 20_000


class Index(NamedTuple):
    """All layouts' phrases.

    `numbers` are the phrases' numbers; `lengths[head]` are the lengths of the phrases that begin so: a line is looked
    up once a length, so that many layouts whose phrases begin alike cost no more than a few. `known` remembers what
    lines begin with: a site's headings stand on each of its pages.
    """

    layouts: tuple[Layout, ...]
    numbers: dict[str, int]
    lengths: dict[str, tuple[int, ...]]
    groups: tuple[tuple[int, frozenset[int]], ...]
    by_phrase: dict[int, list[int]]
    own: frozenset[str]
    known: dict[str, tuple[int, ...]]


def index(layouts: Sequence[Layout], *, own: Sequence[Layout] = ()) -> Index:
    """Return the index of the layouts' `recognise` phrases; `own` are those that go before the others."""
    numbers: dict[str, int] = {}
    lengths: dict[str, set[int]] = {}
    groups: list[tuple[int, frozenset[int]]] = []
    by_phrase: dict[int, list[int]] = {}
    for which, layout in enumerate(layouts):
        for group in layout.recognise:
            wanted = set()
            for phrase in group:
                numbers.setdefault(phrase, len(numbers))
                lengths.setdefault(phrase[:HEAD_LENGTH], set()).add(len(phrase))
                wanted.add(numbers[phrase])
                by_phrase.setdefault(numbers[phrase], []).append(len(groups))
            groups.append((which, frozenset(wanted)))
    in_order = {head: tuple(sorted(each)) for head, each in lengths.items()}
    first = frozenset(layout.name for layout in own)
    return Index(tuple(layouts), numbers, in_order, tuple(groups), by_phrase, first, {})


@lru_cache(maxsize=8)
def _index_beside(own: tuple[Layout, ...]) -> Index:
    return index(beside(own), own=own)


def choose(page: Page, own: Sequence[Layout] = (), name: str | None = None) -> tuple[Layout, ...]:
    """Return the layout of a name, or those that claim the page, the surest first; none where it is generic.

    `own` are layouts beside the package's. Raises `LayoutError` where none has the name.
    """
    if name is None:
        return recognise(page, _index_beside(tuple(own)))
    return () if name == TRUNK else (named(name, beside(tuple(own))),)


def _opening(table: Index, title: str, head: str) -> tuple[int, ...]:
    """Return the numbers of the phrases that a line begins with, and remember them."""
    found = (table.numbers.get(title[:length]) for length in table.lengths[head])
    numbers = tuple(number for number in found if number is not None)
    if len(table.known) < MOST_KNOWN:
        table.known[title] = numbers
    return numbers


def recognise(page: Page, table: Index) -> tuple[Layout, ...]:
    """Return the layouts that claim the page: a user's own first, then the one with the most phrases on it."""
    seen: set[int] = set()
    lengths, known = table.lengths, table.known
    for at, head in [(at, head) for at, head in enumerate(page.heads) if head in lengths]:
        title = page.title(at)
        found = known.get(title)
        if found is None:
            found = _opening(table, title, head)
        if found:
            seen.update(found)
    if not seen:
        return ()
    score: dict[int, int] = {}
    for number in seen:
        for group in table.by_phrase[number]:
            which, wanted = table.groups[group]
            if wanted <= seen:
                score[which] = score.get(which, 0) + len(wanted)
    if len(score) == 1:
        return tuple(table.layouts[which] for which in score)
    names = [layout.name for layout in table.layouts]
    ranked = sorted(score, key=lambda which: (names[which] not in table.own, -score[which], names[which]))
    return tuple(table.layouts[which] for which in ranked)
