"""Dates: a whole string in, ISO 8601 out, as precise as it was given.

What comes in: one value ("September 29th 2020", "2024-07", "03.10.2019"). What goes out: `2020-09-29`, `2024-07`, or
None. Patterns and a table of month names read nearly everything; dateparser is imported here and nowhere else, for the
few strings left that hold a month name and one year, and its answer must agree with what the string shows. Left to
itself it builds dates on today, and takes "No" and "10" for some.

Which of the two orders a page uses for `03/10/2019` is the page's matter: `ambiguous_date` offers both readings, and
`date(text, order="dmy")` reads it once that is known.
"""

import re
from calendar import monthrange
from functools import cache, lru_cache
from typing import Literal, NamedTuple, cast

from trialx.languages import codes, words
from trialx.readers.fold import fold
from trialx.readers.spellings import spellings
from trialx.record.vocab import DateType

Order = Literal["dmy", "mdy"]

FIRST_YEAR, LAST_YEAR = 1900, 2100
# The longest date with weekday, time and type that pages print has some sixty characters; what is longer is prose.
MAX_DATE = 64
_CACHED_TEXTS = 8192

_HAS_YEAR = re.compile(r"(?:19|20|21)\d\d")
_PLAIN = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_NUMERIC_INSIDE = re.compile(r"(?<![\w/-])\d{1,2}([/-])\d{1,2}\1(?:19|20)\d\d(?![\w/-])")
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})|(\d{2})[-.](\d{4})")
# What a date may be made of; a bracket or a quotation mark shows that the string was cut from something longer.
_DATE_MARKS = re.compile(r"[\w\s.,:/'’+-]+")
_PARTS = re.compile(r"[^\W\d_]+|\d+")
_TYPE_BEHIND = re.compile(r"(.{4,60}?)\s*[,;:\-–]?\s*[(\[]?\s*([^\W\d_]{3,15})\.?\s*[)\]]?")
_TYPE_BEFORE = re.compile(r"[(\[]?\s*([^\W\d_]{3,15})\.?\s*[)\]]?\s*[:\-–]?\s*(.{4,60})")
_STAMP = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T\s]|\s*@\s*)\s*(\d{1,2}):(\d{2})(:\d{2})?(?:[.,]\d{1,9})?(?:\s*([AaPp])\.?[Mm]\.?)?\s*(Z|[+-]\d{2}:?\d{2})?"
)


class _Patterns(NamedTuple):
    """The forms of a date, built from the lists of words; `signs` has a word or a sign behind each number."""

    iso: re.Pattern[str]
    numeric: re.Pattern[str]
    day_first: re.Pattern[str]
    month_first: re.Pattern[str]
    year_first: re.Pattern[str]
    signs: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    lists = {name: "|".join(found) for name, found in words("dates").items()}
    # Everything a date may carry behind it that is no part of it: a time of day, a zone.
    time = (
        rf"(?:(?:[T,]|\s+(?:@|{lists['at']})|\s*@)?\s*\d{{1,2}}:\d{{2}}(?::\d{{2}}(?:[.,]\d{{1,9}})?)?"
        r"(?:\s*[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
    )
    weekday, word = r"(?:[^\W\d_]{2,12}\.?,\s*)?", r"([^\W\d_]{3,12})"
    ordinal, of = rf"(?:{lists['ordinals']}|\.)?", rf"(?:(?:{lists['of']})\s+)?"
    year, month, day = (f"(?:{lists[name]})" for name in ("year", "month", "day"))
    return _Patterns(
        re.compile(rf"(\d{{4}})(?:([-/.])(\d{{1,2}})(?:\2(\d{{1,2}}){time})?)?"),
        re.compile(rf"(\d{{1,2}})\s?([-/.])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}){time}"),
        re.compile(rf"{weekday}(?:(\d{{1,2}}){ordinal}[\s.\-/]*{of})?{word}[\s.,\-/]*{of}(\d{{4}}){time}"),
        re.compile(rf"{weekday}{word}[\s.\-/]*(\d{{1,2}}){ordinal}[\s,.\-/]+(\d{{4}}){time}"),
        re.compile(rf"(\d{{4}})[\s.\-/]{word}(?:[\s.\-/]+(\d{{1,2}}))?"),
        # `2021 Year 11 Month 15 Day` is what UMIN makes of the Japanese signs.
        re.compile(
            rf"(\d{{4}})\s?{year}\s?(\d{{1,2}})\s?{month}(?:\s?(\d{{1,2}})\s?{day})?",
            re.IGNORECASE,
        ),
    )


