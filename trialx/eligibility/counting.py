"""Counting: what a number without a unit and without a name counts or scores.

What comes in: a quantity and its context. What goes out: a variable (`lesion_count`, `prior_lines`, `count`,
`frequency`, `scale:…`, `age`), or None. Separate from the names, since here any word may be the thing that is
counted.
"""

from trialx.eligibility.context import Context, Sentence
from trialx.eligibility.lexer import match
from trialx.eligibility.lexicon import OF_AGE
from trialx.eligibility.quantity import Quantity

MOST_COUNTED = 100  # a higher number without a unit counts nothing that a criterion asks for
MOST_OTHERS = 25  # the same of things that have no name here: what is more is mostly measured
REACH = 7  # words behind a number that may name what it counts
SCORE_REACH = 6  # tokens between "score" and its number
_STOPS = frozenset(",;.):")
_BEHIND_AN_AGE = frozenset({".", ",", ")", ";", "will", "are", "at", "with", "who", "and", "or", "must", "yo"})
_SCALE_BEHIND = frozenset({"scale", "point", "item", "items"})
_SCALE_BEFORE = frozenset({"scale", "range", "ranging", "ranges", "scored", "vas", "graded"})


def counted(context: Context, quantity: Quantity, sentence: Sentence) -> str | None:
    """Return what a bare number is about, where its surroundings say so."""
    if not quantity.operator.strip("=") and not quantity.operator:
        return None
    if _of_people(context, quantity) or _of_age(context, quantity):
        return "age"
    return _score(context, quantity, sentence) or _count(context, quantity, sentence)


def lists(context: Context, quantity: Quantity) -> bool:
    """Whether a count only introduces a list: "at least one of the following"."""
    after = context.values(quantity.last, quantity.last + 4)
    near = context.lexicon.words["not_counted_near"]
    return after[:1] == ["of"] or not near.isdisjoint(after) or quantity.values == (1.0,)


def is_scale_end(context: Context, quantity: Quantity) -> bool:
    """Whether a range names the ends of a scale: "0 to 10", "0-10 cm scale", "on a 3 point scale"."""
    after = context.values(quantity.last, quantity.last + 1)
    if quantity.operator == "between" and quantity.values[0] == 0 and not _SCALE_BEHIND.isdisjoint(after):
        return True
    bare = quantity.unit is None and quantity.reference is None and not quantity.head
    if not bare or quantity.operator not in ("", "=", "between", "in"):
        return False
    if not _SCALE_BEHIND.isdisjoint(after):
        return True
    if len(quantity.values) != 2 or quantity.values[0] not in (0.0, 1.0):
        return False
    return not _SCALE_BEFORE.isdisjoint(context.values(quantity.first - 4, quantity.at))


def _of_people(context: Context, quantity: Quantity) -> bool:
    """Whether a bare number is an age: "those under 18", "adults over 65"."""
    bracketed = context.values(quantity.first - 1, quantity.first) == ["("]  # "children (< 18)"
    before = quantity.first - 1 - bracketed
    if before < 0 or quantity.values[0] not in range(1, MOST_COUNTED):
        return False
    if context.tokens[before].value not in context.lexicon.words["those"]:
        return False
    if bracketed:
        return context.values(quantity.last, quantity.last + 1) == [")"]
    return not _BEHIND_AN_AGE.isdisjoint(context.values(quantity.last, quantity.last + 1) or ["."])


def _of_age(context: Context, quantity: Quantity) -> bool:
    """Whether the comparison itself speaks of an age: "older than 18"."""
    aged = context.tokens[quantity.first].kind == "op" and context.tokens[quantity.first].unit == OF_AGE
    after = context.values(quantity.last, quantity.last + 1) or ["."]
    return aged and quantity.values[0] in range(1, MOST_COUNTED) and not _BEHIND_AN_AGE.isdisjoint(after)


def _count(context: Context, quantity: Quantity, sentence: Sentence) -> str | None:
    value = quantity.values[-1]
    if isinstance(value, str) or len(quantity.values) > 2 or value > MOST_COUNTED or value != int(value):
        return None
    words, lexicon = context.lexed.words, context.lexicon
    first = context.lexed.pieces[quantity.last]
    stop = min(first + REACH, context.lexed.pieces[sentence[1]])
    for piece in range(first, stop):
        if words[piece] in _STOPS or words[piece][0].isdecimal():
            break
        if words[piece] in lexicon.counted and (hit := match(lexicon.counted, words, piece, stop)):
            return hit[1].value
    if quantity.operator in ("between", "in"):
        return None
    if "number" in context.values(max(sentence[0], quantity.first - 8), quantity.first):
        return "count"
    before = context.values(max(sentence[0], quantity.first - 1), quantity.first)
    if before and before[0] not in lexicon.words["before_count"]:  # "moss factor above 12 leaves" measures
        return None
    near = words[first:stop]
    if not near or not near[0].isalpha() or near[0] in lexicon.words["not_counted"]:
        return None
    if not lexicon.words["not_counted_near"].isdisjoint(near):  # "of the following", "forms of contraception"
        return None
    if any(_per_time(near, at) for at in range(len(near))):
        return "frequency"
    if value > MOST_OTHERS:
        return None
    happens = not lexicon.words["happenings"].isdisjoint(near[:4])
    return "count" if value > 1 or quantity.operator == ">" or (happens and near[0] != "of") else None


def _per_time(words: list[str], at: int) -> bool:
    """Whether "per week", "/ month", "a day" stands at `at`."""
    if words[at] in ("weekly", "monthly", "daily", "yearly"):
        return True
    units = ("day", "week", "month", "year", "hour")
    return words[at] in ("per", "/", "a", "each", "every") and at + 1 < len(words) and words[at + 1] in units


def _score(context: Context, quantity: Quantity, sentence: Sentence) -> str | None:
    """A score that names itself: "Foo symptom score ≥ 4", "≥ 4 on the Foo scale"."""
    if any(isinstance(value, str) for value in quantity.values):
        return None
    found, words = context.tokens, context.lexicon.words
    for at in range(quantity.at - 1, max(sentence[0], quantity.at - SCORE_REACH) - 1, -1):
        token = found[at]
        if token.value in words["score_heads"]:
            return _score_name(context, at, sentence[0])
        if token.value not in words["between_name_and_number"] and token.kind not in ("op", "(", ")", ":"):
            break
    if context.values(quantity.last, min(quantity.last + 1, sentence[1])) in (["on"], ["in"], ["points"]):
        for at in range(quantity.last + 1, min(quantity.last + 9, sentence[1])):
            if found[at].kind == "var" and found[at].value.startswith("scale:"):
                return found[at].value
            if found[at].value in words["score_heads"]:
                return _score_name(context, at, quantity.last + 1)
            if found[at].kind in ",;.":
                break
    return None


def _score_name(context: Context, head: int, start: int) -> str | None:
    words: list[str] = []
    for at in range(head - 1, max(start, head - SCORE_REACH) - 1, -1):
        token = context.tokens[at]
        if token.value in context.lexicon.words["score_heads"] or token.kind in ("(", ")", "-"):
            continue
        if token.kind != "word" or token.value in context.lexicon.words["not_a_score_name"]:
            break
        words.insert(0, token.value)
    return "scale:" + "_".join(words) if words else None
