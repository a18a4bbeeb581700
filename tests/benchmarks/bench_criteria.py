"""What the criteria cost: `python -m tests.benchmarks.bench_criteria`.

What comes in: the criteria of the samples, as they stand on the invented pages. What goes out: microseconds a kilobyte
of text for the tree and for the two flat lists, which every extraction pays, and milliseconds a study for the
thresholds beyond the tree. Every study counts with the best of its rounds, since other work disturbs single ones.
"""

import time
from collections.abc import Callable
from typing import Final

from tests.golden import expected, pages
from trialx.eligibility import criteria
from trialx.eligibility.lists import inclusion_exclusion
from trialx.eligibility.tree import tree

ROUNDS: Final = 30
ENTRIES: Final = 9  # of a side in a study, as many as real ones have


def texts() -> list[str]:
    """Return the criteria of the samples as registries print them; samples are short, so several make a study."""
    sides: dict[str, list[str]] = {}
    for page in pages():
        eligibility = expected(page).get("eligibility", {})
        for side in ("inclusion", "exclusion"):
            sides.setdefault(side, []).extend(eligibility.get(side, []))
    inclusion, exclusion = (list(dict.fromkeys(entries)) for entries in sides.values())
    return [
        "\n".join(
            [
                *("Inclusion Criteria:\n", *(f"* {entry}" for entry in inclusion[at : at + ENTRIES])),
                *("\nExclusion Criteria:\n", *(f"* {entry}" for entry in exclusion[at : at + ENTRIES])),
            ]
        )
        for at in range(0, len(inclusion), ENTRIES)
    ]


def seconds(run: Callable[[str], object], studies: list[str]) -> float:
    """Return the seconds that all studies cost, each in its best round."""
    best = [float("inf")] * len(studies)
    for _ in range(ROUNDS):
        for at, study in enumerate(studies):
            begun = time.perf_counter()
            run(study)
            best[at] = min(best[at], time.perf_counter() - begun)
    return sum(best)


def main() -> None:
    """Print the figures."""
    studies = texts()
    size = sum(map(len, studies)) / 1024
    print(f"{len(studies)} studies, {size / len(studies):.2f} KB of criteria each")
    trees = seconds(tree, studies)
    print(f"tree                 {trees / size * 1e6:8.1f} us/KB")
    print(f"inclusion, exclusion {seconds(inclusion_exclusion, studies) / size * 1e6:8.1f} us/KB")
    print(f"thresholds           {(seconds(criteria, studies) - trees) / len(studies) * 1e3:8.3f} ms a study")


if __name__ == "__main__":
    main()
