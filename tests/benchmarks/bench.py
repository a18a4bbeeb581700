"""Milliseconds a page, and the multiple of a bare scan of the same lines.

`python -m tests.benchmarks.bench` measures the samples, which are short; with folders behind it, the pages in them.
The bare scan is `strip().casefold()` of every line: the least that any reader of the page does. Each page is scanned
and extracted in turn, many times, and the best of each is kept, so that the ratio holds on a busy machine.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import trialx
from tests.golden import pages
from trialx.layouts import catalogue
from trialx.page.decode import decode

ROUNDS = 30


def scan(text: str) -> None:
    """Do the least that any reader of a page does."""
    for line in text.split("\n"):
        line.strip().casefold()


def extract(text: str) -> None:
    """Do what `trialx extract --format json` does with a page."""
    json.dumps(trialx.extract(text).to_dict(), ensure_ascii=False)


def measure(runs: Sequence[Callable[[str], None]], texts: list[str]) -> list[float]:
    """Return the seconds a page that each run takes, in turn with the others: the best of each page, averaged."""
    best = [[float("inf")] * len(runs) for _ in texts]
    for _ in range(ROUNDS):
        for text, least in zip(texts, best, strict=True):
            for which, run in enumerate(runs):
                least[which] = min(least[which], _timed(run, text))
    return [sum(each) / len(texts) for each in zip(*best, strict=True)]


def _timed(run: Callable[[str], None], text: str) -> float:
    start = time.perf_counter()
    run(text)
    return time.perf_counter() - start


def by_layout(folders: Sequence[Path]) -> dict[str, list[str]]:
    """Return the texts of the pages in the folders, those of the samples where none is given, by their layouts."""
    paths = [path for folder in folders for path in sorted(folder.glob("*.txt"))] if folders else pages()
    found: dict[str, list[str]] = {}
    for path in paths:
        text = decode(path.read_bytes())
        with suppress(trialx.NotATrialPage):
            found.setdefault(trialx.extract(text).data["source"]["layout"], []).append(text)
    return dict(sorted(found.items()))


def main() -> None:
    """Print a row a layout, then one for pages that a layout reads alone and one for those of the generic reader."""
    alone = {layout.name for layout in catalogue() if not layout.rest}
    totals = {"read by a layout alone": Total(), "with the generic reader": Total()}
    print(f"{'layout':24} {'pages':>6} {'ms/page':>9} {'bare scan':>10} {'multiple':>9}")
    for name, texts in by_layout([Path(folder) for folder in sys.argv[1:]]).items():
        seconds, bare = measure([extract, scan], texts)
        kind = "read by a layout alone" if name in alone else "with the generic reader"
        totals[kind] = totals[kind].plus(len(texts), seconds, bare)
        row(name, Total().plus(len(texts), seconds, bare))
    for kind, total in totals.items():
        if total.pages:
            row(kind, total)


class Total(NamedTuple):
    """Pages, and the seconds that they take to be extracted and to be scanned."""

    pages: int = 0
    seconds: float = 0.0
    bare: float = 0.0

    def plus(self, pages_more: int, seconds: float, bare: float) -> "Total":
        """Return the total with so many pages more, at so many seconds a page."""
        return Total(self.pages + pages_more, self.seconds + seconds * pages_more, self.bare + bare * pages_more)


def row(name: str, total: Total) -> None:
    """Print one row."""
    each, bare = total.seconds / total.pages, total.bare / total.pages
    print(f"{name:24} {total.pages:6} {each * 1e3:9.3f} {bare * 1e3:10.4f} {each / bare:8.1f}x")


if __name__ == "__main__":
    main()
