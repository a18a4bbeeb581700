"""The one right form of a value that was written otherwise: `18 years` is `18 Years`, `"120"` is 120.

What comes in: a refused value and what its place wants. What goes out: the right value, or None where there is not
exactly one. Separate from form.py, which says what is wrong.
"""

import re
from collections.abc import Callable
from typing import Final

_LOOSE_DATE: Final = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_FLAGS: Final = {"true": True, "yes": True, "false": False, "no": False}


def right_text(value: str, matches: Callable[[str], object]) -> str | None:
    r"""Return a text in the form that `matches` accepts, told by case, blanks and the separators of a date.

    >>> age = re.compile(r"(?:1 Year|\d+ Years)").fullmatch
    >>> right_text("18 years", age), right_text(" 1 Year", age), right_text("adult", age)
    ('18 Years', '1 Year', None)
    >>> right_text("2024/7/4", re.compile(r"\d{4}-\d\d-\d\d").fullmatch)
    '2024-07-04'
    """
    plain = value.strip()
    forms = [plain, plain.upper(), plain.title()]
    if found := _LOOSE_DATE.fullmatch(plain):  # the year first: month and day cannot be exchanged
        forms.append("-".join([found[1], *(part.zfill(2) for part in found.groups()[1:] if part)]))
    return next((form for form in forms if matches(form)), None)


def right_plain(value: object, noun: str) -> int | bool | None:
    """Return a whole number or a flag that was written as a text.

    >>> right_plain("1,200", "a whole number"), right_plain("Yes", "true or false"), right_plain("12", "true or false")
    (1200, True, None)
    """
    if not isinstance(value, str):
        return None
    if noun == "true or false":
        return _FLAGS.get(value.strip().lower())
    digits = re.sub(r"(?<=\d),(?=\d{3}\b)", "", value.strip())
    return (
        int(digits) if noun == "a whole number" and digits.isascii() and digits.isdigit() and len(digits) < 10 else None
    )
