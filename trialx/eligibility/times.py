"""Times: what a length of time in a criterion is about.

What comes in: a quantity of time and the tokens around it. What goes out: the variable (`washout`,
`treatment_duration`, `commitment`, …), the comparison, or nothing where no word says what the time is for ("6-minute
walk", "every 3 weeks"). Separate from the other variables, which have names; a time is told by its surroundings.
"""

from dataclasses import dataclass
from typing import NamedTuple

from trialx.eligibility.lexicon import Lexicon
from trialx.eligibility.quantity import Quantity
from trialx.eligibility.tokens import Token

FAR = 60  # words around a time that may speak of contraception or of the menopause
REACH = 10  # words before and after that may say what a time is about
NEAR = 5  # words that decide between two readings
WITHIN = frozenset({"within", "wihtin", "withing"})  # also as often misspelt
_DENYING = frozenset({"not", "no", "never", "without"})
_EXPECTING = frozenset({"anticipated", "expected"})
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

    @property
    def near(self) -> set[str]:
        return set(self.before[-NEAR:])


def read_time(
    found: list[Token], quantity: Quantity, lexicon: Lexicon, sentence: tuple[int, int], *, personal: bool
) -> Reading | None:
    """Return what a time is about, None where nothing says it.

    `personal` says that the criterion speaks of contraception or of the menopause at all.
    """
    if quantity.unit in ("s", "ms"):
        return None
    if quantity.unit == "{half_life}":
        within = quantity.first > sentence[0] and found[quantity.first - 1].value in WITHIN
        return Reading("washout", quantity.operator or ("<=" if within else "="))
    place = _place(found, quantity, lexicon, sentence)
    if not _is_limit(found, quantity, place, lexicon, personal=personal):
        return None
    operator = place.operator
    if not operator:
        looks_back = place.window or place.lead in WITHIN or place.lead in ("in", "during", "over")
        operator = "<=" if looks_back and place.lead != "for" else "="
        place.operator = operator
    if personal and (variable := _personal(found, quantity, place, sentence)):
        return Reading(variable, operator)
    if _is_planned(place):
        return Reading("upcoming", operator)
    if place.window or place.anchored or place.lead in WITHIN:
        return Reading(_windowed(place), operator)
    variable = _lasting(place)
    return Reading(variable, operator) if variable else None


def _place(found: list[Token], quantity: Quantity, lexicon: Lexicon, sentence: tuple[int, int]) -> _Place:
    start, end = sentence
    words, cues = lexicon.words, lexicon.cues
    here, lead, window = quantity.first - 1, "", False
    while here >= start:
        word = found[here].value
        if word in ("next", "coming"):
            lead = "next"
            break
        if word in words["window"]:
            window = True
        elif word not in words["skipped_before_time"]:
            break
        here -= 1
    if here >= start and not lead and found[here].value in words["leads"]:
        lead = found[here].value
        here -= 1
    after = _behind(found, quantity.last, end)
    anchored = bool(after) and (
        after[0] in cues["anchor"]
        or (after[0] in words["before_anchor"] and after[1:2] != [] and after[1] in cues["anchor"])
    )
    before = _outside_brackets(found, start, here)
    bracketed = quantity.first > start and found[quantity.first - 1].kind == "(" and after[:1] == [")"]
    return _Place(before, after, lead, window, anchored, quantity.operator, bracketed, cues)


def _behind(found: list[Token], last: int, end: int) -> list[str]:
    """Return the words behind a time without "(whichever is longer)" and the like."""
    at = last
    # "at least 3 weeks or 5 half-lives (whichever is shorter) since": what is behind the pair is said of both
    if at + 1 < end and found[at].value == "or" and found[at + 1].unit == "{half_life}":
        at += 2
    if at < end and found[at].value in ("(", ","):
        stop = at + 1
        while stop < min(at + 7, end) and found[stop].value not in (")", ","):
            stop += 1
        if stop < end and any(token.value in ("whichever", "which") for token in found[at:stop]):
            at = stop + 1
    return [token.value for token in found[at : min(at + REACH, end)]]


def _outside_brackets(found: list[Token], start: int, here: int) -> list[str]:
    """Return the words up to `here`; a bracket that closes there explains them and is passed over."""
    before: list[str] = []
    depth = 0
    for at in range(here, max(start - 1, here - FAR), -1):
        value = found[at].value
        depth += (value == ")") - (value == "(" and depth > 0)
        if not depth and value != "(":
            before.append(value)
            if len(before) > REACH:
                break
    return before[::-1]


def _is_limit(found: list[Token], quantity: Quantity, place: _Place, lexicon: Lexicon, *, personal: bool) -> bool:
    """Whether a comparison, a preposition or a word behind says that the time limits something."""
    after, cues, words = place.after, place.cues, lexicon.words
    if place.lead in words["rate"] or after[:1] in (["per"], ["/"], ["each"], ["every"], ["a"]):
        return False
    if not (place.operator or place.window or place.lead) and after and after[0] in words["not_a_time"]:
        return False
    if not place.operator and quantity.at and found[quantity.at - 1].kind == "num":  # "14 21 days": a slip
        return False
    if quantity.unit == "min" and not (cues["diagnosed"] & set(place.before) or place.lead in WITHIN):
        return False
    if place.operator or place.window or place.anchored or place.lead in words["limiting_leads"]:
        return True
    if personal and after[:1] and after[0] in _AFTER and cues["ended"] & set(after[1:5]):
        return True  # "..., 4 months after the final dose of the other drug"
    if not after:
        return False
    if after[0] in words["after_time"] or cues["menopause"] & set(after[:3]):
        return True
    if after[0] in _AFTER and cues["stopped_by"] & set(after[1:3]):  # "undetectable 12 weeks after cessation"
        return True
    return after[0] == "of" and bool(cues["treated"] & set(after[1:6]))  # "six weeks of conservative treatment"


