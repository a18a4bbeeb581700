"""The codes of FHIR for the record's values, and the fields that a ResearchStudy has a place for.

What comes in: nothing. What goes out: tables. Separate from the resource, which only looks them up.
"""

from typing import Final

SYSTEM: Final = "http://terminology.hl7.org/CodeSystem/"
PHASES: Final = {
    ("NA",): "n-a",
    ("EARLY_PHASE1",): "early-phase-1",
    ("PHASE1",): "phase-1",
    ("PHASE1", "PHASE2"): "phase-1-phase-2",
    ("PHASE2",): "phase-2",
    ("PHASE2", "PHASE3"): "phase-2-phase-3",
    ("PHASE3",): "phase-3",
    ("PHASE4",): "phase-4",
}
PURPOSES: Final = frozenset(
    {"TREATMENT", "PREVENTION", "DIAGNOSTIC", "SUPPORTIVE_CARE", "SCREENING", "HEALTH_SERVICES_RESEARCH"}
    | {"BASIC_SCIENCE", "DEVICE_FEASIBILITY"}
)
STATES: Final = {
    "RECRUITING": "recruiting",
    "NOT_YET_RECRUITING": "not-yet-recruiting",
    "ENROLLING_BY_INVITATION": "enrolling-by-invitation",
    "ACTIVE_NOT_RECRUITING": "active-but-not-recruiting",
    "COMPLETED": "completed",
    "SUSPENDED": "temporarily-closed-to-accrual",
    "TERMINATED": "terminated",
    "WITHDRAWN": "withdrawn",
}
R4_STATUS: Final = {
    "RECRUITING": "active",
    "ENROLLING_BY_INVITATION": "active",
    "NOT_YET_RECRUITING": "approved",
    "ACTIVE_NOT_RECRUITING": "closed-to-accrual",
    "COMPLETED": "completed",
    "SUSPENDED": "temporarily-closed-to-accrual",
    "TERMINATED": "closed-to-accrual-and-intervention",
    "WITHDRAWN": "withdrawn",
}
ABSENT: Final = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
ROLES: Final = {
    "STUDY_CHAIR": "study-chair",
    "STUDY_DIRECTOR": "study-director",
    "PRINCIPAL_INVESTIGATOR": "primary-investigator",
    "SUB_INVESTIGATOR": "sub-investigator",
    "CONTACT": "recruitment-contact",
}
DESIGN: Final = (
    "allocation",
    "intervention_model",
    "masking",
    "who_masked",
    "observational_model",
    "time_perspective",
    "sampling_method",
)
BOTH: Final = frozenset(
    {
        "nct_id",
        "registry_ids",
        "org_study_id",
        "secondary_ids.id",
        "brief_title",
        "overall_status",
        "why_stopped",
        "phases",
    }
    | {
        "start_date.date",
        "completion_date.date",
        "conditions",
        "keywords",
        "design.primary_purpose",
        "arm_groups.label",
    }
    | {
        "arm_groups.type",
        "arm_groups.description",
        "interventions.name",
        "eligibility.inclusion",
        "eligibility.exclusion",
    }
    | {"eligibility.criteria_text", "eligibility.sex", "eligibility.minimum_age", "eligibility.maximum_age"}
    | {"eligibility.healthy_volunteers", "lead_sponsor.name", "locations.facility", "locations.city", "locations.state"}
    | {"locations.zip", "locations.country", "locations.latitude", "locations.longitude", "references.citation"}
    | {"see_also", "detailed_description", "study_type"}
)
IN_R5: Final = BOTH | frozenset(
    {
        "official_title",
        "acronym",
        "brief_summary",
        "enrollment",
        "lead_sponsor.class",
        "collaborators",
        "last_known_status",
    }
    | {"overall_officials.name", "overall_officials.role", "central_contacts.name", "central_contacts.role"}
    | {f"{kind}_outcomes.{part}" for kind in ("primary", "secondary", "other") for part in ("measure", "description")}
    | {f"design.{name}" for name in DESIGN}
)
IN_R4: Final = BOTH | frozenset({"central_contacts.name", "central_contacts.phone", "central_contacts.email"})
