"""The lexer: a criterion's words become tokens with offsets.

What comes in: the text of one criterion and the lexicon. What goes out: a list of `Token`: numbers with their units,
comparisons, limits of normal, names of variables, and all other words as they are. Separate from the reader, which
sees no characters. One pass over the text; a phrase costs as many look-ups as it has words.
"""

import re
from typing import NamedTuple

from trialx.eligibility.lexicon import END, FOLD, Lexicon, Phrases, squeezed

# A page saved in one code and read in another prints ≥ as `â‰¥`; HTML that was escaped twice prints `&ge;`.
_MENDED = {
    "â‰¥": "≥", "â‰¤": "≤", "ã—": "×", "&ge;": "≥", "&le;": "≤", "&gt;": ">", "&lt;": "<", "&gt;=": "≥", "&lt;=": "≤",
    ">=": "≥", "=>": "≥", "<=": "≤", "=<": "≤", ">/=": "≥", "</=": "≤", "≥/=": "≥", "â€“": "-", "≥=": "≥", "≤=": "≤", "==": "=",
}  # fmt: skip
_LEXEME = re.compile(
    r"(\d+(?:[.,]\d+)*)|([^\W\d_]\w*)|(&[gl]t;=?|&[gl]e;|>\s?/?\s?=|<\s?/?\s?=|=[<>]|[≥≤]/?=|==)|(\S)"
)
_MOJIBAKE = re.compile(r"â‰¥|â‰¤|Ã—|â€“")
_COMPARISONS = {"≥": ">=", "≤": "<=", ">": ">", "<": "<", "=": "=", "≈": "=", "~": "~"}
# Words that lost the blank before a comparison: "ANCgreater than".
_GLUED = re.compile(r"([^\W\d_]{2,})(greater|higher|lower|less|more|above|below|between|within)$", re.IGNORECASE)
_GLUED_NUMBER = re.compile(r"([A-Za-z]+)(\d+)$")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
_POINT_THOUSANDS = re.compile(r"\d{2,3}\.000$")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_ONE_UNITS = {"year": "a", "month": "mo", "week": "wk", "day": "d", "hour": "h"}
_RECENT = frozenset({"last", "past", "previous", "preceding", "prior", "within"})
_TIME_WORDS = frozenset({"week", "weeks", "day", "days", "month", "months", "year", "years", "hour", "hours"})
MOST_WORDS_OF_A_UNIT = 14


class Token(NamedTuple):
    """One token: `kind` is num, op, limit, var, word or a mark of punctuation; `text[start:end]` is what it was read from.

    `value` is the number, the comparison, the limit, the variable or the word in small letters; `unit` a number's unit
    (UCUM-like), None without one. `label` is true for a number that only names something ("type 2", "week 10").
    """

    kind: str
    value: str
    start: int
    end: int
    number: float = 0.0
    unit: str | None = None
    label: bool = False


class Lexeme(NamedTuple):
    """A piece of text without blanks; `kind` 1 is a number, 2 a word, 3 and 4 are signs."""

    word: str
    start: int
    end: int
    kind: int


