"""Labelled values: the label above, beside or glued, or lost.

What comes in: a section whose fields stand in an order. What goes out: their values. One rule reads labelled and
stripped pages: where the label is gone, the reader's own acceptance and the order decide, so a page that lost half its
labels is read as well as one that lost none.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from trialx.extract.find.lists import entry_path
from trialx.extract.find.sides import read_criteria
from trialx.extract.find.text import paragraphs
from trialx.extract.found import Found
from trialx.extract.split import Cut
from trialx.extract.tidy import one_line
from trialx.layouts.layout import Field, Section
from trialx.readers import is_null
from trialx.readers.ages import age_range

# A label before a colon is short; a colon further right belongs to prose.
LABEL_LENGTH = 60
# Readers that take any line: for these a null word is an absent value.
WORDS = frozenset({"line", "text", "person", "organization"})
# Fields that are lists: a labelled value is their next entry.
LISTS = frozenset({"overall_officials", "central_contacts", "conditions", "keywords", "secondary_ids", "interventions"})


def fields(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the section's fields. `ordered`: a label counts only after those before it (a text may hold label words)."""
    del cuts
    read_fields(found, cut.section, cut.first, cut.last)


def read_fields(found: Found, section: Section, first: int, last: int) -> None:
    """Read the fields of `section` from lines `first` to `last` (excluded)."""
    page = found.page
    ordered = section.options.get("ordered") == "yes"
    section = _chosen(found, section, first, last)
    cursor = 0  # the first field that a value without label may still be
    bare: list[tuple[Field, int]] = []
    filled: set[str] = set()
    at = first
    while at < last:
        if found.claims[at] is not None:
            at += 1
            continue
        which, offset = label_at(found, section, at, cursor if ordered else 0)
        if which >= 0:
            field = section.fields[which]
            cursor = max(cursor, which + 1)
            found.claim(at, field.rule)
            at = _labelled(found, section, field, at, offset, last, cursor if ordered else 0)
            filled.add(field.name)
            continue
        n, value = _bare(section, page.lines[at], cursor, filled)
        if n >= 0:
            field = section.fields[n]
            filled.add(field.name)
            cursor = n + 1
            if field.name == "-":
                found.claim(at, field.rule)
            else:
                bare.append((field, at))
                found.line(field.path, value, at, "shape", field.rule)
        at += 1
    _doubt_twins(found, section, bare)


def _chosen(found: Found, section: Section, first: int, last: int) -> Section:
    """Leave only one of the groups of fields that exclude each other: the one that reads more of the bare lines.

    An observational study has a model where an interventional one has a purpose, and `OTHER` is a word of both.
    Where the lines do not tell, the study type that stands higher on the page does; else neither group
    is read without labels.
    """
    groups: Any = section.options.get("either")
    if not groups:
        return section
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
        told = next((v.value for v in found.values if v.path == ("study_type",)), None)
        best = groups[1:] if told == "OBSERVATIONAL" else groups[:1] if told == "INTERVENTIONAL" else []
    keep = {name for group in best for name in group}
    out = {name for group in groups for name in group} - keep
    fields = tuple(replace(f, bare=False) if f.name in out else f for f in section.fields)
    return replace(section, fields=fields)


def _bare(section: Section, line: str, cursor: int, filled: set[str]) -> tuple[int, object]:
    """Which field a line without label is, and its value: one that its reader knows, else one that takes any words."""
    words = -1
    for n in range(cursor, len(section.fields)):
        field = section.fields[n]
        if not field.bare or field.name in filled:
            continue
        if field.read in WORDS:
            words = n if words < 0 else words
            continue
        value = field.reader(line)
        if value is not None:
            return n, value
    return (words, one_line(line)) if words >= 0 else (-1, None)


def label_at(found: Found, section: Section, at: int, lowest: int = 0) -> tuple[int, int]:
    """Return which field's label opens line `at`, and where the value begins in the line (its length: not there).

    (-1, 0) where no label of a field numbered `lowest` or more does.
    """
    key = found.page.keys[at]
    labels = section.labels
    line = found.page.lines[at]
    for which in labels.get(key, ()):
        if which >= lowest:
            return which, len(line)
    colon = line.find(":", 0, LABEL_LENGTH)
    while colon > 0:
        for which in labels.get(line[:colon].casefold().rstrip(), ()):
            if which >= lowest:
                return which, colon + 1
        colon = line.find(":", colon + 1, LABEL_LENGTH)
    for n in range(lowest, len(section.fields)):
        for label in section.fields[n].glued:
            if key.startswith(label):
                return n, len(label)
    return -1, 0


