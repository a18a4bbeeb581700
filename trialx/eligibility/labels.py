"""Labels: numbers that name something and measure nothing.

What comes in: the tokens or words around a number. What goes out: whether it only names. Separate from the lexer,
since what may be named (types, cohorts, visits, versions, weeks) is a question of words and not of characters.
"""

from trialx.eligibility.lexicon import Lexicon
from trialx.eligibility.tokens import Token

_TIME_WORDS = frozenset({"week", "weeks", "day", "days", "month", "months", "year", "years", "hour", "hours"})
_NAMING_NOTHING = frozenset({"op", "limit"})  # most numbers stand behind a comparison


def is_gestation(words: list[str], at: int) -> bool:
    """Whether the words behind a number make it a week of pregnancy: "week 20 of gestation"."""
    near = words[at : at + 2]
    return near[:1] in (["gestation"], ["gestational"]) or near in (["of", "gestation"], ["of", "pregnancy"])


def in_formula(words: list[str], at: int) -> bool:
    """Whether a number is a constant of a formula: "(140-age) × weight", "× 72)"."""
    before = words[at - 2] if at > 1 else ""
    if words[at - 1].startswith("1.73") and before in ("per", "/"):  # "per 1.73 square metres of body surface"
        return True
    if words[at : at + 2] == ["(", "oh"]:  # "25(OH)D"
        return True
    if before in ("×", "*") and (at >= len(words) or words[at] in (")", "×", "*", "]")):
        return True
    return at + 1 < len(words) and words[at + 1] == "age" and words[at] == "-"


def only_names(found: list[Token], lexicon: Lexicon) -> bool:
    """Whether the number to come only names something: "type 2", "Cohorts 1, 2 and 3", "week 10"."""
    if not found or found[-1].kind in _NAMING_NOTHING:
        return False
    at = len(found) - 1
    while at >= 1 and (found[at].value in (",", "and", "or", "/", "-", "&", "to") and found[at - 1].label):
        at -= 1
    last = found[at]
    if last.label and at < len(found) - 1:
        return True
    if last.kind in (".", "#", "-", ":") and at > 0 and last.value != ":":
        last = found[at - 1]
        if found[at].kind == "." and last.value not in ("v", "ver", "no"):
            return False
    if last.kind == "±" or (found[-1].value == "-" and [token.value for token in found[-3:-1]] == ["+", "/"]):
        return True
    if last.kind == ")" and at > 0:
        last = found[at - 1]
    if last.kind == "var":  # "CTCAE 4.03"
        return last.value == "ctcae_grade"
    if last.kind != "word":
        return False
    word = last.value
    return word in lexicon.words["labels"] or word.removesuffix("s") in lexicon.words["labels"] or word in _TIME_WORDS
