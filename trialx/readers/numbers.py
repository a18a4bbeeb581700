"""Counts, percentages: a whole string in, a number out.

What comes in: one value ("1,234", "140 participants"). What goes out: a whole number, a share of 0 to 100, or None.
Separate from ages, which carry a unit and a direction.
"""

import re
from functools import cache

from trialx.languages import words
from trialx.readers.dates import date_type
from trialx.readers.fold import fold
from trialx.readers.spellings import spellings
from trialx.record.vocab import DateType

# Registries print this where the number is not known; it is no number of people.
UNKNOWN_COUNT = 99_999_999
MAX_COUNT_TEXT = 80

_BLANK = " \u00a0\u2009\u202f"
_COUNT = (
    r"(?:\d{1,9}"  # 140
    rf"|\d{{1,3}}(?:[{_BLANK}]\d{{3}})+"  # 10 000
    r"|\d{1,3}(?:,\d{3})+"  # 1,234
    r"|\d{1,2}(?:,\d{2})+,\d{3}"  # 1,00,000, as in India
    r"|[1-9]\d{0,2}(?:\.\d{3})+"  # 1.234: a count has no decimals, so the point is a mark of thousands
    r"|\d{1,3}(?:['’]\d{3})+)"  # 1'234
)
_WHOLE = re.compile(_COUNT)
_DIGIT = re.compile(r"\d")
_NOT_DIGITS = re.compile(r"\D")
_KIND_BEHIND = re.compile(r"(?P<rest>.+?)\s*[,:\-–]?\s*[(\[]\s*(?P<kind>[^\W\d_]{3,15})\s*[)\]]")
_KIND_BARE = re.compile(r"(?P<rest>[\d,.\s]+)\s(?P<kind>[^\W\d_]{3,15})")
_KIND_BEFORE = re.compile(r"[(\[]?(?P<kind>[^\W\d_]{3,15})[)\]]?\s*[:\-–]?\s*(?P<rest>\d.*)")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s?%")


@cache
def _people() -> re.Pattern[str]:
    about = rf"(?:(?:~|≈|{'|'.join(words('counts', 'about'))})\s*)?"
    return re.compile(rf"{about}(?P<count>{_COUNT})\s*(?P<who>[^\W\d_][^\d\n]{{3,40}})", re.IGNORECASE)


def count(text: str) -> int | None:
    """Return a bare whole number; marks of thousands are a comma, a point, a blank or an apostrophe.

    >>> count("1,234"), count("10 000"), count("1.234"), count("140")
    (1234, 10000, 1234, 140)
    >>> count("1.5"), count("12,34"), count("140 participants"), count("99999999")
    (None, None, None, None)
    """
    text = text.strip()
    if not text or not text[0].isdigit() or not _WHOLE.fullmatch(text):
        return None
    number = int(_NOT_DIGITS.sub("", text))
    return None if number == UNKNOWN_COUNT else number


def participants(text: str) -> int | None:
    """Return the number of people where the text says that it counts people.

    >>> participants("140 participants"), participants("1,234 Patients"), participants("~21 volunteers")
    (140, 1234, 21)
    >>> participants("140"), participants("140 mg"), participants("12 previous patients")
    (None, None, None)
    """
    if len(text) > MAX_COUNT_TEXT:
        return None
    found = _people().fullmatch(text.strip())
    if not found or fold(found["who"]) not in spellings("participants"):
        return None
    return count(found["count"])


def enrollment(text: str) -> tuple[int, DateType | None] | None:
    """Return a number of people, with or without the word for them, and whether it is actual or estimated.

    >>> enrollment("140 participants (Anticipated)"), enrollment("140 [Actual]"), enrollment("1,234")
    ((140, 'ESTIMATED'), (140, 'ACTUAL'), (1234, None))
    >>> enrollment("Same as current") is None
    True
    """
    text = text.strip()
    if len(text) > MAX_COUNT_TEXT or not _DIGIT.search(text):
        return None
    plain = count(text)
    if plain is None:
        plain = participants(text)
    if plain is not None:
        return plain, None
    for pattern in (_KIND_BEHIND, _KIND_BARE, _KIND_BEFORE):
        found = pattern.fullmatch(text)
        kind = date_type(found["kind"]) if found else None
        if found and kind:
            number = count(found["rest"])
            if number is None:
                number = participants(found["rest"])
            if number is not None:
                return number, kind
    return None


def percent(text: str) -> float | int | None:
    """Return a share of 0 to 100; a whole number where it is written as one.

    >>> percent("80%"), percent("12.5 %"), percent("12,5%"), percent("120%"), percent("80")
    (80, 12.5, 12.5, None, None)
    """
    found = _PERCENT.fullmatch(text.strip())
    if not found:
        return None
    value = float(found[1].replace(",", "."))
    if value > 100:
        return None
    return int(value) if value.is_integer() else value
