"""Names: the variables that stand before or behind a quantity.

What comes in: a quantity and its context. What goes out: `Named`: the variables and the tokens from name to number,
or None. Separate from what a quantity counts or lasts, which has no name. Every look back is bounded.
"""

from typing import NamedTuple

from trialx.eligibility.context import Context, Sentence
from trialx.eligibility.lexer import match
from trialx.eligibility.quantity import Quantity

BARE_REACH = 9  # tokens between a name and a number without a unit
UNIT_REACH = 40  # the same with a unit, which says itself what it belongs to
TIME_REACH = 12  # the same with a time, which half of all criteria have
BEHIND_REACH = 5  # tokens between a quantity and a name behind it
MOST_NAMES = 12  # variables in a row
MOST_JOINING = 5  # words between two of them
YEARS = range(1900, 2100)


class Named(NamedTuple):
    """The variables of a quantity; `tokens[first:last]` are its words."""

    names: list[str]
    first: int
    last: int


def named(context: Context, quantity: Quantity, dimension: str, *, continues: bool) -> Named | None:
    """Return the variables that a quantity is stated of.

    A name right behind wins ("18 years of age"), then the nearest before that is stated in such a unit, then one a
    little further behind. `continues` says that the quantity before was of the same kind: "INR ≤ 1.5 or ≤ 2".
    """
    sentence = context.sentences[quantity.at]
    return (
        _right_behind(context, quantity, dimension, sentence)
        or _before(context, quantity, dimension, sentence, continues=continues)
        or _behind(context, quantity, dimension, sentence)
    )


def meant(context: Context, name: str, quantity: Quantity) -> str:
    """Return the variable that a name means with this unit, or with words of change: "FVC decreases by > 10%"."""
    known = context.lexicon.variables.get(name)
    if known is not None and quantity.unit is not None and quantity.unit in known.becomes:
        return known.becomes[quantity.unit]
    words = context.lexicon.words
    if quantity.unit == "%" and name in words["changing"]:
        near = context.values(quantity.first - 4, quantity.first) + context.values(quantity.last, quantity.last + 2)
        if not words["change"].isdisjoint(near):
            return f"{name}_change"
    return name


def _right_behind(context: Context, quantity: Quantity, dimension: str, sentence: Sentence) -> Named | None:
    stop = context.lexed.pieces[sentence[1]]
    number_ends = context.lexed.upto(quantity.at)
    behind = context.lexed.pieces[quantity.last]
    hit = _name_at(context, quantity, dimension, behind, stop)
    if hit is None and quantity.last > quantity.at + 1:  # "18 years of age or older": the name is inside
        hit = _name_at(context, quantity, dimension, number_ends, behind)
    if hit is None:
        return None
    last = quantity.last
    while last < sentence[1] and context.lexed.pieces[last] < hit[1]:
        last += 1
    return Named([hit[0]], quantity.first, last)


def _name_at(context: Context, quantity: Quantity, dimension: str, first: int, stop: int) -> tuple[str, int] | None:
    """Return a name that begins within three words of `first`, and where it ends."""
    words, after = context.lexed.words, context.lexicon.after
    for piece in range(first, min(first + 3, stop)):
        hit = match(after, words, piece, stop) if words[piece] in after else None
        if hit is not None:
            name = hit[1].value
            if not context.lexicon.variables[name].dimensions or context.accepts(name, dimension, quantity.unit):
                return name, hit[0]
        if words[piece] not in context.lexicon.words["before_a_name_behind"]:
            break
    return None


