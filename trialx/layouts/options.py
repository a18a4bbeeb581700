"""What the options of verbs may hold.

What comes in: a section as its YAML gives it. What goes out: what is wrong with it, each with the place. Separate from
the loading, which knows the keys that every section has; a verb's code may rely on what is checked here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from trialx.layouts.document import Where
from trialx.layouts.layout import Field
from trialx.layouts.nearest import unknown
from trialx.readers import READERS

# What stands in a phrase for other words.
GAP = "…"
# Options of `route` besides the words that it maps.
ROUTE_PART = "part"
# A target of `route` may say that only the first part counts: `org_study_id.-`.
FIRST_PART = ".-"


class Given(NamedTuple):
    """What an option stands among: the fields of its section, the sections of its layout, the fields of the trunk."""

    fields: Sequence[Field]
    sections: Sequence[str]
    trunk: Mapping[str, Any]


Complaint = tuple[Where, str]
Check = Callable[[Any, Given], Iterator[Complaint]]


def flag(raw: Any, _: Given) -> Iterator[Complaint]:
    """Yes or no."""
    if raw not in ("yes", "no"):
        yield (), "expected yes or no"


def phrase(raw: Any, _: Given) -> Iterator[Complaint]:
    """A phrase."""
    if not isinstance(raw, str) or not raw:
        yield (), "expected a phrase"


def phrases(raw: Any, _: Given) -> Iterator[Complaint]:
    """A list of phrases."""
    if not isinstance(raw, list) or not all(isinstance(item, str) and item for item in raw):
        yield (), "expected a list of phrases"


def names(raw: Any, given: Given) -> Iterator[Complaint]:
    """Names of fields of this section."""
    if not isinstance(raw, list):
        yield (), "expected a list of the section's fields"
        return
    known = [field.name for field in given.fields]
    for n, name in enumerate(raw):
        if name not in known:
            yield (n,), unknown("field of this section", str(name), known)


def groups(raw: Any, given: Given) -> Iterator[Complaint]:
    """Groups of fields of this section that exclude each other."""
    if not isinstance(raw, list) or len(raw) < 2:
        yield (), "expected two or more lists of the section's fields"
        return
    for n, group in enumerate(raw):
        for where, message in names(group, given):
            yield (n, *where), message


def mapped(values: Sequence[str], *, empty: bool) -> Check:
    """A mapping of phrases to words of an enumeration; to nothing too where `empty`."""

    def check(raw: Any, _: Given) -> Iterator[Complaint]:
        if not isinstance(raw, dict):
            yield (), "expected a mapping of phrases to values"
            return
        for phrase, value in raw.items():
            if value not in values and not (empty and value == ""):
                yield (phrase,), unknown("value", str(value), values)

    return check


def states(raw: Any, given: Given) -> Iterator[Complaint]:
    """Phrases and the words that they stand for, which the section's reader must read."""
    if not isinstance(raw, dict):
        yield (), "expected a mapping of phrases to words"
        return
    for phrase, word in raw.items():
        for field in given.fields[:1]:
            if not isinstance(word, str) or field.reader(word) is None:
                yield (phrase,), f"{word!r} cannot be read as {field.read}; give a word that its reader knows"


def ticks(raw: Any, given: Given) -> Iterator[Complaint]:
    """Phrases, each with a field and the value that a ticked row gives it."""
    if not isinstance(raw, dict):
        yield (), "expected a mapping of phrases to a field and its value, e.g. design.allocation RANDOMIZED"
        return
    for phrase, target in raw.items():
        name, _, value = str(target).partition(" ")
        if name not in given.trunk:
            yield (phrase,), unknown("field", name, given.trunk)
        elif READERS[given.trunk[name]["read"]](value) is None:
            yield (phrase,), f"{value!r} cannot be read as {given.trunk[name]['read']}"


def sentences(raw: Any, given: Given) -> Iterator[Complaint]:
    """Sentences with a gap and the field that stands there; without a gap, with the value that they say."""
    if not isinstance(raw, dict):
        yield (), "expected a mapping of sentences to fields, e.g. This trial needs … people: enrollment.count"
        return
    for phrase, target in raw.items():
        if str(phrase).count(GAP) > 1:
            yield (phrase,), f"a sentence has one gap ({GAP}); write one for each field"
        elif GAP not in str(phrase):
            yield from ticks({phrase: target}, given)
        elif target not in given.trunk:
            yield (phrase,), unknown("field", str(target), given.trunk)


def section(raw: Any, given: Given) -> Iterator[Complaint]:
    """The name of a section of the layout."""
    if raw not in given.sections:
        yield (), unknown("section of this layout", str(raw), given.sections)


def target(raw: Any, given: Given) -> Iterator[Complaint]:
    """A field with parts (`lead_sponsor`), or one that is a string (`org_study_id.-`)."""
    known = {name.partition(".")[0] for name in given.trunk}
    name = str(raw).removesuffix(FIRST_PART)
    if name not in known:
        yield (), unknown("field", name, sorted(known))


def route(raw: Any, given: Given) -> Iterator[Complaint]:
    """The part whose value decides, and where what has which value goes."""
    if not isinstance(raw, dict) or ROUTE_PART not in raw:
        yield (), "expected a mapping with `part`, the part whose value decides, and values with their fields"
        return
    parts = [field.path[-1] for field in given.fields]
    if raw[ROUTE_PART] not in parts:
        yield (ROUTE_PART,), unknown("part of this section", str(raw[ROUTE_PART]), parts)
    for word, name in raw.items():
        if word != ROUTE_PART:
            for _, message in target(name, given):
                yield (word,), message
