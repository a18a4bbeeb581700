"""Going on after a crash: the output is that of a run that nothing interrupted, and nothing is done twice."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.batch.pages import NO_TRIAL, batch, lines, page
from trialx.batch import pool, sinks
from trialx.batch import run as runs
from trialx.batch.outcome import Outcome
from trialx.batch.resume import Entry, Journal, Unresumable
from trialx.batch.run import Output
from trialx.cli.ending import INTERRUPTED

FORMATS = ["jsonl", "yaml", "json", "csv"]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(12):
        (folder / f"{n:02}.txt").write_bytes(NO_TRIAL if n % 5 == 2 else page(n).encode())
    (folder / "12.jsonl").write_bytes(lines([12, 13, 14]))
    return folder


class PulledPlug(BaseException):
    """Stands for whatever ends a process."""


def interrupted(monkeypatch: pytest.MonkeyPatch, after: int, *names: Path, output: Output, **task: Any) -> None:
    """Run a batch that ends after so many pages."""
    whole = pool.ordered

    def cut(*arguments: Any, **options: Any) -> Any:
        for number, one in enumerate(whole(*arguments, **options)):
            if number == after:
                raise PulledPlug
            yield one

    with monkeypatch.context() as patched:
        patched.setattr(runs, "ordered", cut)
        with pytest.raises(PulledPlug):
            batch(*names, output=output, **task)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("after", [0, 1, 3, 13, 14])
def test_an_interrupted_run_is_gone_on_with(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch, format_: str, after: int
) -> None:
    whole, _, _ = batch(pages, format=format_)
    target = tmp_path / "out"
    interrupted(monkeypatch, after, pages, output=Output(target), format=format_)
    assert not target.exists()
    done: list[str] = []
    monkeypatch.setattr(runs, "ordered", counting(pool.ordered, done))
    _, totals, _ = batch(pages, output=Output(target, resume=True), format=format_)
    assert target.read_bytes() == whole
    assert len(done) == 15 - after
    assert (totals.pages, totals.failures) == (15, {"not-a-trial": 2})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def counting(whole: Any, done: list[str]) -> Any:
    """Return `ordered`, which notes the items that it works on."""

    def counted(*arguments: Any, **options: Any) -> Any:
        for one in whole(*arguments, **options):
            done.append(one.item)
            yield one

    return counted


@pytest.mark.parametrize("torn", [b"", b'{"nct_id": "NCT9', b"\0" * 4096])
def test_what_was_written_and_not_noted_is_written_once(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch, torn: bytes
) -> None:
    whole, _, _ = batch(pages)
    target = tmp_path / "out"
    interrupted(monkeypatch, 5, pages, output=Output(target))
    with (tmp_path / "out.part").open("ab") as part, (tmp_path / "out.part.journal").open("ab") as journal:
        part.write(torn)
        journal.write(b'99999\t\t["in/0')
    batch(pages, output=Output(target, resume=True))
    assert target.read_bytes() == whole


def test_a_part_without_a_journal_or_a_torn_heading_begins_anew(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, _, _ = batch(pages)
    target = tmp_path / "out"
    for heading in (None, b'{"format"', b""):
        interrupted(monkeypatch, 5, pages, output=Output(target))
        (tmp_path / "out.part.journal").unlink()
        if heading is not None:
            (tmp_path / "out.part.journal").write_bytes(heading)
        batch(pages, output=Output(target, resume=True))
        assert target.read_bytes() == whole


def test_a_second_interruption_is_gone_on_with_too(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, _, _ = batch(pages)
    target = tmp_path / "out"
    for after in (4, 0, 1, 6):
        interrupted(monkeypatch, after, pages, output=Output(target, resume=True))
    batch(pages, output=Output(target, resume=True))
    assert target.read_bytes() == whole


def test_without_resume_a_run_begins_anew(tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out"
    interrupted(monkeypatch, 5, pages, output=Output(target), format="yaml")
    batch(pages, output=Output(target), format="jsonl")
    assert target.read_bytes() == batch(pages)[0]


def test_nothing_to_go_on_with_is_a_run_from_the_beginning(tmp_path: Path, pages: Path) -> None:
    for _ in range(2):
        batch(pages, output=Output(tmp_path / "out", resume=True))
        assert (tmp_path / "out").read_bytes() == batch(pages)[0]


def test_other_inputs_are_refused(tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(monkeypatch, 5, pages, output=Output(tmp_path / "out"))
    (pages / "00.txt").rename(pages / "99.txt")
    with pytest.raises(Unresumable, match=r"read .*00\.txt where .*01\.txt is now: give the same inputs"):
        batch(pages, output=Output(tmp_path / "out", resume=True))
    assert not (tmp_path / "out").exists()
    (pages / "99.txt").rename(pages / "00.txt")
    batch(pages, output=Output(tmp_path / "out", resume=True))
    assert (tmp_path / "out").read_bytes() == batch(pages)[0]


def test_other_options_are_refused(tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(monkeypatch, 5, pages, output=Output(tmp_path / "out"))
    with pytest.raises(Unresumable, match="other options"):
        batch(pages, output=Output(tmp_path / "out", resume=True), select=("nct_id",))


def test_a_folder_of_records_is_gone_on_with(tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, target = tmp_path / "whole", tmp_path / "out"
    batch(pages, output=Output(whole, folder=True), format="yaml")
    interrupted(monkeypatch, 7, pages, output=Output(target, folder=True), format="yaml")
    before = {path.name: path.stat().st_mtime_ns for path in target.glob("*.yaml")}
    assert len(before) == 6
    _, totals, _ = batch(pages, output=Output(target, folder=True, resume=True), format="yaml")
    assert {path.name: path.read_bytes() for path in target.iterdir()} == {
        path.name: path.read_bytes() for path in whole.iterdir()
    }
    assert {name: (target / name).stat().st_mtime_ns for name in before} == before
    assert totals.failures == {"not-a-trial": 2}


def test_a_journal_holds_any_name(tmp_path: Path) -> None:
    entries = [Entry(3, "", "a\tb\n", "ü"), Entry(9, "not-a-trial", os.fsdecode(b"\xff"), "\u2028")]
    journal = Journal(tmp_path / "j", {"format": "csv"}, resume=False)
    journal.note(entries)
    journal.close(finished=False)
    again = Journal(tmp_path / "j", {"format": "csv"}, resume=True)
    assert list(again.done()) == entries
    assert again.last == entries[-1]
    again.close(finished=True)
    assert not (tmp_path / "j").exists()


def started(arguments: list[str], part: Path, least: int) -> subprocess.Popen[bytes]:
    """Start the command and wait until its part has so many bytes."""
    process = subprocess.Popen(
        [sys.executable, "-m", "trialx", "extract", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    while process.poll() is None and (not part.exists() or part.stat().st_size < least):
        time.sleep(0.002)
    return process


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
def test_a_process_that_is_killed_is_gone_on_with(tmp_path: Path, jobs: str, end: signal.Signals) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(lines(range(4000)))
    arguments = [str(source), "-o", str(target), "-q", "--jobs", jobs]
    process = started(arguments, tmp_path / "out.jsonl.part", 200_000)
    process.send_signal(end)
    _, err = process.communicate(timeout=60)
    assert process.returncode == (-signal.SIGKILL if end is signal.SIGKILL else INTERRUPTED)
    assert b"Traceback" not in err
    assert end is signal.SIGKILL or b"go on with --resume" in err
    assert not target.exists()
    kept = (tmp_path / "out.jsonl.part").stat().st_size
    assert kept >= 200_000
    again = subprocess.run([sys.executable, "-m", "trialx", "extract", *arguments, "--resume"], check=True)
    assert again.returncode == 0
    found = [json.loads(line)["source"]["file"] for line in target.read_bytes().splitlines()]
    assert found == [f"{source}#{n}" for n in range(1, 4001)]
    assert not list(tmp_path.glob("*.part*"))


def test_a_full_disk_keeps_what_is_done(tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, _, _ = batch(pages)
    entries = 0

    def full(outcome: Outcome, *_: Any, **__: Any) -> bytes:
        nonlocal entries
        entries += 1
        if entries > 6:
            raise OSError(28, "No space left on device")
        return outcome.text.encode()

    with monkeypatch.context() as patched:
        patched.setattr(sinks, "piece", full)
        with pytest.raises(OSError, match="No space"):
            batch(pages, output=Output(tmp_path / "out"))
    batch(pages, output=Output(tmp_path / "out", resume=True))
    assert (tmp_path / "out").read_bytes() == whole
