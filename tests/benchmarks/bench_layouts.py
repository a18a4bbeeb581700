"""The time of a page with 10 and with 200 layouts. `python -m tests.benchmarks.bench_layouts` prints the ratio.

Phrases are looked up in one dictionary, so the number of layouts must not matter. Both are measured in one run,
alternating, best of several rounds, on all samples, so that the ratio holds on a busy machine. The layouts are made up:
each has phrases of its own, which begin as those of others do and as lines of the pages do: the worst case.
"""

import time
from collections.abc import Sequence

import trialx
from tests.golden import pages
from trialx.extract.recognise import index, recognise
from trialx.layouts import Layout, beside, trunk
from trialx.layouts.document import parse
from trialx.layouts.load import build
from trialx.page.decode import decode
from trialx.page.lines import Page

FEW, MANY = 10, 200
ROUNDS = 9
# What the ratio may be; above it the cost grows with the number of layouts.
MOST = 1.15


def made_up(count: int) -> list[Layout]:
    """Return layouts of sites that there are not."""
    text = (
        "name: site_{0}\nrecognise:\n  - [Register number {0} of trials, Trials of site {0}]\n  - [Study at site {0}]\n"
        "sections:\n  - name: head\n    fields: [brief_title, nct_id, overall_status, phases]\n"
    )
    return [build(parse(text.format(number), f"site_{number}.yaml"), trunk()) for number in range(count)]


def seconds(texts: Sequence[str], layouts: Sequence[Layout]) -> float:
    """Return the seconds for one reading of all texts."""
    start = time.perf_counter()
    for text in texts:
        trialx.extract(text, layouts=layouts)
    return time.perf_counter() - start


def alone(read: Sequence[Page], layouts: Sequence[Layout]) -> float:
    """Return the seconds for recognising all pages, without reading them."""
    table = index(beside(layouts))
    start = time.perf_counter()
    for page in read:
        recognise(page, table)
    return time.perf_counter() - start


def main() -> None:
    """Print milliseconds a page and the ratios."""
    texts = [decode(page.read_bytes()) for page in pages()]
    read = [Page(text) for text in texts]
    few, many = made_up(FEW), made_up(MANY)
    seconds(texts, few), seconds(texts, many)  # the indexes are made once
    whole: tuple[list[float], list[float]] = ([], [])
    part: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for which, layouts in enumerate((few, many)):
            whole[which].append(seconds(texts, layouts))
            part[which].append(alone(read, layouts))
    for name, (a, b) in (("extract", map(min, whole)), ("recognise alone", map(min, part))):
        print(
            f"{name:16} {FEW} layouts {a / len(texts) * 1e3:.4f} ms/page, "
            f"{MANY} layouts {b / len(texts) * 1e3:.4f} ms/page, ratio {b / a:.3f} (at most {MOST})"
        )


if __name__ == "__main__":
    main()
