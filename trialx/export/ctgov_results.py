"""The results of a record as the API has them: adverse events, participant flow and baseline by groups.

What comes in: a record. What goes out: a resultsSection, and what of the rows had no place. Separate from ctgov_v2.py,
since rows become tables here: each arm a group, each event or measure once, its numbers under it.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final

from trialx.record.model import TrialRecord

_DROPPED: Final = "NOT COMPLETED"


def results(record: TrialRecord) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the section of results, and how many values had no place in it.

    >>> results({"participant_flow": [{"arm": "Wool", "milestone": "STARTED", "count": 4}]})[0]["participantFlowModule"]
    ... # doctest: +NORMALIZE_WHITESPACE
    {'groups': [{'id': 'FG000', 'title': 'Wool'}],
     'periods': [{'milestones': [{'type': 'STARTED', 'achievements': [{'groupId': 'FG000', 'numSubjects': '4'}]}]}]}
    """
    section: dict[str, Any] = {}
    lost: dict[str, int] = {}
    if rows := record.get("participant_flow"):
        section["participantFlowModule"] = _flow(rows)
    if measured := record.get("baseline"):
        section["baselineCharacteristicsModule"] = _baseline(measured)
    if events := record.get("adverse_events"):
        section["adverseEventsModule"], lost = _events(events)
    elif record.get("has_adverse_events"):
        section["adverseEventsModule"] = {"eventGroups": []}
    if limits := record.get("limitations"):
        section["moreInfoModule"] = {"limitationsAndCaveats": {"description": limits.replace("\\", "\\\\")}}
    return section, lost


class _Groups:
    """The groups of a table: an id for each arm, in the order in which they come."""

    def __init__(self, letters: str) -> None:
        self._letters = letters
        self._ids: dict[str, str] = {}

    def id_of(self, arm: str | None) -> dict[str, str]:
        """Return the member that names the group of a row; none where the row names no arm."""
        if arm is None:
            return {}
        return {"groupId": self._ids.setdefault(arm, f"{self._letters}{len(self._ids):03}")}

    def listed(self) -> list[dict[str, str]]:
        return [{"id": number, "title": arm} for arm, number in self._ids.items()]


def _flow(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    groups = _Groups("FG")
    periods: list[dict[str, Any]] = []
    for row in rows:
        period = _period(periods, row)
        cell = {**groups.id_of(row.get("arm")), "numSubjects": str(row["count"])}
        if row["milestone"] == _DROPPED and "reason" in row:
            table, name, kind = period.setdefault("dropWithdraws", []), "reasons", row["reason"]
        else:
            table, name, kind = period.setdefault("milestones", []), "achievements", row["milestone"]
        if not table or table[-1]["type"] != kind:
            table.append({"type": kind, name: []})
        table[-1][name].append(cell)
    return {"groups": groups.listed(), "periods": periods}


def _period(periods: list[dict[str, Any]], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the period of a row: who left is listed behind all milestones, so their period may be an earlier one."""
    title = row.get("period")
    dropped = row["milestone"] == _DROPPED and "reason" in row
    for period in periods if dropped else periods[-1:]:
        if period.get("title") == title:
            return period
    periods.append({"title": title} if title else {})
    return periods[-1]


def _baseline(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    groups = _Groups("BG")
    measures = []
    for (title, unit), of_measure in groupby(rows, key=lambda row: (row["measure"], row.get("unit"))):
        categories = []
        for category, cells in groupby(of_measure, key=lambda row: row.get("category")):
            values = [{**groups.id_of(cell.get("arm")), "value": cell["value"]} for cell in cells]
            categories.append({**({"title": category} if category else {}), "measurements": values})
        unit_of = {"unitOfMeasure": unit} if unit else {}
        measures.append({"title": title, **unit_of, "classes": [{"categories": categories}]})
    return {"groups": groups.listed(), "measures": measures}


def _events(rows: list[Any]) -> tuple[dict[str, Any], dict[str, int]]:
    groups = _Groups("EG")
    frames = [row["time_frame"] for row in rows if "time_frame" in row]
    module: dict[str, Any] = {"timeFrame": frames[0].replace("\\", "\\\\")} if frames else {}
    module["eventGroups"] = []
    lost: dict[str, int] = {}
    other = sum(frame != frames[0] for frame in frames)
    unsaid = sum("serious" not in row for row in rows)
    if other:
        lost["adverse_events.time_frame"] = other
    for name, serious in (("seriousEvents", True), ("otherEvents", False)):
        chosen = [row for row in rows if row.get("serious", False) is serious]
        events = []
        for (term, system, vocabulary), stats in groupby(chosen, key=_event):
            event = {"term": term, "organSystem": system, "sourceVocabulary": vocabulary}
            found = [{**groups.id_of(row.get("arm")), **_counts(row)} for row in stats]
            events.append({key: value for key, value in event.items() if value} | {"stats": found})
        if events:
            module[name] = events
    module["eventGroups"] = groups.listed()
    if unsaid:
        # The API has no list for events of which it is not said: they stand among the others.
        lost["adverse_events (not said whether serious)"] = unsaid
    return module, lost


def _event(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["term"], row.get("organ_system"), row.get("vocabulary")


def _counts(row: Mapping[str, Any]) -> dict[str, int]:
    names = (("numAffected", "affected"), ("numAtRisk", "at_risk"))
    return {name: row[key] for name, key in names if key in row}
