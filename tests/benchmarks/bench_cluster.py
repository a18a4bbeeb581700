"""What a run on a cluster of this machine costs: `python -m tests.benchmarks.bench_cluster PAGES [PAGES …]`.

What comes in: numbers of pages; the samples, each with a number of its own, are multiplied to so many, as JSON Lines.
What goes out: for `--jobs 1`, `--jobs 2`, one and two workers of `--cluster local` pages a second, and processor
seconds of all processes together, which hold on a busy machine too; the overhead over `--jobs 2`, bytes in and out, and
the most memory that the first process took. Dask's workers start before the clock does. Last, where the time goes.
"""

import gzip
import itertools
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.golden import pages
from trialx.batch.inputs import gather
from trialx.batch.item import Item
from trialx.batch.items import items_of
from trialx.batch.rendering import Task, outcome
from trialx.batch.run import run
from trialx.batch.sinks import Output
from trialx.cluster import drive, engine
from trialx.cluster.work import Job
from trialx.page.decode import decode
from trialx.triage import may_be_trial

TASK: Final = Task(format="jsonl")
# Small enough that both workers have enough to do at every size that is measured.
PART: Final = 2 << 20
STEPS: Final = 2000


def crawl(path: Path, count: int) -> None:
    """Write so many pages as JSON Lines."""
    texts = [decode(page.read_bytes()) for page in pages()]
    with path.open("w", encoding="utf-8") as file:
        for number, text in zip(range(count), itertools.cycle(texts), strict=False):
            file.write(json.dumps({"url": f"https://example.org/{number}", "text": text}, ensure_ascii=False) + "\n")


class Cost(NamedTuple):
    """What a run took: seconds on the clock, seconds of processors, the most memory of the first process in bytes."""

    clock: float
    processor: float
    memory: int = 0


def processor(ended: bool) -> float:
    """Return the processor seconds of this process and of all below it: those that have ended, or those that run."""
    psutil = import_module("psutil")

    here = resource.getrusage(resource.RUSAGE_SELF)
    spent = here.ru_utime + here.ru_stime
    if ended:
        below = resource.getrusage(resource.RUSAGE_CHILDREN)
        return spent + below.ru_utime + below.ru_stime
    return spent + sum(sum(process.cpu_times()[:2]) for process in psutil.Process().children(recursive=True))


def local(path: Path, out: Path, jobs: int) -> Cost:
    """Return what the local pool takes."""
    begun, spent = time.perf_counter(), processor(ended=True)
    files = list(gather([str(path)]))
    run(files, TASK, Output(out), jobs=jobs, several=True, stdout=None, tell=lambda *_: None, progress=False)
    return Cost(time.perf_counter() - begun, processor(ended=True) - spent)


def clustered(path: Path, out: Path, workers: int) -> Cost:
    """Return what a cluster of this machine takes, from when its workers are there and have read some pages."""
    with engine.connected("local", workers=workers) as client:
        client.wait_for_workers(workers)
        warm = Path(out, "warm")
        crawl(path.with_name("warm.jsonl"), 200)
        address = client.scheduler.address
        files = [str(path.with_name("warm.jsonl"))]
        drive.run(gather(files), Job(TASK, str(warm)), cluster=address, size=PART >> 6)
        begun, spent = time.perf_counter(), processor(ended=False)
        drive.run(gather([str(path)]), Job(TASK, str(out / "out")), cluster=address, size=PART)
        return Cost(time.perf_counter() - begun, processor(ended=False) - spent)


def alone(measure: Callable[..., Cost], *arguments: Any) -> Cost:
    """Run a measurement in a process of its own, with the most memory that it took."""
    context = multiprocessing.get_context("spawn")
    receive, send = context.Pipe(duplex=False)
    process = context.Process(target=_measured, args=(send, measure, arguments))
    process.start()
    found: Cost = receive.recv()
    process.join()
    return found


def _measured(send: Any, measure: Callable[..., Cost], arguments: tuple[Any, ...]) -> None:
    cost = measure(*arguments)
    send.send(cost._replace(memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10))


def main() -> None:
    """Print a block a size, and where the time goes."""
    for count in map(int, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "crawl.jsonl")
            crawl(path, count)
            print(f"{count:,} pages, {path.stat().st_size / 1e6:.0f} MB")
            one = alone(local, path, Path(folder, "one.jsonl"), 1)
            row("--jobs 1", count, one, "")
            two = alone(local, path, Path(folder, "two.jsonl"), 2)
            row("--jobs 2", count, two, compared("--jobs 1", one, two))
            single = alone(clustered, path, Path(folder, "c1"), 1)
            row("1 worker", count, single, compared("--jobs 1", one, single))
            double = alone(clustered, path, Path(folder, "c2"), 2)
            row("2 workers", count, double, compared("1 worker", single, double))
            row("", count, double, compared("--jobs 2", two, double))
            memory = double.memory
            written = sum(part.stat().st_size for part in Path(folder, "c2", "out").glob("part-*"))
            print(f"  {written / 1e6:.0f} MB out, first process (with the scheduler) at most {memory / 1e6:.0f} MB")
    steps()


def row(name: str, count: int, cost: Cost, rest: str) -> None:
    """Print a measurement."""
    speed = f"{cost.clock:7.1f} s {count / cost.clock:7,.0f} pages/s  {cost.processor / count * 1e6:6,.0f} us/page"
    print(f"  {name:10} {speed if name else '':43}  {rest}", flush=True)


def compared(name: str, before: Cost, cost: Cost) -> str:
    """Say how a run compares with another."""
    more = cost.processor / before.processor - 1
    return f"{before.clock / cost.clock:.2f}x as fast as {name}, {more:+.0%} processor time"


def steps() -> None:
    """Print what each step of a page costs, in microseconds of one core."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "crawl.jsonl")
        crawl(path, STEPS)
        data = path.read_bytes()
        packed = gzip.compress(data, 6)
        items = [item for named in gather([str(path)]) for item in items_of(named)]
        outcomes = [outcome(item, TASK) for item in items]
        print(f"a page of {len(data) // STEPS} bytes ({len(packed) // STEPS} packed), microseconds of one core:")
        timed("unpacking (gzip)", lambda: gzip.decompress(packed))
        timed("cutting into lines", lambda: [item for named in gather([str(path)]) for item in items_of(named)])
        timed("parsing the line", lambda: [json.loads(item.data) for item in items])
        timed("the first look", lambda: [may_be_trial(item.data) for item in items])
        timed("reading and rendering", lambda: [_read(item) for item in items])
        texts = [found.text for found in outcomes]
        timed("writing", lambda: BytesIO().writelines(texts))
        print(f"  a record has {sum(map(len, texts)) // STEPS} bytes")


def _read(item: Item) -> object:
    return outcome(item, TASK)


def timed(name: str, step: Callable[[], object]) -> None:
    """Print the best of three."""
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        step()
        best = min(best, time.process_time() - begun)
    print(f"  {name:24} {best / STEPS * 1e6:8.1f}")


if __name__ == "__main__":
    main()
