"""The engine: a table applied to a node gives a record.

What comes in: rules (table.py) and the root of a source (nodes.py). What goes out: `Mapped`: the record's fields, the
place in the source of each value, and a warning for every value that stands there and could not be read. Nothing is
ever filled in: what the source does not have, or says it has not ("N/A"), is absent.
"""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from trialx.readers import is_null
from trialx.record.model import Doubt
from trialx.registries.nodes import Spot, Steps, find, scalar
from trialx.registries.readings import NODE_READINGS, QUIET_READINGS, READINGS, STEPS, TYPED_READINGS
from trialx.registries.table import Lookup, Rule
from trialx.registries.values import labelled

UNREAD: Final = "unread-value"
INCOMPLETE: Final = "incomplete-entry"
# How much of a value a warning shows.
_SHOWN: Final = 80


class Mapped(NamedTuple):
    """What a table made of a source: the fields, (JSON Pointer, place) of every value, and the warnings.

    `known` holds what values stand for other values, looked up once a source: a table of results asks for the title of
    the same few groups thousands of times.
    """

    fields: dict[str, Any]
    places: list[tuple[str, Steps]]
    warnings: list[Doubt]
    known: dict[Lookup, dict[Any, Spot]]


def apply(rules: Iterable[Rule], root: Any, *, steps: Steps = ()) -> Mapped:
    """Apply rules to the root node of a source; `steps` is the way to that node.

    >>> from trialx.registries.table import rules
    >>> mapped = apply(rules({"phases": {"from": "design.phase", "read": "phases"}}), {"design": {"phase": "II"}})
    >>> mapped.fields, mapped.places
    ({'phases': ['PHASE2']}, [('/phases', ('design', 'phase'))])
    """
    mapped = Mapped({}, [], [], {})
    mapped.fields.update(_mapping(mapped, rules, Spot(root, steps), ""))
    return mapped


def _mapping(mapped: Mapped, rules: Iterable[Rule], spot: Spot, pointer: str) -> dict[str, Any]:
    """Return the fields that have a value."""
    found = ((rule.name, _value(mapped, rule, spot, f"{pointer}/{rule.name}")) for rule in rules)
    return {name: value for name, value in found if value is not None}


def _value(mapped: Mapped, rule: Rule, spot: Spot, pointer: str) -> Any:
    """Return the value of one field, None where the source has none."""
    if rule.value is not None:
        return rule.value
    if rule.first:
        values = (_value(mapped, one, spot, pointer) for one in rule.first)
        return next((value for value in values if value is not None), None)
    if rule.both:
        items: list[Any] = []
        for one in rule.both:
            _extend(mapped, one, spot, pointer, items)
        return items or None
    if rule.each or rule.every:
        items = []
        _extend(mapped, rule, spot, pointer, items)
        return items or None
    if rule.fields:
        return _mapping(mapped, rule.fields, spot, pointer) or None
    if rule.join is not None:
        parts = [_first(mapped, rule, spot, (path,), pointer) for path in rule.paths]
        return rule.join.join(part for part in parts if part) or None
    return _first(mapped, rule, spot, rule.paths, pointer)


def _extend(mapped: Mapped, rule: Rule, spot: Spot, pointer: str, items: list[Any]) -> None:
    """Add to a list what a rule for a list finds."""
    if not rule.each and not rule.every:
        value = _value(mapped, rule, spot, f"{pointer}/{len(items)}")
        items += [] if value is None else [value]
    for path in rule.paths if rule.each or rule.every else ():
        for found in find(spot, path):
            if rule.each:
                _add_mapping(mapped, rule, found, pointer, items)
            else:
                value = _read(mapped, rule, found, f"{pointer}/{len(items)}")
                items += value if isinstance(value, list) else [] if value is None else [value]


def _add_mapping(mapped: Mapped, rule: Rule, found: Spot, pointer: str, items: list[Any]) -> None:
    """Add one mapping of a list, unless it lacks the part that it needs."""
    mark = len(mapped.places)
    item = _mapping(mapped, rule.fields, found, f"{pointer}/{len(items)}")
    if item and (rule.needs is None or rule.needs in item):
        items.append(item)
        return
    del mapped.places[mark:]
    needed = [path for part in rule.fields if part.name == rule.needs for path in part.paths]
    if item and not any(find(found, path) for path in needed):
        _warn(mapped, INCOMPLETE, f"an entry without its {rule.needs} is left out: {_shown(item)}", pointer)


def _first(mapped: Mapped, rule: Rule, spot: Spot, paths: Iterable[tuple[str, ...]], pointer: str) -> Any:
    """Return the first value that the paths lead to."""
    for path in paths:
        for found in find(spot, path):
            value = _read(mapped, rule, found, pointer)
            if value is not None:
                return value
    return None


def _read(mapped: Mapped, rule: Rule, found: Spot, pointer: str) -> Any:
    """Read one node; a value that stands there and is not read is warned of."""
    if rule.where:
        found = _looked_up(mapped, found, rule.where)
    if rule.reading in NODE_READINGS:
        value = NODE_READINGS[rule.reading](found.node)
    else:
        node = scalar(found.node)
        if node is None or node == "":
            return None
        if not isinstance(node, str) and rule.reading not in TYPED_READINGS:
            node = str(node)
        node = _prepared(node, rule)
        value = None if node == "" else READINGS[rule.reading](node)
        if value is None and not rule.quiet and rule.reading not in QUIET_READINGS and not is_null(str(node)):
            name = rule.reading.replace("_", " ")
            _warn(mapped, UNREAD, f"{_shown(node)} cannot be read as {name}", pointer)
        if rule.reading in QUIET_READINGS and isinstance(value, str) and is_null(value):
            return None
    if value is not None:
        mapped.places.append((pointer, found.steps))
    return value


def _prepared(node: Any, rule: Rule) -> Any:
    """Return the part of a text that a rule reads."""
    if rule.label:
        node = labelled(node, rule.label)
    return STEPS[rule.through](node) if rule.through else node


def _looked_up(mapped: Mapped, found: Spot, where: Lookup) -> Spot:
    """Return the spot that a value stands for, or its own where there is none."""
    if where not in mapped.known:
        root = found
        while root.parent:
            root = root.parent
        given = mapped.known[where] = {}
        for node in find(root, where.nodes):
            for key, spot in zip(find(node, where.by), find(node, where.give), strict=False):
                given.setdefault(scalar(key.node), spot)
    return mapped.known[where].get(scalar(found.node), found)


def _shown(value: object) -> str:
    """Show a value in a message, on one line and cut."""
    text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _warn(mapped: Mapped, code: str, message: str, pointer: str) -> None:
    mapped.warnings.append({"code": code, "message": message, "pointer": pointer})
