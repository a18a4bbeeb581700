"""A run on a cluster gives what --jobs 1 gives, whatever the form, the store and the format."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cluster.pages import OTHER, PAGE, archive, json_lines, parquet, rows
from trialx.batch.inputs import gather
from trialx.batch.items import items_of
from trialx.batch.read import Reading
from trialx.batch.remote import StoreLost
from trialx.batch.rendering import Task, outcome
from trialx.batch.resume import Unresumable
from trialx.cluster import drive
from trialx.cluster.drive import Totals, run
from trialx.cluster.engine import ClusterLost
from trialx.cluster.guard import end_children
from trialx.cluster.store import get, listing, store_at
from trialx.cluster.work import Done, Job

LINES = Task(format="jsonl")


@pytest.fixture(autouse=True, scope="module")
def children() -> Iterator[None]:
    yield
    end_children()


def alone(*names: str, task: Task = LINES) -> list[str]:
    """The lines that one process writes, sorted."""
    return sorted(outcome(item, task).text.decode() for named in gather(names) for item in items_of(named))


def parts(folder: str) -> list[str]:
    """The lines of all parts that the manifest names, sorted."""
    store = store_at(folder)
    rows = [json.loads(line) for line in get(store, "manifest.jsonl").splitlines()]
    names = [row["part"] for row in rows if row.get("part")]
    assert [name for name in listing(store) if name != "manifest.jsonl"] == sorted(names)
    return sorted(line for name in names for line in get(store, name).decode().splitlines(keepends=True))


def on(cluster: str, folder: str, *names: str, task: Task = LINES, size: int = 5000, **options: Any) -> Totals:
    return run(gather(names), Job(task, folder), cluster=cluster, size=size, **options)


@pytest.mark.parametrize("write", [json_lines, lambda path, count: archive(path, count, packed=True), parquet])
def test_a_large_file_gives_what_one_process_gives(
    write: Callable[[Path, int], Path], cluster: str, tmp_path: Path
) -> None:
    crawl = str(write(tmp_path / "crawl", 210))
    totals = on(cluster, str(tmp_path / "out"), crawl)
    assert totals.pages == 210
    assert totals.records == 180
    assert totals.failures == {"not-a-trial": 30}
    assert totals.parts > 1
    assert parts(str(tmp_path / "out")) == alone(crawl)


def test_addresses_are_read_and_written(cluster: str, memory: Any) -> None:
    for number, row in enumerate(rows(30)):
        memory.pipe_file(f"/crawl/{number % 3}/{number}.txt", row["text"].encode())
    memory.pipe_file("/crawl/0/.hidden", PAGE.encode())
    memory.pipe_file("/crawl/0/0.yaml", b"nct_id: NCT99000000")
    totals = on(cluster, "memory://out", "memory://crawl", size=500)
    assert (totals.pages, totals.records) == (30, 26)
    assert parts("memory://out") == alone("memory://crawl")
    assert on(cluster, "memory://two", "memory://crawl/1/*.txt").pages == 10


def test_the_options_of_the_command_hold(cluster: str, tmp_path: Path) -> None:
    crawl = str(json_lines(tmp_path / "crawl.jsonl", 40))
    task = Task(Reading(evidence=True, id_key="url"), "jsonl", ("nct_id", "evidence"))
    on(cluster, str(tmp_path / "out"), crawl, task=task)
    assert parts(str(tmp_path / "out")) == alone(crawl, task=task)


def test_csv_has_its_heading_in_every_part(cluster: str, tmp_path: Path) -> None:
    crawl = str(json_lines(tmp_path / "crawl.jsonl", 40))
    task = Task(format="csv", select=("nct_id", "enrollment.count"))
    on(cluster, str(tmp_path / "out"), crawl, task=task, size=2000)
    lines = parts(str(tmp_path / "out"))
    headings = [line for line in lines if line.startswith("nct_id")]
    assert len(headings) == len(list((tmp_path / "out").glob("part-*.csv"))) > 1
    assert [line for line in lines if line not in headings] == [line for line in alone(crawl, task=task) if line]


def test_parquet_parts_are_read_together(cluster: str, tmp_path: Path) -> None:
    import duckdb

    crawl = str(json_lines(tmp_path / "crawl.jsonl", 40))
    totals = on(cluster, str(tmp_path / "out"), crawl, task=Task(format="parquet"), size=2000)
    sql = f"select count(*), count(distinct nct_id) from '{tmp_path}/out/part-*.parquet'"
    assert duckdb.execute(sql).fetchall() == [(totals.records, totals.records)]
    assert totals.records == 34


def test_a_run_of_no_records_has_an_empty_manifest(cluster: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OTHER, "utf-8")
    totals = on(cluster, str(tmp_path / "out"), str(tmp_path / "a.txt"), task=Task(format="csv"))
    assert totals == Totals(1, 0, 0, totals.failures)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["manifest.jsonl"]


def test_a_file_named_twice_is_read_twice(cluster: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE.format(number=1), "utf-8")
    name = str(tmp_path / "a.txt")
    assert on(cluster, str(tmp_path / "out"), name, name, size=1).records == 2


@pytest.mark.usefixtures("memory")
def test_a_missing_file_is_told_and_the_others_are_read(cluster: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE.format(number=1), "utf-8")
    told: list[Any] = []
    totals = on(
        cluster,
        str(tmp_path / "out"),
        *(str(tmp_path / "none.txt"), str(tmp_path / "a.txt"), "memory://none"),
        advance=lambda done, _: told.extend(done.told),
    )
    assert totals.records == 1
    assert totals.failures == {"missing-file": 2}
    assert [(name, code) for name, code, _ in told] == [
        (str(tmp_path / "none.txt"), "missing-file"),
        ("memory://none", "missing-file"),
    ]


class Stop(Exception):
    """The first process ends here, as a test has it."""


def stopping(after: int) -> Callable[[Done, int], None]:
    seen = []

    def advance(done: Done, _: int) -> None:
        seen.append(done)
        if len(seen) == after:
            raise Stop

    return advance


def test_a_run_that_broke_off_is_gone_on_with(cluster: str, tmp_path: Path) -> None:
    crawl, out = str(json_lines(tmp_path / "crawl.jsonl", 210)), str(tmp_path / "out")
    with pytest.raises(Stop):
        on(cluster, out, crawl, size=2000, advance=stopping(4))
    with pytest.raises(Unresumable, match="--resume"):
        on(cluster, out, crawl, size=2000)
    landed: list[Done] = []
    totals = on(cluster, out, crawl, size=2000, resume=True, advance=lambda done, _: landed.append(done))
    assert 0 < len(landed) <= totals.parts - 4
    assert totals.pages == 210
    assert parts(out) == alone(crawl)


def test_a_run_that_is_done_has_nothing_left(cluster: str, tmp_path: Path) -> None:
    crawl, out = str(json_lines(tmp_path / "crawl.jsonl", 50)), str(tmp_path / "out")
    first = on(cluster, out, crawl)
    manifest = (tmp_path / "out" / "manifest.jsonl").read_bytes()
    assert on(cluster, out, crawl, resume=True, advance=stopping(1)) == first
    assert (tmp_path / "out" / "manifest.jsonl").read_bytes() == manifest


def test_two_runs_write_the_same_bytes(cluster: str, tmp_path: Path) -> None:
    crawl = str(json_lines(tmp_path / "crawl.jsonl", 50))
    for name in ("one", "two"):
        on(cluster, str(tmp_path / name), crawl)
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir() if path.is_file()}
        for name in ("one", "two")
    )
    assert one == two


def test_a_store_that_fails_ends_the_run_and_loses_nothing(
    cluster: str, memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drive, "PAUSE", 0.01)
    for number in range(6):
        memory.pipe_file(f"/crawl/{number}.txt", PAGE.format(number=number).encode())
    opened = type(memory)._open
    broken = ["/crawl/4.txt"] * (drive.ATTEMPTS + 1)

    def failing(self: Any, path: str, *arguments: Any, **options: Any) -> Any:
        if path in broken:
            broken.remove(path)
            raise ConnectionError("no route\nto host")
        return opened(self, path, *arguments, **options)

    monkeypatch.setattr(type(memory), "_open", failing)
    out = str(tmp_path / "out")
    with pytest.raises(StoreLost, match=r"memory:///crawl/4\.txt: cannot be reached \(no route to host\)"):
        on(cluster, out, "memory://crawl", size=1)
    assert len(broken) == 1
    # The last of its failures is overcome by a second attempt.
    assert on(cluster, out, "memory://crawl", size=1, resume=True).records == 6
    assert parts(out) == alone("memory://crawl")


def test_nobody_at_the_address_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trialx.cluster.engine.SECONDS", 0.3)
    with pytest.raises(ClusterLost, match=r"no scheduler answers at tcp://127\.0\.0\.1:9"):
        on("tcp://127.0.0.1:9", str(tmp_path / "out"), str(tmp_path))


def test_workers_of_another_version_are_refused(cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trialx.cluster.engine.__version__", "9.9")
    monkeypatch.setattr("trialx.cluster.engine.installed", lambda: "0.0")
    with pytest.raises(ClusterLost, match=r"has trialx 0\.0, this is 9\.9: install the same"):
        on(cluster, str(tmp_path / "out"), str(tmp_path))


class Blind:
    """A client whose workers see no file."""

    def run(self, *_: Any) -> dict[str, bool]:
        """Run a function on the workers."""
        return {"tcp://far": False}


def test_a_folder_that_workers_do_not_see_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, "utf-8")
    here = list(gather([str(tmp_path / "a.txt")]))
    with pytest.raises(ClusterLost, match=r"tcp://far does not see .*a\.txt: give an absolute path"):
        drive._check_sight(Blind(), "memory://out", here)
    drive._check_sight(Blind(), "memory://out", [here[0]._replace(path="memory://a.txt")])
