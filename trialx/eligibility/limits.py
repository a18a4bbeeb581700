"""Limits: multiples of the upper or lower limit of normal.

What comes in: the tokens and where a number or a limit stands. What goes out: ULN or LLN and where the words end.
Separate, because the limit is neither a unit nor a name, and comes in fifty wordings (data/words.yaml).
"""

from trialx.eligibility.lexicon import Lexicon
from trialx.eligibility.quantity import Quantity
from trialx.eligibility.tokens import Token

REACH = 7  # words between a number and its limit: "times the institutional, age-adjusted ULN"
_MARKS = frozenset({"'", "(", "-"})
_PASSED = frozenset({">", "s", "and"})


def limit_behind(found: list[Token], last: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """Read "× ULN", "times the upper limit of normal" behind a number; plain "normal" asks for "times"."""
    words = lexicon.words
    here = last
    if here < len(found) and found[here].value == "-":  # "3-fold"
        here += 1
    times = here
    while here < min(times + 2, len(found)) and found[here].value in words["fold"]:
        here += 1
    fold = here > times
    for at in range(here, min(here + REACH, len(found))):
        token = found[at]
        if token.kind == "limit":
            if token.value == "normal":
                return ("ULN", at + 1) if fold else None
            return token.value, _abbreviation(found, at + 1)
        if token.value not in words["filler"] and token.kind not in _MARKS and token.value not in _PASSED:
            return None
    return None


def bare_limit(found: list[Token], at: int) -> Quantity | None:
    """Read "≤ ULN", "above the upper limit of normal": once the limit."""
    if found[at].value == "normal":
        return None
    for here in range(at - 1, max(-1, at - REACH), -1):
        token = found[here]
        if token.kind == "op":
            if token.value == "=":  # "ULN = upper limit of normal" explains
                return None
            return Quantity(here, _abbreviation(found, at + 1), at, token.value, (1.0,), None, found[at].value)
        if (token.kind != "word" and token.kind not in _MARKS) or token.value in ("and", "or"):
            return None
    return None


def _abbreviation(found: list[Token], at: int) -> int:
    """Return the end of a limit with its abbreviation: "upper limit of normal (ULN)"."""
    if at + 1 < len(found) and found[at].kind in "([" and found[at + 1].kind == "limit":
        return at + 3 if at + 2 < len(found) and found[at + 2].kind in ")]" else at + 2
    return at
