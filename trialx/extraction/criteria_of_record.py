"""A record with its criteria in depth: the tree, the thresholds, and what contradicts the rest of the record.

What comes in: a record just extracted. What goes out: the same with `eligibility.criteria` and further warnings. Apart
from the flow, since most extractions want the lists only and should not pay for more.
"""

from dataclasses import replace
from typing import Any, cast

from trialx.eligibility.of_record import criteria_of, criteria_of_lists
from trialx.eligibility.reconcile import reconcile
from trialx.extraction.record_of_page import Record
from trialx.record.model import TrialRecord


def with_criteria(record: Record) -> Record:
    """Return the record with the tree of its criteria, and with warnings where they contradict its ages and sex."""
    spans = [(path, value.start, value.end) for path, value in record.places.items()]
    nodes = criteria_of(record.page.text, spans)
    if not nodes:
        return record
    data: dict[str, Any] = {**record.data}
    data["eligibility"] = {**data["eligibility"], "criteria": [node.to_dict() for node in nodes]}
    doubts = reconcile(cast(TrialRecord, data))
    if doubts:
        data["warnings"] = [*data.get("warnings", ()), *doubts]
    return replace(record, data=cast(TrialRecord, data))


def with_criteria_of_lists(record: "TrialRecord") -> "TrialRecord":
    """Return the record of a register's data with the tree of its criteria: there is no page, so of its lists."""
    nodes = criteria_of_lists(record.get("eligibility", {}))
    if not nodes:
        return record
    data: dict[str, Any] = {**record}
    data["eligibility"] = {**data["eligibility"], "criteria": [node.to_dict() for node in nodes]}
    doubts = reconcile(cast(TrialRecord, data))
    if doubts:
        data["warnings"] = [*data.get("warnings", ()), *doubts]
    return cast(TrialRecord, data)
