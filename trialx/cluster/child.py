"""The process that reads pages for a worker, so that a page which ends its process ends this one.

What comes in: on standard input, chunks of items, each with the task and the limits of a page (pickles of the parent,
guard.py). What goes out: on standard output their outcomes; and in the file whose number is the only argument, which
item of the chunk is being read, so that the parent knows the culprit. Run as `python -m trialx.cluster.child 7`.
"""

import os
import pickle
import signal
import sys
from typing import IO

from trialx.batch.in_time import or_end
from trialx.batch.rendering import Outcome
from trialx.layouts import LayoutError

try:
    import resource
except ImportError:  # not a POSIX system: without limits, pages are only told apart when they crash
    resource = None  # type: ignore[assignment] # the name is tested before it is used


def serve(requests: IO[bytes], answers: IO[bytes], place: int) -> None:
    """Answer chunk by chunk until the parent closes the pipe."""
    while True:
        try:
            chunk, task, limits = pickle.load(requests)
        except EOFError:
            return
        limit_memory(limits.memory)
        found: list[Outcome] = []
        answer: list[Outcome] | LayoutError = found
        try:
            for number, item in enumerate(chunk):
                os.pwrite(place, number.to_bytes(4, "big"), 0)
                found.append(or_end(item, task, limits.seconds))
        except LayoutError as error:
            answer = error
        pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def limit_memory(size: int) -> None:
    """Let this process have so many bytes and no more."""
    if resource and resource.getrlimit(resource.RLIMIT_AS)[0] != size:
        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process handles it and closes the pipe
    with os.fdopen(os.dup(1), "wb") as pipe:
        os.dup2(2, 1)  # whatever a library prints must not stand between the answers
        serve(sys.stdin.buffer, pipe, int(sys.argv[1]))
