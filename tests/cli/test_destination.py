"""Outputs: never an input, named by a known ending, for one run at a time."""

import csv
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import zstandard

from tests.batch.pages import AT_ONCE, NO_TRIAL, lines, nct, page, trialx
from trialx.cli.ending import USAGE
from trialx.cli.extraction import FAILED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of three pages."""
    for n in range(3):
        (tmp_path / "in" / "deep" / f"{n}.txt").parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / "deep" / f"{n}.txt").write_text(page(n))
    return tmp_path / "in"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", ["extract", "review", "check"])
@pytest.mark.parametrize("alias", ["same", "relative", "symlink", "hard link"])
def test_an_output_that_is_an_input_is_refused(tmp_path: Path, command: str, alias: str) -> None:
    name = {"extract": "a.json", "review": "a.txt", "check": "a.json"}[command]
    source = tmp_path / name
    source.write_text(json.dumps({"text": page(1)}) if name.endswith("json") else page(1))
    target = tmp_path / ("b.json" if "link" in alias else name)
    if alias == "symlink":
        target.symlink_to(source)
    elif alias == "hard link":
        target.hardlink_to(source)
    before = source.read_bytes()
    asked = os.path.relpath(target) if alias == "relative" else target
    done = trialx(command, source, "-o", asked)
    assert done.returncode == USAGE
    assert done.stderr.decode().endswith(
        "is read and would be written over: name another output, or leave it out of the input\n"
    )
    assert len(done.stderr.splitlines()) == 1
    assert source.read_bytes() == before


def test_a_table_that_is_an_input_is_refused(tmp_path: Path) -> None:
    (tmp_path / "arms.csv").write_text(page(1))
    done = trialx("extract", tmp_path / "arms.csv", "--tables", tmp_path, "-q")
    assert (done.returncode, (tmp_path / "arms.csv").read_text()) == (USAGE, page(1))
    assert b"arms.csv: is read and would be written over" in done.stderr


def test_standard_input_and_output_are_files_too(folder: Path) -> None:
    source = folder / "deep" / "0.txt"
    with source.open() as stream:
        done = trialx("extract", "-", "-q", "-f", "json", "-o", source, stdin=stream)
    assert (done.returncode, source.read_text()) == (USAGE, page(0))
    out = folder / "deep" / "9.txt"
    with out.open("wb") as stream:
        command = [sys.executable, "-m", "trialx", "extract", str(folder), "-q", "-f", "jsonl"]
        subprocess.run(command, stdout=stream, check=True)
    assert [json.loads(line)["nct_id"] for line in out.read_bytes().splitlines()] == [nct(n) for n in range(3)]


@pytest.mark.parametrize(
    "arguments", [["-o", "all.jsonl"], ["-o", "out/", "-f", "json"], ["--tables", "t", "-f", "csv"]]
)
def test_outputs_in_a_folder_that_is_read_are_passed_over(folder: Path, arguments: list[str]) -> None:
    asked = [str(folder / word) + ("/" if word.endswith("/") else "") if "." in word or word in ("out/", "t") else word
             for word in arguments]  # fmt: skip
    first = trialx("extract", folder, "-q", *asked)
    assert (first.returncode, first.stderr) == (0, b"")
    before = contents(folder)
    assert len(before) > 3
    second = trialx("extract", folder, "-q", *asked)
    assert (second.returncode, second.stderr, second.stdout) == (0, b"", first.stdout)
    assert contents(folder) == before


def test_a_file_a_page_is_not_written_among_the_pages(folder: Path) -> None:
    before = contents(folder)
    done = trialx("extract", folder, "-q", "-f", "json", "-o", f"{folder}/")
    assert (done.returncode, contents(folder)) == (USAGE, before)
    assert b"is the folder that is read" in done.stderr
    assert trialx("extract", folder, "-q", "-o", f"{folder}/").returncode == 0
    assert sorted(contents(folder)) == [f"deep/{n}.{end}" for n in range(3) for end in ("txt", "yaml")]


def test_a_page_is_not_written_over_the_one_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(page(1))
    (tmp_path / "a.json").write_text(json.dumps({"text": page(2)}))
    before = contents(tmp_path)
    for _ in range(2):
        done = trialx("extract", tmp_path / "a.txt", tmp_path / "a.json", "-q", "-f", "json", "-o", f"{tmp_path}/")
        assert (done.returncode, done.stderr) == (0, b"")
        found = contents(tmp_path)
        assert {name: data for name, data in found.items() if name in before} == before
        ids = [json.loads(found[name])["nct_id"] for name in ("a-2.json", "a-3.json")]
        assert (ids, len(found)) == ([nct(1), nct(2)], 4)


def test_reports_of_a_check_are_not_checked(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("nct_id: NCT99000001\nbrief_title: Warm Socks\n")
    arguments = ("check", tmp_path, "-f", "json", "-o", tmp_path / "r.json", "-o", tmp_path / "r.jsonl")
    first, second = trialx(*arguments), trialx(*arguments)
    assert first.stdout == second.stdout
    assert b"passed over" not in second.stderr


@pytest.mark.parametrize("name", ["o.xlsx", "o.db", "o.yaml.bz2", "o.html", "o.json.tmp", "o.xlsx.gz"])
def test_an_ending_that_nothing_is_written_as_is_refused(tmp_path: Path, folder: Path, name: str) -> None:
    done = trialx("extract", folder, "-q", "-o", tmp_path / name)
    assert (done.returncode, (tmp_path / name).exists()) == (USAGE, False)
    for known in (".yaml", ".json", ".jsonl", ".ndjson", ".csv", ".parquet", ".gz", ".zst"):
        assert known in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["o.parquet.gz", "o.gz"])
def test_what_cannot_be_packed_is_refused_or_plain(tmp_path: Path, folder: Path, name: str) -> None:
    done = trialx("extract", folder, "-q", "-o", tmp_path / name)
    if "parquet" in name:
        assert (done.returncode, b"leave .gz out" in done.stderr) == (USAGE, True)
    else:
        assert gzip.decompress((tmp_path / name).read_bytes()).startswith(b"---\n")


@pytest.mark.parametrize("packing", [".gz", ".zst"])
@pytest.mark.parametrize("ending", [".yaml", ".yml", ".json", ".jsonl", ".ndjson", ".csv"])
def test_every_text_is_packed_as_its_name_says(tmp_path: Path, folder: Path, ending: str, packing: str) -> None:
    for name in (f"plain{ending}", f"packed{ending}{packing}", f"again{ending}{packing}"):
        assert trialx("extract", folder, "-q", "-o", tmp_path / name).returncode == 0
    data = (tmp_path / f"packed{ending}{packing}").read_bytes()
    plain = gzip.decompress(data) if packing == ".gz" else zstandard.decompress(data, max_output_size=1 << 20)
    assert plain == (tmp_path / f"plain{ending}").read_bytes() != b""
    assert (tmp_path / f"again{ending}{packing}").read_bytes() == data
    assert not list(tmp_path.glob("*.part*"))


def test_the_only_page_without_a_record_leaves_a_packed_file_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(NO_TRIAL)
    (tmp_path / "o.json.gz").write_bytes(b"as it was")
    assert trialx("extract", tmp_path / "a.txt", "-q", "-o", tmp_path / "o.json.gz").returncode == FAILED
    assert contents(tmp_path) == {"a.txt": NO_TRIAL, "o.json.gz": b"as it was"}


# Writes some pages, and then waits for its end.
WAITING = AT_ONCE[2].replace(
    "main()",
    """
