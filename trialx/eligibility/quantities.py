"""Quantities: numbers with their comparison, unit, range, list or multiple of a limit.

What comes in: the tokens of a criterion. What goes out: a list of `Quantity`, in order, not knowing yet what they are
about. Separate from the naming of variables, because the grammar of numbers is the same for all of them:

    [comparison] number [unit] [to number [unit]] [× ULN] [or more]
"""

import re
from itertools import zip_longest
from typing import NamedTuple

from trialx.eligibility.lexer import Token
from trialx.eligibility.lexicon import Lexicon

HEADS = {
    "grade": "grade",
    "grades": "grade",
    "gr": "grade",
    "class": "class",
    "classes": "class",
    "classification": "class",
    "stage": "stage",
    "stages": "stage",
    "step": "step",
    "steps": "step",
}
_STAGE = re.compile(r"(?:iv|vi?|i{1,3}|[0-4])[a-d]?[0-3]?$")
_LETTER = re.compile(r"[abc]\d{0,2}$")
_JOINS = frozenset({",", "or", "and", "/", "-", "to", "and/or", "through", "&"})
_RANGE = frozenset({"-", "to", "through", "until", "till", "thru"})
_BEFORE_NUMBER = frozenset(
    {"(", "a", "an", "the", "of", "to", "about", "approximately", "be", "is", "score", "scores", "[", ":", "an"}
)
_FILLERS = frozenset(
    """of is are be must was a an the : ( ) = , score scores status performance class classes grade grades stage functional function level
    classification scale index by with to equal or at has have having should - [ ] / who heart failure category group according per current disease
    from either as""".split()
)
_BETWEEN_UNIT_AND_COMPARISON = frozenset(
    "years year of age old in size , duration points point ( diameter kg months yrs - ago days".split()
)
NEAR_HEAD = 7  # tokens between "NYHA" and its class


class Quantity(NamedTuple):
    """A number and what it says: `tokens[first:last]`.

    `operator` is empty for a bare number; `values` holds one number, both ends of a range (`operator` "between") or a
    list ("in"), as numbers or, for stages and classes, as printed. `head` is "grade", "class", "stage" or "step" where
    one of these words stands before it, `head_at` where.
    """

    first: int
    last: int
    at: int  # the (first) number itself
    operator: str
    values: tuple[float | str, ...]
    unit: str | None = None
    reference: str | None = None
    head: str = ""
    head_at: int = -1
    upper_unit: str | None = None
    pair: bool = False  # "140/90"


def quantities(found: list[Token], lexicon: Lexicon) -> list[Quantity]:
    """Return the quantities of a criterion."""
    got: list[Quantity] = []
    head_at, armed_until = -1, -1
    at = 0
    while at < len(found):
        token = found[at]
        kind = token.kind
        quantity = None
        if kind == "word":
            if token.value in HEADS:
                head_at, armed_until = at, at + NEAR_HEAD
            elif at <= armed_until:
                if _is_value(found, at):
                    quantity = _ordinal(found, at, lexicon, head_at)
                elif token.value not in _FILLERS:
                    armed_until = -1
        elif kind == "var" and lexicon.variables[token.value].ordinal:
            armed_until = at + NEAR_HEAD
            if head_at < at - 3:
                head_at = -1
        elif kind == "num" and not token.label:
            quantity = _numeric(found, at, lexicon, head_at if at <= armed_until else -1)
        elif kind == "limit":
            quantity = _bare_limit(found, at)
        if quantity is None:
            at += 1
            continue
        got.append(quantity)
        at = max(quantity.last, at + 1)
        if quantity.head:
            armed_until = -1
    return [_completed(found, quantity, after) for quantity, after in zip_longest(got, got[1:])]


