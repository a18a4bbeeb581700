"""Phases: one value in, the list of API v2 phases out.

What comes in: any of the hundred ways to write a phase ("Phase I/II", "2-3", "phase IIIb", "PHASE1/PHASE2", "N/A",
the yes/no list of the EU register). What goes out: phases in ascending order, or None. Separate, since the spellings
are compositions: they are read word by word, and only what is no number stands in the data.
"""

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import cast

from trialx.readers.fold import fold
from trialx.readers.spellings import spellings, word_lists
from trialx.record.vocab import Phase

# The list of the EU register is the longest spelling, with four lines of some fifty characters.
MAX_PHASES = 300
MAX_SHORT = 80
_CACHED_TEXTS = 8192

_TOKENS: dict[str, list[Phase]] = {
    "PHASE1": ["PHASE1"],
    "PHASE2": ["PHASE2"],
    "PHASE3": ["PHASE3"],
    "PHASE4": ["PHASE4"],
    "PHASE1/PHASE2": ["PHASE1", "PHASE2"],
    "PHASE2/PHASE3": ["PHASE2", "PHASE3"],
    "EARLY_PHASE1": ["EARLY_PHASE1"],
    "NA": ["NA"],
}
_NUMBERED: dict[str, Phase] = {"1": "PHASE1", "2": "PHASE2", "3": "PHASE3", "4": "PHASE4"}
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_SUBPHASES = frozenset("abc")
_ORDER: list[Phase] = ["PHASE1", "PHASE2", "PHASE3", "PHASE4"]

_PART = re.compile(r"(iv|i{1,3}|[1-4])([abc](?:[-/][abc])?)?", re.IGNORECASE)
_WORD = re.compile(r"phase(?=i[iv]{0,2}[abc]?\b)|[^\W\d_]+|\d+(?:[abc]\b)?|[^\w\s]", re.IGNORECASE)
# Roman numerals that are one character each; two side by side are two numerals, not a longer one.
_ROMAN_SIGNS = str.maketrans({"Ⅰ": " I ", "Ⅱ": " II ", "Ⅲ": " III ", "Ⅳ": " IV "})
_MARKS = frozenset("/-–—,|&+;")
_YES_NO_LIST = re.compile(r"\(\s*phase\s+(iv|i{1,3})\s*\)\s*:?\s*(yes|no)\b", re.IGNORECASE)
_YES_NO_WORDS = re.compile(
    r"\b(?:yes|no|human pharmacology|therapeutic (?:exploratory|confirmatory|use)|phase|iv|i{1,3})\b|\W", re.IGNORECASE
)
_BRACKETED = re.compile(r"([^()]+?)\s*\(([^()]+)\)")


def phases(text: str) -> list[Phase] | None:
    """Return the phases that the whole text names.

    >>> phases("Phase I/II"), phases("phase IIIb"), phases("2-3"), phases("N/A")
    (['PHASE1', 'PHASE2'], ['PHASE3'], ['PHASE2', 'PHASE3'], ['NA'])
    >>> phases("0 (exploratory)"), phases("III (Phase III study)"), phases("Early Phase 1")
    (['EARLY_PHASE1'], ['PHASE3'], ['EARLY_PHASE1'])
    >>> phases("Phase 5"), phases("3 phases"), phases("Phase 2 results"), phases("None"), phases("Phase 1-4")
    (None, None, None, None, None)
    """
    if len(text) > MAX_PHASES:
        return None
    text = text.strip()
    if token := _TOKENS.get(text):
        return list(token)
    if "(" in text and _YES_NO_LIST.search(text):
        return _answers(text)
    named = _named(text) if len(text) <= MAX_SHORT else None
    return list(named) if named else None


@lru_cache(maxsize=_CACHED_TEXTS)  # the short lines of a site are few
def _named(text: str) -> tuple[Phase, ...] | None:
    """Read a spelling from the data, a composition of numbers, or one with the same again in brackets."""
    if known := spellings("phases").get(fold(text)):
        return (cast("Phase", known),)
    if found := _composed(text):
        return found
    if "(" in text and (bracketed := _BRACKETED.fullmatch(text)):
        before, inside = _named(bracketed[1]), _named(bracketed[2])
        return before if before and before == inside else None
    return None


def _composed(text: str) -> tuple[Phase, ...] | None:
    """Read numbers with marks between them, the word "phase" before any, and words that say nothing."""
    phase_words, around, joining = _words()
    found: list[Phase] = []
    joined, after_phase = True, False
    if not text.isascii():
        text = text.translate(_ROMAN_SIGNS)
    for match in _WORD.finditer(text):
        word = fold(match[0]) or match[0]
        part = _PART.fullmatch(word)
        if part and joined:
            found.append(_NUMBERED[_ROMAN.get(part[1], part[1])])
            joined = False
        elif word in _SUBPHASES and found:
            joined = False  # "III b", "2a/b"
        elif after_phase and word in "-–.:":
            continue  # "Phase-3"
        elif word in joining or word in _MARKS:
            if not found or joined:
                return None
            joined = True
        elif word in phase_words:
            if not joined:
                return None  # "3 phases"
        elif word not in around and word not in ".:":
            return None
        after_phase = word in phase_words
    return _in_order(found) if found and not joined else None


def _in_order(found: list[Phase]) -> tuple[Phase, ...] | None:
    """Return the phases once each, if they ascend one by one; a jump or a step back is some other numbering."""
    unique = tuple(dict.fromkeys(found))
    places = [_ORDER.index(phase) for phase in unique]
    if any(after - before != 1 for before, after in pairwise(places)):
        return None
    return unique


def _answers(text: str) -> list[Phase] | None:
    """Return the phases that a list in the manner of the EU register answers with yes."""
    if _YES_NO_WORDS.sub("", text.replace("_", " ")):
        return None
    answered = {_ROMAN[number.lower()]: answer.lower() for number, answer in _YES_NO_LIST.findall(text)}
    return [_NUMBERED[number] for number in sorted(answered) if answered[number] == "yes"] or None


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words for phase, those that say nothing, and those that join."""
    phase, around, joining = (
        frozenset(fold(word) or word for word in word_lists("phase_words")[name]) for name in ("phase", "around", "and")
    )
    return phase, around, joining
