"""Times: what a length of time in a criterion is about.

What comes in: a quantity of time and the tokens around it. What goes out: the variable (`washout`, `treatment_duration`,
`commitment`, …), the comparison, or nothing where no word says what the time is for ("6-minute walk", "every 3
weeks"). Separate from the other variables, which have names; a time is told by its surroundings.
"""

from typing import NamedTuple

from trialx.eligibility.lexer import Token
from trialx.eligibility.lexicon import Lexicon
from trialx.eligibility.quantities import Quantity

FAR = 60  # words around a time that may speak of contraception or of the menopause
REACH = 9  # words before and after that may say what a time is about
_WINDOW = frozenset({"last", "past", "previous", "preceding", "prior", "recent"})
_SKIP = frozenset(
    {"the", "a", "an", "about", "approximately", "least", "(", "of", "most", "~", "their", "consecutive", "full"}
)
_LEADS = frozenset(
    {
        "within",
        "in",
        "during",
        "over",
        "for",
        "since",
        "after",
        "throughout",
        "until",
        "through",
        "following",
        "over",
        "less",
        "of",
        "than",
        "wihtin",
        "by",
        "post",
        "every",
        "each",
        "per",
        "at",
        "x",
        "plus",
        "to",
        "withing",
    }
)
_RATE = frozenset({"every", "each", "per", "x", "times"})
_NOT_A_TIME = frozenset(
    {
        "old",
        "walk",
        "survival",
        "questionnaire",
        "recall",
        "urine",
        "infusion",
        "holter",
        "food",
        "urinary",
        "ecg",
        "fasting",
        "run-in",
        "visit",
        "apart",
        "daily",
        "intervals",
        "screening",
        "interval",
        "ambulatory",
        "abpm",
        "clearance",
        "schedule",
        "half",
        "pill",
        "creatinine",
        "treadmill",
        "collection",
        "protein",
        "recording",
        "glucose",
    }
)


class Reading(NamedTuple):
    """What a time is: the variable and how it is compared."""

    variable: str
    operator: str


def read_time(
    found: list[Token], quantity: Quantity, lexicon: Lexicon, sentence: tuple[int, int], *, personal: bool
) -> Reading | None:
    """Return what a time is about, None where nothing says it."""
    start, end = sentence
    if quantity.unit in ("s", "ms"):
        return None
    if quantity.unit == "{half_life}":
        return Reading("washout", quantity.operator or "=")
    cues = lexicon.cues
    lead_at, lead, window = _lead(found, quantity.first, start)
    after = _behind(found, quantity.last, end)
    before = [token.value for token in found[max(start, lead_at - REACH) : lead_at + 1]]
    whole: set[str] = set()
    if personal:  # the criterion speaks of contraception or of the menopause
        whole = {token.value for token in found[max(start, quantity.at - FAR) : min(end, quantity.at + FAR)]}
    operator = quantity.operator
    anchored = bool(after) and (
        after[0] in cues["anchor"]
        or (
            len(after) > 1
            and after[0] in ("(", ",", "or", "just", "immediately", "time", "of", "period", "interval", "directly")
            and after[1] in cues["anchor"]
        )
    )
    if lead in _RATE or (after and not operator and not window and not lead and after[0] in _NOT_A_TIME):
        return None
    if (
        not operator and quantity.at > start and found[quantity.at - 1].kind == "num"
    ):  # "14 21 days": a correction, not a time
        return None
    if not operator and not lead and after[:1] in (["after"], ["following"]) and cues["stopped_by"] & set(after[1:3]):
        return Reading("event_interval", "=")
    if not (
        operator
        or window
        or anchored
        or lead
        in (
            "within",
            "next",
            "for",
            "since",
            "after",
            "during",
            "over",
            "in",
            "wihtin",
            "withing",
            "throughout",
            "through",
            "until",
            "following",
            "post",
            "of",
        )
        or _says_time(after, cues)
        or (after[:1] == ["of"] and cues["treated"] & set(after[1:6]))
    ):
        return None
    if quantity.unit == "min" and not (cues["diagnosed"] & set(before[-REACH:]) or lead == "within"):
        return None
    within = window or lead in ("within", "wihtin", "withing", "in", "during", "over")
    if not operator:
        operator = "<=" if (within and lead not in ("for",)) else "="
    if cues["menopause"] & whole and (cues["menopause"] & set(before) or cues["menopause"] & set(after)):
        return Reading("menopause_duration", operator)
    if (
        cues["contraception"] & whole
        and (_ended(after, cues) or {"follow-up", "thereafter", "afterwards", "afterward"} & set(after))
        and not window
    ):
        return Reading("commitment", operator)
    near = set(before[-6:])
    if (
        lead == "next"
        or near & {"next", "coming", "planned", "scheduled", "upcoming"}
        or (within and cues["planned"] & near and not anchored and not window)
        or (after[:1] == ["following"] and "enrollment" in after)
    ):
        return Reading("upcoming", operator)
    if window or anchored or lead in ("within", "wihtin", "withing"):
        return Reading(
            _windowed(before, after, whole, cues, operator=operator, lead=lead, window=window, anchored=anchored),
            operator,
        )
    return _lasting(before, after, cues, operator, lead)


def _behind(found: list[Token], last: int, end: int) -> list[str]:
    """Return the words behind a time without "(whichever is longer)" and the like."""
    at = last
    if at < end and found[at].value in ("(", ","):
        stop = at + 1
        while stop < min(at + 7, end) and found[stop].value not in (")", ","):
            stop += 1
        if stop < end and any(token.value in ("whichever", "which") for token in found[at:stop]):
            at = stop + 1
    return [token.value for token in found[at : min(at + REACH, end)]]