from trialx.batch import resume
import threading
def note(self, entry, note=resume.Journal.note):
    note(self, entry)
    threading.Event().wait(600)
resume.Journal.note = note
main()""",
)


def wait_for(journal: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until a run has noted a page."""
    while not journal.exists() or journal.read_bytes().count(b"\n") < 2:
        assert process.poll() is None
        time.sleep(0.01)


@pytest.mark.parametrize("output", ["o.jsonl", "out/", "o.csv.gz", "o.parquet"])
def test_a_second_run_leaves_the_first_ones_output_alone(tmp_path: Path, output: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(lines(range(40)))
    journal = tmp_path / ("out/.trialx.journal" if output == "out/" else f"{output}.part.journal")
    arguments = ["extract", str(source), "-q", "-o", f"{tmp_path}/{output}"]
    first = subprocess.Popen([sys.executable, "-c", WAITING, *arguments])
    wait_for(journal, first)
    before = contents(tmp_path)
    for more in ([], ["--resume"]):
        second = trialx(*arguments, *more)
        assert second.returncode == USAGE
        assert second.stderr.decode().endswith(": another run is writing it; wait for that, or name another output\n")
        assert len(second.stderr.splitlines()) == 1
        assert contents(tmp_path) == before
    first.kill()
    assert first.wait() == -signal.SIGKILL
    assert trialx(*arguments, "--resume").returncode == 0
    assert not journal.exists()


def test_a_second_run_leaves_the_first_ones_tables_alone(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(range(40)))
    arguments = ["extract", str(tmp_path / "in.jsonl"), "-q", "--tables", str(tmp_path / "t"), "-o"]
    first = subprocess.Popen([sys.executable, "-c", WAITING, *arguments, str(tmp_path / "a.jsonl")])
    wait_for(tmp_path / "a.jsonl.part.journal", first)
    before = contents(tmp_path)
    second = trialx(*arguments, tmp_path / "b.jsonl")
    assert (second.returncode, contents(tmp_path)) == (USAGE, before)
    assert b"t/arms.csv: another run is writing it" in second.stderr
    first.kill()
    first.wait()


HOSTILE = "=HYPERLINK(1) and Socks"


def test_a_spreadsheet_runs_no_cell(tmp_path: Path) -> None:
    text = page(1).replace("Warm Socks", HOSTILE)
    assert HOSTILE in text
    (tmp_path / "a.txt").write_text(text)
    asked: list[str | Path] = ["extract", tmp_path / "a.txt", "-q", "-f", "csv", "--select", "brief_title,eligibility"]
    plain, safe = trialx(*asked), trialx(*asked, "--excel", "--tables", tmp_path / "t")
    (row,) = csv.DictReader(plain.stdout.decode().splitlines())
    assert row["brief_title"].startswith("=")
    assert safe.stdout.startswith(b"\xef\xbb\xbfbrief_title,")
    for data in (safe.stdout, *((path.read_bytes()) for path in (tmp_path / "t").iterdir())):
        assert data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
        assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_excel_is_for_csv(folder: Path) -> None:
    done = trialx("extract", folder, "-q", "--excel")
    assert (done.returncode, done.stderr) == (USAGE, b"trialx: --excel is for CSV: add -f csv\n")
