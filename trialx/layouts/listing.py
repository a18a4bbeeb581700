"""What a layout reads, in words: for the list of layouts and for one layout's page.

What comes in: a `Layout`. What goes out: names of fields, and lines that say how each section is read. Separate, since
the steps of the extraction need none of it.
"""

from collections.abc import Iterator
from typing import Any

from trialx.layouts.layout import Field, Layout

# What a verb reads besides the fields that its section names.
READ_BY_VERB: dict[str, tuple[str, ...]] = {
    "criteria": ("eligibility.inclusion", "eligibility.exclusion"),
    "headline": ("status_as_shown", "acronym"),
    "arms": ("arm_groups", "interventions"),
    "listed": ("interventions",),
    "kinds": ("arm_groups", "interventions"),
    "related": ("related_trials",),
    "flow": ("participant_flow",),
    "baseline": ("baseline",),
    "events": ("adverse_events",),
    "treatment_groups": ("arm_groups", "interventions"),
    "side_effects": ("adverse_events",),
    "track_records": ("track_records", "lead_sponsor", "overall_officials"),
    "faqs": ("faqs",),
    "question": ("faqs",),
}


def fields_of(layout: Layout) -> list[str]:
    """Return the fields that a layout may read, each once, in the order of its sections."""
    names: dict[str, None] = {}
    for section in layout.sections:
        ticked: Any = section.options.get("ticks", {})
        by_ticks = [str(target).split(" ")[0] for target in ticked.values()]
        for name in (*READ_BY_VERB.get(section.verb, ()), *by_ticks, *(field.name for field in section.fields)):
            if name != "-":
                names[name] = None
    return list(names)


def recognised_by(layout: Layout) -> list[str]:
    """Return the groups of phrases, a line each; a page with all phrases of one group is the layout's."""
    return [" + ".join(group) for group in layout.recognise]


def described(layout: Layout) -> Iterator[str]:
    """Return a layout as lines of text: what it is recognised by, then section by section what is read and how."""
    yield f"{layout.name}: {layout.about}"
    yield f"file: {layout.file}"
    yield from (f"recognised by: {phrases}" for phrases in recognised_by(layout))
    for section in layout.sections:
        heading = f" under {' or '.join(map(repr, section.headings))}" if section.headings else ""
        yield f"section {section.name}: {section.verb}{heading}"
        yield from (f"  {_field(field)}" for field in section.fields)


def _field(field: Field) -> str:
    labels = ", ".join(field.labels or field.glued) or "no label"
    return f"{field.name} ({field.read}): {labels}{'; or without it' if field.bare else ''}"
