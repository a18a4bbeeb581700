"""Labelled values: the label above, beside or glued, or lost.

What comes in: a section whose fields stand in an order. What goes out: their values. One rule reads labelled and
stripped pages: where the label is gone, the reader's own acceptance and the order decide, so a page that lost half its
labels is read as well as one that lost none.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.exclusive_fields import excluded
from trialx.extraction.known.verbs.sides import read_criteria
from trialx.extraction.known.verbs.text import paragraphs
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import bullet_length, one_line
from trialx.extraction.take.value import WORDS, take_value
from trialx.layouts import known_labels
from trialx.layouts.layout import Field, Section
from trialx.page.lines import KEY_LENGTH
from trialx.readers import is_null
from trialx.readers.dates import date_type

# A label before a colon is short; a colon further right belongs to prose.
LABEL_LENGTH = 60
# What may stand between a label and its value.
GAP = " :"
# A label may say whether its date is actual or estimated, in brackets or before it: `Study Start (Actual)`.
_TYPED = re.compile(r"(?P<label>[^(\[]+?) ?[(\[](?P<behind>\w+)[)\]]")
# Fields whose block of lines is a list of criteria, and the side that it holds.
SIDES = {"eligibility.inclusion": "inclusion", "eligibility.exclusion": "exclusion", "eligibility.criteria": None}


def fields(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the section's fields. `ordered`: a label counts only after those before it (a text may hold label words)."""
    del cuts
    read_fields(found, cut.section, cut.first, cut.last)


def read_fields(found: Found, section: Section, first: int, last: int) -> None:
    """Read the fields of `section` from lines `first` to `last` (excluded)."""
    page = found.page
    ordered = section.options.get("ordered") == "yes"
    cursor = 0  # the first field that a value without label may still be
    bare: list[tuple[Field, int]] = []
    filled = excluded(found, section, first, last)
    at = first
    while at < last:
        if found.claims[at] is not None:
            at += 1
            continue
        which, offset = label_at(found, section, at, cursor if ordered else 0)
        if which >= 0:
            field = section.fields[which]
            following = _labelled(found, section, field, at, offset, last, which + 1 if ordered else 0)
            if following < 0:
                # Words that are a label elsewhere: the name of a module, which is also the label of its last line.
                found.claim(at, field.rule)
                at += 1
                continue
            cursor = max(cursor, which + 1)
            filled.add(field.name)
            at = following
            continue
        n = _bare(section, page.lines[at], cursor, filled)
        if n >= 0:
            field = section.fields[n]
            cursor = n + 1
            if field.name != "-":
                filled.add(field.name)
            if field.name == "-":
                found.claim(at, field.rule)
            else:
                bare.append((field, at))
                take_value(found, field, page.lines[at], 0, at, how="shape")
        at += 1
    _doubt_twins(found, section, bare)


def _bare(section: Section, line: str, cursor: int, filled: set[str]) -> int:
    """Which field a line without label is: one whose reader knows it, else one that takes any words; -1 for none."""
    words = -1
    for n in range(cursor, len(section.fields)):
        field = section.fields[n]
        if not field.bare or field.name in filled:
            continue
        if field.read in WORDS:
            words = n if words < 0 else words
            continue
        if field.reader(line) is not None:
            return n
    return words


def label_at(found: Found, section: Section, at: int, lowest: int = 0) -> tuple[int, int]:
    """Return which field's label opens line `at`, and where the value begins in the line (its length: not there).

    (-1, 0) where no label of a field numbered `lowest` or more does.
    """
    key = found.page.keys[at]
    if key[: section.head] not in section.heads and key[:1] != "|":
        return -1, 0
    line = found.page.lines[at]
    return _in_row(section, line, lowest) if line[0] == "|" else _label(section, line[:KEY_LENGTH], key, lowest)


@lru_cache(maxsize=8192)  # a site's labels stand on each of its pages
def _label(section: Section, line: str, key: str, lowest: int) -> tuple[int, int]:
    """Return the same for the beginning of a line and its key."""
    colon = line.find(":", 0, LABEL_LENGTH)
    which = _named(section, key, lowest) if colon < 0 or key in section.labels else -1
    if which >= 0:
        return which, len(line)
    while colon > 0:
        which = _named(section, line[:colon].casefold().rstrip(), lowest)
        if which >= 0 and section.fields[which].inline:
            # `Scientific Title:Acronym` is a label of its own, which `Scientific Title` opens.
            longer = _glued(section, key, lowest)
            return longer if longer[1] > colon else (which, colon + 1)
        colon = line.find(":", colon + 1, LABEL_LENGTH)
    return _glued(section, key, lowest)


def _glued(section: Section, key: str, lowest: int) -> tuple[int, int]:
    """The field whose glued label, the longest of several, opens the line, and the label's length."""
    if section.glued_heads and key.startswith(section.glued_heads):
        for label, n in section.glued:
            if n >= lowest and key.startswith(label):
                return n, len(label)
    return -1, 0


