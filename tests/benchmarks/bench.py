"""Milliseconds a page, and the multiple of a bare scan of the same lines. `make bench` runs it.

The bare scan is `strip().casefold()` of every line: the least that any reader of the page does. Each page is scanned
and extracted in turn, many times, and the best of each is kept, so that the ratio holds on a busy machine.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path

import trialx
from tests.golden import pages
from trialx.page.decode import decode

ROUNDS = 30


def scan(text: str) -> None:
    """Do the least that any reader of a page does."""
    for line in text.split("\n"):
        line.strip().casefold()


def extract(text: str) -> None:
    """Do what `trialx extract --format json` does with a page."""
    json.dumps(trialx.extract(text).to_dict(), ensure_ascii=False)


def measure(texts: list[str]) -> tuple[float, float]:
    """Return seconds a page for extraction with JSON, and for the bare scan: the best of each page, averaged."""
    best = [[9.0, 9.0] for _ in texts]
    for _ in range(ROUNDS):
        for text, least in zip(texts, best, strict=True):
            for which, run in enumerate((extract, scan)):
                least[which] = min(least[which], _timed(run, text))
    return sum(least[0] for least in best) / len(texts), sum(least[1] for least in best) / len(texts)


def _timed(run: Callable[[str], None], text: str) -> float:
    start = time.perf_counter()
    run(text)
    return time.perf_counter() - start


def main() -> None:
    """Print a row a layout and one for all."""
    by_layout: dict[str, list[Path]] = {}
    for page in pages():
        by_layout.setdefault(page.parent.name, []).append(page)
    print(f"{'layout':24} {'pages':>6} {'ms/page':>9} {'bare scan':>10} {'multiple':>9}")
    total = [0.0, 0.0]
    for name, paths in by_layout.items():
        seconds, bare = measure([decode(path.read_bytes()) for path in paths])
        total = [total[0] + seconds * len(paths), total[1] + bare * len(paths)]
        print(f"{name:24} {len(paths):6} {seconds * 1e3:9.3f} {bare * 1e3:10.4f} {seconds / bare:8.1f}x")
    count = sum(map(len, by_layout.values()))
    print(
        f"{'all':24} {count:6} {total[0] / count * 1e3:9.3f} {total[1] / count * 1e3:10.4f} {total[0] / total[1]:8.1f}x"
    )


if __name__ == "__main__":
    main()
