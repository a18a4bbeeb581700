"""From label to label: which pieces of the page are labels, and under which heading.

What comes in: the pieces. What goes out: the labelled values, in the order of the page, and the pieces that no label
took. Here stand the rules for headings: below one of other trials, of places or of people, the trial's own labels are
none. What one label takes is decided in `label`, where criteria end in `criteria`.
"""

import re
from functools import cache
from typing import NamedTuple

from trialx.extraction.unknown.arms import opens_arm, take_arm
from trialx.extraction.unknown.by_shape import guesses
from trialx.extraction.unknown.criteria_run import criteria
from trialx.extraction.unknown.entries import read_list, take_place
from trialx.extraction.unknown.label import following, values
from trialx.extraction.unknown.names import take_contact_name, take_line
from trialx.extraction.unknown.places import take_beside, take_place_texts
from trialx.extraction.unknown.reading import RULE, Reading
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece
from trialx.extraction.unknown.values import accepts, take
from trialx.languages import words
from trialx.lexicon.look_up import is_chrome, key
from trialx.lexicon.phrases import whole_words

# Sections in which no label is the trial's own.
SILENT = frozenset({"related", "glossary"})
# So many values that a strict reader knows, each with its label glued behind it, show the manner of the page.
BEHIND_SHOWN_BY = 2


class _Rules(NamedTuple):
    """What this module looks for; `of_a_study` finds headings of a study's page, and of few others."""

    of_a_study: re.Pattern[str]
    contact_name: frozenset[str]
    design: tuple[str, ...]


@cache
def _rules() -> _Rules:
    return _Rules(
        whole_words(words("of_a_study")), frozenset(words("contact_name_labels")), tuple(words("design_labels"))
    )


def walk(reading: Reading) -> None:
    """Read all labels of the page."""
    reading.behind = on("behind_all") and _labels_behind(reading) >= BEHIND_SHOWN_BY
    i = 0
    while i < len(reading.pieces):
        i = _step(reading, i)


def _step(reading: Reading, i: int) -> int:
    """Read what begins at piece `i`; return the piece to go on with."""
    piece = reading.pieces[i]
    if not piece.senses:
        if reading.section in SILENT and on("silence"):
            reading.found.claim(piece.at, f"{RULE}:{reading.section}")
        elif is_chrome(piece.text) and on("furniture"):
            reading.found.claim(piece.at, f"{RULE}:furniture")
        elif reading.section == "locations":
            after = take_place_texts(reading, i)
            if after > i:
                return after
            take_place(reading, piece)
        reading.texts.append(i)
        return i + 1
    kinds = {sense.kind for sense in piece.senses}
    if reading.section in SILENT and not _ends_silence(piece) and on("silence"):
        reading.found.claim(piece.at, f"{RULE}:{reading.section}")
        return i + 1
    if opens_arm(piece):
        return take_arm(reading, i)
    if "criteria" in kinds:
        return criteria(reading, i)
    if reading.behind and piece.glued and not piece.colon and not piece.beside:
        return _glued_behind(reading, i)
    after = values(reading, i)
    if after > i:
        return after
    if piece.text.isupper() and guesses(piece.text) and on("capitals"):
        reading.texts.append(i)  # `TREATMENT` is a value of the registry's before it is a heading
        return i + 1
    heading = next((sense for sense in piece.senses if sense.kind == "section"), None)
    if heading and not piece.beside and not (heading.detail in SILENT and _in_menu(reading, i)):
        reading.section = heading.detail
        reading.found.claim(piece.at, f"{RULE}:heading" if _rules().of_a_study.search(piece.text) else RULE)
        return i + 1
    if piece.senses[0].weak and not piece.colon:
        reading.texts.append(i)
        return i + 1
    reading.claim(piece)
    if reading.section == "contacts" and key(piece.text) in _rules().contact_name and (rest := following(reading, i)):
        return i + 2 if take_contact_name(reading, rest[0]) else i + 1
    if heading and heading.detail == "locations" and piece.beside and take_beside(reading, following(reading, i)):
        return i + 2
    if piece.beside and i + 1 < len(reading.pieces):
        # A label that the record has no place for, or a value that is none: neither is anything else's.
        if _is_design(piece):
            reading.designs.append(reading.pieces[i + 1])
        return i + 2 if not reading.pieces[i + 1].senses else i + 1
    if _is_design(piece) and i + 1 < len(reading.pieces) and not reading.pieces[i + 1].senses:
        reading.designs.append(reading.pieces[i + 1])
    return i + 1


def _in_menu(reading: Reading, i: int) -> bool:
    """Whether a heading is one entry of a list of them: `FAQ` in the menu of a site opens nothing."""
    if i + 1 >= len(reading.pieces) or not on("menu"):
        return False
    piece, after = reading.pieces[i : i + 2]
    page = reading.found.page
    mark, next_mark = (page.view[page.starts[one.at] : one.start].strip() for one in (piece, after))
    return after.at == piece.at + 1 and bool(mark) and mark == next_mark


def _is_design(piece: Piece) -> bool:
    """Whether the label speaks of the design or the aims: its text may state what the study is like."""
    folded = piece.text.casefold()
    return any(word in folded for word in _rules().design)


def _ends_silence(piece: Piece) -> bool:
    """Whether a label opens a part of this trial's own again."""
    if piece.colon or piece.marked:
        return False
    return any(
        (sense.kind in ("prose", "criteria") and not sense.weak)
        or (sense.kind == "section" and sense.detail not in SILENT and sense.detail != "basics")
        for sense in piece.senses
    )


def _labels_behind(reading: Reading) -> int:
    """How many lines are a value with its label glued behind: `Phase 3Phase`, `AllGender`."""
    pieces = reading.pieces
    return sum(
        any(sense.kind == "scalar" and accepts(reading, sense, pieces[i - 1]) for sense in label.senses)
        for i, label in enumerate(pieces)
        if label.glued and i and not label.colon and not label.beside and not pieces[i - 1].senses
    )


def _glued_behind(reading: Reading, i: int) -> int:
    """Take the text before a label that is glued behind it, whatever its kind."""
    reading.by = "behind_all"
    label, value = reading.pieces[i], reading.pieces[i - 1]
    for sense in label.senses:
        if sense.kind == "scalar":
            taken = take(reading, sense, value, dated=label.dated, sure=False)
        elif sense.kind == "line":
            taken = take_line(reading, sense, value, sure=False)
        elif sense.kind == "list":
            taken = read_list(reading, sense, label._replace(beside=True), [value], sure=False) > 0
        else:
            taken = False
        if taken:
            if reading.texts and reading.texts[-1] == i - 1:
                reading.texts.pop()
            return i + 1
    reading.claim(label)
    return i + 1
