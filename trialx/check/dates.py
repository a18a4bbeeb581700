"""Rules on dates: each alone, then in the order that a trial's life gives them.

What comes in: a record of the right form. What goes out: hits. Dates are as precise as the page (`2024`, `2024-07`),
so two are in the wrong order only where every reading of them is: `2024` and `2024-07` never are. Nothing is compared
with today: what is "future" is what lies after the record's own last update.
"""

import datetime
from collections.abc import Iterator
from typing import Final, Literal, get_args

from trialx.check.finding import Hit
from trialx.record.model import TrialRecord

TrialDateField = Literal["start_date", "primary_completion_date", "completion_date"]
RecordDateField = Literal[
    "first_submitted_date",
    "first_posted_date",
    "last_update_submitted_date",
    "last_update_posted_date",
    "results_first_posted_date",
    "status_verified_date",
]
TRIAL_DATES: Final[tuple[TrialDateField, ...]] = get_args(TrialDateField)
RECORD_DATES: Final[tuple[RecordDateField, ...]] = get_args(RecordDateField)

EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2100
# Every month has the days up to here, so only later ones are looked up.
SHORTEST_MONTH: Final = "28"


def before(one: str, other: str) -> bool:
    """Say whether `one` is before `other` however their missing months and days are read.

    >>> before("2023-12", "2024-01-15"), before("2024", "2024-07"), before("2024-08", "2024-07")
    (True, False, False)
    """
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


def months_between(one: str, other: str) -> int:
    """Return by how many whole months `other` is after `one` at least; 0 where it may not be after it at all.

    >>> months_between("2023-01", "2024-03-31"), months_between("2023", "2024-06"), months_between("2024", "2023")
    (13, 5, 0)
    """
    months = _month(other, last=False) - _month(one, last=True)
    if len(one) == len(other) == len("2024-07-04"):
        return max(0, months - (other[8:] < one[8:]))
    return max(0, months - 1)


def trial_date(record: TrialRecord, field: TrialDateField) -> tuple[str, str | None] | None:
    """Return a date of the trial and its type, or None."""
    held = record.get(field)
    return (held["date"], held.get("type")) if held else None


def last_update(record: TrialRecord) -> tuple[str, str] | None:
    """Return the record's last update and its field: posted, else submitted, else None.

    >>> last_update({"last_update_submitted_date": "2024-02-01"})
    ('2024-02-01', 'last_update_submitted_date')
    """
    for field in ("last_update_posted_date", "last_update_submitted_date"):
        if held := record.get(field):
            return str(held), field
    return None


def impossible_date(record: TrialRecord) -> Iterator[Hit]:
    """TX020: a day that no calendar has, or a year outside 1900 to 2100."""
    for where, text in _all_dates(record):
        year = int(text[:4])
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            yield Hit(where, f"{text}: no trial is of the year {text[:4]}")
        elif text[8:] > SHORTEST_MONTH and not _is_day(text):
            yield Hit(where, f"{text} is in no calendar")


def completion_before_start(record: TrialRecord) -> Iterator[Hit]:
    """TX021: the completion date is before the start date."""
    yield from _in_order(record, "start_date", "completion_date")


def primary_completion_before_start(record: TrialRecord) -> Iterator[Hit]:
    """TX022: the primary completion date is before the start date."""
    yield from _in_order(record, "start_date", "primary_completion_date")


def completion_before_primary(record: TrialRecord) -> Iterator[Hit]:
    """TX023: the completion date is before the primary completion date."""
    yield from _in_order(record, "primary_completion_date", "completion_date")


def posted_before_submitted(record: TrialRecord) -> Iterator[Hit]:
    """TX024: a record or an update was posted before it was submitted."""
    yield from _submitted_first(record, "first_submitted_date", "first_posted_date")
    yield from _submitted_first(record, "last_update_submitted_date", "last_update_posted_date")


def update_before_first(record: TrialRecord) -> Iterator[Hit]:
    """TX025: the last update, or the results, are before the record itself."""
    yield from _submitted_first(record, "first_submitted_date", "last_update_submitted_date")
    if "nct_id" in record:  # elsewhere the first posting may be the late one: UMIN discloses when the sponsor says so
        yield from _submitted_first(record, "first_posted_date", "last_update_posted_date")
    yield from _submitted_first(record, "first_posted_date", "results_first_posted_date")


def actual_in_future(record: TrialRecord) -> Iterator[Hit]:
    """TX026: a date marked ACTUAL lies after the record's own last update (or the page's, where it has none)."""
    known, where = last_update(record) or (record.get("page", {}).get("modified"), "page/modified")
    if not known:
        return
    for field in TRIAL_DATES:
        held = trial_date(record, field)
        if held and held[1] == "ACTUAL" and before(known[: len("2024-07-04")], held[0]):
            yield Hit(f"/{field}/date", f"ACTUAL {field} {held[0]} lies after the last update {known}", f"/{where}")


def results_without_flag(record: TrialRecord) -> Iterator[Hit]:
    """TX027: results have been posted, and `has_results` says there are none."""
    if record.get("has_results") is False and "results_first_posted_date" in record:
        yield Hit("/has_results", "false, although results have been posted", "/results_first_posted_date")


def verified_after_update(record: TrialRecord) -> Iterator[Hit]:
    """TX028: the status was verified after the last update that could say so."""
    verified, known = record.get("status_verified_date"), last_update(record)
    if verified and known and before(known[0], verified):
        yield Hit("/status_verified_date", f"{verified} lies after the last update {known[0]}", f"/{known[1]}")


def _in_order(record: TrialRecord, first: TrialDateField, second: TrialDateField) -> Iterator[Hit]:
    one, two = trial_date(record, first), trial_date(record, second)
    if one and two and before(two[0], one[0]):
        yield Hit(f"/{second}/date", f"{second} {two[0]} is before {first} {one[0]}", f"/{first}/date")


def _submitted_first(record: TrialRecord, first: RecordDateField, second: RecordDateField) -> Iterator[Hit]:
    one, two = record.get(first), record.get(second)
    if one and two and before(two, one):
        yield Hit(f"/{second}", f"{second} {two} is before {first} {one}", f"/{first}")


def _all_dates(record: TrialRecord) -> Iterator[tuple[str, str]]:
    for trial_field in TRIAL_DATES:
        if held := trial_date(record, trial_field):
            yield f"/{trial_field}/date", held[0]
    for field in RECORD_DATES:
        if text := record.get(field):
            yield f"/{field}", text


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _month(text: str, *, last: bool) -> int:
    """Count months from the year 0; a year alone is its last or its first month."""
    month = int(text[5:7]) if len(text) > len("2024") else (12 if last else 1)
    return int(text[:4]) * 12 + month
