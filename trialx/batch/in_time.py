"""One page to its outcome in the time that a page may take, so that none holds up a run.

What comes in: an item, the task, seconds of a processor (a machine that is busy with something else fails no page).
What goes out: the outcome, or the failure that says that the page took too long. In a process that may end with its
page (a worker), the system ends it, also inside a pattern that never comes back to Python; in the first process the
page is broken off where Python sees the signal. Separate from the pool and from the cluster's guard, which share it.
"""

import signal
import threading
from typing import Final, NoReturn

from trialx.batch.failure import Failure
from trialx.batch.item import Item
from trialx.batch.rendering import Outcome, Task, outcome, without_record

PAGE_SECONDS: Final = 60.0
SLOW: Final = Failure("too-slow", "the page took too long to read; it was put aside; please report it")
CRASHED: Final = Failure("crashed", "the page ended the process that read it (out of memory?); please report")
# Where a system has no such timer, pages take what they take.
_TIMED: Final = hasattr(signal, "setitimer")


class _TooSlow(BaseException):
    """The time is over; no `Exception`, so that no rule takes it for an error of its own."""


def in_time(item: Item, task: Task, seconds: float) -> Outcome:
    """Return the outcome of an item; this process goes on after one that takes too long."""
    if not _TIMED or threading.current_thread() is not threading.main_thread():
        return outcome(item, task)
    before = signal.signal(signal.SIGPROF, _break_off)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        return outcome(item, task)
    except _TooSlow:
        return without_record(item, SLOW, task)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def or_end(item: Item, task: Task, seconds: float) -> Outcome:
    """Return the outcome of an item; one that takes too long ends this process (`ended_by`)."""
    if not _TIMED:
        return outcome(item, task)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return outcome(item, task)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def ended_by(code: int | None) -> Failure:
    """Return what the exit code of a process says of the page that ended it."""
    return SLOW if _TIMED and code == -signal.SIGPROF else CRASHED


def _break_off(*_: object) -> NoReturn:
    raise _TooSlow
