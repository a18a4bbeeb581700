"""Criteria as FHIR R5: a `Group` a trial, which a `ResearchStudy` names as its recruitment.eligibility.

What comes in: a record with `eligibility.criteria`. What goes out: the resource as a mapping. Separate from the other
formats, since FHIR has a word for some of what a criterion says and none for the rest: what it cannot hold is listed
in the resource itself (`NOT_HELD`), with the criterion in words where nothing typed was read.

Held: each limit as a characteristic with its LOINC code, quantity or range, and whether it excludes; topics; the words
of every criterion. Not held: lists of values, multiples of a limit of normal, the cohort, "any" and "at least n" of
sub-points, and what a time is about.
"""

from collections.abc import Iterator
from typing import Any, Final

from trialx.record.model import Criterion, Threshold, TrialRecord

NOT_HELD: Final = "urn:trialx:fhir:not-held"
LOINC, UCUM, SYSTEM = "http://loinc.org", "http://unitsofmeasure.org", "https://clinicaltrials.gov"
_COMPARES: Final = frozenset({"<", "<=", ">", ">="})


def group(record: TrialRecord) -> dict[str, Any]:
    """Return the Group of a record's criteria.

    >>> limit = {"variable": "age", "operator": ">=", "value": 18, "unit": "a", "negated": False, "text": "18 years"}
    >>> node = {"side": "inclusion", "text": "Adults ≥ 18 years", "thresholds": [limit]}
    >>> found = group({"nct_id": "NCT90000177", "eligibility": {"criteria": [node]}})["characteristic"][0]
    >>> found["code"]["text"], found["valueQuantity"]["comparator"], found["exclude"]
    ('age', '>=', False)
    """
    found: dict[str, Any] = {"resourceType": "Group"}
    if number := record.get("nct_id"):
        found["identifier"] = [{"system": SYSTEM, "value": number}]
    found |= {"type": "person", "membership": "definitional", "combinationMethod": "all-of"}
    if title := record.get("brief_title"):
        found["title"] = title
    characteristics: list[dict[str, Any]] = []
    lost: list[str] = []
    for node in _walk(record.get("eligibility", {}).get("criteria", [])):
        if not node.get("heading"):
            characteristics += _characteristics(node, lost)
    if characteristics:
        found["characteristic"] = characteristics
    if lost:
        found["extension"] = [{"url": NOT_HELD, "valueString": words} for words in lost]
    return found


def _walk(nodes: list[Criterion]) -> Iterator[Criterion]:
    pending = nodes[::-1]
    while pending:
        node = pending.pop()
        yield node
        pending += node.get("children", [])[::-1]


def _characteristics(node: Criterion, lost: list[str]) -> list[dict[str, Any]]:
    """Return what a criterion asks for; what FHIR cannot hold of it is added to `lost`."""
    side, words = node["side"], node["text"]
    if side is None:
        lost.append(f"on neither side: {words}")
        return []
    exclude = side == "exclusion"
    found = [made for limit in node.get("thresholds", []) if (made := _of_limit(limit, lost, exclude=exclude))]
    for topic in node.get("topics", []):
        if topic["polarity"] == "allowed":
            lost.append(f"allowed: {topic['topic']}: {words}")
            continue
        value = {"text": topic["text"]}
        excludes = topic["polarity"] == "forbidden"
        found.append({"code": {"text": topic["topic"]}, "valueCodeableConcept": value, "exclude": excludes})
    if not found:
        found = [{"code": {"text": "criterion"}, "valueCodeableConcept": {"text": words}, "exclude": exclude}]
    lost += [f"scope {node['scope']}: {words}"] if "scope" in node else []
    lost += [f"logic {node['logic']}: {words}"] if node.get("logic", "all") != "all" else []
    lost += [f"unread: {words}"] if node.get("unread") else []
    return found


def _of_limit(limit: Threshold, lost: list[str], *, exclude: bool) -> dict[str, Any] | None:
    name = limit["variable"] or limit.get("measure", "")
    code: dict[str, Any] = {"text": name}
    codes = limit.get("codes", {})
    if "loinc" in codes:
        code = {"coding": [{"system": LOINC, "code": codes["loinc"]}], **code}
    value = limit["value"]
    if "reference" in limit or isinstance(value, list | str):
        lost.append(f"{name}: {limit['text']}")
        return None
    if "subject" in limit:
        lost.append(f"{name} of {limit['subject']}: {limit['text']}")
    unit = _unit(limit)
    made: dict[str, Any] = {"code": code}
    if limit["operator"] == "between":
        made["valueRange"] = {"low": {"value": value, **unit}, "high": {"value": limit.get("upper"), **unit}}
    else:
        compared = {"comparator": limit["operator"]} if limit["operator"] in _COMPARES else {}
        made["valueQuantity"] = {"value": value, **compared, **unit}
    return {**made, "exclude": exclude != limit["negated"]}


def _unit(limit: Threshold) -> dict[str, str]:
    if "unit" not in limit:
        return {}
    ucum = limit.get("codes", {}).get("ucum")
    return {"unit": limit["unit"], **({"system": UCUM, "code": ucum} if ucum else {})}
