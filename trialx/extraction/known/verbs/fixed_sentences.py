"""Fixed sentences that state a value: `There are no results for this trial yet`.

What comes in: a section whose layout says how such sentences begin and what each means. What goes out: the field's
value. Separate from `fields`, which reads values that stand on the page in their own words.
"""

from collections.abc import Mapping
from typing import Any

from trialx.extraction.known.split import Cut
from trialx.extraction.take.found import Found


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
