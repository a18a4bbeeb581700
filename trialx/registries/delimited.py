"""Tables of trials, a row a trial: CSV, TSV and tables parted by bars or semicolons.

What comes in: the beginning of a text, then its lines. What goes out: which table it is (`Heading`), and an `Entry` a
row: the cells that hold something, under folded names. An export of the ICTRP may lack its heading: its columns are
then found by what only certain of them can hold.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Final, NamedTuple

from trialx.readers.codes import sex, status
from trialx.readers.ids import registry_id
from trialx.registries.catalogue import Source, catalogue, source_of_heading
from trialx.registries.entry import Entry, entry
from trialx.registries.nodes import NotAStudy
from trialx.registries.words import plain_name

# The marks between cells, the ones that texts hold less often first.
MARKS: Final = ("\t", "|", ";", ",")
# A cell holds at most all criteria or places of a trial; the largest known has some 300,000 characters.
_CELL_LIMIT: Final = 1 << 24
_LONGEST_HEADING: Final = 1 << 16
_COMPACT_DAY: Final = re.compile(r"(?:19|20)\d{6}")
# The columns of the ICTRP around those that are found: by their distance from the registration's second date …
_BEFORE_DAY: Final = {-5: "publictitle", -4: "scientifictitle", -3: "acronym", -2: "primarysponsor"}
# … and from the address of the trial's page.
_BEHIND_PAGE: Final = (
    "recruitmentstatus",
    "otherrecords",
    "inclusionagemin",
    "inclusionagemax",
    "inclusiongender",
    "dateenrollement",
    "targetsize",
    "studytype",
    "studydesign",
    "phase",
    "countries",
)


class Heading(NamedTuple):
    """A table: what it is of, the mark between its cells, its columns; `given`: they stand on its first line."""

    source: Source
    mark: str
    columns: tuple[str, ...]
    given: bool = True


def heading(start: str) -> Heading | None:
    r"""Return which table a text begins, None where it is none of a register's.

    >>> heading("NCT Number\tTitle\tStatus\nNCT99000001\tWarm socks\tCompleted\n").columns
    ('nctnumber', 'title', 'status')
    >>> heading("Trial of socks, wool, and tea\nNCT99000001")
    """
    start = start.lstrip("\ufeff \r\n")[:_LONGEST_HEADING]
    first = start.partition("\n")[0].rstrip("\r")
    for mark in MARKS:
        if mark in first:
            names = _cells(first, mark)
            if source := source_of_heading(names, mark):
                return Heading(source, mark, tuple(map(plain_name, names)))
    # A first line that begins with a number has no heading; its cells may have lines of their own.
    return _without(start) if first[:1] == '"' or first[:3].isalpha() else None


def rows(lines: Iterable[str], table: Heading) -> Iterator[Entry | NotAStudy]:
    """Give the trials of a table; a row with more cells than the heading, which may have moved, is given as its error.

    Raises:
        NotAStudy: where the table is broken and nothing below can be told.

    """
    csv.field_size_limit(max(csv.field_size_limit(), _CELL_LIMIT))
    found = csv.reader(lines, delimiter=table.mark, strict=True)  # a mark that is never closed is told
    try:
        if table.given:
            next(found, None)
        for row in found:
            if len(row) > len(table.columns):  # also where the last cell is empty: another one has moved the rest
                message = f"line {found.line_num} has {len(row)} cells under {len(table.columns)} headings"
                yield NotAStudy(f"the row is broken: {message}")
                continue
            node = {name: cell for name, cell in zip(table.columns, row, strict=False) if name and cell.strip()}
            if node:
                yield entry(table.source.layout, node)
    except csv.Error as error:
        raise NotAStudy(f"the table is broken at line {found.line_num}: {error}") from None


def side_rows(lines: Iterable[str], mark: str) -> Iterator[dict[str, str]]:
    r"""Give the rows of a table that only goes with another one: their cells that hold something, under folded names.

    >>> list(side_rows(["id|nct_id|name\n", "1|NCT99000001|Cold feet\n"], "|"))
    [{'id': '1', 'nctid': 'NCT99000001', 'name': 'Cold feet'}]
    """
    csv.field_size_limit(max(csv.field_size_limit(), _CELL_LIMIT))
    found = csv.reader(lines, delimiter=mark)
    columns = list(map(plain_name, next(found, [])))
    for row in found:
        yield {name: cell for name, cell in zip(columns, row, strict=False) if cell.strip()}


def _cells(line: str, mark: str) -> list[str]:
    try:
        return next(csv.reader(StringIO(line), delimiter=mark), [])
    except csv.Error:
        return []


def _without(start: str) -> Heading | None:
    """Name the columns of an export of the ICTRP that has lost its heading, if its first row has them all."""
    try:
        row = next(csv.reader(StringIO(start, newline="")), [])
    except csv.Error:
        return None
    if not row or registry_id(row[0]) is None:
        return None
    day = next((at for at, cell in enumerate(row) if at > 5 and _COMPACT_DAY.fullmatch(cell.strip())), 0)
    page = next((at for at, cell in enumerate(row) if at > day and cell.startswith(("http://", "https://"))), 0)
    if not day or not page or len(row) <= page + len(_BEHIND_PAGE):
        return None
    names = dict.fromkeys(range(len(row)), "") | {0: "trialid", day - 1: "dateregistration", day: "dateregistration3"}
    names |= {day + distance: name for distance, name in _BEFORE_DAY.items()}
    names |= {page - 1: "sourceregister", page: "webaddress"}
    names |= {page + 1 + at: name for at, name in enumerate(_BEHIND_PAGE)}
    # Where these two read as what they must be, the others stand where they should.
    if status(row[page + 1]) is None and sex(row[page + 5]) is None:
        return None
    columns = tuple(names[at] for at in range(len(row)))
    return Heading(catalogue().sources["ictrp-csv"], ",", columns, given=False)
