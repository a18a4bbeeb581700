"""`trialx extract` as a shell meets it: what is printed where, and the exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from tests.batch.pages import AT_ONCE, NO_TRIAL, lines, nct, page, trialx
from trialx.cli.application import application

GOOD, USAGE, FAILED, PIPE_CLOSED = 0, 2, 3, 141


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in (1, 2):
        (folder / f"{n}.txt").write_text(page(n))
    (folder / "none.txt").write_bytes(NO_TRIAL)
    return folder


def test_one_page_is_one_record_and_a_summary_beside_it(pages: Path) -> None:
    done = trialx("extract", pages / "1.txt")
    assert done.returncode == GOOD
    assert yaml.safe_load(done.stdout)["nct_id"] == nct(1)
    assert nct(1).encode() in done.stderr


def test_quiet_is_quiet(pages: Path) -> None:
    done = trialx("extract", pages / "1.txt", pages / "2.txt", "-q")
    assert (done.returncode, done.stderr) == (GOOD, b"")
    assert len(list(yaml.safe_load_all(done.stdout))) == 2


def test_a_page_that_is_no_trial_is_told_in_one_line(pages: Path) -> None:
    done = trialx("extract", pages / "none.txt", "-q")
    assert (done.returncode, done.stdout) == (FAILED, b"")
    said = done.stderr.decode().splitlines()
    assert len(said) == 1
    assert said[0].startswith(f"trialx: {pages / 'none.txt'}: no layout knows this page")


def test_failures_are_counted_at_the_end(pages: Path) -> None:
    done = trialx("extract", pages, "-q", "-f", "jsonl")
    assert done.returncode == FAILED
    assert done.stderr == b"trialx: 1 of 3 pages failed: 1 not-a-trial\n"
    errors = [row["error"]["code"] for row in map(json.loads, done.stdout.splitlines()) if "error" in row]
    assert errors == ["not-a-trial"]


def test_a_missing_file_is_the_callers_fault_and_the_others_are_written(pages: Path) -> None:
    done = trialx("extract", pages / "1.txt", pages / "gone.txt", pages / "none.txt", "-q", "-f", "json")
    assert done.returncode == USAGE
    assert [record["nct_id"] for record in json.loads(done.stdout)] == [nct(1)]
    assert f"{pages / 'gone.txt'}: no such file; check the path".encode() in done.stderr


def test_a_missing_file_is_told_whatever_the_format(pages: Path) -> None:
    done = trialx("extract", pages / "gone.txt", "-q", "-f", "jsonl")
    assert done.returncode == USAGE
    assert json.loads(done.stdout)["error"]["code"] == "missing-file"
    assert b"no such file" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "no input: name pages, or - for standard input"),
        (["--from0", "a.txt"], "--from0 reads the names from standard input"),
        (["a.txt", "b.txt", "--url", "https://socks.example"], "--url is the address of one page"),
        (["a.txt", "-f", "parquet"], "name it with -o trials.parquet"),
        (["a.txt", "-f", "parquet", "-o", "out/"], "name it with -o trials.parquet"),
        (["a.txt", "--resume"], "--resume needs an output"),
        (["a.txt", "--select", "nct"], "--select: no field is called 'nct': did you mean 'nct_id'?"),
        (["a.txt", "-f", "xls"], "'xls' is not"),
        (["a.txt", "--jobs", "0"], "--jobs"),
    ],
)
def test_options_that_cannot_be_are_refused_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(application("extract"), ["extract", *arguments])
    assert (done.exit_code, done.stdout) == (USAGE, "")
    assert says in " ".join(done.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_an_output_is_written_as_its_name_says(pages: Path, tmp_path: Path) -> None:
    for suffix, begins in {"json": b"[", "jsonl": b'{"', "csv": b"nct_id", "yaml": b"---", "txt": b"---"}.items():
        target = tmp_path / f"out.{suffix}"
        done = trialx("extract", pages / "1.txt", pages / "2.txt", "-q", "-o", target)
        assert (done.returncode, done.stdout) == (GOOD, b"")
        assert target.read_bytes().startswith(begins)


def test_a_folder_and_tables(pages: Path, tmp_path: Path) -> None:
    done = trialx("extract", pages, "-q", "-o", f"{tmp_path}/out/", "--tables", tmp_path / "tables")
    assert done.returncode == FAILED
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["1.yaml", "2.yaml"]
    assert (tmp_path / "tables" / "arms.csv").is_file()


@pytest.mark.parametrize("target", ["no/such/folder/out.json", "/proc/out.json"])
def test_an_output_that_cannot_be_written_is_told_in_one_line(pages: Path, target: str) -> None:
    done = trialx("extract", pages / "1.txt", pages / "2.txt", "-q", "-o", target)
    assert done.returncode == USAGE
    assert len(done.stderr.decode().splitlines()) == 1
    assert b"out.json" in done.stderr
    assert b"folder" in done.stderr


@pytest.mark.parametrize("arguments", [[], ["-f", "json"], ["-f", "jsonl", "--evidence"], ["-f", "csv"]])
def test_a_full_disk_is_told_in_one_line(pages: Path, arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "trialx", "extract", str(pages / "1.txt"), "-q", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == USAGE
    assert done.stderr == b"trialx: standard output: the disk is full; make room and run again\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("format_", ["jsonl", "yaml", "json", "csv"])
def test_a_closed_pipe_ends_quietly(tmp_path: Path, format_: str, jobs: str) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(range(2000)))
    process = subprocess.Popen(
        [*AT_ONCE, "extract", str(tmp_path / "in.jsonl"), "-q", "-f", format_, "--jobs", jobs],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert all(process.stdout.readline() for _ in range(100))
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == PIPE_CLOSED


def test_names_on_standard_input(pages: Path) -> None:
    names = b"".join(os.fsencode(pages / f"{n}.txt") + b"\0" for n in (2, 1))
    done = trialx("extract", "--from0", "-q", "-f", "json", input=names)
    assert [record["nct_id"] for record in json.loads(done.stdout)] == [nct(2), nct(1)]
    assert json.loads(trialx("extract", "--from0", "-q", "-f", "json", input=b"").stdout or "[]") == []


def test_the_address_of_the_page(pages: Path) -> None:
    done = trialx("extract", pages / "1.txt", "-q", "-f", "json", "--url", "https://socks.example/1")
    assert json.loads(done.stdout)["page"]["url"] == "https://socks.example/1"


def test_the_environment_sets_options_and_the_command_line_wins(pages: Path) -> None:
    env = {"TRIALX_FORMAT": "json", "TRIALX_QUIET": "1", "TRIALX_SELECT": "nct_id", "TRIALX_JOBS": "1"}
    done = trialx("extract", pages / "1.txt", env=env)
    assert (json.loads(done.stdout), done.stderr) == ({"nct_id": nct(1)}, b"")
    done = trialx("extract", pages / "1.txt", "-f", "yaml", "--select", "overall_status", env=env)
    assert done.stdout == b"overall_status: COMPLETED\n"
    done = trialx("extract", pages / "1.txt", env={"TRIALX_FORMAT": "xls"})
    assert done.returncode == USAGE
    assert b"TRIALX_FORMAT" in done.stderr or b"xls" in done.stderr


def test_many_pages_are_summed_up(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(range(60)) + b"{}\n")
    done = trialx("extract", tmp_path / "in.jsonl", "-f", "jsonl")
    assert b"trialx: 60 records of 61 pages" in done.stderr
    assert b"1 not-a-study" in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_the_same_bytes_whatever_the_number_of_jobs(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(range(1500)))
    said = {trialx("extract", tmp_path / "in.jsonl", "-q", "-f", "jsonl", "--jobs", jobs).stdout for jobs in "12"}
    assert len(said) == 1
    assert len(said.pop().splitlines()) == 1500


def test_a_terminal_sees_a_bar_and_a_pipe_does_not(tmp_path: Path) -> None:
    import pty

    (tmp_path / "in.jsonl").write_bytes(lines(range(800)))
    reader, writer = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "trialx", "extract", str(tmp_path / "in.jsonl"), "-f", "jsonl", "--jobs", "1"],
        stdout=subprocess.DEVNULL,
        stderr=writer,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(writer)
    seen = b""
    while True:
        try:
            piece = os.read(reader, 1 << 16)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        seen += piece
    os.close(reader)
    assert process.wait(timeout=60) == GOOD
    assert b"pages" in seen
    assert b"0 failed" in seen
    assert b"800 records of 800 pages" in seen


@pytest.mark.parametrize(
    ("closed", "code", "said"),
    [
        ("<&-", GOOD, ""),
        ("2>&-", GOOD, ""),
        (">&-", USAGE, "trialx: standard output: cannot be written (Bad file descriptor)"),
    ],
)
@pytest.mark.parametrize("more", ["-q", "--text-key text -q", ""])
def test_streams_that_the_caller_has_closed(pages: Path, closed: str, code: int, said: str, more: str) -> None:
    command = f"{sys.executable} -m trialx extract {pages}/1.txt {more} {closed}"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert done.stderr.startswith(said)
    assert "Traceback" not in done.stderr
    assert bool(done.stdout) == (code == GOOD)


@pytest.mark.parametrize("command", [["--version"], ["--help"], ["schema"]])
def test_no_command_ends_in_a_traceback_where_its_output_is_full(command: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        whole = [sys.executable, "-m", "trialx", *command]
        done = subprocess.run(whole, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (USAGE, 1)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_commands_and_options(shell: str) -> None:
    def asked(words: str, word: int) -> str:
        ask = {"COMP_WORDS": words, "COMP_CWORD": str(word), "_TYPER_COMPLETE_ARGS": words}
        env = {**ask, "_TRIALX_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
        return trialx(env=env).stdout.decode()

    assert "extract" in asked("trialx ex", 1)
    assert "--format" in asked("trialx extract --fo", 2)
    assert "parquet" in asked("trialx extract --format ", 3)
    assert "_TRIALX_COMPLETE" in trialx(env={"_TRIALX_COMPLETE": f"source_{shell}"}).stdout.decode()
