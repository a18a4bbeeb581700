"""The lexer: a criterion's words become tokens with offsets.

What comes in: the text of one criterion and the lexicon. What goes out: `Lexed`: the words as they stand and a list
of `Token`: numbers with their units, comparisons, limits of normal, names of variables, and all other words. Separate
from the reader, which sees no characters. One pass over the text; a phrase costs as many look-ups as it has words.
"""

from trialx.eligibility.figures import is_garbled, number
from trialx.eligibility.labels import in_formula, is_gestation, only_names
from trialx.eligibility.lexicon import (
    COMPARISON,
    COMPARISONS,
    END,
    NUMBER,
    ONE,
    ONE_UNITS,
    SIGN,
    Lexicon,
    Phrases,
    squeezed,
)
from trialx.eligibility.splitting import split
from trialx.eligibility.tokens import GLUED_PLUS, Lexed, Token

_SIGNS = {sign: Token("op", sign, unit=SIGN) for sign in (">=", "<=", ">", "<", "=")}
_ABOUT = Token("-", "~")
_RECENT = frozenset({"last", "past", "previous", "preceding", "prior", "within"})
_SPLITS_NUMBER = frozenset({"to", "and", "or", "uln"})
_SEVENTHS = frozenset("0123456")
_BEFORE_A_MINUS = frozenset({"between", "and", "to", "than", "of", "from", "or", "below", "above"})
_WEEKS = frozenset({"weeks", "week", "gestation", "gestational", "wks", "-"})
_NORMAL = Token("limit", "ULN")
_ANY_NUMBER: tuple[Phrases, str] = ({}, NUMBER)
MOST_WORDS_OF_A_UNIT = 14
_BEFORE_A_UNIT = frozenset(
    {"pk", "elimination", "terminal", "pharmacokinetic", "gestational", "gestation", "completed", "full", "plasma"}
)
_ORDINAL = frozenset({"th", "st", "nd", "rd"})
_CENTILES = frozenset({"percentile", "percentiles", "centile", "centiles"})


def lex(text: str, lexicon: Lexicon, chunks: list[str] | None = None) -> Lexed:
    """Take a criterion apart; `chunks` is what stands between its blanks, where that is known already.

    >>> from trialx.eligibility.lexicon import lexicon
    >>> [(token.kind, token.value, token.unit) for token in lex("Hgb ≥ 9 g/dL", lexicon()).tokens]
    [('var', 'hemoglobin', None), ('op', '>=', 'sign'), ('num', '9', 'g/dL')]
    """
    words, starts, plain, opening = split(text, text.split(" ") if chunks is None else chunks)
    lexed = Lexed(text, words, starts, [], [], {}, [])
    found, pieces, telling, openers = lexed.tokens, lexed.pieces, lexed.telling, lexicon.openers
    upto, last = 0, len(words) - 1
    for at in opening:
        if at < upto:  # read with a word before it
            continue
        place, opens = openers.get(words[at], _ANY_NUMBER)
        may_go_on = END in place or (at < last and (words[at + 1] in place or (place and words[at + 1] == "-")))
        if not may_go_on and not opens:
            continue
        if upto < at:
            found += plain[upto:at]
            pieces += range(upto, at)
        telling.append(len(found))
        upto = _phrase(lexed, at, lexicon) if may_go_on else 0
        if upto:
            continue
        if opens is NUMBER:
            upto = _number(lexed, at, lexicon)
        elif opens is COMPARISON:
            upto = _comparison(lexed, at)
        elif opens is ONE and _is_one(lexed, at):
            upto = lexed.add(Token("num", words[at], 1.0, ONE_UNITS[words[at]]), at, at + 1)
        else:
            upto = lexed.add(plain[at], at, at + 1)
    found += plain[upto:]
    pieces += range(upto, len(words) + 1)
    return lexed


def match(table: Phrases, words: list[str], at: int, stop: int) -> tuple[int, Token, bool] | None:
    """Return the longest phrase at `at`: where it ends, its token, and whether it wants capitals."""
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


