"""Comparisons: what stands before or behind a number and compares.

What comes in: the tokens and where the number is. What goes out: the comparison and where its words begin or end.
Separate, because numbers, classes and limits of normal are compared in the same words.
"""

from trialx.eligibility.lexicon import FROM_AFAR, PREPOSITION, SIGN, Lexicon
from trialx.eligibility.tokens import GLUED_PLUS, Token

LOOK_BACK, LOOK_AHEAD, FAR = 7, 5, 9  # tokens between a number and its comparison
_BEFORE_NUMBER = frozenset(
    {
        "(",
        "a",
        "an",
        "the",
        "equivalent",
        "of",
        "to",
        "about",
        "approximately",
        "be",
        "is",
        "score",
        "scores",
        "[",
        ":",
        ")",
    }
)
_ARTICLES = frozenset({"the", "a", "an"})
_PARTS_CLAUSES = frozenset(
    {"and", "or", "with", "who", "within", "for", "in", "prior", "before", "after", "during", "since", "is", "are"}
)
# Behind "and maximum" these begin another limit.
_BEGINS_ANEW = frozenset({"of", "duration", "age", "dose", "number", "weight", "period", "score", "value", "level"})
_OR = frozenset({"or", "and", "/", "and/or", "o", "ou", "oder", "y", "et", "und", "e", "en", "of"})
_LINKS = _OR | {"+"}
_BEHIND_MORE = frozenset({"than", "recent", "newer"})  # "or more recent" compares nothing


def comparison_before(found: list[Token], at: int) -> tuple[int, str]:
    """Return where the comparison before token `at` begins and what it says; `at` and nothing where there is none."""
    here = at
    while 0 < here > at - LOOK_BACK:
        here -= 1
        token = found[here]
        if token.kind == "op":
            if token.unit == PREPOSITION and found[here + 1].value in _ARTICLES and found[here + 2].kind != "var":
                break  # "over the last 2 weeks" compares nothing
            first = here
            while first > 0 and found[first - 1].kind == "op":  # "at least ≥ 3" says it twice
                first -= 1
            return first, token.value
        # "under the age of 18", "minimum weight of 50 kg": the name stands between.
        if token.value not in _BEFORE_NUMBER and token.kind != "var":
            break
    return _from_afar(found, here, at)


def _from_afar(found: list[Token], here: int, at: int) -> tuple[int, str]:
    """Read "minimum duration of symptoms of 3 weeks": a noun stands between, and no other number or clause."""
    if here < 1 or not (found[here].kind == "word" or found[here].value == "single"):
        return at, ""
    for before in range(here - 1, max(-1, at - FAR), -1):
        token = found[before]
        if token.kind == "op":
            return (before, token.value) if token.unit == FROM_AFAR else (at, "")
        if token.kind not in ("word", "var") and token.value != "single":
            break
        if token.value in _PARTS_CLAUSES:
            break
    return at, ""


def comparison_behind(found: list[Token], last: int, operator: str, lexicon: Lexicon) -> tuple[int, str]:
    """Read "or more", "and older", "+" behind a number, its unit and words like "of age"; a comparison before wins."""
    if operator not in ("", "="):
        return last, operator
    for here in range(last, min(last + LOOK_AHEAD, len(found))):
        token = found[here]
        if (token.kind == "op" or token.value in _LINKS) and (hit := _or_more(found, here, lexicon)) is not None:
            return hit
        if token.value not in lexicon.words["behind_number"]:
            break
    return last, operator


def _or_more(found: list[Token], here: int, lexicon: Lexicon) -> tuple[int, str] | None:
    token = found[here]
    if token is GLUED_PLUS:
        return here + 1, ">="
    if token.value in _OR and here + 1 < len(found):
        following = found[here + 1]
        if following.kind == "op":  # "or above", "or over" compare like signs, and backwards unless a number comes
            sign = following.value[0]
            if here + 2 < len(found) and (found[here + 2].value in _BEGINS_ANEW or found[here + 2].kind == "var"):
                return None
            return (here + 2, sign + "=") if sign in "<>" and _no_number(found, here + 2) else None
        if following.value in lexicon.behind and not (here + 2 < len(found) and found[here + 2].value in _BEHIND_MORE):
            return here + 2, lexicon.behind[following.value]
    if (
        token.kind == "op" and token.unit != SIGN and token.value in (">=", "<=") and _no_number(found, here + 1)
    ):  # "for 2 weeks at least"
        return here + 1, token.value
    return None


def _no_number(found: list[Token], here: int) -> bool:
    return here >= len(found) or (found[here].kind != "num" and found[here].value not in ("a", "one", "the"))
