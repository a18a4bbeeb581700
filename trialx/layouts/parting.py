"""What parts a page: the headings of its sections, and the words that its site glues together.

What comes in: a layout's sections and its `parted`. What goes out: the tables by which pages are cut. Separate from the
loading, which reads what a section holds.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from trialx.layouts.keys import Faults, flag, items, only
from trialx.layouts.layout import Section
from trialx.layouts.options import GAP

KEYS = ("before", "behind", "sentences")


def headings_of(sections: Sequence[Section]) -> tuple[dict[str, tuple[int, ...]], dict[str, int]]:
    """Return the headings with the numbers of their sections, and the ends of those that have a name before them."""
    headings: dict[str, tuple[int, ...]] = {}
    tails: dict[str, int] = {}
    for section in sections:
        for heading in section.headings:
            if heading.startswith(GAP):  # `… Trial Summary`
                tails[heading.removeprefix(GAP)] = section.order
            else:
                headings[heading] = (*headings.get(heading, ()), section.order)
    return headings, tails


def partings(data: Mapping[str, Any], faults: Faults) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Return the words before which and behind which lines are parted, and whether they are between sentences.

    >>> partings({"parted": {"before": ["Must have"], "sentences": "yes"}}, [])
    (('Must have',), (), True)
    """
    raw = data.get("parted", {})
    if not isinstance(raw, dict):
        faults.append((("parted",), f"`parted` is a mapping with {', '.join(KEYS)}"))
        return (), (), False
    only(raw, KEYS, ("parted",), "parting", faults)
    before, behind = _as_written(raw, "before", faults), _as_written(raw, "behind", faults)
    return before, behind, flag(raw, "sentences", ("parted",), faults)


def _as_written(raw: Mapping[str, Any], key: str, faults: Faults) -> tuple[str, ...]:
    """Return phrases as they are written: capitals tell a heading that is glued to a word from the word's own end."""
    found = []
    for n, words in enumerate(items(raw, key, ("parted",), faults)):
        if isinstance(words, str) and words.strip():
            found.append(" ".join(words.split()))
        else:
            faults.append((("parted", key, n), f"`{key}` takes a list of phrases"))
    return tuple(found)
