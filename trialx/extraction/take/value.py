"""A labelled value into the record's fields.

What comes in: a field of a layout, the words that its label or place vouches for, and where they stand. What goes out:
one value or several: a date with its type, masking with who is masked, both limits of an age range, the entries of a
list in one line. Separate from `fields`, which finds where a value stands and does not look into it.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache

from trialx.extraction.take.found import Found
from trialx.extraction.take.registry_numbers import take_numbers
from trialx.extraction.take.tidy import entry, one_line
from trialx.extraction.take.told import Told, take
from trialx.extraction.take.typed_names import split_class
from trialx.extraction.take.typed_values import take_ages, take_dated, take_masking, take_noted_status
from trialx.extraction.withheld import is_withheld
from trialx.layouts.layout import Field
from trialx.readers import is_null
from trialx.readers.ages import age_range
from trialx.readers.codes import combined_status, std_ages
from trialx.readers.dates import Order, date_type, typed_date
from trialx.readers.design import described_design, keyed_design
from trialx.readers.numbers import enrollment
from trialx.record.vocab import How

# Readers that take any line: for these a null word is an absent value.
WORDS = frozenset({"line", "text", "person", "organization"})
# Fields that are lists: a labelled value is their next entry.
LISTS = frozenset(
    {
        "arm_groups",
        "central_contacts",
        "collaborators",
        "conditions",
        "interventions",
        "keywords",
        "locations",
        "other_outcomes",
        "overall_officials",
        "primary_outcomes",
        "secondary_ids",
        "secondary_outcomes",
    }
)
# Lists inside the one object that holds them; each value is the next entry.
INNER_LISTS = frozenset({"eligibility.inclusion", "eligibility.exclusion"})
# Fields that come with a type, and what reads both where the plain reader refuses: `March 2021 (Actual)`.
TYPED: dict[str, Callable[[str, Order | None], tuple[object, object] | None]] = {
    "start_date.date": lambda text, order: typed_date(text, order=order),
    "primary_completion_date.date": lambda text, order: typed_date(text, order=order),
    "completion_date.date": lambda text, order: typed_date(text, order=order),
    "enrollment.count": lambda text, _: enrollment(text),
}
# Readers whose value is more than one.
RICH = frozenset({"registry_id", "typed_date", "enrollment", "age_range", "std_ages", "who_masked", "locations"})
STATUS_AS_SHOWN = ("status_as_shown",)
# A site's own status is a few words.
LONGEST_STATUS = 60
# Groups of age in brackets behind a range.
_GROUPS = re.compile(r"\(([^()]{3,60})\)$")
# `Study Start (Actual)`, `Actual Enrollment`; a target or a plan is a number of another kind, and has no type.
_TYPE = re.compile(r"[(\[](\w+)[)\]]|^(actual|estimated|anticipated)\b", re.IGNORECASE)

# Fields that hold one object, whose lists are lists of strings.
OBJECTS = frozenset({"eligibility", "design"})

Columns = tuple[int, int]


def take_value(
    found: Found, field: Field, text: str, column: int, at: int, label: str = "", *, how: How = "label"
) -> bool:
    """Take the value `text` at `column` of line `at`; return whether it is one, or says that there is none.

    `label` is the label's own words, which may tell the type of a date: `Study Start (Actual)`; `how` says that there
    is none, and that the value is told by its shape.
    """
    if field.name == "-":
        found.claim(at, field.rule)
        return True
    if text[-1] == "|" or text[0] == "|":
        bare = text.strip("| ")
        column, text = column + text.find(bare), bare
        if not text:
            return False
    if field.upto and (cut := text.rfind(field.upto)) > 0:
        text = text[:cut].rstrip()
    if field.split:
        read = False
        for offset, part in _parts(text, field.split):
            read = _one(found, field, part, column + offset, at, label, how) or read
        return read
    return _one(found, field, text, column, at, label, how)


def _parts(text: str, mark: str) -> Iterator[tuple[int, str]]:
    """The entries of a line and where each begins."""
    offset = 0
    for raw in text.split(mark):
        part = raw.strip()
        if part:
            yield offset + len(raw) - len(raw.lstrip()), part
        offset += len(raw) + len(mark)


def _one(found: Found, field: Field, text: str, column: int, at: int, label: str, how: How) -> bool:
    columns = (column, column + len(text))
    plain = _plain(field.name, field.read)
    if plain and (value := field.reader(text)) is not None:
        found.part(field.path, value, at, columns, how, field.rule)
        return True
    if field.name == "design":
        return _design(found, field, text, column, at, how)
    if field.name == "eligibility.age_range":
        return _ages(found, field, text, columns, at, how)
    value = None if plain else field.reader(text)
    kind: object = None
    typed = TYPED.get(field.name)
    if isinstance(value, tuple):
        value, kind = value
    elif value is None and typed and (both := typed(text, field.dates)):
        value, kind = both
    if value is not None and field.read in WORDS:
        value = (
            None
            if is_null(text) or is_withheld(text)
            else entry(str(value))
            if field.name in INNER_LISTS
            else one_line(str(value))
        )
    if value is None:
        if is_null(text) or is_withheld(text):
            found.claim(at, field.rule)
            return True
        if field.name == "overall_status" and take_noted_status(
            found, field.path, text, Told(*found.offsets(at, columns), at, how, field.rule)
        ):
            found.drop(STATUS_AS_SHOWN)
            return True
        if field.name == "overall_status" and len(text) <= LONGEST_STATUS:
            _as_shown(found, field, one_line(text), columns, at)
            return True
        found.doubt("unreadable-value", f"{field.name}: {text[:60]!r} cannot be read as {field.read}", at, field.path)
        return False
    path = entry_path(found, field) if field.path[0] in LISTS or field.name in INNER_LISTS else field.path
    if field.name == "overall_status":
        found.drop(STATUS_AS_SHOWN)
    if len(field.path) == 1 and len(path) == 2 and _told(found, field.name, value):
        found.claim(at, field.rule)
        return True
    told = Told(*found.offsets(at, columns), at, how, field.rule)
    if field.path[-1] == "name" and isinstance(value, str):
        name, kind = split_class(value)
        if kind:
            _class(found, field, path, (name, kind), column, at, how)
            return True
    if isinstance(value, dict):
        take_numbers(found, [(value["registry"], value["id"])], told, with_nct=False)
    elif typed:
        # `Anticipated` alone is half of a pair, whose other half may be lost.
        kind = kind or _type_in(label)
        sure = kind != "ESTIMATED" or date_type(label.strip("| :")) is None
        take_dated(found, path, value, kind, told._replace(sure=sure))
    elif field.name == "design.masking":
        take_masking(found, value, text, told)
    else:
        take(found, path, value, told)
        if field.name == "phases" and field.many:
            _join(found)
    return True


def entry_path(found: Found, field: Field) -> tuple[str | int, ...]:
    """Return the path of the next entry of a list: `conditions/0`, or `primary_outcomes/0/measure`."""
    if len(field.path) == 1 or field.path[0] in OBJECTS:
        return (*field.path, found.next(field.name))
    return (field.path[0], found.next(field.path[0]), *field.path[1:])


@cache
def _plain(name: str, read: str) -> bool:
    """Whether nothing more is asked of a field's value than that its reader gives one: most are such."""
    steps = name.split(".")
    return not (
        name in ("design", "eligibility.age_range")
        or read in WORDS
        or read in RICH
        or name in TYPED
        or name in INNER_LISTS
        or steps[0] in LISTS
        or steps[-1] in ("name", "overall_status", "phases", "masking")
    )


