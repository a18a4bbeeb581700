"""Places in a structured source: a node, the way to it, and the nodes that a path leads to.

What comes in: plain data, as JSON gives it and as `xml_nodes` makes of XML: mappings, lists, texts, numbers. What goes
out: `Spot`s, each a node with the steps that lead to it, so that every value of a record can say where it was read.
Separate, so that one engine (apply.py) serves JSON, XML and rows alike.

An XML element is its text, or a mapping of its children (a list each), its attributes (`@name`) and its text (`#`).
"""

import re
from typing import Any, Final, NamedTuple, Optional

Steps = tuple[str | int, ...]
Path = tuple[str, ...]

PARENT: Final = "^"
# JSON may hold half of a surrogate pair, which no file can; it is shown as what it is, an unreadable character.
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class NotAStudy(ValueError):
    """The input is no study that can be read; the message says why, in one line."""


class Spot(NamedTuple):
    """A node, the steps that lead to it from the root, and the spot of the mapping that it lies in."""

    node: Any
    steps: Steps = ()
    parent: Optional["Spot"] = None


def path_of(text: str) -> Path:
    """Split a written path: steps with dots between them, `^` for the enclosing mapping, `.` for the node itself.

    >>> path_of("periods.milestones"), path_of("^.title"), path_of(".")
    (('periods', 'milestones'), ('^', 'title'), ())
    """
    return tuple(step for step in text.split(".") if step)


def find(spot: Spot, path: Path) -> list[Spot]:
    """Return the spots that a path leads to, in the order of the source; a list stands for its items, null for nothing.

    >>> [found.steps for found in find(Spot({"a": [{"b": 1}, {"b": None}, {"b": 2}]}), ("a", "b"))]
    [('a', 0, 'b'), ('a', 2, 'b')]
    """
    spots = [spot]
    for step in path:
        if step == PARENT:
            spots = [spot.parent for spot in spots if spot.parent]
        else:
            spots = [inner for spot in spots for inner in _step(spot, step)]
    return spots


def nodes_at(node: Any, path: Path) -> list[Any]:
    """Return the nodes that a path without `^` leads to: what `find` gives, without the way to them.

    >>> nodes_at({"a": [{"b": 1}, {"b": None}, {"b": 2}]}, ("a", "b"))
    [1, 2]
    """
    for at, step in enumerate(path):
        if type(node) is not dict:
            return []
        node = node.get(step)
        if node is None:
            return []
        if type(node) is list:
            rest = path[at + 1 :]
            if not rest:
                return [item for item in node if item is not None]
            return [inner for item in node for inner in nodes_at(item, rest)]
    return [node]


def spots_at(spot: Spot, path: Path) -> list[Spot]:
    """Return what `find` gives, each with what it lies in but without the steps to it, which take time to note."""
    spots = [spot]
    for step in path:
        if step == PARENT:
            spots = [found.parent for found in spots if found.parent]
            continue
        inner = []
        for found in spots:
            node = found.node
            value = node.get(step) if type(node) is dict else None
            if type(value) is list:
                inner += [Spot(item, (), found) for item in value if item is not None]
            elif value is not None:
                inner.append(Spot(value, (), found))
        spots = inner
    return spots


def scalar(node: Any) -> Any:
    """Return the text or number of a node: of an XML element its own text; None for a mapping or a list.

    >>> scalar({"@type": "Actual", "#": "40"}), scalar(40), scalar({"a": "b"})
    ('40', 40, None)
    """
    if isinstance(node, dict):
        node = node.get("#")
    if isinstance(node, str):
        return node if node.isascii() or _is_whole(node) else _SURROGATE.sub("\ufffd", node)
    return node if isinstance(node, bool | int | float) else None


def _is_whole(text: str) -> bool:
    """Say whether a text has no half of a character; to encode it is the fastest way to see."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def json_pointer(steps: Steps) -> str:
    """Write steps as a JSON Pointer.

    >>> json_pointer(("conditions", 0, "a/b"))
    '/conditions/0/a~1b'
    """
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def xpath(steps: Steps) -> str:
    """Write steps as an XPath; items are counted from 1.

    >>> xpath(("clinical_study", 0, "arm_group", 2, "@type"))
    '/clinical_study[1]/arm_group[3]/@type'
    """
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f"/{step}" for step in steps)


def _step(spot: Spot, step: str) -> list[Spot]:
    """Go one step down."""
    node = spot.node
    value = node.get(step) if isinstance(node, dict) else None
    if value is None:
        return []
    steps = (*spot.steps, step)
    if isinstance(value, list):
        return [Spot(item, (*steps, at), spot) for at, item in enumerate(value) if item is not None]
    return [Spot(value, steps, spot)]
