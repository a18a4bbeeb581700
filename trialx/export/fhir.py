"""FHIR ResearchStudy, R5 and R4: a record as a resource, its places and its eligibility contained in it.

What comes in: a record. What goes out: the resource. Codes are those of HL7's code systems where there is one for a
value, and every code has the record's own token as text beside it. `status` is required: in R5 it says whether the
record is published, which no page tells (`unknown`); in R4 it is the trial's, or says why there is none.
"""

from collections.abc import Mapping
from typing import Any, Final

from trialx.export.criteria_text import criteria_text
from trialx.export.fhir_codes import (
    ABSENT,
    DESIGN,
    IN_R4,
    IN_R5,
    PHASES,
    PURPOSES,
    R4_STATUS,
    ROLES,
    STATES,
    SYSTEM,
)
from trialx.export.fhir_parts import coded, contact_point, eligibility_group, place, text_only
from trialx.export.formats import Exported, Format
from trialx.export.loss import lost
from trialx.record.model import TrialRecord


def export_r5(record: TrialRecord) -> Exported:
    """Return the resource of R5.

    >>> study = export_r5({"nct_id": "NCT99000001", "overall_status": "RECRUITING"}).document
    >>> study["identifier"][0]["value"], study["progressStatus"][0]["state"]["coding"][0]["code"]
    ('NCT99000001', 'recruiting')
    """
    study = _begun(record)
    study["status"] = "unknown"
    titles = (("official", "official_title"), ("acronym", "acronym"))
    _set(study, "label", [_label(kind, record[name]) for kind, name in titles if name in record])  # type: ignore[literal-required]
    state = [_progress(record["overall_status"])] if "overall_status" in record else []
    _set(
        study,
        "progressStatus",
        state + ([_progress(record["last_known_status"])] if "last_known_status" in record else []),
    )
    _set(study, "whyStopped", text_only(record.get("why_stopped")))
    _set(study, "studyDesign", _design(record))
    _set(study, "focus", [{"concept": {"text": one["name"]}} for one in record.get("interventions", ())])
    _set(study, "descriptionSummary", record.get("brief_summary"))
    _set(study, "associatedParty", _parties(record))
    recruitment = _recruitment(record)
    if group := _group(record, study):
        recruitment["eligibility"] = group
    _set(study, "recruitment", recruitment)
    _set(study, "comparisonGroup", [_arm(arm) for arm in record.get("arm_groups", ())])
    _set(study, "outcomeMeasure", _outcomes(record))
    return Exported(study, lost(record, IN_R5))


def export_r4(record: TrialRecord) -> Exported:
    """Return the resource of R4, whose `status` is the trial's.

    >>> export_r4({"nct_id": "NCT99000001", "overall_status": "RECRUITING"}).document["status"]
    'active'
    """
    study = _begun(record)
    code = R4_STATUS.get(record.get("overall_status", ""))
    if code:
        study["status"] = code
    else:
        study["_status"] = {
            "extension": [{"url": ABSENT, "valueCode": "unsupported" if "overall_status" in record else "unknown"}]
        }
    _set(study, "category", [{"text": record["study_type"]}] if "study_type" in record else [])
    _set(study, "focus", [{"text": one["name"]} for one in record.get("interventions", ())])
    contacts = [contact_point(one) for one in record.get("central_contacts", ())]
    _set(study, "contact", contacts)
    countries = dict.fromkeys(one["country"] for one in record.get("locations", ()) if "country" in one)
    _set(study, "location", [{"text": country} for country in countries])
    if group := _group(record, study):
        study["enrollment"] = [group]
    _set(study, "sponsor", {"display": record["lead_sponsor"]["name"]} if "lead_sponsor" in record else None)
    investigators = [one for one in record.get("overall_officials", ()) if one.get("role") == "PRINCIPAL_INVESTIGATOR"]
    if len(investigators) == 1:  # there is one place
        study["principalInvestigator"] = {"display": investigators[0]["name"]}
    _set(study, "reasonStopped", text_only(record.get("why_stopped")))
    _set(
        study,
        "arm",
        [
            {**_arm(arm), "type": text_only(arm.get("type"))} if "type" in arm else _arm(arm)
            for arm in record.get("arm_groups", ())
        ],
    )
    kept = IN_R4 if code or "overall_status" not in record else IN_R4 - {"overall_status"}
    return Exported(study, lost(record, kept))


def _begun(record: TrialRecord) -> dict[str, Any]:
    """Begin a resource with what both versions have in common."""
    study: dict[str, Any] = {"resourceType": "ResearchStudy"}
    _set(study, "identifier", _identifiers(record))
    _set(study, "title", record.get("brief_title"))
    purpose = record.get("design", {}).get("primary_purpose")
    if purpose:
        code = purpose.lower().replace("_", "-") if purpose in PURPOSES else None
        study["primaryPurposeType"] = coded(purpose, f"{SYSTEM}research-study-prim-purp-type", code)
    if phases := record.get("phases"):
        study["phase"] = coded("/".join(phases), f"{SYSTEM}research-study-phase", PHASES.get(tuple(phases)))
    _set(study, "condition", [{"text": name} for name in record.get("conditions", ())])
    _set(study, "keyword", [{"text": name} for name in record.get("keywords", ())])
    _set(study, "description", record.get("detailed_description") or None)
    dates = (("start", "start_date"), ("end", "completion_date"))
    _set(study, "period", {name: record[key]["date"] for name, key in dates if key in record})  # type: ignore[literal-required]
    cited = [
        {"type": "citation", "citation": one["citation"]} for one in record.get("references", ()) if "citation" in one
    ]
    links = [
        {
            "type": "documentation",
            **({"label": one["label"]} if "label" in one else {}),
            "document": {"url": one["url"]},
        }
        for one in record.get("see_also", ())
    ]
    _set(study, "relatedArtifact", cited + links)
    places = [place(one, f"site-{number}") for number, one in enumerate(record.get("locations", ()), 1)]
    if places:
        study["contained"] = places
        study["site"] = [{"reference": f"#{one['id']}"} for one in places]
    return study


