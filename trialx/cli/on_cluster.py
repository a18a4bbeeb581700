"""`trialx extract --cluster`: what the command line says about a run on a cluster.

What comes in: the command's inputs and options, checked. What goes out: an exit code, and lines on standard error.
Separate from the command, which runs without any of this.
"""

from typing import Final

from trialx.batch.failure import CALLERS
from trialx.batch.formats import IN_PARTS
from trialx.batch.inputs import gather
from trialx.batch.named import STDIN
from trialx.batch.remote import StoreLost
from trialx.batch.rendering import Task
from trialx.batch.resume import Unresumable
from trialx.cli.saying import say
from trialx.cluster.drive import run
from trialx.cluster.engine import ClusterLost
from trialx.cluster.progress import line
from trialx.cluster.work import Done, Job
from trialx.layouts import LayoutError

DOUBT: Final = 1
USAGE: Final = 2
FAILED: Final = 3
INTERRUPTED: Final = 130


def extract_on_cluster(
    names: list[str], task: Task, output: str | None, *, cluster: str, resume: bool, quiet: bool
) -> int:
    """Read pages on the cluster and write parts below `output`; return the exit code."""
    if not output:
        return _refused("--cluster writes many files: name their folder with -o OUT/")
    if task.format not in IN_PARTS:
        return _refused(f"--cluster writes no {task.format}, which is one piece: use -f jsonl")
    if STDIN in names:
        return _refused("--cluster does not read standard input: name files or addresses that the workers see")

    def note(text: str) -> None:
        if not quiet:
            say(text)

    def tell(done: Done) -> None:
        # JSON Lines hold failures in the place of the records.
        for name, code, message in done.told:
            if task.format != "jsonl" or code in CALLERS:
                say(f"{name}: {message}")

    job = Job(task._replace(tables=False, show=False), output)
    try:
        with line(shown=not quiet) as advance:

            def landed(done: Done, workers: int) -> None:
                tell(done)
                advance(done, workers)

            totals = run(gather(names), job, cluster=cluster, resume=resume, say=note, advance=landed)
    except (ClusterLost, StoreLost, Unresumable, LayoutError, ImportError) as error:
        return _refused(str(error))
    except KeyboardInterrupt:
        say(f"interrupted: what is done is kept in {output}; go on with --resume")
        return INTERRUPTED
    manifest = f"{output.rstrip('/')}/manifest.jsonl"
    note(f"{totals.records:,} records of {totals.pages:,} pages in {totals.parts:,} parts; see {manifest}")
    if totals.passed:
        note(f"{totals.passed:,} more passed over: no trials at the first look")
    if totals.doubtful:
        note(f"{totals.doubtful:,} of {totals.records:,} records are in doubt")
    if not totals.failures:
        return DOUBT if totals.doubtful else 0
    reasons = ", ".join(f"{count:,} {code}" for code, count in totals.failures.most_common())
    say(f"{totals.failures.total():,} of {totals.pages:,} pages failed: {reasons}")
    return USAGE if CALLERS & totals.failures.keys() else FAILED


def _refused(message: str) -> int:
    say(message)
    return USAGE
