"""What claims are worth beside a golden: how many of its values they find, and how many of them are right.

What comes in: claims, and the golden record of the page. What goes out: a score. A claim goes through trialx's reader
of its field, so that no rival is judged by the form of its words (`Not Applicable`, `March 1, 2019`, a list with
bullets); words that say that nothing is known (`-`) are no claim; words that the reader refuses are a wrong one.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from tests.benchmarks.rivals.fields import FIELDS, Claim
from trialx.readers import READERS, Reader, is_null
from trialx.readers.dates import date
from trialx.readers.numbers import enrollment
from trialx.readers.people import organization

# A value of a record: its path and, folded, what it says.
Leaf = tuple[str, str]
PATHS: Final = frozenset(path for field in FIELDS.values() for path in field.paths)
# Of the page and of the reading, not of the trial.
NOT_OF_THE_TRIAL: Final = frozenset({"source", "coverage", "warnings", "evidence"})
AGENCY_CLASS: Final = re.compile(r"\s\((?:Industry|Other)\)$")
BULLET: Final = re.compile(r"^(?:[*-]\s+)?(?:\d+\\?\.\s+)?")


class Score(NamedTuple):
    """Values that were claimed, right ones, and those of the golden: in the fields of the table, then in all fields."""

    claimed: int = 0
    right: int = 0
    known: int = 0
    right_of_all: int = 0
    all: int = 0

    def plus(self, *others: "Score") -> "Score":
        """Return the sum."""
        return Score(*map(sum, zip(self, *others, strict=True)))


def score(claimed: set[Leaf], golden: Mapping[str, Any]) -> Score:
    """Return how claims fare beside a golden."""
    wanted = leaves(golden)
    claims, known = ({leaf for leaf in values if leaf[0] in PATHS} for values in (claimed, wanted))
    return Score(len(claims), len(claims & known), len(known), len(claimed & wanted), len(wanted))


def leaves(record: Mapping[str, Any]) -> set[Leaf]:
    """Return the values of a record."""
    return {leaf for key, value in record.items() if key not in NOT_OF_THE_TRIAL for leaf in values(value, key)}


def values(data: object, path: str) -> Iterator[Leaf]:
    """Give the values of a part of a record; entries of a list have the path of the list."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from values(value, f"{path}.{key}")
    elif isinstance(data, list):
        for value in data:
            yield from values(value, path)
    else:
        yield path, folded(data)


def meant(claims: list[Claim]) -> set[Leaf]:
    """Return the values that claims mean."""
    return {leaf for name, words in claims for leaf in read(name, words)}


def read(name: str, words: str) -> Iterator[Leaf]:
    """Give the values in the words of a claim; the words themselves where the reader refuses them."""
    paths, reader, _ = FIELDS[name]
    value = None if reader in TAKE_ANYTHING and is_null(words) else READ[reader](words)
    if value is None and is_null(words):
        return
    # The words of one range of ages give two values.
    several = (
        zip(paths, value, strict=True) if isinstance(value, tuple) else [(paths[0], words if value is None else value)]
    )
    for path, each in several:
        if each is not None:
            yield from values(each, path)


def entries(words: str) -> list[str]:
    """Return the entries of a list, without bullets and numbers."""
    return [BULLET.sub("", line.strip()) for line in words.replace(";", "\n").split("\n") if line.strip()]


# What says nothing is a line like any other; in an enumeration, `NONE` is a masking.
TAKE_ANYTHING: Final = frozenset({"line", "list", "organization", "text"})
READ: Final[Mapping[str, Reader]] = READERS | {
    "date": lambda words: date(words, order="dmy"),
    "enrollment": lambda words: (enrollment(words) or [None])[0],
    "list": entries,
    "organization": lambda words: organization(AGENCY_CLASS.sub("", words)),
    "phases": lambda words: READERS["phases"](words.replace("\n", "/")),
}


def folded(value: object) -> str:
    r"""Return a value without regard to case, blanks, the mark at its end, and the `\` that pages put before signs."""
    return " ".join(str(value).replace("\\", "").split()).casefold().rstrip(".;,")
