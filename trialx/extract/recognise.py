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


class Index(NamedTuple):
    """All layouts' phrases.

    `numbers` are the phrases' numbers; `phrases[head]` are those that begin so, `lengths[head]` their lengths: a line
    that begins with one of them is looked up once a length, since it may begin with several.
    """

    layouts: tuple[Layout, ...]
    numbers: dict[str, int]
    phrases: dict[str, tuple[str, ...]]
    lengths: dict[str, tuple[int, ...]]
    groups: tuple[tuple[int, frozenset[int]], ...]
    by_phrase: dict[int, list[int]]
    own: frozenset[str] = frozenset()


def index(layouts: Sequence[Layout], *, own: Sequence[Layout] = ()) -> Index:
    """Return the index of the layouts' `recognise` phrases; `own` are those that go before the others."""
    numbers: dict[str, int] = {}
    phrases: dict[str, tuple[str, ...]] = {}
    groups: list[tuple[int, frozenset[int]]] = []
    by_phrase: dict[int, list[int]] = {}
    for which, layout in enumerate(layouts):
        for group in layout.recognise:
            wanted = set()
            for phrase in group:
                if phrase not in numbers:
                    numbers[phrase] = len(numbers)
                    head = phrase[:HEAD_LENGTH]
                    phrases[head] = (*phrases.get(head, ()), phrase)
                wanted.add(numbers[phrase])
                by_phrase.setdefault(numbers[phrase], []).append(len(groups))
            groups.append((which, frozenset(wanted)))
    lengths = {head: tuple(sorted(set(map(len, each)))) for head, each in phrases.items()}
    first = frozenset(layout.name for layout in own)
    return Index(tuple(layouts), numbers, phrases, lengths, tuple(groups), by_phrase, first)


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


def recognise(page: Page, table: Index) -> tuple[Layout, ...]:
    """Return the layouts that claim the page: a user's own first, then the one with the most phrases on it."""
    seen: set[int] = set()
    phrases, numbers, lengths = table.phrases, table.numbers, table.lengths
    for at, head in [(at, head) for at, head in enumerate(page.heads) if head in phrases]:
        title = page.title(at)
        if title.startswith(phrases[head]):
            for length in lengths[head]:
                number = numbers.get(title[:length])
                if number is not None:
                    seen.add(number)
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