def _personal(found: list[Token], quantity: Quantity, place: _Place, sentence: tuple[int, int]) -> str | None:
    """Read the menopause, and what is promised for the time after the trial."""
    whole = {token.value for token in found[max(sentence[0], quantity.at - FAR) : min(sentence[1], quantity.at + FAR)]}
    cues, after = place.cues, place.after
    if cues["menopause"] & whole and cues["menopause"] & {*place.before, *after}:
        return "menopause_duration"
    if place.window or not cues["contraception"] & whole:
        return None
    ends = bool(cues["behind"] & set(after[:3])) and bool(cues["ended"] & set(after))
    return "commitment" if ends or {"follow-up", "thereafter", "afterwards", "afterward"} & set(after) else None


def _is_planned(place: _Place) -> bool:
    near = set(place.before[-NEAR - 1 :])
    if place.lead == "next" or near & {"next", "coming", "planned", "scheduled", "upcoming"}:
        return True
    if place.after[:1] == ["following"] and "enrollment" in place.after:
        return True
    if place.lead == "for" and not place.anchored and not _EXPECTING.isdisjoint(place.before):
        return True  # "not anticipated to need it (for at least 4 weeks)"
    looks_ahead = place.lead in WITHIN or place.lead in ("in", "during", "over")
    return looks_ahead and not place.anchored and not place.window and bool(place.cues["planned"] & near)


def _windowed(place: _Place) -> str:
    """Read a time that looks back from the study, or from an event."""
    near, cues, after = place.near, place.cues, place.after
    before = set(place.before)
    at_most = place.operator in ("<=", "<")
    if set(place.before[-3:]) & {"diagnosed", "diagnosis", "onset"} and not place.window:
        return "disease_duration"
    if cues["changed"] & near and cues["unchanged"] & before:
        return "treatment_duration"
    if near & cues["stable"] and (place.window and place.lead in ("for", "during", "over")):
        return "treatment_duration"
    if before & cues["stable"] and not place.window and not at_most and before & cues["treated"]:
        return "treatment_duration"
    if place.lead == "for" and not place.window and not at_most and (lasting := _lasting(place)):
        return lasting  # "diagnosed for more than six weeks prior to screening"
    if place.lead in WITHIN and not place.window and after[:1] in (["of"], ["after"], ["following"], ["from"]):
        anchor = [word for word in after[1:6] if word not in ("the", "a", "their", "his")]
        if after[0] in _AFTER and not set(anchor[:2]) & cues["screened"]:
            return "event_interval"
        if anchor and anchor[0] in cues["event"] and not set(anchor) & cues["screened"]:
            return "event_interval"
    if at_most and place.lead != "over" and not cues["changed"] & before and _is_tested(place):
        return "test_window"
    return "washout"


def _is_tested(place: _Place) -> bool:
    """Whether the time is the age of a test: "obtained within 14 days", but not "infection within 14 days"."""
    return bool(place.cues["tested"] & set(place.before)) and not place.cues["suffered"] & set(place.before)


def _lasting(place: _Place) -> str | None:
    """Read a time that something lasts: told by the nearest word that names a state, a treatment or a disease."""
    after, cues = place.after, place.cues
    if after[:1] in (["after"], ["following"]) and not place.lead and cues["stopped_by"] & set(after[1:3]):
        return "event_interval" if place.operator == "=" else "washout"
    if place.lead in ("since", "after", "post", "following"):
        return None
    if after[:1] and (after[0] in cues["elapsed"] or {"elapsed", "passed"} & set(after[:4])):
        return "disease_duration" if set(after[1:5]) & {"diagnosis", "onset", "diagnosed"} else "washout"
    if after[:1] in (["history"], ["duration"]) or (after[:1] in (["of"], ["in"]) and set(after[1:2]) & cues["ailing"]):
        return "disease_duration"
    if after[:1] == ["of"] and set(after[1:5]) & cues["treated"]:
        return "treatment_duration"
    if cues["stopped"] & set(place.before):
        return "washout"
    if cues["changed"] & set(place.before):
        return "treatment_duration"
    if place.bracketed and place.operator in ("<", "<="):  # "stroke (< 3 months)": an event and how long ago
        return "washout"
    for word in reversed(place.before):
        if word in cues["free"]:
            return "washout"
        if word in cues["stable"]:
            return "treatment_duration" if set(place.before) & cues["treated"] else "disease_duration"
        if word in cues["diagnosed"]:
            return "disease_duration"
        if word in cues["treated"] and word != "on":
            denied = not _DENYING.isdisjoint(place.before)  # "has not received moss for at least 7 days"
            return "washout" if denied else "treatment_duration"
    return None
