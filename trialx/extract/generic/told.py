"""What sentences state of this trial: its design, its phase, its size.

What comes in: the stretches of prose that speak of the trial, and its title. What goes out: values marked as prose
and as not sure. A sentence counts only where it speaks of one study; words for other studies, and two sentences that
differ, give nothing. Separate from labels, which always go first.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from trialx.extract.generic.phrases import certain, either, phrases, whole_words
from trialx.extract.generic.piece import Piece
from trialx.extract.generic.reading import Reading
from trialx.extract.generic.texts import line_at
from trialx.readers.codes import primary_purpose
from trialx.readers.numbers import count
from trialx.readers.phase import phases

MOST_PROSE = 30_000
# So many characters before a number of people may say that they are only a part of them.
BEFORE_SIZE = 60
_SENTENCE = re.compile(r"(?:[^.!?\n]+|[.!?](?=\S|\s+[a-z0-9])|\n(?!\s*\n))+")
_DIGIT = re.compile(r"\d")


class _Word(NamedTuple):
    """What a pattern finds in a sentence; one of `signs` stands in all that it finds."""

    path: tuple[str, ...]
    value: str
    signs: tuple[str, ...]
    pattern: re.Pattern[str]


# ClinicalTrials.gov says so above the status that was last known.
_STATUS = "recruitment status"
_UNKNOWN = re.compile(rf"\b{_STATUS} (?:of this study )?is (?:unknown|not known)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\s*(?:it|this) is\b", re.IGNORECASE)
_NUMBER = r"(?:IV|I{1,3}|[0-4])(?:\s?[abAB](?:/[bB])?)?"
_PHASE_WORDS = ("phase", "fase", "faza")
_PHASE = re.compile(
    rf"\b(?:{'|'.join(_PHASE_WORDS)})[\s-]?(?P<value>{_NUMBER}(?:\s?(?:/|-|–|and|&)\s?(?:phase\s)?{_NUMBER})?)(?![\w%])"
    r"(?!\s+(?:part|portion|cohort|stage|period|component|dose|results?))",
    re.IGNORECASE,
)
_PURPOSE_WORD = "interventional"
_PURPOSE = re.compile(rf"\b{_PURPOSE_WORD}\s+(?P<value>[\w\s]{{4,26}}?)\s+(?:study|trial)\b", re.IGNORECASE)
_AMOUNT = r"(?P<value>\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d{2,6})"
_SOME_WORDS = r"\s+(?:[\w-]+\s+){0,4}?"


class _Rules(NamedTuple):
    """The patterns of this module, built from the lists of words.

    `signs` finds the letters of which some stand in every text that states anything in words.
    """

    words: tuple[_Word, ...]
    signs: re.Pattern[str]
    one_study: re.Pattern[str]
    other_studies: re.Pattern[str]
    counted: re.Pattern[str]
    part_of: re.Pattern[str]
    sizes: tuple[re.Pattern[str], ...]


@cache
def _rules() -> _Rules:
    lists = phrases("prose")
    words = tuple(
        _Word(
            tuple(field.split(".")),
            value,
            _fewest(map(certain, patterns)),
            re.compile(rf"\b{either(patterns)}", re.IGNORECASE),
        )
        for field, values in lists["design"].items()
        for value, patterns in values.items()
    )
    people, about = either(lists["people"]), either(lists["about"])
    who = rf"{_AMOUNT}{_SOME_WORDS}{people}"
    sizes = (
        rf"\b{who}(?:\s+(?:\([^()]{{1,60}}\)\s*)?[\w,'’-]+){{0,10}}?"
        rf"\s+(?:(?:are|is|will|must|should)\s+(?:to\s+)?(?:be\s+)?|were\s+){either(lists['done'])}\b",
        r"\b(?:will|to|plans? to|aims? to|is going to)\s+(?:enrol+|recruit|include|randomi[sz]e|follow)\s+"
        rf"(?:{about}\s+)?{who}\b",
        rf"\b(?:a\s+)?total\s+(?:of\s+)?{who}\s+(?:will|are|were)\b",
    )
    return _Rules(
        words,
        re.compile(
            "|".join(_fewest([_STATUS, *_PHASE_WORDS, _PURPOSE_WORD, *(s for word in words for s in word.signs)]))
        ),
        whole_words(lists["one_study"]),
        whole_words(lists["other_studies"]),
        re.compile(rf"\b{_AMOUNT}{_SOME_WORDS}{either([*lists['people'], *lists['others']])}\b", re.IGNORECASE),
        whole_words(lists["part_of"]),
        tuple(re.compile(size, re.IGNORECASE) for size in sizes),
    )


def _fewest(signs: Iterable[str]) -> tuple[str, ...]:
    """The signs without those that hold another."""
    known = sorted(set(signs))
    return tuple(sign for sign in known if not any(other in sign for other in known if other != sign))


class _Stated(NamedTuple):
    value: object
    start: int
    end: int


def take_told(reading: Reading) -> None:
    """Take what the title and the prose state and no label does."""
    stated: dict[tuple[str, ...], list[_Stated]] = {}
    view = reading.found.page.view
    for start, end, is_title in _stretches(reading):
        if not _states(view[start:end]):
            continue
        for begin, stop in _sentences(view, start, end, whole=is_title):
            _read(view, begin, stop, stated, is_title=is_title)
    observational = (reading.value("study_type") or _agreed(stated.get(("study_type",)))) == "OBSERVATIONAL"
    for path, found in stated.items():
        value = _agreed(found)
        if value is None or path in reading.taken:
            continue
        if path == ("design", "time_perspective") and not observational:
            continue
        if observational and path[0] == "design" and path[-1] in ("allocation", "masking", "intervention_model"):
            continue
        one = found[0]
        at = line_at(reading, one.start)
        piece = Piece(view[one.start : one.end], one.start, one.end, at)
        reading.emit(path, value, piece, "prose", sure=False)


def _agreed(found: list[_Stated] | None) -> object:
    """The value, where all that was stated is one."""
    if not found or any(one.value != found[0].value for one in found):
        return None
    return found[0].value


def _stretches(reading: Reading) -> Iterator[tuple[int, int, bool]]:
    """Offsets of what speaks of the trial: its titles, its texts, and lines that no label took."""
    pieces = reading.pieces
    for value in reading.found.values:
        if value.path in (("brief_title",), ("official_title",)):
            yield value.start, value.end, True
    for piece in reading.designs:
        yield piece.start, piece.end, True
    for first, last in reading.prose:
        for begin, end in _runs(range(first, last), pieces, reading):
            yield pieces[begin].start, pieces[end].end, False
    for begin, end in _runs(reading.texts, pieces, reading):
        yield pieces[begin].start, pieces[end].end, False


def _runs(indices: list[int] | range, pieces: list[Piece], reading: Reading) -> Iterator[tuple[int, int]]:
    """Pieces that stand on lines without a gap between, as one text: crawlers wrap lines."""
    begin = -1
    last = -2
    for i in sorted(set(indices)):
        if begin >= 0 and i == last + 1 and not reading.gap(pieces[last].at, pieces[i].at) and not pieces[i].marked:
            last = i
            continue
        if begin >= 0:
            yield begin, last
        begin = last = i
    if begin >= 0:
        yield begin, last


def _sentences(view: str, start: int, end: int, *, whole: bool) -> Iterator[tuple[int, int]]:
    end = min(end, start + MOST_PROSE)
    if whole:
        yield start, end
        return
    for found in _SENTENCE.finditer(view, start, end):
        yield found.span()


def _states(text: str) -> bool:
    """Whether a text can state anything at all, which most cannot: a few letters tell, or a digit."""
    small = text.lower()
    return (_rules().signs.search(small) or _DIGIT.search(text)) is not None


def _read(view: str, start: int, end: int, stated: dict[tuple[str, ...], list[_Stated]], *, is_title: bool) -> None:
    text, rules = view[start:end], _rules()
    small = text.lower()
    if not is_title and _STATUS in small and (known := _UNKNOWN.search(text)):
        stated.setdefault(("overall_status",), []).append(_Stated("UNKNOWN", *_at(known, start)))
    found = list(_worded(text, small, start))
    if not is_title:
        if found and not (rules.one_study.search(text) or _SUBJECT.match(text)):
            found = []
        found = [*_sizes(text, start), *found]
        if found and rules.other_studies.search(text):
            return
    for path, one in found:
        stated.setdefault(path, []).append(one)


def _at(found: re.Match[str], start: int, group: int | str = 0) -> tuple[int, int]:
    return start + found.start(group), start + found.end(group)


def _worded(text: str, small: str, start: int) -> Iterator[tuple[tuple[str, ...], _Stated]]:
    """What a text states in words; `small` is the same in small letters."""
    for path, value, signs, pattern in _rules().words:
        if any(sign in small for sign in signs) and (found := pattern.search(text)):
            yield path, _Stated(value, *_at(found, start))
    for found in _PHASE.finditer(text) if any(word in small for word in _PHASE_WORDS) else ():
        if named := phases(found[0]):
            yield ("phases",), _Stated(named, *_at(found, start))
    if _PURPOSE_WORD in small and (found := _PURPOSE.search(text)) and (purpose := primary_purpose(found["value"])):
        yield ("design", "primary_purpose"), _Stated(purpose, *_at(found, start, "value"))


def _sizes(text: str, start: int) -> Iterator[tuple[tuple[str, ...], _Stated]]:
    """How many people take part, where a text counts people once; twice it counts several groups."""
    rules = _rules()
    if not _DIGIT.search(text) or len(rules.counted.findall(text)) != 1:
        return
    for pattern in rules.sizes:
        for found in pattern.finditer(text):
            if rules.part_of.search(text, max(0, found.start() - BEFORE_SIZE), found.end()):
                continue
            if number := count(found["value"]):
                yield ("enrollment", "count"), _Stated(number, *_at(found, start, "value"))
