"""Rules on a collection: the same trial twice, and what its copies disagree on.

What comes in: records one after another, with their places. What goes out: hits on the later copy. It keeps a few
values a trial and no records, so that a collection may be larger than the memory.
"""

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from trialx.check.dates import last_update
from trialx.check.finding import Hit, Place, pointer
from trialx.record.model import TrialRecord

TWICE: Final = "TX090"
DIFFERENT: Final = "TX091"
OLDER: Final = "TX092"

# Fields of which a trial has one value at a time, whoever writes it down. Texts are not: sites shorten them.
COMPARED: Final[tuple[tuple[str, ...], ...]] = (
    ("overall_status",),
    ("study_type",),
    ("phases",),
    ("enrollment", "count"),
    ("start_date", "date"),
    ("primary_completion_date", "date"),
    ("completion_date", "date"),
    ("first_submitted_date",),
    ("first_posted_date",),
    ("eligibility", "minimum_age"),
    ("eligibility", "maximum_age"),
    ("eligibility", "sex"),
    ("design", "allocation"),
    ("design", "intervention_model"),
    ("design", "masking"),
)


# The EU's registers have a version of a trial for each country, and a number without the country's letters does not say
# which: these are each country's own.
BY_COUNTRY: Final = frozenset(
    {
        *("overall_status", "enrollment", "start_date", "primary_completion_date", "completion_date"),
        *("first_submitted_date", "first_posted_date"),
    }
)
_EU_NUMBER: Final = re.compile(r"(?:EUCTR)?20\d\d-\d{6}-\d\d(?:-\d\d)?")


class Copy(NamedTuple):
    """What is kept of a trial: where it stood, when it was last updated, its values in the order of COMPARED."""

    place: Place
    updated: str | None
    values: tuple[Any, ...]


class Collection:
    """The trials met so far, by their id."""

    def __init__(self) -> None:
        """Begin with no trials."""
        self._copies: dict[str, Copy] = {}

    def add(self, record: TrialRecord, place: Place) -> Iterator[tuple[str, Hit, Place]]:
        """Add a record, and give what an earlier copy of the same trial says of it, with that copy's place."""
        if not (name := trial_id(record)):
            return
        known = last_update(record)
        updated = known[0] if known else record.get("page", {}).get("modified")
        copy = Copy(place._replace(source=""), updated, tuple(_value(record, p) for p in COMPARED))
        first = self._copies.setdefault(name, copy)
        if first is copy:
            return
        by_country = bool(_EU_NUMBER.fullmatch(name))
        differing = [
            index
            for index, pair in enumerate(zip(first.values, copy.values, strict=True))
            if _differ(*pair) and not (by_country and COMPARED[index][0] in BY_COUNTRY)
        ]
        if first.updated and copy.updated and first.updated != copy.updated:
            message = f"as of {copy.updated}; {_at(first)} is as of {first.updated}"
            yield OLDER, Hit("", message), first.place
        elif not differing:
            yield TWICE, Hit("", f"{name} stands in {_at(first)} too"), first.place
        else:
            for index in differing:
                field = ".".join(COMPARED[index])
                where = pointer(*COMPARED[index])
                message = (
                    f"{field} is {_shown(copy.values[index])}, but {_at(first)} says {_shown(first.values[index])}"
                )
                yield DIFFERENT, Hit(where, message), first.place._replace(pointer=where)


def trial_id(record: TrialRecord) -> str:
    """Return the id by which a trial is known: its NCT id, else its first registry number, else "".

    >>> trial_id({"registry_ids": [{"registry": "DRKS", "id": "DRKS99000001"}]})
    'DRKS99000001'
    """
    if own := record.get("nct_id"):
        return own
    numbers = record.get("registry_ids")
    return numbers[0]["id"] if numbers else ""


def _at(copy: Copy) -> str:
    return f"{copy.place.file}:{copy.place.line}"


def _value(record: TrialRecord, path: tuple[str, ...]) -> Any:
    value: Any = record
    for step in path:
        value = value.get(step) if value else None
    return tuple(value) if isinstance(value, list) else value


def _differ(one: Any, other: Any) -> bool:
    """Say whether two values contradict each other; an absent one does not, nor `2024` and `2024-07`."""
    if one is None or other is None or one == other:
        return False
    if isinstance(one, str) and isinstance(other, str):
        return not (one.startswith(other + "-") or other.startswith(one + "-"))
    return True


def _shown(value: Any) -> str:
    return "/".join(value) if isinstance(value, tuple) else str(value)
