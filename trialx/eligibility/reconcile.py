"""Reconciliation: where the criteria and the rest of the record say different things.

What comes in: a record. What goes out: doubts, never a changed value: the structured ages and sex against the words
of the criteria, and thresholds outside of what their variable can be. Separate from the reading, which believes what
is printed ("platelets ≥ 75,000 x 10^9/L" is kept and doubted here).
"""

import re
from collections.abc import Iterator
from typing import Any

from trialx.eligibility.lexicon import lexicon
from trialx.eligibility.thresholds import thresholds
from trialx.record.model import Criterion, Doubt, Threshold, TrialRecord

MONTHS = {"Year": 12.0, "Month": 1.0, "Week": 7 / 30.4375, "Day": 1 / 30.4375, "Hour": 1 / 730.5, "Minute": 1 / 43830}
_UNITS = {"a": "Year", "mo": "Month", "wk": "Week", "d": "Day", "h": "Hour", "min": "Minute"}
SAME_AGE = 0.75  # months: pages round weeks and days
_BOTH_SEXES = re.compile(
    r"\b(?:(?:fe)?males?\s*(?:and|or|/|&)\s*(?:fe)?males?|(?:wo)?men\s*(?:and|or|/|&)\s*(?:wo)?men|(?:both|either)\s+(?:sex|gender)(?:e?s)?)\b",
    re.IGNORECASE,
)
_ONE_SEX = re.compile(r"^(?P<female>females?|women|girls)\b|^(?P<male>males?|men|boys)\b", re.IGNORECASE)
_MALE, _FEMALE = (
    re.compile(r"\b(?:males?|men|boys)\b", re.IGNORECASE),
    re.compile(r"\b(?:females?|women|girls)\b", re.IGNORECASE),
)


def reconcile(record: TrialRecord) -> list[Doubt]:
    """Return what the criteria of a record contradict or cannot mean; a record without criteria gives nothing.

    >>> reconcile({"eligibility": {"inclusion": ["Age ≥ 21 years"], "minimum_age": "18 Years"}})[0]["message"]
    'the criteria say age >= 21 a ("Age ≥ 21 years"), the minimum age is 18 Years'
    """
    held = record.get("eligibility", {})
    found = list(_read(held))
    doubts = list(_ages(held, found))
    doubts += _sex(held, found)
    doubts += _impossible(found)
    return doubts


Read = tuple[str, str | None, str, list[Threshold]]  # pointer, side, words, thresholds


def _read(held: Any) -> Iterator[Read]:
    """Every criterion with its thresholds: of the tree where the record has one, else of the lists."""
    if "criteria" in held:
        yield from _of_tree(held["criteria"], "/eligibility/criteria")
        return
    for side in ("inclusion", "exclusion"):
        for index, words in enumerate(held.get(side, [])):
            yield f"/eligibility/{side}/{index}", side, words, [item.threshold for item in thresholds(words)[0]]


def _of_tree(nodes: list[Criterion], pointer: str) -> Iterator[Read]:
    for index, node in enumerate(nodes):
        here = f"{pointer}/{index}"
        yield here, node["side"], node["text"], node.get("thresholds", [])
        yield from _of_tree(node.get("children", []), f"{here}/children")


def _ages(held: Any, found: list[Read]) -> Iterator[Doubt]:
    """Compare the ages only where the criteria name one lower and one upper age: cohorts have several."""
    for name, side in (("minimum_age", "low"), ("maximum_age", "high")):
        if name not in held:
            continue
        number, _, unit = held[name].partition(" ")
        stated = float(number) * MONTHS[unit.removesuffix("s")]
        limits = [
            (months, pointer, item)
            for pointer, on, _, items in found
            for item in items
            for months in _limit(item, on, side)
        ]
        if not limits or any(abs(months - limits[0][0]) > SAME_AGE for months, _, _ in limits):
            continue
        months, pointer, item = limits[0]
        if abs(months - stated) > SAME_AGE and not (side == "high" and 0 < months - stated < MONTHS["Year"]):
            yield Doubt(
                code="age-differs",
                message=f'the criteria say {_shown(item)} ("{item["text"]}"), '
                f"the {name.replace('_', ' ')} is {held[name]}",
                pointer=pointer,
            )


def _limit(item: Threshold, on: str | None, side: str) -> Iterator[float]:
    """The age in months that a threshold sets as the lower or upper end, turned round where it excludes."""
    if item["variable"] != "age" or item["negated"] or isinstance(item["value"], (str, list)):
        return
    worth = MONTHS[_UNITS.get(item.get("unit", "a"), "Year")]
    operator = item["operator"]
    if on == "exclusion":
        operator = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}.get(operator, "")
    if side == "low" and operator in (">=", ">", "between"):
        yield item["value"] * worth
    elif side == "high" and operator == "between" and isinstance(item.get("upper"), (int, float)):
        yield float(item["upper"]) * worth
    elif side == "high" and operator in ("<=", "<"):
        yield item["value"] * worth


def _sex(held: Any, found: list[Read]) -> Iterator[Doubt]:
    sex = held.get("sex")
    included = [(pointer, words) for pointer, on, words, _ in found if on == "inclusion"]
    if sex in ("FEMALE", "MALE"):
        for pointer, words in included:
            if both := _BOTH_SEXES.search(words):
                yield Doubt(
                    code="sex-differs", message=f'the criteria say "{both[0]}", the sex is {sex}', pointer=pointer
                )
                return
    elif sex == "ALL":
        everything = " ".join(words for _, words in included)
        for pointer, words in included:
            one = _ONE_SEX.match(words)
            aged = any(item["variable"] == "age" for where, _, _, items in found if where == pointer for item in items)
            if one and aged and not (_MALE if one["female"] else _FEMALE).search(everything):
                yield Doubt(
                    code="sex-differs",
                    message=f'the criteria speak of "{one[0]}" only, the sex is ALL',
                    pointer=pointer,
                )
                return


def _impossible(found: list[Read]) -> Iterator[Doubt]:
    """Thresholds outside of what their variable can be, whatever unit they are in."""
    table = lexicon()
    for pointer, _, _, items in found:
        for item in items:
            known = table.variables.get(item["variable"])
            if known is None or known.bounds is None or "reference" in item:
                continue
            low, high, unit = known.bounds
            values = (
                item["value"] if isinstance(item["value"], list) else [item["value"], item.get("upper", item["value"])]
            )
            for value in values:
                size = table.worth(value, item.get("unit", unit), unit)
                if size is not None and size != 0 and not low <= size <= high:
                    yield Doubt(
                        code="impossible-threshold",
                        message=f'{_shown(item)} ("{item["text"]}") is outside of {low:g} to {high:g} {unit}'.rstrip(),
                        pointer=pointer,
                    )
                    break


def _shown(item: Threshold) -> str:
    upper = f" to {item['upper']}" if "upper" in item else ""
    return f"{item['variable']} {item['operator']} {item['value']}{upper} {item.get('unit', '')}".strip()
