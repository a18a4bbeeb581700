"""Records as the review page wants them.

What comes in: records with the places of their values. What goes out: one mapping that JSON can hold, with offsets in
the UTF-16 units that a browser counts in. A value that is the slice of its page, as it stands or tidied, is not sent
twice. Separate from the page, so that what it is given can be tested without a browser.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from trialx.eligibility.in_words import told
from trialx.eligibility.of_record import criteria_of
from trialx.eligibility.tree import Node
from trialx.extraction.record_of_page import Record
from trialx.record.span import pointer
from trialx.write.fields import record_shape

# The record's own data; `page` is shown where the page states it, but no trial lacks it.
ASIDE = frozenset({"source", "evidence", "coverage", "warnings"})
NEVER_LACKING = frozenset({"page"})
# The rules of the reader that knows no sections.
GENERIC = "generic"
# Only with criteria asked for: the review page shows their thresholds with the entries of the lists.
NOT_ASKED = frozenset({"eligibility.criteria"})
# A mapping of so many fields or more is many facts, each of which may be missing.
MANY = 3
AS_IT_STANDS, TIDIED, SENT = 0, 1, 2
# How a value was found that stands nowhere on the page.
GIVEN = "given"
Path = tuple[str | int, ...]
# A line's rule, where there is none and where the line is blank.
NO_RULE, BLANK = -1, -2
# Python and browsers disagree on whether these are blanks.
_DISPUTED = frozenset("\x1c\x1d\x1e\x1f\x85\ufeff")
_ESCAPED = re.compile(r"\\([!-/:-@\[-^`{-~])")
_SHOWN = {code: chr(0x2400 + code) for code in range(32) if code not in (9, 10)}


def payload(records: Sequence[Record], failures: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
    """Return what the review page shows: the groups of fields, the records, and the pages that gave none.

    `failures` are pairs of a page's name and why it gave no record.
    """
    rules: dict[str, int] = {}
    return {
        "groups": groups(),
        "fields": [{"name": name, "group": group} for name, group in lackable()],
        "records": [_record(record, number, rules) for number, record in enumerate(records, 1)],
        "rules": list(rules),
        "failures": [list(failure) for failure in failures],
    }


@cache
def groups() -> list[dict[str, Any]]:
    """Return the groups of fields, each with its name, its hue and its fields."""
    found = yaml.safe_load(files("trialx.review").joinpath("groups.yaml").read_text("utf-8"))
    return [{"name": group["name"], "hue": int(group["hue"]), "fields": group["fields"]} for group in found]


def lackable() -> list[tuple[str, int]]:
    """Return the names of what a record may lack, each with the number of its group, in the order of the groups.

    >>> [name for name, _ in lackable() if name.startswith(("enrollment", "timeline"))]
    ['enrollment', 'timeline.screening', 'timeline.treatment', 'timeline.follow_up']
    """
    shape = record_shape()
    names = []
    for number, group in enumerate(groups()):
        for field in group["fields"]:
            inner = shape.fields[field]
            if field in NEVER_LACKING:
                continue
            if inner.kind == "mapping" and len(inner.fields) >= MANY:
                names += [(f"{field}.{part}", number) for part in inner.fields if f"{field}.{part}" not in NOT_ASKED]
            else:
                names.append((field, number))
    return names


def _record(record: Record, number: int, rules: dict[str, int]) -> dict[str, Any]:
    data: Any = record.data
    page = record.page
    text = shown(page.text)
    unit = utf16(page.text)
    values = []
    for path, value in record.places.items():
        start, end = unit(value.start), unit(value.end)
        row = [pointer(path), start, end, page.numbers[value.line], _number(rules, value.rule), value.how, value.sure]
        form = sent_as(page.text[value.start : value.end], value.value)
        values.append([*row, form, *([value.value] if form == SENT else [])])
    values += [[pointer(path), -1, -1, 0, _number(rules, ""), GIVEN, True, SENT, leaf] for path, leaf in given(record)]
    claims = [BLANK] * page.total
    for at, claim in enumerate(record.claims):
        claims[page.numbers[at] - 1] = NO_RULE if claim is None else _number(rules, claim)
    return {
        "file": data["source"].get("file", f"page {number}"),
        "title": data.get("brief_title") or data.get("official_title") or "",
        "id": data.get("nct_id") or next((one["id"] for one in data.get("registry_ids", ())), ""),
        "layout": data["source"]["layout"],
        "text": text,
        "values": values,
        "claims": claims,
        "sections": _sections(record),
        "warnings": data.get("warnings", []),
        "thresholds": [(unit(start), words) for start, words in told(_criteria(record))],
        "url": data.get("page", {}).get("url", ""),
    }


def given(record: Record) -> Iterator[tuple[Path, object]]:
    """Give what a record has that stands nowhere on its page: its address, and a number that only this tells."""
    pending: list[tuple[Path, object]] = [((), {k: v for k, v in record.data.items() if k not in ASIDE})]
    while pending:
        path, node = pending.pop()
        if path in record.places:
            continue
        if isinstance(node, dict):
            pending += [((*path, key), inner) for key, inner in reversed(node.items())]
        elif isinstance(node, list):
            pending += [((*path, n), inner) for n, inner in reversed(list(enumerate(node)))]
        else:
            yield path, node


def _criteria(record: Record) -> list[Node]:
    return criteria_of(record.page.text, [(path, value.start, value.end) for path, value in record.places.items()])


def _number(rules: dict[str, int], rule: str) -> int:
    return rules.setdefault(rule, len(rules))


def _sections(record: Record) -> list[tuple[int, str]]:
    """The lines (from 1) at which a section begins, with its name; a heading belongs to what it opens."""
    out: list[tuple[int, str]] = []
    for at, claim in enumerate(record.claims):
        layout, _, rest = (claim or "").partition(":")
        name = record.sections[at] or ("" if layout == GENERIC else rest.partition(":")[0])
        if name and (not out or out[-1][1] != name):
            out.append((record.page.numbers[at], name))
    return out


def shown(text: str) -> str:
    r"""Return a page's text as a browser shows it, character for character: line ends as LF, control signs visible.

    >>> shown("a\r\nb\x00"), shown("a\rb")
    ('a \nb␀', 'a\nb')
    """
    if "\r" in text:
        text = text.replace("\r", " " if "\n" in text else "\n")
    return text.translate(_SHOWN)


def utf16(text: str) -> Callable[[int], int]:
    """Return the function from an offset in a text to the same offset in UTF-16 units.

    >>> unit = utf16("a🍵b")
    >>> unit(1), unit(2), unit(3)
    (1, 3, 4)
    """
    wide = [at for at, letter in enumerate(text) if letter > "\uffff"] if not text.isascii() else []
    return (lambda offset: offset + bisect_left(wide, offset)) if wide else (lambda offset: offset)


def sent_as(piece: str, value: object) -> int:
    r"""Say how a value is told to the page: as the slice, as the slice tidied, or in full.

    >>> sent_as("tea", "tea"), sent_as("warm\n\n tea ", "warm\ntea"), sent_as("48 participants", 48)
    (0, 1, 2)
    """
    if piece == value and "\r" not in piece:
        return AS_IT_STANDS
    if isinstance(value, str) and not _DISPUTED.intersection(piece) and tidied(piece) == value:
        return TIDIED
    return SENT


def tidied(piece: str) -> str:
    """Return a slice with single blanks, without blank lines and Markdown escapes, as the page's script makes it."""
    lines = (" ".join(line.split()) for line in piece.split("\n"))
    return _ESCAPED.sub(r"\1", "\n".join(line for line in lines if line))
