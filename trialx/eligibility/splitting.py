"""Splitting: a criterion's words, each with the token that it is where nothing around it says otherwise.

What comes in: the text of one criterion. What goes out: its words in small letters, where they begin, and their
tokens. Separate from the lexer, which knows what words are together. Most words of a criterion were seen before: what
stands between two blanks is taken apart once and remembered.
"""

import re
from itertools import accumulate

from trialx.eligibility.lexicon import FOLD, Lexicon
from trialx.eligibility.tokens import Token

_SPLIT = re.compile(
    # "than100,000": parted here, since its first digits alone would be another number
    r"(?:(?:than|least|over|above|below)(?=\d)|[a-z]\w*|\d+(?:[.,]\d+|'\d{3})*|[^\W\d_]\w*|&[gl]t;=?|&[gl]e;|>\s?/?\s?=|<\s?/?\s?=|=[<>]|[≥≤]/?=|==|.)\s*",
    re.DOTALL,
)
_SPREAD_SIGN = re.compile(r"[<>＜＞](?: ?[/／] ?| )[=＝]")  # "> =", "< / =": one word with blanks inside
# A page saved in one code and read in another prints ≥ as `â‰¥`; mended to the same length, so that offsets stay.
_MOJIBAKE = re.compile(r"â‰¥|â‰¤|Ã—|â€“")
_MENDED = {"â‰¥": "≥  ", "â‰¤": "≤  ", "Ã—": "× ", "â€“": "-  "}
# Words that lost the blank before a comparison: "ANCgreater than"; names that lost the one before a number: "ECOG0-1".
_GLUED_ENDINGS = ("greater", "higher", "lower", "less", "more", "above", "below", "between", "within")
_GLUED_NUMBER = re.compile(r"([a-z]+)(\d+)$")
MOST_REMEMBERED = 20_000  # a crawl has more, but the rest is rare; a page of garbage may have any number
LONGEST_REMEMBERED = 40  # characters

# Words, their lengths with the blanks behind them, their tokens, and which of them may open something.
_Parts = tuple[tuple[str, ...], tuple[int, ...], tuple[Token, ...], tuple[int, ...]]
_remembered: dict[str, _Parts] = {}
_tokens: dict[str, Token] = {}


def split(text: str, lexicon: Lexicon) -> tuple[list[str], list[int], list[Token], list[int]]:
    """Return the words of a criterion, where each begins, its token, and which may open a number or a phrase.

    >>> from trialx.eligibility.lexicon import lexicon
    >>> split("ECOG0-1", lexicon())[:2]
    (['ecog', '0', '-', '1'], [0, 4, 5, 6])
    """
    begin = 0
    spread = ("=" in text or "＝" in text) and _SPREAD_SIGN.search(text)
    if spread or "  " in text or text[:1] == " " or not text.isprintable():
        begin = len(text) - len(text.lstrip())
        chunks = [text[begin:]]
    else:
        chunks = text.split(" ")
    words: list[str] = []
    lengths: list[int] = []
    tokens: list[Token] = []
    opening: list[int] = []
    for chunk in chunks:
        parts = _remembered.get(chunk) or _apart(chunk, lexicon)
        if parts[3]:
            opening += [len(words) + at for at in parts[3]]
        words += parts[0]
        lengths += parts[1]
        tokens += parts[2]
    return words, list(accumulate(lengths, initial=begin)), tokens, opening


def _apart(chunk: str, lexicon: Lexicon) -> _Parts:
    """Take apart what stands between two blanks."""
    words: list[str] = []
    lengths: list[int] = []
    for piece in _SPLIT.findall(_folded(chunk)):
        word = piece.rstrip()
        if middle := _blank_lost(word, lexicon):
            words.append(word[:middle])
            lengths.append(middle)
        words.append(word[middle:])
        lengths.append(len(piece) - middle)
    if lengths:
        lengths[-1] += 1  # the blank behind
    if len(_remembered) > MOST_REMEMBERED:
        _remembered.clear()
        _tokens.clear()
    opening = [at for at, word in enumerate(words) if word in lexicon.openers or word[:1].isdecimal()]
    parts = tuple(words), tuple(lengths), tuple(map(_token, words)), tuple(opening)
    if len(chunk) <= LONGEST_REMEMBERED:
        _remembered[chunk] = parts
    return parts


def _folded(text: str) -> str:
    """Return a text in small letters with one sign for all of a kind, as long as it was."""
    if not text.isascii():
        if "â" in text or "Ã" in text:
            text = _MOJIBAKE.sub(lambda found: _MENDED[found[0]], text)
        text = text.translate(FOLD)
    return text.lower()


def _token(word: str) -> Token:
    if (known := _tokens.get(word)) is None:
        known = _tokens[word] = Token("word" if word[:1].isalpha() else word, word)
    return known


def _blank_lost(word: str, lexicon: Lexicon) -> int:
    """Return where a word lost a blank, 0 where it did not."""
    if word == "xuln":
        return 1
    if word[-1:].isdecimal() and word not in lexicon.phrases:
        found = _GLUED_NUMBER.match(word)
        return len(found[1]) if found and found[1] in lexicon.words["glued"] else 0
    if len(word) > 6 and word.endswith(_GLUED_ENDINGS) and word not in lexicon.phrases:
        ending = next(ending for ending in _GLUED_ENDINGS if word.endswith(ending))
        return len(word) - len(ending) if len(word) - len(ending) > 1 else 0
    return 0
