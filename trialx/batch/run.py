"""The flow of a batch in one screen: names → files → pages → outcomes → output.

What comes in: names, a `Task`, where the output goes. What goes out: the output, and `Totals`. Everything else in this
package is one of these steps.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import chain
from typing import Any, Final, NamedTuple

from trialx.batch import sinks
from trialx.batch.failure import CALLERS, DOUBTFUL, PASSED_OVER, Failure
from trialx.batch.item import Item
from trialx.batch.items import items_of
from trialx.batch.named import STDIN, Named
from trialx.batch.pool import ordered
from trialx.batch.progress import bar
from trialx.batch.rendering import Outcome, Shown, Task, became
from trialx.batch.resume import Unresumable
from trialx.batch.sinks import Output

# More pages than this are summed up and not shown a row each.
MOST_SHOWN: Final = 50


class Totals(NamedTuple):
    """What a run came to: how many pages, why how many failed, the first records to be shown.

    `doubtful` pages were objected to by `--strict`; pages that were `passed` over at the first look are no pages.
    """

    pages: int
    failures: Counter[str]
    shown: list[Shown]
    doubtful: int = 0
    passed: int = 0


def run(
    files: list[Named],
    task: Task,
    output: Output,
    *,
    jobs: int,
    several: bool,
    stdout: Any,
    tell: Callable[[str, Failure], None],
    progress: bool,
) -> Totals:
    """Read files and write what they hold; `tell` is called with every failure that the output does not hold.

    `several` says that the output is that of many pages even where only one is found.

    Raises:
        OSError: where the output cannot be written.
        Unresumable: where the run to be gone on with had other inputs or options.
        LayoutError: where a layout file is broken.

    """
    items = chain.from_iterable(map(items_of, files))
    first = next(items, None)
    several = several or first is None or not first.alone
    codes: Counter[str] = Counter()
    shown: list[Shown] = []
    with ExitStack() as stack:
        opened = stack.enter_context(sinks.opened(output, task, stdout, several=several))
        advance = stack.enter_context(bar(total=_size(files), shown=progress and (several or len(files) > 1)))
        left = _left(chain([first] if first else [], items), opened, codes)
        for outcome in ordered(left, task, jobs=jobs):
            failure = opened.put(outcome)
            codes[became(outcome, failure)] += 1
            for doubt in outcome.doubts:
                tell(outcome.name, Failure(DOUBTFUL, doubt))
            if failure and not _is_told(outcome, failure, opened):
                tell(outcome.name, failure)
            if outcome.shown and len(shown) <= MOST_SHOWN:
                shown.append(outcome.shown)
            advance(outcome)
    return _totals(codes, shown)


def _size(files: list[Named]) -> int:
    """Return how many bytes there are to read, 0 where that is not known."""
    return 0 if any(named.path == STDIN for named in files) else sum(named.size for named in files)


def _left(items: Iterator[Item], opened: sinks.Opened, codes: Counter[str]) -> Iterator[Item]:
    """Pass over the items that an earlier run has done, which must be the same and in the same order."""
    for entry in opened.done:
        item = next(items, None)
        if item is None or item.name != entry.item:
            there = item.name if item else "nothing"
            raise Unresumable(
                f"the run to go on with read {entry.item} where {there} is now: give the same inputs, or begin anew "
                "without --resume"
            )
        opened.skip(entry, item)
        codes[entry.code] += 1
    return items


def _is_told(outcome: Outcome, failure: Failure, opened: sinks.Opened) -> bool:
    """Say whether a failure is in the output, or nobody asks for it; what is the caller's fault is told in any case."""
    if failure.code == PASSED_OVER:
        return True
    return opened.in_band and bool(outcome.text) and failure.code not in CALLERS


def _totals(codes: Counter[str], shown: list[Shown]) -> Totals:
    failures = Counter({code: count for code, count in codes.items() if code not in ("", DOUBTFUL, PASSED_OVER)})
    passed = codes[PASSED_OVER]
    return Totals(codes.total() - passed, failures, shown, codes[DOUBTFUL], passed)
