"""Polarity: whether words before a threshold turn it round.

What comes in: a variable, its quantity and the context. What goes out: the `negated` flag; the comparison itself
stays as it is written. Separate, because a negation reaches over lists and brackets and has nothing to do with
numbers.

"no chemotherapy within 4 weeks" is negated; "has not received X for at least 7 days" only says which event is meant.
"""

from trialx.eligibility.context import Context
from trialx.eligibility.quantity import Quantity

REACH = 90  # tokens that a "no" reaches: a long list of diseases
LIST_REACH = 40  # tokens between the words that open a list and its parts
_OPENS_A_LIST = frozenset({":", "following", "including", "include"})
_TIMES = frozenset({"washout", "test_window", "event_interval", "treatment_duration", "disease_duration", "duration"})
_SAYS_WHICH = frozenset({"washout", "commitment"})  # with "at least", a negation before these only names the event
_NEVER = frozenset({"age", "life_expectancy"})
_NOT_ONLY = frozenset({"limited", "only", "or", "more", "less", "later", "longer"})


def negated(context: Context, name: str, quantity: Quantity, first: int) -> bool:
    """Whether a relation whose words begin at token `first` is turned round."""
    if not context.negates or name in _NEVER or (name in _SAYS_WHICH and quantity.operator in (">=", ">", "=")):
        return False
    words, timed = context.lexicon.words, name in _TIMES
    listed, linked = False, False
    closed, inside = 0, False  # brackets that are closed before the relation; whether it stands in open ones
    for at in range(first - 1, max(context.sentences[quantity.at][0], first - REACH) - 1, -1):
        token = context.tokens[at]
        inside = inside or (token.value == "(" and not closed)
        closed += (token.value == ")") - (token.value == "(" and closed > 0)
        if closed:
            continue
        if token.value in words["turns"]:
            return False
        if timed and token.value == "," and not listed and _is_past(context.values(at + 1, at + 2)):
            return False  # "no remission after induction, relapsed within 6 months"
        listed = listed or token.value in _OPENS_A_LIST
        linked = linked or (token.value == "and" and not timed)
        if (token.value == ";" or (token.value == "," and not timed and not listed)) and not _list_opens(context, at):
            return False
        if token.value in words["negations"] and token.kind == "word" and not context.covered[at]:
            if linked and context.values(at - 1, at) == ["with"]:  # "with no reaction to water and IgE > 1"
                return False
            if inside and not timed:  # "no contraindications (ASA 1)" explains
                return False
            if not words["unturned"].isdisjoint(context.values(at + 1, at + 4)):
                return False  # "no change of dose within 4 weeks" says that the dose is stable
            only = not _NOT_ONLY.isdisjoint(context.values(at + 1, at + 2))
            return not only and (at < 2 or context.tokens[at - 2].value != "with")  # "with or without"
    return False


def _is_past(words: list[str]) -> bool:
    return bool(words) and words[0] in ("relapsed", "progressed", "recurred", "diagnosed", "resolved", "ended")


def _list_opens(context: Context, at: int) -> bool:
    return not _OPENS_A_LIST.isdisjoint(context.values(at - LIST_REACH, at))
