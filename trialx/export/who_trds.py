"""WHO's trial registration data set: a record as a trial of the XML in which registers hand their trials in.

What comes in: a record. What goes out: the elements of a trial as nested mappings, and their text. Dates stand with the
day first, as the form wants them; lists of free text are parted by semicolons, criteria stand a line each.
"""

from collections.abc import Iterable
from typing import Any, Final
from xml.sax.saxutils import escape

from trialx.export.formats import Exported, Format
from trialx.export.loss import lost
from trialx.record.model import TrialRecord

_UTN: Final = "WHO UTN"
_DESIGN: Final = (
    ("Allocation", "allocation"),
    ("Intervention model", "intervention_model"),
    ("Primary purpose", "primary_purpose"),
    ("Masking", "masking"),
)
_SEX: Final = {"ALL": "Both", "FEMALE": "Female", "MALE": "Male"}
_TYPES: Final = {"ACTUAL": "actual", "ESTIMATED": "anticipated"}
_KEPT: Final = frozenset(
    {"nct_id", "registry_ids", "secondary_ids.id", "secondary_ids.domain", "brief_title", "official_title", "acronym"}
    | {"overall_status", "study_type", "phases", "enrollment.count", "start_date", "first_posted_date", "conditions"}
    | {"results_first_posted_date", "completion_date.date", "keywords", "interventions.name", "interventions.type"}
    | {"eligibility.inclusion", "eligibility.exclusion", "eligibility.minimum_age", "eligibility.maximum_age"}
    | {
        "eligibility.sex",
        "lead_sponsor.name",
        "collaborators.name",
        "central_contacts",
        "locations.country",
        "page.url",
    }
    | {"primary_outcomes.measure", "secondary_outcomes.measure", "status_as_shown", "org_study_id"}
    | {f"design.{name}" for _, name in _DESIGN}
)


def export(record: TrialRecord) -> Exported:
    """Return the elements of a trial.

    >>> trial = export({"nct_id": "NCT99000001", "start_date": {"date": "2098-11-05"}}).document
    >>> trial["main"]["trial_id"], trial["main"]["date_enrolment"]
    ('NCT99000001', '05/11/2098')
    """
    numbers = record.get("registry_ids", [])
    first = numbers[0]["id"] if numbers else record.get("nct_id") or record.get("org_study_id")
    registry = numbers[0]["registry"] if numbers else "ClinicalTrials.gov" if "nct_id" in record else None
    trial: dict[str, Any] = {"main": _main(record, first, registry)}
    trial["contacts"] = {"contact": [_contact(one) for one in record.get("central_contacts", ())]}
    countries = dict.fromkeys(one["country"] for one in record.get("locations", ()) if "country" in one)
    trial["countries"] = {"country2": list(countries)}
    trial["criteria"] = _criteria(record)
    trial["health_condition_keyword"] = {"hc_keyword": record.get("keywords", [])}
    trial["primary_outcome"] = {"prim_outcome": [one["measure"] for one in record.get("primary_outcomes", ())]}
    trial["secondary_outcome"] = {"sec_outcome": [one["measure"] for one in record.get("secondary_outcomes", ())]}
    trial["secondary_sponsor"] = {"sponsor_name": [one["name"] for one in record.get("collaborators", ())]}
    trial["secondary_ids"] = {"secondary_id": _secondary(record, first)}
    return Exported(_filled(trial), lost(record, _KEPT))


def text(document: Any) -> str:
    r"""Return the element of a trial.

    >>> text({"main": {"trial_id": "NCT99000001", "public_title": "Wool & cotton"}})
    '<trial><main><trial_id>NCT99000001</trial_id><public_title>Wool &amp; cotton</public_title></main></trial>\n'
    """
    return "".join(_elements("trial", document)) + "\n"


