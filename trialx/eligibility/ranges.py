"""Ranges and lists: what goes on behind a number.

What comes in: the tokens, where the first number is and what compares it. What goes out: `Run`: all numbers, the
comparison that they make together, their units. Separate, because "18-65", "between 18 and 65 years" and "0, 1 or 2"
are told by what stands between the numbers and by nothing else.
"""

from typing import NamedTuple

from trialx.eligibility.lexicon import Lexicon
from trialx.eligibility.tokens import Token

JOINS = frozenset({",", "or", "and", "/", "-", "to", "and/or", "through", "&"})
RANGE = frozenset({"-", "~", "to", "through", "until", "till", "thru"})
MOST_LISTED = 10  # lists are of grades and classes; from ten on, numbers measure
BETWEEN = frozenset({"between", "from", "ages", "aged", "range", "age", "ranging", "ranges"})
_INSIDE = frozenset({"old", "of", "age", "(", ")", "inclusive", "years"})
_LEAST_SYSTOLIC, _LEAST_DIASTOLIC = 50, 30  # a lower pair is a fraction


class Run(NamedTuple):
    """Numbers that belong together: they end before token `last`."""

    last: int
    operator: str
    values: list[float]
    unit: str | None
    upper_unit: str | None = None
    pair: bool = False


def run(found: list[Token], first: int, at: int, operator: str, lexicon: Lexicon) -> Run:
    """Read the number at `at`, whose words begin at `first`, with the numbers behind it."""
    token = found[at]
    alone = Run(at + 1, operator, [token.number], token.unit)
    join = _inside(found, at + 1) if token.unit is not None else at + 1
    if join + 1 >= len(found):
        return alone
    upper = found[join + 1]
    if upper.kind != "num" or upper.label:
        listed = found[join].value == "," and found[join + 1].value in ("or", "and") and found[join + 2 : join + 3]
        return _list(found, at) if listed and listed[0].kind == "num" and _may_list(token, operator) else alone
    if _is_pressure(token, found[join], upper):
        return Run(join + 2, operator, [token.number, upper.number], upper.unit, pair=True)
    if _is_range(found, first, at, join, lexicon):
        ranged = f"{operator}-" if operator.strip("=") else "between"
        unit = token.unit or upper.unit
        return Run(join + 2, ranged, [token.number, upper.number], unit, upper.unit or unit)
    joined = found[join].value
    if joined in JOINS and _may_list(token, operator) and (upper.unit is None or joined in ("or", "/")):
        return _list(found, at)
    return alone


def _inside(found: list[Token], at: int) -> int:
    """Pass what parts a range without ending it: "18 years old to 65 years"."""
    here = at
    while here < len(found) and found[here].value in _INSIDE:
        here += 1
    if here == len(found) or found[here].value not in RANGE:
        return at
    return at if found[here].value == "~" and found[here - 1].value == "(" else here  # "10 mg (~ 0.1 mg/kg)"


def _is_range(found: list[Token], first: int, at: int, join: int, lexicon: Lexicon) -> bool:
    lower, upper = found[at], found[join + 1]
    if lower.unit and upper.unit and lexicon.dimension.get(lower.unit) != lexicon.dimension.get(upper.unit):
        return False
    if upper.number <= lower.number and upper.unit == lower.unit:
        return False
    if found[join].value in RANGE:
        return True
    if found[join].value not in ("and", "an", "&"):
        return False
    if upper.unit == "a" and join + 2 < len(found) and found[join + 2].value in ("old", "of"):  # "10 and 16 years old"
        return True
    return not BETWEEN.isdisjoint(token.value for token in found[max(0, first - 3) : at])


def _is_pressure(token: Token, join: Token, upper: Token) -> bool:
    """Whether two numbers are a blood pressure: "140/90"."""
    if join.kind != "/" or token.unit is not None or token.number < _LEAST_SYSTOLIC:
        return False
    return _LEAST_DIASTOLIC <= upper.number < token.number


def _may_list(token: Token, operator: str) -> bool:
    return token.unit is None and token.number < MOST_LISTED and operator in ("", "=")


def _list(found: list[Token], at: int) -> Run:
    values, last = [found[at].number], at + 1
    while last < len(found):
        here = last
        while here < len(found) and found[here].value in JOINS:
            here += 1
        if here in (last, len(found)) or found[here].kind != "num" or found[here].label:
            break
        values.append(found[here].number)
        last = here + 1
        if found[here].unit is not None:
            return Run(last, "in", values, found[here].unit)
    return Run(last, "in", values, None)
