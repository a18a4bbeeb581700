"""Where a text or a list ends although no label of the lexicon stands there.

What comes in: the pieces and the position of a line without a known label. What goes out: whether the text above it is
over: a short line that reads as a heading, a label that no lexicon has, a line about whom to ask. Separate from
labels: these lines name nothing that the record has; they only are no part of what stands above them.
"""

import re
from functools import cache
from typing import Final

from trialx import languages
from trialx.extraction.unknown.reading import Reading
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece, is_numbered
from trialx.lexicon.phrases import either

MOST_WORDS_OF_HEADING: Final = 7
MOST_WORDS_WITH_COLON: Final = 3
MOST_WORDS_OF_QUESTION: Final = 10
LONGEST_LABELLED: Final = 90
LONGEST_CONTACT: Final = 200
# The end of a sentence, perhaps in brackets or quotes.
_ENDED: Final = re.compile(r"[.!?…:][)\]\"”’»]?$")
_LABELLED: Final = re.compile(r"[^\W\d_][\w/()'’-]*(?:\s[\w/()'’-]+){0,3}\s?[:：]\s?\S")
_MAIL: Final = re.compile(r"\S@[\w-]+\.\w")


@cache
def _contact() -> re.Pattern[str]:
    return re.compile(rf"{either(languages.words('contact_lines'))}\b", re.IGNORECASE)


@cache
def _about_criteria() -> re.Pattern[str]:
    return re.compile(either(languages.words("about_criteria")), re.IGNORECASE)


def is_about_criteria(piece: Piece) -> bool:
    """Tell whether a line behind a list speaks of the list: `This is a partial list of the criteria.`.

    >>> is_about_criteria(Piece("Further criteria of the protocol apply.", 0, 39, 0))
    True
    """
    return not piece.marked and on("about_criteria") and _about_criteria().search(piece.text) is not None


@cache
def _opens_question() -> frozenset[str]:
    return frozenset(languages.words("questions"))


def is_contact_line(piece: Piece) -> bool:
    """Tell whether a line says whom to ask: `For more information, contact:`, or a line with an address of mail.

    >>> is_contact_line(Piece("For more information, call us", 0, 29, 0))
    True
    >>> is_contact_line(Piece("Can be contacted by telephone.", 0, 30, 0))
    False
    """
    if len(piece.text) > LONGEST_CONTACT or piece.marked or not on("contact_line"):
        return False
    return _contact().match(piece.text) is not None or (len(piece.text.split()) <= 8 and bool(_MAIL.search(piece.text)))


def asks(text: str) -> bool:
    """Tell whether a short line opens like a question, with or without its mark: `What is involved`.

    >>> asks("What is involved"), asks("Whatever is involved in this")
    (True, False)
    """
    return text.split(" ", 1)[0].casefold() in _opens_question() and len(text.split()) <= MOST_WORDS_OF_HEADING


def ends_above(reading: Reading, first: int, i: int) -> bool:
    """Whether the line at `i` is a heading or a label that no lexicon has, and the text from `first` ends above it.

    Where the text stands beside its label, the page is lines of `Label: text`, and the next such line ends it.
    """
    pieces = reading.pieces
    piece, before = pieces[i], pieces[i - 1]
    if is_contact_line(piece):
        return True
    if i <= first or piece.marked or not piece.first or is_numbered(piece.text) or not on("unknown_heading"):
        return False
    text, label = piece.text, pieces[first - 1]
    if label.beside and label.colon and _LABELLED.match(text):
        return True
    if not text[0].isupper() or not _ENDED.search(before.text) or before.text.endswith(":"):
        return False
    if text.endswith("?"):
        return len(text.split()) <= MOST_WORDS_OF_QUESTION
    if i + 1 >= len(pieces):
        return False  # the last line of a page that was cut off opens nothing
    if not reading.gap(before.at, piece.at):
        return False
    if len(text) <= LONGEST_LABELLED and _LABELLED.match(text) and text[-1] not in ".!":
        return True
    if text.endswith(":"):
        return len(text.split()) <= MOST_WORDS_WITH_COLON and not pieces[i + 1].marked
    return len(text.split()) <= MOST_WORDS_OF_HEADING and text[-1] not in ".,;:!)" and not pieces[i + 1].marked
