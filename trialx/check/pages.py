"""A page and what was read from it: its doubts, its places, and whether the record beside it still follows from it.

What comes in: a page's record with `evidence` and its text. What goes out: hits and places. How a page is read is not
known here: checks are given a function that reads one.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from trialx.check.dates import before
from trialx.check.finding import Hit, Place, pointer, steps
from trialx.check.places import lines_of
from trialx.record.model import TrialRecord

CUT_OFF: Final = "TX082"
DOUBTFUL: Final = "TX083"
# What describes the reading and not the trial: it changes with the page's blanks and the reader's version.
OF_THE_READING: Final = frozenset({"source", "evidence", "coverage", "warnings"})
LAST_UPDATES: Final = ("last_update_posted_date", "last_update_submitted_date")
_LONGEST_VALUE: Final = 40


class NoTrial(ValueError):
    """The page describes no single trial; the message says why."""


class Reading(NamedTuple):
    """A page as it was read: its record with `evidence`, and its text.

    `of_file` says that the text is the file's own; where it was taken out of HTML, its lines are not those of the file.
    """

    record: TrialRecord
    text: str
    of_file: bool = True

    def place(self, file: str, of: str) -> Place:
        """Return where the value of a pointer was read; of the nearest value around or in it where it has no place."""
        if not self.of_file:
            return Place(file, pointer=of)
        evidence = self.record.get("evidence", {})
        known = evidence.get(of) or next((held for key, held in evidence.items() if key.startswith(of + "/")), None)
        inner = steps(of)
        while known is None and inner:
            inner = inner[:-1]
            known = evidence.get(pointer(*inner))
        lines = lines_of(self.text)
        span = (known["start"], known["end"]) if known else (0, 1)
        line, column, end = lines.place(span)
        return Place(file, line, column, end, of, lines.line(line))

    def line(self, file: str, number: int, of: str) -> Place:
        """Return a whole line of the page as a place."""
        if not self.of_file:
            return Place(file, pointer=of)
        source = lines_of(self.text).line(number)
        return Place(file, number, 1, len(source) + 1, of, source)


def doubts(reading: Reading) -> Iterator[tuple[str, Hit, int | None]]:
    """Give what the reading itself says of the page: cut off, doubtful; with the page's line where it is known."""
    if reading.record.get("source", {}).get("truncated"):
        yield CUT_OFF, Hit("", "the page ends in the middle"), reading.text.rstrip().count("\n") + 1
    for doubt in reading.record.get("warnings", ()):
        if doubt["code"] != "truncated":  # said above
            yield DOUBTFUL, Hit(doubt.get("pointer", ""), doubt["message"]), doubt.get("line")


def differences(stored: Any, fresh: TrialRecord) -> Iterator[Hit]:
    """Give where a stored record (left) and the page's record (right) differ.

    >>> list(differences({"phases": ["PHASE1"], "acronym": "EYE"}, {"phases": ["PHASE2"]}))[0].message
    "'PHASE1', but the page says 'PHASE2'"
    """
    if not isinstance(stored, dict):
        return
    for field in dict.fromkeys((*stored, *fresh)):
        if field not in OF_THE_READING:
            yield from _compare(stored.get(field), fresh.get(field), (str(field),))


def older_than_page(stored: Any, fresh: TrialRecord) -> Hit | None:
    """Say that a stored record was made from an earlier version of its page, by the dates of their last updates.

    >>> older_than_page({"last_update_posted_date": "2022-01"}, {"last_update_posted_date": "2024-03-01"}).message
    'as of 2022-01, but the page is as of 2024-03-01'
    """
    for field in LAST_UPDATES:
        old, new = stored.get(field) if isinstance(stored, dict) else None, fresh.get(field)
        if isinstance(old, str) and isinstance(new, str) and before(old, new):
            where = pointer(field)
            return Hit(where, f"as of {old}, but the page is as of {new}", where)
    return None


def updated(stored: Any, fresh: TrialRecord) -> TrialRecord:
    """Return the page's record in the shape of the stored one: with evidence, coverage, warnings where it had them."""
    kept = {key: value for key, value in fresh.items() if key not in OF_THE_READING or key in stored}
    if "source" in kept and "file" in stored["source"]:
        kept["source"] = {**fresh["source"], "file": stored["source"]["file"]}
    return kept  # type: ignore[return-value] # a selection of the keys of a record is a record


def _compare(left: Any, right: Any, path: tuple[str | int, ...]) -> Iterator[Hit]:
    if left == right and type(left) is type(right):
        return
    if left is None:
        yield Hit(pointer(*path), f"missing, but the page says {_shown(right)}")
    elif right is None:
        # The tree of criteria is there for the asking only; a record that has it asked for it.
        if path[-1] != "criteria":
            yield Hit(pointer(*path), f"{_shown(left)}, but the page does not say so")
    elif isinstance(left, dict) and isinstance(right, dict):
        for key in dict.fromkeys((*left, *right)):
            yield from _compare(left.get(key), right.get(key), (*path, key))
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for index, (one, other) in enumerate(zip(left, right, strict=True)):
            yield from _compare(one, other, (*path, index))
    elif isinstance(left, list) and isinstance(right, list):
        yield Hit(pointer(*path), f"{len(left)} in the list, but the page has {len(right)}")
    else:
        yield Hit(pointer(*path), f"{_shown(left)}, but the page says {_shown(right)}")


def _shown(value: object) -> str:
    if isinstance(value, list):
        return f"{len(value)} in a list"
    text = repr(value)
    return text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + "…"
