"""Which trial it is: registry numbers that are the trial's own, apart from those that are only mentioned.

What comes in: the reading after its labels, and the page's address. What goes out: `registry_ids` and `nct_id`. A
number under an id label is the trial's; so is one in the title, one that the address names too, and a single one that
the page mentions without calling it another trial's.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache
from urllib.parse import unquote

from trialx.extraction.take.registry_numbers import put_first, take_numbers
from trialx.extraction.unknown.reading import Reading
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece
from trialx.languages import words
from trialx.lexicon.phrases import whole_words
from trialx.readers.ids import find_registry_ids
from trialx.record.model import RegistryId

LONGEST_ADDRESS = 4000
# So many characters around a number may say whose it is.
BEFORE, BEHIND = 80, 40
# From what every registry number has to the end of its line: three digits in a row, or the end of a prefix (`RBR-`).
_MAY_HOLD = re.compile(r"[\d-](?:(?<=\d)\d\d|(?<=[Rr]-))[^\n]*")


@cache
def _foreign() -> re.Pattern[str]:
    return whole_words(words("prose", "other_trials_number"))


def url_id(url: str | None) -> RegistryId | None:
    """Return the one registry number that an address holds.

    >>> url_id("https://example.org/trials/nct99990001-tea")
    {'registry': 'ClinicalTrials.gov', 'id': 'NCT99990001'}
    >>> url_id("https://example.org/?a=NCT99990001&b=NCT99990002") is None
    True
    """
    if not url:
        return None
    found = {value["id"]: value for _, _, value in find_registry_ids(unquote(url)[:LONGEST_ADDRESS])}
    return next(iter(found.values())) if len(found) == 1 else None


def mentioned_ids(view: str) -> list[tuple[int, int, RegistryId]]:
    r"""Return what `find_registry_ids` finds on a page, sooner: most of its lines can hold no number.

    >>> mentioned_ids("Tea for all\nSee NCT99990001")
    [(16, 27, {'registry': 'ClinicalTrials.gov', 'id': 'NCT99990001'})]
    """
    lines: list[str] = []
    begins: list[int] = []  # where each line begins among those that are searched,
    shifts: list[int] = []  # and how much further on the page
    length = 0
    for found in _MAY_HOLD.finditer(view):
        start = view.rfind("\n", 0, found.start()) + 1
        lines.append(view[start : found.end()])
        begins.append(length)
        shifts.append(start - length)
        length += found.end() - start + 1
    numbers = []
    for start, end, number in find_registry_ids("\n".join(lines)):
        shift = shifts[bisect_right(begins, start) - 1]
        numbers.append((start + shift, end + shift, number))
    return numbers


def own_ids(reading: Reading, numbers: Sequence[tuple[int, int, RegistryId]]) -> None:
    """Take the trial's own numbers that no label named; put the one of the address first.

    `numbers` are all that the page mentions, with their places.
    """
    address = url_id(reading.url)
    mentioned = _mentioned(reading, numbers)
    reading.by = "number_of_address"
    if address and address["id"] in mentioned and on(reading.by):
        told = reading.told(mentioned[address["id"]][1], "prose")
        take_numbers(reading.found, [(address["registry"], address["id"])], told, with_nct=True)
    reading.by = "number_alone"
    if on(reading.by):
        have = {str(v.value) for v in reading.found.values if v.path[0] == "registry_ids" and v.path[-1] == "registry"}
        alone = {number: found for number, found in mentioned.items() if _is_line(reading, found[1])}
        for number, (registry, piece, foreign) in _unique(alone or ({} if have else mentioned)).items():
            # Another register's number may stand under a label, this one bare below the title.
            if not foreign and registry not in have and (alone or len(mentioned) == 1):
                told = reading.told(piece, "prose", sure=False)
                take_numbers(reading.found, [(registry, number)], told, with_nct=True)
    if address:
        put_first(reading.found, address["id"])


def _is_line(reading: Reading, piece: Piece) -> bool:
    """Whether a number is a line of its own, outside the lists of other trials."""
    page = reading.found.page
    whole = page.starts[piece.at] == piece.start and page.ends[piece.at] == piece.end
    return whole and reading.found.claims[piece.at] is None


def _unique(numbers: dict[str, tuple[str, Piece, bool]]) -> dict[str, tuple[str, Piece, bool]]:
    """The numbers of registries that have one number on the page; of several none is surely the trial's."""
    counts = Counter(registry for registry, _, _ in numbers.values())
    return {number: found for number, found in numbers.items() if counts[found[0]] == 1}


def _mentioned(reading: Reading, numbers: Sequence[tuple[int, int, RegistryId]]) -> dict[str, tuple[str, Piece, bool]]:
    """Number → registry, the piece it stands at, and whether the words around it call it another trial's."""
    found: dict[str, tuple[str, Piece, bool]] = {}
    page = reading.found.page
    for start, end, number in numbers:
        if number["id"] in found:
            continue
        at = reading.found.line_of(start)
        around = page.view[max(page.starts[at], start - BEFORE) : min(page.ends[at], end + BEHIND)]
        piece = Piece(page.view[start:end], start, end, at)
        found[number["id"]] = (number["registry"], piece, bool(_foreign().search(around)))
    return found
