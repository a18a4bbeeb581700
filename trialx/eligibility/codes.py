"""Codes: what a variable and a unit are called in LOINC and UCUM.

What comes in: a threshold's variable and unit. What goes out: `Codes`, or None where the table (data/codes.yaml) has
neither. Separate from the reading, which names variables itself.
"""

from functools import cache
from typing import Any

from trialx.eligibility.lexicon import read_data
from trialx.record.model import Codes


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    data: dict[str, Any] = read_data("codes.yaml")
    return data["loinc"], data["ucum"] | {unit: unit for unit in data["same"]}


def codes_of(variable: str, unit: str | None) -> Codes | None:
    """Return the codes of a common lab value or vital sign.

    >>> codes_of("systolic_bp", "mmHg"), codes_of("washout", "wk")
    ({'loinc': '8480-6', 'ucum': 'mm[Hg]'}, None)
    """
    loinc, ucum = _tables()
    if variable not in loinc:
        return None
    found = Codes(loinc=loinc[variable])
    if unit in ucum:
        found["ucum"] = ucum[unit]
    return found
