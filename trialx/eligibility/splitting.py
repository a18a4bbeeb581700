"""Splitting: a criterion's words, each with the token that it is where nothing around it says otherwise.

What comes in: the text of one criterion. What goes out: its words in small letters, where they begin, and their
tokens. Separate from the lexer, which knows what words are together. Most words of a criterion were seen before: what
stands between two blanks is taken apart once and remembered.
"""

import re
from itertools import accumulate, chain, compress
from typing import Any

from trialx.eligibility.lexicon import FOLD, Lexicon, lexicon
from trialx.eligibility.tokens import Token

_SPLIT = re.compile(
    # "than100,000", "BMI18.5": parted here, since the first digits alone would be another number
    r"(?:(?:than|least|over|above|below|bmi|anc|aged?|score)(?=\d)|[a-z]\w*|\d+(?:[.,]\d+|'\d{3})*|[^\W\d_]\w*|&[gl]t;=?|&[gl]e;|&#(?:\d{1,5}|x[\da-f]{1,4});|>\s?/?\s?=|<\s?/?\s?=|=[<>]|[≥≤]/?=|==|.)\s*",
    re.DOTALL,
)
_SPREAD_SIGN = re.compile(r"[<>＜＞](?: ?[/／] ?| )[=＝]")  # "> =", "< / =": one word with blanks inside
# A page saved in one code and read in another prints ≥ as `â‰¥`; mended to the same length, so that offsets stay.
_MENDED = {"â‰¥": "≥  ", "â‰¤": "≤  ", "â\x89¥": "≥  ", "â\x89¤": "≤  ", "Ã—": "× ", "â€“": "-  "}
_MOJIBAKE = re.compile("|".join(_MENDED))
# Words that lost the blank before a comparison: "ANCgreater than"; names that lost the one before a number: "ECOG0-1".
_GLUED_ENDINGS = ("greater", "higher", "lower", "less", "more", "above", "below", "between", "within")
_GLUED_CLASS = re.compile(r"(asa|nyha|grade|class|stage)(?:i{1,3}|iv|v)$")
_GLUED_NUMBER = re.compile(r"([a-z]+)(\d+)$")
MOST_REMEMBERED = 60_000  # 2,300 studies hold 29,000, in 13 MB; a page of garbage may have any number
LONGEST_REMEMBERED = 40  # characters

COLUMNS = 4  # of a word that is remembered: itself, its length with the blanks behind it, its token, whether it opens


class _OddBlanks(Exception):
    """The words do not stand with a single blank between any two."""


class _Remembered(dict[str, tuple[Any, ...]]):
    """What stands between two blanks, taken apart: the four columns of each word, one after the other."""

    def __missing__(self, chunk: str) -> tuple[Any, ...]:
        if not chunk or chunk[0].isspace():
            raise _OddBlanks
        if len(self) > MOST_REMEMBERED:
            self.clear()
            _tokens.clear()
        parts = tuple(_apart(chunk, lexicon()))
        if len(chunk) <= LONGEST_REMEMBERED:
            self[chunk] = parts
        return parts


_remembered = _Remembered()
_tokens: dict[str, Token] = {}


def split(text: str, chunks: list[str]) -> tuple[list[str], list[int], list[Token], list[int]]:
    """Return the words of a criterion, where each begins, its token, and which may open a number or a phrase.

    `chunks` is what stands between the blanks of `text`.

    >>> words, starts, _, opening = split("ECOG0-1", ["ECOG0-1"])
    >>> words, starts, opening
    (['ecog', '0', '-', '1'], [0, 4, 5, 6, 8], [0, 1, 3])
    """
    if ("=" in text or "＝" in text) and _SPREAD_SIGN.search(text):
        begin, columns = _in_one(text)
    else:
        try:
            begin, columns = 0, list(chain.from_iterable(map(_remembered.__getitem__, chunks)))
        except _OddBlanks:
            begin, columns = _in_one(text)
    words = columns[::COLUMNS]
    starts = list(accumulate(columns[1::COLUMNS], initial=begin))
    return words, starts, columns[2::COLUMNS], list(compress(range(len(words)), columns[3::COLUMNS]))


def _in_one(text: str) -> tuple[int, list[Any]]:
    """Return where the words of a text begin, and their columns, whatever the blanks between them."""
    words = text.lstrip()
    return len(text) - len(words), list(_remembered[words] if words else ())


def _apart(chunk: str, lexicon: Lexicon) -> list[Any]:
    """Take apart what stands between two blanks."""
    found: list[Any] = []
    for piece in _SPLIT.findall(_folded(chunk)):
        word, length = piece.rstrip(), len(piece)
        if middle := _blank_lost(word, lexicon):
            found += (word[:middle], middle, *_known(word[:middle], lexicon))
        word = word[middle:]
        found += (word, length - middle, *_known(word, lexicon))
    if found:
        found[1 - COLUMNS] += 1  # the blank behind the chunk
    return found


def _folded(text: str) -> str:
    """Return a text in small letters with one sign for all of a kind, as long as it was."""
    if not text.isascii():
        if "â" in text or "Ã" in text:
            text = _MOJIBAKE.sub(lambda found: _MENDED[found[0]], text)
        text = text.translate(FOLD)
    return text.lower()


def _known(word: str, lexicon: Lexicon) -> tuple[Token, bool]:
    """Return the token of a word, the same for all its places, and whether it may open a number or a phrase."""
    if (token := _tokens.get(word)) is None:
        token = _tokens[word] = Token("word" if word[:1].isalpha() else word, word)
    return token, word in lexicon.openers or word[:1].isdecimal()


def _blank_lost(word: str, lexicon: Lexicon) -> int:
    """Return where a word lost a blank, 0 where it did not."""
    if word == "xuln":
        return 1
    if word[-1:] in "ivx" and (found := _GLUED_CLASS.match(word)):  # "ASAII", "GradeIII"
        return len(found[1])
    if word[-1:].isdecimal() and word not in lexicon.phrases:
        found = _GLUED_NUMBER.match(word)
        return len(found[1]) if found and found[1] in lexicon.words["glued"] else 0
    if len(word) > 6 and word.endswith(_GLUED_ENDINGS) and word not in lexicon.phrases:
        ending = next(ending for ending in _GLUED_ENDINGS if word.endswith(ending))
        return len(word) - len(ending) if len(word) - len(ending) > 1 else 0
    return 0