def _phrase(lexed: Lexed, at: int, lexicon: Lexicon) -> int:
    """Read the phrase that begins at `at`; return where it ends, 0 where there is none."""
    hit = match(lexicon.phrases, lexed.words, at, len(lexed.words))
    if hit is None:
        return 0
    upto, token, capitals = hit
    if capitals:
        printed = lexed.text[lexed.starts[at] : lexed.end(upto - 1)].rstrip("s")
        if not printed.isupper() and not any(map(str.isupper, printed[1:])):  # "QTc", "CrCl" are no plain words
            return 0
    return lexed.add(token, at, upto)


def _is_one(lexed: Lexed, at: int) -> bool:
    """Whether a unit stands for one of it: "within the year prior to", "in the past month", "in the month prior to"."""
    found, words = lexed.tokens, lexed.words
    if not found:
        return False
    back = -2 if found[-1].value in ("the", "a", "an") and len(found) > 1 else -1
    following = words[at + 1] if at + 1 < len(words) else ""
    return found[back].value in _RECENT or (found[-1].value == "the" and following in ("prior", "preceding", "before"))


def _comparison(lexed: Lexed, at: int) -> int:
    """Read a sign, or two: "> or = 18", "≥ = 18", "≥ or equal to"."""
    words, found = lexed.words, lexed.tokens
    comparison = COMPARISONS[words[at]]
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
        return lexed.add(_ABOUT, at, upto)
    if comparison == "=" and found and found[-1].kind == "op":
        return upto
    return lexed.add(_SIGNS[comparison], at, upto)


def _number(lexed: Lexed, at: int, lexicon: Lexicon) -> int:
    words, starts, found = lexed.words, lexed.starts, lexed.tokens
    first, word, size = at, words[at], len(words)
    if at > 1 and words[at - 1] == "-" and _is_code(lexed, at, lexicon):
        return lexed.add(Token("word", word), at, at + 1)
    digits = word[0].isdecimal()
    value = number(word) if digits else lexicon.numbers[word]
    if digits and _is_negative(lexed, at):
        found.pop()
        lexed.pieces.pop()
        lexed.telling[-1] -= 1
        first, value = at - 1, -value
    at += 1
    following = words[at] if at < size else ""
    # "100 000": the blank stands for a comma.
    if following == "000" and digits and len(word) <= 3 and starts[at] == lexed.end(first) + 1:
        value, at = value * 1000, at + 1
    if at + 2 < size and words[at + 1] == "/" and words[at + 2] == "7" and words[at] in _SEVENTHS:  # "37 0/7 weeks"
        value, at = round(value + int(words[at]) / 7, 3), at + 3
    if (
        at + 2 < size and words[at] == "+" and words[at + 1] in _SEVENTHS and _is_of_pregnancy(words, at + 2)
    ):  # "24+0 weeks"
        value, at = round(value + int(words[at + 1]) / 7, 3), at + 2
    # "six (6) months", "14 (fourteen) days"
    if at + 2 < size and words[at] == "(" and words[at + 2] == ")":
        again = words[at + 1]
        if lexicon.numbers.get(again) == value or (again[0].isdecimal() and number(again) == value):
            at += 3
    label = only_names(found, lexicon) or in_formula(words, at) or is_garbled(word)
    upto, unit = _unit(lexed, at, lexicon)
    if unit is None and at < size:
        if is_gestation(words, at) and first and words[first - 1] in ("week", "weeks"):  # "after week 20 of gestation"
            unit, label = "wk", False
        elif digits and words[at][0].isalpha() and starts[at] == lexed.end(at - 1):
            glued = words[at]
            if glued in _ORDINAL and at + 1 < size and words[at + 1] in _CENTILES:  # "10th percentile"
                return lexed.add(Token("num", word, value, "{percentile}", label), first, at + 2)
            if glued == "n" and found and found[-1].kind == "op" and lexed.text[starts[at]] == "N":  # "> 2N"
                lexed.add(Token("num", word, value, None, label), first, at)
                return lexed.add(_NORMAL, at, at + 1)
            if glued not in _SPLITS_NUMBER and glued not in lexicon.words["fold"]:  # "5HT", "2nd" are no numbers
                return lexed.add(Token("word", lexed.text[starts[first] : lexed.end(at)].lower()), first, at + 1)
    if unit == "a" and words[upto - 1] == "y" and upto < size and words[upto][0].isdecimal():
        upto, unit = at, None  # "entre 18 y 65 años"
    if unit is None and upto == at and at + 2 < size and words[at] == "(" and words[at + 2] == ")":
        # "470 (female) msec"
        behind, unit = _unit(lexed, at + 3, lexicon) if words[at + 1] in lexicon.words["people"] else (upto, None)
        upto = behind if unit is not None else upto
    following = words[upto] if upto < size else ""
    if following == "+" and starts[upto] == lexed.end(upto - 1):  # "18+ years", "18 years+"
        width = 1
    elif following == "or" and unit is None and words[upto + 1 : upto + 2] == ["more"]:  # "6 or more weeks"
        width = 2
    else:
        return lexed.add(Token("num", word, value, unit, label), first, upto)
    return _open_ended(lexed, Token("num", word, value, unit, label), first, upto, width, lexicon)


