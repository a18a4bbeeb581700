"""YAML to `Layout`.

What comes in: the path of a layout file and the trunk. What goes out: a `Layout`, or a `LayoutError` with every fault
of the file: its line, what is wrong and the nearest known name. Separate from reading YAML (`document`) and from what
the verbs' options may hold (`options`).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

from trialx.layouts.document import Document, Fault, LayoutError, Where, read
from trialx.layouts.keys import Faults, flag, items, key_of, only, optional, phrases, text
from trialx.layouts.layout import Field, Layout, Section
from trialx.layouts.nearest import unknown
from trialx.layouts.options import Given
from trialx.layouts.parting import headings_of, partings
from trialx.layouts.reader_of import reader_of
from trialx.layouts.verbs import VERBS, field_read, fields_wanted
from trialx.page.lines import HEAD_LENGTH
from trialx.readers import READERS
from trialx.readers.dates import Order
from trialx.readers.spellings import spellings

__all__ = ["FIELD_KEYS", "PLACES", "SECTION_KEYS", "TOP_KEYS", "LayoutError", "key_of", "load"]

TOP_KEYS = ("name", "about", "recognise", "dates", "rest", "ends", "ignore", "parted", "sections")
# The orders of day and month that a site may write.
ORDERS = get_args(Order)
SECTION_KEYS = ("name", "heading", "fixed", "opening", "read", "fields", "why")
FIELD_KEYS = ("field", "label", "read", "at", "bare", "glued", "many", "split", "upto", "why")
# Where a value may stand: on the line below its label, behind the label and a colon, behind the label and nothing, or
# without the label.
PLACES = ("below", "inline", "glued", "bare")
USUAL_PLACES = ("below", "inline")
# A label of so many words and more is one site's own, even where the trunk knows it.
SITE_WORDS = 5
# Labels are looked for only in lines that open with the first characters of one.
HEAD = 4
# Fields of a layout that the record has not: `-` takes a label whose value nobody wants.
NO_FIELD = "-"
# Readers whose values are of one kind; a field may be read by any of the kind that the trunk's reader is of.
KINDS = (
    ("line", "text", "person", "organization", "uncoded", "email", "phone", "nct_id"),
    ("date", "typed_date", "timestamp"),
    ("participants", "count", "enrollment"),
    ("age", "age_years"),
    ("status", "nci_status"),
)
# Fields that are no fields of the record: parts by which `repeat` tells where a thing goes, and the rows of tables.
PARTS_BY = {
    "secondary_ids.source": "repeat",
    "collaborators.role": "repeat",
    "participant_flow": "flow",
    "baseline": "baseline",
}
# Verbs whose fields are the parts of one thing.
ONE_THING = frozenset({"repeat", "parts"})
# What may read the rest of a page: the generic reader, and the same with every value of it doubted.
GENERIC = "generic"
DOUBTFUL = "doubtful"
# A value that describes the design in words, which may say several of its fields: `Randomised controlled trial`.
DESIGN = "design"

Trunk = Mapping[str, Mapping[str, Any]]


class Context(NamedTuple):
    """What a section stands in: the layout's name, its sections' names, its order of dates, and the trunk."""

    layout: str
    sections: Sequence[str]
    dates: str
    trunk: Trunk


def load(path: Path, trunk: Trunk) -> Layout:
    """Return the layout of a YAML file. `trunk` gives each field its reader and its labels.

    Raises `LayoutError` with every fault, its file and its line.
    """
    return build(read(path), trunk)


def build(document: Document, trunk: Trunk) -> Layout:
    """Return the layout that a document holds. Raises `LayoutError` with every fault."""
    faults: Faults = []
    layout = _layout(document.data, trunk, document.file, faults)
    if faults:
        raise LayoutError(sorted(Fault(document.file, document.line_of(where), message) for where, message in faults))
    return layout


def _layout(data: Any, trunk: Trunk, file: str, faults: Faults) -> Layout:
    if not isinstance(data, dict):
        faults.append(((), "a layout is a mapping with `name`, `recognise` and `sections`"))
        return Layout("", "", (), (), {}, {}, {}, (), file)
    only(data, TOP_KEYS, (), "layout", faults)
    name = text(data, "name", (), faults)
    raws = items(data, "sections", (), faults)
    if not raws:
        faults.append(((), "a layout needs `sections`: how each part of the page is read"))
    rest = optional(data, "rest", (), faults)
    if rest not in ("", GENERIC, DOUBTFUL):
        faults.append((("rest",), unknown("reader of the rest", rest, [GENERIC, DOUBTFUL])))
    dates = optional(data, "dates", (), faults)
    if dates and dates not in ORDERS:
        faults.append((("dates",), unknown("order of dates", dates, ORDERS)))
    names = [str(raw.get("name", "")) if isinstance(raw, dict) else "" for raw in raws]
    sections = tuple(
        _section(raw, order, Context(name, names, dates, trunk), ("sections", order), faults)
        for order, raw in enumerate(raws)
    )
    if not rest:
        alone = [n for n, section in enumerate(sections) if section.verb == "rest"]
        faults.extend((("sections", n), "a section with `read: rest` wants `rest: generic` on top") for n in alone)
    headings, tails = headings_of(sections)
    before, behind, sentences = partings(data, faults)
    fixed = _by_head([(phrase, section.order) for section in sections for phrase in section.fixed])
    openings = _by_head([(phrase, section.order) for section in sections for phrase in section.opening])
    return Layout(
        name=name,
        about=optional(data, "about", (), faults),
        recognise=_recognise(data, trunk, faults),
        sections=sections,
        headings=headings,
        fixed=fixed,
        openings=openings,
        ignore=phrases(data, "ignore", (), faults),
        file=file,
        heads=frozenset([*(heading[:HEAD_LENGTH] for heading in headings), *fixed, *openings]),
        ends=phrases(data, "ends", (), faults),
        rest=bool(rest),
        doubtful_rest=rest == DOUBTFUL,
        tails=tails,
        parted_before=before,
        parted_behind=behind,
        parted_sentences=sentences,
    )


def _by_head(phrases: Sequence[tuple[str, int]]) -> dict[str, tuple[tuple[str, int], ...]]:
    out: dict[str, tuple[tuple[str, int], ...]] = {}
    for phrase, order in phrases:
        out[phrase[:HEAD_LENGTH]] = (*out.get(phrase[:HEAD_LENGTH], ()), (phrase, order))
    return out


def _recognise(data: Mapping[str, Any], trunk: Trunk, faults: Faults) -> tuple[tuple[str, ...], ...]:
    """Read the groups of phrases: a list of lists, or one list, all of whose phrases must stand on the page."""
    raw = data.get("recognise")
    if not raw:
        faults.append(((), "a layout needs `recognise`: phrases that only this site's pages hold"))
        return ()
    if not isinstance(raw, list) or all(isinstance(item, str) for item in raw):
        groups: dict[Where, tuple[str, ...]] = {(): phrases(data, "recognise", (), faults)}
    elif all(isinstance(item, list) and item for item in raw):
        numbered = dict(enumerate(raw))
        groups = {(n,): phrases(numbered, n, ("recognise",), faults) for n in numbered}
    else:
        faults.append((("recognise",), "give phrases (all must stand on the page), or lists of phrases (one suffices)"))
        return ()
    for where, group in groups.items():
        for n, phrase in enumerate(group):
            at = ("recognise", *where, n)
            if len(phrase) < HEAD_LENGTH:
                message = f"{phrase!r} is too short to recognise a site by; give {HEAD_LENGTH} characters or more"
                faults.append((at, message))
            elif len(group) == 1 and phrase.count(" ") < SITE_WORDS - 1 and phrase in _labels(trunk):
                faults.append((at, f"{phrase!r} is a label of many sites; add a phrase that only this site has"))
    return tuple(groups.values())


def _labels(trunk: Trunk) -> frozenset[str]:
    return frozenset(key_of(label) for base in trunk.values() for label in base.get("labels", ()))


def _section(raw: Any, order: int, around: Context, where: Where, faults: Faults) -> Section:
    if not isinstance(raw, dict):
        faults.append((where, "a section is a mapping with `name` and `read`"))
        raw = {"name": "-", "read": "nothing"}
    name = text(raw, "name", where, faults)
    if name and name in around.sections[:order]:
        faults.append(((*where, "name"), f"two sections are named {name!r}; give each a name of its own"))
    verb = raw.get("read", "fields")
    if not isinstance(verb, str) or verb not in VERBS:
        faults.append(((*where, "read"), unknown("verb", str(verb), VERBS)))
        raw = {key: value for key, value in raw.items() if key in SECTION_KEYS}
        verb = "fields"
    only(raw, (*SECTION_KEYS, *VERBS[verb].options), where, "section", faults)
    rule = f"{around.layout}:{name}"
    raws = items(raw, "fields", where, faults)
    fields = tuple(_field(item, rule, around, (*where, "fields", n), faults) for n, item in enumerate(raws))
    for n, one in enumerate(fields):
        if verb != PARTS_BY.get(one.name, verb):
            message = f"{one.name} is a part that only the verb {PARTS_BY[one.name]} reads"
            faults.append(((*where, "fields", n), message))
        elif wrong := field_read(verb, one.name):
            faults.append(((*where, "fields", n), wrong))
    things = sorted({one.path[0] for one in fields})
    if verb in ONE_THING and len(things) > 1:
        faults.append(((*where, "fields"), f"verb {verb} reads the parts of one thing, not {' and '.join(things)}"))
    if raw.get("read", "fields") == verb and (wrong := fields_wanted(verb, len(fields))):
        faults.append(((*where, "fields" if "fields" in raw else "read"), wrong))
    labels: dict[str, tuple[int, ...]] = {}
    for n, one in enumerate(fields):
        for label in one.labels:
            labels[label] = (*labels.get(label, ()), n)
    glued = sorted(((phrase, n) for n, one in enumerate(fields) for phrase in one.glued), key=lambda it: -len(it[0]))
    bare: dict[str, tuple[str, ...]] = {}
    for one in fields:
        if one.bare:
            bare[one.read] = (*bare.get(one.read, ()), one.name)
    openings = [*labels, *(phrase for phrase, _ in glued)]
    head = min([HEAD, *map(len, openings)])
    given = Given(fields, around.sections, around.trunk)
    options = {key: raw[key] for key in VERBS[verb].options if key in raw}
    for key, value in options.items():
        wrong_ones = VERBS[verb].options[key](value, given)
        faults.extend(((*where, key, *further), f"`{key}`: {message}") for further, message in wrong_ones)
    section = Section(
        name=name,
        order=order,
        headings=phrases(raw, "heading", where, faults),
        fixed=phrases(raw, "fixed", where, faults, least=HEAD_LENGTH),
        opening=phrases(raw, "opening", where, faults, least=HEAD_LENGTH),
        verb=verb,
        fields=fields,
        options=options,
        rule=rule,
        labels=labels,
        glued=tuple(glued),
        glued_heads=tuple(phrase for phrase, _ in glued),
        heads=frozenset(phrase[:head] for phrase in (*openings, *(spellings("date_type") if labels else ()))),
        head=head,
        twins={read: names for read, names in bare.items() if len(names) > 1},
    )
    if order and not (section.headings or section.fixed or section.opening):
        faults.append((where, "only the first section may go without `heading`; give the heading that opens this one"))
    return section


def _field(raw: Any, rule: str, around: Context, where: Where, faults: Faults) -> Field:
    spec = {"field": raw} if isinstance(raw, str) else raw
    if not isinstance(spec, dict):
        faults.append((where, "a field is a name, or a mapping with `field`"))
        spec = {"field": NO_FIELD}
    only(spec, FIELD_KEYS, where, "field", faults)
    name = text(spec, "field", where, faults) or NO_FIELD
    base = around.trunk.get(name)
    if base is None:
        if name not in (NO_FIELD, DESIGN):
            faults.append(((*where, "field"), unknown("field", name, around.trunk)))
        base = {"read": "line"}
    reader = spec.get("read", base["read"])
    if not isinstance(reader, str) or reader not in READERS:
        faults.append(((*where, "read"), unknown("reader", str(reader), READERS)))
        reader = "line"
    dates = cast(Order, around.dates) if around.dates in ORDERS else None
    _suits(name, reader, str(base["read"]), (*where, "read") if "read" in spec else where, faults)
    places = _places(spec, where, faults)
    labels = phrases(spec, "label", where, faults) or tuple(key_of(label) for label in base.get("labels", ()))
    glued = phrases(spec, "glued", where, faults)
    return Field(
        name=name,
        path=tuple(name.split(".")),
        read=reader,
        reader=reader_of(reader, dates),
        labels=labels,
        bare="bare" in places or flag(spec, "bare", where, faults),
        rule=f"{rule}:{name}",
        prose=reader == "text",
        glued=(*glued, *(labels if "glued" in places else ())),
        upto=optional(spec, "upto", where, faults),
        below="below" in places,
        inline="inline" in places,
        many=flag(spec, "many", where, faults),
        split=optional(spec, "split", where, faults),
        dates=dates,
    )


def _suits(name: str, reader: str, usual: str, where: Where, faults: Faults) -> None:
    """A reader of another kind would put a word where the record has a number."""
    if name in (NO_FIELD, DESIGN) or reader == usual:
        return
    kind = next((kind for kind in KINDS if usual in kind), (usual,))
    if reader not in kind:
        others = " or ".join(kind)
        faults.append((where, f"`read: {reader}` gives no value for {name}; give {others}, or leave `read` out"))


def _places(spec: Mapping[str, Any], where: Where, faults: Faults) -> tuple[str, ...]:
    if "at" not in spec:
        return USUAL_PLACES
    raw = [spec["at"]] if isinstance(spec["at"], str) else spec["at"]
    if not isinstance(raw, list):
        faults.append(((*where, "at"), "`at` takes a place or a list of places"))
        return USUAL_PLACES
    for place in raw:
        if place not in PLACES:
            faults.append(((*where, "at"), unknown("place", str(place), PLACES)))
    return tuple(place for place in raw if place in PLACES)
