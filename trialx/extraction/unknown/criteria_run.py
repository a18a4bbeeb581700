"""Where criteria begin and end on a page without a layout.

What comes in: the position of a heading of criteria. What goes out: the criteria of all headings that follow one
another, and the piece to go on with. Separate from other labels, because inside a list of criteria the words of
labels are criteria (`Age: 18 to 65`), and what ends the list is mostly a heading that no lexicon knows.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from trialx.extraction.unknown.by_shape import glued_values
from trialx.extraction.unknown.label import values
from trialx.extraction.unknown.reading import Reading
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece, is_numbered
from trialx.extraction.unknown.text_ends import asks, is_about_criteria, is_contact_line
from trialx.extraction.unknown.texts import Part, stretch_of_list, take_criteria, take_unsided
from trialx.extraction.unknown.values import accepts
from trialx.languages import words
from trialx.lexicon.look_up import Sense, is_chrome, key
from trialx.lexicon.phrases import either

# A label of few words, then its value: `Study execute time：From 2022-01-01`.
_LABELLED = re.compile(r"[A-Z][\w/()'’-]*(?:\s[\w/()'’-]+){0,4}\s?[:：]\s?\S")
LONGEST_HEADING = 5
# So many characters at most has a value below a heading of criteria (`18 Years and older`).
LONGEST_VALUE = 60
# No page is broken at a smaller width.
NARROWEST = 60
# So many pieces further on a list may go on.
LOOK_AHEAD = 6
_ORDINAL = re.compile(r"\(?(\d{1,3})[.)]")
_OTHER_PARTS = frozenset(["locations", "contacts", "related", "outcomes", "arms", "results", "glossary"])


class _Rules(NamedTuple):
    """The patterns of this module, built from the lists of words.

    `question` is a heading that asks (a criterion that does asks whether: `Are you over 18?`); `behind` are last words
    of headings that stand behind criteria and open none.
    """

    question: re.Pattern[str]
    of_criteria: re.Pattern[str]
    behind: frozenset[str]


@cache
def _rules() -> _Rules:
    return _Rules(
        re.compile(rf"{either(words('questions'))}\s[^?]{{2,90}}\?", re.IGNORECASE),
        re.compile(either(words("of_criteria")), re.IGNORECASE),
        frozenset(words("behind_criteria")),
    )


def criteria(reading: Reading, i: int) -> int:
    """Take a run of criteria: from this heading over all that follow it to the next label of another kind."""
    pieces = reading.pieces
    parts: list[Part] = []
    reading.section = "eligibility"
    at = i
    while at < len(pieces) and (sense := _side(pieces[at])):
        reading.claim(pieces[at])
        side = sense.field.removeprefix("eligibility.")
        if sense.weak and not (at + 1 < len(pieces) and (pieces[at + 1].marked or is_numbered(pieces[at + 1].text))):
            side = "criteria"  # `Who can take part?` opens a list of criteria, or any words
        if side == "criteria":
            # A heading of both sides begins them anew: pages tell their criteria in a description, too.
            take_criteria(reading, parts)
            parts = []
        at = _limits(reading, at)
        end = at + 1
        while end < len(pieces) and not _ends_criteria(reading, at, end):
            end += 1
        between = pieces[at + 1 : end]
        if between and not _leads_in(between, sense, pieces[end] if end < len(pieces) else None):
            part = Part(None if side == "criteria" else side, *stretch_of_list(reading, at + 1, end))
            if part.side is not None:
                parts.append(part)
            elif _short_values(between) or not take_unsided(reading, part):
                reading.texts.extend(range(at + 1, end))
        at = end
    take_criteria(reading, parts)
    return at


def _side(piece: Piece) -> Sense | None:
    return next((sense for sense in piece.senses if sense.kind == "criteria"), None)


def _limits(reading: Reading, at: int) -> int:
    """Take the ages and the sex that some registries print between a side's heading and its list."""
    pieces = reading.pieces
    while on("limits") and at + 2 < len(pieces) and _states_limit(pieces, at + 1):
        after = values(reading, at + 1)
        if after == at + 1:
            break
        at = after - 1
    return at


def _states_limit(pieces: Sequence[Piece], i: int) -> bool:
    """Whether an age or a sex stands here under its label, and is no entry of the list."""
    label = pieces[i]
    if label.marked or _is_criterion(pieces, i):
        return False
    return any(sense.kind == "scalar" and sense.field.startswith("eligibility.") for sense in label.senses)


def _is_criterion(pieces: Sequence[Piece], i: int) -> bool:
    """Whether what looks like label and value is a criterion in words: `Age 18 to 65 years`, a blank between."""
    label = pieces[i]
    ages = any(sense.field == "eligibility.age_range" for sense in label.senses)
    return ages and label.beside and not label.colon and pieces[i + 1].start - label.end == 1


def _leads_in(between: Sequence[Piece], sense: Sense, after: Piece | None) -> bool:
    """Whether two headings of one side stand one above the other with no list between, but a sentence at most."""
    again = _side(after) if after else None
    return (
        on("lead_in")
        and again is not None
        and again.field == sense.field
        and len(between) <= 2
        and not any(piece.marked or is_numbered(piece.text) for piece in between)
    )


