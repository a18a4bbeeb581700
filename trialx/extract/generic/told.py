"""What sentences state of this trial: its design, its phase, its size.

What comes in: the stretches of prose that speak of the trial, and its title. What goes out: values marked as prose and as
not sure. A sentence counts only where it speaks of one study; words for other studies, and two sentences that differ,
give nothing. Separate from labels, which always go first.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from trialx.extract.generic.piece import Piece
from trialx.extract.generic.reading import Reading
from trialx.readers.codes import primary_purpose
from trialx.readers.numbers import count
from trialx.readers.phase import phases

MOST_PROSE = 30_000
# So many characters before a number of people may say that they are only a part of them.
BEFORE_SIZE = 60
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?=\S|\s+[a-z0-9])|\n(?!\s*\n))+")
_ONE_STUDY = re.compile(
    r"\b(?:study|trial|comparison|evaluation|investigation|registry|experiment|extension|studie|essai|étude|estudio|ensayo|studio|sperimentazione"
    r"|estudo|ensaio|onderzoek|badanie|RCT)\b|^\s*(?:it|this) is\b",
    re.IGNORECASE,
)
_OTHER_STUDIES = re.compile(
    r"\b(?:studies|trials|studien|essais|études|estudios|ensayos|studi)\b"
    r"|\b(?:previous(?:ly)?|earlier|prior|another|other|recent|past|published|landmark|first|pivotal|parent)\s+(?:\w+[\s-]+){0,4}(?:study|trial)\b"
    r"|\b(?:completed|participat\w+|enrolled|took part)\s+in\b",
    re.IGNORECASE,
)


class _Word(NamedTuple):
    path: tuple[str, ...]
    value: str
    pattern: re.Pattern[str]


def _word(field: str, value: str, pattern: str) -> _Word:
    return _Word(tuple(field.split(".")), value, re.compile(pattern, re.IGNORECASE))


_WORDS = (
    _word(
        "design.allocation",
        "NON_RANDOMIZED",
        r"\bnon[\s-]?randomi[sz]ed|\bnicht[\s-]randomisiert\w*|\bno aleatorizad[oa]",
    ),
    _word(
        "design.allocation",
        "RANDOMIZED",
        r"(?<!non-)(?<!non )(?<!not )(?<!nicht-)(?<!nicht )\brandomi[sz]ed|\brandomisierte?\w*|\brandomisée?|\b(?<!no )aleatorizad[oa]|\brandomizzat[oa]"
        r"|\brandomizad[oa]|\bgerandomiseerd\w*|\brandomizowan\w+",
    ),
    _word(
        "design.masking",
        "NONE",
        r"\bopen[\s-]label(?:led)?|\bunblinded|\bnon[\s-]blinded|\ben ouvert|\bin aperto|\betiqueta abierta",
    ),
    _word(
        "design.masking",
        "SINGLE",
        r"\bsingle[\s-](?:blind|mask)(?:ed)?|\beinfachblind\w*|\bsimple (?:aveugle|insu|ciego)",
    ),
    _word(
        "design.masking",
        "DOUBLE",
        r"\bdouble[\s-](?:blind|mask)(?:ed)?|\bdoppelt?[\s-]?blind\w*|\bdouble (?:aveugle|insu)|\bdoble ciego|\bdoppio cieco|\bduplo[\s-]cego|\bdubbelblind\w*",
    ),
    _word("design.masking", "TRIPLE", r"\btriple[\s-](?:blind|mask)(?:ed)?"),
    _word("design.masking", "QUADRUPLE", r"\bquadruple[\s-](?:blind|mask)(?:ed)?"),
    _word(
        "design.intervention_model",
        "PARALLEL",
        r"\bparallel[\s-](?:group|arm|design|assignment)s?|\bparallelgruppen\w*|\bgroupes parallèles|\bgrupos paralelos",
    ),
    _word("design.intervention_model", "SINGLE_GROUP", r"\b(?:single|one)[\s-](?:arm|group)\b|\beinarmige?\w*"),
    _word("design.intervention_model", "CROSSOVER", r"\bcross[\s-]?over\b"),
    _word("design.intervention_model", "FACTORIAL", r"\bfactorial\b"),
    _word(
        "study_type",
        "OBSERVATIONAL",
        r"\b(?:observational|non[\s-]?interventional)\s+(?:cohort\s+|clinical\s+|research\s+|registry\s+)?(?:study|registry|trial)\b|\bBeobachtungsstudie\b",
    ),
    _word(
        "study_type", "INTERVENTIONAL", r"(?<!non-)(?<!non )(?<!non)\binterventional\s+(?:\w+\s+){0,2}(?:study|trial)\b"
    ),
)
# ClinicalTrials.gov says so above the status that was last known.
_UNKNOWN = re.compile(r"\brecruitment status (?:of this study )?is (?:unknown|not known)\b", re.IGNORECASE)
_PERSPECTIVE = (
    _word("design.time_perspective", "PROSPECTIVE", r"\bprospective\b"),
    _word("design.time_perspective", "RETROSPECTIVE", r"\bretrospective\b"),
    _word("design.time_perspective", "CROSS_SECTIONAL", r"\bcross[\s-]sectional\b"),
)
_NUMBER = r"(?:IV|I{1,3}|[0-4])(?:\s?[abAB](?:/[bB])?)?"
_PHASE = re.compile(
    rf"\b(?:phase|fase|faza)[\s-]?(?P<value>{_NUMBER}(?:\s?(?:/|-|–|and|&)\s?(?:phase\s)?{_NUMBER})?)(?![\w%])"
    r"(?!\s+(?:part|portion|cohort|stage|period|component|dose|results?))",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"\binterventional\s+(?P<value>[\w\s]{4,26}?)\s+(?:study|trial)\b", re.IGNORECASE)
_PEOPLE = r"(?:people|patients|participants|subjects|adults|children|women|men|volunteers|individuals|persons|infants|adolescents)"
_AMOUNT = r"(?P<value>\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d{2,6})"
_VERB = r"(?:enrol+ed|recruited|included|followed|randomi[sz]ed|wanted|needed|required|studied|invited|expected|sought|asked|planned|registered|assigned)"
_SIZES = (
    re.compile(
        rf"\b{_AMOUNT}\s+(?:[\w-]+\s+){{0,4}}?{_PEOPLE}(?:\s+(?:\([^()]{{1,60}}\)\s*)?[\w,'’-]+){{0,10}}?\s+(?:(?:are|is|will|must|should)\s+(?:to\s+)?(?:be\s+)?|were\s+){_VERB}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:will|to|plans? to|aims? to|is going to)\s+(?:enrol+|recruit|include|randomi[sz]e|follow)\s+(?:a total of\s+|up to\s+|about\s+|approximately\s+|around\s+|roughly\s+|some\s+|at least\s+)?{_AMOUNT}\s+(?:[\w-]+\s+){{0,4}}?{_PEOPLE}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:a\s+)?total\s+(?:of\s+)?{_AMOUNT}\s+(?:[\w-]+\s+){{0,4}}?{_PEOPLE}\s+(?:will|are|were)\b", re.IGNORECASE
    ),
)
_COUNTED = re.compile(
    rf"\b{_AMOUNT}\s+(?:million\s+)?(?:[\w-]+\s+){{0,4}}?(?:{_PEOPLE}|relatives|controls|cases|families|couples|pairs)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\b(?:feasibility|pilot|substudy|sub-study|extension|arm|group|cohort|first|stage|part|each|per|every|so far|already|control|screened|previous\w*|earlier|million|pilot|world|population|estimated)\b",
    re.IGNORECASE,
)


class _Stated(NamedTuple):
    value: object
    start: int
    end: int


def take_told(reading: Reading, title: Piece | None) -> None:
    """Take what the title and the prose state and no label does."""
    stated: dict[tuple[str, ...], list[_Stated]] = {}
    for start, end, is_title in _stretches(reading, title):
        for begin, stop in _sentences(reading.found.page.view, start, end, whole=is_title):
            _read(reading.found.page.view, begin, stop, stated, is_title=is_title)
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
        at = _line(reading, one.start)
        piece = Piece(reading.found.page.view[one.start : one.end], one.start, one.end, at)
        reading.emit(path, value, piece, "prose", sure=False)


def _agreed(found: list[_Stated] | None) -> object:
    """The value, where all that was stated is one."""
    if not found or any(one.value != found[0].value for one in found):
        return None
    return found[0].value


def _stretches(reading: Reading, title: Piece | None) -> Iterator[tuple[int, int, bool]]:
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
    numbers = reading.found.page.numbers
    begin = -1
    last = -2
    for i in sorted(set(indices)):
        if (
            begin >= 0
            and i == last + 1
            and numbers[pieces[i].at] - numbers[pieces[last].at] <= 1
            and not pieces[i].marked
        ):
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


def _read(view: str, start: int, end: int, stated: dict[tuple[str, ...], list[_Stated]], *, is_title: bool) -> None:
    text = view[start:end]
    if not is_title:
        if found := _UNKNOWN.search(text):
            stated.setdefault(("overall_status",), []).append(
                _Stated("UNKNOWN", start + found.start(), start + found.end())
            )
        if _OTHER_STUDIES.search(text):
            return
        _sizes(text, start, stated)
        if not _ONE_STUDY.search(text):
            return
    for path, value, pattern in (*_WORDS, *_PERSPECTIVE):
        if found := pattern.search(text):
            stated.setdefault(path, []).append(_Stated(value, start + found.start(), start + found.end()))
    for found in _PHASE.finditer(text):
        value = phases(found[0])
        if value:
            stated.setdefault(("phases",), []).append(_Stated(value, start + found.start(), start + found.end()))
    if (found := _PURPOSE.search(text)) and (purpose := primary_purpose(found["value"])):
        stated.setdefault(("design", "primary_purpose"), []).append(
            _Stated(purpose, start + found.start("value"), start + found.end("value"))
        )


def _sizes(text: str, start: int, stated: dict[tuple[str, ...], list[_Stated]]) -> None:
    if len(_COUNTED.findall(text)) != 1:
        return  # none, or one of several groups
    for pattern in _SIZES:
        for found in pattern.finditer(text):
            if _PART_OF.search(text, max(0, found.start() - BEFORE_SIZE), found.end()):
                continue
            number = count(found["value"])
            if number:
                stated.setdefault(("enrollment", "count"), []).append(
                    _Stated(number, start + found.start("value"), start + found.end("value"))
                )


def _line(reading: Reading, offset: int) -> int:
    from trialx.extract.generic.texts import line_at

    return line_at(reading, offset)
