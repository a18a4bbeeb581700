"""How far a run on a cluster is, on standard error, for people only.

What comes in: every `Done`, and how many workers there are. What goes out: a line that is redrawn where standard error
is a terminal, nothing anywhere else. rich is imported only for it.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from trialx.cluster.work import Done


@contextmanager
def line(*, shown: bool) -> Iterator[Callable[[Done, int], None]]:
    """Show a line; what is given is a function that takes what is done and the number of workers."""
    if not shown or not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    text = (
        "{task.fields[records]:,} records · {task.fields[failed]:,} failed · {task.fields[rate]:,.0f} pages/s · "
        "{task.completed:,} parts · {task.fields[workers]} workers"
    )
    with Progress(SpinnerColumn(), TextColumn(text), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None, records=0, failed=0, rate=0.0, workers=0)
        begun = time.monotonic()
        records = failed = pages = 0

        def advance(done: Done, workers: int) -> None:
            nonlocal records, failed, pages
            records, pages, failed = records + done.records, pages + done.pages, failed + sum(done.failed.values())
            rate = pages / max(time.monotonic() - begun, 0.001)
            progress.update(task, advance=1, records=records, failed=failed, rate=rate, workers=workers)

        yield advance
