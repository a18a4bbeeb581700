"""Times: what a length of time in a criterion is about.

What comes in: a quantity of time and its context. What goes out: the variable (`washout`,
`treatment_duration`, `commitment`, …), the comparison, or nothing where no word says what the time is for ("6-minute
walk", "every 3 weeks"). Separate from the other variables, which have names; a time is told by its surroundings.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from trialx.eligibility.context import Context, Sentence
from trialx.eligibility.lexicon import FROM_AFAR, PREPOSITION
from trialx.eligibility.quantity import Quantity

FAR = 60  # words around a time that may speak of contraception or of the menopause
REACH = 10  # words before and after that may say what a time is about
NEAR = 5  # words that decide between two readings
WITHIN = frozenset({"within", "wihtin", "withing"})  # also as often misspelt
_DENYING = frozenset({"not", "no", "never", "without"})
_EXPECTING = frozenset({"anticipated", "expected"})
_AFTERWARDS = frozenset({"follow-up", "thereafter", "afterwards", "afterward"})
_BEGINNING = frozenset({"diagnosed", "diagnosis", "onset"})
_ELAPSED = frozenset({"elapsed", "passed"})
_COMING = frozenset({"next", "coming", "planned", "scheduled", "upcoming"})
_WHICH = frozenset({"whichever", "which"})
_CYCLES = frozenset({"cycle", "cycles"})
_AFTER = frozenset({"after", "following"})


class Reading(NamedTuple):
    """What a time is: the variable and how it is compared."""

    variable: str
    operator: str


@dataclass(slots=True, eq=False)
class _Place:
    """What stands around a time: words before and behind, the preposition, whether it looks back or is anchored."""

    before: list[str]
    after: list[str]
    lead: str
    window: bool  # "in the last"
    anchored: bool  # "prior to screening"
    operator: str
    bracketed: bool  # "(< 3 months)"
    cues: dict[str, frozenset[str]]

    def says(self, cue: str, words: Iterable[str]) -> bool:
        """Whether one of `words` is such a cue (`cues` in data/words.yaml)."""
        return not self.cues[cue].isdisjoint(words)


def read_time(context: Context, quantity: Quantity, sentence: Sentence) -> Reading | None:
    """Return what a time is about, None where nothing says it (see `lasts`)."""
    if quantity.unit in ("s", "ms") or _is_over_which(context, quantity, sentence):
        return None
    if quantity.unit == "{half_life}":
        within = not WITHIN.isdisjoint(context.values(max(sentence[0], quantity.first - 2), quantity.first))
        return Reading("washout", quantity.operator or ("<=" if within else "="))
    place = _place(context, quantity, sentence)
    personal = context.personal()
    if not _is_limit(context, quantity, place, personal=personal):
        return None
    operator = place.operator
    if not operator:
        looks_back = place.lead in WITHIN or place.lead in ("in", "during", "over", "next")
        steady = place.lead == "for" and place.says("stable", place.before)  # "on a stable dose for the last month"
        operator = "<=" if looks_back or (place.window and not steady) else "="
        place.operator = operator
    if personal and (variable := _personal(context, quantity, place, sentence)):
        return Reading(variable, operator)
    if _is_planned(place):
        return Reading("upcoming", operator)
    if place.window or place.anchored or place.lead in WITHIN:
        return Reading(_windowed(place), operator)
    variable = _lasting(place)
    return Reading(variable, operator) if variable else None


def lasts(context: Context, quantity: Quantity) -> bool:
    """Whether a time that is compared is how long something lasts or is done: "sings for at least 20 minutes"."""
    if quantity.operator not in ("<", "<=", ">", ">=") or quantity.unit in ("s", "ms", "{half_life}"):
        return False
    if context.values(quantity.last, quantity.last + 1) in (["per"], ["/"], ["each"], ["every"], ["a"]):
        return False
    return context.values(quantity.first - 1, quantity.first) == ["for"]


def _is_over_which(context: Context, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether "over" compares nothing: "no deterioration over 3 months" says in which time."""
    if context.tokens[quantity.first].unit != PREPOSITION:
        return False
    near = context.values(max(sentence[0], quantity.first - 3), quantity.first)
    return not context.lexicon.words["gradual"].isdisjoint(near) or not context.lexicon.cues["changed"].isdisjoint(near)