def _is_negative(lexed: Lexed, at: int) -> bool:
    """Whether a hyphen glued before a number is a minus sign: "≤ -2.5", "between -2.5 and -1"."""
    found, starts = lexed.tokens, lexed.starts
    if at < 1 or lexed.words[at - 1] != "-" or not found or found[-1].value != "-" or starts[at] != starts[at - 1] + 1:
        return False
    if len(found) == 1:
        return False
    before = found[-2]
    blank = lexed.end(at - 2) < starts[at - 1]
    return before.kind == "op" or (blank and before.value in _BEFORE_A_MINUS)


def _is_of_pregnancy(words: list[str], at: int) -> bool:
    return not _WEEKS.isdisjoint(words[at : at + 8])


def _open_ended(lexed: Lexed, token: Token, first: int, plus: int, width: int, lexicon: Lexicon) -> int:
    """Read the unit behind the `width` words of "+" or "or more"; they then stand inside the number's words."""
    upto, unit = (plus, None) if token.unit else _unit(lexed, plus + width, lexicon)
    if width > 1 and unit is not None:
        rate = lexed.words[upto : upto + 1] in (["per"], ["a"], ["each"], ["every"], ["/"])
        unit = None if rate or lexicon.dimension[unit] != "time" else unit
    if unit is not None:
        token.unit = unit
        lexed.add(token, first, upto)
        return lexed.add(GLUED_PLUS, plus, upto)
    lexed.add(token, first, plus)
    return plus if width > 1 else lexed.add(GLUED_PLUS, plus, plus + 1)


def _is_code(lexed: Lexed, at: int, lexicon: Lexicon) -> bool:
    """Whether a number behind a hyphen is part of a name in capitals, "AB-1234", that is not one of a variable."""
    starts = lexed.starts
    if starts[at] != starts[at - 1] + 1 or starts[at - 1] != lexed.end(at - 2):
        return False
    return lexed.text[starts[at - 2] : starts[at - 1]].isupper() and END not in lexicon.phrases.get(
        lexed.words[at - 2], {}
    )


def _unit(lexed: Lexed, at: int, lexicon: Lexicon) -> tuple[int, str | None]:
    """Return where the unit at `at` ends and its code: the longest spelling that the lexicon knows."""
    words, starts = lexed.words, lexed.starts
    start = at
    while at + 1 < len(words) and words[at] in _BEFORE_A_UNIT:  # "5 elimination half-lives", "33 gestational weeks"
        at += 1
    end, unit = start, None
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
            end, unit = here + 1, lexicon.units[spelling]
    if unit is not None and lexicon.dimension.get(unit) != "time" and words[end : end + 1] == ["/"]:
        part = words[end + 1] if end + 1 < len(words) else ""
        if part in lexicon.units:  # "0.5 U/kg": no unit that is known, and not the half of it
            return end + 2, f"{unit}/{lexicon.units[part]}"
    if unit is not None and end + 1 < len(words) and words[end] == "(" and not words[end + 1][0].isdecimal():
        again, restated = _unit(lexed, end + 1, lexicon)  # "kilograms (kg)"; no deeper, since a unit holds no number
        if restated == unit and again < len(words) and words[again] == ")":
            return again + 1, unit
    return end, unit
