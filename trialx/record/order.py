"""The order of keys in a record: the model's, whatever order the values were found in.

What comes in: a mapping in the shape of the record. What goes out: the same with its keys in the model's order.
Separate, since extraction, structured sources and merged records all want it.
"""

from functools import cache, lru_cache
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
    _, inner = _orders()
    out = {}
    for name in _arranged("", tuple(record)):
        value = record[name]
        if name in inner:
            if isinstance(value, dict):
                value = _sorted(name, value)
            elif isinstance(value, list):
                value = [_sorted(name, item) for item in value]
        out[name] = value
    return out


def _sorted(name: str, item: dict[str, Any]) -> dict[str, Any]:
    keys = tuple(item)
    arranged = _arranged(name, keys)
    return item if arranged == keys else {key: item[key] for key in arranged}


@lru_cache(maxsize=4096)  # a site's pages have few sets of keys
def _arranged(name: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of the record (no name), or of a field's object, in the model's order."""
    top, inner = _orders()
    return tuple(sorted(keys, key=(inner[name] if name else top).__getitem__))
