"""The documents say what is so: their examples run, every command is named, and every help has an example that runs."""

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from trialx.cli.commands import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
# A command in a console block, and what it prints.
EXAMPLES = [
    (match[1], match[2])
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for match in re.finditer(r"^\$ (trialx .+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


def run(command: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    words = shlex.split(command)
    assert words[0] == "trialx"
    return subprocess.run(
        [sys.executable, "-m", "trialx", *words[1:]], cwd=folder, capture_output=True, text=True, check=False
    )


def test_there_are_examples() -> None:
    assert EXAMPLES


@pytest.mark.parametrize(("command", "printed"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_console_examples_print_what_the_readme_says(command: str, printed: str) -> None:
    done = run(command, ROOT)
    assert done.returncode == 0
    assert done.stdout.replace("\r\n", "\n") == printed


def test_python_examples_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert (result.failed, result.attempted > 0) == (0, True)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_every_command(name: str) -> None:
    assert f"`trialx {name}" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_an_example_that_runs(name: str, tmp_path: Path) -> None:
    shown = " ".join(run(f"trialx {name} --help", ROOT).stdout.split())
    match = re.search(r"Examples?: (trialx .+?)(?: [|>] .*?)?(?= Exit code| Arguments:| Options:|$)", shown)
    assert match, "the help shows no example"
    for name_of in ("samples", "docs", "trialx", "README.md"):
        (tmp_path / name_of).symlink_to(ROOT / name_of)
    done = run(match[1].rstrip("."), tmp_path)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
