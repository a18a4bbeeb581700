"""Rules on texts that were damaged on their way: decoded in the wrong way, escaped once too often, lost characters.

What comes in: a record of the right form. What goes out: hits, with the right text where it is certain. Only what no
language writes counts: `Ã` before a sign that UTF-8 continues with, a character reference, the replacement character.
"""

import html
import marshal
import re
from collections.abc import Iterator
from typing import Any, Final, cast

from trialx.check.finding import Hit, pointer
from trialx.record.model import TrialRecord

# What is of the reading and not of the trial.
_ASIDE: Final = frozenset({"source", "coverage", "evidence", "warnings", "page"})
# UTF-8 read as Latin-1 or Windows-1252: a first byte of two or three, then what the second byte looks like.
_MISREAD: Final = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "|\u00e2[\u0080\u0081\u0082\u0084\u0089\u20ac\u201a\u201e\u2030][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_REFERENCE: Final = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|le|ge|#\d{2,5}|#[xX][0-9a-fA-F]{2,5});")
_LOST: Final = re.compile("\ufffd|(?<=[a-z])\u00bf(?=[a-z])|[\u0085\u0091-\u0094\u0096\u0097]")
# What every misread or lost text has one of; the last are quotes and dashes of Windows-1252, read as Latin-1.
_SIGNS: Final = "\u00c2\u00c3\u00e2\ufffd\u00bf\u0085\u0091\u0092\u0093\u0094\u0096\u0097"
_SHOWN: Final = 20


def damaged_text(record: TrialRecord) -> Iterator[Hit]:
    """TX078: a text with signs of a wrong decoding, of an escape too many, of lost characters; one a value."""
    # All texts at once are looked through several times as fast as one by one.
    if not may_be_damaged(marshal.dumps(cast(dict[str, Any], record), 2).decode("utf-8", "ignore")):
        return
    for where, text in _texts(record, ()):
        if text.isascii() and "&" not in text:
            continue
        if found := _MISREAD.search(text):
            yield Hit(pointer(*where), f"decoded wrongly: {_around(text, found)!r}", fix=_decoded(text))
        elif found := _REFERENCE.search(text):
            yield Hit(pointer(*where), f"escaped once too often: {_around(text, found)!r}", fix=_unescaped(text))
        elif found := _LOST.search(text):
            yield Hit(pointer(*where), f"a character was lost: {_around(text, found)!r}")


def may_be_damaged(text: str) -> bool:
    r"""Say whether anything in the text of a file may be damaged: most records are told sound by one look at the whole.

    >>> may_be_damaged('{"acronym": "WEX"}'), may_be_damaged('{"acronym": "W\u00c3\u00a9X"}')
    (False, True)
    """
    if "&" in text and _REFERENCE.search(text):
        return True
    # A file may hold characters as escapes.
    return any(sign in text for sign in _SIGNS) or "\\u" in text or "\\x" in text


def _decoded(text: str) -> str | None:
    """Return the text decoded again where the whole of it was decoded wrongly, None where that is not certain.

    >>> _decoded("H\u00c3\u00b4pital"), _decoded("H\u00c3\u00b4pital \u2264")
    ('H\u00f4pital', None)
    """
    for misread in ("cp1252", "latin-1"):
        try:
            return text.encode(misread).decode("utf-8")
        except UnicodeError:
            continue
    return None


def _unescaped(text: str) -> str:
    """Return the text without references, however often they were escaped (`&amp;amp;gt;` is `>`)."""
    for _ in range(4):
        if (plain := html.unescape(text)) == text:
            break
        text = plain
    return text


def _texts(value: Any, where: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, held in value.items():
            if where or key not in _ASIDE:
                yield from _texts(held, (*where, key))
    elif isinstance(value, list):
        for index, held in enumerate(value):
            yield from _texts(held, (*where, index))


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - _SHOWN) : found.end() + _SHOWN]