def tokens(text: str, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of a criterion.

    >>> from trialx.eligibility.lexicon import lexicon
    >>> [(token.kind, token.value, token.unit) for token in tokens("Hgb ≥ 9 g/dL", lexicon())]
    [('var', 'hemoglobin', None), ('op', '>=', None), ('num', '9', 'g/dL')]
    """
    found: list[Token] = []
    pieces = _lexemes(text, lexicon.words["glued"])
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece.kind == 1 or (piece.word in lexicon.numbers and piece.kind == 2 and not _in_phrase(pieces, at, lexicon)):
            at = _number(text, pieces, at, lexicon, found)
        elif (comparison := _COMPARISONS.get(piece.word)) is not None:
            at = _comparison(pieces, at, comparison, found)
        else:
            at = _phrase(text, pieces, at, lexicon, found)
    return found


def _lexemes(text: str, unglued: frozenset[str]) -> list[Lexeme]:
    folded = text
    if not text.isascii():
        if "â" in text or "Ã" in text:  # mended to the same length, so that offsets stay
            folded = _MOJIBAKE.sub(lambda found: _MENDED[found[0].lower()].ljust(len(found[0])), folded)
        folded = folded.translate(FOLD)
    found: list[Lexeme] = []
    for piece in _LEXEME.finditer(folded):
        word = piece[0]
        kind = piece.lastindex or 4
        if kind == 2:
            if word[-1].isdigit() and (glued := _GLUED_NUMBER.match(word)) and glued[1].lower() in unglued:
                middle = piece.start() + len(glued[1])
                found.append(Lexeme(glued[1].lower(), piece.start(), middle, 2))
                found.append(Lexeme(glued[2], middle, piece.end(), 1))
                continue
            if glued := _GLUED.match(word) if len(word) > 6 else None:
                middle = piece.start() + len(glued[1])
                found.append(Lexeme(glued[1].lower(), piece.start(), middle, 2))
                found.append(Lexeme(glued[2].lower(), middle, piece.end(), 2))
                continue
            word = word.lower()
        elif kind == 3:
            word = _MENDED.get(word.replace(" ", "").lower(), word)
        found.append(Lexeme(word, piece.start(), piece.end(), kind))
    return found


def _in_phrase(pieces: list[Lexeme], at: int, lexicon: Lexicon) -> bool:
    """Whether a number in words belongs to a name: "six minute walk"."""
    return pieces[at].word in lexicon.phrases and match(lexicon.phrases, pieces, at) is not None


def match(table: Phrases, pieces: list[Lexeme], at: int) -> tuple[int, str, str, bool] | None:
    """Return the longest phrase at `at`: where it ends, its kind and meaning, and whether it wants capitals."""
    best = None
    place = table
    while at < len(pieces):
        word = pieces[at].word
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


def _comparison(pieces: list[Lexeme], at: int, comparison: str, found: list[Token]) -> int:
    """Read a sign, or two: "> or = 18", "> / = 18", "≥ or equal to"."""
    start, end = pieces[at].start, pieces[at].end
    rest = [piece.word for piece in pieces[at + 1 : at + 4]]
    at += 1
    if comparison in "<>":
        if rest[:2] in (["or", "="], ["/", "="]):
            comparison, end, at = comparison + "=", pieces[at + 1].end, at + 2
        elif rest[:3] == ["or", "equal", "to"]:
            comparison, end, at = comparison + "=", pieces[at + 2].end, at + 3
        elif rest[:1] == ["/"] and rest[1:2] and rest[1][:1].isdigit():  # "</ 5": the sign lost its line
            comparison, end, at = comparison + "=", pieces[at].end, at + 1
    if comparison == "~":
        found.append(Token("-", "~", start, end))
    elif found and found[-1].kind == "op" and comparison == "=":
        pass  # "≥ = 18"
    else:
        found.append(Token("op", comparison, start, end))
    return at


def _phrase(text: str, pieces: list[Lexeme], at: int, lexicon: Lexicon, found: list[Token]) -> int:
    piece = pieces[at]
    word = piece.word
    if word in lexicon.phrases and (hit := match(lexicon.phrases, pieces, at)) is not None:
        end, kind, value, capitals = hit
        words = text[piece.start : pieces[end - 1].end]
        if not capitals or words.rstrip("s").isupper():
            found.append(Token(kind, value, piece.start, pieces[end - 1].end))
            return end
    if word in _ONE_UNITS and found and piece.kind == 2:
        back = -2 if found[-1].value in ("the", "a", "an") and len(found) > 1 else -1
        following = pieces[at + 1].word if at + 1 < len(pieces) else ""
        # "within the year prior to", "in the past month", "in the month prior to"
        if found[back].value in _RECENT or (back == -2 and found[-1].value == "the" and following in ("prior", "preceding", "before")):
            found.append(Token("num", word, piece.start, piece.end, 1.0, _ONE_UNITS[word]))
            return at + 1
    found.append(Token("word" if piece.kind == 2 else word, word, piece.start, piece.end))
    return at + 1


def _number(text: str, pieces: list[Lexeme], at: int, lexicon: Lexicon, found: list[Token]) -> int:
    piece = pieces[at]
    start, end = piece.start, piece.end
    value = lexicon.numbers[piece.word] if piece.kind == 2 else number(piece.word)
    at += 1
    # "100 000": the blank stands for a comma.
    if piece.kind == 1 and len(piece.word) <= 3 and at < len(pieces) and pieces[at].word == "000" and pieces[at].start == end + 1:
        value, end, at = value * 1000, pieces[at].end, at + 1
    # "six (6) months", "14 (fourteen) days"
    if at + 2 < len(pieces) and pieces[at].word == "(" and pieces[at + 2].word == ")":
        again = pieces[at + 1]
        restated = lexicon.numbers.get(again.word) if again.kind == 2 else number(again.word) if again.kind == 1 else None
        if restated == value:
            end, at = pieces[at + 2].end, at + 3
    label = _names(found, lexicon) or _in_formula(pieces, at)
    unit_end, unit = _unit(pieces, at, lexicon)
    if found and text[found[-1].start : found[-1].end].lower().endswith(("week", "weeks")) and _gestation(pieces, at):  # "after week 20 of gestation"
        found.append(Token("num", piece.word, start, end, value, "wk"))
        return at
    if unit is None and piece.kind == 1 and at < len(pieces) and pieces[at].kind == 2 and pieces[at].start == end:
        glued = pieces[at].word
        if glued in _ORDINAL_ENDINGS or not (glued in lexicon.words["fold"] or glued in ("to", "and", "or", "xuln", "uln")):
            found.append(Token("word", text[start : pieces[at].end].lower(), start, pieces[at].end))
            return at + 1
        if glued == "xuln":
            found.append(Token("num", piece.word, start, end, value, None, label))
            found.append(Token("limit", "ULN", pieces[at].start, pieces[at].end))
            return at + 1
    if unit is not None:
        end, at = pieces[unit_end - 1].end, unit_end
    found.append(Token("num", piece.word, start, end, value, unit, label))
    return at


def _gestation(pieces: list[Lexeme], at: int) -> bool:
    words = [piece.word for piece in pieces[at : at + 2]]
    return bool(words) and (words[0].startswith("gestation") or words in (["of", "gestation"], ["of", "pregnancy"], ["of", "gestational"]))


def _in_formula(pieces: list[Lexeme], at: int) -> bool:
    """Whether a number is a constant of a formula: "(140-age) × weight", "× 72)"."""
    before = pieces[at - 2].word if at > 1 else ""
    if before in ("×", "*") and (at >= len(pieces) or pieces[at].word in (")", "×", "*", "]")):
        return True
    return at + 1 < len(pieces) and pieces[at].word == "-" and pieces[at + 1].word == "age"


def number(digits: str) -> float:
    """Return the value of a number as printed: thousands with commas, a decimal comma, "100.000" as thousands.

    >>> number("75,000"), number("1,2"), number("100.000")
    (75000.0, 1.2, 100000.0)
    """
    if "," not in digits:
        if digits.count(".") > 1:
            return float(digits.replace(".", "")) if all(len(part) == 3 for part in digits.split(".")[1:]) else float(digits.split(".")[0])
        return float(digits.replace(".", "")) if _POINT_THOUSANDS.match(digits) else float(digits)
    if _THOUSANDS.match(digits) and not digits.startswith("0"):
        return float(digits.replace(",", ""))
    whole, _, rest = digits.partition(",")
    return float(f"{whole}.{rest}") if rest.isdigit() and "." not in whole else float(digits.replace(",", "").split(".")[0])


def _names(found: list[Token], lexicon: Lexicon) -> bool:
    """Whether the number to come only names something: "type 2", "Cohorts 1, 2 and 3", "week 10"."""
    at = len(found) - 1
    while at >= 1 and (found[at].value in (",", "and", "or", "/", "-", "&", "to") and found[at - 1].label):
        at -= 1
    if at < 0:
        return False
    last = found[at]
    if last.label and at < len(found) - 1:
        return True
    if last.kind in (".", "#", "-", ":") and at > 0 and last.value != ":":
        last = found[at - 1]
        if found[at].kind == "." and last.value not in ("v", "ver", "no"):
            return False
    if last.kind == "var":  # "CTCAE 4.03"
        return last.value == "ctcae_grade"
    if last.kind != "word":
        return False
    word = last.value
    return word in lexicon.words["labels"] or word.removesuffix("s") in lexicon.words["labels"] or word in _TIME_WORDS


def _unit(pieces: list[Lexeme], at: int, lexicon: Lexicon) -> tuple[int, str | None]:
    """Return where the unit at `at` ends and its code: the longest spelling that the lexicon knows."""
    best: tuple[int, str | None] = (at, None)
    spelling = ""
    for here in range(at, min(at + MOST_WORDS_OF_A_UNIT, len(pieces))):
        part = squeezed(pieces[here].word, first=not spelling)
        if not part:
            if not spelling and (pieces[here].word != "-" or pieces[here].start != pieces[here - 1].end):
                break
            continue
        spelling += part
        if spelling not in lexicon.unit_starts:
            break
        if spelling in lexicon.units:
            best = (here + 1, lexicon.units[spelling])
    end, unit = best
    if unit is not None and end + 1 < len(pieces) and pieces[end].word == "(" and pieces[end + 1].kind != 1:
        again, restated = _unit(pieces, end + 1, lexicon)
        if restated == unit and again < len(pieces) and pieces[again].word == ")":
            return again + 1, unit
    return best
