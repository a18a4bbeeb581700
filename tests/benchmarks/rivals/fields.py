"""The fields that every rival looks for, where they stand in a record, and the labels that pages give them.

One table for all, so that none knows a label that another does not; TextFSM's templates have the same labels by hand.
"""

from typing import Final, NamedTuple

# What a rival says of a page: the name of a field and the words that it takes for the value.
Claim = tuple[str, str]


class Field(NamedTuple):
    """A field: its places in the record (two where a value holds two), its reader, the labels that stand for it."""

    paths: tuple[str, ...]
    reader: str
    labels: tuple[str, ...] = ()


FIELDS: Final = {
    "nct_id": Field(
        ("nct_id",),
        "nct_id",
        (
            "NCT ID",
            "Study NCT ID",
            "CT.gov ID",
            "ClinicalTrials.gov ID",
            "ClinicalTrials.gov Identifier",
            "Study ID",
            "Clinical Study ID",
        ),
    ),
    "brief_title": Field(("brief_title",), "line", ("Brief Title",)),
    "official_title": Field(("official_title",), "line", ("Official Title",)),
    "acronym": Field(("acronym",), "line", ("Acronym",)),
    "status": Field(("overall_status",), "status", ("Recruitment Status", "Overall Status", "Status")),
    "study_type": Field(("study_type",), "study_type", ("Study Classification", "Study Type", "Type of study")),
    "phases": Field(("phases",), "phases", ("Clinical Phase", "Phase")),
    "enrollment": Field(
        ("enrollment.count",),
        "enrollment",
        ("Total Enrollment", "Actual Enrollment", "Enrollment", "Total Participants", "Participants"),
    ),
    "start_date": Field(
        ("start_date.date",),
        "date",
        ("Study Start Date", "Actual Study Start Date", "Study Start", "Start Date", "Start"),
    ),
    "primary_completion_date": Field(
        ("primary_completion_date.date",),
        "date",
        (
            "Actual Primary Completion Date",
            "Anticipated Primary Completion Date",
            "Primary Completion Date",
            "Primary Completion",
        ),
    ),
    "completion_date": Field(
        ("completion_date.date",),
        "date",
        (
            "Study Completion Date",
            "Actual Study Completion Date",
            "Anticipated Study Completion Date",
            "Study Completion",
            "Completion Date",
            "Est. completion date",
            "End",
        ),
    ),
    "first_posted_date": Field(("first_posted_date",), "date", ("First Posted", "First posted", "First Post")),
    "last_update_posted_date": Field(
        ("last_update_posted_date",), "date", ("Last Updated", "Last updated", "Last Update Posted")
    ),
    "brief_summary": Field(("brief_summary",), "text", ("Brief Summary", "Study Summary", "Summary")),
    "detailed_description": Field(("detailed_description",), "text", ("Detailed Description",)),
    "conditions": Field(("conditions",), "list", ("Conditions", "Condition")),
    "keywords": Field(("keywords",), "list", ("Keywords",)),
    "allocation": Field(("design.allocation",), "allocation", ("Allocation Method", "Allocation")),
    "intervention_model": Field(
        ("design.intervention_model",), "intervention_model", ("Intervention Model", "Interventional Model")
    ),
    "primary_purpose": Field(("design.primary_purpose",), "primary_purpose", ("Primary Purpose",)),
    "masking": Field(("design.masking",), "masking", ("Blinding Strategy", "Masking")),
    "ages": Field(
        ("eligibility.minimum_age", "eligibility.maximum_age"),
        "age_range",
        ("Ages Eligible for Study", "Ages eligible", "Ages"),
    ),
    "minimum_age": Field(("eligibility.minimum_age",), "age", ("Minimum Eligible Age", "Minimum Age")),
    "maximum_age": Field(("eligibility.maximum_age",), "age", ("Maximum Eligible Age", "Maximum Age")),
    "sex": Field(("eligibility.sex",), "sex", ("Eligible Sex", "Sexes Eligible for Study", "Sexes eligible", "Gender")),
    "healthy_volunteers": Field(
        ("eligibility.healthy_volunteers",),
        "yes_no",
        ("Accepts Healthy Volunteers", "Healthy Volunteers", "Healthy volunteers"),
    ),
    "inclusion": Field(("eligibility.inclusion",), "list", ("Inclusion Criteria", "Who can take part?")),
    "exclusion": Field(("eligibility.exclusion",), "list", ("Exclusion Criteria", "Who cannot take part?")),
    "lead_sponsor": Field(("lead_sponsor.name",), "organization", ("Lead Sponsor", "Sponsor")),
    "collaborators": Field(("collaborators.name",), "organization", ("Collaborators", "Collaborator")),
}
# Below the heading of a section some pages have a sentence that is no value.
INTRODUCTIONS: Final = ("Review the ", "Dive into ", "See the ", "Explore important ")
# Lines above the title of a page that are not it.
NO_TITLES: Final = ("Back to results", "ClinicalTrials.gov", "Study Details |", "Recruiting", "Completed")
