"""The engine: a table applied to a node gives a record.

What comes in: rules (table.py) and the root of a source (nodes.py). What goes out: `Mapped`: the record's fields, a
warning for every value that stands there and could not be read and, where asked for, the place in the source of each
value. Nothing is ever filled in: what the source does not have, or says it has not ("N/A"), is absent.

A table is turned once into nested functions, one a rule: an export has a hundred thousand studies, and each asks every
rule of its table. Where a value stands costs more to note than to read, so it is noted only for those who ask.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final

from trialx.registries.leaf import Leaf
from trialx.registries.mapped import INCOMPLETE, At, Mapped, doubt, pointer, shown, warn
from trialx.registries.nodes import PARENT, Path, Spot, Steps, find, nodes_at, scalar, spots_at
from trialx.registries.table import DEFAULT_READING, Lookup, Rule, load

_NOTHING: Final[dict[str, Any]] = {}

# What gives a value: the source read so far, the node, the way to the mapping in the record, the step in it.
Taker = Callable[[Mapped, Spot, At, str | int], Any]
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
def _compiled(table: str, traced: bool) -> Callable[[Mapped, Spot, At], dict[str, Any]]:
    return _mapping(load(table), traced=traced)


def _run(take: Callable[[Mapped, Spot, At], dict[str, Any]], root: Spot) -> Mapped:
    mapped = Mapped({}, [], [], {}, root)
    mapped.fields.update(take(mapped, root, None))
    return mapped


def _mapping(rules: Iterable[Rule], *, traced: bool) -> Callable[[Mapped, Spot, At], dict[str, Any]]:
    """Return what gives the fields that have a value."""
    parts = [(rule.name, *_member(rule, traced), _taker(rule, traced)) for rule in rules]

    def take(mapped: Mapped, spot: Spot, at: At) -> dict[str, Any]:
        found = {}
        node = spot.node if type(spot.node) is dict else _NOTHING
        for name, key, read_node, taker in parts:
            if read_node is not None:
                member = node.get(key)
                if member is None:
                    continue
                # What is not read here is looked at once more by the taker, which warns of it.
                value = None if type(member) is list else read_node(member)
                if value is None:
                    value = taker(mapped, spot, at, name)
            else:
                value = taker(mapped, spot, at, name)
            if value is not None:
                found[name] = value
        return found

    return take


def _member(rule: Rule, traced: bool) -> tuple[str, Callable[[Any], Any] | None]:
    """Return the only step of a plain rule and what reads what is there; most parts of lists are such."""
    plain = len(rule.paths) == 1 and len(rule.paths[0]) == 1 and rule.paths[0][0] != PARENT
    special = rule.one or rule.first or rule.both or rule.each or rule.every or rule.fields or rule.where or rule.join
    if traced or special or not plain or rule.value is not None:
        return "", None
    return rule.paths[0][0], Leaf(rule).read


def _taker(rule: Rule, traced: bool) -> Taker:
    """Return what gives the value of one field, None where the source has none."""
    if rule.one:
        spots, inner_of = _spots(rule, rule.one, traced), _taker(rule._replace(one=(), keep=()), traced)
        return lambda mapped, spot, at, step: next(
            (value for found in spots(spot) if (value := inner_of(mapped, found, at, step)) is not None), None
        )
    if rule.value is not None:
        return lambda *_: rule.value
    if rule.first:
        takers = [_taker(one, traced) for one in rule.first]
        return lambda mapped, spot, at, step: next(
            (value for one in takers if (value := one(mapped, spot, at, step)) is not None), None
        )
    if rule.both or rule.each or rule.every:
        return _list([_adder(one, traced) for one in rule.both or (rule,)])
    if rule.fields:
        inner = _mapping(rule.fields, traced=traced)
        return lambda mapped, spot, at, step: inner(mapped, spot, (at, step)) or None
    if rule.join is not None:
        return _joined(rule, rule.join, traced)
    return _first(rule, rule.paths, traced)


def _list(adders: list[Adder]) -> Taker:
    """Return what gives a list to which several add."""

    def take(mapped: Mapped, spot: Spot, at: At, step: str | int) -> list[Any] | None:
        items: list[Any] = []
        here = (at, step)
        for add in adders:
            add(mapped, spot, here, items)
        return items or None

    return take


def _joined(rule: Rule, mark: str, traced: bool) -> Taker:
    """Return what reads the texts that several paths lead to, put together."""
    words = rule._replace(reading=DEFAULT_READING)
    ends, leaf = [_first(words, (path,), traced) for path in rule.paths], Leaf(rule)

    def take(mapped: Mapped, spot: Spot, at: At, step: str | int) -> Any:
        text = mark.join(part for end in ends if (part := end(mapped, spot, at, step)))
        value = leaf.read(text)
        if value is None and text:
            doubt(mapped, leaf, text, at, step)
        return value

    return take


def _adder(rule: Rule, traced: bool) -> Adder:
    """Return what adds to a list what a rule for a list finds."""
    if rule.each:
        return _mappings(rule, traced)
    if rule.every:
        take, spots = _node_taker(rule, traced), _spots(rule, rule.paths, traced)

        def add(mapped: Mapped, spot: Spot, at: At, items: list[Any]) -> None:
            for found in spots(spot):
                value = take(mapped, found, at, len(items))
                items += value if isinstance(value, list) else [] if value is None else [value]

        return add
    taker = _taker(rule, traced)

    def add_one(mapped: Mapped, spot: Spot, at: At, items: list[Any]) -> None:
        value = taker(mapped, spot, at, len(items))
        items += [] if value is None else [value]

    return add_one


def _mappings(rule: Rule, traced: bool) -> Adder:
    """Return what adds the mappings of a list, but for those that lack the part that they need."""
    inner, needs, spots = _mapping(rule.fields, traced=traced), rule.needs, _spots(rule, rule.paths, traced)
    needed = [path for part in rule.fields if part.name == needs for path in part.paths]

    def add(mapped: Mapped, spot: Spot, at: At, items: list[Any]) -> None:
        for found in spots(spot):
            mark = len(mapped.places)
            item = inner(mapped, found, (at, len(items)))
            if item and (needs is None or needs in item):
                items.append(item)
                continue
            del mapped.places[mark:]
            if item and not any(find(found, path) for path in needed):
                warn(mapped, INCOMPLETE, f"an entry without its {needs} is left out: {shown(item)}", at)

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


def _first(rule: Rule, paths: tuple[Path, ...], traced: bool) -> Taker:
    """Return what gives the first value that the paths lead to."""
    if not traced:
        return _quick(rule, paths)
    taker = _node_taker(rule, traced)

    def take(mapped: Mapped, spot: Spot, at: At, step: str | int) -> Any:
        for path in paths:
            for found in find(spot, path):
                value = taker(mapped, found, at, step)
                if value is not None:
                    return value
        return None

    return take


def _quick(rule: Rule, paths: tuple[Path, ...]) -> Taker:
    """Return the same where nobody wants to know the way to the value."""
    leaf, where = Leaf(rule), rule.where
    read_node = leaf.read
    ways = [(sum(step == PARENT for step in path), tuple(step for step in path if step != PARENT)) for path in paths]

    def take(mapped: Mapped, spot: Spot, at: At, step: str | int) -> Any:
        for up, down in ways:
            here: Spot | None = spot
            for _ in range(up):
                here = here and here.parent
            for node in nodes_at(here.node, down) if here else ():
                given = _looked_up(mapped, Spot(node), where).node if where else node
                value = read_node(given)
                if value is not None:
                    return value
                doubt(mapped, leaf, given, at, step)
        return None

    return take


def _node_taker(rule: Rule, traced: bool) -> Taker:
    """Return what reads one node; a value that stands there and is not read is warned of."""
    leaf, where = Leaf(rule), rule.where
    read_node = leaf.read

    def take(mapped: Mapped, found: Spot, at: At, step: str | int) -> Any:
        if where:
            found = _looked_up(mapped, found, where)
        value = read_node(found.node)
        if value is None:
            doubt(mapped, leaf, found.node, at, step)
        elif traced:
            mapped.places.append((pointer((at, step)), found.steps))
        return value

    return take


def _looked_up(mapped: Mapped, found: Spot, where: Lookup) -> Spot:
    """Return the spot that a value stands for, or its own where there is none."""
    given = mapped.known.get(where)
    if given is None:
        given = mapped.known[where] = {}
        for node in find(mapped.root, where.nodes):
            for key, spot in zip(find(node, where.by), find(node, where.give), strict=False):
                given.setdefault(scalar(key.node), spot)
    return given.get(scalar(found.node), found)
