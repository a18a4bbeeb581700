"""What the options of verbs may hold, and how many fields a verb reads.

What comes in: a section as its YAML gives it. What goes out: what is wrong with it, each with the place. Separate from
the loading, which knows the keys that every section has; a verb's code may rely on what is checked here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args

from trialx.layouts.document import Where
from trialx.layouts.layout import Field
from trialx.layouts.nearest import unknown
from trialx.readers import READERS
from trialx.record.vocab import ArmGroupType, Status

# Verbs that do not read any number of fields: the least and the most.
FIELDS_WANTED: dict[str, tuple[int, int]] = {
    "ticks": (0, 0),
    "text": (1, 1),
    "list": (1, 1),
    "states": (1, 1),
    "headline": (1, 99),
    "criteria": (0, 99),
    "lists": (1, 99),
    "repeat": (1, 99),
    "parts": (1, 99),
    "kinds": (0, 0),
    "outcomes": (1, 99),
    "arms": (1, 2),
    "listed": (1, 1),
    "related": (0, 0),
    "flow": (0, 0),
    "baseline": (0, 0),
    "events": (0, 99),
    "treatment_groups": (0, 0),
    "side_effects": (0, 0),
    "track_records": (0, 0),
    "faqs": (0, 1),
    "team": (0, 0),
    "stages": (1, 99),
    "sentences": (0, 0),
    "dump": (0, 0),
    "rest": (0, 0),
    "nothing": (0, 0),
}
# Verbs that read only some fields: the names, or with a dot at the end the beginnings of names.
_OUTCOMES = ("primary_outcomes.measure", "secondary_outcomes.measure", "other_outcomes.measure")
_LISTS = ("conditions", "keywords", "eligibility.inclusion", "eligibility.exclusion", "interventions.name", *_OUTCOMES)
_NAMES = ("collaborators.name", "locations.country", "arm_groups.label", "overall_officials.name", "secondary_ids.id")
FIELDS_READ: dict[str, tuple[str, ...]] = {
    "outcomes": (*_OUTCOMES, "-"),
    "list": (*_LISTS, *_NAMES),
    "lists": (*_LISTS, *_NAMES, "-"),
    "parts": ("responsible_party.", "lead_sponsor.", "timeline."),
    "stages": ("timeline.",),
    "repeat": (
        "collaborators.",
        "central_contacts.",
        "secondary_ids.",
        "overall_officials.",
        "interventions.",
        "locations.",
        "arm_groups.",
    ),
    "arms": ("interventions.type", "arm_groups.type"),
    "listed": ("interventions.type",),
}
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


def fields_wanted(verb: str, count: int) -> str:
    """Return what is wrong with a number of fields, or nothing.

    >>> fields_wanted("text", 2)
    'verb text reads 1 field, 2 are given'
    >>> fields_wanted("fields", 12)
    ''
    """
    least, most = FIELDS_WANTED.get(verb, (1, 999))
    if least <= count <= most:
        return ""
    wanted = "no field" if most == 0 else f"{least} field{'s'[: least > 1]}" if least == most else "a field or more"
    return f"verb {verb} reads {wanted}, {count} {'is' if count == 1 else 'are'} given"


def field_read(verb: str, name: str) -> str:
    """Return what is wrong with a field of a verb, or nothing.

    >>> field_read("outcomes", "conditions")
    'verb outcomes does not read conditions; it reads primary_outcomes.measure, secondary_outcomes.measure, …'
    >>> field_read("outcomes", "primary_outcomes.measure"), field_read("fields", "conditions")
    ('', '')
    """
    known = FIELDS_READ.get(verb)
    if known is None or any(name == one or (one[-1] == "." and name.startswith(one)) for one in known):
        return ""
    more = ", …" if len(known) > 2 else ""
    return f"verb {verb} does not read {name}; it reads {', '.join(known[:2])}{more}"


def _flag(raw: Any, _: Given) -> Iterator[Complaint]:
    if raw not in ("yes", "no"):
        yield (), "expected yes or no"


def _phrase(raw: Any, _: Given) -> Iterator[Complaint]:
    if not isinstance(raw, str) or not raw:
        yield (), "expected a phrase"


def _phrases(raw: Any, _: Given) -> Iterator[Complaint]:
    if not isinstance(raw, list) or not all(isinstance(item, str) and item for item in raw):
        yield (), "expected a list of phrases"


def _names(raw: Any, given: Given) -> Iterator[Complaint]:
    """Names of fields of this section."""
    if not isinstance(raw, list):
        yield (), "expected a list of the section's fields"
        return
    known = [field.name for field in given.fields]
    for n, name in enumerate(raw):
        if name not in known:
            yield (n,), unknown("field of this section", str(name), known)


def _groups(raw: Any, given: Given) -> Iterator[Complaint]:
    """Groups of fields of this section that exclude each other."""
    if not isinstance(raw, list) or len(raw) < 2:
        yield (), "expected two or more lists of the section's fields"
        return
    for n, group in enumerate(raw):
        for where, message in _names(group, given):
            yield (n, *where), message


def _mapped(values: Sequence[str], *, empty: bool) -> Check:
    """A mapping of phrases to words of an enumeration; to nothing too where `empty`."""

    def check(raw: Any, _: Given) -> Iterator[Complaint]:
        if not isinstance(raw, dict):
            yield (), "expected a mapping of phrases to values"
            return
        for phrase, value in raw.items():
            if value not in values and not (empty and value == ""):
                yield (phrase,), unknown("value", str(value), values)

    return check


def _states(raw: Any, given: Given) -> Iterator[Complaint]:
    """Phrases and the words that they stand for, which the section's reader must read."""
    if not isinstance(raw, dict):
        yield (), "expected a mapping of phrases to words"
        return
    for phrase, word in raw.items():
        for field in given.fields[:1]:
            if not isinstance(word, str) or field.reader(word) is None:
                yield (phrase,), f"{word!r} cannot be read as {field.read}; give a word that its reader knows"


