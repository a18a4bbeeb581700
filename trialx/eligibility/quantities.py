"""Quantities: numbers with their comparison, unit, range, list or multiple of a limit.

What comes in: the tokens of a criterion. What goes out: a list of `Quantity`, in order, not knowing yet what they are
about. Separate from the naming of variables, because the grammar of numbers is the same for all of them:

    [comparison] number [unit] [to number [unit]] [× ULN] [or more]
"""

import re
from itertools import zip_longest

from trialx.eligibility.classes import NEAR, classes, is_class, is_filler
from trialx.eligibility.comparisons import comparison_before, comparison_behind
from trialx.eligibility.lexicon import HEADS, SIGN, Lexicon
from trialx.eligibility.limits import bare_limit, limit_behind
from trialx.eligibility.quantity import Quantity
from trialx.eligibility.ranges import BETWEEN, JOINS, RANGE, run
from trialx.eligibility.tokens import Lexed, Token

_CHOICES = re.compile(r"\d(?:,\d)+\Z")  # of grades and classes; "1,2" of anything else is a decimal
HEAD_BEFORE_NAME = 3  # tokens: "class III NYHA" belongs together, "class … (long) … NYHA" does not


def quantities(lexed: Lexed, lexicon: Lexicon) -> list[Quantity]:
    """Return the quantities of a criterion.

    >>> from trialx.eligibility.lexer import lex
    >>> from trialx.eligibility.lexicon import lexicon
    >>> lexed = lex("aged 18-65 years", lexicon())
    >>> [(item.operator, item.values, item.unit) for item in quantities(lexed, lexicon())]
    [('between', (18.0, 65.0), 'a')]
    """
    got: list[Quantity] = []
    head_at, armed_until = -1, -1  # the last head word; up to where a class may follow
    found = lexed.tokens
    size = len(found)
    likely = [*lexed.telling, size]  # other tokens matter only close behind a head word
    looked, at = 0, 0
    while True:
        if at > armed_until:
            while likely[looked] < at:
                looked += 1
            at = likely[looked]
        if at >= size:
            break
        token = found[at]
        kind = token.kind
        quantity = None
        if kind == "word":
            if token.value in HEADS:
                head_at, armed_until = at, at + NEAR
            elif at <= armed_until:
                if is_class(found, at):
                    quantity = classes(found, at, lexicon, head_at)
                elif not is_filler(token, lexicon):
                    armed_until = -1
        elif kind == "var" and lexicon.variables[token.value].ordinal:
            armed_until = at + NEAR
            if head_at < at - HEAD_BEFORE_NAME:
                head_at = -1
        elif kind == "num" and not token.label:
            quantity = _numeric(found, at, lexicon, head_at if at <= armed_until else -1, armed=at <= armed_until)
        elif kind == "limit":
            quantity = bare_limit(found, at)
        if quantity is None:
            at += 1
            continue
        got.append(quantity)
        at = quantity.last if quantity.last > at else at + 1
        if quantity.head:
            armed_until = -1
    return [_completed(found, quantity, after) for quantity, after in zip_longest(got, got[1:])]


def _numeric(found: list[Token], at: int, lexicon: Lexicon, head_at: int, *, armed: bool) -> Quantity:
    first, operator = comparison_before(found, at)
    headed = head_at >= 0 and found[at].unit is None
    headed = headed and all(is_filler(token, lexicon) for token in found[head_at + 1 : at])
    if headed and not operator:
        before, operator = comparison_before(found, head_at)
        first = before if operator else first
    numbers = run(found, first, at, operator, lexicon)
    if armed and _CHOICES.match(found[at].value):  # "ASA status 1,2"
        numbers = numbers._replace(values=[float(value) for value in found[at].value.split(",")], operator="in")
    last, operator, reference = numbers.last, numbers.operator, None
    if numbers.unit is None and (limit := limit_behind(found, last, lexicon)) is not None:
        reference, last = limit
    last, operator = comparison_behind(found, last, operator, lexicon)
    if not operator and (turned := _read_backwards(found, last)):
        operator, last = turned, last + 1
    if not operator and last + 1 < len(found) and found[last + 1].kind == "op":
        ranged = found[last].value in RANGE
        if ranged or (
            found[last].value == "and"
            and not BETWEEN.isdisjoint(token.value for token in found[max(0, first - 2) : first])
        ):
            operator = ">="  # "4 to < 8 years", "between 4 and < 8 years"
    return Quantity(
        first,
        last,
        at,
        operator,
        tuple(numbers.values),
        numbers.unit,
        reference,
        HEADS[found[head_at].value] if headed else "",
        head_at if headed else -1,
        numbers.upper_unit,
        numbers.pair,
        numbers.each,
    )


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
SANDWICH = 8  # tokens between the two comparisons: "18 ≤ age at screening ≤ 75"


def _read_backwards(found: list[Token], last: int) -> str:
    """Return the comparison of "18 ≤ age", where the name stands behind: the other way round."""
    if (
        last + 1 >= len(found)
        or found[last].kind != "op"
        or found[last].value not in _TURNED
        or found[last].unit != SIGN
    ):
        return ""
    named = False
    for token in found[last + 1 : last + SANDWICH]:
        if token.kind == "op":
            break
        if token.kind in ("num", "limit") or token.value in (",", ";", ".", "and", "or"):
            return _TURNED[found[last].value] if named and token.kind not in ("num", "limit") else ""
        named = named or token.kind == "var" or (token.kind == "word" and token.value not in ("or", "equal", "to"))
    return _TURNED[found[last].value] if named else ""


def _completed(found: list[Token], quantity: Quantity, after: Quantity | None) -> Quantity:
    """Give a number the unit of the one it is paired with: "≥ 5 to < 18 years", "> 18 and < 30 kg/m2"."""
    if after is None or quantity.unit or quantity.reference or quantity.head or not after.unit or after.reference:
        return quantity
    turned = found[quantity.last - 1].kind == "op" and after.first - quantity.last < SANDWICH  # "90 < SBP < 160 mmHg"
    if {quantity.operator[:1], after.operator[:1]} != {">", "<"} or not (turned or after.first - quantity.last <= 1):
        return quantity
    joined = turned or after.first == quantity.last or found[quantity.last].value in JOINS
    if joined:
        quantity.unit = after.unit
    return quantity