class AmbiguousDate(NamedTuple):
    """The two readings of a numeric date, ISO; None where that order gives no date."""

    dmy: str | None
    mdy: str | None


def date(text: str, *, order: Order | None = None) -> str | None:
    """Return the ISO date that the whole text is, or None; `order` decides `03/10/2019` and nothing else.

    >>> date("September 29th 2020"), date("2024-07"), date("25/12/2019"), date("1. März 2021")
    ('2020-09-29', '2024-07', '2019-12-25', '2021-03-01')
    >>> date("03/10/2019"), date("03/10/2019", order="mdy"), date("2024-02-30"), date("18 Years")
    (None, '2019-03-10', None, None)
    """
    text = text.strip()
    return _date(text, order) if len(text) <= MAX_DATE and _HAS_YEAR.search(text) else None


@lru_cache(maxsize=_CACHED_TEXTS)  # a crawl holds some thousand different dates
def _date(text: str, order: Order | None) -> str | None:
    """Read what holds a year and is short."""
    if found := _PLAIN.fullmatch(text):  # needs none of the lists of words
        return _iso(found[1], found[2], found[3])
    if found := _patterns().iso.fullmatch(text):
        return _iso(found[1], found[3], found[4])
    if found := _MONTH_YEAR.fullmatch(text):
        return _iso(found[2] or found[4], found[1] or found[3], None)
    if both := ambiguous_date(text):
        return _decide(both, order)
    return _worded(text)


def ambiguous_date(text: str) -> AmbiguousDate | None:
    """Return both readings of a numeric date, or None where the text is none; dots are always day first.

    >>> ambiguous_date("3/10/2019")
    AmbiguousDate(dmy='2019-10-03', mdy='2019-03-10')
    >>> ambiguous_date("3.10.2019")
    AmbiguousDate(dmy='2019-10-03', mdy=None)
    >>> ambiguous_date("40/10/2019") is None
    True
    """
    found = _patterns().numeric.fullmatch(text.strip())
    if not found:
        return None
    first, mark, second, year = found.groups()
    dmy = _iso(year, second, first)
    mdy = _iso(year, first, second) if mark != "." else None
    return AmbiguousDate(dmy, mdy) if dmy or mdy else None


def date_order(text: str) -> Order | None:
    """Return the order of day and month that the numeric dates of a running text show, or None where they do not.

    >>> date_order("Posted 3/10/2019, edited 25/10/2019"), date_order("Posted 3/10/2019, edited 10/25/2019")
    ('dmy', 'mdy')
    >>> date_order("Posted 3/10/2019"), date_order("25/10/2019, 10/25/2019"), date_order("25.10.2019")
    (None, None, None)
    """
    orders: set[Order] = set()
    for found in _NUMERIC_INSIDE.finditer(text):
        both = ambiguous_date(found[0])
        if both and (both.dmy is None) != (both.mdy is None):
            orders.add("dmy" if both.dmy else "mdy")
    return orders.pop() if len(orders) == 1 else None


def typed_date(text: str, *, order: Order | None = None) -> tuple[str, DateType | None] | None:
    """Return a date and whether the text calls it actual or estimated (None where it does not say).

    >>> typed_date("March 2021 (Anticipated)"), typed_date("2021-03-01 [Actual]"), typed_date("2021-03-01")
    (('2021-03', 'ESTIMATED'), ('2021-03-01', 'ACTUAL'), ('2021-03-01', None))
    >>> typed_date("March 2021 (submitted)") is None
    True
    """
    text = text.strip()
    if len(text) > MAX_DATE or not _HAS_YEAR.search(text):
        return None
    if plain := date(text, order=order):
        return plain, None
    for pattern, word_at, date_at in ((_TYPE_BEHIND, 2, 1), (_TYPE_BEFORE, 1, 2)):
        found = pattern.fullmatch(text)
        kind = found and date_type(found[word_at])
        value = found and date(found[date_at], order=order)
        if kind and value:
            return value, kind
    return None


