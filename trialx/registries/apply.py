"""The engine: a table applied to a node gives a record.

What comes in: rules (table.py) and the root of a source (nodes.py). What goes out: `Mapped`: the record's fields, a
warning for every value that stands there and could not be read and, where asked for, the place in the source of each
value. Nothing is ever filled in: what the source does not have, or says it has not ("N/A"), is absent.

A table is turned once into nested functions, one a rule: an export has a hundred thousand studies, and each asks every
rule of its table. Where a value stands costs more to note than to read, so it is noted only for those who ask.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final, NamedTuple

from trialx.record.model import Doubt
from trialx.registries.leaf import Reader
from trialx.registries.nodes import Path, Spot, Steps, find, nodes_at, scalar, spots_at
from trialx.registries.readings import NODE_READINGS
from trialx.registries.table import DEFAULT_READING, Lookup, Rule, load

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


Taker = Callable[[Mapped, Spot, At], Any]
Adder = Callable[[Mapped, Spot, At, list[Any]], None]


def apply(rules: Iterable[Rule], root: Any, *, steps: Steps = ()) -> Mapped:
    """Apply rules to the root node of a source, and note all places; `steps` is the way to that node.

    >>> from trialx.registries.table import rules
    >>> mapped = apply(rules({"phases": {"from": "design.phase", "read": "phases"}}), {"design": {"phase": "II"}})
    >>> mapped.fields, mapped.places
    ({'phases': ['PHASE2']}, [('/phases', ('design', 'phase'))])
    """
    return _run(_mapping(tuple(rules), traced=True), Spot(root, steps))


def read(table: str, root: Any, *, traced: bool = False, steps: Steps = ()) -> Mapped:
    """Apply a table by its name; places are noted only where `traced`.

    >>> read("ctgov_v2", {"hasResults": True}).fields
    {'has_results': True}
    """
    return _run(_compiled(table, traced), Spot(root, steps))


@cache
def _compiled(table: str, traced: bool) -> Taker:
    return _mapping(load(table), traced=traced)


def _run(take: Taker, root: Spot) -> Mapped:
    mapped = Mapped({}, [], [], {}, root)
    mapped.fields.update(take(mapped, root, None))
    return mapped


def _mapping(rules: Iterable[Rule], *, traced: bool) -> Taker:
    """Return what gives the fields that have a value."""
    parts = [(rule.name, _taker(rule, traced)) for rule in rules]

    def take(mapped: Mapped, spot: Spot, at: At) -> dict[str, Any]:
        found = {}
        for name, part in parts:
            value = part(mapped, spot, (at, name))
            if value is not None:
                found[name] = value
        return found

    return take


def _taker(rule: Rule, traced: bool) -> Taker:
    """Return what gives the value of one field, None where the source has none."""
    if rule.one:
        spots, inner_of = _spots(rule, rule.one, traced), _taker(rule._replace(one=(), keep=()), traced)
        return lambda mapped, spot, at: next(
            (value for found in spots(spot) if (value := inner_of(mapped, found, at)) is not None), None
        )
    if rule.value is not None:
        return lambda *_: rule.value
    if rule.first:
        takers = [_taker(one, traced) for one in rule.first]
        return lambda mapped, spot, at: next(
            (value for one in takers if (value := one(mapped, spot, at)) is not None), None
        )
    if rule.both or rule.each or rule.every:
        adders = [_adder(one, traced) for one in rule.both or (rule,)]

        def take(mapped: Mapped, spot: Spot, at: At) -> list[Any] | None:
            items: list[Any] = []
            for add in adders:
                add(mapped, spot, at, items)
            return items or None

        return take
    if rule.fields:
        inner = _mapping(rule.fields, traced=traced)
        return lambda mapped, spot, at: inner(mapped, spot, at) or None
    if rule.join is not None:
        return _joined(rule, rule.join, traced)
    return _first(rule, rule.paths, traced)


def _joined(rule: Rule, mark: str, traced: bool) -> Taker:
    """Return what reads the texts that several paths lead to, put together."""
    words = rule._replace(reading=DEFAULT_READING)
    ends, whole = [_first(words, (path,), traced) for path in rule.paths], Reader(rule)

    def take(mapped: Mapped, spot: Spot, at: At) -> Any:
        text = mark.join(part for end in ends if (part := end(mapped, spot, at)))
        value = whole(text)
        if value is None and text:
            _doubt(mapped, rule, whole, text, at)
        return value

    return take


def _adder(rule: Rule, traced: bool) -> Adder:
    """Return what adds to a list what a rule for a list finds."""
    if rule.each:
        return _mappings(rule, traced)
    if rule.every:
        leaf = _leaf(rule, traced)

        spots = _spots(rule, rule.paths, traced)

        def add(mapped: Mapped, spot: Spot, at: At, items: list[Any]) -> None:
            for found in spots(spot):
                value = leaf(mapped, found, (at, len(items)))
                items += value if isinstance(value, list) else [] if value is None else [value]

        return add
    taker = _taker(rule, traced)

    def add_one(mapped: Mapped, spot: Spot, at: At, items: list[Any]) -> None:
        value = taker(mapped, spot, (at, len(items)))
        items += [] if value is None else [value]

    return add_one


def _mappings(rule: Rule, traced: bool) -> Adder:
    """Return what adds the mappings of a list, but for those that lack the part that they need."""
    inner = _mapping(rule.fields, traced=traced)
    needed = [path for part in rule.fields if part.name == rule.needs for path in part.paths]

    spots = _spots(rule, rule.paths, traced)

    def add(mapped: Mapped, spot: Spot, at: At, items: list[Any]) -> None:
        for found in spots(spot):
            mark = len(mapped.places)
            item = inner(mapped, found, (at, len(items)))
            if item and (rule.needs is None or rule.needs in item):
                items.append(item)
                continue
            del mapped.places[mark:]
            if item and not any(find(found, path) for path in needed):
                message = f"an entry without its {rule.needs} is left out: {_shown(item)}"
                _warn(mapped, INCOMPLETE, message, at)

    return add


def _spots(rule: Rule, paths: tuple[Path, ...], traced: bool) -> Callable[[Spot], list[Spot]]:
    """Return what gives the nodes of a list: all that the paths lead to, cut and sifted where the rule says so."""
    look, mark = find if traced else spots_at, rule.split

    def spots(spot: Spot) -> list[Spot]:
        found = [one for path in paths for one in look(spot, path)]
        if mark:
            found = [part for one in found for part in _parts(one, mark)]
        for path, value in rule.keep:
            found = [one for one in found if any(_said(node) == value for node in nodes_at(one.node, path))]
        return found[rule.skip :] if rule.skip else found

    return spots


def _said(node: Any) -> str:
    """Return what a node says, a flag as tables write it."""
    value = scalar(node)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _parts(spot: Spot, mark: str) -> list[Spot]:
    """Cut a text at a mark; what is blank between two marks is no entry."""
    parts = str(scalar(spot.node) or "").split(mark)
    return [Spot(part.strip(), spot.steps, spot.parent) for part in parts if part.strip()]


def _first(rule: Rule, paths: tuple[tuple[str, ...], ...], traced: bool) -> Taker:
    """Return what gives the first value that the paths lead to."""
    leaf = _leaf(rule, traced)
    if traced or rule.where or any("^" in path for path in paths):

        def take(mapped: Mapped, spot: Spot, at: At) -> Any:
            for path in paths:
                for found in find(spot, path):
                    value = leaf(mapped, found, at)
                    if value is not None:
                        return value
            return None

        return take
    read_node = Reader(rule)

    def quick(mapped: Mapped, spot: Spot, at: At) -> Any:
        for path in paths:
            for node in nodes_at(spot.node, path):
                value = read_node(node)
                if value is not None:
                    return value
                _doubt(mapped, rule, read_node, node, at)
        return None

    return quick


def _leaf(rule: Rule, traced: bool) -> Taker:
    """Return what reads one node; a value that stands there and is not read is warned of."""
    read_node, where = Reader(rule), rule.where

    def take(mapped: Mapped, found: Spot, at: At) -> Any:
        if where:
            found = _looked_up(mapped, found, where)
        value = read_node(found.node)
        if value is None:
            _doubt(mapped, rule, read_node, found.node, at)
        elif traced:
            mapped.places.append((_pointer(at), found.steps))
        return value

    return take


def _doubt(mapped: Mapped, rule: Rule, read_node: Reader, node: Any, at: At) -> None:
    """Warn of a value that no reading could read, unless it says that there is none."""
    if rule.quiet or rule.reading in NODE_READINGS:
        return
    if unread := read_node.unread(node):
        _warn(mapped, UNREAD, f"{_shown(unread)} cannot be read as {rule.reading.replace('_', ' ')}", at)


def _looked_up(mapped: Mapped, found: Spot, where: Lookup) -> Spot:
    """Return the spot that a value stands for, or its own where there is none."""
    given = mapped.known.get(where)
    if given is None:
        given = mapped.known[where] = {}
        for node in find(mapped.root, where.nodes):
            for key, spot in zip(find(node, where.by), find(node, where.give), strict=False):
                given.setdefault(scalar(key.node), spot)
    return given.get(scalar(found.node), found)


def _pointer(at: At) -> str:
    """Write the way to a value as a JSON Pointer."""
    steps: list[str] = []
    while at:
        at, step = at
        steps.append(str(step))
    return "/" + "/".join(reversed(steps))


def _shown(value: object) -> str:
    """Show a value in a message, on one line and cut."""
    text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _warn(mapped: Mapped, code: str, message: str, at: At) -> None:
    mapped.warnings.append({"code": code, "message": message, "pointer": _pointer(at)})
