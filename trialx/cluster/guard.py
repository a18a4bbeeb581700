"""Pages read in a process that may die: each has so much time and memory, and one that needs more is put aside.

What comes in: a chunk of items, the task, the limits. What goes out: an outcome an item, in order; for a page that ran
into a limit or ended its process, the failure that says so. The processes (child.py) are kept between chunks. They are
plain programs with pipes: workers of Dask are daemons with threads, which may neither fork safely nor have children of
`multiprocessing`.
"""

import atexit
import pickle
import queue
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, Final, NamedTuple

from trialx.batch.failure import Failure
from trialx.batch.in_time import PAGE_SECONDS, ended_by
from trialx.batch.item import Item
from trialx.batch.rendering import Outcome, Task, without_record
from trialx.layouts import LayoutError


class Limits(NamedTuple):
    """What one page may take: seconds of a processor, and bytes of memory for the process that reads it."""

    seconds: float = PAGE_SECONDS
    memory: int = 4 << 30


class _Child(NamedTuple):
    process: subprocess.Popen[bytes]
    requests: IO[bytes]
    answers: IO[bytes]
    place: IO[bytes]


# Children that wait for work; as many as there are threads that call `guarded` at the same time.
_idle: Final[queue.SimpleQueue[_Child]] = queue.SimpleQueue()


def guarded(chunk: Sequence[Item], task: Task, limits: Limits) -> list[Outcome]:
    """Return the outcome of every item of a chunk, whatever the items do to the process that reads them.

    Raises `LayoutError` where a layout file is broken, which no page can help.
    """
    bad: dict[int, Failure] = {}
    while True:
        left = [number for number in range(len(chunk)) if number not in bad]
        found = _tried([chunk[number] for number in left], task, limits)
        if isinstance(found, list):
            break
        culprit, failure = found
        bad[left[culprit]] = failure
    good = iter(found)
    return [
        without_record(item, bad[number], task) if number in bad else next(good) for number, item in enumerate(chunk)
    ]


def _tried(chunk: list[Item], task: Task, limits: Limits) -> list[Outcome] | tuple[int, Failure]:
    """Return the outcomes, or which item ended the child, and how."""
    if not chunk:
        return []
    child = _idle.get_nowait() if not _idle.empty() else _started()
    try:
        child.place.seek(0)
        child.place.write(bytes(4))
        child.place.flush()
        pickle.dump((chunk, task, limits), child.requests, pickle.HIGHEST_PROTOCOL)
        child.requests.flush()
        found: list[Outcome] | LayoutError = pickle.load(child.answers)
    except (EOFError, BrokenPipeError, pickle.UnpicklingError):
        child.place.seek(0)
        culprit = int.from_bytes(child.place.read(4), "big")
        return culprit, ended_by(_ended(child))
    except BaseException:
        _ended(child)
        raise
    _idle.put(child)
    if isinstance(found, LayoutError):
        raise found
    return found


def _started() -> _Child:
    place = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the child
    process = subprocess.Popen(
        [sys.executable, "-m", "trialx.cluster.child", str(place.fileno())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=[place.fileno()],
    )
    assert process.stdin
    assert process.stdout
    return _Child(process, process.stdin, process.stdout, place)


def _ended(child: _Child) -> int:
    """End a child if it has not ended, and return its exit code."""
    with suppress(BrokenPipeError):
        child.requests.close()
    child.answers.close()
    child.place.close()
    try:
        return child.process.wait(1)
    except subprocess.TimeoutExpired:
        child.process.kill()
        return child.process.wait()


@atexit.register
def end_children() -> None:
    """End the processes that wait for work; where nobody calls this, they end as their pipe closes."""
    while not _idle.empty():
        _ended(_idle.get_nowait())