def _short_values(pieces: Sequence[Piece]) -> bool:
    """Whether what follows a general heading is a few values (`18 Years and older`, `All Sexes`) and no list."""
    return all(
        (len(piece.text) < 60 and not is_numbered(piece.text) and not piece.marked) or glued_values(piece)
        for piece in pieces
    )


def _ends_criteria(reading: Reading, opened: int, i: int) -> bool:
    """Whether the piece at `i` is no criterion any more."""
    piece = reading.pieces[i]
    if (level := _level(reading, piece)) and not _side(piece):
        return level <= (_level(reading, reading.pieces[opened]) or level)
    if not piece.senses:
        return _breaks_off(reading, opened, i)
    if _side(piece):
        return not piece.marked or piece.colon
    if piece.marked or not piece.first:
        return piece.glued and not piece.senses[0].weak and piece.colon
    if i + 1 < len(reading.pieces) and _is_criterion(reading.pieces, i):
        return False
    if piece.senses[0].kind in ("other", "section") and _opens_sublist(reading, i):
        return False  # `Control group:` over criteria of its own
    if piece.beside:
        follow = reading.pieces[i + 1] if i + 1 < len(reading.pieces) else None
        return any(
            sense.kind == "scalar" and follow is not None and accepts(reading, sense, follow) for sense in piece.senses
        ) or (piece.colon and not piece.senses[0].weak and not _may_be_criterion(piece.senses[0]))
    return not piece.senses[0].weak or any(sense.kind == "section" for sense in piece.senses)


def _may_be_criterion(sense: Sense) -> bool:
    """Whether a criterion may open with such a label: `Diagnosis: gout`, but no outcome."""
    return sense.kind == "list" and not sense.field.endswith("outcomes.measure")


def _goes_on(reading: Reading, i: int) -> bool:
    """Whether the list goes on behind a plain line: with its next number, or with entries below what is no heading."""
    pieces = reading.pieces
    number = _ORDINAL.match(pieces[i - 1].text)
    heading = len(pieces[i].text.split()) <= LONGEST_HEADING
    for piece in pieces[i + 1 : i + 1 + LOOK_AHEAD]:
        if piece.senses and not piece.marked:
            return False
        if number and (other := _ORDINAL.match(piece.text)) and int(other[1]) == int(number[1]) + 1:
            return True
        if not number and not heading and piece.marked:
            return True
    return _opens_sublist(reading, i)


def _opens_sublist(reading: Reading, i: int) -> bool:
    """Whether marked entries stand right below a line: it is then their heading, unless it is one of another kind."""
    piece = reading.pieces[i]
    if i + 1 >= len(reading.pieces) or not on("sublist") or any(sense.detail in _OTHER_PARTS for sense in piece.senses):
        return False
    if asks(piece.text):
        return False  # `What is involved` above the visits
    after = reading.pieces[i + 1]
    return after.at > piece.at and (after.marked or (not after.senses and is_numbered(after.text)))


def _breaks_off(reading: Reading, opened: int, i: int) -> bool:
    """Whether a plain line after marked criteria is the site's again: furniture, or a heading that no lexicon has."""
    pieces = reading.pieces
    piece = pieces[i]
    if (is_chrome(piece.text) and on("furniture")) or (
        i > opened + 1 and (is_contact_line(piece) or is_about_criteria(piece))
    ):
        return True
    if not piece.marked and _rules().question.fullmatch(piece.text) and on("questions"):
        return True
    if i == opened + 1 or piece.marked or is_numbered(piece.text) or not piece.first:
        return False
    if pieces[opened].beside and pieces[opened].colon and _LABELLED.match(piece.text) and on("labelled_line"):
        return True  # the page is lines of `Label: value`, and this is the next
    if (
        key(piece.text).rsplit(" ", 1)[-1] in _rules().behind
        and len(piece.text.split()) <= LONGEST_HEADING
        and on("behind_criteria")
    ):
        return True
    before = pieces[i - 1]
    if not (before.marked or is_numbered(before.text)) or not on("unmarked"):
        return False
    if _goes_on(reading, i) or (piece.text[-1] == "." and _rules().of_criteria.search(piece.text)):
        return False
    return (
        (reading.gap(before.at, piece.at) or not _may_be_wrapped(pieces[opened:i], piece))
        and piece.text[:1].isupper()
        and not piece.text.endswith(":")
        and before.text[-1:] not in ",("
    )


def _level(reading: Reading, piece: Piece) -> int:
    """The level of a heading in Markdown, 0 for any other line."""
    page = reading.found.page
    before = page.view[page.starts[piece.at] : piece.start].strip()
    return len(before) if before.strip("#") == "" else 0


def _may_be_wrapped(above: Sequence[Piece], piece: Piece) -> bool:
    """Whether a line may go on with the entry before it, broken at a width: its first word had no room there."""
    if not on("wrapped"):
        return False
    room = max(NARROWEST, *(len(one.text) for one in above)) - len(above[-1].text)
    return len(piece.text.split(" ", 1)[0]) >= room
