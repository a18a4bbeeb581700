"""The order of keys in a record: the model's, whatever order the values were found in.

What comes in: a mapping in the shape of the record. What goes out: the same with its keys in the model's order.
Separate, since extraction, structured sources and merged records all want it.
"""

from functools import cache
from typing import Any, get_args, get_origin, get_type_hints, is_typeddict

from trialx.record import model


@cache
def _orders() -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """The order of the record's keys, and of the keys of each field that holds an object or a list of them."""
    hints = get_type_hints(model.TrialRecord)
    inner = {}
    for name, hint in hints.items():
        shape = get_args(hint)[0] if get_origin(hint) is list else hint
        if is_typeddict(shape):
            inner[name] = {key: n for n, key in enumerate(get_type_hints(shape))}
    return {name: n for n, name in enumerate(hints)}, inner


def ordered(record: dict[str, Any]) -> dict[str, Any]:
    """Return the record with its keys in the model's order.

    >>> ordered({"phases": ["NA"], "enrollment": {"type": "ACTUAL", "count": 3}, "nct_id": "NCT90000001"})
    {'nct_id': 'NCT90000001', 'phases': ['NA'], 'enrollment': {'count': 3, 'type': 'ACTUAL'}}
    """
    top, inner = _orders()
    out = {}
    for name in sorted(record, key=top.__getitem__):
        value = record[name]
        order = inner.get(name)
        if order is not None:
            if isinstance(value, dict):
                value = _sorted(value, order)
            elif isinstance(value, list):
                value = [_sorted(item, order) for item in value]
        out[name] = value
    return out


def _sorted(item: dict[str, Any], order: dict[str, int]) -> dict[str, Any]:
    if len(item) == 1:
        return item
    keys = list(item)
    numbers = [order[key] for key in keys]
    if numbers == sorted(numbers):
        return item
    return {key: item[key] for key in sorted(keys, key=order.__getitem__)}
