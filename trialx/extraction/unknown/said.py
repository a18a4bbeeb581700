"""What the words of a page say of it: that it speaks of one study, or of something else.

What comes in: the page. What goes out: how many wordings of each sign of words it has (`signs` of the languages'
files). Separate from `signs`, which weighs what was read. A pattern is tried only where the letters that it cannot do
without stand on the page, which one look-up in C tells.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from typing import NamedTuple

from trialx.languages import words
from trialx.lexicon.phrases import certain, either
from trialx.page.lines import Page

# So much of a page tells what it is.
REACH = 30_000
# From here on letters are written without blanks between words.
UNPARTED = "\u2e80"
# A run of word characters or digits is tried from its first one alone: from each of them, a page of one long run would
# take the square of its length.
_OPENS_WITH_A_RUN = re.compile(r"(?:\(\?-i:)?(?:\\[wd]|\[a-z\]\\w)")
# A group of plain choices, what may stand at its end, and what else opens or closes a group.
_CHOICES = re.compile(r"\(\?:([^()]*)\)([?*{]?)|\\.|[()|]")
# Signs that are counted by their wordings anywhere on the page.
SAID = (
    "this_study",
    "purpose",
    "invitation",
    "news",
    "results",
    "in_general",
    "to_fill",
    "code",
    "explains",
    "job",
    "grant",
    "review",
    "drug_label",
    "leaflet",
    "forum",
    "law",
    "prices",
    "list_of_studies",
)


class Wording(NamedTuple):
    """A pattern and letters of which some stand in whatever it finds, one empty string where none do for sure."""

    letters: tuple[str, ...]
    pattern: re.Pattern[str]


class Said(NamedTuple):
    """How many wordings of a sign a page has, and the first of them."""

    times: int
    first: str


@cache
def wordings(sign: str) -> tuple[Wording, ...]:
    """Return the patterns of a sign, in all languages."""
    return tuple(_wording(word) for word in words("signs", sign))


def _wording(word: str) -> Wording:
    parted = word[0] < UNPARTED
    before = r"\b" if parted and (word[0].isalnum() or _OPENS_WITH_A_RUN.match(word)) else ""
    behind = r"\b" if parted and word[-1].isalnum() else ""
    return Wording(_letters(word), re.compile(f"{before}{either([word])}{behind}", re.IGNORECASE))


def _letters(word: str) -> tuple[str, ...]:
    r"""Return letters of which some stand in whatever a pattern finds: those of all of it, else of a group of choices.

    >>> _letters("(?:kan|du kan) (?:delta|vara med)"), _letters("(?:a trial|(?:your|my) doctor)"), _letters(r"\d+")
    (('delta', 'vara'), ('',), ('',))
    """
    try:
        return (certain(word),)
    except ValueError:
        pass
    best: tuple[str, ...] = ("",)
    depth = 0
    for part in _CHOICES.finditer(word):
        depth += (part[0] == "(") - (part[0] == ")")
        if depth or part[1] is None or part[2]:
            continue  # within a group, whose other choices may do without it; or one that may be missing
        with suppress(ValueError):
            found = tuple(map(certain, part[1].split("|")))
            best = max(best, found, key=lambda letters: min(map(len, letters)))
    return best


def said(page: Page, signs: Iterable[str] = SAID) -> dict[str, Said]:
    """Return the signs of words that a page has.

    >>> said(Page("The aim of this study is rest."))["purpose"].first
    'aim of this study'
    """
    view = page.view[:REACH]
    small = view.lower()
    found = {sign: find(sign, view, small) for sign in signs}
    return {sign: one for sign, one in found.items() if one.times}


def find(sign: str, text: str, small: str) -> Said:
    """Count the different wordings of one sign in a text; `small` is the text in small letters."""
    seen: dict[str, str] = {}
    for letters, pattern in wordings(sign):
        if any(some in small for some in letters):
            for match in pattern.finditer(text):
                seen.setdefault(" ".join(match[0].lower().split()), match[0])
    return Said(len(seen), " ".join(next(iter(seen.values()), "").split()))


def has(sign: str, text: str) -> bool:
    """Tell whether a text has a wording of a sign."""
    small = text.lower()
    return any(any(some in small for some in letters) and pattern.search(text) for letters, pattern in wordings(sign))
