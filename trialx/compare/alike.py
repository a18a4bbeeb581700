"""When two values say the same, however they are written.

What comes in: two values of one field. What goes out: whether they are alike, or which says more. Separate, since
merging and comparing must agree on it.
"""

import re
import unicodedata
from typing import Any, Final

_DATE: Final = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_BLANKS: Final = re.compile(r"\s+")


def folded(text: Any) -> str:
    """Return a text without what only printing changes: capitals, blanks, a mark at its end, the width of letters.

    >>> folded(" Warm  socks. "), folded("WARM SOCKS")
    ('warm socks', 'warm socks')
    """
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", str(text)).casefold()).strip(" .;,")


def alike(one: Any, other: Any) -> bool:
    """Say whether two values say the same; lists do in any order, dates as far as both are known.

    >>> alike("Cold feet", "cold feet."), alike(["a", "B"], ["b", "A"]), alike("2098-11", "2098-11-05"), alike(True, 1)
    (True, True, True, False)
    """
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(_key, one)) == sorted(map(_key, other))
    if isinstance(one, str) and isinstance(other, str):
        return folded(one) == folded(other) or more_precise(one, other) or more_precise(other, one)
    return bool(one == other)


def more_precise(one: Any, other: Any) -> bool:
    """Say whether a date says more than another that it agrees with.

    >>> more_precise("2098-11-05", "2098-11"), more_precise("2098-11", "2098-11-05"), more_precise("2098-12", "2097")
    (True, False, False)
    """
    dates = isinstance(one, str) and isinstance(other, str) and _DATE.fullmatch(one) and _DATE.fullmatch(other)
    return bool(dates and one != other and one.startswith(other))


def _key(value: Any) -> str:
    """Return what an entry of a list is compared by."""
    if isinstance(value, dict):
        return repr(sorted((key, _key(inner)) for key, inner in value.items()))
    return repr(sorted(map(_key, value))) if isinstance(value, list) else folded(value)
