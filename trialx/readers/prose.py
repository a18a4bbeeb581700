"""Facts in prose: a paragraph in, the facts that its sentences state of this trial, with their places.

What comes in: an answer or another running text. What goes out: (kind, value, start, end) with offsets into that text:
`first_posted_date`, `last_update_posted_date` and `enrollment`. Separate from the readers that match whole strings,
because here the wording around the value decides, and because a sentence may speak of other trials: one that holds a
word for them gives nothing.
"""

import re
from typing import NamedTuple

from trialx.readers.dates import date
from trialx.readers.numbers import count


class Fact(NamedTuple):
    """One fact: the record's field, its value, and `text[start:end]`, from which the value was read."""

    kind: str
    value: str | int
    start: int
    end: int


MAX_PROSE = 20_000

_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?!\s|$|[\"”'’)])[^.!?\n]*)*(?:[.!?]|\n|$)")
_OTHER = re.compile(
    r"\b(?:other|another|previous|previously|prior|past|earlier|similar|related|different|additional)\s+"
    r"(?:(?:clinical|research|medical|phase|ongoing|completed)\s+)?(?:trials?|stud(?:y|ies)|sites?|research|investigations?|sponsors?|participants|patients)"
    r"|\b\d[\d,]*\s+(?:[\w\-]+\s+){0,4}?(?:trials|studies)\b",
    re.IGNORECASE,
)
_DATE = (
    r"(?P<value>[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8}\.?,?\s+(?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}/\d{1,2}/(?:19|20)\d\d|[A-Z][a-z]{2,8}\.?,?\s+(?:19|20)\d\d)"
)
_ON = r"\s+(?:(?:online|there|publicly|to\s+\S{3,30})\s+)?(?:on|in|as\s+of)\s+(?:the\s+)?"
_FIRST = re.compile(
    r"\b(?:(?:initially|first|originally)\s+(?:posted|published|listed|made\s+public|shared|registered|uploaded|announced)"
    r"|(?:posted|published|listed)\s+(?:initially|first|originally)"
    r"|inception|(?:initial|first|original)\s+(?:posting|publication|listing)(?:\s+(?:date|was|came|occurred|took\s+place)){0,2})"
    + _ON
    + _DATE
)
_LAST = re.compile(
    r"\b(?:(?:last|most\s+recently|latest|lastly|recently|then)\s+(?:updated|edited|modified|revised|amended)"
    r"|(?:updated|edited|modified|revised|amended)\s+(?:last|most\s+recently|recently|lastly)"
    r"|(?:last|latest|most\s+recent|recent)\s+(?:update|edit|modification|revision|amendment)(?:\s+(?:date|was|came|occurred|took\s+place|made)){0,2})"
    + _ON
    + _DATE
)
_PEOPLE = r"(?P<value>\d{1,3}(?:,\d{3})+|\d{1,6})\s+(?:[a-z]{3,12}\s+)?(?:participants|patients|volunteers|individuals|people|subjects|candidates|enrollees|persons|adults|children)\b"
_SIZE = re.compile(
    r"\b(?:requires?|needs?|necessitates?|(?:search|look)(?:ing|es|s)?\s+for|seek(?:s|ing)?(?:\s+out)?|aim(?:s|ing)?\s+(?:to\s+(?:enroll|enrol|recruit|include)|for)"
    r"|(?:plans?|intends?|hopes?|set|expected|expects?|is|will|must|need|needs|required|attempting|trying|aiming|looking|planning|seeking)\s+(?:to\s+)?(?:enroll|enrol|recruit|include|find|accept|admit|sign\s+up)"
    r"|(?:enrolling|recruiting|accepting|admitting|recruits|enrolls|includes|recruitment\s+of|enrollment\s+of|in\s+need\s+of)|total\s+of)"
    r"\s+(?:a\s+total\s+of\s+|up\s+to\s+|around\s+|approximately\s+|about\s+|roughly\s+)?" + _PEOPLE,
    re.IGNORECASE,
)
_RULES = (("first_posted_date", _FIRST), ("last_update_posted_date", _LAST), ("enrollment", _SIZE))


def posted_dates(text: str) -> list[Fact]:
    """Return the posting dates and the size that the sentences of a text state of this trial, in their order.

    >>> [fact[:2] for fact in posted_dates("It was initially posted on May 3rd 2020 and last updated on June 9th 2021.")]
    [('first_posted_date', '2020-05-03'), ('last_update_posted_date', '2021-06-09')]
    >>> [fact[:2] for fact in posted_dates("The research requires 21 participants to be found at a single site.")]
    [('enrollment', 21)]
    >>> posted_dates("Presently, 3 trials are ongoing, and 12 other sites are running studies.")
    []
    >>> posted_dates("The sponsor has enrolled 5,000 patients in previous trials.")
    []
    """
    facts: list[Fact] = []
    for sentence in _SENTENCE.finditer(text[:MAX_PROSE]):
        words = sentence[0]
        if not words.strip() or _OTHER.search(words):
            continue
        for kind, rule in _RULES:
            for found in rule.finditer(words):
                shown = found["value"]
                value = count(shown) if kind == "enrollment" else date(shown)
                if value is not None:
                    start = sentence.start() + found.start("value")
                    facts.append(Fact(kind, value, start, start + len(shown)))
    return sorted(facts, key=lambda fact: fact.start)
