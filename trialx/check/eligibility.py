"""Rules on who may take part: ages against each other and against the criteria, a criterion on both sides or twice.

What comes in: a record of the right form. What goes out: hits. What the words of the criteria say of ages, sex and
limits is read by `trialx.eligibility`.
"""

from collections.abc import Iterator
from typing import Final

from trialx.check.finding import Hit
from trialx.eligibility.reconcile import differing_ages, differing_sex, in_years
from trialx.record.model import TrialRecord

# ClinicalTrials.gov's age groups, in years from and below.
AGE_GROUPS: Final = {"CHILD": (0.0, 18.0), "ADULT": (18.0, 65.0), "OLDER_ADULT": (65.0, float("inf"))}
# "None", "See protocol": what is said on both sides and is no criterion.
SHORTEST_CRITERION: Final = 20


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
        if words in included and len(words) >= SHORTEST_CRITERION
    ]
    if pairs:
        (index, first), *more = pairs
        message = f"the same words stand among the inclusion criteria{_and_more(more)}"
        yield Hit(f"/eligibility/exclusion/{index}", message, f"/eligibility/inclusion/{first}")


def criterion_twice(record: TrialRecord) -> Iterator[Hit]:
    """TX063: the same criterion twice on one side; one finding a side, at the first of them."""
    held = record.get("eligibility", {})
    for side, texts in (("inclusion", held.get("inclusion", ())), ("exclusion", held.get("exclusion", ()))):
        first: dict[str, int] = {}
        pairs = [
            (index, first[words])
            for index, words in enumerate(map(_words, texts))
            if first.setdefault(words, index) != index and len(words) >= SHORTEST_CRITERION
        ]
        if pairs:
            (index, earlier), *more = pairs
            where = f"/eligibility/{side}/"
            yield Hit(f"{where}{index}", f"the same criterion again{_and_more(more)}", f"{where}{earlier}")


def age_against_criteria(record: TrialRecord) -> Iterator[Hit]:
    """TX070: the minimum or maximum age against the one criterion that states the age."""
    for found in differing_ages(record):
        yield Hit(found.field, found.message, found.criterion)


def sex_against_criteria(record: TrialRecord) -> Iterator[Hit]:
    """TX071: one sex registered where a criterion admits both, or both where a criterion admits one."""
    for found in differing_sex(record):
        yield Hit(found.field, found.message, found.criterion)


def _and_more(more: list[tuple[int, int]]) -> str:
    return f", and {len(more)} more" if more else ""


def _words(text: str) -> str:
    return text.strip(" .;,").casefold()
