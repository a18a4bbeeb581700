"""Patterns made of the words that rules for prose and titles look for.

What comes in: lists of words, each a pattern of a word or two. What goes out: one pattern for all of them.
"""

import re
from collections.abc import Iterable

# A look to the left (`(?<!non )`) has a fixed width, so the blank that ends it stays one.
_BLANK = re.compile(r" (?!\))")
# What a pattern may do without, or match in several ways: a group, a set, an escape, a letter that may be missing.
_UNCERTAIN = re.compile(r"\([^()]*\)[?*+]?|\[[^\]]*\][?*+]?|\\.[?*+]?|.[?*]")


def either(words: Iterable[str]) -> str:
    r"""Return an alternation of patterns, in which a blank stands for any blanks but behind a look to the left.

    >>> either(["study", "open trials?"])
    '(?:study|open\\s+trials?)'
    """
    return "(?:" + "|".join(_BLANK.sub(r"\\s+", word) for word in words) + ")"


def certain(pattern: str) -> str:
    r"""Return the longest run of letters that stands in whatever a pattern finds, in small letters.

    >>> certain(r"(?<!non )randomi[sz]ed"), certain(r"doppelt?[\s-]?blind\w*"), certain("en ouvert")
    ('randomi', 'doppel', 'ouvert')
    """
    rest = pattern
    while (shorter := _UNCERTAIN.sub(" ", rest)) != rest:
        rest = shorter
    longest = max(rest.split(), key=len, default="").lower()
    if not longest.isalpha():
        raise ValueError(f"{pattern!r}: no letters stand in all that it finds")
    return longest


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds one of the words as a whole word, in any case.

    >>> bool(whole_words(["trial"]).search("A Trial of Tea")), whole_words(["trial"]).search("trials")
    (True, None)
    """
    return re.compile(rf"\b{either(words)}\b", re.IGNORECASE)
