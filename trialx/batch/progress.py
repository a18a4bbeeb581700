"""The progress bar: rate, failures, time left, on standard error, for people only.

What comes in: how many bytes there are to read, and every outcome. What goes out: a bar where standard error is a
terminal, nothing anywhere else. Separate, since rich is imported only here, and only for a bar.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from trialx.batch.rendering import Outcome

# Redrawn at most so often; no thread of its own, since the pool forks.
SECONDS: Final = 0.1


@contextmanager
def bar(*, total: int, shown: bool) -> Iterator[Callable[[Outcome], None]]:
    """Show a bar of `total` bytes (0: unknown); what is given is a function that takes every outcome."""
    if not shown or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        BarColumn(),
        TextColumn("{task.fields[pages]:,} pages · {task.fields[rate]:,.0f}/s · {task.fields[failed]:,} failed"),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as progress:
        task = progress.add_task("", total=total or None, pages=0, failed=0, rate=0.0)
        begun = drawn = time.monotonic()
        pages = failed = size = 0

        def advance(outcome: Outcome) -> None:
            nonlocal pages, failed, size, drawn
            pages, size = pages + 1, size + outcome.size
            failed += outcome.failure is not None
            if (now := time.monotonic()) - drawn > SECONDS:
                drawn = now
                progress.update(
                    task, completed=size, pages=pages, failed=failed, rate=pages / (now - begun), refresh=True
                )

        yield advance
