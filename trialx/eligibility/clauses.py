"""Clauses: what the words close around a quantity say of it, whatever it is about.

What comes in: a quantity and its context. What goes out: whether it compares, whether "equal" is earned, whether it
counts a list, which rate it is. Separate from the naming, which asks these things in its order.
"""

from trialx.eligibility.context import Context
from trialx.eligibility.measures import Measure
from trialx.eligibility.quantity import Quantity

FAR = 5  # tokens: not close to a number any more
CLAUSE = 6  # tokens on each side of a bare number in which a comparison shows that it is not equal
_ENDS_CLAUSE = frozenset({",", ";", ".", "(", ")", ":"})
_EACH = frozenset({"per", "/", "a", "each", "every"})
_PREGNANT = frozenset({"pregnant", "pregnancy", "gestation"})
_DISTANCES = ((20.0,), (6.0,))  # feet, metres: what stands above in an acuity
_SEEING = frozenset({"acuity", "vision", "bcva", "va", "ucva", "snellen"})
_WORSE_BELOW = frozenset({"karnofsky", "lansky", "lvef", "spo2", "egfr", "creatinine_clearance"})
_WORSE_ABOVE = frozenset({"ecog", "nyha", "ctcae_grade", "child_pugh", "scale:asa", "ckd_stage"})
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
SEEN_BEFORE = 6  # tokens between such a word and the comparison
_LOOKS_BACK = frozenset({"prior", "before", "after", "ago", "post", "following", "since"})


def is_earned(context: Context, quantity: Quantity) -> bool:
    """Whether a bare number behind a name is its value: no word of a comparison stands in the clause."""
    start, end = context.sentences[quantity.at]
    compared = context.lexicon.words["compares"]
    for step, bound in ((-1, max(start, quantity.first - CLAUSE)), (1, min(end, quantity.last + CLAUSE))):
        at = quantity.first - 1 if step < 0 else quantity.last
        while bound <= at < end if step < 0 else at < bound:
            token = context.tokens[at]
            if token.value in _ENDS_CLAUSE or context.covered[at]:
                break
            if token.value in compared or (token.kind == "op" and token.value != "="):
                return False
            at += step
    return True


def rate(context: Context, quantity: Quantity) -> str | None:
    """Return the unit of a time that comes again: "more than 5 days per week" is `d/wk`."""
    said, lexicon = context.values(quantity.last, quantity.last + 2), context.lexicon
    if len(said) < 2 or said[0] not in _EACH or context.dimension(quantity) != "time":
        return None
    every = lexicon.units.get(said[1])
    if every is None or lexicon.dimension[every] != "time":
        return None
    quantity.last += 2
    return f"{quantity.unit}/{every}"


def is_of_pregnancy(context: Context, quantity: Quantity) -> bool:
    """Whether weeks stand right behind a pregnancy: "Pregnant (> 20 weeks)", "pregnant women 34 weeks or less"."""
    if quantity.unit not in ("wk", "d") or not compares(quantity):
        return False
    after = context.values(quantity.last, quantity.last + 1)
    near = context.values(quantity.first - 3, quantity.first)
    return not _PREGNANT.isdisjoint(near) and not _LOOKS_BACK.intersection(after)


def name_ends(context: Context, own: Measure, quantity: Quantity) -> int:
    """Return the token behind the name of a measure, far away where the name is not before the number."""
    if own.first >= quantity.first:
        return -FAR
    words = context.lexicon.words["before_a_measure"] - {"of", ":", "="}
    return quantity.at if context.said[quantity.at - 1] not in words else -FAR


def is_list(context: Context, quantity: Quantity) -> bool:
    """Whether a count only introduces a list or counts what is no measure: "at least one of the following"."""
    near = context.values(quantity.last, quantity.last + 4)
    return near[:1] == ["of"] or not context.lexicon.words["not_counted_near"].isdisjoint(near)


def is_bracketed(context: Context, quantity: Quantity) -> bool:
    """Whether a time stands alone in brackets: "recent use (30 days)"."""
    before, behind = quantity.first - 1, quantity.last
    return context.values(before, before + 1) + context.values(behind, behind + 1) == ["(", ")"]


def compares(quantity: Quantity) -> bool:
    """Whether a comparison is stated: "weight = 60 kg" in a sentence may be anything's."""
    return quantity.operator not in ("", "=")


def is_single_dose(context: Context, quantity: Quantity) -> bool:
    """Whether "single" is no number of its own: "a maximum single dose of 20 mg"."""
    return context.said[quantity.at : quantity.at + 3] == ["single", "dose", "of"]


def as_acuity(context: Context, quantity: Quantity) -> None:
    """Give the upper number of an acuity its lower one for a unit: "20/60"; one that is worse lies below it."""
    first, last = quantity.first, quantity.last
    if quantity.unit or quantity.values not in _DISTANCES or context.said[last : last + 1] != ["/"]:
        return
    if last + 1 >= len(context.tokens) or context.tokens[last + 1].kind != "num" or not compares(quantity):
        return
    lexed = context.lexed
    said = lexed.text[lexed.starts[lexed.pieces[first]] :][:5].lower()
    if _SEEING.isdisjoint(context.values(first - SEEN_BEFORE, first)):
        return
    quantity.unit = f"/{context.said[last + 1]}"
    quantity.last = last + 2
    if said == "worse":
        quantity.operator = "<"


def as_ranked(context: Context, name: str, quantity: Quantity) -> None:
    """Turn "better" and "worse" to the side of a scale: an ECOG that is better lies below, a Karnofsky above."""
    lexed = context.lexed
    said = lexed.text[lexed.starts[lexed.pieces[quantity.first]] :][:17].lower()
    better, worse = said.startswith("better than"), said.startswith(("worse than", "no worse", "not worse"))
    if not (better or worse or context.said[quantity.last - 1] in ("better", "worse")):
        return
    if (name in _WORSE_BELOW and not better) or (name in _WORSE_ABOVE and better):
        quantity.operator = _TURNED.get(quantity.operator, quantity.operator)