def _completed(found: list[Token], quantity: Quantity, after: Quantity | None) -> Quantity:
    """Give a number the unit of the one it is paired with: "≥ 5 to < 18 years", "> 18 and < 30 kg/m2"."""
    if after is None or quantity.unit or quantity.reference or quantity.head or not after.unit or after.reference:
        return quantity
    if (
        quantity.operator[:1] not in (">", "<")
        or after.operator[:1] not in (">", "<")
        or quantity.operator[0] == after.operator[0]
    ):
        return quantity
    if after.first - quantity.last > 1 or (after.first > quantity.last and found[quantity.last].value not in _JOINS):
        return quantity
    return quantity._replace(unit=after.unit)


def _numeric(found: list[Token], at: int, lexicon: Lexicon, head_at: int) -> Quantity:
    first, operator = _comparison_before(found, at)
    token = found[at]
    last = at + 1
    values: list[float | str] = [token.number]
    unit, upper_unit = token.unit, None
    head = ""
    if head_at >= 0 and token.unit is None and all(_filler(found[here]) for here in range(head_at + 1, at)):
        head = HEADS[found[head_at].value]
        if not operator:
            before, operator = _comparison_before(found, head_at)
            first = before if operator else first
    pair = False
    if (
        last + 1 < len(found)
        and found[last].kind == "/"
        and found[last + 1].kind == "num"
        and token.unit is None
        and token.number >= 50
        and found[last + 1].number >= 30
        and found[last + 1].number < token.number
    ):
        values.append(found[last + 1].number)
        unit, last, pair = found[last + 1].unit, last + 2, True
    else:
        last, operator, unit, upper_unit = _range_or_list(found, first, at, operator, values, lexicon)
    reference, after_limit = _limit_behind(found, last, lexicon)
    if reference is not None and unit is None:
        last = after_limit
    else:
        reference = None
    last, operator = _comparison_behind(found, last, operator, lexicon)
    if not operator and last + 1 < len(found) and found[last].value in _RANGE and found[last + 1].kind == "op":
        operator = ">="  # "4 to < 8 years"
    return Quantity(
        first, last, at, operator, tuple(values), unit, reference, head, head_at if head else -1, upper_unit, pair
    )


def _range_or_list(
    found: list[Token], first: int, at: int, operator: str, values: list[float | str], lexicon: Lexicon
) -> tuple[int, str, str | None, str | None]:
    """Read on behind the first number; `values` grows. Return where it ends, the comparison, the unit, the upper unit."""
    token = found[at]
    unit = token.unit
    last = at + 1
    between = (
        first > 0
        and any(
            found[here].value in ("between", "from", "ages", "aged", "range", "age", "ranging", "ranges")
            for here in range(max(0, first - 3), first)
        )
        or any(found[here].value in ("between", "from") for here in range(max(0, at - 3), at))
    )
    if token.unit is not None:  # "18 years old to 65 years": the words between do not part the range
        skip = last
        while skip < len(found) and found[skip].value in ("old", "of", "age", "(", ")", "inclusive", "years"):
            skip += 1
        if (
            skip < len(found) - 1
            and found[skip].value in _RANGE
            and found[skip + 1].kind == "num"
            and found[skip + 1].unit is not None
        ):
            last = skip
    if last + 1 < len(found) and found[last + 1].kind == "num" and not found[last + 1].label:
        join, upper = found[last].value, found[last + 1]
        aged = (
            upper.unit == "a" and last + 2 < len(found) and found[last + 2].value in ("old", "of")
        )  # "10 and 16 years old"
        ranged = join in _RANGE or (join in ("and", "&") and (between or aged))
        same_kind = (
            upper.unit is None or unit is None or lexicon.dimension.get(upper.unit) == lexicon.dimension.get(unit)
        )
        if ranged and same_kind and (_bigger(upper, token) or upper.unit != unit):
            values.append(upper.number)
            if unit is None:
                unit = upper.unit
            return last + 2, "between" if not operator or operator == "=" else operator + "-", unit, upper.unit or unit
        if (
            unit is None
            and join in _JOINS
            and (upper.unit is None or join in ("or", "/"))
            and token.number < 10
            and operator in ("", "=")
        ):
            return _list(found, at, values)
        if unit is None and join == "," and upper.unit is None and token.number < 10 and operator in ("", "="):
            return _list(found, at, values)
    elif (
        last + 2 < len(found)
        and unit is None
        and found[last].value == ","
        and found[last + 1].value in ("or", "and")
        and found[last + 2].kind == "num"
        and operator in ("", "=")
    ):
        return _list(found, at, values)
    return at + 1, operator, unit, None


