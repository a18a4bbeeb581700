"""Rules on the status: what it says against the dates, the reason to stop, the kind of study.

What comes in: a record of the right form. What goes out: hits. "Long" is measured from a date of the record to its
own last update, never to today. Separate from dates.py, which knows the order of dates but not what a status means.
"""

from collections.abc import Iterator
from typing import Final

from trialx.check.dates import before, last_update, months_between, trial_date
from trialx.check.finding import Hit
from trialx.record.model import TrialRecord

STOPPED: Final = frozenset({"TERMINATED", "SUSPENDED", "WITHDRAWN"})
ENDED: Final = frozenset({"COMPLETED", "TERMINATED"})
EXPANDED: Final = frozenset({"AVAILABLE", "NO_LONGER_AVAILABLE", "TEMPORARILY_NOT_AVAILABLE", "APPROVED_FOR_MARKETING"})
# Sites are slow to tell the registry that a trial has begun; half a year is more than slowness.
LATE_START_MONTHS: Final = 6
_STATUS: Final = "/overall_status"


def not_yet_recruiting_after_start(record: TrialRecord) -> Iterator[Hit]:
    """TX030: NOT_YET_RECRUITING, with a start long before the last update, or a start that has come."""
    start, known = trial_date(record, "start_date"), last_update(record)
    if record.get("overall_status") != "NOT_YET_RECRUITING" or not start:
        return
    if start[1] == "ACTUAL":
        yield Hit(_STATUS, f"NOT_YET_RECRUITING, although the start {start[0]} is ACTUAL", "/start_date")
    elif known and months_between(start[0], known[0]) >= LATE_START_MONTHS:
        yield Hit(_STATUS, f"NOT_YET_RECRUITING on {known[0]}, although the start was {start[0]}", "/start_date/date")


def recruiting_after_completion(record: TrialRecord) -> Iterator[Hit]:
    """TX031: still to recruit or recruiting, although the last completion date had passed at the last update."""
    status, end, known = record.get("overall_status"), trial_date(record, "completion_date"), last_update(record)
    if status not in {"RECRUITING", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION"} or not end or not known:
        return
    if before(end[0], known[0]):
        yield Hit(_STATUS, f"{status} on {known[0]}, after the completion date {end[0]}", "/completion_date/date")


def open_after_actual_completion(record: TrialRecord) -> Iterator[Hit]:
    """TX032: the completion is ACTUAL, and the status says that the trial goes on."""
    status, end = record.get("overall_status"), trial_date(record, "completion_date")
    ongoing = {"RECRUITING", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION", "ACTIVE_NOT_RECRUITING"}
    if status in ongoing and end and end[1] == "ACTUAL":
        yield Hit(_STATUS, f"{status}, although the completion {end[0]} is ACTUAL", "/completion_date")


def ended_in_future(record: TrialRecord) -> Iterator[Hit]:
    """TX033: COMPLETED or TERMINATED, and the completion lies after the last update."""
    status, end, known = record.get("overall_status"), trial_date(record, "completion_date"), last_update(record)
    # An ACTUAL completion in the future is TX026's: one fault, one finding.
    if status in ENDED and end and end[1] != "ACTUAL" and known and before(known[0], end[0]):
        yield Hit(_STATUS, f"{status} on {known[0]}, before its completion date {end[0]}", "/completion_date/date")


def ended_but_estimated(record: TrialRecord) -> Iterator[Hit]:
    """TX034: COMPLETED, and the completion date is still an estimate that has passed."""
    end, known = trial_date(record, "completion_date"), last_update(record)
    if record.get("overall_status") != "COMPLETED" or not end or end[1] != "ESTIMATED":
        return
    if known is None or not before(known[0], end[0]):
        yield Hit("/completion_date/type", f"ESTIMATED ({end[0]}), although the trial is COMPLETED", _STATUS)


def why_stopped_without_stop(record: TrialRecord) -> Iterator[Hit]:
    """TX035: a reason to stop on a trial that has not stopped."""
    status = record.get("overall_status")
    # UNKNOWN covers a status of old that may well have been a stop.
    if status and status not in STOPPED and status != "UNKNOWN" and "why_stopped" in record:
        yield Hit("/why_stopped", f"a reason to stop, but the status is {status}", _STATUS)


def last_known_without_unknown(record: TrialRecord) -> Iterator[Hit]:
    """TX036: a last known status beside a status that is known."""
    status = record.get("overall_status")
    if status and status != "UNKNOWN" and "last_known_status" in record:
        yield Hit("/last_known_status", f"only UNKNOWN has a last known status; this is {status}", _STATUS)


def availability_of_a_study(record: TrialRecord) -> Iterator[Hit]:
    """TX037: a status of expanded access (AVAILABLE …) on a study, or a recruiting status on expanded access."""
    status, kind = record.get("overall_status"), record.get("study_type")
    if not status or not kind or status in {"UNKNOWN", "WITHHELD"}:
        return
    if (status in EXPANDED) != (kind == "EXPANDED_ACCESS"):
        yield Hit(_STATUS, f"{status} is no status of a study of type {kind}", "/study_type")


def withdrawn_with_participants(record: TrialRecord) -> Iterator[Hit]:
    """TX038: WITHDRAWN means that nobody was enrolled, and the enrollment says otherwise."""
    enrolled = record.get("enrollment")
    if record.get("overall_status") != "WITHDRAWN" or not enrolled:
        return
    if enrolled["count"] > 0 and enrolled.get("type") == "ACTUAL":
        yield Hit("/enrollment/count", f"{enrolled['count']} enrolled in a trial that is WITHDRAWN", _STATUS)
