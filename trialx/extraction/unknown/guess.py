"""Which fields a text alone may be a value of, whatever stands around it.

What comes in: a short text. What goes out: the fields whose strict readers know it, with their values. Separate from
the runs of values that are taken (`shapes`), since lists and criteria ask too, of text that they must not take. Most
texts are no value, and their first word shows it: no reader is asked about them.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any, get_args

from trialx.extraction.unknown.slice import Piece
from trialx.readers import READERS
from trialx.readers.fold import fold
from trialx.readers.spellings import spellings, word_lists
from trialx.record import vocab

# So many values on a line are a line of values.
FEWEST = 2
LONGEST_VALUE, MOST_BLANKS = 60, 8
# How far into a line values may be glued.
LONGEST_GLUED = 300
# A capital behind what ends a value. It looks back, since a page has fewer capitals than letters that one may follow.
_GLUE = re.compile(r"[A-Z](?<=[a-z0-9.)\]].)")
_DIGIT = re.compile(r"\d")
_MAY_OPEN_LIST = re.compile(r"[(\[:]")
# Fields and their readers, in the order in which a record tells them; the enumerations among them look a word up.
_FIELDS: dict[str, tuple[str, Any]] = {
    "overall_status": ("status", vocab.Status),
    "enrollment.count": ("participants", None),
    "study_type": ("study_type", vocab.StudyType),
    "phases": ("phases", None),
    "design.allocation": ("allocation", vocab.Allocation),
    "design.intervention_model": ("intervention_model", vocab.InterventionModel),
    "design.primary_purpose": ("primary_purpose", vocab.PrimaryPurpose),
    "design.masking": ("masking", vocab.Masking),
    "design.observational_model": ("observational_model", vocab.ObservationalModel),
    "design.time_perspective": ("time_perspective", vocab.TimePerspective),
    "eligibility.sex": ("sex", vocab.Sex),
}


@cache
def _known() -> dict[str, dict[str, object]]:
    """Folded words → the enumerations that they are a value of, with their values."""
    table: dict[str, dict[str, object]] = {}
    for field, (name, values) in _FIELDS.items():
        tokens = [fold(token) for token in get_args(values)]
        for word in [*tokens, *spellings(name)] if values else ():
            value = READERS[name](word)
            if value is not None:
                table.setdefault(word, {})[field] = value
    return table


@cache
def _openings() -> frozenset[str]:
    """The first words of all values that may open with a word."""
    parts = word_lists("phase_words")
    words: Iterable[str] = [
        *_known(),
        *spellings("volunteers"),
        *spellings("phases"),
        *parts["phase"],
        *parts["around"],
        "none",
    ]
    numerals = {f"{number}{part}" for number in ("i", "ii", "iii", "iv") for part in ("", "a", "b", "c")}
    return frozenset(fold(word).split(" ", 1)[0] for word in words) | numerals


@cache
def phase_words() -> tuple[str, ...]:
    """Return the words for a phase, folded.

    >>> "Phase III".lower().startswith(phase_words())
    True
    """
    return tuple(fold(word) for word in word_lists("phase_words")["phase"] if " " not in word and len(word) > 2)


def guesses(text: str) -> list[tuple[str, object]]:
    """Return the fields that a text alone may be a value of.

    >>> guesses("48 participants"), guesses("RANDOMIZED"), guesses("Asthma")
    ([('enrollment.count', 48)], [('design.allocation', 'RANDOMIZED')], [])
    """
    text = " ".join(text.split())
    if len(text) > LONGEST_VALUE or text.count(" ") > MOST_BLANKS:
        return []
    folded = fold(text)
    counted = _DIGIT.search(text) is not None
    if not counted and not _may_open(folded.split(" ", 1)[0]):
        return []
    known = _known().get(folded, {})
    found: list[tuple[str, object]] = []
    for field, (name, listed) in _FIELDS.items():
        if listed is None or (name == "masking" and (text == "NONE" or _MAY_OPEN_LIST.search(text))):
            value = READERS[name](text)
        else:
            value = known.get(field)
        if value is not None:
            found.append((field, value))
    if counted and (day := READERS["date"](text)):
        found.append(("date", day))
    if counted and (limits := READERS["age_range"](text)) and any(mark.isalpha() for mark in text):
        found.append(("eligibility.age_range", limits))
    if volunteers := spellings("volunteers").get(folded):
        found.append(("eligibility.healthy_volunteers", volunteers == "YES"))
    return found


def _may_open(word: str) -> bool:
    """Whether a value may open with a word; a phase may have its number glued to it (`PhaseIII`)."""
    return word in _openings() or not word.isalpha() or word.startswith(phase_words()) or word[-1] in "iv"


def glued_values(piece: Piece) -> list[tuple[Piece, str, object]]:
    """Return the values of a line in which the blanks between several are lost; none unless all of it is values.

    >>> [field for _, field, _ in glued_values(Piece("18 Years - 65 YearsAll Sexes", 0, 28, 0))]
    ['eligibility.age_range', 'eligibility.sex']
    """
    glues = [found.start() for found in _GLUE.finditer(piece.text, 0, LONGEST_GLUED)]
    if len(glues) < FEWEST - 1:
        return []
    out: list[tuple[Piece, str, object]] = []
    for begin, end in pairwise([0, *glues, len(piece.text)]):
        text = piece.text[begin:end].strip()
        found = guesses(text)
        if len(found) != 1 or found[0][0] == "date":
            return []  # which of a trial's dates it is, no shape tells
        out.append((piece._replace(text=text, start=piece.start + begin, end=piece.start + end), *found[0]))
    return out
