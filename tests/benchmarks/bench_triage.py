"""What the first look costs and lets through: `python -m tests.benchmarks.bench_triage [FOLDER-OF-TRIALS …]`.

What comes in: the samples, folders of pages of trials if any are named, and as other pages the documentation, licenses,
package metadata and sources of this Python installation (capped, in a fixed order). What goes out: microseconds a page
beside what reading them costs, recall, and precision on the mixture. A `# url:` line on top of a page is left out.
"""

import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

import trialx
from tests.golden import pages
from trialx.page.decode import NotText, decode
from trialx.triage import may_be_trial

ROUNDS: Final = 3
MOST_OTHERS: Final = 4000
# Reading is measured on so many pages of a kind.
READ: Final = 60
LARGEST: Final = 200_000
SUFFIXES: Final = {".txt", ".md", ".rst", ".html", ".json", ".xml", ".csv", ".py", ".pyi", ".eml"}
NAMES: Final = ("METADATA", "LICENSE", "README", "COPYING", "AUTHORS", "CHANGES")


def without_url(data: bytes) -> bytes:
    """Return a page without the line that says where it was found, which is no part of it."""
    return data.partition(b"\n")[2] if data.startswith(b"# url:") else data


def others() -> Iterator[bytes]:
    """Give texts of this Python installation, which are no trials."""
    for root in ("purelib", "stdlib"):
        for path in sorted(Path(sysconfig.get_path(root)).rglob("*")):
            known = path.suffix.lower() in SUFFIXES or path.name.startswith(NAMES)
            if known and "trialx" not in str(path) and path.is_file() and 200 < path.stat().st_size < LARGEST:
                yield path.read_bytes()


def seconds(run: Callable[[bytes], object], documents: list[bytes]) -> float:
    """Return the processor seconds a document, of the best round."""
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        for document in documents:
            run(document)
        best = min(best, time.process_time() - begun)
    return best / len(documents)


def read(document: bytes) -> bool:
    """Read a page by rules; say whether it is a trial's."""
    try:
        trialx.extract(decode(document))
    except (trialx.NotATrialPage, NotText):
        return False
    return True


def row(name: str, documents: list[bytes]) -> None:
    """Print how a kind of page fares."""
    found = sum(map(may_be_trial, documents))
    look, reading = seconds(may_be_trial, documents), seconds(read, documents[:: len(documents) // READ + 1])
    size = sum(map(len, documents)) / len(documents)
    print(
        f"{name:28} {len(documents):6} {size:8.0f} {found:6} {look * 1e6:9.1f} {look / size * 5e9:9.1f}"
        f" {reading * 1e6:9.1f} {reading / look:7.1f}x"
    )


def main() -> None:
    """Print a row a kind of page, and the precision on all of them together."""
    trials = {"samples": [page.read_bytes() for page in pages()]}
    for folder in map(Path, sys.argv[1:]):
        trials[folder.name] = [without_url(path.read_bytes()) for path in sorted(folder.glob("*.txt"))]
    rest = list(islice(others(), MOST_OTHERS))
    heads = ("number", 6), ("bytes", 8), ("found", 6), ("us/page", 9), ("us/5 KB", 9), ("reading", 9), ("faster", 8)
    print(" ".join([f"{'pages':28}", *(f"{head:>{width}}" for head, width in heads)]))
    for name, documents in trials.items():
        row(name, documents)
    row("this Python installation", rest)
    good = sum(may_be_trial(document) for documents in trials.values() for document in documents)
    wrong = sum(map(may_be_trial, rest))
    wanted = sum(map(len, trials.values()))
    print(f"recall {good / wanted:.2%}, precision {good / (good + wrong):.2%} on {wanted + len(rest)} pages,", end=" ")
    print(f"false positives {wrong / len(rest):.2%} of {len(rest)} others")


if __name__ == "__main__":
    main()
