"""Fixed sentences that state a value: `There are no results for this trial yet`.

What comes in: a section whose layout says how such sentences begin and what each means. What goes out: the field's
value. Separate from `fields`, which reads values that stand on the page in their own words.
"""

from collections.abc import Mapping
from typing import Any

from trialx.extraction.known.split import Cut
from trialx.extraction.take.found import Found
from trialx.layouts import trunk
from trialx.layouts.layout import Section
from trialx.readers import READERS


def states(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read fixed sentences that state a value: `states` maps how they begin to the word for the field's reader."""
    del cuts
    (field,) = cut.section.fields
    phrases: Any = cut.section.options.get("states", {})
    for at in range(cut.first, cut.last):
        key = found.page.keys[at]
        word = next((word for phrase, word in phrases.items() if key.startswith(phrase.casefold())), None)
        if word is not None:
            found.line(field.path, field.reader(word), at, "label", field.rule)


def says(found: Found, section: Section, at: int) -> bool:
    """Read a line that says a value by being there; return whether it is one.

    The option `says` maps how such lines begin to a field and its value: `No Placebo Group: study_type Interventional`.
    """
    table: Any = section.options.get("says", {})
    key = found.page.keys[at]
    phrase = next((phrase for phrase in table if key.startswith(phrase.casefold())), None)
    if phrase is None:
        return False
    name, _, word = str(table[phrase]).partition(" ")
    value = READERS[trunk()[name]["read"]](word)
    rule = f"{section.rule}:{name}"
    found.part(tuple(name.split(".")), value, at, (0, len(phrase)), "derived", rule)
    return True
