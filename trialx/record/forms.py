"""The forms that a plain `str` or `int` of the record may take: dates, ages, ids, counts.

What comes in: nothing. What goes out: annotated types that the model uses in its fields. A type checker sees `str`
and `int`; the JSON Schema (schema.py) sees the form. Separate from the model, which says where a form is used.
"""

from typing import Annotated, NamedTuple


class Form(NamedTuple):
    """A form by its JSON Schema keywords: a name, what it is in words, a pattern for a str, bounds for a number.

    >>> Form("partial_date", "a date", pattern="^x$").name
    'partial_date'
    """

    name: str
    words: str
    pattern: str | None = None
    minimum: int | None = None
    maximum: int | None = None


class Or(NamedTuple):
    """Another shape that a mapping may have where few records have it: type checkers see the common one alone."""

    shape: type


# Month and day are held to 01-12 and 01-31 here; that 30 February is no day is for `trialx check`, not for a pattern.
_DATE = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_UNITS = "Year|Month|Week|Day|Hour|Minute"
_AGE = f"^(1 ({_UNITS})|(0|[2-9]|[1-9][0-9]+) ({_UNITS})s)$"

PartialDate = Annotated[str, Form("partial_date", "a date as precise as the page: 2024, 2024-07, 2024-07-04", _DATE)]
Age = Annotated[str, Form("age", "a number and a unit, plural but for one: 18 Years, 1 Year, 6 Months", _AGE)]
NctId = Annotated[str, Form("nct_id", "a ClinicalTrials.gov id: NCT and 8 digits", "^NCT[0-9]{8}$")]
Sha256 = Annotated[str, Form("sha256", "the SHA-256 of the page's bytes, 64 hexadecimal digits", "^[0-9a-f]{64}$")]
Count = Annotated[int, Form("count", "a whole number, 0 or more", minimum=0)]
LineNumber = Annotated[int, Form("line_number", "a line of the page, from 1", minimum=1)]
Percent = Annotated[float | int, Form("percent", "a percentage, 0 to 100", minimum=0, maximum=100)]
Latitude = Annotated[float | int, Form("latitude", "degrees north of the equator", minimum=-90, maximum=90)]
Longitude = Annotated[float | int, Form("longitude", "degrees east of Greenwich", minimum=-180, maximum=180)]