def _identifiers(record: TrialRecord) -> list[dict[str, Any]]:
    numbers = {
        one["id"]: {"value": one["id"], "assigner": {"display": one["registry"]}}
        for one in record.get("registry_ids", ())
    }
    if "nct_id" in record:
        numbers.setdefault(record["nct_id"], {"value": record["nct_id"]})
    if "org_study_id" in record:
        numbers.setdefault(record["org_study_id"], {"use": "usual", "value": record["org_study_id"]})
    for one in record.get("secondary_ids", ()):
        numbers.setdefault(one["id"], {"use": "secondary", "value": one["id"]})
    return list(numbers.values())


def _artifacts(record: TrialRecord) -> list[dict[str, Any]]:
    citations = [one["citation"] for one in record.get("references", ()) if "citation" in one]
    found: list[dict[str, Any]] = [{"type": "citation", "citation": citation} for citation in citations]
    for link in record.get("see_also", ()):
        label = {"label": link["label"]} if "label" in link else {}
        found.append({"type": "documentation", **label, "document": {"url": link["url"]}})
    return found


def _label(kind: str, value: str) -> dict[str, Any]:
    return {"type": coded(kind, f"{SYSTEM}title-type", kind), "value": value}


def _progress(status: str) -> dict[str, Any]:
    return {"state": coded(status, "http://hl7.org/fhir/research-study-status", STATES.get(status))}


def _design(record: TrialRecord) -> list[dict[str, Any]]:
    found = [{"text": f"study type: {record['study_type']}"}] if "study_type" in record else []
    for name in DESIGN:
        value: Any = record.get("design", {}).get(name)
        if value:
            words = ", ".join(value) if isinstance(value, list) else value
            found.append({"text": f"{name.replace('_', ' ')}: {words}"})
    return found


def _parties(record: TrialRecord) -> list[dict[str, Any]]:
    found = []
    lead = [record["lead_sponsor"]] if "lead_sponsor" in record else []
    for role, parties in (("lead-sponsor", lead), ("collaborator", record.get("collaborators", []))):
        for one in parties:
            party = {"name": one["name"], "role": _role(role)}
            found.append(party | ({"classifier": [{"text": one["class"]}]} if "class" in one else {}))
    people = [*record.get("overall_officials", ()), *record.get("central_contacts", ())]
    roles = [ROLES.get(person.get("role", ""), "general-contact") for person in people]
    return found + [{"name": one["name"], "role": _role(role)} for one, role in zip(people, roles, strict=True)]


def _role(code: str) -> dict[str, Any]:
    return coded(code, "http://hl7.org/fhir/research-study-party-role", code)


def _recruitment(record: TrialRecord) -> dict[str, Any]:
    enrollment = record.get("enrollment")
    if not enrollment:
        return {}
    return {"actualNumber" if enrollment.get("type") == "ACTUAL" else "targetNumber": enrollment["count"]}


def _group(record: TrialRecord, study: dict[str, Any]) -> dict[str, str] | None:
    """Put the eligibility into a contained group; return the reference to it."""
    eligibility = record.get("eligibility", {})
    text = eligibility.get("criteria_text") or criteria_text(
        eligibility.get("inclusion", []), eligibility.get("exclusion", [])
    )
    group = eligibility_group(eligibility, text, r5="progressStatus" in study or study.get("status") == "unknown")
    if group is None:
        return None
    study.setdefault("contained", []).append(group)
    return {"reference": f"#{group['id']}"}


def _arm(arm: Mapping[str, Any]) -> dict[str, Any]:
    code = arm["type"].lower().replace("_", "-") if "type" in arm else None
    system = f"{SYSTEM}research-study-arm-type"
    kind = {"type": coded(arm["type"], system, code)} if "type" in arm else {}
    return {"name": arm["label"], **kind, **({"description": arm["description"]} if "description" in arm else {})}


def _outcomes(record: TrialRecord) -> list[dict[str, Any]]:
    found = []
    kinds = (("primary", "primary_outcomes"), ("secondary", "secondary_outcomes"), ("exploratory", "other_outcomes"))
    for kind, name in kinds:
        for one in record.get(name, ()):  # type: ignore[attr-defined]
            said = {"description": one["description"]} if "description" in one else {}
            found.append(
                {"name": one["measure"], "type": [coded(kind, f"{SYSTEM}research-study-objective-type", kind)], **said}
            )
    return found


def _set(study: dict[str, Any], name: str, value: Any) -> None:
    """Set a member that has something in it; FHIR knows no empty lists."""
    if value:
        study[name] = value


R5: Final = Format(export_r5)
R4: Final = Format(export_r4)
