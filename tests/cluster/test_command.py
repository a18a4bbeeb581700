"""`trialx extract --cluster`: what the command line takes, says and refuses."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from tests.cluster.pages import json_lines, rows
from tests.cluster.test_run import alone, parts
from trialx.batch.read import Reading
from trialx.batch.rendering import Task
from trialx.cli.extract import command

app = typer.Typer()
app.command()(command)


def extract(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments))
    return done.exit_code, done.stdout, done.stderr


def test_a_run_on_a_scheduler(cluster: str, tmp_path: Path) -> None:
    crawl, out = str(json_lines(tmp_path / "crawl.jsonl", 70)), str(tmp_path / "out") + "/"
    code, stdout, stderr = extract(crawl, "--cluster", cluster, "-o", out)
    assert (code, stdout) == (3, "")
    assert "trialx: 2 workers; dashboard: http" in stderr
    assert f"trialx: 60 records of 70 pages in 1 parts; see {out}manifest.jsonl" in stderr
    assert "trialx: 10 of 70 pages failed: 10 not-a-trial" in stderr
    assert parts(out) == alone(crawl)
    assert extract(crawl, "--cluster", cluster, "-o", out)[0] == 2
    assert extract(crawl, "--cluster", cluster, "-o", out, "--resume", "-q") == (
        3,
        "",
        "trialx: 10 of 70 pages failed: 10 not-a-trial\n",
    )


def test_only_trials_are_read_if_asked_for(cluster: str, tmp_path: Path) -> None:
    crawl, out = str(json_lines(tmp_path / "crawl.jsonl", 70)), str(tmp_path / "out")
    code, _, stderr = extract(crawl, "--cluster", cluster, "-o", out, "--only-trials")
    assert code == 0
    assert "trialx: 60 records of 60 pages" in stderr
    assert "trialx: 10 more passed over" in stderr
    written = parts(out)
    assert written == [line for line in alone(crawl, task=Task(Reading(only_trials=True), "jsonl")) if line]


def test_failures_are_told_where_the_output_does_not_hold_them(cluster: str, tmp_path: Path) -> None:
    crawl = str(json_lines(tmp_path / "crawl.jsonl", 7))
    _, _, stderr = extract(crawl, "--cluster", cluster, "-o", str(tmp_path / "out"), "-f", "csv", "-q")
    assert stderr.splitlines()[0].startswith(f"trialx: {crawl}#4: ")


def test_a_layout_that_is_broken_ends_the_run(cluster: str, tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "socks.yaml").write_text("name: [socks\n", "utf-8")
    crawl = str(json_lines(tmp_path / "crawl.jsonl", 7))
    arguments = (crawl, "--cluster", cluster, "-o", str(tmp_path / "out"), "--layouts", str(tmp_path / "layouts"), "-q")
    code, _, stderr = extract(*arguments)
    assert code == 2
    assert "socks.yaml" in stderr
    assert stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "--cluster writes many files: name their folder with -o OUT/"),
        (["-o", "out", "-f", "json"], "--cluster writes no json, which is one piece: use -f jsonl"),
        (["-o", "out", "--tables", "t"], "--cluster writes no --tables"),
        (["-o", "nowhere://out"], "nowhere://out: Protocol not known: nowhere"),
    ],
)
def test_what_a_cluster_cannot_do_is_refused(arguments: list[str], message: str, tmp_path: Path) -> None:
    crawl = str(json_lines(tmp_path / "crawl.jsonl", 7))
    code, stdout, stderr = extract(crawl, "--cluster", "tcp://127.0.0.1:9", *arguments)
    assert (code, stdout) == (2, "")
    assert stderr.startswith(f"trialx: {message}")
    assert stderr.count("\n") == 1


def test_addresses_are_read_without_a_cluster_too(memory: Any, tmp_path: Path) -> None:
    memory.pipe_file("/crawl/a.txt", rows(1)[0]["text"].encode())
    code, stdout, _ = extract("memory://crawl", "-f", "jsonl", "-q")
    assert (code, stdout) == (0, alone("memory://crawl")[0])
    code, stdout, stderr = extract("nowhere://crawl", "-o", str(tmp_path / "out.jsonl"))
    assert (code, stdout, stderr) == (2, "", "trialx: nowhere://crawl: Protocol not known: nowhere\n")


def test_standard_input_is_refused() -> None:
    assert extract("-", "--cluster", "local", "-o", "out")[2].startswith("trialx: --cluster does not read standard")


def test_a_cluster_on_this_machine(tmp_path: Path) -> None:
    crawl, out = str(json_lines(tmp_path / "crawl.jsonl", 30)), tmp_path / "out"
    words = ["extract", crawl, "--cluster", "local", "-o", str(out), "-f", "yaml", "--select", "nct_id,source.file"]
    done = subprocess.run([sys.executable, "-W", "error", "-m", "trialx", *words], capture_output=True, check=False)
    assert done.returncode == 3, done.stderr
    assert b"trialx: 26 records of 30 pages" in done.stderr
    (part,) = out.glob("part-*.yaml")
    assert part.read_text("utf-8").count("---\n") == 26
