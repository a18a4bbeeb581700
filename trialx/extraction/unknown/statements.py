"""What sentences state of this trial: its design, its phase, its size.

What comes in: the stretches of prose that speak of the trial, and its title. What goes out: values marked as prose
and as not sure. A sentence counts only where it speaks of one study; words for other studies, and two sentences that
differ, give nothing. Separate from labels, which always go first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from trialx import languages
from trialx.extraction.unknown.reading import Reading
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece
from trialx.lexicon.phrases import certain, either, whole_words
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
    signs: frozenset[str]
    pattern: re.Pattern[str]


_NUMBER = r"(?:IV|I{1,3}|[0-4])(?:\s?[abAB](?:/[bB])?)?"
_AMOUNT = r"(?P<value>\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d{2,6})"
_SOME_WORDS = r"\s+(?:[\w-]+\s+){0,4}?"


class _Rules(NamedTuple):
    """The patterns of this module, built from the lists of words.

    `signs` are the letters of which some stand in every text that states anything in words; `phase` and
    `purpose` come with their own.
    """

    words: tuple[_Word, ...]
    signs: frozenset[str]
    phase: tuple[frozenset[str], re.Pattern[str]]
    purpose: tuple[frozenset[str], tuple[re.Pattern[str], ...]]
    subject: re.Pattern[str]
    one_study: re.Pattern[str]
    other_studies: re.Pattern[str]
    counted: re.Pattern[str]
    part_of: re.Pattern[str]
    sizes: tuple[re.Pattern[str], ...]


@cache
def _rules() -> _Rules:
    lists = languages.words("prose")
    words = tuple(
        _Word(
            tuple(field.split(".")),
            value,
            _signs(patterns),
            re.compile(rf"\b{either(patterns)}{_whole(field, value)}", re.IGNORECASE),
        )
        for field, values in lists["design"].items()
        for value, patterns in values.items()
    )
    phase, purpose = lists["phase"], lists["purpose"]
    signs = frozenset[str]().union(*(_signs(phase), _signs(purpose)), *(word.signs for word in words))
    people = either(lists["people"])
    filled = {
        "{who}": rf"{_AMOUNT}{_SOME_WORDS}{people}",
        "{done}": either(lists["done"]),
        "{about}": either(lists["about"]),
    }
    return _Rules(
        words,
        signs,
        (_signs(phase), _phase(phase, lists["part_of_a_phase"], languages.words("and"))),
        (_signs(purpose), tuple(re.compile(rf"\b{pattern}", re.IGNORECASE) for pattern in purpose)),
        re.compile(rf"\s*{either(lists['subject'])}\b", re.IGNORECASE),
        whole_words(lists["one_study"]),
        whole_words(lists["other_studies"]),
        re.compile(rf"\b{_AMOUNT}{_SOME_WORDS}{either([*lists['people'], *lists['others']])}\b", re.IGNORECASE),
        whole_words(lists["part_of"]),
        tuple(re.compile(_filled(size, filled), re.IGNORECASE) for size in lists["sizes"]),
    )


def _whole(field: str, value: str) -> str:
    """What may not follow: an open-label extension or placebo says nothing of the masking of the trial."""
    if (field, value) != ("design.masking", "NONE"):
        return ""
    return rf"(?![\s-]+{either(languages.words('prose', 'parts_not_masked'))})"


def _signs(patterns: Iterable[str]) -> frozenset[str]:
    """What stands in all that each of the patterns finds."""
    return frozenset(map(certain, patterns))


def _phase(names: Sequence[str], parts: Sequence[str], joining: Sequence[str]) -> re.Pattern[str]:
    between = rf"(?:/|-|–|&|{either(joining)})"
    name = either(names)
    return re.compile(
        rf"\b{name}[\s-]?(?P<value>{_NUMBER}(?:\s?{between}\s?(?:{name}\s)?{_NUMBER})?)(?![\w%])(?!\s+{either(parts)})",
        re.IGNORECASE,
    )


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    for name, part in parts.items():
        pattern = pattern.replace(name, part)
    return pattern


class _Stated(NamedTuple):
    value: str | int | Sequence[str]
    start: int
    end: int


_ByPath = dict[tuple[str, ...], list[_Stated]]


def take_statements(reading: Reading) -> None:
    """Take what the title and the prose state and no label does."""
    stated: _ByPath = {}
    view = reading.found.page.view
    stretches = list(_stretches(reading))
    signs = _shown("\n".join([view[start:end] for start, end, _ in stretches]), _rules().signs)
    for start, end, is_title in stretches:
        shown = _shown(view[start:end], signs)
        if shown or _DIGIT.search(view, start, end):
            for begin, stop in _sentences(view, start, end, whole=is_title):
                _read(view[begin:stop], begin, shown, stated, is_title=is_title)
    observational = (reading.value("study_type") or _agreed(stated.get(("study_type",)))) == "OBSERVATIONAL"
    for path, found in stated.items():
        value = _agreed(found)
        if value is None or reading.found.has(path):
            continue
        if path == ("design", "time_perspective") and not observational:
            continue
        if observational and path[0] == "design" and path[-1] in ("allocation", "masking", "intervention_model"):
            continue
        one = found[0]
        at = reading.found.line_of(one.start)
        piece = Piece(view[one.start : one.end], one.start, one.end, at)
        reading.by = "stated_size" if path == ("enrollment", "count") else "statement"
        if on(reading.by):
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


def _shown(text: str, signs: Iterable[str]) -> list[str]:
    """The signs that stand in a text: where none does, it states nothing in words."""
    small = text.lower()
    return [sign for sign in signs if sign in small]


def _read(text: str, start: int, signs: list[str], stated: _ByPath, *, is_title: bool) -> None:
    """Add what a sentence states that begins at `start`; `signs` are those that may stand in it."""
    shown, rules = _shown(text, signs), _rules()
    found = list(_worded(text, start, shown)) if shown else []
    if not is_title:
        if found and not (rules.one_study.search(text) or rules.subject.match(text)):
            found = []
        found = [*_sizes(text, start), *found]
        if found and rules.other_studies.search(text):
            return
    for path, one in found:
        stated.setdefault(path, []).append(one)


def _at(found: re.Match[str], start: int, group: int | str = 0) -> tuple[int, int]:
    return start + found.start(group), start + found.end(group)


def _worded(text: str, start: int, shown: list[str]) -> Iterator[tuple[tuple[str, ...], _Stated]]:
    """What a text states in words; `shown` are the signs that stand in it."""
    rules = _rules()
    for path, value, signs, pattern in rules.words:
        if not signs.isdisjoint(shown) and (found := pattern.search(text)):
            yield path, _Stated(value, *_at(found, start))
    signs, phase = rules.phase
    for found in () if signs.isdisjoint(shown) else phase.finditer(text):
        if named := phases(found[0]):
            yield ("phases",), _Stated(named, *_at(found, start))
    signs, purposes = rules.purpose
    for pattern in () if signs.isdisjoint(shown) else purposes:
        if (found := pattern.search(text)) and (purpose := primary_purpose(found["value"])):
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