def _place(context: Context, quantity: Quantity, sentence: Sentence) -> _Place:
    start, end = sentence
    said, words, cues = context.said, context.lexicon.words, context.lexicon.cues
    here, lead, window = quantity.first - 1, "", False
    while here >= start:
        word = said[here]
        if word in ("next", "coming"):
            lead = "for next" if said[here - 1 : here] == ["for"] or said[here - 2 : here] == ["for", "the"] else "next"
            break
        if word in words["window"]:
            window = True
        elif word not in words["skipped_before_time"]:
            break
        here -= 1
    if here >= start and not lead and (said[here] in words["leads"] or context.tokens[here].unit == PREPOSITION):
        lead = "over" if context.tokens[here].kind == "op" else said[here]
        here -= 1
    after = _behind(context, quantity.last, end)
    anchored = bool(after) and (
        after[0] in cues["anchor"]
        or (after[0] in words["before_anchor"] and after[1:2] != [] and after[1] in cues["anchor"])
    )
    before = _outside_brackets(said, start, here)
    if context.tokens[quantity.first].unit == FROM_AFAR:  # "minimum duration of symptoms of 3 weeks"
        before += said[quantity.first + 1 : quantity.at]
    bracketed = quantity.first > start and said[quantity.first - 1] == "(" and after[:1] == [")"]
    return _Place(before, after, lead, window, anchored, quantity.operator, bracketed, cues)


def _behind(context: Context, last: int, end: int) -> list[str]:
    """Return the words behind a time without "(whichever is longer)" and the like."""
    at, said = last, context.said
    # "at least 3 weeks or 5 half-lives (whichever is shorter) since": what is behind the pair is said of both
    if at + 1 < end and said[at] == "or" and context.tokens[at + 1].unit == "{half_life}":
        at += 2
    if at < end and said[at] in ("(", ","):
        stop = at + 1
        while stop < min(at + 7, end) and said[stop] not in (")", ","):
            stop += 1
        if stop < end and not _WHICH.isdisjoint(said[at:stop]):
            at = stop + 1
    return said[at : min(at + REACH, end)]


def _outside_brackets(said: list[str], start: int, here: int) -> list[str]:
    """Return the words up to `here`; a bracket that closes there explains them and is passed over."""
    before = said[max(start, here - REACH) : here + 1]
    if "(" not in before and ")" not in before:
        return before
    before = []
    depth = 0
    for at in range(here, max(start - 1, here - FAR), -1):
        value = said[at]
        depth += (value == ")") - (value == "(" and depth > 0)
        if not depth and value != "(":
            before.append(value)
            if len(before) > REACH:
                break
    return before[::-1]


def _is_limit(context: Context, quantity: Quantity, place: _Place, *, personal: bool) -> bool:
    """Whether a comparison, a preposition or a word behind says that the time limits something."""
    after, words = place.after, context.lexicon.words
    if place.lead in words["rate"] or after[:1] in (["per"], ["/"], ["each"], ["every"], ["a"]):
        return False
    if not (place.operator or place.window or place.lead) and after and after[0] in words["not_a_time"]:
        return False
    if not place.operator and quantity.at and context.tokens[quantity.at - 1].kind == "num":  # "14 21 days": a slip
        return False
    if quantity.unit == "min" and not (place.says("diagnosed", place.before) or place.lead in WITHIN):
        return False
    if place.operator or place.window or place.anchored or place.lead in words["limiting_leads"]:
        return True
    if personal and after[:1] and after[0] in _AFTER and place.says("ended", after[1:5]):
        return True  # "..., 4 months after the final dose of the other drug"
    if not after:
        return False
    if after[0] in words["after_time"] or place.says("menopause", after[:3]):
        return True
    if after[0] in _AFTER and place.says("stopped_by", after[1:3]):  # "undetectable 12 weeks after cessation"
        return True
    return after[0] == "of" and place.says("treated", after[1:6])  # "six weeks of conservative treatment"


def _personal(context: Context, quantity: Quantity, place: _Place, sentence: Sentence) -> str | None:
    """Read the menopause, and what is promised for the time after the trial."""
    whole = context.said[max(sentence[0], quantity.at - FAR) : min(sentence[1], quantity.at + FAR)]
    after = place.after
    cyclic = not _CYCLES.isdisjoint(place.before[-3:])  # "menstrual cycle of 26-35 days"
    if not cyclic and place.says("menopause", whole) and place.says("menopause", place.before + after):
        return "menopause_duration"
    if place.window or not place.says("contraception", whole):
        return None
    ends = place.says("behind", after[:3]) and place.says("ended", after)
    return "commitment" if ends or not _AFTERWARDS.isdisjoint(after) else None


