"""The local pool: many items to outcomes, in the order of the items, whatever the number of processes.

What comes in: items, what to do with each, how many processes. What goes out: outcomes, one an item. Items are handed
out in chunks, and only so many at a time that memory stays flat; a page that kills its process is found by trying the
pages of its chunk alone, and is reported like any other failure; so is one that takes too long.
"""

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any, Final

from trialx.batch.in_time import PAGE_SECONDS, ended_by, in_time, or_end
from trialx.batch.item import Item
from trialx.batch.rendering import Outcome, Task, without_record

# A pool is started when so much work was done and there is more: little work needs none, and what the first pages load
# (layouts, word lists, dateparser) is then there for all processes and is not loaded by each of them.
WARM_UP_SECONDS: Final = 1.0
# A chunk is large enough that handing it out costs next to nothing, small enough that the processes end together.
CHUNK_ITEMS: Final = 32
CHUNK_BYTES: Final = 1 << 19
# Chunks under way, a process: one at work, one waiting, some done and waiting for an earlier one.
AHEAD: Final = 4
# What a process of the pool works at; given once and not with every chunk.
_tasks: Final[list[Task]] = []


def ordered(items: Iterable[Item], task: Task, *, jobs: int) -> Generator[Outcome]:
    """Give the outcome of every item, in order; with one job, or little work, in this process."""
    stream = iter(items)
    spent = 0.0
    for item in stream:
        begun = time.process_time()
        yield in_time(item, task, PAGE_SECONDS)
        spent += time.process_time() - begun
        if jobs > 1 and spent >= WARM_UP_SECONDS:
            following = next(stream, None)
            if following is not None:
                yield from _pooled(chain([following], stream), task, jobs)
            return


def _pooled(items: Iterator[Item], task: Task, jobs: int) -> Iterator[Outcome]:
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    chunks = _chunks(items)
    while True:
        handed: deque[tuple[list[Item], Future[list[Outcome]] | None]] = deque()
        with _executor(jobs, task) as submit:
            try:
                for chunk in chunks:
                    handed.append((chunk, None))  # noted before it is handed out, which fails where the pool is broken
                    handed[-1] = (chunk, submit(chunk))
                    while handed and (len(handed) >= jobs * AHEAD or _is_done(handed[0][1])):
                        yield from _first(handed)
                while handed:
                    yield from _first(handed)
                return
            except BrokenProcessPool:
                pass
        chunk, _ = handed.popleft()
        yield from (_alone(item, task) for item in chunk)
        chunks = chain([chunk for chunk, _ in handed], chunks)


def _is_done(future: Any) -> bool:
    return bool(future and future.done())


def _first(handed: deque[Any]) -> list[Outcome]:
    """Return the outcomes of the chunk handed out first, and forget it."""
    outcomes: list[Outcome] = handed[0][1].result()
    handed.popleft()
    return outcomes


def _alone(item: Item, task: Task) -> Outcome:
    """Try an item of a chunk in a process of its own: one of them may be what ended the pool."""
    context = _context()
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(sender, item, task), daemon=True)
    process.start()
    sender.close()
    try:
        found: Outcome | Exception = receiver.recv()
    except EOFError:
        process.join()
        return without_record(item, ended_by(process.exitcode), task)
    finally:
        process.join()
        receiver.close()
    if isinstance(found, Exception):
        raise found
    return found


def _answer(sender: Any, item: Item, task: Task) -> None:
    """Work at one item and send what comes of it, an error too (a broken layout, which no page can help)."""
    _begin(task)
    try:
        sender.send(or_end(item, task, PAGE_SECONDS))
    except Exception as error:
        sender.send(error)


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Put items together until they are many or large."""
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += item.data.characters if item.form == "entry" else len(item.data)
        if len(chunk) == CHUNK_ITEMS or size > CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


@contextmanager
def _executor(jobs: int, task: Task) -> Iterator[Callable[[list[Item]], Any]]:
    """Start processes that work at the task; what is given hands them a chunk. They end with this one in any case."""
    from concurrent.futures import ProcessPoolExecutor

    executor = ProcessPoolExecutor(jobs, _context(), _begin, (task,))
    try:
        yield lambda chunk: executor.submit(_work, chunk)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _context() -> Any:
    """Return how processes are started: where forking is safe they share what is loaded here, and start at once."""
    import multiprocessing
    import sys

    return multiprocessing.get_context("fork" if sys.platform == "linux" else None)


def _work(chunk: list[Item]) -> list[Outcome]:
    return [or_end(item, _tasks[0], PAGE_SECONDS) for item in chunk]


def _begin(task: Task) -> None:
    """Prepare a process of the pool: an interrupt is the first process's to handle, and its end is theirs."""
    import multiprocessing
    import signal
    import threading

    _tasks.append(task)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    """Wait for the first process to end: killed, it can tell nobody, and its processes would wait for ever."""
    import os
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)
