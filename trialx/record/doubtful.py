"""Which values of a record are in doubt: one rule for the summary, for `--strict` and for whoever counts them.

What comes in: a record as a mapping and the places of its values. What goes out: a JSON Pointer a doubtful value.
Separate, since the writers know records and no extraction, and all are to count alike.
"""

from collections.abc import Mapping
from typing import Any

from trialx.record.span import Path, Value, pointer


def doubtful_values(data: Mapping[str, Any], places: Mapping[Path, Value]) -> dict[str, int]:
    """Return the pointer of each doubtful value with the index of its line, -1 where it stands on none.

    A value is doubtful where its place is not sure, or where a warning points at it or at what holds it; a warning may
    also point at what is missing, which counts as one.
    """
    warned = {str(warning["pointer"]) for warning in data.get("warnings", ()) if "pointer" in warning}
    found: dict[str, int] = {}
    met: set[str] = set()
    for path, value in places.items():
        name = pointer(path)
        at = {name[:end] for end in _ends(name)} & warned if warned else set()
        met |= at
        if at or not value.sure:
            found[name] = value.line
    for name in sorted(warned - met):
        found[name] = -1
    return found


def _ends(name: str) -> list[int]:
    return [n for n in range(1, len(name)) if name[n] == "/"] + [len(name)]
