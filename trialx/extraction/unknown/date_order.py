"""Which of the two orders of day and month a page uses.

What comes in: the page, its address, the registries that its numbers are of. What goes out: `dmy`, `mdy`, or None, in
which case `03/10/2019` is no date. Separate from reading dates, because it is decided once and for the whole page.
"""

import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import urlsplit

from trialx import languages
from trialx.lexicon.phrases import either
from trialx.readers.dates import Order

_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([/-])\s?(\d{1,2})\s?\2\s?(?:19|20)\d\d(?![\d/-])")
# The end of such a date, sooner looked for: most pages have none.
_MARK_AND_YEAR = re.compile(r"\d\s?[/-]\s?(?:19|20)\d\d")
LAST_MONTH = 12
# Registries whose country writes the day first. ClinicalTrials.gov spells its months out and decides nothing.
_DAY_FIRST = frozenset(
    ["ISRCTN", "ACTRN", "EU CTR", "CTIS", "CTRI", "DRKS", "NTR", "PACTR", "ReBEC", "RPCEC", "SLCTR", "REPEC", "SNCTP"]
)
_DAY_FIRST_DOMAINS = frozenset(
    [
        "uk",
        "ie",
        "au",
        "nz",
        "de",
        "at",
        "ch",
        "fr",
        "be",
        "nl",
        "lu",
        "es",
        "it",
        "pt",
        "pl",
        "br",
        "mx",
        "ar",
        "cl",
        "co",
        "pe",
        "dk",
        "no",
        "se",
        "fi",
        "cz",
        "sk",
        "gr",
        "ro",
        "bg",
        "hr",
        "si",
        "in",
        "za",
        "sg",
        "eu",
        "il",
        "tr",
    ]
)
_MONTH_FIRST_DOMAINS = frozenset(["gov", "edu", "mil", "us"])


@cache
def _stated() -> re.Pattern[str]:
    """The order in a site's own letters: `(mm/dd/yyyy)`, `jj/mm/aaaa`."""
    day, month, year = (either(languages.words("dates", f"{name}_letters")) for name in ("day", "month", "year"))
    return re.compile(rf"(?<!\w)(?:(?P<dmy>{day}[/-]{month})|(?P<mdy>{month}[/-]{day}))[/-]{year}(?!\w)", re.IGNORECASE)


def order_of(text: str, url: str | None, registries: Iterable[str]) -> Order | None:
    """Return the order: another date with a day over 12 or the site's own letters decide, then registry and country.

    >>> order_of("Added 03/10/2019, changed 25/10/2019", None, [])
    'dmy'
    >>> order_of("Updated 3/10/2019", None, []), order_of("Edited 09/08/2017", None, ["ISRCTN"])
    (None, 'dmy')
    >>> order_of("Registered 02/01/2021 (mm/dd/yyyy)", None, ["ReBEC"])
    'mdy'
    """
    shown = set()
    for found in _NUMERIC.finditer(text) if _MARK_AND_YEAR.search(text) else ():
        first, second = int(found[1]), int(found[3])
        if first > LAST_MONTH >= second:
            shown.add("dmy")
        elif second > LAST_MONTH >= first:
            shown.add("mdy")
    shown.update(found.lastgroup or "" for found in _stated().finditer(text))
    if shown:
        return None if len(shown) > 1 else "dmy" if "dmy" in shown else "mdy"
    if not _DAY_FIRST.isdisjoint(registries):
        return "dmy"
    domain = (urlsplit(url).hostname or "").rsplit(".", 1)[-1] if url else ""
    return "dmy" if domain in _DAY_FIRST_DOMAINS else "mdy" if domain in _MONTH_FIRST_DOMAINS else None
