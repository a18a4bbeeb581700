"""An interrupt ends a command with one line, or without a word while it is still being loaded."""

import signal
import subprocess
import sys

import pytest
import typer
from typer.testing import CliRunner

from trialx.cli.application import _interruptible
from trialx.cli.ending import INTERRUPTED

WHILE_LOADED = "import sys; sys.argv = [{!r}]; import trialx, signal; print(signal.getsignal(signal.SIGINT).__class__)"


NAMES = [("/usr/bin/trialx", True), ("trialx.exe", True), ("notebook", False), ("", False)]


@pytest.mark.parametrize(("name", "own"), NAMES)
def test_only_the_command_is_ended_by_the_system_while_it_is_loaded(name: str, own: bool) -> None:
    said = subprocess.run([sys.executable, "-c", WHILE_LOADED.format(name)], capture_output=True, check=True).stdout
    assert (b"Handlers" in said) is own


def test_a_command_that_is_interrupted_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = []
    monkeypatch.setattr("trialx.cli.application.end", lambda code, said: ended.append((code, said)))

    def command() -> None:
        raise KeyboardInterrupt

    app = typer.Typer()
    app.command()(_interruptible(command))
    CliRunner().invoke(app, [])
    assert ended == [(INTERRUPTED, "trialx: interrupted")]


def test_a_command_that_waits_for_its_input_is_interrupted() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "trialx", "find", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin
    # More than a pipe holds: what is left is written when the command has begun to read.
    process.stdin.write(b'{"text": "socks"}\n' * 20_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert (process.returncode, said) == (INTERRUPTED, b"trialx: interrupted\n")
