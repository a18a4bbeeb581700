"""What a table made of a source, and how its doubts are told.

What comes in: values, places and doubts as the engine (apply.py) finds them. What goes out: `Mapped`; pointers and
messages as texts. Separate from the engine, which is long enough.
"""

from typing import Any, Final, NamedTuple

from trialx.record.model import Doubt
from trialx.registries.leaf import Leaf
from trialx.registries.nodes import Spot, Steps
from trialx.registries.table import Lookup

INCOMPLETE: Final = "incomplete-entry"
UNREAD: Final = "unread-value"
# How much of a value a warning shows.
_SHOWN: Final = 80

# The way to a value in the record, innermost step last; it becomes a text only where it is needed.
At = tuple[Any, str | int] | None


class Mapped(NamedTuple):
    """What a table made of a source: the fields, (JSON Pointer, place) of every value, and the warnings.

    `known` holds what values stand for other values, looked up once a source: a table of results asks for the title of
    the same few groups thousands of times. `root` is the source.
    """

    fields: dict[str, Any]
    places: list[tuple[str, Steps]]
    warnings: list[Doubt]
    known: dict[Lookup, dict[Any, Spot]]
    root: Spot


def doubt(mapped: Mapped, leaf: Leaf, node: Any, at: At, step: str | int) -> None:
    """Warn of a value that no reading could read, unless it says that there is none."""
    if unread := leaf.unread(node):
        warn(mapped, UNREAD, f"{shown(unread)} cannot be read as {leaf.name}", (at, step))


def pointer(at: At) -> str:
    """Write the way to a value as a JSON Pointer."""
    steps: list[str] = []
    while at:
        at, step = at
        steps.append(str(step))
    return "/" + "/".join(reversed(steps))


def shown(value: object) -> str:
    """Show a value in a message, on one line and cut."""
    text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def warn(mapped: Mapped, code: str, message: str, at: At) -> None:
    """Note a warning about the value at a place of the record."""
    mapped.warnings.append({"code": code, "message": message, "pointer": pointer(at)})