def date_type(text: str) -> DateType | None:
    """Return ACTUAL or ESTIMATED for a word that stands beside a date or a count.

    >>> date_type("Anticipated"), date_type("(actual)"), date_type("submitted")
    ('ESTIMATED', 'ACTUAL', None)
    """
    return cast("DateType | None", spellings("date_type").get(fold(text)))


def timestamp(text: str) -> str | None:
    """Return a site's own stamp, ISO to the minute or second; a date alone stays a date.

    >>> timestamp("2025-12-24 @ 5:05 PM"), timestamp("2025-12-24T17:05:09Z"), timestamp("24 Dec 2025")
    ('2025-12-24T17:05', '2025-12-24T17:05:09Z', '2025-12-24')
    >>> timestamp("2025-12-24 @ 25:05") is None
    True
    """
    text = text.strip()
    found = _STAMP.fullmatch(text)
    if not found:
        return date(text) if ":" not in text else None
    day, hours, minutes, seconds, half, zone = found.groups()
    hour = int(hours)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in "Pp" else 0)
    valid = date(day) and hour < 24 and int(minutes) < 60
    return f"{day}T{hour:02}:{minutes}{seconds or ''}{zone or ''}" if valid else None


def month_number(word: str) -> int | None:
    """Return 1 to 12 for a month's name or its short form in any language.

    >>> month_number("September"), month_number("sept."), month_number("MÄRZ"), month_number("monthly")
    (9, 9, 3, None)
    """
    number = spellings("months").get(fold(word))
    return int(number) if number else None


def _decide(both: AmbiguousDate, order: Order | None) -> str | None:
    """Choose the reading where only one is possible, where both agree, or where the order is known."""
    if both.dmy == both.mdy or both.mdy is None:
        return both.dmy
    if both.dmy is None:
        return both.mdy
    return {"dmy": both.dmy, "mdy": both.mdy, None: None}[order]


def _worded(text: str) -> str | None:
    """Read a date with a month's name: by pattern, else by dateparser."""
    patterns = _patterns()
    if found := patterns.day_first.fullmatch(text):
        day, word, year = found.groups()
    elif found := patterns.month_first.fullmatch(text):
        word, day, year = found.groups()
    elif found := patterns.year_first.fullmatch(text):
        year, word, day = found.groups()
    elif found := patterns.signs.fullmatch(text):
        return _iso(*found.groups())
    else:
        return _parsed(text)
    month = month_number(word)
    return _iso(year, month, day) if month else None


def _iso(year: str, month: str | int | None, day: str | None) -> str | None:
    """Return the ISO form, or None where there is no such day."""
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        return None
    if day is None:
        return f"{year}-{int(month):02}"
    if not 1 <= int(day) <= monthrange(int(year), int(month))[1]:
        return None
    return f"{year}-{int(month):02}-{int(day):02}"


@lru_cache(maxsize=1024)
def _parsed(text: str) -> str | None:
    """Read what no pattern reads: a string with one month's name, one year and a day goes to dateparser.

    The answer counts only where its year and month are those of the text and its day is a number of the text; the
    library is thus asked for the arrangement and never for a value.
    """
    if not _DATE_MARKS.fullmatch(text):
        return None
    parts = _PARTS.findall(text)
    months = {number for part in parts if (number := month_number(part))}
    years = [part for part in parts if _HAS_YEAR.fullmatch(part)]
    if len(months) != 1 or len(years) != 1:
        return None
    from datetime import datetime

    import dateparser  # half a second of start-up, so only where a date needs it

    read = dateparser.parse(
        text,
        languages=list(codes()),
        settings={
            "PARSERS": ["absolute-time"],
            "STRICT_PARSING": True,
            "RELATIVE_BASE": datetime(2000, 1, 1),
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    if read is None or read.year != int(years[0]) or read.month not in months:
        return None
    return read.strftime("%Y-%m-%d") if str(read.day) in [part.lstrip("0") for part in parts] else None
