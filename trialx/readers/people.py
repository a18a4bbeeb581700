"""People and organisations: one line in, the line tidied or None.

What comes in: one value. What goes out: a phone number, an address, a name; None for sentences and for the words that
pages print where they have no value. Names are open sets, so these readers refuse by shape and accept the rest:
they serve places that a label or an order already vouches for.
"""

import re

from trialx.readers.codes import is_null

MAX_NAME = 120
MAX_ORGANIZATION = 250
# A name has a handful of words; a line of more is a sentence or a list.
MAX_NAME_WORDS = 9

_EMAIL = re.compile(
    r"(?:mailto:)?([A-Za-z0-9._%+'\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,6})", re.IGNORECASE
)
_PHONE = re.compile(
    r"(?:(?:tel|phone|telephone|telefon|ph|t)\.?:?\s*)?(\+?[(\d][\d()\s./\-–]{5,28}\d(?:\s*(?:ext|extension|x|ext\.)\.?:?\s*\d{1,8})?)",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}\s?[-–]\s?\d{4}|\d{4}-\d{6}-\d{2}"
)
_NAME = re.compile(r"[^\W\d_][\w.,'’‘`´()/&\- ]*[\w.)]", re.UNICODE)
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[^\W\d_]{4,}(?<!Prof)[.!?]\s+[A-Z]\w+\s+\w+|[?!]$|\w{4,}\.$")
# Verbs that no name holds in small letters ("Will", "May" and "Can" are names, "do" joins Portuguese ones).
_VERBS = frozenset(
    ["is", "are", "was", "were", "will", "has", "have", "had", "may", "must", "can", "should", "does", "been", "being"]
)
_OPENINGS = frozenset(["this", "these", "there", "which", "we", "you", "it", "if"])
# Abbreviations whose full stop ends no sentence, and that end a company's name.
_ABBREVIATED = re.compile(
    r"\b(?:inc|ltd|co|corp|llc|s\.a|b\.v|n\.v|s\.p\.a|gmbh|jr|sr|ph\.?d|m\.?d|univ|dept|hosp|r\.o|s\.r\.o|pty|assoc|inst|prof)\.$",
    re.IGNORECASE,
)


def email(text: str) -> str | None:
    """Return an e-mail address.

    >>> email("mailto:trials@clinic.example"), email("no address"), email("a@b")
    ('trials@clinic.example', None, None)
    """
    if "@" not in text or len(text) > MAX_ORGANIZATION:
        return None
    found = _EMAIL.fullmatch(text.strip().strip("<>()"))
    return found[1] if found else None


def phone(text: str) -> str | None:
    """Return a phone number as it is written, an extension included; dates and years are none.

    >>> phone("+49 30 000 0000"), phone("Tel: (555) 010-0199 ext. 12"), phone("2024-07-04"), phone("140")
    ('+49 30 000 0000', '(555) 010-0199 ext. 12', None, None)
    """
    text = text.strip()
    if not 7 <= len(text) <= 60:
        return None
    found = _PHONE.fullmatch(text)
    if not found or not 6 <= sum(mark.isdigit() for mark in found[1]) <= 24 or _DATE_LIKE.fullmatch(found[1]):
        return None
    return found[1]


def person(text: str) -> str | None:
    """Return a person's name, titles and degrees included; sentences, numbers and null words are refused.

    >>> person("Ada Q. Example, MD, PhD"), person("Prof. Dr. Jörg Muster")
    ('Ada Q. Example, MD, PhD', 'Prof. Dr. Jörg Muster')
    >>> person("The trial is open."), person("N/A"), person("140 participants"), person("Call us today!")
    (None, None, None, None)
    """
    text = " ".join(text.split())
    if not 2 <= len(text) <= MAX_NAME or _DIGIT.search(text) or not _NAME.fullmatch(text):
        return None
    words = text.split(" ")
    if len(words) > MAX_NAME_WORDS or not any(word[0].isupper() for word in words):
        return None
    return None if _is_sentence(text) or is_null(text) else text


def organization(text: str) -> str | None:
    """Return an organisation's name; sentences and null words are refused.

    >>> organization("Example Pharma, Inc."), organization("3H Biotech")
    ('Example Pharma, Inc.', '3H Biotech')
    >>> organization("This study is paid for by us."), organization("None"), organization("12")
    (None, None, None)
    """
    text = " ".join(text.split())
    if not 2 <= len(text) <= MAX_ORGANIZATION or not any(mark.isalpha() for mark in text):
        return None
    return None if _is_sentence(text) or is_null(text) else text


def _is_sentence(text: str) -> bool:
    """Tell a sentence by a verb, by its first word, by its end, or by the next one's beginning."""
    words = text.split(" ")
    if not _VERBS.isdisjoint(words) or words[0].casefold() in _OPENINGS:
        return True
    if text[-1] not in ".!?" and ". " not in text and "! " not in text and "? " not in text:
        return False
    return bool(_SENTENCE.search(text)) and not _ABBREVIATED.search(text)
