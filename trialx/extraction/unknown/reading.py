"""What is known while a page is read without a layout.

What comes in: the page's pieces. What goes out: `Reading`, which every step of the generic reader writes to.
Separate, since the steps (labels, lists, texts, ids, title, prose) share it and must not know one another.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import one_line
from trialx.extraction.take.told import Told, take
from trialx.extraction.unknown.slice import Piece
from trialx.extraction.withheld import is_withheld
from trialx.readers import is_null
from trialx.readers.dates import Order
from trialx.record.vocab import How

RULE = "generic"
Path = tuple[str | int, ...]


@dataclass(slots=True)
class Reading:
    """The state of one reading.

    `pieces` is the page; `order` the page's order of day and month, if known; `section` the kind of the last heading;
    `by` the rule that is taking values; `stride` is by how many line numbers lines that stand together differ; `behind`
    says that the page prints labels glued behind their values; `statuses` is how many labels of a status it has, once
    that was asked. `prose` are the stretches that speak of this trial (piece positions), `designs` what stands under
    labels of the design, `texts` the pieces that no label took.
    """

    found: Found
    pieces: list[Piece]
    url: str | None = None
    order: Order | None = None
    section: str = ""
    by: str = "beside"
    stride: int = 1
    behind: bool = False
    statuses: int | None = None
    no_phase: Piece | None = None
    texts: list[int] = field(default_factory=list)
    prose: list[tuple[int, int]] = field(default_factory=list)
    designs: list[Piece] = field(default_factory=list)
    _ends: int = field(init=False)

    def __post_init__(self) -> None:
        """Note where the words of the page end."""
        self._ends = len(self.found.page.view.rstrip(" "))

    def emit(self, path: Path, value: object, piece: Piece, how: How = "label", *, sure: bool = True) -> None:
        """Take a value that stands at a piece."""
        take(self.found, path, value, self.told(piece, how, sure=sure))

    def told(self, piece: Piece, how: How = "label", *, sure: bool = True) -> Told:
        """Return where a value of a piece stands; a value that ends with the page may have been cut off."""
        sure = sure and piece.end < self._ends
        return Told(piece.start, piece.end, piece.at, how, f"{RULE}:{self.by}", sure, True)

    def gap(self, first: int, second: int) -> bool:
        """Tell whether blank lines part two lines, more of them than part all lines of the page."""
        numbers = self.found.page.numbers
        return numbers[second] - numbers[first] > self.stride

    def claim(self, piece: Piece) -> None:
        """Account for a piece that is no value."""
        self.found.claim(piece.at, RULE)

    def value(self, name: str) -> object:
        """Return the value that was taken for a field, None where there is none."""
        return self.found.value(tuple(name.split(".")))

    def has(self, name: str) -> bool:
        """Tell whether a field, or an entry of a list, was taken."""
        return self.found.has(tuple(name.split(".")))


def stride(numbers: Sequence[int]) -> int:
    """Return by how many line numbers the lines of a page differ that stand together: 2 where a crawler doubled all.

    >>> stride([1, 2, 4]), stride([1, 3, 7])
    (1, 2)
    """
    return min((after - before for before, after in pairwise(numbers)), default=1)


def no_value(text: str) -> bool:
    """Tell whether a text says that there is no value: `N/A`, `(none)`, `[name withheld]`.

    >>> no_value("(none)"), no_value("[Redacted]"), no_value("Tea")
    (True, True, False)
    """
    return is_null(text) or is_withheld(text)


def words(piece: Piece) -> str:
    """Return the words of a piece on one line."""
    return one_line(piece.text).strip("*_ ")