def _join(found: Found) -> None:
    """Make one value of the phases that were taken last and of those on the lines above."""
    last = found.values[-1]
    known = next((v for v in found.values[:-1] if v.path == last.path), None)
    if known is None or not isinstance(known.value, list) or not isinstance(last.value, list):
        return
    phases = [*known.value, *(phase for phase in last.value if phase not in known.value)]
    found.drop(last.path)
    found.add(known._replace(value=phases, end=last.end))


def _told(found: Found, name: str, value: object) -> bool:
    """Whether a list of words has the value already: a page with a part for each country says it in each."""
    return any(known.path[0] == name and known.value == value for known in found.values)


def _as_shown(found: Found, field: Field, words: str, columns: Columns, at: int) -> None:
    """Keep a status that no registry has in the page's own words; two of them may make one, as ISRCTN does."""
    found.claim(at, f"{field.rule}:as_shown")
    if any(value.path == field.path for value in found.values):
        return
    known = next((value for value in found.values if value.path == STATUS_AS_SHOWN), None)
    both = combined_status(str(known.value), words) or combined_status(words, str(known.value)) if known else None
    if known and both:
        found.drop(STATUS_AS_SHOWN)
        found.part(field.path, both, at, columns, "label", f"{field.rule}:both")
        # Its words are both of them, and what stands between.
        whole = found.values[-1]._replace(start=known.start, line=known.line)
        found.drop(field.path)
        found.add(whole)
    elif not known:
        # Where a status may be spread over two labels, the other one may be lost.
        found.part(STATUS_AS_SHOWN, words, at, columns, "label", f"{field.rule}:as_shown", sure=len(field.labels) < 2)


def _type_in(label: str) -> object:
    """Whether a label calls its value actual or estimated."""
    match = _TYPE.search(label.strip("| "))
    return date_type(match[1] or match[2]) if match else None


def _class(
    found: Found, field: Field, path: tuple[str | int, ...], both: tuple[str, object], column: int, at: int, how: How
) -> None:
    name, kind = both
    end = column + len(name)
    found.part(path, name, at, (column, end), how, field.rule)
    found.part((*path[:-1], "class"), kind, at, (end, len(found.page.lines[at])), how, f"{field.rule}:class")


def _design(found: Found, field: Field, text: str, column: int, at: int, how: How) -> bool:
    """One text for several fields: `Randomised double-blind trial`, `Allocation: Randomized, Masking: Double`."""
    found.claim(at, field.rule)
    facts = keyed_design(text) or described_design(text)
    for fact in facts:
        path = (fact.field,) if fact.field in ("phases", "study_type") else ("design", fact.field)
        columns = (column + fact.start, column + fact.end)
        found.part(path, fact.value, at, columns, how, f"{field.rule}:{fact.field}")
    return bool(facts)


def _ages(found: Found, field: Field, text: str, columns: Columns, at: int, how: How) -> bool:
    """One text for both limits, for the groups of age, or for both: `18+`, `Adult`, `18 Years and older (Adult)`."""
    limits = age_range(text)
    found.claim(at, field.rule)
    groups = _GROUPS.search(text) if limits else None
    ages = std_ages(groups[1] if groups else "" if limits else text)
    named = (columns[0] + groups.start(1), columns[0] + groups.end(1)) if groups else columns
    for group in ages or ():
        path = ("eligibility", "std_ages", found.next("eligibility.std_ages"))
        found.part(path, group, at, named, how, f"{field.rule}:groups")
    take_ages(found, limits, Told(*found.offsets(at, columns), at, how, field.rule))
    return limits is not None or ages is not None
