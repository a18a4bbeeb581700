"""What of a record has no place in a form: which fields, and how many values of each.

What comes in: a record, and the names of the fields that a form has a place for. What goes out: the number of values of
every other field, by its dotted name. Separate from the forms, which all count alike.
"""

from collections.abc import Collection, Iterator
from typing import Any, Final

# What is of the reading and not of the trial.
OWN: Final = frozenset({"source", "sources", "coverage", "evidence", "warnings"})


def lost(record: Any, kept: Collection[str], more: dict[str, int] | None = None) -> dict[str, int]:
    """Count the values of a record that are of no field in `kept`; `more` is what was lost besides.

    >>> record = {"nct_id": "NCT99000001", "enrollment": {"count": 4, "type": "ACTUAL"}, "keywords": ["a", "b"]}
    >>> lost(record, {"nct_id", "enrollment.count"})
    {'enrollment.type': 1, 'keywords': 2}
    """
    found: dict[str, int] = {}
    for name in _names(record, ""):
        steps = name.split(".")
        if steps[0] in OWN or any(".".join(steps[: at + 1]) in kept for at in range(len(steps))):
            continue
        found[name] = found.get(name, 0) + 1
    for name, number in (more or {}).items():
        found[name] = found.get(name, 0) + number
    return dict(sorted(found.items()))


def _names(value: Any, name: str) -> Iterator[str]:
    """Give the dotted name of every single value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _names(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner, name)
    else:
        yield name
