"""`trialx find`: names of candidates, their count, or the pages themselves; what cannot be read is told."""

import gzip
import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from trialx.cli.find import command

TRIAL = (
    "Warm Socks for Cold Feet\nNCT ID: NCT99000001\nBrief Title: Warm Socks\nPatients of the clinic join the trial.\n"
)
OTHER = "Warm socks, three pairs, in stock.\n"

app = typer.Typer()
app.command()(command)


def find(*arguments: str | Path, stdin: bytes | None = None) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TRIAL, "utf-8")
    (tmp_path / "b.txt").write_text(OTHER, "utf-8")
    rows = [{"url": "https://example.org/1", "text": TRIAL}, {"text": OTHER}, {"text": TRIAL}]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "crawl.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    return tmp_path


def test_the_candidates_are_named(folder: Path) -> None:
    code, out, err = find(folder)
    names = ["a.txt", "crawl.jsonl.gz#1", "crawl.jsonl.gz#3"]
    assert (code, out.splitlines(), err) == (0, [f"{folder}/{name}" for name in names], "")


def test_names_may_end_with_nul(folder: Path) -> None:
    assert find(folder / "a.txt", "--print0") == (0, f"{folder}/a.txt\0", "")


def test_candidates_are_counted(folder: Path) -> None:
    assert find(folder, "--count")[:2] == (0, "3 of 5\n")


def test_copies_are_what_extract_reads(folder: Path) -> None:
    code, out, _ = find(folder, "--copy")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [row["text"] for row in rows] == [TRIAL] * 3
    assert rows[0]["id"] == f"{folder}/a.txt"
    assert rows[1]["url"] == "https://example.org/1"


def test_a_page_in_another_encoding_is_copied_as_text(tmp_path: Path) -> None:
    page = tmp_path / "alt.txt"
    page.write_bytes((TRIAL + "Größe: 2").encode("cp1252"))
    assert json.loads(find(page, "--copy")[1])["text"].endswith("Größe: 2")


def test_names_come_from_standard_input(folder: Path) -> None:
    names = f"{folder}/b.txt\0{folder}/a.txt\0".encode()
    assert find("--from0", stdin=names)[:2] == (0, f"{folder}/a.txt\n")


def test_none_found_is_told_by_the_exit_code(folder: Path) -> None:
    assert find(folder / "b.txt") == (1, "", "")


def test_a_missing_file_is_told_and_the_others_are_looked_at(folder: Path) -> None:
    code, out, err = find(folder / "none.txt", folder / "a.txt")
    assert (code, out) == (2, f"{folder}/a.txt\n")
    assert err == f"trialx: {folder}/none.txt: no such file; check the path\n"


def test_a_damaged_archive_is_told(folder: Path) -> None:
    whole = (folder / "crawl.jsonl.gz").read_bytes()
    (folder / "crawl.jsonl.gz").write_bytes(whole[:-12])
    code, _, err = find(folder / "crawl.jsonl.gz")
    assert code == 3
    assert "breaks off" in err


def test_a_store_that_nobody_knows_is_told() -> None:
    assert find("nowhere://crawl") == (2, "", "trialx: nowhere://crawl: Protocol not known: nowhere\n")


@pytest.mark.parametrize("arguments", [[], ["a.txt", "--from0"], ["a.txt", "--copy", "--count"]])
def test_options_that_contradict_each_other_are_refused(arguments: list[str]) -> None:
    code, out, err = find(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("trialx: ")
    assert err.count("\n") == 1
