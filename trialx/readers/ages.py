"""Ages and ranges of age: a whole string in, `18 Years` out.

What comes in: one value ("≥ 18 Jahre", "18 - 65", "6 months to 17 years"). What goes out: a number and a unit, the unit
capitalised and plural but for one; for a range both ends, None where an end is open. The words of all languages are
data; the patterns are built from them when the first age is met. Separate from counts, which have neither unit nor
direction.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

from trialx.readers.codes import std_ages
from trialx.readers.spellings import word_lists

MAX_AGE_TEXT = 100
_CACHED_TEXTS = 8192
# Ages above these are marks for "no limit" (999 Years) or no ages at all.
_MOST = {"Years": 130, "Months": 1200, "Weeks": 2000, "Days": 10_000, "Hours": 1000, "Minutes": 10_000}
_IN_DAYS = {"Years": 365.25, "Months": 365.25 / 12, "Weeks": 7.0, "Days": 1.0, "Hours": 1 / 24, "Minutes": 1 / 1440}

_DIGIT = re.compile(r"\d")
_NUMBER = r"(\d{1,5}(?:[.,]\d{1,2})?)"
_BARE = re.compile(r"\d{1,3}")
# `18+ years old`: the sign goes behind the unit.
_PLUS = re.compile(r"(\d{1,3})\s?\+\s?([^\W\d].*)")
_TAIL = re.compile(r"(.*\S)\s*\(([^()]*)\)")


class _Patterns(NamedTuple):
    """The patterns of this module, built from the lists of words."""

    single: re.Pattern[str]
    between: re.Pattern[str]
    minimum: re.Pattern[str]
    maximum: re.Pattern[str]
    units: dict[str, str]


def age(text: str) -> str | None:
    """Return one age with its unit; a sign or word for "at least" or "at most" may stand before it.

    >>> age("18 years"), age("1 Year(s)"), age("≥ 18 Jahre"), age("18 ans"), age("6 Months")
    ('18 Years', '1 Year', '18 Years', '18 Years', '6 Months')
    >>> age("18"), age("N/A"), age("18 - 65 Years"), age("999 Years")
    (None, None, None, None)
    """
    if not 2 <= len(text) <= MAX_AGE_TEXT or not _DIGIT.search(text):
        return None
    return _single(text)


@lru_cache(maxsize=_CACHED_TEXTS)  # few ages differ
def _single(text: str) -> str | None:
    """Read a short text with a digit."""
    patterns = _patterns()
    found = patterns.single.fullmatch(_plain(text))
    return _age(found[1], patterns.units[found[2]]) if found else None


def age_years(text: str) -> str | None:
    """Return one age, years where the text is a bare number; for a place where nothing but an age can stand.

    >>> age_years("18"), age_years("6 Months"), age_years("999")
    ('18 Years', '6 Months', None)
    """
    text = text.strip()
    return _age(text, "Years") if _BARE.fullmatch(text) else age(text)


def age_range(text: str) -> tuple[str | None, str | None] | None:
    """Return minimum and maximum age; numbers without a unit are years; no range, no answer.

    >>> age_range("18 - 65"), age_range("18+"), age_range("18 Years and older (Adult, Older Adult)")
    (('18 Years', '65 Years'), ('18 Years', None), ('18 Years', None))
    >>> age_range("up to 17 Years"), age_range("18 - Any"), age_range("6 months to 17 years")
    ((None, '17 Years'), ('18 Years', None), ('6 Months', '17 Years'))
    >>> age_range("18 Years"), age_range("65 - 18"), age_range("Phase 1 - 2"), age_range("Any")
    (None, None, None, None)
    """
    text = text.strip()
    if not 2 <= len(text) <= MAX_AGE_TEXT or not _DIGIT.search(text):
        return None
    return _both(text)


@lru_cache(maxsize=_CACHED_TEXTS)
def _both(text: str) -> tuple[str | None, str | None] | None:
    """Read both limits of a short text with a digit."""
    if (tail := _TAIL.fullmatch(text)) and std_ages(tail[2]):
        text = tail[1]
    patterns, text = _patterns(), _plain(text)
    if plus := _PLUS.fullmatch(text):
        text = f"{plus[1]} {plus[2]} +"
    if found := patterns.between.fullmatch(text):
        return _range(found[1], found[2], found[3], found[4], patterns.units)
    for pattern, is_minimum in ((patterns.minimum, True), (patterns.maximum, False)):
        if found := pattern.fullmatch(text):
            number, unit = next(filter(None, found.groups()[::2])), next(filter(None, found.groups()[1::2]), None)
            value = _age(number, patterns.units[unit] if unit else "Years")
            return None if value is None else (value, None) if is_minimum else (None, value)
    return None


def _range(
    low: str | None, low_unit: str | None, high: str | None, high_unit: str | None, units: dict[str, str]
) -> tuple[str | None, str | None] | None:
    """Return both ends in order, an end without a unit taking the other's; None where they make no range."""
    units_at = [units[unit] if unit else None for unit in (low_unit or high_unit, high_unit or low_unit)]
    ends = [number and _age(number, unit or "Years") for number, unit in zip((low, high), units_at, strict=True)]
    if ends == [None, None] or (low and not ends[0]) or (high and not ends[1]):
        return None
    if low and high:
        days = [
            float(number.replace(",", ".")) * _IN_DAYS[unit or "Years"]
            for number, unit in zip((low, high), units_at, strict=True)
        ]
        if days[0] > days[1]:
            return None
    return ends[0], ends[1]


