"""Going on after a crash: the output is that of a run that nothing interrupted, and nothing is done twice."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import pytest

from tests.batch.pages import NO_TRIAL, batch, lines, page, trialx
from trialx.batch import pool
from trialx.batch import run as runs
from trialx.batch.read import Reading
from trialx.batch.resume import Entry, Journal, Noted, Unresumable, heading, noted
from trialx.batch.sinks import Output
from trialx.cli.ending import INTERRUPTED, USAGE
from trialx.cli.extraction import FAILED

# Every kind of output: the format, and whether it is a folder, with tables beside it.
KINDS: Final = {
    **{name: (name, False, False) for name in ("jsonl", "yaml", "json", "csv", "parquet")},
    "jsonl and tables": ("jsonl", False, True),
    "parquet and tables": ("parquet", False, True),
    "folder": ("yaml", True, False),
    "folder and tables": ("csv", True, True),
}


def asked(folder: Path, kind: str, *, resume: bool = False) -> dict[str, Any]:
    """Return what a kind of output is called as, below a folder."""
    format_, several_files, tables = KINDS[kind]
    output = Output(folder / "out", several_files, folder / "tables" if tables else None, resume)
    return {"output": output, "format": format_, "tables": tables}


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


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


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("after", [0, 1, 3, 13, 14])
def test_an_interrupted_run_is_gone_on_with(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch, kind: str, after: int
) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    whole.mkdir()
    cut.mkdir()
    batch(pages, **asked(whole, kind))
    interrupted(monkeypatch, after, pages, **asked(cut, kind))
    assert not (cut / "out").is_file()
    assert not list(cut.glob("tables/*.csv")) + list(cut.glob("tables/*.parquet"))
    done: list[str] = []
    monkeypatch.setattr(runs, "ordered", counting(pool.ordered, done))
    _, totals, _ = batch(pages, **asked(cut, kind, resume=True))
    assert contents(cut) == contents(whole)
    assert len(done) == 15 - after
    assert (totals.pages, totals.failures) == (15, {"not-a-trial": 2})


@pytest.mark.parametrize("kind", ["json", "parquet", "parquet and tables", "jsonl and tables"])
def test_a_run_that_ends_while_its_files_are_completed_is_gone_on_with(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    whole.mkdir()
    cut.mkdir()
    batch(pages, **asked(whole, kind))
    taken = 0

    def pulled(*_: Path) -> None:
        nonlocal taken
        taken += 1
        if taken == (3 if "tables" in kind else 1):
            raise PulledPlug
        replace(*_)

    replace = os.replace
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", pulled)
        with pytest.raises(PulledPlug):
            batch(pages, **asked(cut, kind))
    (cut / "out.part.parquet").write_bytes(b"PAR1 and what a killed process leaves")
    batch(pages, **asked(cut, kind, resume=True))
    (cut / "out.part.parquet").unlink(missing_ok=kind.startswith("parquet"))
    assert contents(cut) == contents(whole)


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
    for torn in (None, b'{"format"', b""):
        interrupted(monkeypatch, 5, pages, output=Output(target))
        (tmp_path / "out.part.journal").unlink()
        if torn is not None:
            (tmp_path / "out.part.journal").write_bytes(torn)
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


def test_what_is_in_a_folder_is_not_written_again(tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out"
    interrupted(monkeypatch, 8, pages, output=Output(target, folder=True), format="yaml")
    before = {path.name: path.stat().st_mtime_ns for path in target.glob("*.yaml")}
    assert len(before) == 6
    (target / "08.yaml.part").write_text("what a killed process leaves")
    batch(pages, output=Output(target, folder=True, resume=True), format="yaml")
    assert {name: (target / name).stat().st_mtime_ns for name in before} == before
    assert not list(target.glob("*.part"))


def test_what_is_in_doubt_or_passed_over_is_counted_once(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pages / "03.txt").write_text(page(3) + "A line that nothing accounts for, about socks\n")
    task: dict[str, Any] = {"strict": True, "reading": Reading(only_trials=True)}
    _, whole, _ = batch(pages, **task)
    assert whole.doubtful
    assert whole.passed
    interrupted(monkeypatch, 10, pages, output=Output(tmp_path / "out"), **task)
    assert batch(pages, output=Output(tmp_path / "out", resume=True), **task)[1] == whole


@pytest.mark.parametrize("lost", ["out.part", "tables/outcomes.csv.part"])
def test_a_part_that_is_shorter_than_noted_is_not_trusted(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    kind = "jsonl and tables"
    batch(pages, **asked(tmp_path, kind))
    whole = contents(tmp_path)
    interrupted(monkeypatch, 7, pages, **asked(tmp_path, kind))
    (tmp_path / lost).write_bytes(b"")
    batch(pages, **asked(tmp_path, kind, resume=True))
    assert contents(tmp_path) == whole


def test_a_journal_holds_any_name(tmp_path: Path) -> None:
    first = heading({"format": "csv"})
    entries = [Entry((3, 7), "", "a\tb\n", "ü"), Entry((9, 9), "not-a-trial", os.fsdecode(b"\xff"), "\u2028")]
    journal = Journal(tmp_path / "j", first, Noted())
    for entry in entries:
        journal.note(entry)
    journal.close(keep=True)
    again = Journal(tmp_path / "j", first, noted(tmp_path / "j", first))
    assert list(again.done()) == entries
    assert noted(tmp_path / "j", first).last == entries[-1]
    again.close(keep=False)
    assert not (tmp_path / "j").exists()


# The command, which waits for its end when it has noted so many pages: a busy machine may look at it too late.
WAITING = """
import sys, threading
from trialx.batch import pool, resume
from trialx.cli import main