def _in_row(section: Section, line: str, lowest: int) -> tuple[int, int]:
    """The field that the first cell of a table's row names, or the first two: `| E.1.1 | Condition | Asthma |`."""
    label = ""
    end = 0
    for _ in range(2):
        start, end = end + 1, line.find("|", end + 1)
        if end < 0:
            break
        label = f"{label} {line[start:end].strip()}".strip()
        which = _named(section, label.casefold().rstrip(": "), lowest)
        if which >= 0:
            return which, end + 1
    return -1, 0


def _named(section: Section, key: str, lowest: int) -> int:
    """The field numbered `lowest` or more that a label names, -1 for none; the label may say the type of its value."""
    labels = section.labels
    numbers = labels.get(key)
    if numbers is None:
        kind, _, rest = key.partition(" ")
        if rest in labels:
            numbers = labels[rest] if date_type(kind) else None
        elif key[-1:] in (")", "]") and (match := _TYPED.fullmatch(key)) and date_type(match["behind"]):
            numbers = labels.get(match["label"])
        if numbers is None:
            return -1
    for n in numbers:
        if n >= lowest:
            return n
    return -1


def _labelled(found: Found, section: Section, field: Field, at: int, offset: int, last: int, lowest: int) -> int:
    """Read the value of a label on line `at`; return the line to go on with, or -1: the words are no label here."""
    page = found.page
    line = page.lines[at]
    if line[0] == "|":
        line = line.rstrip("| ")
    rest = line[offset:].lstrip(GAP)
    # A label on a line of its own without a colon may be a name of something else.
    alone = not rest and line[-1] != ":"
    if field.prose:
        end = at + 1
        while end < last and found.claims[end] is None and label_at(found, section, end, lowest)[0] < 0:
            end += 1
        found.claim(at, field.rule)
        _prose(found, field, at, offset, end)
        return end
    label = line[:offset]
    if rest:
        found.claim(at, field.rule)
        take_value(found, field, rest, len(line) - len(rest), at, label)
        return _further(found, section, field, at + 1, last, label) if field.many else at + 1
    after = at + 1
    while after < last and (claim := found.claims[after]) is not None and claim.endswith(":ignore"):
        after += 1
    if not field.below:
        found.claim(at, field.rule)
        return after
    if after >= last or found.claims[after] is not None or label_at(found, section, after)[0] >= 0:
        # A label with nothing after it never takes the next label's line as its value.
        if alone and lowest and field.name != "-":
            return -1
        found.claim(at, field.rule)
        return after
    if field.name == "-" and not alone:
        found.claim(at, field.rule)
        return after
    if field.read in WORDS and page.keys[after] in known_labels():
        # So do labels that this layout does not name.
        found.claim(at, field.rule)
        return after
    column = bullet_length(page.lines[after])
    read = take_value(found, field, page.lines[after][column:], column, after, label)
    if not read and alone and lowest:
        return -1
    found.claim(at, field.rule)
    if read and field.many:
        return _further(found, section, field, after + 1, last, label)
    return after + 1 if read else after


def _further(found: Found, section: Section, field: Field, at: int, last: int, label: str) -> int:
    """Read the lines from `at` on as further entries, up to the next label; return the line to go on with."""
    while at < last and found.claims[at] is None and label_at(found, section, at)[0] < 0:
        line = found.page.lines[at]
        column = bullet_length(line)
        if not take_value(found, field, line[column:], column, at, label):
            break
        at += 1
    return at


def piece(found: Found, section: Section, text: str, column: int, at: int, told: set[str]) -> None:
    """Read a piece of line `at` that begins at `column`: behind a glued label, else by its shape.

    `told` are names that the page gave before, which are not taken twice.
    """
    key = text.casefold()
    for field in section.fields:
        label = next((label for label in field.glued if key.startswith(label)), None)
        if label is not None:
            rest = text[len(label) :].strip(GAP)
            if field.path[-1] != "name" or rest not in told:
                told.add(rest)
                take_value(found, field, rest, column + len(text) - len(rest), at)
            return
        if field.bare and field.reader(text) is not None:
            take_value(found, field, text, column, at, how="shape")
            return


def _prose(found: Found, field: Field, at: int, offset: int, end: int) -> None:
    page = found.page
    line = page.lines[at]
    rest = line[offset:].lstrip(GAP)
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
    if field.name in SIDES:
        read_criteria(found, first, end, field.rule, start=start, only=SIDES[field.name])
        return
    value = paragraphs(page, first, end, start)
    found.span(field.path, value, start, page.ends[end - 1], first, "label", field.rule, last=end - 1)


def _doubt_twins(found: Found, section: Section, bare: list[tuple[Field, int]]) -> None:
    """One date where two are expected, one age that may be the minimum or the maximum: the value is not sure.

    Stripped pages drop a line as readily as a label; deleting the start date from one made the completion date the
    start, surely and wrongly.
    """
    for field, _ in bare:
        twins = section.twins.get(field.read, ())
        if twins and sum(f.read == field.read for f, _ in bare) < len(twins):
            found.unsure(field.path, f"no label says whether this is {' or '.join(twins)}")


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
