"""A value with the place it was read from.

What comes in: what a finder read. What goes out: `Value`, the one thing that finders hand to the build step and that
evidence, coverage and the review page are made of. Separate from the model, which knows values but no places.
"""

from typing import NamedTuple

from trialx.record.vocab import How

Path = tuple[str | int, ...]


def pointer(path: Path) -> str:
    """Return the JSON Pointer of a path.

    >>> pointer(("arm_groups", 0, "label"))
    '/arm_groups/0/label'
    """
    return "/" + "/".join(map(str, path))


class Value(NamedTuple):
    """One value and its place: `page[start:end]` is what `value` was read from.

    `path` is where it goes in the record: field names and list positions, `("arm_groups", 0, "label")`.
    `line` is the index of its first line in the page's list of lines that are not blank.
    """

    path: Path
    value: object
    start: int
    end: int
    line: int
    how: How
    rule: str
    sure: bool = True
