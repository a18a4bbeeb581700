"""Reconciliation: where the criteria and the rest of the record say different things.

What comes in: a record. What goes out: differences, never a changed value: the structured ages and sex against the
words of the inclusion criteria, and thresholds outside of what their variable can be. Separate from the reading, which
believes what is printed ("platelets ≥ 75,000 x 10^9/L" is kept and doubted here).

Criteria are long and conditional ("women over 50", "age at diagnosis"), so a criterion counts only where it speaks of
everybody's age or sex and of nothing else; what cannot be told so is passed over.
"""

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from trialx.eligibility.in_words import in_words
from trialx.eligibility.lexicon import lexicon
from trialx.eligibility.thresholds import thresholds
from trialx.record.model import Criterion, Doubt, Threshold, TrialRecord

# A longer criterion has conditions in it that a pattern does not see.
LONGEST_AGE_CRITERION: Final = 90
# `> 18 years` may be registered as 18 or as 19 Years, `< 75` as 75 or 74; pages round weeks and days.
STRICT_TOLERANCE, TOLERANCE = 1.0, 0.0625  # years
_DAYS: Final = {"Year": 365.25, "Month": 30.4375, "Week": 7.0, "Day": 1.0, "Hour": 1 / 24, "Minute": 1 / 1440}
_UNITS: Final = {"a": "Year", "mo": "Month", "wk": "Week", "d": "Day", "h": "Hour", "min": "Minute"}
_SPEAKS_OF_AGE: Final = re.compile(r"\b(?:age[ds]?|years? old|years? of age|year-old)\b", re.IGNORECASE)
# Words of a condition, a part of the trial, or another age than the one at enrolment.
_CONDITIONAL: Final = re.compile(
    r"\b(?:onset|diagnos\w*|menopaus\w*|postmenopaus\w*|childbearing|women|woman|female\w*|men|man|male\w*|girls?|boys?"
    r"|if|unless|except|when|cohorts?|parts?|phase|arms?|groups?|stage|gestation\w*|parents?|caregivers?|partners?"
    r"|mothers?|controls?|healthy|volunteers?|sibling\w*|smok\w*|since|months?|weeks?|days?|country|countries|legal"
    r"|japan\w*|korea\w*|adolescents?|child\w*|infants?|pediatric|paediatric|bone|or as"
    r"|depending|first|surgery|transplant\w*|birth\w*|mean|median|dose|expectancy|stratum|strata|step)\b",
    re.IGNORECASE,
)
_BOTH_SEXES: Final = re.compile(
    r"\b(?:males? (?:and|or|and/or) (?:non-?pregnant )?females?|females? (?:and|or|and/or) males?"
    r"|men (?:and|or|and/or) (?:non-?pregnant )?women|women (?:and|or|and/or) men|both (?:sexes|genders)"
    r"|(?:either|any) (?:sex|gender))\b(?! (?:partners?|of child))",
    re.IGNORECASE,
)
# The advice on contraception is written for both sexes, whoever takes part.
_OF_FERTILITY: Final = re.compile(
    r"\b(?:reproductive|child-?bearing|contracept\w*|fertil\w*|pregnan\w*)", re.IGNORECASE
)
_ONE_SEX: Final = re.compile(
    r"\A(?:(?P<female>(?:adult )?(?:women|females?|female (?:patients|subjects|participants)))"
    r"|(?P<male>(?:adult )?(?:men|males?|male (?:patients|subjects|participants))))"
    r"(?: only| aged?\b.{0,40}| (?:between|from) (?:the ages of )?\d.{0,30})?[\s.;,)]*\Z",
    re.IGNORECASE,
)
_COMPARISON: Final = re.compile(r"[<>≤≥]")
_CONJUNCTION: Final = re.compile(r"\b(?:and|or)\b")
_OF_A_CHANGE: Final = re.compile(r"\bpercentage points?\b", re.IGNORECASE)
_UNIT_IN_WORDS: Final = re.compile(
    r"\s*[x×*]\s*10|\s*(?:micro|milli|nano|pico)?(?:mol|gram|litre|liter|unit)", re.IGNORECASE
)
_SEX_WORDS: Final = {
    "FEMALE": re.compile(r"\b(?:women|woman|females?|girls?|mothers?)\b", re.IGNORECASE),
    "MALE": re.compile(r"\b(?:men|man|males?|boys?|fathers?)\b", re.IGNORECASE),
}


