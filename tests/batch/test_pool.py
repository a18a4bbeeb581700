"""The pool: the same bytes whatever the number of processes, and none lost when one of them dies."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.batch.pages import NO_TRIAL, lines, nct, page
from trialx.batch import pool
from trialx.batch import rendering as outcomes
from trialx.batch.failure import Failure
from trialx.batch.item import Item
from trialx.batch.read import Read, Reading
from trialx.batch.rendering import Task


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start the pool after the first page."""
    monkeypatch.setattr(pool, "WARM_UP_SECONDS", 0.0)


def pages(count: int) -> list[Item]:
    """Return pages of very different lengths, some of them no trial."""
    return [
        Item(f"p{n}", data=NO_TRIAL if n % 7 == 3 else (page(n) + "Socks.\n" * (n % 13) ** 3).encode())
        for n in range(count)
    ]


@pytest.mark.parametrize("format_", ["jsonl", "yaml", "json", "csv"])
def test_the_same_bytes_in_the_same_order_whatever_the_number_of_jobs(format_: Any) -> None:
    task = Task(format=format_)
    alone = list(pool.ordered(pages(300), task, jobs=1))
    assert [one.item for one in alone] == [f"p{n}" for n in range(300)]
    assert list(pool.ordered(pages(300), task, jobs=3)) == alone


@pytest.mark.parametrize("count", [0, 1, 2, 31, 32, 33, 64, 65])
def test_every_number_of_pages_comes_out(count: int) -> None:
    assert len(list(pool.ordered(pages(count), Task(format="jsonl"), jobs=2))) == count


def test_items_are_taken_only_as_they_are_needed() -> None:
    taken = 0

    def endless() -> Iterator[Item]:
        nonlocal taken
        while True:
            taken += 1
            yield Item(f"p{taken}", data=NO_TRIAL)

    stream = pool.ordered(endless(), Task(format="jsonl"), jobs=2)
    for _ in range(100):
        next(stream)
    stream.close()
    assert taken < 100 + 2 * (pool.AHEAD + 1) * pool.CHUNK_ITEMS


def test_large_pages_make_small_chunks() -> None:
    large = [Item("p", data=bytes(pool.CHUNK_BYTES + 1))] * 3 + [Item("q", "study", {"a": 1})] * 3
    assert [len(chunk) for chunk in pool._chunks(large)] == [1, 1, 1, 3]


def test_little_work_starts_no_pool(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any) -> Any:
        raise AssertionError("a pool was started")

    monkeypatch.setattr(pool, "_executor", refused)
    monkeypatch.setattr(pool, "WARM_UP_SECONDS", 60.0)
    assert len(list(pool.ordered(pages(20), Task(), jobs=8))) == 20
    monkeypatch.setattr(pool, "WARM_UP_SECONDS", 0.0)
    assert len(list(pool.ordered(pages(20), Task(), jobs=1))) == 20
    assert len(list(pool.ordered(pages(1), Task(), jobs=8))) == 1


def poisoned(item: Item, _: Reading) -> tuple[str, Read | Failure]:
    if item.data == b"poison":
        os.kill(os.getpid(), signal.SIGKILL)
    return item.name, Failure("not-a-trial", "a stand-in")


@pytest.mark.parametrize("at", [[5], [1, 40, 41], [99]])
def test_a_page_that_kills_its_process_is_one_failure(monkeypatch: pytest.MonkeyPatch, at: list[int]) -> None:
    monkeypatch.setattr(outcomes, "read", poisoned)
    items = [Item(f"p{n}", data=b"poison" if n in at else b"socks") for n in range(100)]
    found = list(pool.ordered(items, Task(format="jsonl"), jobs=2))
    assert [one.item for one in found] == [item.name for item in items]
    assert [n for n, one in enumerate(found) if one.failure and one.failure.code == "crashed"] == at
    assert json.loads(found[at[0]].text)["error"]["code"] == "crashed"


def endless(item: Item, _: Reading) -> tuple[str, Read | Failure]:
    while item.data == b"poison":
        pass
    return item.name, Failure("not-a-trial", "a stand-in")


@pytest.mark.parametrize(("jobs", "at"), [(1, [0, 5]), (2, [0]), (2, [5]), (2, [40, 41])])
def test_a_page_without_an_end_is_one_failure(monkeypatch: pytest.MonkeyPatch, jobs: int, at: list[int]) -> None:
    monkeypatch.setattr(outcomes, "read", endless)
    monkeypatch.setattr(pool, "PAGE_SECONDS", 1.0)
    monkeypatch.setattr(pool, "WARM_UP_SECONDS", 0.0)
    items = [Item(f"p{n}", data=b"poison" if n in at else b"socks") for n in range(60)]
    found = list(pool.ordered(items, Task(format="jsonl"), jobs=jobs))
    assert [one.item for one in found] == [item.name for item in items]
    assert [n for n, one in enumerate(found) if one.failure and one.failure.code == "too-slow"] == at
    assert json.loads(found[at[0]].text)["error"]["code"] == "too-slow"


SCRIPT = """
import re, resource, sys
from trialx.batch import pool
from trialx.batch.named import Named
from trialx.batch.items import items_of
from trialx.batch.rendering import Task
pool.WARM_UP_SECONDS = 0.0
for _ in pool.ordered(items_of(Named(sys.argv[1])), Task(format="jsonl"), jobs=int(sys.argv[2])):
    pass
# Not ru_maxrss, in which the process that started this one has its part.
print(re.search("VmHWM:\\s+([0-9]+)", open("/proc/self/status").read())[1], end=" ")
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
@pytest.mark.parametrize("jobs", [1, 2])
def test_memory_stays_flat(tmp_path: Path, jobs: int) -> None:
    def peak(count: int) -> list[int]:
        file = tmp_path / f"{count}.jsonl"
        file.write_bytes(lines(range(count), more="x" * 2000))
        out = subprocess.run([sys.executable, "-c", SCRIPT, str(file), str(jobs)], capture_output=True, check=True)
        return [int(number) for number in out.stdout.split()]

    for few, many in zip(peak(300), peak(6000), strict=True):
        assert many - few < 8_000  # kilobytes; the pages have 13 MB


def test_the_pool_ends_with_the_process_that_began_it(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(range(20_000)))
    script = SCRIPT.replace("    pass", "    print(*{p.pid for p in multiprocessing.active_children()}, flush=True)")
    process = subprocess.Popen(
        [sys.executable, "-c", "import multiprocessing" + script, str(tmp_path / "in.jsonl"), "2"],
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    children: list[int] = []
    while not children:
        children = [int(pid) for pid in process.stdout.readline().split()]
    process.kill()
    process.stdout.read()  # the pipe is closed when the last process that holds it has ended
    process.stdout.close()
    process.wait(timeout=60)
    for pid in children:
        assert not Path(f"/proc/{pid}/cmdline").exists() or not Path(f"/proc/{pid}/cmdline").read_bytes()


def test_names_of_trials_are_those_of_the_pages() -> None:
    found = list(pool.ordered(pages(40), Task(format="csv", select=("nct_id",)), jobs=2))
    assert [one.text.decode().strip() for one in found if not one.failure] == [nct(n) for n in range(40) if n % 7 != 3]
