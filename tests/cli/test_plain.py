"""The frequent calls are read without the option parser, and as it reads them."""

import inspect
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from typer.core import TyperOption
from typer.main import get_command
from typer.testing import CliRunner

from tests.batch.pages import page, trialx
from trialx.cli import extract as declared
from trialx.cli.application import application
from trialx.cli.asked import Asked
from trialx.cli.plain import FLAGS, VALUED, plain

# A value for each option that takes one.
VALUES: Final = {"format": "csv", "jobs": "3", "tables": "t", "layouts": "own"}
CALLS: Final = [
    ["a.txt"],
    ["a.txt", "b.txt", "-"],
    ["a.txt", "-f", "json", "-q"],
    ["-o", "out.jsonl", "--from0"],
    ["--select", "nct_id, phases", "a b.txt", "-j", "007", "--evidence"],
    *([flag, "a.txt"] for flag in FLAGS),
    *(["a.txt", option, VALUES.get(name, "x")] for option, name in VALUED.items()),
    *(["a.txt", "-f", name] for name in ("yaml", "json", "jsonl", "csv", "parquet")),
]


def parsed(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Return what the option parser reads."""
    found: list[Asked] = []

    def noted(asked: Asked) -> int:
        found.append(asked)
        return 0

    monkeypatch.setattr(declared, "extract", noted)
    done = CliRunner().invoke(application("extract"), ["extract", *arguments])
    assert done.exit_code == 0, done.output
    return found[0]


@pytest.mark.parametrize("arguments", CALLS, ids=" ".join)
def test_a_frequent_call_is_read_as_the_option_parser_reads_it(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    options = plain(["extract", *arguments], {})
    assert options is not None
    assert Asked(**options) == parsed(arguments, monkeypatch)


def test_the_options_are_those_of_the_help() -> None:
    command: Any = get_command(application("extract"))
    options = {name: one for one in command.params if isinstance(one, TyperOption) for name in one.opts}
    options |= {name: one for one in command.commands["extract"].params for name in one.opts}
    assert {name for name in FLAGS if options[name].is_flag} == set(FLAGS)
    assert not {name for name in VALUED if options[name].is_flag}
    assert set(Asked._fields) == {name.removesuffix("_") for name in inspect.signature(declared.command).parameters}


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["extract"],
        ["--version"],
        ["extract", "--help"],
        ["extract", "-q"],
        ["extract", "a.txt", "-q", "-f"],
        ["extract", "a.txt", "-f", "xls"],
        ["extract", "a.txt", "-f", ""],
        ["extract", "a.txt", "-o", "-q"],
        ["extract", "a.txt", "-qf", "json"],
        ["extract", "a.txt", "--format=json"],
        ["extract", "a.txt", "-f", "json", "-f", "yaml"],
        ["extract", "a.txt", "-q", "--quiet"],
        ["extract", "a.txt", "-j", "0"],
        ["extract", "a.txt", "-j", "2.5"],
        ["extract", "a.txt", "--text-key", "body"],
        ["extract", "", "-q"],
        ["extract", "--", "-q", "a.txt"],
        ["check", "a.txt", "-q"],
    ],
)
def test_any_other_call_is_left_to_the_option_parser(arguments: list[str]) -> None:
    assert plain(arguments, {}) is None


def test_options_of_the_environment_are_the_option_parsers() -> None:
    assert plain(["extract", "a.txt"], {"TRIALX_CACHE": "", "HOME": "/"}) == {"files": ("a.txt",)}
    assert plain(["extract", "a.txt"], {"TRIALX_FORMAT": "json"}) is None


def test_both_ways_write_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(page(1))
    for arguments in ([], ["-f", "json"], ["-f", "csv", "--select", "nct_id"], ["--evidence", "--criteria"]):
        plainly = trialx("extract", tmp_path / "a.txt", *arguments)
        fully = trialx("extract", tmp_path / "a.txt", *arguments, "--text-key", "text")
        assert (plainly.returncode, plainly.stdout, plainly.stderr) == (0, fully.stdout, fully.stderr)


@pytest.mark.parametrize(
    ("arguments", "spared"),
    [
        (["-f", "json", "-q"], {"yaml", "rich", "gzip", "shutil"}),
        (["-f", "jsonl", "-q", "-o", "{}/out.jsonl", "--evidence", "-j", "1"], {"yaml", "rich"}),
        (["-q"], {"rich", "gzip"}),
        ([], {"rich._emoji_codes"}),
    ],
)
def test_a_frequent_call_loads_nothing_that_it_does_not_need(
    tmp_path: Path, arguments: list[str], spared: set[str]
) -> None:
    (tmp_path / "a").write_text(page(1))
    script = (
        "import sys, atexit; before = set(sys.modules); sys.argv = ['trialx', 'extract', *sys.argv[1:]];"
        "atexit.register(lambda: print(*(set(sys.modules) - before), file=sys.stderr));"
        "from trialx.cli import main; main()"
    )
    words = [word.format(tmp_path) for word in arguments]
    env = {
        name: value for name, value in os.environ.items() if not name.startswith("TRIALX_") or name == "TRIALX_CACHE"
    }
    for _ in range(2):  # the second time the layouts come out of the cache
        command = [sys.executable, "-c", script, str(tmp_path / "a"), *words]
        done = subprocess.run(command, capture_output=True, check=True, env=env)
    loaded = set(done.stderr.decode().split())
    assert not loaded & {
        "typer",
        "pydantic",
        "dateparser",
        "selectolax",
        "charset_normalizer",
        "multiprocessing",
        "concurrent",
        *spared,
    }
    if "rich" in spared and "yaml" in spared:
        packages = {name.split(".")[0] for name in loaded if not name.endswith("__mypyc")}  # the compiled build's own
        assert packages - sys.stdlib_module_names == {"trialx"}
