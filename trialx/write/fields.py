"""Which fields a record can have: the shape of the model as data, and a record narrowed to some of them.

What comes in: the typed dictionaries of `trialx.record.model`; for a selection, dotted names (`nct_id`,
`enrollment.count`, `arm_groups.label`). What goes out: `Shape`s, from which the tables take their columns and Parquet
its types, and records that hold nothing but the selected fields. Separate from the formats, since all of them speak
of fields by the same names, and a name that the model does not know must fail before anything is read.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from types import UnionType
from typing import Any, Final, Literal, NamedTuple, Union, cast, get_args, get_origin, get_type_hints, is_typeddict

from trialx.record.model import TrialRecord

Kind = Literal["text", "flag", "integer", "number", "mapping", "list", "json"]
_SCALARS: Final[dict[object, Kind]] = {str: "text", bool: "flag", int: "integer", float: "number"}


class UnknownField(ValueError):
    """A name that no field of the record has; the message names the nearest one."""


class Shape(NamedTuple):
    """What a field holds: `fields` of a mapping, `item` of a list; `json` is what no column type can hold."""

    kind: Kind
    fields: dict[str, "Shape"] = {}  # noqa: RUF012 (a NamedTuple's default; nothing ever writes to it)
    item: "Shape | None" = None


@cache
def record_shape() -> Shape:
    """Return the shape of a whole record, its fields in the order of the model.

    >>> record_shape().fields["enrollment"].fields["count"].kind
    'integer'
    >>> record_shape().fields["phases"]
    Shape(kind='list', fields={}, item=Shape(kind='text', fields={}, item=None))
    """
    return _shape(TrialRecord, ())


@cache
def field_names() -> tuple[str, ...]:
    """Return every name that `select` takes, in the order of the model.

    >>> [name for name in field_names() if name.startswith("enrollment")]
    ['enrollment', 'enrollment.count', 'enrollment.type']
    """
    return tuple(_names(record_shape(), ""))


@cache
def shape_of(name: str) -> Shape:
    """Return the shape of one field; below a list it is the list of what the items hold.

    >>> shape_of("start_date.date").kind, shape_of("arm_groups.label").kind
    ('text', 'list')
    >>> shape_of("enrolment.count")
    Traceback (most recent call last):
    trialx.write.fields.UnknownField: no field is called 'enrolment.count': did you mean 'enrollment.count'?
    """
    if name not in field_names():
        raise UnknownField(_unknown(name))
    shape, lists = record_shape(), 0
    for step in name.split("."):
        while shape.item:
            shape, lists = shape.item, lists + 1
        shape = shape.fields[step]
    for _ in range(lists):
        shape = Shape("list", item=shape)
    return shape


@cache
def selection(names: tuple[str, ...]) -> Shape:
    """Return the shape of a record that holds only these fields, in the order in which they are named.

    Raises:
        UnknownField: for a name that no field has.

    """
    whole = record_shape()
    chosen: dict[str, Any] = {}
    for name in names:
        shape_of(name)
        _choose(chosen, name.split("."))
    return _narrowed(whole, chosen)


def select(record: TrialRecord, names: Sequence[str]) -> TrialRecord:
    """Return a record that holds only the named fields; what the record lacks stays absent.

    >>> select({"nct_id": "NCT99000001", "arm_groups": [{"label": "A", "type": "OTHER"}]}, ["arm_groups.label"])
    {'arm_groups': [{'label': 'A'}]}
    >>> select({"nct_id": "NCT99000001"}, ["nctid"])
    Traceback (most recent call last):
    trialx.write.fields.UnknownField: no field is called 'nctid': did you mean 'nct_id'?
    """
    return cast("TrialRecord", _selected(record, selection(tuple(names))) or {})


def _shape(hint: Any, outer: tuple[object, ...]) -> Shape:
    """Turn an annotation into a shape; a type inside itself (criteria hold criteria) and a union become JSON."""
    if is_typeddict(hint):
        if hint in outer:
            return Shape("json")
        inner = get_type_hints(hint)
        return Shape("mapping", fields={name: _shape(kind, (*outer, hint)) for name, kind in inner.items()})
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return Shape("text")
    if origin is list:
        item = _shape(arguments[0], outer)
        return Shape("json") if item.kind == "json" else Shape("list", item=item)
    if origin in (Union, UnionType):
        kinds = {_shape(argument, outer).kind for argument in arguments if argument is not type(None)}
        return Shape("number" if kinds == {"integer", "number"} else kinds.pop() if len(kinds) == 1 else "json")
    return Shape(_SCALARS.get(hint, "json"))


def _names(shape: Shape, prefix: str) -> Iterator[str]:
    """Name every field below a shape, a mapping before its parts."""
    while shape.item:
        shape = shape.item
    for name, inner in shape.fields.items():
        yield prefix + name
        yield from _names(inner, f"{prefix}{name}.")


def _choose(chosen: dict[str, Any], steps: Sequence[str]) -> None:
    """Note one name in the tree of chosen names; an empty branch means all of it."""
    for depth, step in enumerate(steps):
        known = step in chosen
        if known and not chosen[step]:
            return  # the whole of it was chosen before
        branch = chosen.setdefault(step, {})
        if depth == len(steps) - 1:
            branch.clear()
        chosen = branch


def _narrowed(shape: Shape, chosen: dict[str, Any]) -> Shape:
    """Keep of a shape what is chosen."""
    if not chosen:
        return shape
    if shape.item:
        return Shape("list", item=_narrowed(shape.item, chosen))
    return Shape("mapping", fields={name: _narrowed(shape.fields[name], inner) for name, inner in chosen.items()})


def _selected(value: object, shape: Shape) -> object:
    """Keep of a value what its shape has; a mapping or list of which nothing is left is None."""
    if isinstance(value, dict) and shape.kind == "mapping":
        kept = ((name, _selected(value[name], inner)) for name, inner in shape.fields.items() if name in value)
        return {name: inner for name, inner in kept if inner is not None} or None
    if isinstance(value, list) and shape.item:
        items = [_selected(item, shape.item) for item in value]
        return [item for item in items if item is not None] or None
    return value


def _unknown(name: str) -> str:
    """Say that no field has this name, and which one has nearly this name."""
    from difflib import get_close_matches  # only a wrong name needs it

    near = get_close_matches(name, field_names(), n=1)
    advice = f"did you mean {near[0]!r}?" if near else "a field is named as in the record, e.g. 'enrollment.count'"
    return f"no field is called {name!r}: {advice}"
