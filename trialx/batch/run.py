"""The flow of a batch in one screen: names → files → pages → outcomes → output.

What comes in: names, a `Task`, where the output goes. What goes out: the output, and `Totals`. Everything else in this
package is one of these steps.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

from trialx.batch import sinks
from trialx.batch.failure import CALLERS, PASSED_OVER, Failure
from trialx.batch.inputs import STDIN, Named
from trialx.batch.items import Item, items_of
from trialx.batch.outcome import Shown, Task
from trialx.batch.pool import ordered
from trialx.batch.progress import bar
from trialx.batch.resume import Unresumable
from trialx.version import __version__

DOUBTFUL: Final = "doubtful"
# More pages than this are summed up and not shown a row each.
MOST_SHOWN: Final = 50


class Output(NamedTuple):
    """Where results go: a file, a folder (`path` with `folder`), without a path standard output; and the tables."""

    path: Path | None = None
    folder: bool = False
    tables: Path | None = None
    resume: bool = False


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
    if first is None:
        return Totals(0, Counter(), [])
    several = several or not first.alone
    totals = Totals(0, Counter(), [])
    with ExitStack() as stack:
        opened = stack.enter_context(_opened(task, output, stdout, several=several))
        if output.tables:
            opened = stack.enter_context(sinks.with_tables(opened, output.tables, task.format))
        advance = stack.enter_context(bar(total=_size(files), shown=progress and (several or len(files) > 1)))
        pages, left = _left(chain([first], items), opened, totals.failures)
        doubtful = passed = 0
        for outcome in ordered(left, task, jobs=jobs):
            pages += 1
            failure = opened.put(outcome) or outcome.failure
            for doubt in outcome.doubts:
                tell(outcome.name, Failure(DOUBTFUL, doubt))
            doubtful += bool(outcome.doubts)
            if failure and failure.code == PASSED_OVER:
                passed += 1
            elif failure:
                totals.failures[failure.code] += 1
                if not outcome.text or failure is not outcome.failure or failure.code in CALLERS:
                    tell(outcome.name, failure)
            if outcome.shown and len(totals.shown) <= MOST_SHOWN:
                totals.shown.append(outcome.shown)
            advance(outcome)
    return totals._replace(pages=pages - passed, doubtful=doubtful, passed=passed)


def _opened(task: Task, output: Output, stdout: Any, *, several: bool) -> AbstractContextManager[sinks.Opened]:
    """Open the output that was asked for."""
    heading = sinks.heading(task.format, task.select)
    around = sinks.frame(task.format, several=several, heading=heading)
    trim = task.format == "json" and several
    if output.path is None:
        return sinks.on_stream(stdout, around, trim=trim)
    if output.folder:
        return sinks.in_folder(output.path, task.format, heading, _settings(task), resume=output.resume)
    if task.format == "parquet":
        return sinks.in_parquet(output.path, task.select)
    if not several:
        return sinks.of_one_page(output.path, heading)
    return sinks.in_file(output.path, around, _settings(task), trim=trim, resume=output.resume)


def _settings(task: Task) -> dict[str, Any]:
    """Return what must be the same for a run to be gone on with."""
    return {"trialx": __version__, "format": task.format, "select": task.select, "reading": task.reading}


def _size(files: list[Named]) -> int:
    """Return how many bytes there are to read, 0 where that is not known."""
    return 0 if any(named.path == STDIN for named in files) else sum(named.size for named in files)


def _left(items: Iterator[Item], opened: sinks.Opened, failures: Counter[str]) -> tuple[int, Iterator[Item]]:
    """Pass over the items that an earlier run has done, which must be the same and in the same order.

    Returns how many there were, and the items that are left.
    """
    pages = 0
    for entry in opened.done:
        pages += 1
        item = next(items, None)
        if item is None or item.name != entry.item:
            there = item.name if item else "nothing"
            raise Unresumable(
                f"the run to go on with read {entry.item} where {there} is now: give the same inputs, or begin anew "
                "without --resume"
            )
        opened.skip(entry, item)
        if entry.code:
            failures[entry.code] += 1
    return pages, items
