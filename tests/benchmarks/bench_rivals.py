"""trialx beside its rivals on the same pages: what a page takes, and what they get right, as a table in Markdown.

What comes in: samples with their goldens: a site with its labels, other sites with theirs, pages of sites that trialx
has no layout for, and pages whose labels are lost. What goes out: for each reader milliseconds a page and the multiple
of a bare scan (`bench.py` says what that is); for each kind of page, of the values that the goldens have in the fields
of `rivals/fields.py`, the share that was found, and of what was claimed in these fields the share that is right; last,
the share of all values in the goldens that was found.

The rivals are done well. Labels, headings and the words of enumerations were taken from these very pages, as far as
they are English; TextFSM is told which of its two templates suits a page; jc gets lines that it can read; the
expressions and the templates have rules for lost labels too. Their words become values by trialx's own readers, and the
time for that is not counted, while trialx's time has everything. trialx's own shares say nothing new: the goldens are
its records, which somebody has looked at, and the tests hold it to them. The shares are the same in every run; the
times are not.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

import trialx
from tests.benchmarks.bench import measure, scan
from tests.benchmarks.rivals import pairs, regular
from tests.benchmarks.rivals.fields import Claim
from tests.benchmarks.rivals.score import Leaf, Score, leaves, meant, score
from tests.benchmarks.rivals.template import claims_by
from tests.golden import SAMPLES, expected
from trialx.page.decode import decode


class Kind(NamedTuple):
    """Pages of a kind, and TextFSM's template for them."""

    template: str
    pages: tuple[str, ...]


KINDS: Final = {
    "meddatax": Kind(
        "meddatax", ("meddatax/cramps", "meddatax/eyedrops", "meddatax/eyedrops_one_bullet", "meddatax/walking")
    ),
    "other sites": Kind(
        "others",
        (
            *("clincosm/gulls", "clincosm/storks", "ctgov/gulls", "ctgov/sage_throat", "ctgov_classic/gulls"),
            *("ctgov_classic/walnut", "ichgcp_record/moss", "ignite_study/pale_toes", "ignite_study/sea_air"),
        ),
    ),
    "unknown sites": Kind(
        "others",
        (
            *("generic/kettle", "generic/lantern", "generic/meadow"),
            *("generic/olive", "generic/pollen", "generic/thistle"),
        ),
    ),
    "labels lost": Kind(
        "meddatax", ("meddatax/cramps_stripped", "meddatax/eyedrops_stripped", "meddatax/walking_stripped")
    ),
}
RIVALS: Final[dict[str, Callable[[str], Callable[[str], list[Claim]]]]] = {
    "TextFSM templates": claims_by,
    "`jc --kv`": lambda _: pairs.claims,
    "regular expressions": lambda _: regular.claims,
}
READERS: Final = ("trialx", *RIVALS)
TIMES: Final = ("ms/page", "multiple of a scan")
HEAD: Final = ("reader", *TIMES, *KINDS, "the whole record")


def own(text: str) -> Mapping[str, Any]:
    """Read a page with trialx."""
    return {**trialx.extract(text).to_dict()}


def times() -> dict[str, list[str]]:
    """Return for each reader the first columns: a page with its JSON, all kinds of pages together."""
    total = [0.0] * (len(READERS) + 1)
    for kind in KINDS.values():
        runs = [own, *(claims(kind.template) for claims in RIVALS.values())]
        seconds = measure([*map(as_json, runs), scan], texts(kind))
        total = [before + each * len(kind.pages) for before, each in zip(total, seconds, strict=True)]
    pages = sum(len(kind.pages) for kind in KINDS.values())
    return {
        reader: [f"{seconds / pages * 1e3:.2f}", f"{seconds / total[-1]:.0f}"]
        for reader, seconds in zip(READERS, total, strict=False)
    }


def as_json(run: Callable[[str], object]) -> Callable[[str], None]:
    """Return what reads a page and writes what it found as JSON."""

    def both(text: str) -> None:
        json.dumps(run(text), ensure_ascii=False)

    return both


def texts(kind: Kind) -> list[str]:
    """Return the pages of a kind."""
    return [decode((SAMPLES / f"{name}.txt").read_bytes()) for name in kind.pages]


def shares() -> dict[str, list[str]]:
    """Return for each reader the other columns, which are the same in every run."""
    return {reader: row(reader) for reader in READERS}


def row(reader: str) -> list[str]:
    """Return what a reader finds and has right: of each kind of page, and of the whole record."""
    scores = [scored(kind, values(reader, kind.template)) for kind in KINDS.values()]
    whole = Score().plus(*scores)
    kinds = [f"{score.right / score.known:.0%}, {score.right / score.claimed:.0%}" for score in scores]
    return [*kinds, f"{whole.right_of_all / whole.all:.0%}"]


def values(reader: str, template: str) -> Callable[[str], set[Leaf]]:
    """Return what finds the values of a page."""
    if reader not in RIVALS:
        return lambda text: leaves(own(text))
    claims = RIVALS[reader](template)
    return lambda text: meant(claims(text))


def scored(kind: Kind, found: Callable[[str], set[Leaf]]) -> Score:
    """Return how a reader fares on the pages of a kind."""
    goldens = [expected(SAMPLES / f"{name}.txt") for name in kind.pages]
    return Score().plus(*(score(found(text), golden) for text, golden in zip(texts(kind), goldens, strict=True)))


def main() -> None:
    """Print the table."""
    print(f"| {' | '.join(HEAD)} |")
    print(f"| --- |{' --: |' * (len(HEAD) - 1)}")
    timed, right = times(), shares()
    for reader in READERS:
        print(f"| {' | '.join([reader, *timed[reader], *right[reader]])} |")


if __name__ == "__main__":
    main()