def _main(record: TrialRecord, first: str | None, registry: str | None) -> dict[str, Any]:
    start = record.get("start_date")
    design = record.get("design", {})
    words = [f"{label}: {_words(design[name])}" for label, name in _DESIGN if name in design]  # type: ignore[literal-required]
    status = record.get("overall_status")
    return {
        "trial_id": first,
        "utrn": next((one["id"] for one in record.get("registry_ids", ()) if one["registry"] == _UTN), None),
        "reg_name": registry,
        "date_registration": _date(record.get("first_posted_date")),
        "primary_sponsor": record.get("lead_sponsor", {}).get("name"),
        "public_title": record.get("brief_title"),
        "acronym": record.get("acronym"),
        "scientific_title": record.get("official_title"),
        "date_enrolment": _date(start["date"]) if start else None,
        "type_enrolment": _TYPES.get(start.get("type", "")) if start else None,
        "target_size": record.get("enrollment", {}).get("count"),
        "recruitment_status": _words(status) if status else record.get("status_as_shown"),
        "url": record.get("page", {}).get("url"),
        "study_type": _words(record["study_type"]) if "study_type" in record else None,
        "study_design": ". ".join(words) + "." if words else None,
        "phase": "/".join(_words(phase) for phase in record.get("phases", ())) or None,
        "hc_freetext": "; ".join(record.get("conditions", ())) or None,
        "i_freetext": "; ".join(_intervention(one) for one in record.get("interventions", ())) or None,
        "results_date_completed": _date(record.get("completion_date", {}).get("date")),
        "results_date_posted": _date(record.get("results_first_posted_date")),
    }


def _words(token: str) -> str:
    """Return a token in words: `NOT_YET_RECRUITING` as `Not yet recruiting`, `PHASE1` as `Phase 1`."""
    if token == "NA":
        return "N/A"
    return token.replace("PHASE", "PHASE ").replace("_", " ").strip().capitalize()


def _intervention(one: Any) -> str:
    return f"{_words(one['type'])}: {one['name']}" if "type" in one else str(one["name"])


def _date(date: str | None) -> str | None:
    """Return a date with the day first.

    >>> _date("2098-11-05"), _date("2098-11"), _date(None)
    ('05/11/2098', '11/2098', None)
    """
    return "/".join(reversed(date.split("-"))) if date else None


def _contact(person: Any) -> dict[str, Any]:
    names = (("lastname", "name"), ("telephone", "phone"), ("email", "email"), ("affiliation", "affiliation"))
    return {"type": "public"} | {element: person[key] for element, key in names if key in person}


def _criteria(record: TrialRecord) -> dict[str, Any]:
    eligibility = record.get("eligibility", {})
    sides = {
        f"{side}_criteria": "\n".join(f"- {entry}".replace("\n", "\n  * ") for entry in eligibility.get(side, ()))  # type: ignore[attr-defined]
        for side in ("inclusion", "exclusion")
    }
    sex = _SEX.get(eligibility.get("sex", ""))
    ages = {"agemin": eligibility.get("minimum_age"), "agemax": eligibility.get("maximum_age"), "gender": sex}
    return {
        "inclusion_criteria": sides["inclusion_criteria"],
        **ages,
        "exclusion_criteria": sides["exclusion_criteria"],
    }


def _secondary(record: TrialRecord, first: str | None) -> list[dict[str, Any]]:
    found = {
        one["id"]: {"sec_id": one["id"], "issuing_authority": one.get("domain")}
        for one in record.get("secondary_ids", ())
    }
    if "org_study_id" in record:
        found.setdefault(record["org_study_id"], {"sec_id": record["org_study_id"]})
    for one in record.get("registry_ids", ()):
        if one["registry"] != _UTN:
            found.setdefault(one["id"], {"sec_id": one["id"], "issuing_authority": one["registry"]})
    return [one for number, one in found.items() if number != first]


def _filled(value: Any) -> Any:
    """Leave out what is empty."""
    if isinstance(value, dict):
        kept = {key: inner for key, one in value.items() if (inner := _filled(one)) not in (None, "", [], {})}
        return kept or None
    return [inner for one in value if (inner := _filled(one))] if isinstance(value, list) else value


def _elements(name: str, value: Any) -> Iterable[str]:
    if isinstance(value, list):
        for one in value:
            yield from _elements(name, one)
        return
    yield f"<{name}>"
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _elements(key, inner)
    else:
        yield escape(str(value))
    yield f"</{name}>"


WHO_TRDS: Final = Format(export, text, '<?xml version="1.0" encoding="UTF-8"?>\n<trials>\n', "</trials>\n")
