"""Rules on what titles and descriptions say of the design: phase, allocation, masking, enrollment, conditions.

What comes in: a record of the right form. What goes out: hits that name both places. A title may name another trial
("extension of the phase 3 study"), so a rule speaks only where title and field share nothing.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal

from trialx.check.finding import Hit
from trialx.record.model import TrialRecord

TextField = Literal["official_title", "brief_title", "detailed_description", "brief_summary"]
TITLES: Final[tuple[TextField, ...]] = ("official_title", "brief_title")
DESCRIPTIONS: Final[tuple[TextField, ...]] = ("brief_summary", "detailed_description")
# A planned number and the text's "about 100" may differ by so much of the larger.
ENROLLMENT_TOLERANCE: Final = 0.2
# Words are compared by their beginnings: "diabetic" and "diabetes", "cancer" and "cancers".
STEM: Final = 4

_PHASE: Final = re.compile(
    r"\bphases?[ -]?(?P<first>[0-4]|I{1,3}V?|IV)(?:[abc])?"
    r"(?:\s*(?:/|-|–|and|to|or|through)\s*(?:phase )?(?P<second>[1-4]|I{1,3}V?|IV)(?:[abc])?)?\b",
    re.IGNORECASE,
)
_NUMBERS: Final = {"I": 1, "II": 2, "III": 3, "IV": 4}
_ELSEWHERE: Final = re.compile(
    r"\b(?:extension|follow-?up|long-?term|rollover|roll-over|previous|prior|parent|completed|participated|substudy"
    r"|sub-study|ancillary|who (?:have|had)|enrolled in|treated in|retrospective|post-?hoc|chronic phase|phase of)\b",
    re.IGNORECASE,
)
_RANDOMIZED: Final = re.compile(r"(?<!non-)(?<!non )(?<!un)(?<!not )\brandomi[sz]ed\b", re.IGNORECASE)
_NOT_RANDOMIZED: Final = re.compile(r"\b(?:non[- ]?randomi[sz]ed|not randomi[sz]ed|unrandomi[sz]ed)\b", re.IGNORECASE)
_BLIND: Final = re.compile(r"\b(?:single|double|triple|quadruple)[- ](?:blind(?:ed)?|mask(?:ed)?)\b", re.IGNORECASE)
_OPEN: Final = re.compile(r"\bopen[- ]label(?:led|ed)?\b", re.IGNORECASE)
_OBSERVATIONAL: Final = re.compile(r"\b(?<!non-)(?<!non )observational (?:study|trial)\b", re.IGNORECASE)
_RANDOMIZED_TRIAL: Final = re.compile(
    r"(?<!non-)(?<!non )(?<!not )\brandomi[sz]ed (?:controlled |clinical )?(?:trial|study)\b", re.IGNORECASE
)
_TOTAL: Final = re.compile(
    r"\b(?:a total of|total number of|in total,?)\s+(?:approximately |about |up to )?"
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6})\s+(?:[a-z-]+ ){0,2}?(?:patients|participants|subjects|volunteers)"
    r"\s+will be (?:enrolled|recruited|included|randomi[sz]ed)\b(?! (?:per|(?:in|into|to|for) each|in the|in one)\b)",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
# Words of conditions that say nothing of which condition.
_GENERIC: Final = frozenset(
    (
        *(
            "acute",
            "adult",
            "advanced",
            "chronic",
            "condition",
            "disease",
            "diseases",
            "disorder",
            "disorders",
            "early",
        ),
        *("healthy", "late", "metastatic", "other", "patient", "patients", "recurrent", "refractory", "relapsed"),
        *("related", "severe", "stage", "syndrome", "type", "volunteers", "with"),
    )
)


def phase_against_title(record: TrialRecord) -> Iterator[Hit]:
    """TX072: the title names a phase, and the phases have none of it."""
    phases = record.get("phases")
    if not phases or (phases == ["NA"] and not _only_drugs(record)):
        return
    registered = {int(phase[-1]) for phase in phases if phase not in {"NA", "EARLY_PHASE1"}}
    if "EARLY_PHASE1" in phases:
        registered |= {0, 1}
    for field in TITLES:
        title = record.get(field, "")
        if "hase" not in title and "HASE" not in title:  # a plain search is ten times as fast as the pattern
            continue
        named = {number for found in _PHASE.finditer(title) for number in _named(found)}
        if named and not named & registered and not _ELSEWHERE.search(title):
            said = " and ".join(found[0] for found in _PHASE.finditer(title))
            yield Hit("/phases", f"phases are {'/'.join(phases)}, the title says {said!r}", f"/{field}")
            return


def allocation_against_title(record: TrialRecord) -> Iterator[Hit]:
    """TX073: a title that says randomized on a trial that is not, or the reverse."""
    allocation = record.get("design", {}).get("allocation")
    if not allocation:
        return
    against = _NOT_RANDOMIZED if allocation == "RANDOMIZED" else _RANDOMIZED
    for field in TITLES:
        title = record.get(field, "")
        if "andomi" not in title and "ANDOMI" not in title:
            continue
        if (found := against.search(title)) and not _ELSEWHERE.search(title):
            yield Hit("/design/allocation", f"allocation is {allocation}, the title says {found[0]!r}", f"/{field}")
            return


def masking_against_title(record: TrialRecord) -> Iterator[Hit]:
    """TX074: a title that says blind on a trial that masks nobody, or open-label on one that masks two."""
    masking = record.get("design", {}).get("masking")
    if masking is None or masking == "SINGLE":
        return
    against, allowed, word = (_BLIND, _OPEN, "le") if masking == "NONE" else (_OPEN, _BLIND, "pen")
    for field in TITLES:
        title = record.get(field, "")
        if word not in title and word.upper() not in title:
            continue
        # "Double-blind with an open-label extension" says both, and both are true.
        if (found := against.search(title)) and not allowed.search(title) and not _ELSEWHERE.search(title):
            yield Hit("/design/masking", f"masking is {masking}, the title says {found[0]!r}", f"/{field}")
            return


def type_against_title(record: TrialRecord) -> Iterator[Hit]:
    """TX079: a title that calls an interventional study observational, or an observational one a randomized trial."""
    kind = record.get("study_type")
    against = {"INTERVENTIONAL": _OBSERVATIONAL, "OBSERVATIONAL": _RANDOMIZED_TRIAL}.get(kind or "")
    for field in TITLES:
        title = record.get(field, "")
        if against and (found := against.search(title)) and not _ELSEWHERE.search(title):
            yield Hit("/study_type", f"study_type is {kind}, the title says {found[0]!r}", f"/{field}")
            return


def enrollment_against_description(record: TrialRecord) -> Iterator[Hit]:
    """TX075: the planned enrollment against the one total that the description plans."""
    enrolled = record.get("enrollment")
    if not enrolled or enrolled.get("type") == "ACTUAL":
        return  # who came is seldom how many were planned
    texts = [(field, text) for field in DESCRIPTIONS if "otal" in (text := record.get(field, ""))]
    said = [(field, found) for field, text in texts for found in _TOTAL.finditer(text)]
    numbers = {int(found["number"].replace(",", "")) for _, found in said}
    if len(numbers) != 1:
        return
    [number] = numbers
    if abs(number - enrolled["count"]) > ENROLLMENT_TOLERANCE * max(number, enrolled["count"]):
        field, found = said[0]
        message = f"enrollment is {enrolled['count']}, the description says {found[0]!r}"
        yield Hit("/enrollment/count", message, f"/{field}")


def condition_named_nowhere(record: TrialRecord) -> Iterator[Hit]:
    """TX076: no condition is named in the titles, nor anywhere else in the record."""
    conditions = record.get("conditions")
    if not conditions or not any(field in record for field in TITLES):
        return
    stems = {word[:STEM] for word in _WORD.findall(" ".join(conditions).casefold()) if word not in _GENERIC}
    texts = [record.get(field, "") for field in (*TITLES, *DESCRIPTIONS)]
    texts += record.get("keywords", ())
    if not stems or _names_one(texts, stems):
        return
    # A sponsor's title names the drug only; the condition then stands in the criteria at least.
    held = record.get("eligibility", {})
    if not _names_one([*held.get("inclusion", ()), held.get("criteria_text", "")], stems):
        other = "/brief_title" if "brief_title" in record else "/official_title"
        yield Hit("/conditions", f"{conditions[0]!r}: no condition is named in titles, texts or criteria", other)


def _only_drugs(record: TrialRecord) -> bool:
    """Say whether a trial gives drugs and nothing else: the registry's phases are for those, NA for all others."""
    kinds = {one.get("type") for one in record.get("interventions", ())}
    return bool(kinds) and kinds <= {"DRUG", "BIOLOGICAL"}


def _names_one(texts: list[str], stems: set[str]) -> bool:
    said = "\n".join(texts).casefold()
    return any(stem in said for stem in stems)


def _named(found: re.Match[str]) -> set[int]:
    texts = [text.upper() for text in (found["first"], found["second"]) if text]
    numbers = [
        _NUMBERS[text] if text in _NUMBERS else int(text) for text in texts if text in _NUMBERS or text.isdigit()
    ]
    # "phase 1 to 3" names what lies between as well.
    return set(range(min(numbers), max(numbers) + 1)) if numbers else set()
