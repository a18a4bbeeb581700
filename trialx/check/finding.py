"""What a check says: a hit inside one record, and a finding with its place in a file.

What comes in: nothing. What goes out: the tuples that rules, reports and baselines hand to each other. Rules give
`Hit`s, which know JSON Pointers and nothing of files; run.py turns them into `Finding`s.
"""

import hashlib
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Hit(NamedTuple):
    """One fault in one record: where (a JSON Pointer, "" is the whole record), what, and the other place if any.

    `fix` is the value that belongs there, where there is only one.
    """

    pointer: str
    message: str
    other: str | None = None
    fix: str | int | bool | None = None


class Place(NamedTuple):
    """A place in a file: lines and columns count from 1, `end` is the column after the last one.

    `pointer` is the JSON Pointer of the value in its record, "" where the place is the record or the file itself;
    `source` is the text of the line, "" where it is not known; `last` is the last line of a value of several lines, 0
    where it has one or is not known.
    """

    file: str
    line: int = 1
    column: int = 1
    end: int = 2
    pointer: str = ""
    source: str = ""
    last: int = 0


class Finding(NamedTuple):
    """A hit with its rule, severity and places; `record` is the trial's id, "" where it has none.

    `fix` is the text that belongs at the place instead, where only one does; None where that is not certain.
    """

    rule: str
    name: str
    severity: Severity
    message: str
    place: Place
    others: tuple[Place, ...] = ()
    record: str = ""
    fix: str | None = None

    def fingerprint(self) -> str:
        """Return what stays the same when lines move: rule, file, trial, pointer and message, as 16 hex digits.

        >>> place = Place("a.yaml", 3, pointer="/start_date")
        >>> moved = place._replace(line=7)
        >>> one, two = (Finding("TX020", "n", "error", "m", at).fingerprint() for at in (place, moved))
        >>> one == two, len(one)
        (True, 16)
        """
        parts = (self.rule, self.place.file, self.record, self.place.pointer, self.message)
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def pointer(*steps: str | int) -> str:
    """Write the steps to a value as a JSON Pointer (RFC 6901).

    >>> pointer("arm_groups", 0, "label"), pointer(), pointer("a/b~c")
    ('/arm_groups/0/label', '', '/a~1b~0c')
    """
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def steps(of: str) -> tuple[str, ...]:
    """Read a JSON Pointer back into its steps.

    >>> steps("/arm_groups/0/label"), steps(""), steps("/a~1b~0c")
    (('arm_groups', '0', 'label'), (), ('a/b~c',))
    """
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in of.split("/")[1:])
