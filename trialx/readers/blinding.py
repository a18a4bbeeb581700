"""Masking: how many parties are masked, and which.

What comes in: one value of any age of ClinicalTrials.gov or another registry ("Double (Participant, Investigator)",
"Double Blind", "Open Label"). What goes out: the masking, or the list of the masked. Separate from the other
enumerations, since one value holds two fields and the list in brackets has an order of its own.
"""

import re
from functools import cache
from typing import cast

from trialx.languages import words
from trialx.readers.codes import MAX_CODE
from trialx.readers.fold import fold
from trialx.readers.spellings import spellings
from trialx.record.vocab import Masking, WhoMasked

_TOKENS: dict[str, Masking] = {"single": "SINGLE", "double": "DOUBLE", "triple": "TRIPLE", "quadruple": "QUADRUPLE"}
_WITH_LIST = re.compile(r"([^()\[\]:]{3,60}?)\s*[(\[:]\s*([^()\[\]]*)([)\]]?)")
_OPENS = re.compile(r"[(\[:]")


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"[,;/|&\n]|\b(?:{'|'.join(words('and'))})\b")


def masking(text: str) -> Masking | None:
    """Return the masking; a list of who is masked may follow in brackets.

    >>> masking("Double (Participant, Investigator)"), masking("None (Open Label)"), masking("Double-Blind")
    ('DOUBLE', 'NONE', 'DOUBLE')
    >>> masking("NONE"), masking("None"), masking("Double (dose)"), masking("Participant")
    ('NONE', None, None, None)
    """
    if len(text) > MAX_CODE:
        return None
    if text.strip() == "NONE":
        return "NONE"
    folded = fold(text)
    if found := _TOKENS.get(folded) or spellings("masking").get(folded):
        return cast("Masking", found)
    split = _WITH_LIST.fullmatch(text.strip()) if _OPENS.search(text) else None
    if split and _listed(split[2]):
        return masking(split[1])
    return None


def who_masked(text: str) -> list[WhoMasked] | None:
    """Return the parties of a list, bare or in brackets behind the masking, in the order of the page.

    >>> who_masked("Double (Participant, Outcomes Assessor)"), who_masked("PARTICIPANT, INVESTIGATOR")
    (['PARTICIPANT', 'OUTCOMES_ASSESSOR'], ['PARTICIPANT', 'INVESTIGATOR'])
    >>> who_masked("Participants Outcome Assessors")
    ['PARTICIPANT', 'OUTCOMES_ASSESSOR']
    >>> who_masked("None (Open Label)"), who_masked("Double"), who_masked("Participants are adults")
    (None, None, None)
    """
    if len(text) > MAX_CODE:
        return None
    split = _WITH_LIST.fullmatch(text.strip()) if _OPENS.search(text) else None
    if split:
        # A list that no bracket closes was cut off, so its end is not known.
        whole = split[3] or ":" in text
        return _listed(split[2]) if whole and masking(split[1]) else None
    return _listed(text)


def _spaced(text: str) -> list[WhoMasked] | None:
    """Return the parties of a list without any mark, each of one word or of two.

    >>> _spaced("Participants Caregivers Investigators Outcome Assessors")
    ['PARTICIPANT', 'CARE_PROVIDER', 'INVESTIGATOR', 'OUTCOMES_ASSESSOR']
    """
    table, parts, parties, at = spellings("who_masked"), text.split(), [], 0
    if len(parts) < 2 or _between().search(text):
        return None
    while at < len(parts):
        size = next((size for size in (2, 1) if fold(" ".join(parts[at : at + size])) in table), 0)
        party = table[fold(" ".join(parts[at : at + size]))] if size else None
        if party is None or party in parties:
            return None
        parties.append(party)
        at += size
    return cast("list[WhoMasked]", parties) or None


def _listed(text: str) -> list[WhoMasked] | None:
    """Return the parties, if every part of the list is one and none comes twice."""
    table, parties = spellings("who_masked"), []
    if "," not in text and (alone := table.get(fold(text))):
        return [cast("WhoMasked", alone)]
    if spaced := _spaced(text):
        return spaced
    mark = _between().search(text)
    if mark and fold(text[: mark.start()]) not in table:
        return None  # most strings fail here, before they are cut up
    for part in _between().split(text.strip()):
        party = table.get(fold(part))
        if party is None or party in parties:
            return None
        parties.append(party)
    return cast("list[WhoMasked]", parties)
