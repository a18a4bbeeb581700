"""Which function reads a field: the one of its reader's name, told the site's order of day and month where it asks.

What comes in: a reader's name, an order of dates or None. What goes out: the function. Separate, since layouts get
their readers both when they are loaded and when they come out of the cache.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

from trialx.layouts.layout import Reader
from trialx.readers import READERS
from trialx.readers.dates import Order, date, typed_date

# The readers that want to know the order of day and month.
_DATE_READERS: Final[dict[str, Callable[..., object]]] = {"date": date, "typed_date": typed_date}


def reader_of(name: str, dates: Order | None) -> Reader:
    """Return the function of a reader's name.

    >>> reader_of("date", "dmy")("03/10/2019"), reader_of("sex", None)("All")
    ('2019-10-03', 'ALL')
    """
    if dates and name in _DATE_READERS:
        return partial(_DATE_READERS[name], order=dates)
    return READERS[name]
