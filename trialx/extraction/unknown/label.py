"""What one label takes: the value beside it, below it, before it, or the text that follows.

What comes in: the position of a label among the pieces. What goes out: the piece to go on with. The rules: a label
with nothing after it never takes the next label; a strong label goes before a value; a value that the waiting label's
reader knows goes before a weak label.
"""

from collections.abc import Sequence
from functools import cache

from trialx import languages
from trialx.extraction.unknown.entries import keep_together, read_countries, read_list, read_persons
from trialx.extraction.unknown.more_phases import take_more_phases
from trialx.extraction.unknown.names import take_line
from trialx.extraction.unknown.outcome_entries import go_on, take_frame
from trialx.extraction.unknown.reading import Reading, no_value, words
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece, is_numbered
from trialx.extraction.unknown.text_ends import ends_above
from trialx.extraction.unknown.texts import take_text
from trialx.extraction.unknown.values import accepts, doubt_refused, take
from trialx.lexicon.look_up import Sense, is_chrome, key
from trialx.readers.codes import yes_no

# What is not the trial's under a heading of places, and what only weak labels would take under one of people.
NOT_OF_PLACES = ("overall_status", "start_date", "completion_date", "enrollment", "phases", "brief_title", "locations")
NOT_OF_PEOPLE = ("brief_title", "locations", "lead_sponsor", "study_type")
# How many labels back an address may stand before a country that is part of it.
ADDRESS_REACH = 3
# A line of so many words is more than a value.
FEWEST_WORDS_OF_PROSE = 8


@cache
def _address_labels() -> frozenset[str]:
    return frozenset(languages.words("address_labels"))


@cache
def _country_labels() -> frozenset[str]:
    """Labels that a part of an address has as well as the trial."""
    return frozenset(languages.words("country_labels"))


def following(reading: Reading, i: int) -> Sequence[Piece]:
    """The texts behind label `i`, up to the next label."""
    pieces = reading.pieces
    end = i + 1
    while end < len(pieces) and not pieces[end].senses:
        end += 1
    return pieces[i + 1 : end]


def values(reading: Reading, i: int) -> int:
    """Take what the label at `i` labels; return the piece to go on with, `i` where there is nothing for it to label."""
    pieces = reading.pieces
    label = pieces[i]
    rest = following(reading, i)
    candidate = rest[0] if rest else None
    if candidate is None and i + 1 < len(pieces):
        # `Primary Purpose:` above `Treatment`, a word that is also a weak label.
        weak = pieces[i + 1]
        if all(sense.weak or sense.kind == "section" for sense in weak.senses) and not weak.colon and on("weak_value"):
            candidate = weak
    for sense in label.senses:
        if not _allowed(reading, sense, i):
            continue
        after = _one(reading, sense, i, candidate, rest)
        if after > i:
            return after
    if candidate is not None and candidate is not pieces[i + 1] and no_value(words(candidate)):
        return i + 1
    if candidate is not None and label.senses[0].kind == "scalar" and no_value(words(candidate)):
        reading.claim(label)
        reading.claim(candidate)
        return i + 2
    before = _before(reading, i)
    if before:
        return before
    if candidate is not None and _is_plain(label) and _allowed(reading, label.senses[0], i):
        doubt_refused(reading, label.senses[0], candidate)
    return i


def _is_plain(label: Piece) -> bool:
    return label.senses[0].kind == "scalar" and not label.senses[0].weak and label.beside


def _one(reading: Reading, sense: Sense, i: int, candidate: Piece | None, rest: Sequence[Piece]) -> int:
    """Try one sense of the label at `i`."""
    label = reading.pieces[i]
    if sense.kind == "prose":
        return _prose(reading, sense, i)
    if candidate is None:
        return i
    below = not label.beside
    reading.by = "below" if below else "beside"
    if not on(reading.by):
        return i
    sure = not (below and candidate.at - label.at > 1)
    done = i
    if sense.kind == "scalar":
        if take(reading, sense, candidate, dated=label.dated, sure=sure and not sense.weak):
            done = _doubled(reading, i + 2, candidate)
            if sense.field == "phases":
                done = take_more_phases(reading, candidate, done, sure=sure and not sense.weak)
    elif sense.kind == "flag":
        done = _flag(reading, sense, i, candidate)
    elif sense.kind == "person":
        persons = read_persons(reading, sense, label, rest, sure=label.beside)
        done = i + 1 + persons if persons else i
    elif sense.kind == "line":
        if rest and _may_be_line(sense, label, candidate) and take_line(reading, sense, candidate, sure=label.beside):
            done = _doubled(reading, i + 2, candidate)
    elif sense.kind == "frame":
        done = go_on(reading, i + 2) if rest and take_frame(reading, candidate) else i
    elif sense.kind == "country":
        done = i + read_countries(reading, label, rest, sure=not sense.weak)
        done = done + 1 if done > i else i
    elif sense.kind == "list" and rest:
        run = rest if label.beside else rest[: keep_together(reading, rest, len(rest))]
        taken = read_list(reading, sense, label, run, sure=label.beside)
        done = i + 1 + taken if taken else i
    if done > i:
        reading.claim(label)
    return done


def _may_be_line(sense: Sense, label: Piece, candidate: Piece) -> bool:
    """Whether a line of words may be this label's; a weak one takes it only beside itself or behind a colon."""
    if is_chrome(candidate.text) or is_numbered(candidate.text):
        return False
    return label.beside or not sense.weak or label.colon


def _doubled(reading: Reading, i: int, value: Piece) -> int:
    """Skip what repeats a value that was just taken; crawlers print some twice."""
    while (
        on("repeated")
        and i < len(reading.pieces)
        and reading.pieces[i].text == value.text
        and not reading.pieces[i].beside
    ):
        reading.claim(reading.pieces[i])
        i += 1
    return i


