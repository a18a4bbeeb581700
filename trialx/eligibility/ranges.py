"""Ranges and lists: what goes on behind a number.

What comes in: the tokens, where the first number is and what compares it. What goes out: `Run`: all numbers, the
comparison that they make together, their units. Separate, because "18-65", "between 18 and 65 years" and "0, 1 or 2"
are told by what stands between the numbers and by nothing else.
"""

from typing import NamedTuple

from trialx.eligibility.lexicon import Lexicon
from trialx.eligibility.tokens import Token

JOINS = frozenset({",", "or", "and", "/", "-", "to", "and/or", "through", "&"})
RANGE = frozenset({"-", "~", "to", "through", "until", "till", "thru", "bis", "hasta", "à", "tot"})
MOST_LISTED = 10  # lists are of grades and classes; from ten on, numbers measure
BETWEEN = frozenset(
    {
        "between",
        "from",
        "ages",
        "aged",
        "range",
        "age",
        "ranging",
        "ranges",
        "entre",
        "zwischen",
        "tra",
        "tussen",
        "edad",
        "edades",
    }
)
_AND = frozenset({"and", "an", "&", "y", "et", "und", "e", "en"})
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
    each: bool = False


def run(found: list[Token], first: int, at: int, operator: str, lexicon: Lexicon) -> Run:
    """Read the number at `at`, whose words begin at `first`, with the numbers behind it."""
    token = found[at]
    alone = Run(at + 1, operator, [token.number], token.unit)
    between = not BETWEEN.isdisjoint(item.value for item in found[max(0, first - 3) : at])
    join = _inside(found, at + 1, between=between) if token.unit is not None else _past_hyphen(found, at + 1)
    if operator.strip("=") and (other := _other_of_pair(found, at + 1)):  # "≥ 450 (male)/470 (female) ms"
        upper = found[other]
        return Run(
            other + 1, operator, [token.number, upper.number], token.unit or _unit_behind(found, other), each=True
        )
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


def _past_hyphen(found: list[Token], at: int) -> int:
    """Pass the hyphen of "18- and 65-year-olds"."""
    return at + 1 if found[at : at + 1] and found[at].value == "-" and _said(found, at + 1) in ("and", "to") else at


def _said(found: list[Token], at: int) -> str:
    return found[at].value if at < len(found) else ""


def _other_of_pair(found: list[Token], at: int) -> int:
    """Return where the second number of "< 40/50 mg/dL" or "450 (male)/470 (female)" stands, 0 where there is none."""
    here = _past_bracket(found, at)
    if _said(found, here) != "/" or here + 1 >= len(found):
        return 0
    lower, upper = found[at - 1], found[here + 1]
    if upper.kind != "num" or upper.label or upper.number < lower.number / 3 or upper.number > lower.number * 3:
        return 0
    if here == at and (lower.unit or _said(found, here + 2) not in (("(", ",", "") if upper.unit else ("(",))):
        return 0
    return 0 if here == at and _is_pressure(lower, found[here], upper) else here + 1


def _past_bracket(found: list[Token], at: int) -> int:
    """Pass "(male)", "(women)": a bracket of a word or two."""
    if _said(found, at) == "(":
        for here in range(at + 1, min(at + 4, len(found))):
            if found[here].value == ")":
                return here + 1
            if found[here].kind not in ("word", "-"):
                break
    return at


def _unit_behind(found: list[Token], at: int) -> str | None:
    return found[at].unit


def _inside(found: list[Token], at: int, *, between: bool) -> int:
    """Pass what parts a range without ending it: "18 years old to 65 years", "between 18 years old and 65"."""
    here = at
    while here < len(found) and found[here].value in _INSIDE:
        here += 1
    if here == len(found) or (found[here].value not in RANGE and not (between and found[here].value in _AND)):
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
    if found[join].value not in _AND:
        return False
    if upper.unit == "a" and join + 2 < len(found) and found[join + 2].value in ("old", "of"):  # "10 and 16 years old"
        return True
    return not BETWEEN.isdisjoint(token.value for token in found[max(0, first - 4) : at])


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
