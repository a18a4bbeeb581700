"""Names with what they are in brackets behind them: an organisation and its class.

What comes in: the words of a name. What goes out: the name and its class. Separate, since sponsors and collaborators of
every page are written so.
"""

import re

from trialx.readers.codes import agency_class
from trialx.record.vocab import AgencyClass

_CLASS = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]{2,30})[)\]]")


def split_class(text: str) -> tuple[str, AgencyClass | None]:
    """Return an organisation's name and the class in brackets behind it.

    >>> split_class("Example Pharma A/S (Industry)"), split_class("Institute (Paris)")
    (('Example Pharma A/S', 'INDUSTRY'), ('Institute (Paris)', None))
    """
    found = _CLASS.fullmatch(text)
    kind = agency_class(found[2]) if found else None
    return (found[1], kind) if found and kind else (text, None)
