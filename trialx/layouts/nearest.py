"""The nearest known name, for messages.

What comes in: a name that is not known and those that are. What goes out: one sentence that says so.
"""

from collections.abc import Iterable
from difflib import get_close_matches

# Where no name is near, so many known ones are listed.
LISTED = 12


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that is most like `name`, or nothing where none is.

    >>> nearest("enrolment.count", ["enrollment.count", "phases"])
    'enrollment.count'
    >>> nearest("status", ["overall_status", "phases"])
    'overall_status'
    >>> nearest("xyz", ["phases"])
    ''
    """
    names = list(known)
    near = get_close_matches(name.casefold(), names, n=1)
    if near:
        return near[0]
    # A part of a longer name is no near match by its letters: `summary` of `brief_summary`.
    return next((whole for whole in names if len(name) > 3 and name.casefold() in whole.casefold()), "")


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Return the message that a name is not known.

    >>> unknown("reader", "dat", ["date", "age"])
    "unknown reader 'dat'; did you mean date?"
    >>> unknown("reader", "xyz", ["date", "age"])
    "unknown reader 'xyz'; known are: date, age"
    """
    names = list(known)
    near = nearest(name, names)
    if near:
        return f"unknown {what} {name!r}; did you mean {near}?"
    more = ", …" if len(names) > LISTED else ""
    return f"unknown {what} {name!r}; known are: {', '.join(names[:LISTED])}{more}"