class Difference(NamedTuple):
    """Where a criterion says otherwise than a field: both as JSON Pointers."""

    field: str
    criterion: str
    message: str


def reconcile(record: TrialRecord) -> list[Doubt]:
    """Return what the criteria of a record contradict or cannot mean; a record without criteria gives nothing.

    >>> reconcile({"eligibility": {"inclusion": ["Age ≥ 21 years"], "minimum_age": "18 Years"}})[0]["message"]
    "minimum_age is 18 Years, the criterion says 'Age ≥ 21 years'"
    """
    doubts = [
        Doubt(code=code, message=found.message, pointer=found.criterion)
        for code, differences in (("age-differs", differing_ages(record)), ("sex-differs", differing_sex(record)))
        for found in differences
    ]
    return [*doubts, *impossible(record)]


def differing_ages(record: TrialRecord) -> Iterator[Difference]:
    """Give the minimum or maximum age that is not the one of the one criterion that states the age."""
    held = record.get("eligibility", {})
    low, high = held.get("minimum_age"), held.get("maximum_age")
    if not low and not high:
        return
    about_age = [
        (index, text)
        for index, text in enumerate(held.get("inclusion", ()))
        # The plain search first: it is ten times as fast, and most criteria speak of other things.
        if ("age" in text or "Age" in text or "year" in text or text.isupper()) and _SPEAKS_OF_AGE.search(text)
    ]
    # Two criteria on age are two groups of people, or an age and an exception from it.
    if len(about_age) != 1:
        return
    [(index, text)] = about_age
    if len(text) > LONGEST_AGE_CRITERION or _CONDITIONAL.search(text):
        return
    ages = [item.threshold for item in thresholds(text)[0] if item.threshold["variable"] == "age"]
    for name, registered, stated in (
        ("minimum_age", low, _ends(ages, "low")),
        ("maximum_age", high, _ends(ages, "high")),
    ):
        if registered and len(stated) == 1 and _differs(registered, *stated[0]):
            message = f"{name} is {registered}, the criterion says {_short(text)!r}"
            yield Difference(f"/eligibility/{name}", f"/eligibility/inclusion/{index}", message)


def differing_sex(record: TrialRecord) -> Iterator[Difference]:
    """Give one sex registered where a criterion admits both, or both where a criterion admits one."""
    held = record.get("eligibility", {})
    sex, included = held.get("sex"), held.get("inclusion", [])
    index = None
    if sex in {"FEMALE", "MALE"}:
        both = (at for at, text in enumerate(included) if _BOTH_SEXES.search(text) and not _OF_FERTILITY.search(text))
        index = next(both, None)
    elif sex == "ALL":
        for at, text in enumerate(included):
            if len(text) <= LONGEST_AGE_CRITERION and (one := _ONE_SEX.match(text)):
                other = _SEX_WORDS["MALE" if one["female"] else "FEMALE"]
                index = None if any(map(other.search, included)) else at
                break
    if index is not None:
        message = f"sex is {sex}, the criterion says {_short(included[index])!r}"
        yield Difference("/eligibility/sex", f"/eligibility/inclusion/{index}", message)


