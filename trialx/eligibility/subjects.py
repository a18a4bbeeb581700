"""Subjects: the drug, therapy, event or disease that a time or a count is about.

What comes in: a quantity and its context. What goes out: words as they stand, or nothing. Separate from the reading of
times, which says what kind of time it is: "No moss tea within 4 weeks" is a washout, of moss tea.
"""

from typing import Final

from trialx.eligibility.context import Context
from trialx.eligibility.quantity import Quantity

TIMED: Final = frozenset(
    {
        "washout",
        "test_window",
        "disease_duration",
        "treatment_duration",
        "event_interval",
        "commitment",
        "upcoming",
        "duration",
    }
)
COUNTED: Final = frozenset({"count", "prior_lines", "prior_cycles", "lesion_count", "frequency"})
LONGEST: Final = 16  # tokens
BEHIND: Final = 9
_LINKS: Final = frozenset(
    {"since", "from", "after", "of", "following", "post", "with", "without", "for", "in", "on", "to"}
)


def subject(context: Context, variable: str, quantity: Quantity) -> str:
    """Return what a time or count is about: the words before it, else those behind it; empty where none are."""
    if variable in COUNTED:
        return _behind(context, quantity.last, counted=True) or _before(context, quantity)
    if variable not in TIMED:
        return ""
    return _before(context, quantity) or _behind(context, quantity.last, counted=False)


def _before(context: Context, quantity: Quantity) -> str:
    start, words = context.sentences[quantity.at][0], context.lexicon.words
    last = quantity.first - 1
    while last >= start and (
        context.said[last] in words["before_a_subject"] or context.tokens[last].kind in ("op", "(", ",", "-")
    ):
        last -= 1
    first = last + 1
    depth = 0
    while first > start and last - first < LONGEST:
        at = first - 1
        depth += (context.said[at] == ")") - (context.said[at] == "(")
        ends = context.tokens[at].kind in ";:" or context.said[at] in words["ends_a_subject"] or depth < 0
        if ends or context.covered[at]:
            break
        first = at
    while first <= last and (
        context.said[first] in words["begins_no_subject"] or context.tokens[first].kind not in ("word", "var")
    ):
        first += 1
    return _text(context, first, last)


def _behind(context: Context, at: int, *, counted: bool) -> str:
    end, words = context.sentences[min(at, len(context.sentences) - 1)][1], context.lexicon.words
    first, linked = at, counted
    while first < end and (context.said[first] in words["begins_no_subject"] or context.said[first] in _LINKS):
        linked = linked or context.said[first] in _LINKS
        first += 1
    last = first
    while last < end and last - first < BEHIND and not context.covered[last]:
        if context.tokens[last].kind in ",;.()" or context.said[last] in words["ends_a_subject_behind"]:
            break
        last += 1
    return _text(context, first, last - 1) if linked else ""


def _text(context: Context, first: int, last: int) -> str:
    words = context.lexicon.words["no_subject"] | context.lexicon.words["begins_no_subject"]
    said = context.said[first : last + 1]
    if first > last or not any(len(word) > 2 and word not in words for word in said):
        return ""
    lexed = context.lexed
    return lexed.text[lexed.starts[lexed.pieces[first]] : lexed.end(lexed.upto(last) - 1)]
