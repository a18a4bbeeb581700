"""Which fields a verb fills by itself, beyond those that a layout names.

What comes in: a section. What goes out: the names of the fields that it may fill. Separate from the verbs, which say it
only by doing it: this table lets a trace name the sections from which a field could have come and did not.
"""

from trialx.layouts.layout import Layout, Section

# A name stands for itself and for everything below it.
GIVES: dict[str, tuple[str, ...]] = {
    "criteria": ("eligibility.inclusion", "eligibility.exclusion", "eligibility.criteria_text"),
    "related": ("related_trials",),
    "arms": ("arm_groups", "interventions"),
    "listed": ("interventions",),
    "flow": ("participant_flow",),
    "baseline": ("baseline",),
    "headline": ("brief_title", "acronym", "overall_status", "status_as_shown", "enrollment.count"),
    "treatment_groups": ("arm_groups", "interventions.name"),
    "side_effects": ("adverse_events", "nct_id"),
    "track_records": ("track_records", "lead_sponsor", "collaborators", "overall_officials"),
    "faqs": ("faqs", "enrollment.count"),
    "question": ("faqs",),
}
# Fields that the build step makes of other fields.
DERIVED = ("study_type", "has_results", "registry_ids", "nct_id")


def given_by(section: Section) -> tuple[str, ...]:
    """Return the names of the fields that a section fills without naming them.

    >>> from trialx.layouts import catalogue
    >>> profile = next(layout for layout in catalogue() if layout.name == "withpower_profile")
    >>> given_by(next(section for section in profile.sections if section.name == "faqs"))
    ('faqs', 'enrollment.count')
    """
    routed = section.options.get("route")
    targets = routed.values() if isinstance(routed, dict) else ()
    return (*GIVES.get(section.verb, ()), *(str(target).removesuffix(".-") for target in targets))


def concerns(name: str, asked: str) -> bool:
    """Whether a field's name is the one asked for, lies below it or holds it.

    >>> concerns("start_date.date", "start_date"), concerns("enrollment", "enrollment.type"), concerns("a.b", "a.c")
    (True, True, False)
    """
    return name == asked or name.startswith(f"{asked}.") or asked.startswith(f"{name}.")


def readers_of(layout: Layout, asked: str) -> list[tuple[Section, bool]]:
    """Return the sections of a layout that may fill a field, each with whether it names the field."""
    found = []
    for section in layout.sections:
        if any(concerns(field.name, asked) for field in section.fields):
            found.append((section, True))
        elif any(concerns(name, asked) for name in given_by(section)):
            found.append((section, False))
    return found
