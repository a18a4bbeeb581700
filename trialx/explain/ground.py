"""Reads every value again at the place where it is said to stand.

What comes in: a record with the places of its values. What goes out: the values whose place does not read back as the
value. Separate from the finders, since it must not trust them: it takes the slice of the page and reads it again, by
words for a text and by the readers for everything else.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, NotRequired, get_args, get_origin, get_type_hints

from trialx.extraction.record_of_page import Record
from trialx.layouts import catalogue, trunk
from trialx.layouts.layout import Section
from trialx.page.lines import Page
from trialx.readers import READERS, Reader
from trialx.readers.codes import combined_status
from trialx.readers.dates import Order, date_type, typed_date
from trialx.record.model import TrialRecord
from trialx.record.span import Value, pointer

# The record's own data, which stands on no page. A page's address is given by the caller.
OWN = frozenset({"source", "coverage", "warnings", "evidence"})
GIVEN = frozenset({("page", "url")})
# What a list prints in front of a sub-point, blanks left out: `*`, `1.`, `(iv)`, `2.1.3.`, also one in the other.
_MARK = re.compile(r"[^\w\s]{0,3}(?:\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}[a-z]?|[A-Za-z]|[ivxIVX]{1,5})[.)、\]]{1,2}|o)?")
LONGEST_MARK = 14
# The reader of a registry number gives the registry's name too.
REGISTRY = "registry_id"
# What parts of a slice stand apart by: `Dietary Supplement: Walnuts`, `18 Years to 70 Years (Adult, Older Adult)`.
_BETWEEN = re.compile(r"[:;,()\[\]|\n]")
_WORD = re.compile(r"\w+")
# The two orders of `03/10/2019`; which of them a page has is told elsewhere on it.
ORDERS: tuple[Order, ...] = ("dmy", "mdy")
# A label may have a note between it and its value.
LABEL_REACH = 2
STATUS = ("overall_status",)
BOTH_SEXES, SEXES = "ALL", frozenset({"FEMALE", "MALE"})
_ESCAPE = re.compile(r"\\([^\w\s]|_)")

Path = tuple[str | int, ...]


class Ungrounded(NamedTuple):
    """A value whose place is wrong: its JSON Pointer, the value, the slice that its place names, and what is wrong."""

    pointer: str
    value: object
    piece: str
    why: str


def ungrounded(record: Record) -> list[Ungrounded]:
    r"""Return the values of a record that the page does not bear out, in the record's order.

    >>> from trialx import extract
    >>> ungrounded(extract("Viewing Study NCT90000001\nBrief Title: Tea\nStatus: COMPLETED\n"))
    []
    """
    wrong: list[Ungrounded] = []
    for path, leaf in _leaves(record.data, ()):
        place = next((record.places[path[:n]] for n in range(len(path), 0, -1) if path[:n] in record.places), None)
        if place is None:
            wrong.append(Ungrounded(pointer(path), leaf, "", "no place"))
    for path, value in record.places.items():
        why = _fault(record, path, value)
        if why:
            wrong.append(Ungrounded(pointer(path), value.value, record.page.view[value.start : value.end], why))
    return wrong


def _leaves(node: object, path: Path) -> Iterator[tuple[Path, object]]:
    if isinstance(node, dict):
        for key, inner in node.items():
            if (path or key not in OWN) and (*path, key) not in GIVEN:
                yield from _leaves(inner, (*path, key))
    elif isinstance(node, list):
        for n, inner in enumerate(node):
            yield from _leaves(inner, (*path, n))
    else:
        yield path, node


def _fault(record: Record, path: Path, value: Value) -> str:
    page = record.page
    node: Any = record.data
    try:
        for step in path:
            node = node[step]
    except (KeyError, IndexError):
        return "the record has no such value"
    if node != value.value:
        return f"the record says {node!r}"
    if not 0 <= value.start < value.end <= len(page.text):
        return "the span is empty or off the page"
    if not page.starts[value.line] <= value.start < page.ends[value.line]:
        return f"the span does not begin on line {page.numbers[value.line]}"
    piece = page.view[value.start : value.end]
    if piece != piece.strip():
        return "the span begins or ends with a blank"
    if isinstance(value.value, str) and reads_back(piece, value.value):
        return ""
    return "" if _coded(record, piece, path, value) else "the slice does not read back as the value"


def reads_back(piece: str, text: str) -> bool:
    r"""Whether a text is what stands in a slice: the same characters but for blanks, escapes and list marks.

    >>> reads_back("ANC \\>= 1.5\n   * b) after  rest", "ANC >= 1.5\nafter rest")
    True
    >>> reads_back("Adults with asthma", "Adults")
    False
    """
    want, at = "".join(text.split()), 0
    for number, line in enumerate(piece.splitlines()):
        have = "".join(_ESCAPE.sub(r"\1", line).split())
        if not want.startswith(have, at):
            # A slice begins behind its mark; further down a mark has its words behind it.
            marks = range(1, min(len(have) - 1, LONGEST_MARK) + 1 if number else 1)
            skip = next((n for n in marks if want.startswith(have[n:], at) and _MARK.fullmatch(have, 0, n)), 0)
            if not skip:
                return False
            have = have[skip:]
        at += len(have)
    return at == len(want)


def _coded(record: Record, piece: str, path: Path, value: Value) -> bool:
    """Whether a reader takes the slice and gives the value, or the layout's own words or the value's label do."""
    if value.path == STATUS and _combined(piece) == value.value:
        return True
    if _follows(record, path, value) or _said_by_layout(piece, value) or _said_by_label(record.page, path, value):
        return True
    name = ".".join(step for step in path if isinstance(step, str))
    own = str(trunk().get(name, {}).get("read", REGISTRY))
    # A field of free words is only what stands there; `Complete` is no milestone `COMPLETED`.
    names = [own, REGISTRY] if is_free(name) else [own, *READERS]
    return any(_gives(reading, value.value) for reader in names for reading in _readings(READERS[reader], piece))


def _readings(reader: Reader, piece: str) -> Iterator[object]:
    """What a reader makes of a slice, of the slice as the other order of day and month has it, and of its parts."""
    yield reader(piece)
    if reader is READERS["typed_date"]:
        yield from (typed_date(piece, order=order) for order in ORDERS)
    lines = piece.splitlines()
    if len(lines) == 1:
        yield from (reader(part.strip()) for part in _BETWEEN.split(piece) if part.strip())
        return
    # Phases on lines of their own are one list.
    parts = [reader(line.strip()) for line in lines if line.strip()]
    if all(isinstance(part, list) for part in parts):
        yield [one for part in parts if isinstance(part, list) for one in part]


def _combined(piece: str) -> object:
    """The status that two fields make, whichever of them stands first: `No longer recruiting` … `Ongoing`."""
    first, *_, last = piece.splitlines() * 2
    return combined_status(first, last) or combined_status(last, first)


@cache
def is_free(name: str) -> bool:
    """Whether a field holds the page's own words: no code, date, number or id.

    >>> is_free("arm_groups.label"), is_free("arm_groups.type"), is_free("start_date.date")
    (True, False, False)
    """
    hint: Any = TrialRecord
    for step in name.split("."):
        hint = get_type_hints(hint, include_extras=True)[step]
        while get_origin(hint) in (list, NotRequired):
            hint = get_args(hint)[0]
    return hint is str


def _gives(read: object, value: object) -> bool:
    """A reader of two limits, of a number and its kind or of a list gives each of them."""
    if isinstance(read, dict):
        return value in read.values()
    if isinstance(read, tuple) or (isinstance(read, list) and not isinstance(value, list)):
        return value in read
    return read is not None and read == value and isinstance(read, bool) == isinstance(value, bool)


# Values that follow from another field's, by rule.
SOURCES = {"derived:study_type": "phases", "derived:has_results": "results_first_posted_date"}


def _follows(record: Record, path: Path, value: Value) -> bool:
    """Whether the value that it follows from stands in its place; an event is serious by the list that names it."""
    source = record.places.get((SOURCES.get(value.rule, ""),))
    if value.how == "derived" and path[-1] == "serious":
        source = record.places.get((*path[:-1], "term"))
    return source is not None and value.start <= source.start and source.end <= value.end


def _said_by_layout(piece: str, value: Value) -> bool:
    """Whether a layout's section maps the words at the place to the value (`This study is recruiting` → RECRUITING)."""
    layout, _, rest = value.rule.partition(":")
    name = rest.partition(":")[0]
    for one in catalogue():
        for section in one.sections:
            if one.name == layout and section.name == name:
                said = [code for line in piece.splitlines() for code in _codes(section, line)]
                if value.value in said or (value.value == BOTH_SEXES and {str(code) for code in said} >= SEXES):
                    return True
                if isinstance(value.value, list) and all(code in said for code in value.value):
                    return True
    return False


def _codes(section: Section, line: str) -> Iterator[object]:
    """What a section's table makes of a line that opens with one of its phrases."""
    for table in section.options.values():
        if not isinstance(table, Mapping):
            continue
        for phrase, target in table.items():
            if not line.casefold().startswith(str(phrase).casefold()):
                continue
            yield target
            # `design.masking Double Blind`: a field and the word for its reader.
            name, _, word = str(target).partition(" ")
            reader = READERS.get(str(trunk().get(name, {}).get("read")))
            readers = [reader] if reader and word else [field.reader for field in section.fields]
            for read in (one(word if reader and word else str(target)) for one in readers):
                yield from read if isinstance(read, list) else [read]


def _said_by_label(page: Page, path: Path, value: Value) -> bool:
    """Whether the words before a value, on its line or just above, name its type or its role."""
    if path[-1] not in ("type", "role"):
        return False
    above = page.starts[max(0, value.line - LABEL_REACH)]
    label = page.view[above : value.start]
    words = [*_WORD.findall(label), *(part.strip() for part in _BETWEEN.split(label))]
    readers = (date_type, READERS["role"])
    return any(reader(word) == value.value for reader in readers for word in words if word)