def _before(
    context: Context, quantity: Quantity, dimension: str, sentence: Sentence, *, continues: bool
) -> Named | None:
    variables, found = context.lexicon.variables, context.tokens
    bare = dimension == "bare"
    reach = BARE_REACH if bare else TIME_REACH if dimension == "time" else UNIT_REACH
    stop = max(sentence[0], quantity.at - reach - 2)
    passed = False  # another quantity stands between
    at = quantity.at - 1
    while at >= stop:
        token = found[at]
        if token.kind == "var":
            names, first = _row(context, at, sentence[0])
            fitting = [name for name in names if context.accepts(name, dimension, quantity.unit)]
            if quantity.pair and "blood_pressure" in names:
                fitting = ["systolic_bp", "diastolic_bp"]
            fitting = [name for name in fitting if _on_scale(context, name, quantity)]
            if (
                not fitting
                and dimension in ("bare", "percent")
                and "ecog" in names
                and (others := _by_percent(context, quantity, sentence))
            ):
                return Named(others, min(first, quantity.first), quantity.last)
            if bare and context.tokens[quantity.at].value.isalpha():  # "IgE to one or more nuts": it counts
                fitting = [name for name in fitting if _may_equal(context, name)]
            if "sige" in fitting and "ige" in fitting:  # "milk-specific immunoglobulin E (IgE)"
                fitting.remove("ige")
            unsure = bool(fitting) and not quantity.operator.strip("=")  # no comparison: the name has to stand by it
            if unsure and (variables[fitting[0]].weak or (bare and not _adjacent(context, at, quantity))):
                return None
            if unsure and bare and not quantity.operator and not _may_equal(context, fitting[0]):
                return None  # "EGFR 20 insertion", "creatinine 2": a number that nothing compares
            if fitting and not (passed and bare and not continues):
                strong = [name for name in fitting if not variables[name].weak]
                return Named(strong or fitting[:1], min(first, quantity.first), quantity.last)
            at = first
        elif context.covered[at]:
            passed = passed or at < quantity.first
        elif (dimension == "time" and token.value in context.lexicon.words["time_leads"]) or (
            bare and token.kind in ";."
        ):
            return None
        at -= 1
    return None


def _row(context: Context, at: int, start: int) -> tuple[list[str], int]:
    """Return the variables that stand in a row and end at `at`, "AST and ALT", and where the row begins."""
    found, joined = context.tokens, context.lexicon.words["joined"]
    names = [found[at].value]
    first = here = at
    while here > start and first - here <= MOST_JOINING and len(names) < MOST_NAMES and at - here < UNIT_REACH:
        here -= 1
        token = found[here]
        if context.covered[here]:
            break
        if token.kind == "var":
            if token.value not in names:
                names.append(token.value)
            first = here
        elif token.value not in joined and not (first > here and token.value.isdecimal()):
            break
    return names, first


def _on_scale(context: Context, name: str, quantity: Quantity) -> bool:
    """Whether a grade or score reaches so high: "performance status ≥ 50" is none of ECOG."""
    known = context.lexicon.variables[name]
    if not known.ordinal or known.bounds is None or known.bounds[2]:
        return True
    return all(isinstance(value, str) or value <= known.bounds[1] for value in quantity.values)


def _by_percent(context: Context, quantity: Quantity, sentence: Sentence) -> list[str]:
    """Return the scales of the performance status that go to 100, of those that the sentence names close by."""
    near = context.tokens[max(sentence[0], quantity.at - UNIT_REACH) : min(sentence[1], quantity.last + UNIT_REACH)]
    said = {token.value for token in near if token.kind == "var"}
    return [name for name in ("karnofsky", "lansky") if name in said]


def _may_equal(context: Context, name: str) -> bool:
    """Whether a bare number behind a name is its value: a grade or score, or one that is stated so."""
    return context.lexicon.variables[name].ordinal or name in context.lexicon.words["may_equal"]


def _adjacent(context: Context, variable_at: int, quantity: Quantity) -> bool:
    """Whether only words like "score of" stand between a name and a number without a comparison."""
    between = context.tokens[variable_at + 1 : quantity.first]
    if context.tokens[quantity.at].number in YEARS:
        return False
    if between and between[-1].value in "([" and context.values(quantity.last, quantity.last + 1) in ([")"], ["]"]):
        return False  # a reference: "Global Initiative for Asthma (3)"
    allowed = context.lexicon.words["between_name_and_number"]
    return all(token.value in allowed or token.kind in ("op", "var") or token.kind in "():[]-," for token in between)


def _behind(context: Context, quantity: Quantity, dimension: str, sentence: Sentence) -> Named | None:
    if dimension in ("bare", "time"):
        return None
    for at in range(quantity.last, min(quantity.last + BEHIND_REACH, sentence[1])):
        token = context.tokens[at]
        if context.covered[at] or token.kind in ";.,":
            return None
        if token.kind == "var" and context.accepts(token.value, dimension, quantity.unit):
            return Named([token.value], quantity.first, at + 1)
    return None
