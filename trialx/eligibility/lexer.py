"""The lexer: a criterion's words become tokens with offsets.

What comes in: the text of one criterion and the lexicon. What goes out: `Lexed`: the words as they stand and a list
of `Token`: numbers with their units, comparisons, limits of normal, names of variables, and all other words. Separate
from the reader, which sees no characters. One pass over the text; a phrase costs as many look-ups as it has words.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from itertools import accumulate, repeat
from operator import add
from typing import cast

from trialx.eligibility.figures import number
from trialx.eligibility.labels import in_formula, is_gestation, only_names
from trialx.eligibility.lexicon import END, FOLD, Lexicon, Phrases, squeezed
from trialx.eligibility.tokens import Lexed, Token

_SPLIT = re.compile(
    # "than100,000": parted here, since its first digits alone would be another number
    r"(?:(?:than|least|over|above|below)(?=\d)|[a-z]\w*|\d+(?:[.,]\d+|'\d{3})*|[^\W\d_]\w*|&[gl]t;=?|&[gl]e;|>\s?/?\s?=|<\s?/?\s?=|=[<>]|[≥≤]/?=|==|.)\s*",
    re.DOTALL,
)
# A page saved in one code and read in another prints ≥ as `â‰¥`; mended to the same length, so that offsets stay.
_MOJIBAKE = re.compile(r"â‰¥|â‰¤|Ã—|â€“")
_MENDED = {"â‰¥": "≥  ", "â‰¤": "≤  ", "Ã—": "× ", "â€“": "-  "}
_FOLDS = {chr(printed): chr(plain) if isinstance(plain, int) else plain for printed, plain in FOLD.items()}
_FOLDED = re.compile(f"[{''.join(map(re.escape, _FOLDS))}]")  # a few signs: a search costs less than `translate`
_COMPARISONS = {
    **dict.fromkeys(("≥", ">=", "> =", ">/=", "> / =", "=>", "&ge;", "&gt;=", "≥=", "≥/="), ">="),
    **dict.fromkeys(("≤", "<=", "< =", "</=", "< / =", "=<", "&le;", "&lt;=", "≤=", "≤/="), "<="),
    **dict.fromkeys((">", "&gt;"), ">"), **dict.fromkeys(("<", "&lt;"), "<"), **dict.fromkeys(("=", "==", "≈"), "="),
    "~": "~",
}  # fmt: skip
# Words that lost the blank before a comparison: "ANCgreater than"; names that lost the one before a number: "ECOG0-1".
_GLUED_ENDINGS = ("greater", "higher", "lower", "less", "more", "above", "below", "between", "within")
_GLUED_NUMBER = re.compile(r"([a-z]+)(\d+)$")
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_ONE_UNITS = {"year": "a", "month": "mo", "week": "wk", "day": "d", "hour": "h"}
_RECENT = frozenset({"last", "past", "previous", "preceding", "prior", "within"})
_SPLITS_NUMBER = frozenset({"to", "and", "or", "uln"})
MOST_WORDS_OF_A_UNIT = 14
MOST_KNOWN_WORDS = 50_000  # remembered; a crawl has no more, a page of garbage may

# What kind of token each word is: looked up once instead of in four places. It changes what a word costs, not what it
# is. Of an odd word something is known, and the words around it decide what it becomes.
_kinds: dict[str, str] = {}
_odd: set[str] = set()
_token: Callable[[Iterable[object]], Token] = partial(tuple.__new__, Token)  # what Token._make does, without its check


def lex(text: str, lexicon: Lexicon) -> Lexed:
    """Take a criterion apart.

    >>> from trialx.eligibility.lexicon import lexicon
    >>> [(token.kind, token.value, token.unit) for token in lex("Hgb ≥ 9 g/dL", lexicon()).tokens]
    [('var', 'hemoglobin', None), ('op', '>=', None), ('num', '9', 'g/dL')]
    """
    lexed, kinds = _words(text, lexicon)
    words, found = lexed.words, lexed.tokens
    phrases, numbers = lexicon.phrases, lexicon.numbers
    plain = _plain(lexed, kinds)
    upto = 0
    for at in [at for at, word in enumerate(words) if word in _odd]:
        if at < upto:  # read with a word before it
            continue
        found += plain[upto:at]
        word = words[at]
        if word[0].isdecimal():
            upto = _number(lexed, at, lexicon)
        elif (place := phrases.get(word)) is not None and (
            END in place or (at + 1 < len(words) and (words[at + 1] in place or words[at + 1] == "-"))
        ):
            upto = _phrase(lexed, at, lexicon)
        elif word in _COMPARISONS:
            upto = _comparison(lexed, at)
        elif word in numbers:
            upto = _number(lexed, at, lexicon)
        elif word in _ONE_UNITS:
            upto = _one(lexed, at)
        else:
            found.append(plain[at])
            upto = at + 1
    found += plain[upto:]
    return lexed


def _plain(lexed: Lexed, kinds: list[str]) -> list[Token]:
    """Return every word as a token; made for all at once, since most stay as they are."""
    words, starts = lexed.words, lexed.starts
    ends = map(add, starts, map(len, words))
    here = range(len(words) + 1)
    return list(map(_token, zip(kinds, words, starts, ends, here, here[1:], repeat(0.0), repeat(None), repeat(False))))


def _words(text: str, lexicon: Lexicon) -> tuple[Lexed, list[str]]:
    """Split a text into words; with the kinds of token that they are where nothing is known of them."""
    folded = text
    if not text.isascii():
        if "â" in text or "Ã" in text:
            folded = _MOJIBAKE.sub(lambda found: _MENDED[found[0]], folded)
        folded = _FOLDED.sub(lambda found: _FOLDS[found[0]], folded)
    folded = folded.lower()
    lead = len(folded) - len(folded.lstrip())
    pieces = _SPLIT.findall(folded, lead)  # each with the blanks behind it, so that their lengths are the offsets
    words = list(map(str.rstrip, pieces))
    starts = list(accumulate(map(len, pieces), initial=lead))
    kinds = list(map(_kinds.get, words))
    if None in kinds:
        words, starts = _parted(words, starts, lexicon)
        kinds = [_kinds[word] for word in words]
    return Lexed(text, words, starts, []), cast(list[str], kinds)


def _parted(words: list[str], starts: list[int], lexicon: Lexicon) -> tuple[list[str], list[int]]:
    """Part the words that lost a blank, and remember of all words what kind of token they are."""
    parts: list[str] = []
    begins: list[int] = []
    tables = (lexicon.phrases, lexicon.numbers, _COMPARISONS, _ONE_UNITS)
    if len(_kinds) > MOST_KNOWN_WORDS:
        _kinds.clear()
        _odd.clear()
    for word, start in zip(words, starts, strict=False):  # behind the last word stands where it ends
        middle = 0 if word in _kinds else _blank_lost(word, lexicon)
        for piece in (word[:middle], word[middle:]) if middle else (word,):
            parts.append(piece)
            begins.append(start)
            start += len(piece)
            if piece not in _kinds:
                _kinds[piece] = "word" if piece[:1].isalpha() else piece
                if piece[:1].isdecimal() or any(piece in table for table in tables):
                    _odd.add(piece)
    return parts, begins


def _blank_lost(word: str, lexicon: Lexicon) -> int:
    """Return where a word lost a blank, 0 where it did not."""
    if word == "xuln":
        return 1
    if word[-1].isdecimal() and word not in lexicon.phrases:
        found = _GLUED_NUMBER.match(word)
        return len(found[1]) if found and found[1] in lexicon.words["glued"] else 0
    if len(word) > 6 and word.endswith(_GLUED_ENDINGS) and word not in lexicon.phrases:
        ending = next(ending for ending in _GLUED_ENDINGS if word.endswith(ending))
        return len(word) - len(ending) if len(word) - len(ending) > 1 else 0
    return 0


def match(table: Phrases, words: list[str], at: int, stop: int) -> tuple[int, str, str, bool] | None:
    """Return the longest phrase at `at`: where it ends, its kind and meaning, and whether it wants capitals."""
    best = None
    place = table
    while at < stop:
        word = words[at]
        following = place.get(word)
        if following is None:
            if word != "-" or place is table:
                break
            at += 1  # a hyphen inside a name is a blank
            continue
        place = following
        at += 1
        if END in place:
            best = (at, *place[END])
    return best


def _add(lexed: Lexed, kind: str, value: str, at: int, upto: int) -> int:
    lexed.tokens.append(Token(kind, value, lexed.starts[at], lexed.end(upto - 1), at, upto))
    return upto


def _one(lexed: Lexed, at: int) -> int:
    """Read a unit without a number: "within the year prior to", "in the past month", "in the month prior to"."""
    word, found = lexed.words[at], lexed.tokens
    if found:
        back = -2 if found[-1].value in ("the", "a", "an") and len(found) > 1 else -1
        following = lexed.words[at + 1] if at + 1 < len(lexed.words) else ""
        if found[back].value in _RECENT or (found[-1].value == "the" and following in ("prior", "preceding", "before")):
            found.append(Token("num", word, lexed.starts[at], lexed.end(at), at, at + 1, 1.0, _ONE_UNITS[word]))
            return at + 1
    return _add(lexed, "word", word, at, at + 1)


def _comparison(lexed: Lexed, at: int) -> int:
    """Read a sign, or two: "> or = 18", "≥ = 18", "≥ or equal to"."""
    words, found = lexed.words, lexed.tokens
    comparison = _COMPARISONS[words[at]]
    upto = at + 1
    if comparison in "<>":
        rest = words[at + 1 : at + 4]
        if rest[:2] in (["or", "="], ["/", "="]):
            comparison, upto = comparison + "=", at + 3
        elif rest == ["or", "equal", "to"]:
            comparison, upto = comparison + "=", at + 4
        elif rest[:1] == ["/"] and rest[1:2] and rest[1][0].isdecimal():  # "</ 5": the sign lost its line
            comparison, upto = comparison + "=", at + 2
    if comparison == "~":
        return _add(lexed, "-", "~", at, upto)
    if comparison == "=" and found and found[-1].kind == "op":
        return upto
    return _add(lexed, "op", comparison, at, upto)


def _phrase(lexed: Lexed, at: int, lexicon: Lexicon) -> int:
    hit = match(lexicon.phrases, lexed.words, at, len(lexed.words))
    if hit is not None:
        upto, kind, value, capitals = hit
        printed = lexed.text[lexed.starts[at] : lexed.end(upto - 1)].rstrip("s")
        if not capitals or printed.isupper() or any(map(str.isupper, printed[1:])):  # "QTc", "CrCl" are no plain words
            return _add(lexed, kind, value, at, upto)
    if lexed.words[at] in lexicon.numbers:
        return _number(lexed, at, lexicon)
    if lexed.words[at] in _COMPARISONS:
        return _comparison(lexed, at)
    if lexed.words[at] in _ONE_UNITS:
        return _one(lexed, at)
    word = lexed.words[at]
    return _add(lexed, "word" if word[0].isalpha() else word, word, at, at + 1)


def _number(lexed: Lexed, at: int, lexicon: Lexicon) -> int:
    words, starts, found = lexed.words, lexed.starts, lexed.tokens
    first, word = at, words[at]
    if _is_code(lexed, at, lexicon):
        return _add(lexed, "word", word, at, at + 1)
    digits = word[0].isdecimal()
    value = number(word) if digits else lexicon.numbers[word]
    at += 1
    # "100 000": the blank stands for a comma.
    if digits and len(word) <= 3 and at < len(words) and words[at] == "000" and starts[at] == lexed.end(first) + 1:
        value, at = value * 1000, at + 1
    if words[at + 1 : at + 3] == ["/", "7"] and words[at] in ("0", "1", "2", "3", "4", "5", "6"):  # "37 0/7 weeks"
        value, at = round(value + int(words[at]) / 7, 3), at + 3
    # "six (6) months", "14 (fourteen) days"
    if at + 2 < len(words) and words[at] == "(" and words[at + 2] == ")":
        again = words[at + 1]
        if lexicon.numbers.get(again) == value or (again[0].isdecimal() and number(again) == value):
            at += 3
    label = only_names(found, lexicon) or in_formula(words, at)
    upto, unit = _unit(lexed, at, lexicon)
    if unit is None:
        upto = at
        if is_gestation(words, at) and first and words[first - 1] in ("week", "weeks"):  # "after week 20 of gestation"
            unit, label = "wk", False
        elif digits and at < len(words) and words[at][0].isalpha() and starts[at] == lexed.end(at - 1):
            glued = words[at]
            if glued not in _SPLITS_NUMBER and glued not in lexicon.words["fold"]:  # "5HT", "2nd" are no numbers
                return _add(lexed, "word", lexed.text[starts[first] : lexed.end(at)].lower(), first, at + 1)
    plus = upto if words[upto : upto + 1] == ["+"] and starts[upto] == lexed.end(upto - 1) else None
    width = 1
    if unit is None and words[upto : upto + 2] == ["or", "more"]:  # "6 or more weeks"
        stop, timed = _unit(lexed, upto + 2, lexicon)
        rate = words[stop : stop + 1] in (["per"], ["a"], ["each"], ["every"], ["/"])
        if timed is not None and lexicon.dimension[timed] == "time" and not rate:
            plus, width = upto, 2
    if plus is not None and unit is None:  # "18+ years"
        upto, unit = _unit(lexed, plus + width, lexicon)
        upto = upto if unit is not None else plus
    found.append(Token("num", word, starts[first], lexed.end(upto - 1), first, upto, value, unit, label))
    if plus is not None and unit is not None and upto > plus:
        found.append(Token("+", "+", starts[plus], lexed.end(upto - 1), plus, upto))
    return upto


def _is_code(lexed: Lexed, at: int, lexicon: Lexicon) -> bool:
    """Whether a number is part of a name in capitals, "AB-1234", that is not one of a variable."""
    words, starts = lexed.words, lexed.starts
    if at < 2 or words[at - 1] != "-" or starts[at] != starts[at - 1] + 1 or starts[at - 1] != lexed.end(at - 2):
        return False
    return lexed.text[starts[at - 2] : starts[at - 1]].isupper() and END not in lexicon.phrases.get(words[at - 2], {})


def _unit(lexed: Lexed, at: int, lexicon: Lexicon) -> tuple[int, str | None]:
    """Return where the unit at `at` ends and its code: the longest spelling that the lexicon knows."""
    words, starts = lexed.words, lexed.starts
    best: tuple[int, str | None] = (at, None)
    spelling = ""
    for here in range(at, min(at + MOST_WORDS_OF_A_UNIT, len(words))):
        part = squeezed(words[here], first=not spelling)
        if not part:
            if not spelling and (words[here] != "-" or starts[here] != lexed.end(here - 1)):
                break
            continue
        spelling += part
        if spelling not in lexicon.unit_starts:
            break
        if spelling in lexicon.units:
            best = (here + 1, lexicon.units[spelling])
    end, unit = best
    if unit is not None and end + 1 < len(words) and words[end] == "(" and not words[end + 1][0].isdecimal():
        again, restated = _unit(lexed, end + 1, lexicon)  # "kilograms (kg)"; no deeper, since a unit holds no number
        if restated == unit and again < len(words) and words[again] == ")":
            return again + 1, unit
    return best