def _flag(reading: Reading, sense: Sense, i: int, candidate: Piece) -> int:
    """`Randomised: Yes`: the label names the value, `No` only says that it is not this one."""
    answer = yes_no(words(candidate))
    if answer is None or not on("answered_yes"):
        return i
    reading.by = "answered_yes"
    path = tuple(sense.field.split("."))
    if not answer:
        reading.claim(candidate)
    elif sense.field == "phases":
        known = reading.value("phases")
        value = [*known, sense.detail] if isinstance(known, list) else [sense.detail]
        reading.found.drop(path)
        reading.emit(path, value, candidate)
    elif sense.field == "eligibility.sex" and reading.value(sense.field) not in (None, sense.detail):
        reading.found.drop(path)
        reading.emit(path, "ALL", candidate)
    else:
        reading.emit(path, sense.detail, candidate)
    return i + 2


def _before(reading: Reading, i: int) -> int:
    """A value that stands before its label: `338` above `Participants`, `Phase 3Phase`."""
    pieces = reading.pieces
    label = pieces[i]
    if i == 0 or label.colon or label.beside or not reading.texts or reading.texts[-1] != i - 1 or not on("before"):
        return 0
    reading.by = "before"
    value = pieces[i - 1]
    for sense in label.senses:
        if sense.kind == "scalar" and _allowed(reading, sense, i) and accepts(reading, sense, value):
            take(reading, sense, value, dated=label.dated, sure=label.glued)
            reading.claim(label)
            reading.texts.pop()
            return i + 1
    return 0


def _allowed(reading: Reading, sense: Sense, i: int) -> bool:
    """Whether a label may mean this under the heading that it stands below."""
    if (
        reading.section == "locations"
        and on("places")
        and sense.field.startswith(NOT_OF_PLACES)
        and sense.kind != "country"
    ):
        # A status over its value, the only one of the page, is the trial's although places stand above it.
        label = reading.pieces[i]
        alone = sense.field == "overall_status" and not label.colon and not label.beside
        return alone and _statuses(reading) == 1
    if reading.section == "contacts" and on("people") and sense.weak and sense.field.startswith(NOT_OF_PEOPLE):
        return False
    if reading.section == "results" and sense.weak and on("results"):
        return False
    if sense.kind == "country" and on("part_of_address") and key(reading.pieces[i].text) in _country_labels():
        near = reading.pieces[max(0, i - 2 * ADDRESS_REACH) : i]
        return reading.section != "contacts" and not any(
            not _address_labels().isdisjoint(piece.text.casefold().split()) for piece in near if piece.senses
        )
    return True


def _statuses(reading: Reading) -> int:
    """How many labels of a status the page has, counted when first asked for."""
    if reading.statuses is None:
        reading.statuses = sum(
            any(sense.field == "overall_status" for sense in piece.senses[:2]) for piece in reading.pieces
        )
    return reading.statuses


def _prose(reading: Reading, sense: Sense, i: int) -> int:
    """Take the text of a prose label up to the next thing that is surely a label."""
    pieces = reading.pieces
    if not on("text") or (i + 1 < len(pieces) and any(other.kind == "prose" for other in pieces[i + 1].senses)):
        return i  # `Description` above `Summary`: the second is the label
    end = i + 1
    while end < len(pieces) and not _is_over(reading, i + 1, end):
        end += 1
    if end == i + 1:
        return i
    if sense.weak and not _is_prose(pieces[i + 1 : end]):
        return i
    reading.claim(pieces[i])
    reading.section = ""
    take_text(reading, sense.field, i + 1, end)
    return end


def _is_over(reading: Reading, first: int, i: int) -> bool:
    """Whether a text that began at `first` is over at `i`."""
    piece = reading.pieces[i]
    if piece.senses:
        return ends_text(reading, i)
    return (is_chrome(piece.text) and on("furniture")) or ends_above(reading, first, i)


def _is_prose(pieces: Sequence[Piece]) -> bool:
    """Whether a weak label has a text under it: one line at least that is a sentence, and longer than a value."""
    return any(len(piece.text.split()) >= 8 and piece.text[-1] in '.!?…"”' for piece in pieces)


def _is_marked_label(reading: Reading, i: int) -> bool:
    """Whether a bullet is a label with its value, and no point of the text above: `- Gender: Both`."""
    piece = reading.pieces[i]
    value = reading.pieces[i + 1] if piece.beside and i + 1 < len(reading.pieces) else None
    return value is not None and any(
        sense.kind == "scalar" and not sense.weak and accepts(reading, sense, value) for sense in piece.senses
    )


def ends_text(reading: Reading, i: int) -> bool:
    """Whether the label at `i` ends a text: it stands alone or glued, or what follows is a value that it labels."""
    piece = reading.pieces[i]
    if not piece.senses:
        return False
    if piece.marked:
        return on("marked_label") and _is_marked_label(reading, i)
    strong = [sense for sense in piece.senses if not sense.weak]
    following_piece = reading.pieces[i + 1] if i + 1 < len(reading.pieces) else None
    for sense in piece.senses:
        if sense.kind == "scalar" and following_piece and accepts(reading, sense, following_piece):
            return True
    if piece.senses[0].kind == "criteria":
        return True
    if piece.first and not piece.beside and any(sense.kind == "prose" for sense in piece.senses):
        return _is_prose(reading.pieces[i + 1 : i + 2])  # `Description` on a line of its own, over a text
    if not strong:
        return False
    return (piece.first and not piece.text.endswith(".")) or piece.glued
