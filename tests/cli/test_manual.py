"""The manual page says what the commands say, and completion knows them."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer

from tests.batch.pages import trialx
from trialx.cli.application import application
from trialx.cli.commands import COMMANDS
from trialx.cli.manual import manual

PAGE = Path(__file__).parents[2] / "docs" / "trialx.1"


def test_the_manual_page_is_the_commands_own_help() -> None:
    assert PAGE.read_text("ascii") == manual(), "write it anew: python -m trialx.cli.manual > docs/trialx.1"


def test_the_manual_page_names_every_command_and_option() -> None:
    page = manual().replace("\\-", "-")
    root: Any = typer.main.get_command(application())
    for name, command in root.commands.items():
        assert f".SS trialx {name}" in page
        for param in command.params:
            assert all(option in page for option in param.opts if option.startswith("-"))


def test_no_line_of_the_manual_page_is_a_command_by_mistake() -> None:
    known = {".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".I", ".RS", ".RE"}
    assert {line.split()[0] for line in manual().splitlines() if line.startswith((".", "'"))} <= known


@pytest.mark.parametrize("formatter", [tool for tool in ("groff", "mandoc") if shutil.which(tool)] or ["cat"])
def test_the_manual_page_is_formatted_without_a_warning(formatter: str) -> None:
    arguments = {"groff": ["-man", "-Tutf8", "-ww"], "mandoc": ["-Wwarning"], "cat": []}[formatter]
    done = subprocess.run([formatter, *arguments], input=manual().encode(), capture_output=True, check=True)
    assert done.stderr == b""
    assert b"trialx" in done.stdout


@pytest.mark.parametrize(
    ("shell", "asked", "answer"),
    [
        ("bash", {"COMP_WORDS": "trialx ex", "COMP_CWORD": "1"}, "extract"),
        ("bash", {"COMP_WORDS": "trialx extract --res", "COMP_CWORD": "2"}, "--resume"),
        ("zsh", {"_TYPER_COMPLETE_ARGS": "trialx extract --format "}, "jsonl"),
        ("fish", {"_TYPER_COMPLETE_ARGS": "trialx ex", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}, "extract"),
    ],
)
def test_every_shell_completes(shell: str, asked: dict[str, str], answer: str) -> None:
    env = {"_TRIALX_COMPLETE": f"complete_{shell}", **asked}
    assert answer in trialx(env=env).stdout.decode()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_its_script(shell: str) -> None:
    script = trialx(env={"_TRIALX_COMPLETE": f"source_{shell}"}).stdout.decode()
    assert "_TRIALX_COMPLETE" in script
    assert shell in script


def test_the_version_and_the_commands() -> None:
    assert re.fullmatch(r"trialx [\d.]+ \((compiled|pure Python)\)\n", trialx("--version").stdout.decode())
    said = trialx("--help").stdout.decode()
    assert all(f"\n  {name} " in said for name in COMMANDS)


def test_an_unknown_command_is_told_in_short() -> None:
    done = trialx("extrakt")
    assert done.returncode == 2
    assert b"No such command" in done.stderr
    assert b"Traceback" not in done.stderr
