"""People and organisations: one line in, the line tidied or None.

What comes in: one value. What goes out: a phone number, an address, a name; None for sentences and for the words that
pages print where they have no value. Names are open sets, so these readers refuse by shape and accept the rest:
they serve places that a label or an order already vouches for.
"""

import re
from functools import cache
from typing import NamedTuple

from trialx.languages import words
from trialx.readers.codes import is_null
from trialx.readers.ids import find_registry_ids

MAX_NAME = 120
MAX_ORGANIZATION = 250
# A name has a handful of words; a line of more is a sentence or a list.
MAX_NAME_WORDS = 9

_EMAIL = re.compile(
    r"(?:mailto:)?([A-Za-z0-9._%+'\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,6})", re.IGNORECASE
)
_DATE_LIKE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}\s?[-–]\s?\d{4}|\d{4}-\d{6}-\d{2}"
)
_NAME = re.compile(r"[^\W\d_][\w.,'’‘`´()/&\- ]*[\w.)]", re.UNICODE)
# What a citation is counted by.
_CITED = re.compile(r"(?:PMID|PMCID|DOI|ISSN|ISBN)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


class _Rules(NamedTuple):
    """The patterns of this module, built from the lists of words.

    `verbs` hold in small letters in no name; `abbreviated` ends a company's name and no sentence.
    """

    phone: re.Pattern[str]
    sentence: re.Pattern[str]
    abbreviated: re.Pattern[str]
    verbs: frozenset[str]
    openings: frozenset[str]


@cache
def _rules() -> _Rules:
    lists = words("people")
    before, extension = "|".join(lists["telephone"]), "|".join(lists["extension"])
    titles = "".join(f"(?<!{title})" for title in lists["title"])
    return _Rules(
        re.compile(
            rf"(?:(?:{before})\.?:?\s*)?"
            rf"(\+?[(\d][\d()\s./\-–]{{5,28}}\d(?:\s*(?:{extension})\.?:?\s*\d{{1,8}})?)",
            re.IGNORECASE,
        ),
        re.compile(rf"[^\W\d_]{{4,}}{titles}[.!?]\s+[A-Z]\w+\s+\w+|[?!]$|\w{{4,}}\.$"),
        re.compile(rf"\b(?:{'|'.join(lists['abbreviations'])})\.$", re.IGNORECASE),
        frozenset(lists["verbs"]),
        frozenset(lists["openings"]),
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
    found = _rules().phone.fullmatch(text)
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
    said = text.split(" ")
    if len(said) > MAX_NAME_WORDS or not any(word[0].isupper() for word in said):
        return None
    return None if _is_sentence(text) or is_null(text) else text


def organization(text: str) -> str | None:
    """Return an organisation's name; sentences and null words are refused.

    >>> organization("Example Pharma, Inc."), organization("3H Biotech")
    ('Example Pharma, Inc.', '3H Biotech')
    >>> organization("This study is paid for by us."), organization("None"), organization("12")
    (None, None, None)
    >>> organization("PMID 10000001"), organization("ClinicalTrials.gov ID: NCT90000001")
    (None, None)
    """
    text = " ".join(text.split())
    if not 2 <= len(text) <= MAX_ORGANIZATION or not any(mark.isalpha() for mark in text):
        return None
    if _CITED.match(text) or find_registry_ids(text):
        return None  # a source, or the study itself
    return None if _is_sentence(text) or is_null(text) else text


def _is_sentence(text: str) -> bool:
    """Tell a sentence by a verb, by its first word, by its end, or by the next one's beginning."""
    rules, said = _rules(), text.split(" ")
    if not rules.verbs.isdisjoint(said) or said[0].casefold() in rules.openings:
        return True
    if text[-1] not in ".!?" and ". " not in text and "! " not in text and "? " not in text:
        return False
    return bool(rules.sentence.search(text)) and not rules.abbreviated.search(text)
