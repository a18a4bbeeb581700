"""A piece of a page: a label or a text, with its place.

What comes in: nothing. What goes out: `Piece`. Separate, since lines, tables and spaced labels are taken apart in
modules of their own, and all make pieces.
"""

import re
from typing import NamedTuple

from trialx.lexicon.look_up import Sense
from trialx.record.vocab import DateType

_NUMBERED = re.compile(r"\(?\d{1,3}[.)]\)?\s|\(?[a-zA-H][.)]\s|\(?[ivx]{1,4}[.)]\s")


class Piece(NamedTuple):
    """A label or a text at `start:end` of the page, on line `at`.

    `senses` is empty for a text. `colon`: the label ended in one. `beside`: the next piece is on the label's own line.
    `marked`: a bullet stands before it. `first`: it opens its line. `glued`: no blank stands before it.
    """

    text: str
    start: int
    end: int
    at: int
    senses: tuple[Sense, ...] = ()
    dated: DateType | None = None
    colon: bool = False
    beside: bool = False
    marked: bool = False
    first: bool = False
    glued: bool = False


def is_numbered(text: str) -> bool:
    """Tell whether a text opens with the number or the letter of a list.

    >>> is_numbered("2. Tired eyes"), is_numbered("b) Tired eyes"), is_numbered("2 eyes")
    (True, True, False)
    """
    return _NUMBERED.match(text) is not None
