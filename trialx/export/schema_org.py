"""schema.org: a record as the JSON-LD of a MedicalTrial or a MedicalObservationalStudy.

What comes in: a record. What goes out: JSON-LD. The vocabulary has no property for phases, dates, enrolment, outcomes
and eligibility: they are told as lost.
"""

from typing import Any, Final

from trialx.export.formats import Exported, Format
from trialx.export.loss import lost
from trialx.record.model import TrialRecord

_BASE: Final = "https://schema.org/"
_STATUS: Final = {
    "ACTIVE_NOT_RECRUITING": "ActiveNotRecruiting",
    "COMPLETED": "Completed",
    "ENROLLING_BY_INVITATION": "EnrollingByInvitation",
    "NOT_YET_RECRUITING": "NotYetRecruiting",
    "RECRUITING": "Recruiting",
    "SUSPENDED": "Suspended",
    "TERMINATED": "Terminated",
    "WITHDRAWN": "Withdrawn",
}
_MASKING: Final = {
    "NONE": "OpenTrial",
    "SINGLE": "SingleBlindedTrial",
    "DOUBLE": "DoubleBlindedTrial",
    "TRIPLE": "TripleBlindedTrial",
}
_ADDRESS: Final = (
    ("addressLocality", "city"),
    ("addressRegion", "state"),
    ("postalCode", "zip"),
    ("addressCountry", "country"),
)
_TYPES: Final = {"INTERVENTIONAL": "MedicalTrial", "OBSERVATIONAL": "MedicalObservationalStudy"}
_KEPT: Final = frozenset(
    {
        "nct_id",
        "registry_ids",
        "org_study_id",
        "secondary_ids.id",
        "brief_title",
        "official_title",
        "acronym",
        "conditions",
    }
    | {
        "brief_summary",
        "lead_sponsor.name",
        "collaborators.name",
        "interventions.name",
        "locations.facility",
        "page.url",
    }
    | {
        "locations.city",
        "locations.state",
        "locations.zip",
        "locations.country",
        "locations.latitude",
        "locations.longitude",
    }
    | {"see_also.url"}
)


def export(record: TrialRecord) -> Exported:
    """Return the JSON-LD of a record.

    >>> export({"nct_id": "NCT99000001", "study_type": "OBSERVATIONAL", "phases": ["PHASE1"]})
    ... # doctest: +NORMALIZE_WHITESPACE
    Exported(document={'@context': 'https://schema.org', '@type': 'MedicalObservationalStudy',
        'identifier': [{'@type': 'PropertyValue', 'value': 'NCT99000001'}]}, lost={'phases': 1})
    """
    kept = set(_KEPT)
    kind = _TYPES.get(record.get("study_type", ""))
    kept |= {"study_type"} if kind else set()
    out: dict[str, Any] = {"@context": "https://schema.org", "@type": kind or "MedicalStudy"}
    out["identifier"] = _numbers(record)
    out["name"] = record.get("brief_title")
    out["alternateName"] = [record[name] for name in ("official_title", "acronym") if name in record]
    out["description"] = record.get("brief_summary")
    if status := _STATUS.get(record.get("overall_status", "")):
        out["status"] = _BASE + status
        kept.add("overall_status")
    design = record.get("design", {})
    if kind == "MedicalTrial":
        out["trialDesign"] = [_BASE + name for name in _design(record, kept)]
    elif kind and design.get("observational_model") == "COHORT":
        out["studyDesign"] = _BASE + "CohortStudy"
        kept.add("design.observational_model")
    organisations = [record["lead_sponsor"]] if "lead_sponsor" in record else []
    organisations += record.get("collaborators", [])
    out["sponsor"] = [{"@type": "Organization", "name": one["name"]} for one in organisations]
    out["healthCondition"] = [{"@type": "MedicalCondition", "name": name} for name in record.get("conditions", ())]
    out["studySubject"] = [{"@type": "MedicalEntity", "name": one["name"]} for one in record.get("interventions", ())]
    out["studyLocation"] = [_place(one) for one in record.get("locations", ())]
    out["url"] = record.get("page", {}).get("url")
    out["sameAs"] = [one["url"] for one in record.get("see_also", ())]
    document = {name: value for name, value in out.items() if value}
    return Exported(document, lost(record, kept))


def _numbers(record: TrialRecord) -> list[dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for one in record.get("registry_ids", ()):
        found[one["id"]] = {"@type": "PropertyValue", "propertyID": one["registry"], "value": one["id"]}
    own = [record[name] for name in ("nct_id", "org_study_id") if name in record]
    for number in [*own, *(one["id"] for one in record.get("secondary_ids", ()))]:
        found.setdefault(number, {"@type": "PropertyValue", "value": number})
    return list(found.values())


def _design(record: TrialRecord, kept: set[str]) -> list[str]:
    """Return what the vocabulary can say of how a trial is built, and note what that is."""
    design, found = record.get("design", {}), []
    if design.get("allocation") == "RANDOMIZED":
        found.append("RandomizedTrial")
        kept.add("design.allocation")
    if masking := _MASKING.get(design.get("masking", "")):
        found.append(masking)
        kept.add("design.masking")
    return found


def _place(location: Any) -> dict[str, Any]:
    parts = (
        ("addressLocality", "city"),
        ("addressRegion", "state"),
        ("postalCode", "zip"),
        ("addressCountry", "country"),
    )
    address = {name: location[key] for name, key in parts if key in location}
    place: dict[str, Any] = {"@type": "Place"}
    if "facility" in location:
        place["name"] = location["facility"]
    if address:
        place["address"] = {"@type": "PostalAddress", **address}
    if "latitude" in location and "longitude" in location:
        point = {"latitude": location["latitude"], "longitude": location["longitude"]}
        place["geo"] = {"@type": "GeoCoordinates", **point}
    return place


SCHEMA_ORG: Final = Format(export)
