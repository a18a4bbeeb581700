"""Every doubtful value says why: what no rule has said already is said here, once the record is built.

What comes in: the values of the record with their places, and the doubts that the rules noted. What goes out: one more
doubt for each value, or for a field or an entry as a whole where all of it is in doubt for the same reasons. Separate
from the rules, since how a value was found tells why it is doubtful, whichever rule found it.
"""

from collections.abc import Mapping

from trialx.extraction.take.found import Found
from trialx.layouts import TRUNK
from trialx.record.span import Path, Value

CODE = "doubtful-value"
CUT_OFF = "the page ends with it and may be cut off"
UNKNOWN_PART = "it stands in a part of the page that its layout does not know"
# Why a value that was found so is doubtful where its rule has said no more.
BY_HOW: Mapping[str, str] = {
    "label": "its label may mean something else here",
    "position": "no label names it, only where it stands",
    "shape": "no label names it, only its form",
    "prose": "a sentence says so, no label",
    "derived": "it follows from what is doubtful itself",
}


def say_why(found: Found, places: Mapping[Path, Value], layout: str) -> None:
    """Note why each doubtful value is so, where no doubt names it or what it is part of; `layout` has read the page."""
    said = {doubt.path for doubt in found.doubts if doubt.path}
    unsaid = [path for path, value in places.items() if not value.sure and not _covered(path, said)]
    if not unsaid:
        return
    end = len(found.page.view.rstrip())
    whole = _whole(places)
    groups: dict[Path, list[Path]] = {}
    for path in unsaid:
        top = next((path[:size] for size in range(1, len(path)) if path[:size] in whole), path)
        groups.setdefault(top, []).append(path)
    for top, paths in groups.items():
        whys = dict.fromkeys(CUT_OFF if places[path].end >= end else _why(places[path], layout) for path in paths)
        name = ".".join(str(part) for part in top)
        found.doubt(CODE, f"{name} is doubtful: {'; '.join(whys)}", places[paths[0]].line, top)


def _why(value: Value, layout: str) -> str:
    if value.how == "label" and layout != TRUNK and value.rule.startswith(f"{TRUNK}:"):
        return UNKNOWN_PART
    return BY_HOW[value.how]


def _covered(path: Path, said: set[Path]) -> bool:
    return any(path[:size] in said for size in range(1, len(path) + 1))


def _whole(places: Mapping[Path, Value]) -> set[Path]:
    """Return the fields and entries of which every value is doubtful."""
    doubtful: set[Path] = set()
    sure: set[Path] = set()
    for path, value in places.items():
        into = sure if value.sure else doubtful
        into.update(path[:size] for size in range(1, len(path)))
    return doubtful - sure
