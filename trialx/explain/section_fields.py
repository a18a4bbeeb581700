"""Which fields a section may fill: those that its layout names, what these bring with them, what its verb adds.

What comes in: a section. What goes out: the names of the fields that it may fill. Separate from the verbs, which say it
only by doing it: these tables let a trace name the sections from which a field could have come and did not.
"""

from trialx.layouts.layout import Layout, Section
from trialx.layouts.verbs import ANY_FIELD, VERBS

# What else a field's own rule may read where it stands: the type of a date, both limits of an age range.
BRINGS: dict[str, tuple[str, ...]] = {
    "start_date.date": ("start_date.type",),
    "primary_completion_date.date": ("primary_completion_date.type",),
    "completion_date.date": ("completion_date.type",),
    "enrollment.count": ("enrollment.type",),
    "registry_ids.id": ("registry_ids.registry",),
    "design": ("phases", "study_type"),
    "design.masking": ("design.who_masked",),
    "overall_status": ("status_as_shown",),
    "lead_sponsor.name": ("lead_sponsor.class",),
    "collaborators.name": ("collaborators.class",),
    "eligibility.age_range": ("eligibility.minimum_age", "eligibility.maximum_age", "eligibility.std_ages"),
    "eligibility.criteria": ("eligibility.inclusion", "eligibility.exclusion", "eligibility.criteria_text"),
}
# Fields that the build step makes of other fields.
DERIVED = ("study_type", "has_results", "registry_ids", "nct_id")


def given_by(section: Section) -> tuple[str, ...]:
    """Return the names of the fields that a section fills without naming them.

    >>> from trialx.layouts import catalogue
    >>> profile = next(layout for layout in catalogue() if layout.name == "withpower_profile")
    >>> given_by(next(section for section in profile.sections if section.name == "faqs"))
    ('faqs', 'enrollment.count', 'first_posted_date', 'last_update_posted_date')
    """
    routed = section.options.get("route")
    targets = routed.values() if isinstance(routed, dict) else ()
    told = [section.options.get(key) for key in ("ticks", "says", "sentences")]
    fields = [str(field).partition(" ")[0] for table in told if isinstance(table, dict) for field in table.values()]
    return (
        *VERBS[section.verb].gives,
        *(str(target).removesuffix(".-") for target in targets),
        *(one for field in fields for one in (field, *BRINGS.get(field, ()))),
    )


def fills(name: str, asked: str) -> bool:
    """Whether the rule of a named field may fill the field asked for.

    >>> fills("start_date.date", "start_date.type"), fills("phases", "start_date.type")
    (True, False)
    """
    return any(concerns(one, asked) for one in (name, *BRINGS.get(name, ())))


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
        if any(fills(field.name, asked) for field in section.fields):
            found.append((section, True))
        elif VERBS[section.verb].gives == ANY_FIELD or any(concerns(name, asked) for name in given_by(section)):
            found.append((section, False))
    return found
