"""Values told by their shape alone, whatever stands around them.

What comes in: a short text, or the pieces that no label took. What goes out: the fields of which a text may be a value,
and the values whose labels are lost. One word that some reader knows is nothing (`Treatment`, `Other`); a run of lines
of which each is a value of another field is a stripped page. Most texts are no value, and their first word shows it: no
reader is asked about them.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, get_args

from trialx.extraction.unknown.reading import Reading, words
from trialx.extraction.unknown.rules import on
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


# So many lines from the title a status may stand alone; further off it may be a place's.
REACH = 6


def take_shapes(reading: Reading, title: Piece | None) -> None:
    """Take runs of values without labels, glued values, and the status that stands alone below the title."""
    pieces = [reading.pieces[i] for i in reading.texts if reading.found.claims[reading.pieces[i].at] is None]
    run: list[tuple[Piece, list[tuple[str, object]]]] = []
    for piece in pieces:
        reading.by = "glued_values"
        glued = glued_values(piece) if on(reading.by) else []
        for part, field, value in glued:
            _take(reading, field, value, part)
        found = [] if glued else guesses(words(piece))
        if found and (not run or piece.at - run[-1][0].at <= 1):
            run.append((piece, found))
            continue
        _take_run(reading, run, title)
        run = [(piece, found)] if found else []
    _take_run(reading, run, title)


def _take_run(reading: Reading, run: Sequence[tuple[Piece, list[tuple[str, object]]]], title: Piece | None) -> None:
    if len(run) == 1 and words(run[0][0]).casefold().startswith(phase_words()) and run[0][1][0][0] == "phases":
        reading.by = "lone_phase"
        if on(reading.by):
            _take(reading, "phases", run[0][1][0][1], run[0][0])
        return
    if len(run) < FEWEST:
        if run and title is not None and run[0][1][0][0] == "overall_status" and abs(run[0][0].at - title.at) <= REACH:
            reading.by = "lone_status"
            if on(reading.by):
                _take(reading, "overall_status", run[0][1][0][1], run[0][0])
        return
    fields = [field for _, found in run for field, _ in found]
    reading.by = "run_of_values"
    if len(set(fields)) < FEWEST or not on(reading.by):
        return
    dates = [(piece, value) for piece, found in run for field, value in found if field == "date"]
    for piece, found in run:
        named = [(field, value) for field, value in found if field != "date"]
        if len(named) == 1:
            _take(reading, named[0][0], named[0][1], piece)
        elif any(field == "phases" for field, _ in named) and "overall_status" in fields:
            _take(reading, "phases", ["NA"], piece)
        elif any(field == "design.allocation" for field, _ in named) and "design.intervention_model" in fields:
            _take(reading, "design.allocation", "NA", piece)
    if len(dates) == 2 and "overall_status" in fields:
        for (piece, value), field in zip(dates, ("start_date.date", "completion_date.date"), strict=True):
            _take(reading, field, value, piece)


def _take(reading: Reading, field: str, value: object, piece: Piece) -> None:
    if field == "eligibility.age_range" and isinstance(value, tuple):
        for name, limit in zip(("minimum_age", "maximum_age"), value, strict=True):
            if limit and not reading.found.has(("eligibility", name)):
                reading.emit(("eligibility", name), limit, piece, "shape", sure=False)
        return
    path = tuple(field.split("."))
    if not reading.found.has(path):
        reading.emit(path, value, piece, "shape", sure=False)
