"""What `trialx extract` does with its options.

What comes in: `Asked`, the options as they were given. What goes out: an exit code, after the records and the summary.
Separate from the declaration of the options (extract.py), since loading the option parser takes longer than reading a
page, and the frequent calls do without it (plain.py).
"""

import os
import sys
from collections import Counter
from pathlib import Path
from typing import Final

from trialx.batch.appending import PART
from trialx.batch.failure import CALLERS, Failure
from trialx.batch.inputs import gather, listed
from trialx.batch.named import STDIN
from trialx.batch.read import Reading
from trialx.batch.remote import StoreLost
from trialx.batch.rendering import Task
from trialx.batch.resume import Unresumable
from trialx.batch.run import MOST_SHOWN, Totals, run
from trialx.batch.sinks import Output
from trialx.cli.asked import Asked
from trialx.cli.destination import Refused, destination, inputs_apart, reads
from trialx.cli.ending import INTERRUPTED, USAGE, end, end_unwritten
from trialx.cli.own_layouts import layouts_folder
from trialx.cli.saying import say
from trialx.layouts import LayoutError
from trialx.write.apart import OutputIsInput

# A page that describes no trial or cannot be read; what is the caller's fault stands in ending.py.
FAILED: Final = 3
# With --strict, a record that is not beyond doubt.
DOUBT: Final = 1
# What ends a run before its first page, or where nothing more can be read; ImportError: an extra is missing.
_REFUSALS: Final = (Refused, OutputIsInput, LayoutError, StoreLost, Unresumable, ImportError)


def extract(asked: Asked) -> int:
    """Read pages, write records; return the exit code."""
    try:
        return _extract(asked._replace(layouts=layouts_folder(asked.layouts)))
    except _REFUSALS as error:
        say(str(error), lines=True)
        return USAGE


def _extract(asked: Asked) -> int:
    _check(asked)
    format_, output = destination(asked)
    fields = _fields(asked.select)
    _check_layouts(asked.layout, asked.layouts)
    tables, show = asked.tables is not None, not asked.quiet
    task = Task(_reading(asked), format_, fields, tables=tables, show=show, strict=asked.strict, excel=asked.excel)
    names = list(listed(sys.stdin.buffer)) if asked.from0 else list(asked.files)
    if asked.cluster:
        from trialx.cli.on_cluster import extract_on_cluster

        return extract_on_cluster(
            names, task, asked.output, cluster=asked.cluster, resume=asked.resume, quiet=asked.quiet
        )
    totals = _run(asked, names, task, output)
    if not asked.quiet:
        _summary(totals)
    return _account(totals)


def _run(asked: Asked, names: list[str], task: Task, output: Output) -> Totals:
    several = asked.from0 or len(names) > 1 or any(not os.path.isfile(name) and name != STDIN for name in names)
    try:
        files = inputs_apart(gather(names), output, task.format)
        return run(
            files,
            task,
            output._replace(is_input=reads(files)),
            jobs=asked.jobs or _cores(),
            several=several,
            stdout=sys.stdout.buffer,
            tell=_tell,
            progress=not asked.quiet,
        )
    except KeyboardInterrupt:
        end(INTERRUPTED, f"trialx: interrupted{_kept(output)}")
    except OSError as error:
        kept = "" if isinstance(error, BlockingIOError) else _kept(output)
        end_unwritten(error, str(error.filename or asked.output or "standard output"), kept)


def _reading(asked: Asked) -> Reading:
    return Reading(
        evidence=asked.evidence,
        url=asked.url,
        text_key=asked.text_key,
        url_key=asked.url_key,
        id_key=asked.id_key,
        layout=asked.layout,
        layouts=str(asked.layouts) if asked.layouts else None,
        criteria=asked.criteria,
        only_trials=asked.only_trials,
    )


def _check(asked: Asked) -> None:
    """Refuse options that contradict each other."""
    if asked.from0 and asked.files:
        raise Refused("--from0 reads the names from standard input: leave the others out")
    if not asked.files and not asked.from0:
        raise Refused("no input: name pages, or - for standard input; see trialx extract --help")
    if asked.url and (asked.from0 or len(asked.files) > 1 or os.path.isdir(asked.files[0])):
        raise Refused("--url is the address of one page: for many, use JSON Lines with --url-key")
    if asked.cluster and (asked.tables or asked.url):
        raise Refused("--cluster writes no --tables and reads more than the page of one --url: leave them out")


def _fields(select: str | None) -> tuple[str, ...]:
    """Return the names of the selected fields; refuse what no field is called."""
    names = tuple(name.strip() for name in (select or "").split(",") if name.strip())
    if names:
        from trialx.write.fields import UnknownField, selection

        try:
            selection(names)
        except UnknownField as error:
            raise Refused(f"--select: {error}") from None
    return names


def _check_layouts(layout: str | None, layouts: Path | None) -> None:
    """Raise `LayoutError` for a broken layout or an unknown name, before the first page is read."""
    if layout or layouts:
        from trialx.layouts import TRUNK, beside, from_folder, named

        own = from_folder(layouts) if layouts else ()
        if layout and layout != TRUNK:
            named(layout, beside(own))


def _cores() -> int:
    """Return how many processes this one may use at the same time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tell(name: str, failure: Failure) -> None:
    say(f"{name}: {failure.message}")


def _kept(output: Output) -> str:
    """Say how to go on, where there is something to go on with."""
    if output.journal is None or not output.journal.exists():
        return ""
    kept = output.path if output.folder else f"{output.path}{PART}"
    return f"; what is done is kept in {kept}: go on with --resume"


def _summary(totals: Totals) -> None:
    """Show what was found: the fields of one page, a row a page of several, of many only how many."""
    if 0 < len(totals.shown) <= MOST_SHOWN:
        from trialx.write.summary import show

        show(totals.shown)
    elif totals.shown:
        good = totals.pages - totals.failures.total()
        say(f"{good:,} records of {totals.pages:,} pages")


def _account(totals: Totals) -> int:
    """Count the failures, and return the exit code."""
    failures: Counter[str] = totals.failures
    if totals.passed:
        say(f"{totals.passed:,} more passed over: no trials at the first look")
    if totals.doubtful and totals.pages > 1:
        say(f"{totals.doubtful:,} of {totals.pages:,} records are in doubt")
    if not failures:
        return DOUBT if totals.doubtful else 0
    if totals.pages > 1:
        reasons = ", ".join(f"{count:,} {code}" for code, count in failures.most_common())
        say(f"{failures.total():,} of {totals.pages:,} pages failed: {reasons}")
    return USAGE if CALLERS & failures.keys() else FAILED