def _age(number: str, unit: str) -> str | None:
    """Write number and unit in the record's form."""
    value = float(number.replace(",", "."))
    if value > _MOST[unit]:
        return None
    shown = str(int(value)) if value.is_integer() else str(value)
    return f"{shown} {unit if value != 1 else unit[:-1]}"


def _plain(text: str) -> str:
    """Fold case and accents; take the optional plural of `Year(s)` as written out and drop a full stop."""
    text = text.casefold().replace("(s)", "s").replace("’", "'")
    if not text.isascii():
        text = "".join(mark for mark in normalize("NFKD", text) if not combining(mark))
    return " ".join(text.split()).rstrip(".;,")


@cache
def _patterns() -> _Patterns:
    """Build the patterns from the words, longest first, so that `years old` is not cut at `years`."""
    words = word_lists("age_words")
    units = {_plain(word): unit for unit, names in word_lists("age_units").items() for word in names}
    unit = rf"({_either(list(units))})\.?"
    number = rf"{_NUMBER}[\s-]?\s?"
    behind = rf"(?:,?\s?\(?(?:{_either(words['behind'])})\)?)?"

    def group(*names: str) -> str:
        return f"(?:{_either([word for name in names for word in words[name]])})"

    sign = rf"(?:{group('minimum_before', 'maximum_before', 'over')}\s?)?"
    lead = rf"(?:{group('lead')}:?\s)?"
    one = rf"{number}(?:\(?{unit}\)?{behind})?"
    return _Patterns(
        single=re.compile(rf"{sign}{number}\(?{unit}\)?{behind}"),
        between=re.compile(
            rf"{lead}(?:{group('between_before', 'minimum_before')}[\s:]?\s?)?(?:{one}|{group('no_minimum')})"
            rf"\s?{group('between')}\s?(?:{group('maximum_before')}\s?)?"
            rf"(?:{one}|{group('no_limit')})"
        ),
        minimum=re.compile(
            rf"{lead}(?:{group('minimum_before')}:?\s?{one}(?:,?\s?{group('minimum_behind')})?|{one},?\s?{group('minimum_behind')}"
            rf"|{group('over')}\s{number}\(?{unit}\)?{behind})"
        ),
        maximum=re.compile(
            rf"{lead}(?:{group('maximum_before')}:?\s?{one}(?:,?\s?{group('maximum_behind')})?|{one},?\s?{group('maximum_behind')})"
        ),
        units=units,
    )


def _either(words: list[str]) -> str:
    """Return an alternation of words, longest first."""
    plain = {_plain(word) for word in words}
    return "|".join(re.escape(word) for word in sorted(plain, key=lambda word: (-len(word), word)))
