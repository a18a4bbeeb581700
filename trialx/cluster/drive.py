"""The run on a cluster in one screen: files → partitions → tasks → parts → manifest.

What comes in: files, a `Job`, the scheduler's address. What goes out: the parts and the manifest in the output's
folder, and `Totals`. This process only hands out tasks and takes down what is done: no page passes through it, and so
many tasks are under way that every thread has one to do and one waiting.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from typing import Any, Final, NamedTuple

from trialx.batch.named import Named, is_address
from trialx.batch.remote import StoreLost
from trialx.cluster.cut import PART_BYTES, Partition, Piece, key, partitions
from trialx.cluster.engine import LOCAL, ClusterLost, connected
from trialx.cluster.journal import FOLDER, Journal
from trialx.cluster.store import store_at
from trialx.cluster.survey import survey
from trialx.cluster.work import Done, Job, work
from trialx.layouts import LayoutError
from trialx.version import __version__

# Tasks under way, a thread: one at work, one waiting.
AHEAD: Final = 2
# A task is tried so often; Dask itself gives up one whose workers died four times.
ATTEMPTS: Final = 3
PAUSE: Final = 1.0
# A cluster may be without workers while they are replaced, but not longer.
NO_WORKERS_SECONDS: Final = 120
_LOOK: Final = 1.0


class Totals(NamedTuple):
    """What a run came to, with what earlier runs had done of it."""

    pages: int
    records: int
    parts: int
    failures: Counter[str]
    passed: int = 0
    doubtful: int = 0


def run(
    files: Iterable[Named],
    job: Job,
    *,
    cluster: str,
    resume: bool = False,
    size: int = PART_BYTES,
    say: Callable[[str], object] = lambda _: None,
    advance: Callable[[Done, int], object] = lambda *_: None,
) -> Totals:
    """Read files on a cluster; `say` takes what a person should know, `advance` what is done and the workers' number.

    Raises:
        ClusterLost: where the scheduler or the workers are gone or unfit; what is done is kept.
        StoreLost: where an input or the output cannot be reached; what is done is kept.
        Unresumable: where the output's folder holds another run.
        LayoutError: where a layout file is broken.

    """
    settings = {"trialx": __version__, "format": job.task.format, "select": job.task.select, "size": size}
    settings["reading"] = job.task.reading
    journal = Journal(store_at(job.output), settings, resume=resume)
    keys: list[str] = []
    with connected(cluster) as client:
        say(f"{len(_workers(client))} workers; dashboard: {client.dashboard_link}")
        files = iter(files)
        first = list(_first(files))
        if cluster != LOCAL:
            _check_sight(client, job.output, first)
        begin = _surveyor(client, size)
        try:
            cut = partitions(chain(first, files), begin, size=size)
            for done, workers in _landed(client, _left(cut, keys, journal), job):
                journal.note(done)
                advance(done, workers)
            parts = journal.finish(keys)
        except BaseException:
            _keep(journal)
            raise
    failures: Counter[str] = Counter()
    for done in parts:
        failures.update(done.failed)
    return Totals(
        sum(done.pages for done in parts),
        sum(done.records for done in parts),
        sum(bool(done.part) for done in parts),
        failures,
        sum(done.passed for done in parts),
        sum(done.doubtful for done in parts),
    )


def _first(files: Iterator[Named]) -> Iterator[Named]:
    """Give the first file that is there."""
    for named in files:
        yield named
        if not named.failure:
            return


def _keep(journal: Journal) -> None:
    """Note what is done before the run ends; where that fails too, it is done once more by the next run."""
    with suppress(StoreLost):
        journal.flush()


class _Lost(NamedTuple):
    """What a task gives where a store failed: the engine's own threads do not survive a `BaseException`."""

    message: str


def attempted(task: Callable[..., Any], *arguments: Any) -> Any:
    """Run a task on a worker."""
    try:
        return task(*arguments)
    except StoreLost as error:
        return _Lost(str(error))


def _surveyor(client: Any, size: int) -> Callable[[Named], Callable[[], list[Piece]]]:
    def submitted(named: Named) -> Any:
        return client.submit(attempted, survey, named, size, pure=False, priority=1)

    def begin(named: Named) -> Callable[[], list[Piece]]:
        future = submitted(named)

        def pieces() -> list[Piece]:
            found: list[Piece]
            for attempt in range(1, ATTEMPTS):
                try:
                    found = _result(client, future if attempt == 1 else submitted(named))
                    return found
                except StoreLost:
                    time.sleep(PAUSE * attempt)
            found = _result(client, submitted(named))
            return found

        return pieces

    return begin


