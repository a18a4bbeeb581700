"""The words that the rules for prose and titles look for, loaded when first asked for.

What comes in: the name of a file in `data/`. What goes out: its lists, and patterns made of them. Separate from the
rules, because the words are data that grow with every language.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from trialx.stored import stored_yaml

# A look to the left (`(?<!non )`) has a fixed width, so the blank that ends it stays one.
_BLANK = re.compile(r" (?!\))")
# What a pattern may do without, or match in several ways: a group, a set, an escape, a letter that may be missing.
_UNCERTAIN = re.compile(r"\([^()]*\)[?*+]?|\[[^\]]*\][?*+]?|\\.[?*+]?|.[?*]")


@cache
def phrases(name: str) -> Any:
    """Return what `data/<name>.yaml` holds, every scalar a string.

    >>> "trial" in phrases("titles")["study_words"]
    True
    """
    return stored_yaml(Path(__file__).parent / f"{name}.yaml")


def either(words: list[str]) -> str:
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


def whole_words(words: list[str]) -> re.Pattern[str]:
    """Return a pattern that finds one of the words as a whole word, in any case.

    >>> bool(whole_words(["trial"]).search("A Trial of Tea")), whole_words(["trial"]).search("trials")
    (True, None)
    """
    return re.compile(rf"\b{either(words)}\b", re.IGNORECASE)