def _bigger(upper: Token, lower: Token) -> bool:
    return upper.number > lower.number


def _list(found: list[Token], at: int, values: list[float | str]) -> tuple[int, str, str | None, str | None]:
    last = at + 1
    unit = None
    while last < len(found):
        here = last
        while here < len(found) and found[here].value in _JOINS:
            here += 1
        if here == last or here == len(found) or found[here].kind != "num" or found[here].label:
            break
        values.append(found[here].number)
        last = here + 1
        if found[here].unit is not None:
            unit = found[here].unit
            break
    return last, "in", unit, None


def _comparison_before(found: list[Token], at: int) -> tuple[int, str]:
    here = at - 1
    for _ in range(4):
        if here < 0:
            break
        if found[here].kind == "op":
            operator = found[here].value
            first = here
            # "at least ≥ 3", "greater than or equal (≥) 3" say it twice
            while first > 0 and found[first - 1].kind == "op":
                first -= 1
            return first, operator
        # "under the age of 18", "minimum weight of 50 kg": the name stands between
        if found[here].value not in _BEFORE_NUMBER and not (found[here].kind == "var" and here > 0):
            break
        here -= 1
    return at, ""


def _comparison_behind(found: list[Token], last: int, operator: str, lexicon: Lexicon) -> tuple[int, str]:
    """Read "or more", "and older", "+" behind a number, its unit and words like "of age" or "in size"."""
    if operator not in ("", "="):
        return last, operator
    here = last
    for _ in range(5):
        if here >= len(found):
            break
        if (hit := _behind(lexicon, found, here)) is not None:
            return hit
        if found[here].value not in _BETWEEN_UNIT_AND_COMPARISON:
            break
        here += 1
    return last, operator


def _behind(lexicon: Lexicon, found: list[Token], here: int) -> tuple[int, str] | None:
    word = found[here].value
    if word == "+" and found[here].start == found[here - 1].end:
        return here + 1, ">="
    if word in ("or", "and", "/", "and/or") and here + 1 < len(found):
        following = found[here + 1]
        if following.kind == "op":  # "or above", "or over" are comparisons, unless a number comes
            word = following.value[0]
            return (here + 2, word + "=") if word in "<>" and _follows_nothing(found, here + 2) else None
        if following.value in lexicon.behind and (
            here + 2 == len(found) or found[here + 2].value not in ("than", "recent", "newer")
        ):
            return here + 2, lexicon.behind[following.value]
    if (
        found[here].kind == "op" and word in (">=", "<=") and _follows_nothing(found, here + 1)
    ):  # "for 2 weeks at least"
        return here + 1, word
    return None


def _follows_nothing(found: list[Token], here: int) -> bool:
    return here >= len(found) or (found[here].kind != "num" and found[here].value not in ("a", "one", "the"))


