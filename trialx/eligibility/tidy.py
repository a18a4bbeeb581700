r"""Tidy copies: the words of a criterion without what a page's making left in them.

What comes in: the words as they stand. What goes out: the same without Markdown's escapes and marks, white space
folded, and where each character of the copy stood. Separate from the tree, since the thresholds are read in the copy
and stand in the page.
"""

import re
from bisect import bisect_right
from typing import Final

# `\*\*`, `2\_b`: the backslash goes. `**bold**`, `__bold__`, `_word_`, `[words](https://…)`: the marks go.
_ESCAPE: Final = r"\\(?=[^\w\s]|_)"
FILLER: Final = "\u2060"  # stands for the rest of a character that a page printed as several: "&ge;"
_LOST: Final = re.compile(rf"{_ESCAPE}|{FILLER}+|(?<=\s)\s+")
_LINK: Final = r"\]\((?:https?:|/|\#|mailto:)[^()\s]{0,300}\)"
_MARKED: Final = re.compile(
    rf"""{_ESCAPE} | {FILLER}+
      | (?<=\s)\s+
      | (?<![\w*\\])\*\*(?=[^\s*][^*\n]{{0,300}}(?<=\S)\*\*(?![\w*]))
      | (?<=[^\s*\\])\*\*(?![\w*])
      | (?<![\w_\\])__?(?=[^\s_][^_\n]{{0,300}}[^\s_\\]__?(?!\w)) | (?<=[^\s_\\])__?(?![\w])
      | \[(?=[^\[\]\n]{{1,200}}{_LINK}) | (?<=\S){_LINK}
    """,
    re.VERBOSE,
)
_BLANKS: Final = re.compile(r"\s+")


def tidy(words: str, *, odd: bool = False) -> str:
    r"""Return a tidy copy; `odd` says that the words may hold other white space than blanks and line breaks.

    >>> tidy(r"**Two** cold  feet \>= 3 [days](https://example.org)")
    'Two cold feet >= 3 days'
    """
    if "\\" in words or FILLER in words or _has_marks(words):
        words = "".join(_kept(words, lost(words)))
    if odd or "  " in words or "\n" in words:
        words = _BLANKS.sub(" ", words)
    return words


def lost(words: str) -> list[tuple[int, int]]:
    """Return the stretches of some words that their tidy copy is without, in order."""
    if not _has_marks(words):
        return [found.span() for found in _LOST.finditer(words)]
    gone: list[tuple[int, int]] = []
    open_marks: set[str] = set()
    for found in _MARKED.finditer(words):
        mark = found[0]
        if mark[0] in "*_[" and mark[0] != "]":
            closes = mark in open_marks
            opens = not closes and (found.end() < len(words) and not words[found.end()].isspace())
            if closes:
                open_marks.discard(mark)
            elif opens and _closes_later(words, mark, found.end()):
                open_marks.add(mark)
            else:
                continue
        elif mark[0] == "]":
            if "[" not in open_marks:
                continue
            open_marks.discard("[")
        gone.append(found.span())
    return gone


def _closes_later(words: str, mark: str, at: int) -> bool:
    return mark == "[" or words.find(mark, at) > at


def _has_marks(words: str) -> bool:
    return "**" in words or "](" in words or "_" in words


def _kept(words: str, gone: list[tuple[int, int]]) -> list[str]:
    parts, at = [], 0
    for start, end in gone:
        parts.append(words[at:start])
        at = end
    parts.append(words[at:])
    return parts


class Origin:
    """Where the characters of a tidy copy stood in the words that it was made of."""

    def __init__(self, words: str) -> None:
        """Hold where the copy of `words` lost characters, and how many up to there."""
        self._at, self._lost = [0], [0]
        for start, end in lost(words):
            self._at.append(start - self._lost[-1])
            self._lost.append(self._lost[-1] + end - start)

    def __call__(self, at: int) -> int:
        """Return the offset in the words of a character of the copy."""
        return at + self._lost[bisect_right(self._at, at) - 1]