def _lead(found: list[Token], first: int, start: int) -> tuple[int, str, bool]:
    """Return where the words before the number begin, the preposition among them, and whether they look back ("in the last")."""
    here, window = first - 1, False
    while here >= start:
        word = found[here].value
        if word in _WINDOW:
            window = True
        elif word in ("next", "coming"):
            return here - 2, "next", False
        elif word not in _SKIP:
            break
        here -= 1
    if here >= start and found[here].value in _LEADS:
        return here - 1, found[here].value, window
    return here, "", window


def _ended(after: list[str], cues: dict[str, frozenset[str]]) -> bool:
    return (
        bool(after)
        and any(
            word in ("after", "following", "post", "beyond", "from", "since", "thereafter", "past")
            for word in after[:3]
        )
        and bool(cues["ended"] & set(after))
    )


def _says_time(after: list[str], cues: dict[str, frozenset[str]]) -> bool:
    return bool(after) and (
        after[0] in ("ago", "history", "duration", "earlier", "before", "since", "free", "without")
        or bool(cues["menopause"] & set(after[:3]))
    )


def _windowed(
    before: list[str],
    after: list[str],
    whole: set[str],
    cues: dict[str, frozenset[str]],
    *,
    operator: str,
    lead: str,
    window: bool,
    anchored: bool,
) -> str:
    """A time that looks back from the study, or from an event."""
    near = set(before[-5:])
    if set(before[-3:]) & {"diagnosed", "diagnosis", "onset"} and not window:
        return "disease_duration"
    if cues["changed"] & near and cues["unchanged"] & set(before):
        return "treatment_duration"
    if operator in (">=", ">", "=") and not window and near & cues["stable"] and (near | set(before)) & cues["treated"]:
        return "treatment_duration"
    if window and lead in ("for", "during", "over") and near & cues["stable"]:
        return "treatment_duration"
    if not window and lead in ("within", "wihtin") and after[:1] in (["of"], ["after"], ["following"], ["from"]):
        anchor = [word for word in after[1:6] if word not in ("the", "a", "their", "his")]
        if after[0] in ("after", "following") and not set(anchor[:2]) & {
            "enrollment",
            "screening",
            "consent",
            "signing",
            "study",
            "randomization",
        }:
            return "event_interval"
        if (
            anchor
            and anchor[0] in cues["event"]
            and not set(anchor)
            & {
                "study",
                "first",
                "screening",
                "enrollment",
                "randomization",
                "protocol",
                "trial",
                "planned",
                "registration",
                "start",
                "starting",
                "initiation",
            }
        ):
            return "event_interval"
    tested = cues["tested"] & set(before)
    if (
        tested
        and operator in ("<=", "<")
        and lead != "over"
        and not cues["changed"] & set(before)
        and _required(before, cues)
    ):
        return "test_window"
    return "washout"


def _required(before: list[str], cues: dict[str, frozenset[str]]) -> bool:
    return bool(
        {
            "obtained",
            "performed",
            "measured",
            "confirmed",
            "documented",
            "test",
            "tests",
            "testing",
            "function",
            "imaging",
            "scan",
            "ct",
            "mri",
            "assessed",
            "laboratory",
            "biopsy",
            "collected",
            "tested",
            "evaluated",
            "demonstrated",
            "negative",
            "evaluation",
            "undetectable",
            "positive",
            "sample",
            "documentation",
            "labs",
            "counts",
            "assessment",
            "spirometry",
            "evidenced",
            "determined",
            "sige",
            "parameters",
            "done",
        }
        & set(before)
    ) and not {"infection", "received", "history", "treatment"} & set(before[-4:])


def _lasting(
    before: list[str], after: list[str], cues: dict[str, frozenset[str]], operator: str, lead: str
) -> Reading | None:
    """A time that something lasts: told by the nearest word that names a state, a treatment or a disease."""
    if lead in ("since", "after", "post", "following"):
        return None
    if after[:1] in (["since"], ["after"], ["from"], ["following"], ["post"], ["without"], ["free"]) or after[:2] in (
        ["of", "discontinuation"],
        ["have", "elapsed"],
        ["must", "have"],
        ["has", "elapsed"],
        ["should", "have"],
    ):
        if after[0] in ("since", "after", "from") and set(after[1:5]) & {"diagnosis", "onset", "diagnosed"}:
            return Reading("disease_duration", operator)
        return Reading("washout", operator)
    if after[:1] in (["history"], ["duration"]) or after[:2] in (
        ["of", "symptoms"],
        ["of", "pain"],
        ["of", "duration"],
        ["in", "duration"],
        ["of", "disease"],
    ):
        return Reading("disease_duration", operator)
    if after[:1] == ["of"] and set(after[1:5]) & (cues["treated"]):
        return Reading("treatment_duration", operator)
    near = before[-REACH:]
    if cues["stopped"] & set(near):
        return Reading("washout", operator)
    if cues["changed"] & set(near):
        return Reading("treatment_duration", operator)
    for word in reversed(near):
        if word in cues["free"]:
            return Reading("washout", operator)
        if word in cues["stable"]:
            return Reading("treatment_duration" if set(near) & cues["treated"] else "disease_duration", operator)
        if word in cues["diagnosed"]:
            return Reading("disease_duration", operator)
        if word in cues["treated"] and word != "on":
            return Reading("treatment_duration", operator)
    return None