def _labelled(found: Found, section: Section, field: Field, at: int, offset: int, last: int, lowest: int) -> int:
    """Read the value of a label on line `at`; return the line to go on with."""
    page = found.page
    if field.prose:
        end = at + 1
        while end < last and found.claims[end] is None and label_at(found, section, end, lowest)[0] < 0:
            end += 1
        _prose(found, field, at, offset, end)
        return end
    line = page.lines[at]
    rest = line[offset:].strip()
    if rest:
        _value(found, field, rest, len(line) - len(rest), at)
        return at + 1
    after = at + 1
    if after >= last or found.claims[after] is not None or label_at(found, section, after)[0] >= 0:
        # A label with nothing after it never takes the next label's line as its value.
        return after
    if offset == len(line) and line[-1:] == ":" and field.name == "-":
        return after
    if _value(found, field, page.lines[after], 0, after):
        return after + 1
    return after


def _value(found: Found, field: Field, text: str, column: int, at: int) -> bool:
    if field.name == "-":
        found.claim(at, field.rule)
        return True
    if field.upto and (cut := text.rfind(field.upto)) > 0:
        text = text[:cut].rstrip()
    if field.name == "eligibility.age_range":
        return _ages(found, field, text, column, at)
    value = field.reader(text)
    if value is not None and field.read in WORDS:
        value = None if is_null(text) else one_line(str(value))
    if value is None:
        if is_null(text):
            found.claim(at, field.rule)
            return True
        found.doubt("unreadable-value", f"{field.name}: {text[:60]!r} cannot be read as {field.read}", at, field.path)
        return False
    path = entry_path(found, field) if field.path[0] in LISTS else field.path
    found.part(path, value, at, (column, column + len(text)), "label", field.rule)
    return True


def _ages(found: Found, field: Field, text: str, column: int, at: int) -> bool:
    """One text for both limits: `18 - 65`, `18+`."""
    limits = age_range(text)
    found.claim(at, field.rule)
    for name, limit in zip(("minimum_age", "maximum_age"), limits or (), strict=False):
        if limit is not None:
            found.part(("eligibility", name), limit, at, (column, column + len(text)), "label", field.rule)
    return limits is not None


def _prose(found: Found, field: Field, at: int, offset: int, end: int) -> None:
    page = found.page
    line = page.lines[at]
    rest = line[offset:].strip()
    if rest:
        if end == at + 1 and is_null(rest):
            return
        start, first = page.offset(at, len(line) - len(rest)), at
    elif end > at + 1:
        start, first = page.starts[at + 1], at + 1
    else:
        return
    if field.name == "-":
        for line_at in range(first, end):
            found.claim(line_at, field.rule)
        return
    if field.name == "eligibility.criteria":
        read_criteria(found, first, end, field.rule, start=start)
        return
    value = paragraphs(page, first, end, start)
    found.span(field.path, value, start, page.ends[end - 1], first, "label", field.rule, last=end - 1)


def _doubt_twins(found: Found, section: Section, bare: list[tuple[Field, int]]) -> None:
    """One date where two are expected, one age that may be the minimum or the maximum: the value is not sure.

    Stripped pages drop a line as readily as a label; deleting the start date from one made the completion date the
    start, surely and wrongly.
    """
    for field, _ in bare:
        twins = [f for f in section.fields if f.bare and f.read == field.read]
        if len(twins) > 1 and sum(f.read == field.read for f, _ in bare) < len(twins):
            names = " or ".join(f.name for f in twins)
            found.unsure(field.path, f"no label says whether this is {names}")


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


def parts(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the parts of one thing, a line each, in order; labelled parts wherever they stand."""
    del cuts
    section, page = cut.section, found.page
    order = [field for field in section.fields if not field.glued]
    bare: list[Field] = []
    for at in range(cut.first, cut.last):
        if found.claims[at] is not None:
            continue
        which, offset = label_at(found, section, at)
        if which >= 0:
            _labelled(found, section, section.fields[which], at, offset, cut.last, 0)
        elif order:
            field = order.pop(0)
            found.line(field.path, one_line(page.lines[at]), at, "position", field.rule)
            bare.append(field)
    if len(bare) == 1:
        found.unsure(bare[0].path, "one line where a name and a title are expected")
