"""Groups of fields that exclude each other: an interventional study's design and an observational one's.

What comes in: a section whose layout names such groups (`either`). What goes out: the fields that its lines are not.
"""

from typing import Any

from trialx.extraction.take.found import Found
from trialx.layouts.layout import Section


def excluded(found: Found, section: Section, first: int, last: int) -> set[str]:
    """Return the fields that a line without label is not: those of all groups but the one that reads most.

    An observational study has a model where an interventional one has a purpose, and `OTHER` is a word of both.
    Where the lines do not tell, the study type that stands higher on the page does; else neither group
    is read without labels.
    """
    groups: Any = section.options.get("either")
    if not groups:
        return set()
    everything = {name for group in groups for name in group}
    keys = found.page.keys[first:last]
    told = {section.fields[n].name for key in keys for n in section.labels.get(key, ())} & everything
    if told:
        return everything.difference(*(group for group in groups if not told.isdisjoint(group)))
    lines = found.page.lines[first:last]
    counts = []
    for group in groups:
        members = [field for field in section.fields if field.name in group]
        taken = 0
        for line in lines:
            at = next((n for n, field in enumerate(members) if field.reader(line) is not None), -1)
            if at >= 0:
                taken += 1
                del members[: at + 1]
        counts.append(taken)
    best = [group for group, count in zip(groups, counts, strict=True) if count == max(counts)]
    if len(best) > 1:
        kind = next((v.value for v in found.values if v.path == ("study_type",)), None)
        best = groups[1:] if kind == "OBSERVATIONAL" else groups[:1] if kind == "INTERVENTIONAL" else []
    return everything.difference(*best)