def note(self, entry, note=resume.Journal.note, noted=[]):
    note(self, entry)
    noted.append(entry)
    if len(noted) == 250:
        threading.Event().wait(600)

pool.WARM_UP_SECONDS = 0.0
resume.Journal.note = note
sys.exit(main())
"""


def started(arguments: list[str], journal: Path, least: int) -> subprocess.Popen[bytes]:
    """Start the command and wait until its journal has so many lines; it does not come to an end by itself."""
    command = [sys.executable, "-c", WAITING, "extract", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while process.poll() is None and (not journal.exists() or journal.read_bytes().count(b"\n") < least):
        time.sleep(0.002)
    return process


@pytest.mark.parametrize("kind", [*KINDS, "jsonl and two processes"])
def test_a_process_that_is_killed_is_gone_on_with(tmp_path: Path, kind: str) -> None:
    source = tmp_path / "in.jsonl"
    name, jobs = (kind, "1") if kind in KINDS else ("jsonl", "2")
    source.write_bytes(lines(range(1500)) + b"{broken\n")
    format_, several_files, tables = KINDS[name]

    def arguments(folder: str) -> list[str]:
        beside = ["--tables", str(tmp_path / folder / "tables")] if tables else []
        out = str(tmp_path / folder / "out") + ("/" if several_files else "")
        return [str(source), "-o", out, "-f", format_, "-q", "--jobs", jobs, *beside]

    for folder in ("whole", "cut"):
        (tmp_path / folder).mkdir()
    journal = tmp_path / "cut" / ("out/.trialx.journal" if several_files else "out.part.journal")
    process = started(arguments("cut"), journal, 200)
    process.kill()
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (-signal.SIGKILL, b"")
    kept = journal.read_bytes()
    assert 200 <= kept.count(b"\n") < 1500
    assert trialx("extract", *arguments("whole")).returncode == FAILED
    assert trialx("extract", *arguments("cut"), "--resume").returncode == FAILED
    assert contents(tmp_path / "cut") == contents(tmp_path / "whole")
    if name == "jsonl":
        found = [json.loads(line)["source"]["file"] for line in (tmp_path / "cut" / "out").read_bytes().splitlines()]
        assert found == [f"{source}#{n}" for n in range(1, 1502)]


def test_an_interrupt_says_how_to_go_on(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(lines(range(4000)))
    process = started([str(source), "-o", str(target), "-q"], tmp_path / "out.jsonl.part.journal", 200)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED
    assert err.decode() == f"trialx: interrupted; what is done is kept in {target}.part: go on with --resume\n"


def limited() -> None:
    """Let no file grow beyond some pages, as a disk does that gets full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))


@pytest.mark.parametrize("kind", [name for name, (_, several_files, _) in KINDS.items() if not several_files])
def test_a_full_disk_is_one_line_and_keeps_what_is_done(tmp_path: Path, kind: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(lines(range(300)))
    format_, _, tables = KINDS[kind]
    for folder in ("whole", "cut"):
        (tmp_path / folder).mkdir()

    def arguments(folder: str) -> list[str]:
        beside = ["--tables", str(tmp_path / folder / "tables")] if tables else []
        return [str(source), "-o", str(tmp_path / folder / "out"), "-f", format_, "-q", *beside]

    target = tmp_path / "cut" / "out"
    done = trialx("extract", *arguments("cut"), preexec_fn=limited)
    said = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout, len(said)) == (USAGE, b"", 1)
    assert said[0].startswith(f"trialx: {target}")
    assert said[0].endswith(f"; what is done is kept in {target}.part: go on with --resume")
    assert not target.exists()
    assert trialx("extract", *arguments("whole")).returncode == 0
    assert trialx("extract", *arguments("cut"), "--resume").returncode == 0
    assert contents(tmp_path / "cut") == contents(tmp_path / "whole")


def test_where_nothing_is_done_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(page(1))
    (tmp_path / "t").write_text("no folder")
    for arguments in (["-o", "none/out"], ["-o", "out", "--tables", "t"]):
        done = trialx("extract", "a.txt", "-q", *arguments, cwd=tmp_path)
        assert (done.returncode, len(done.stderr.splitlines())) == (USAGE, 1)
        assert b"--resume" not in done.stderr
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "t"]


def test_a_full_disk_ends_a_run_into_a_folder_so_that_it_can_go_on(
    tmp_path: Path, pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> int:
        raise OSError(28, "No space left on device")

    output = Output(tmp_path / "out", folder=True)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="disk is full"):
            batch(pages, output=output, format="yaml")
    batch(pages, output=output._replace(resume=True), format="yaml")
    batch(pages, output=Output(tmp_path / "whole", folder=True), format="yaml")
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
