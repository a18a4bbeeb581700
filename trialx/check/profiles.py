"""What a list of required items (WHO, ICMJE, FDAAA) misses in a record, and in how many records nothing is missing.

What comes in: records and the name of a profile. What goes out: one hit a record, naming every missing item, and a rate
for the whole. The lists are data (profiles.yaml). What only interventional trials have is not asked of other studies.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

import yaml

from trialx.check.dates import last_update, months_between, trial_date
from trialx.check.finding import Hit
from trialx.record.model import TrialRecord

INCOMPLETE: Final = "TX100"
LATE: Final = "TX101"
OVERDUE: Final = "TX102"
_DAY: Final = len("2024-07-04")
# What only interventional trials have.
_INTERVENTIONAL: Final = ("interventions", "arm_groups", "phases", "design/")


class Profile(NamedTuple):
    """A list of required items: the paths of which one must be there, and the values under which an item is asked."""

    about: str
    items: dict[str, list[str]]
    asked_if: dict[str, dict[str, list[str]]]
    registered_within: int | None


@cache
def profiles() -> dict[str, Profile]:
    """Return the profiles by name.

    >>> sorted(profiles())
    ['fdaaa', 'icmje', 'who-20']
    """
    text = resources.files(__package__).joinpath("profiles.yaml").read_text(encoding="utf-8")
    rows = yaml.safe_load(text)
    return {
        name: Profile(row["about"], row["items"], row.get("asked_if", {}), row.get("registered_within"))
        for name, row in rows.items()
    }


class Audit:
    """Holds records against a profile and counts."""

    def __init__(self, name: str) -> None:
        """Begin with no records; `name` is one of `profiles()`."""
        self._name = name
        self._profile = profiles()[name]
        self._records = self._complete = 0
        self._missing: Counter[str] = Counter()

    def hits(self, record: TrialRecord) -> list[tuple[str, Hit]]:
        """Return what a record misses, under the rules' ids: one hit for all items, one for a late registration."""
        asked = [item for item in self._profile.items if self._asks(item, record)]
        missing = [item for item in asked if not any(_there(record, path) for path in self._profile.items[item])]
        self._records += 1
        self._complete += not missing
        self._missing.update(missing)
        found = []
        if missing:
            there = f"{len(asked) - len(missing)} of {len(asked)} items"
            found.append((INCOMPLETE, Hit("", f"{self._name}: {there}; missing: {'; '.join(missing)}")))
        late, allowed = _days_late(record), self._profile.registered_within
        if allowed is not None and late is not None and late > allowed:
            message = f"{self._name}: registered {late} days after the start"
            found.append((LATE, Hit("/first_submitted_date", message, "/start_date/date")))
        return found

    def rate(self) -> str:
        """Return a line on the whole: how many records miss nothing, and what is missing most often."""
        share = f" ({self._complete / self._records:.0%})" if self._records else ""
        most = ", ".join(f"{item} ({number})" for item, number in self._missing.most_common(5))
        return f"{self._name}: {self._complete} of {self._records} records{share} have every item" + (
            f"; missing most often: {most}" if most else ""
        )

    def _asks(self, item: str, record: TrialRecord) -> bool:
        values: dict[str, Any] = dict(record)
        if values.get("study_type", "INTERVENTIONAL") != "INTERVENTIONAL" and all(
            path.startswith(_INTERVENTIONAL) for path in self._profile.items[item]
        ):
            return False
        return all(values.get(field) in allowed for field, allowed in self._profile.asked_if.get(item, {}).items())


def overdue_results(within: int, as_of: str | None) -> Callable[[TrialRecord], Iterator[tuple[str, Hit]]]:
    """Return what finds trials without results, more than `within` months after their primary completion.

    Compared is with `as_of`, where the user gave a day, else with the record's own last update: no clock is asked.
    """

    def hits(record: TrialRecord) -> Iterator[tuple[str, Hit]]:
        end, known = trial_date(record, "primary_completion_date"), last_update(record)
        day = as_of or (known[0] if known else None)
        if record.get("overall_status") not in {"COMPLETED", "TERMINATED"} or not end or end[1] == "ESTIMATED":
            return
        if not day or record.get("has_results") or "results_first_posted_date" in record:
            return
        if (months := months_between(end[0], day)) > within:
            message = f"no results {months} months after the primary completion {end[0]} (as of {day})"
            yield OVERDUE, Hit("/primary_completion_date/date", message)

    return hits


def _there(value: Any, path: str) -> bool:
    """Say whether a value has something at a path; in a list every entry must have it."""
    step, _, rest = path.partition("/")
    held = value.get(step) if isinstance(value, dict) else None
    if held is None or held in ("", []):
        return False
    if not rest:
        return True
    return all(_there(one, rest) for one in held) if isinstance(held, list) else _there(held, rest)


def _days_late(record: TrialRecord) -> int | None:
    """Return by how many days the registration is after the start, None where the days are not known."""
    start, registered = record.get("start_date", {}).get("date", ""), record.get("first_submitted_date", "")
    if len(start) != _DAY or len(registered) != _DAY:
        return None
    try:
        return (datetime.date.fromisoformat(registered) - datetime.date.fromisoformat(start)).days
    except ValueError:
        return None
