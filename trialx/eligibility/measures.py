"""Measures: the page's own name of what a comparison is about, where none of ours is meant.

What comes in: a quantity that nothing names here, and its context. What goes out: the words of the name with their
tokens, or nothing. Separate from the names that are known: "Handgrip strength < 26 kg" is a limit of the handgrip
strength, and of no weight, whatever its unit.
"""

from dataclasses import replace
from typing import Final, NamedTuple

from trialx.eligibility.context import Context
from trialx.eligibility.quantity import Quantity

# Comparisons of what is counted.
_COUNTING: Final = (
    *(
        "at least",
        "at-least",
        "at most",
        "more than",
        "less than",
        "fewer",
        "no more",
        "not more",
        "no fewer",
        "no less",
    ),
    *("no less", "not less", "a minimum", "minimum", "maximum", "up to"),
)
LONGEST: Final = 7  # words of a name
BEHIND: Final = 5  # words of a name behind the quantity
MOST_COUNTED: Final = 26  # a higher number mostly measures
FURTHER: Final = 4  # words between the name and its comparison


class Measure(NamedTuple):
    """The name, the tokens of the name and the quantity together, and the page's own unit behind the number."""

    name: str
    first: int
    last: int
    unit: str = ""


def measure(context: Context, quantity: Quantity) -> Measure | None:
    """Return the page's own name of what a quantity measures: before it, else behind it."""
    timed = context.dimension(quantity) == "time"
    if quantity.unit and not timed and context.values(quantity.last, quantity.last + 1) in (["per"], ["/"]):
        return None  # "4.5 U per leaf": the unit goes on
    if _counts(context, quantity):
        return _behind(context, quantity) or _before(context, quantity)
    return _before(context, quantity) or _behind(context, quantity)


def own_grade(context: Context, quantity: Quantity) -> Measure | None:
    """Return what a grade is a grade of in the page's own words: "Tooth mobility greater than grade 1"."""
    if quantity.operator in ("", "="):
        return None
    own = measure(
        context,
        replace(quantity, first=min(quantity.first, quantity.head_at)) if quantity.head_at >= 0 else quantity,
    )
    ranged = quantity.operator in ("in", "between")
    return None if own is None or (ranged and own.first >= quantity.first) else own


def _counts(context: Context, quantity: Quantity) -> bool:
    """Whether a number may count what stands behind it: "use of at least two mobile apps"."""
    value = quantity.values[0]
    op, lexed = quantity.first, context.lexed
    if context.tokens[op].kind == "op":  # "tonnage above 12 zorkmids" measures, "≥ 2" may do both
        words = lexed.text[lexed.starts[lexed.pieces[op]] : lexed.end(lexed.upto(op) - 1)].lower()
        if not words.startswith(_COUNTING):
            return False
    return context.dimension(quantity) == "bare" and not isinstance(value, str) and value in range(MOST_COUNTED)


def _before(context: Context, quantity: Quantity) -> Measure | None:
    start, words = context.sentences[quantity.at][0], context.lexicon.words
    at = quantity.first - 1
    if at >= start and context.said[at] in "([" and context.values(quantity.last, quantity.last + 1) in ([")"], ["]"]):
        at -= 1  # "Foo risk score (10 % or above)"
    for _ in range(FURTHER):
        if at < start or context.covered[at] or context.said[at] not in words["before_a_measure"]:
            break
        at -= 1
    last = at
    bracket = _bracket_before(context, at, start)
    if bracket >= start and not (bracket > start and _names(context, bracket - 1, first=True)):
        inside = Measure(_text(context, bracket + 1, at - 1), bracket + 1, quantity.last)  # "with [Qp:Qs] ≥ 1.5"
        return inside if at - bracket > 1 and _is_name(context, bracket + 1, at - 1) else None
    at = bracket - 1 if bracket >= 0 else at
    name_last = at
    while at >= start and name_last - at < LONGEST and _names(context, at, first=at == name_last):
        at -= 1
    first = _trim(context, at + 1, name_last)
    if first > name_last or not _is_name(context, first, name_last):
        return None
    upto = _unit_behind(context, quantity)
    unit = _text(context, quantity.last, upto - 1) if upto > quantity.last else ""
    return Measure(_text(context, first, last), min(first, quantity.first), upto, unit)


def _unit_behind(context: Context, quantity: Quantity) -> int:
    """Return where a word ends that stands right behind a bare number and can be nothing but its unit."""
    last = quantity.last
    if quantity.unit or quantity.reference or last >= context.sentences[quantity.at][1]:
        return last
    token, words = context.tokens[last], context.lexicon.words
    known = words["ends_a_measure"] | words["between_number_and_measure"] | words["no_measure"]
    return last + 1 if token.kind == "word" and token.value not in known and not context.covered[last] else last


def _bracket_before(context: Context, at: int, start: int) -> int:
    """Return where a short bracket opens that closes at `at`: "Full-mouth plaque score (FMPS)"."""
    if at < start or context.said[at] not in (")", "]"):
        return -1
    for here in range(at - 1, max(start, at - LONGEST) - 1, -1):
        if context.covered[here]:
            return -1
        if context.said[here] in ("(", "["):
            return here
    return -1


def _names(context: Context, at: int, *, first: bool) -> bool:
    """Whether a token may be part of a name that goes on to the right."""
    token = context.tokens[at]
    if context.covered[at] or token.kind in ("op", "limit"):
        return False
    if token.kind == "num":
        return token.unit is None and not first and context.tokens[at + 1].kind in ("-", "word")
    if token.kind in ("word", "var"):
        return token.value not in context.lexicon.words["ends_a_measure"]
    return token.value in ("-", "/", "'") and not first


def _trim(context: Context, first: int, last: int) -> int:
    """Pass what cannot begin a name."""
    words = context.lexicon.words["begins_no_measure"]
    while first <= last and (context.said[first] in words or context.tokens[first].kind not in ("word", "var", "num")):
        first += 1
    return first


def _is_name(context: Context, first: int, last: int) -> bool:
    """Whether some tokens hold a word that can name a measure: no lone people, times and fillers."""
    words = context.lexicon.words
    return any(
        (len(context.said[at]) > 1 or "/" in context.said[first : last + 1])
        and context.tokens[at].kind in ("word", "var")
        and context.said[at] not in words["people"]
        and context.said[at] not in words["no_measure"]
        for at in range(first, last + 1)
    )


def _behind(context: Context, quantity: Quantity) -> Measure | None:
    words, end = context.lexicon.words, context.sentences[quantity.at][1]
    at = quantity.last
    while at < end and at - quantity.last < FURTHER and context.said[at] in words["between_number_and_measure"]:
        at += 1
    first = at
    while at < end and at - first < BEHIND and not context.covered[at]:
        token = context.tokens[at]
        hyphen = token.value in ("-", "/") and at > first
        if not hyphen and (token.kind not in ("word", "var") or token.value in words["ends_a_measure"]):
            break
        at += 1
    while at > first and (context.said[at - 1] in words["begins_no_measure"] or context.said[at - 1] in "-/"):
        at -= 1
    if at == first or not _is_name(context, first, at - 1):
        return None
    return Measure(_text(context, first, at - 1), quantity.first, at)


def _text(context: Context, first: int, last: int) -> str:
    lexed = context.lexed
    return " ".join(lexed.text[lexed.starts[lexed.pieces[first]] : lexed.end(lexed.upto(last) - 1)].split())
