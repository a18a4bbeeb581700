"""Values that one reader accepts or refuses: dates, counts, ages, codes; and names and titles on one line.

What comes in: a sense of a label and the piece that may be its value. What goes out: whether it is. A refusal means
that the label was none here, or that the page has nothing to say; no value is ever made fit.
"""

import re
from functools import cache

from trialx import languages
from trialx.extraction.take.registry_numbers import take_numbers
from trialx.extraction.take.typed_values import take_ages, take_dated, take_masking, take_noted_status
from trialx.extraction.unknown.names import take_contact
from trialx.extraction.unknown.reading import Path, Reading, words
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece
from trialx.lexicon.look_up import Sense
from trialx.lexicon.phrases import either
from trialx.readers.ages import age, age_range, age_years
from trialx.readers.codes import noted_status, status
from trialx.readers.dates import ambiguous_date, typed_date
from trialx.readers.ids import find_registry_ids, nct_id, registry_id
from trialx.readers.numbers import enrollment
from trialx.record.vocab import DateType

_DATED = frozenset({"start_date.date", "primary_completion_date.date", "completion_date.date"})
_DATES = _DATED | frozenset(
    {
        "first_submitted_date",
        "first_posted_date",
        "last_update_submitted_date",
        "last_update_posted_date",
        "results_first_posted_date",
        "status_verified_date",
    }
)
# A note behind a value: two blanks, or a bracket. It is cut only where the whole is refused.
_NOTE = re.compile(r"\s{2,}\S|\s*[(\[](?!\s*[A-Za-z]{0,4}\s*[)\]])")
# `120 estimated patients`
_KIND_BETWEEN = re.compile(r"(\d[\d,. ]*)\s([^\W\d]{3,15})\s([^\W\d]{4,15})")


@cache
def _both_ends() -> re.Pattern[str]:
    """Two labels and their values in one: `Min age 20 years Max age 50 years`."""
    low, high = either(languages.words("ages", "minimum_label")), either(languages.words("ages", "maximum_label"))
    return re.compile(rf"{low}:?\s+(\S.{{0,20}}?)[\s,;]+{high}:?\s+(\S.{{0,20}})", re.IGNORECASE)


def accepts(reading: Reading, sense: Sense, piece: Piece) -> bool:
    """Tell whether a piece is a value of a scalar sense, without taking it."""
    return read(reading, sense, piece) is not None


def read(reading: Reading, sense: Sense, piece: Piece) -> object | None:
    """Return the value that a scalar sense's reader makes of a piece, None where it refuses."""
    text = words(piece)
    value = _read(reading, sense, text)
    if (
        value is None
        and sense.field in _CUT_NOTES
        and on("notes")
        and (note := _NOTE.search(piece.text))
        and note.start() > 0
    ):
        value = _read(reading, sense, piece.text[: note.start()].strip())
    return value


_CUT_NOTES = _DATES | {"enrollment.count", "eligibility.age_range", "eligibility.sex", "eligibility.healthy_volunteers"}


def _read(reading: Reading, sense: Sense, text: str) -> object | None:
    name = sense.field
    if name in _DATES:
        return typed_date(text, order=reading.order)
    if name == "enrollment.count":
        kind = _KIND_BETWEEN.fullmatch(text)
        return enrollment(f"{kind[1]} {kind[3]} ({kind[2]})" if kind else text)
    if name in ("eligibility.minimum_age", "eligibility.maximum_age"):
        return age(text) or age_years(text) or _one_end(text, minimum=name.endswith("minimum_age"))
    if name == "eligibility.age_range":
        ends = _both_ends().fullmatch(text)
        if ends:
            return age_range(f"{ends[1]} - {ends[2]}")
        return age_range(text)
    if name == "overall_status":
        return status(text) or (noted_status(text) if on("noted_status") else None)
    if name in ("nct_id", "registry_ids.id"):
        return _ids(text, strict=sense.weak)
    return sense.read(text) if sense.read else None


def _one_end(text: str, *, minimum: bool) -> str | None:
    """One end of a range that says no more than that end: `20 years and older` as the minimum age."""
    ends = age_range(text)
    if ends is None or None not in ends:
        return None
    return ends[0] if minimum else ends[1]


def _ids(text: str, *, strict: bool) -> list[tuple[str, str]] | None:
    """The registry numbers of a value; under a weak label only where the value is nothing else."""
    if strict:
        one = registry_id(text)
        return [(one["registry"], one["id"])] if one else None
    number = nct_id(text)
    if number:
        return [("ClinicalTrials.gov", number)]
    found = [(value["registry"], value["id"]) for _, _, value in find_registry_ids(text)]
    return list(dict.fromkeys(found)) or None


def take(reading: Reading, sense: Sense, piece: Piece, *, dated: DateType | None, sure: bool) -> bool:
    """Take a piece as the value of a scalar sense; False where the reader refuses it."""
    value = read(reading, sense, piece)
    if value is None:
        return False
    name = sense.field
    path: Path = tuple(name.split("."))
    found, told = reading.found, reading.told(piece, sure=sure)
    if (name in _DATED or name == "enrollment.count") and isinstance(value, tuple):
        amount, kind = value
        stopped = reading.value("overall_status") in ("WITHDRAWN", "TERMINATED")
        if name == "enrollment.count" and amount == 0 and not stopped and on("zero"):
            reading.claim(piece)  # a site's placeholder: only a trial that was stopped has no participants
        else:
            take_dated(found, path, amount, kind or dated, told, actual_first=on("actual_first"))
    elif name in _DATES and isinstance(value, tuple):
        reading.emit(path, value[0], piece, sure=sure)
    elif name == "eligibility.age_range" and isinstance(value, tuple):
        take_ages(found, value, told)
    elif name == "overall_status" and isinstance(value, tuple):
        return take_noted_status(found, path, piece.text, told)
    elif name.startswith("central_contacts."):
        take_contact(reading, path, value, piece)
    elif name in ("nct_id", "registry_ids.id") and isinstance(value, list):
        take_numbers(found, value, reading.told(piece), with_nct=True)
    elif name == "phases" and value == ["NA"]:
        # Whether "N/A" is a phase depends on the type of the study, which may stand further down.
        reading.no_phase = piece
        reading.claim(piece)
    elif name == "design.masking":
        take_masking(found, value, words(piece), told)
    else:
        reading.emit(path, value, piece, sure=sure)
    return True


def doubt_refused(reading: Reading, sense: Sense, piece: Piece) -> None:
    """Say that a value under a plain label could not be read, and why where the order of its date is open."""
    path: Path = tuple(sense.field.split("."))
    text = words(piece)
    if sense.field in _DATES and ambiguous_date(text):
        message = f"{text!r} may be day/month or month/day; nothing on the page decides"
        reading.found.doubt("ambiguous-date", message, piece.at, path)
    else:
        reading.found.doubt("unreadable-value", f"{sense.field}: {text[:60]!r} is no such value", piece.at, path)


def settle_phases(reading: Reading) -> None:
    """Take "N/A" as the phase NA where the study is interventional; elsewhere it is an absent value."""
    piece = reading.no_phase
    reading.by = "no_phase"
    if (
        piece is None
        or not on(reading.by)
        or reading.value("phases") is not None
        or reading.value("overall_status") == "WITHHELD"
    ):
        return
    if reading.value("study_type") == "INTERVENTIONAL" or (
        words(piece) == "NA" and reading.value("study_type") is None
    ):
        reading.emit(("phases",), ["NA"], piece)
