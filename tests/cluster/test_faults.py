"""Processes end in mid-run: a worker, the scheduler, the one that reads a page. Nothing is lost, nothing twice."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cluster.pages import PAGE, json_lines
from tests.cluster.test_run import LINES, alone, on, parts
from trialx.batch.inputs import gather
from trialx.cluster import drive
from trialx.cluster.engine import ClusterLost
from trialx.cluster.guard import Limits
from trialx.cluster.work import Done, Job

Start = Callable[..., subprocess.Popen[bytes]]
# What Dask asks of its workers and schedulers, made quick for tests.
QUICK = {"DASK_DISTRIBUTED__WORKER__LIFETIME__STAGGER": "0", "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "5"}


@pytest.fixture
def start() -> Iterator[Start]:
    """Start programs of Dask; all are ended with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def run(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments],
            env={**os.environ, **QUICK, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
    for process in started:
        process.wait()


@pytest.fixture
def address() -> str:
    """Give the address of a port that nobody has."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{free.getsockname()[1]}"


def begin(start: Start, address: str, *, workers: int = 2, **environment: str) -> list[subprocess.Popen[bytes]]:
    """Start a scheduler and workers, and wait for them; the scheduler is the first."""
    from distributed import Client

    port = address.rpartition(":")[2]
    options = ("--no-dashboard", "--host", "127.0.0.1")
    processes = [start("scheduler", "--port", port, *options)]
    processes += [
        start("worker", address, "--nthreads", "1", "--no-nanny", *options, **environment) for _ in range(workers)
    ]
    with Client(address, timeout=300) as client:
        if workers:
            client.wait_for_workers(workers, timeout=300)
    return processes


def at_first(do: Callable[[], object]) -> Callable[[Done, int], None]:
    """Do something when the first part has landed."""
    landed: list[Done] = []

    def advance(done: Done, _: int) -> None:
        landed.append(done)
        if len(landed) == 1:
            do()

    return advance


def test_a_worker_that_is_killed_costs_nothing(start: Start, address: str, tmp_path: Path) -> None:
    crawl, out = str(json_lines(tmp_path / "crawl.jsonl", 400)), str(tmp_path / "out")
    processes = begin(start, address)
    totals = on(address, out, crawl, size=3000, advance=at_first(lambda: processes[1].send_signal(signal.SIGKILL)))
    assert totals.pages == 400
    assert processes[1].wait() == -signal.SIGKILL
    assert parts(out) == alone(crawl)


def test_the_scheduler_ends_and_another_goes_on(
    start: Start, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trialx.cluster.engine.SECONDS", 2)
    crawl, out = str(json_lines(tmp_path / "crawl.jsonl", 400)), str(tmp_path / "out")
    processes = begin(start, address)
    with pytest.raises(ClusterLost, match="go on with --resume"):
        on(address, out, crawl, size=3000, advance=at_first(processes[0].kill))
    for process in processes:
        process.kill()
        process.wait()
    begin(start, address)
    again: list[Any] = []
    totals = on(address, out, crawl, size=3000, resume=True, advance=lambda done, _: again.append(done))
    assert totals.pages == 400
    assert len(again) < totals.parts
    assert parts(out) == alone(crawl)


def test_pages_that_end_their_process_are_put_aside(start: Start, address: str, tmp_path: Path) -> None:
    crawl, out = tmp_path / "crawl.jsonl", str(tmp_path / "out")
    texts = [PAGE.format(number=number) for number in range(40)]
    texts[5] += "kill this process"
    texts[21] += "never end"
    crawl.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    begin(start, address, PYTHONPATH=os.pathsep.join([str(Path(__file__).parent / "poison"), *sys.path]))
    totals = drive.run(gather([str(crawl)]), Job(LINES, out, Limits(seconds=2)), cluster=address, size=2000)
    assert totals.records == 38
    assert totals.failures == {"crashed": 1, "too-slow": 1}
    rows = [json.loads(line) for line in parts(out)]
    errors = {row["source"]["file"]: row["error"]["code"] for row in rows if "error" in row}
    assert errors == {f"{crawl}#6": "crashed", f"{crawl}#22": "too-slow"}


def test_a_cluster_without_workers_is_told(start: Start, address: str, tmp_path: Path) -> None:
    begin(start, address, workers=0)
    with pytest.raises(ClusterLost, match="has no workers: start some with dask worker"):
        on(address, str(tmp_path / "out"), str(json_lines(tmp_path / "crawl.jsonl", 10)))


def test_workers_that_do_not_come_back_are_told(
    start: Start, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drive, "NO_WORKERS_SECONDS", 1)
    crawl, out = str(json_lines(tmp_path / "crawl.jsonl", 400)), str(tmp_path / "out")
    processes = begin(start, address, workers=1)
    with pytest.raises(ClusterLost, match="no worker for 1 seconds"):
        on(address, out, crawl, size=3000, advance=at_first(processes[1].kill))


def test_a_result_that_went_with_the_last_worker_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The task was done and its worker gone before what it gave was fetched; Dask would wait for a worker for ever."""

    class Gone:
        status = "pending"

        def result(self, timeout: float) -> Done:
            raise TimeoutError(f"nothing in {timeout} seconds")

    class Deserted:
        status = "running"

        def nthreads(self) -> dict[str, int]:
            return {}

    monkeypatch.setattr(drive, "NO_WORKERS_SECONDS", 0)
    with pytest.raises(ClusterLost, match="no worker for 0 seconds"):
        drive._result(Deserted(), Gone())


def test_a_task_that_timed_out_by_itself_is_told() -> None:
    class Late:
        status = "error"

        def result(self, timeout: float) -> Done:
            raise TimeoutError(f"its own, not that of {timeout} seconds")

    with pytest.raises(ClusterLost, match=r"lost a task \(its own"):
        drive._result(None, Late())