def _ticks(raw: Any, given: Given) -> Iterator[Complaint]:
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


def _sentences(raw: Any, given: Given) -> Iterator[Complaint]:
    """Sentences with a gap and the field that stands there; without a gap, with the value that they say."""
    if not isinstance(raw, dict):
        yield (), "expected a mapping of sentences to fields, e.g. This trial needs … people: enrollment.count"
        return
    for phrase, target in raw.items():
        if str(phrase).count(GAP) > 1:
            yield (phrase,), f"a sentence has one gap ({GAP}); write one for each field"
        elif GAP not in str(phrase):
            yield from _ticks({phrase: target}, given)
        elif target not in given.trunk:
            yield (phrase,), unknown("field", str(target), given.trunk)


def _section(raw: Any, given: Given) -> Iterator[Complaint]:
    if raw not in given.sections:
        yield (), unknown("section of this layout", str(raw), given.sections)


def _target(raw: Any, given: Given) -> Iterator[Complaint]:
    """A field with parts (`lead_sponsor`), or one that is a string (`org_study_id.-`)."""
    known = {name.partition(".")[0] for name in given.trunk}
    name = str(raw).removesuffix(FIRST_PART)
    if name not in known:
        yield (), unknown("field", name, sorted(known))


def _route(raw: Any, given: Given) -> Iterator[Complaint]:
    if not isinstance(raw, dict) or ROUTE_PART not in raw:
        yield (), "expected a mapping with `part`, the part whose value decides, and values with their fields"
        return
    parts = [field.path[-1] for field in given.fields]
    if raw[ROUTE_PART] not in parts:
        yield (ROUTE_PART,), unknown("part of this section", str(raw[ROUTE_PART]), parts)
    for word, target in raw.items():
        if word != ROUTE_PART:
            for _, message in _target(target, given):
                yield (word,), message


# Every option of every verb and what it may hold; an option of one name is the same in all verbs.
OPTIONS: dict[str, Check] = {
    "ordered": _flag,
    "either": _groups,
    "together": _names,
    "until": _phrases,
    "statuses": _mapped(get_args(Status), empty=True),
    "states": _states,
    "ticks": _ticks,
    "route": _route,
    "last": _target,
    "interventions": _section,
    "none": _phrase,
    "types": _mapped(get_args(ArmGroupType), empty=False),
    "first_studied": _phrases,
    "arm": _phrase,
    "lead": _phrase,
    "investigator": _phrase,
    "classes": _phrases,
    "answered": _phrase,
    "separator": _phrase,
    "serious": _flag,
    "reasons": _flag,
    "asked": _phrases,
    "closes": _phrase,
    "organ_systems": _phrases,
    "says": _ticks,
    "titled": _phrase,
    "kinds": _phrase,
    "prose": _flag,
    "facts": _flag,
    "group": _phrase,
    "number": _phrase,
    "counted": _phrase,
    "trials": _phrases,
    "patients": _phrases,
    "others": _phrases,
    "sentences": _sentences,
}
