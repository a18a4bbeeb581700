"""Milliseconds a page, and the multiple of a bare scan of the same lines. `make bench` runs it.

The bare scan is `strip().casefold()` of every line: the least that any reader of the page does. Both are measured in one
run, alternating, best of several rounds, on the samples multiplied in memory, so that the ratio holds on a busy machine.
"""

import json
import time
from collections.abc import Callable

import trialx
from tests.golden import pages
from trialx.page.decode import decode

ROUNDS = 7
COPIES = 20


def best(run: Callable[[], None]) -> float:
    """Return the seconds of the fastest of a few runs."""
    return min(_timed(run) for _ in range(ROUNDS))


def _timed(run: Callable[[], None]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def measure(texts: list[str]) -> tuple[float, float]:
    """Return seconds a page for extraction with JSON, and for the bare scan."""

    def scan() -> None:
        for text in texts:
            for line in text.split("\n"):
                line.strip().casefold()

    def extract() -> None:
        for text in texts:
            json.dumps(trialx.extract(text).to_dict(), ensure_ascii=False)

    extract()
    return best(extract) / len(texts), best(scan) / len(texts)


def main() -> None:
    """Print a row a layout and one for all."""
    by_layout: dict[str, list[str]] = {}
    for page in pages():
        by_layout.setdefault(page.parent.name, []).append(decode(page.read_bytes()))
    print(f"{'layout':24} {'pages':>6} {'ms/page':>9} {'bare scan':>10} {'multiple':>9}")
    everything = [text for texts in by_layout.values() for text in texts]
    for name, texts in [*by_layout.items(), ("all", everything)]:
        seconds, bare = measure(texts * COPIES)
        print(f"{name:24} {len(texts):6} {seconds * 1e3:9.3f} {bare * 1e3:10.4f} {seconds / bare:8.1f}x")


if __name__ == "__main__":
    main()
