"""The stages of a trial for whoever takes part, each with what happens and how long it takes.

What comes in: a section of stages, a name, a sentence and a time on lines of their own. What goes out: the times of the
stages that the record has. Separate from `fields`, which takes the line below a label: here that is the sentence.
"""

import re
from collections.abc import Mapping

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.fields import label_at, read_fields
from trialx.extraction.known.verbs.fixed_sentences import says
from trialx.extraction.take.found import Found

_TIME = re.compile(
    r"(?:up to |about |approximately |~ ?)?\d{1,4}(?: ?(?:-|–|to) ?\d{1,4})? ?(?:minute|hour|day|week|month|year)s?$"
    r"|Varies$",
    re.IGNORECASE,
)
# A time stands on one of so many lines below its stage.
REACH = 2


def stages(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the section's fields: the time behind a label, or on a line below it and its sentence.

    `says` are stages that say a value where a sentence tells what happens in them.
    """
    del cuts
    page, section = found.page, cut.section
    for at in range(cut.first, cut.last):
        which, offset = label_at(found, section, at)
        if found.claims[at] is not None or which < 0:
            continue
        line = page.lines[at]
        if line[offset:].strip(" ~:") and "(" not in line[offset:]:
            read_fields(found, section, at, at + 1)
            continue
        if at + 1 < cut.last and label_at(found, section, at + 1)[0] < 0:
            says(found, section, at)
        found.claim(at, section.fields[which].rule)
        for below in range(at + 1, min(at + 1 + REACH, cut.last)):
            if label_at(found, section, below)[0] >= 0:
                break
            if _TIME.match(page.lines[below]):
                field = section.fields[which]
                found.line(field.path, page.lines[below], below, "position", field.rule)
                break
    # What happens in a stage, and stages that the record has not, are told in words.
    for at in range(cut.first, cut.last):
        found.claim(at, f"{section.rule}:in_words")