def _is_planned(place: _Place) -> bool:
    near = place.before[-NEAR - 1 :]
    if place.lead in ("next", "for next") or not _COMING.isdisjoint(near):
        return True
    if place.after[:1] == ["following"] and "enrollment" in place.after:
        return True
    if place.lead == "for" and not place.anchored and not _EXPECTING.isdisjoint(place.before):
        return True  # "not anticipated to need it (for at least 4 weeks)"
    looks_ahead = place.lead in WITHIN or place.lead in ("in", "during", "over")
    return looks_ahead and not place.anchored and not place.window and place.says("planned", near)


def _windowed(place: _Place) -> str:
    """Read a time that looks back from the study, or from an event."""
    before, after, says = place.before, place.after, place.says
    near = before[-NEAR:]
    at_most = place.operator in ("<=", "<")
    if not _BEGINNING.isdisjoint(before[-3:]) and not place.window:
        return "disease_duration"
    if says("changed", near) and says("unchanged", before):
        return "treatment_duration"
    if says("stable", near) and (place.window and place.lead in ("for", "during", "over")):
        return "treatment_duration"
    if not place.window and not at_most and says("stable", before) and says("treated", before):
        return "treatment_duration"
    if place.lead == "for" and not place.window and not at_most and (lasting := _lasting(place)):
        return lasting  # "diagnosed for more than six weeks prior to screening"
    if place.lead in WITHIN and not place.window and after[:1] in (["of"], ["after"], ["following"], ["from"]):
        anchor = [word for word in after[1:6] if word not in ("the", "a", "their", "his")]
        if after[0] in _AFTER and not says("screened", anchor[:2]):
            return "event_interval"
        if anchor and anchor[0] in place.cues["event"] and not says("screened", anchor):
            return "event_interval"
    if at_most and place.lead != "over" and not says("changed", before) and _is_tested(place):
        return "test_window"
    return "washout"


def _is_tested(place: _Place) -> bool:
    """Whether the time is the age of a test: "obtained within 14 days", but not "infection within 14 days"."""
    return place.says("tested", place.before) and not place.says("suffered", place.before)


def _is_on_therapy(place: _Place) -> bool:
    """Whether somebody is on something for so long: "On ART for at least six months"."""
    if place.lead != "for" or "on" not in place.before[-6:]:
        return False
    at = len(place.before) - 1 - place.before[::-1].index("on")
    return at == 0 or place.says("being", [place.before[at - 1]])


def _lasting(place: _Place) -> str | None:
    """Read a time that something lasts: told by the nearest word that names a state, a treatment or a disease."""
    before, after, cues, says = place.before, place.after, place.cues, place.says
    if after[:1] in (["after"], ["following"]) and not place.lead and says("stopped_by", after[1:3]):
        return "event_interval" if place.operator == "=" else "washout"
    if place.lead in ("since", "after", "post", "following"):
        return None
    if after[:1] and (after[0] in cues["elapsed"] or not _ELAPSED.isdisjoint(after[:4])):
        return "washout" if _BEGINNING.isdisjoint(after[1:5]) else "disease_duration"
    if after[:1] in (["history"], ["duration"]) or (after[:1] in (["of"], ["in"]) and says("ailing", after[1:2])):
        return "disease_duration"
    if after[:1] == ["of"] and says("treated", after[1:5]):
        return "treatment_duration"
    if says("stopped", before):
        return "washout"
    if says("changed", before):
        return "treatment_duration"
    if place.bracketed and place.operator in ("<", "<="):  # "stroke (< 3 months)": an event and how long ago
        return "washout"
    for word in reversed(before):
        if word in cues["free"]:
            return "washout"
        if word in cues["stable"]:
            return "treatment_duration" if says("treated", before) else "disease_duration"
        if word in cues["diagnosed"]:
            return "disease_duration"
        if word in cues["treated"] and word != "on":
            denied = not _DENYING.isdisjoint(before)  # "has not received moss for at least 7 days"
            return "washout" if denied else "treatment_duration"
    return "treatment_duration" if _is_on_therapy(place) else None
