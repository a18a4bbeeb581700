"""Figures: a number as it is printed, as a value.

What comes in: digits with commas and points. What goes out: a float. Separate from the lexer, since which comma parts
thousands and which decimals is a question of its own.
"""

import re

_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$")
_POINT_THOUSANDS = re.compile(r"[1-9]\d{1,2}\.000$")  # "1.000" may be one
_GARBLED = re.compile(r"\d+,\d{4,}")  # "100,0000" may be a hundred thousand or a million


def is_garbled(digits: str) -> bool:
    """Whether the commas of a number part neither thousands nor decimals."""
    return "," in digits and _GARBLED.search(digits) is not None


def number(digits: str) -> float:
    """Return the value of a number: thousands with commas, a decimal comma, "100.000" as thousands.

    >>> number("75,000"), number("1,2"), number("100.000"), number("1.2.3")
    (75000.0, 1.2, 100000.0, 1.2)
    """
    digits = digits.replace("'", "")  # "100'000"
    if digits.isdecimal():
        return float(digits)
    if "," not in digits and digits.count(".") == 1 and not digits.endswith("000"):
        return float(digits)
    if _THOUSANDS.match(digits):
        return float(digits.replace(",", ""))
    if _POINT_THOUSANDS.match(digits):
        return float(digits.replace(".", ""))
    parts = digits.replace(",", ".").split(".")
    return float(".".join(parts[:2]))