def _left(cut: Iterable[Partition], keys: list[str], journal: Journal) -> Iterator[tuple[str, Partition]]:
    """Give the partitions that are to be done, by their key; a key that comes again gets a number."""
    seen: Counter[str] = Counter()
    for partition in cut:
        name = key(partition)
        seen[name] += 1
        if seen[name] > 1:
            name = f"{name}-{seen[name]}"
        keys.append(name)
        if name not in journal.done:
            yield name, partition


def _landed(client: Any, left: Iterator[tuple[str, Partition]], job: Job) -> Iterator[tuple[Done, int]]:
    """Hand out tasks, as many as the workers need; give what is done as it arrives, and the number of workers."""
    flying: dict[Any, tuple[str, Partition, int]] = {}

    def start(name: str, partition: Partition, attempt: int = 1) -> None:
        flying[client.submit(attempted, work, partition, job, pure=False)] = (name, partition, attempt)

    more = True
    seen = time.monotonic()
    while True:
        workers = _workers(client)
        threads = sum(workers.values())
        seen = _still(threads, seen)
        while more and len(flying) < max(1, threads) * AHEAD:
            following = next(left, None)
            more = following is not None
            if following:
                start(*following)
        if not flying:
            return
        for future in _ready(list(flying)):
            name, partition, attempt = flying.pop(future)
            try:
                done: Done = _result(client, future)
            except StoreLost:
                if attempt == ATTEMPTS:
                    raise
                time.sleep(PAUSE * attempt)
                start(name, partition, attempt + 1)
                continue
            yield done._replace(key=name), len(workers)


def _workers(client: Any) -> dict[str, int]:
    """Return the workers and their threads. Raises `ClusterLost` where the scheduler is gone."""
    # The scheduler forgets the tasks of a client that it loses sight of, so there is nothing to wait for.
    if client.status != "running":
        raise _lost(ConnectionError("no connection"), "its scheduler")
    try:
        found: dict[str, int] = client.nthreads()
        return found
    except Exception as error:  # whatever the engine or its network does
        raise _lost(error, "its scheduler") from None


def _still(threads: int, seen: float) -> float:
    """Return when workers were seen last. Raises `ClusterLost` where that is too long ago."""
    now = time.monotonic()
    if threads:
        return now
    if now - seen > NO_WORKERS_SECONDS:
        raise ClusterLost(f"no worker for {NO_WORKERS_SECONDS} seconds; start some, then go on with --resume")
    return seen


def _lost(error: BaseException, what: str) -> ClusterLost:
    why = " ".join(str(error).split())[:200] or type(error).__name__
    return ClusterLost(f"the cluster lost {what} ({why}); see that it runs, then go on with --resume")


def _ready(futures: list[Any]) -> list[Any]:
    """Wait a moment; return the futures that are not under way any more."""
    from distributed import TimeoutError as Late
    from distributed import wait

    try:
        wait(futures, timeout=_LOOK, return_when="FIRST_COMPLETED")
    except Late:
        pass
    except Exception:  # the states of the futures say what happened
        time.sleep(_LOOK / 10)
    return [future for future in futures if future.status != "pending"]


def _result(client: Any, future: Any) -> Any:
    """Return what a task gave, waiting while there are workers. Raises `ClusterLost`, `StoreLost` or `LayoutError`.

    What a task gave goes with its worker, also when the task is done: it is then done again, if there is another.
    """
    from asyncio import CancelledError

    from distributed import KilledWorker

    seen = time.monotonic()
    found = pending = object()
    try:
        while found is pending:
            try:
                found = future.result(timeout=_LOOK)
            except TimeoutError:
                if future.status == "error":  # the task's own
                    raise
                seen = _still(sum(_workers(client).values()), seen)
    except (ClusterLost, LayoutError):
        raise
    except KilledWorker as error:
        raise ClusterLost(
            f"a task ended its worker again and again ({error.last_worker}): give the workers more memory, then go on "
            "with --resume"
        ) from None
    except (Exception, CancelledError) as error:  # whatever the engine or its network does
        raise _lost(error, "a task") from None
    if isinstance(found, _Lost):
        raise StoreLost(found.message)
    return found


def _check_sight(client: Any, output: str, first: list[Named]) -> None:
    """Refuse folders of this machine that the workers do not see: every page would be missing, or its record."""
    paths = [named.path for named in first if not named.failure and not is_address(named.path)]
    if not is_address(output):
        paths.append(os.path.join(output, FOLDER, "0000000.jsonl"))
    for path in paths:
        if os.path.exists(path):
            for worker, sees in client.run(os.path.exists, path).items():
                if not sees:
                    raise ClusterLost(
                        f"the worker {worker} does not see {path}: give an absolute path that all machines share, or "
                        "an address such as s3://…"
                    )
