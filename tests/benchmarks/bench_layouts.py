"""The time of a page with 10 and with 200 layouts. `python -m tests.benchmarks.bench_layouts` prints the ratio.

Phrases are looked up in one dictionary, so the number of layouts must not matter. Both are measured in one run,
alternating, best of several rounds, on all samples, so that the ratio holds on a busy machine. The layouts are made up:
each has phrases of its own, which begin as those of others do and as lines of the pages do: the worst case.
"""

import time
from collections.abc import Callable, Sequence
from functools import partial

import trialx
from tests.golden import pages
from trialx.extraction.known.recognise import index, recognise
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


def best(runs: Sequence[Callable[[], object]]) -> list[float]:
    """Return the seconds of the fastest of several rounds of each run; the runs take turns."""
    fastest = [float("inf")] * len(runs)
    for _ in range(ROUNDS):
        for which, run in enumerate(runs):
            start = time.perf_counter()
            run()
            fastest[which] = min(fastest[which], time.perf_counter() - start)
    return fastest


def main() -> None:
    """Print milliseconds a page and the ratios; each page is measured by itself, so that a pause spoils one at most."""
    texts = [decode(page.read_bytes()) for page in pages()]
    layouts = (made_up(FEW), made_up(MANY))
    tables = [index(beside(own)) for own in layouts]
    whole, part = [0.0, 0.0], [0.0, 0.0]
    for text in texts:
        page = Page(text)
        for total, runs in (
            (whole, [partial(trialx.extract, text, layouts=own) for own in layouts]),
            (part, [partial(recognise, page, table) for table in tables]),
        ):
            for which, seconds in enumerate(best(runs)):
                total[which] += seconds
    for name, (few, many), bound in (("extract", whole, f" (at most {MOST})"), ("recognise alone", part, "")):
        print(
            f"{name:16} {FEW} layouts {few / len(texts) * 1e3:.4f} ms/page, "
            f"{MANY} layouts {many / len(texts) * 1e3:.4f} ms/page, ratio {many / few:.3f}{bound}"
        )


if __name__ == "__main__":
    main()