def _limit_behind(found: list[Token], last: int, lexicon: Lexicon) -> tuple[str | None, int]:
    """Read "× ULN", "times the upper limit of normal" behind a number; plain "normal" asks for "times"."""
    here, fold = last, False
    words = lexicon.words
    if here < len(found) and found[here].value == "-":
        here += 1
    if here < len(found) and (found[here].value in words["fold"]):
        fold, here = True, here + 1
        if here < len(found) and found[here].value in words["fold"]:
            here += 1
    steps = 0
    while (
        here < len(found)
        and steps < 7
        and found[here].kind in ("word", "'", "(", "-", ">", "op", "/")
        and found[here].kind != "limit"
    ):
        if (
            found[here].value not in words["filler"]
            and found[here].kind not in ("'", "(", "-")
            and found[here].value not in (">", "s", "and")
        ):
            return None, last
        here, steps = here + 1, steps + 1
    if here < len(found) and found[here].kind == "limit":
        value = found[here].value
        if value == "normal":
            return ("ULN", here + 1) if fold else (None, last)
        end = here + 1
        if (
            end + 2 < len(found)
            and found[end].value == "("
            and found[end + 1].kind == "limit"
            and found[end + 2].value == ")"
        ):
            end += 3
        elif end + 1 < len(found) and found[end].value in ("(", "[") and found[end + 1].kind == "limit":
            end += 2
        return value, end
    return None, last


def _bare_limit(found: list[Token], at: int) -> Quantity | None:
    """Read "≤ ULN", "above the upper limit of normal": once the limit."""
    if found[at].value == "normal":
        return None
    here = at - 1
    for _ in range(6):
        if here < 0:
            return None
        if found[here].kind == "op":
            if found[here].value == "=":  # "ULN = upper limit of normal" explains
                return None
            end = at + 1
            if end + 2 < len(found) and found[end].value in ("(", "[") and found[end + 1].kind == "limit":
                end += 2
            return Quantity(here, end, at, found[here].value, (1.0,), None, found[at].value)
        if found[here].kind not in ("word", "'", "-") or found[here].value in ("and", "or"):
            return None
        here -= 1
    return None


def _is_value(found: list[Token], at: int) -> bool:
    """Whether a word is a stage or class: a Roman numeral, "IIIB", "3b", "A", "B7" in capitals."""
    token = found[at]
    if token.value in ("a", "i") and at > 0 and found[at - 1].value in (".", ";"):
        return False
    return bool(_STAGE.match(token.value) or _LETTER.match(token.value)) and token.end - token.start <= 5


def _ordinal(found: list[Token], at: int, lexicon: Lexicon, head_at: int) -> Quantity | None:
    head = HEADS[found[head_at].value] if head_at >= 0 and at - head_at <= NEAR_HEAD else ""
    if found[at].value in ("a", "b", "c") and not _classed(found, at):
        return None
    first, operator = _comparison_before(found, at)
    if not operator and head:
        before, operator = _comparison_before(found, head_at)
        first = before if operator else first
    values: list[float | str] = [found[at].value]
    last = at + 1
    ranged = False
    while last < len(found):
        here = last
        while here < len(found) and (found[here].value in _JOINS or (found[here].value in HEADS and here > last)):
            here += 1
        if (
            here == last
            or here == len(found)
            or not (_is_value(found, here) or found[here].kind == "num")
            or found[here].unit
        ):
            break
        if found[here].value == "a" and not _classed(found, here):
            break
        if len(values) == 1 and found[last].value in _RANGE:
            ranged = True
        values.append(found[here].value if found[here].kind == "word" else found[here].number)
        last = here + 1
        if ranged:
            break
    last, operator = _comparison_behind(found, last, operator, lexicon)
    if len(values) > 1 and operator in ("", "="):
        operator = "between" if ranged else "in"
    return Quantity(first, last, at, operator, tuple(values), None, None, head, head_at if head else -1)


def _classed(found: list[Token], at: int) -> bool:
    """Whether a single letter is printed as a class: a capital, not the article."""
    return (
        found[at].end - found[at].start == 1
        and at > 0
        and found[at - 1].value not in (".", "with")
        and (any(token.kind == "var" and token.value == "child_pugh" for token in found[max(0, at - NEAR_HEAD) : at]))
    )


def _filler(token: Token) -> bool:
    return token.value in _FILLERS or token.kind in ("op", "var", "(", ")")
