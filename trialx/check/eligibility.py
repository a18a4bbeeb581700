"""Rules on who may take part: ages against each other and against the criteria, a criterion on both sides or twice.

What comes in: a record of the right form. What goes out: hits. What the words of the criteria say of ages, sex and
limits is read by `trialx.eligibility`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from trialx.check.finding import Hit
from trialx.eligibility.reconcile import differing_ages, differing_sex, in_years
from trialx.record.model import TrialRecord

# ClinicalTrials.gov's age groups, in years from and below.
AGE_GROUPS: Final = {"CHILD": (0.0, 18.0), "ADULT": (18.0, 65.0), "OLDER_ADULT": (65.0, float("inf"))}
# "None", "See protocol": what is said on both sides and is no criterion.
SHORTEST_CRITERION: Final = 20
# Headings of cohorts stand on both sides ("Procurement and manufacturing eligibility"); criteria are longer.
SHORTEST_ON_BOTH_SIDES: Final = 60
_REFERENCE: Final = re.compile(
    r"\A(?:cohorts?|groups?|parts?|arms?|phase|stage) |\b(?:refer to|see|protocol|listed|criteria apply)\b"
)
# The age of a tattoo, not of a person; "(A1)" is the mark of one part of the trial.
_OTHER_AGE: Final = re.compile(
    r"(?i:\b(?:tattoo|lesion|scar|wound|graft|gestational|corrected|mental|biological|skeletal) age\b)|\([A-Z]\d{1,2}\)"
)
_RANGE: Final = re.compile(
    r"(?P<between>\bbetween\b[^\d]{0,30})?(?P<low>\b\d{1,3})[^\d]{1,15}?(?P<high>\d{1,3})\b", re.IGNORECASE
)


def minimum_over_maximum(record: TrialRecord) -> Iterator[Hit]:
    """TX060: the minimum age is over the maximum age."""
    held = record.get("eligibility", {})
    low, high = held.get("minimum_age"), held.get("maximum_age")
    if low and high and in_years(low) > in_years(high):
        yield Hit("/eligibility/minimum_age", f"{low} is over the maximum {high}", "/eligibility/maximum_age")


def age_group_outside(record: TrialRecord) -> Iterator[Hit]:
    """TX061: an age group that the ages leave no room for."""
    held = record.get("eligibility", {})
    low = in_years(held["minimum_age"]) if "minimum_age" in held else 0.0
    high = in_years(held["maximum_age"]) if "maximum_age" in held else float("inf")
    for index, group in enumerate(held.get("std_ages", ())):
        start, end = AGE_GROUPS[group]
        if low >= end:
            message, other = f"{group}, although the minimum age is {held['minimum_age']}", "minimum_age"
            yield Hit(f"/eligibility/std_ages/{index}", message, f"/eligibility/{other}")
        elif high < start:
            message, other = f"{group}, although the maximum age is {held['maximum_age']}", "maximum_age"
            yield Hit(f"/eligibility/std_ages/{index}", message, f"/eligibility/{other}")


def criterion_on_both_sides(record: TrialRecord) -> Iterator[Hit]:
    """TX062: the same words include and exclude; one finding a record, at the first of them."""
    held = record.get("eligibility", {})
    included = {_words(text): index for index, text in enumerate(held.get("inclusion", ()))}
    pairs = [
        (index, included[words])
        for index, words in enumerate(map(_words, held.get("exclusion", ())))
        if words in included and len(words) >= SHORTEST_ON_BOTH_SIDES and not _REFERENCE.search(words)
    ]
    if pairs:
        (index, first), *more = pairs
        message = f"the same words stand among the inclusion criteria{_and_more(more)}"
        yield Hit(f"/eligibility/exclusion/{index}", message, f"/eligibility/inclusion/{first}")


def criterion_twice(record: TrialRecord) -> Iterator[Hit]:
    """TX063: a criterion that follows itself; one finding a side, at the first of them."""
    held = record.get("eligibility", {})
    for side, texts in (("inclusion", held.get("inclusion", ())), ("exclusion", held.get("exclusion", ()))):
        # Cohorts repeat each other's criteria, and nothing in the lists tells where one ends: only neighbours count.
        again = [
            index
            for index, (before, text) in enumerate(pairwise(texts), 1)
            if text[:3].casefold() == before[:3].casefold()
            and len(text) >= SHORTEST_CRITERION
            and _words(text) == _words(before)
        ]
        if again:
            where = f"/eligibility/{side}/"
            message = f"the same criterion again{_and_more(again[1:])}"
            yield Hit(f"{where}{again[0]}", message, f"{where}{again[0] - 1}")


def age_against_criteria(record: TrialRecord) -> Iterator[Hit]:
    """TX070: the ages against the one criterion that states them; one finding for both ends."""
    held = record.get("eligibility", {})
    found = []
    for one in differing_ages(record):
        criterion = held["inclusion"][int(one.criterion.rsplit("/", 1)[1])]
        field = one.field.rsplit("/", 1)[1]
        age = held["minimum_age"] if field == "minimum_age" else held["maximum_age"]
        if not _OTHER_AGE.search(criterion) and not _leaves_bound_out(field, age, criterion):
            found.append((f"{field} is {age}", one))
    if found:
        differing = " and ".join(said for said, _ in found)
        words = found[0][1].message.partition(", ")[2]
        yield Hit(found[0][1].field, f"{differing}, {words}", found[0][1].criterion)


def sex_against_criteria(record: TrialRecord) -> Iterator[Hit]:
    """TX071: one sex registered where a criterion admits both, or both where a criterion admits one."""
    for found in differing_sex(record):
        yield Hit(found.field, found.message, found.criterion)


def _leaves_bound_out(field: str, age: str, criterion: str) -> bool:
    """Say whether an age is the range of a criterion without its bound: "between 5 and 18" is 6, or 17, for some.

    >>> _leaves_bound_out("maximum_age", "17 Years", "Between 5 and 18 years of age")
    True
    """
    if not (said := _RANGE.search(criterion)):
        return False
    years = in_years(age)
    if field == "minimum_age":
        return bool(said["between"]) and years == int(said["low"]) + 1
    return years == int(said["high"]) - 1


def _and_more(more: Sequence[object]) -> str:
    return f", and {len(more)} more" if more else ""


def _words(text: str) -> str:
    return text.strip(" .;,").casefold()