def impossible(record: TrialRecord) -> Iterator[Doubt]:
    """Give the thresholds outside of what their variable can be, whatever unit they are in."""
    found = _read(record.get("eligibility", {}))
    table = lexicon()
    for pointer, words, items in found:
        for item in items:
            known = table.variables.get(item["variable"] or "")
            if known is None or known.bounds is None or "reference" in item or _of_something_else(item, words):
                continue
            low, high, unit = known.bounds
            values = (
                item["value"] if isinstance(item["value"], list) else [item["value"], item.get("upper", item["value"])]
            )
            for value in values:
                size = table.worth(value, item.get("unit", unit), unit)
                if size is not None and size != 0 and not low <= size <= high:
                    bounds = f"{low:g} to {high:g} {unit}".rstrip()
                    message = f'{in_words(item)} ("{item["text"]}") is outside of {bounds}'
                    yield Doubt(code="impossible-threshold", message=message, pointer=pointer)
                    break


def in_years(age: str) -> float:
    """Return an age in years.

    >>> in_years("18 Years"), round(in_years("6 Months"), 2)
    (18.0, 0.5)
    """
    number, unit = age.split(" ")
    return int(number) * _DAYS[unit.removesuffix("s")] / _DAYS["Year"]


def _ends(ages: list[Threshold], side: str) -> list[tuple[float, float]]:
    """Return the lower or the upper ages that thresholds state, in years, each with how far a registered one may be."""
    ends = []
    for item in ages:
        operator, end = item["operator"], item["value"]
        if operator == "between":
            end = end if side == "low" else item.get("upper", end)
        elif operator not in ((">=", ">") if side == "low" else ("<=", "<")):
            continue
        if not item["negated"] and isinstance(end, int | float):
            years = end * _DAYS[_UNITS.get(item.get("unit", "a"), "Year")] / _DAYS["Year"]
            between = operator in (">", "<") or (item.get("unit", "a") == "a" and end % 1)  # "17.5 years" is 17 or 18
            ends.append((years, STRICT_TOLERANCE if between else TOLERANCE))
    return ends


def _differs(registered: str, stated: float, tolerance: float) -> bool:
    # "0 to 14 years" is registered with no minimum, a day or a month.
    return bool(stated) and abs(in_years(registered) - stated) > tolerance


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_AGE_CRITERION else text[:LONGEST_AGE_CRITERION] + "…"


def _of_something_else(item: Threshold, words: str) -> bool:
    """Say whether a number that seems impossible may be another thing's, or in a unit that was not read.

    A year and a network ("5G") have no comparison before them, nor has a date ("5/30/01"); between a variable and its
    number stand no second comparison and no "and"; the number goes on ("x 109" was 10^9) or is of a change ("by 3
    percentage points"); units are written in words ("141.4 micromolar/L"), HbA1c as a fraction, IgE times weight.
    """
    text = item["text"]
    if item["operator"] in ("=", "in") or _OF_A_CHANGE.search(words):
        return True
    if item["operator"] != "between" and (_CONJUNCTION.search(text) or len(_COMPARISON.findall(text)) > 1):
        return True
    before, _, after = words.partition(text)
    if "unit" in item:
        return after.lstrip().startswith("CD4")  # "over 19 years and ≤ 200 CD4/µl"
    value = item["value"]
    fraction = item["variable"] == "hba1c" and isinstance(value, int | float) and value < 1
    return fraction or bool(_UNIT_IN_WORDS.match(after)) or before.rstrip().endswith(("times", "×", " x", "*"))


def _read(held: Any) -> Iterator[tuple[str, str, list[Threshold]]]:
    """Every criterion with its words and thresholds: of the tree where the record has one, else of the lists."""
    if "criteria" in held:
        yield from _of_tree(held["criteria"], "/eligibility/criteria")
        return
    for side in ("inclusion", "exclusion"):
        for index, words in enumerate(held.get(side, [])):
            yield f"/eligibility/{side}/{index}", words, [item.threshold for item in thresholds(words)[0]]


def _of_tree(nodes: list[Criterion], pointer: str) -> Iterator[tuple[str, str, list[Threshold]]]:
    for index, node in enumerate(nodes):
        here = f"{pointer}/{index}"
        yield here, node["text"], node.get("thresholds", [])
        yield from _of_tree(node.get("children", []), f"{here}/children")
