"""The plain call is answered sooner, and with the same bytes as the full command."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.pages import NO_TRIAL, lines, packed, page, study, trialx
from trialx.cli.plain import answered, plain

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*/*.txt"))[::7]


@pytest.mark.parametrize("format_", ["json", "yaml", "jsonl"])
def test_the_plain_call_says_what_the_full_command_says(
    format_: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for sample in SAMPLES:
        # An option that changes nothing makes the call one for the full command.
        full = trialx("extract", sample, "-f", format_, "-q", "--jobs", "1") if sample in SAMPLES[:3] else None
        assert answered(["extract", str(sample), "-f", format_, "-q"])
        said = capfdbinary.readouterr().out
        assert full is None or said == full.stdout
        assert said


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["extract"],
        ["--version"],
        ["extract", "a.txt"],
        ["extract", "-q"],
        ["extract", "a.txt", "b.txt", "-q"],
        ["extract", "a.txt", "-q", "-f"],
        ["extract", "a.txt", "-q", "-f", "csv"],
        ["extract", "a.txt", "-q", "--evidence"],
        ["extract", "-", "-q"],
        ["extract", "--", "-q", "a.txt"],
        ["check", "a.txt", "-q"],
    ],
)
def test_any_other_call_is_left_to_the_full_command(arguments: list[str]) -> None:
    assert plain(arguments) == ("", "")


@pytest.mark.parametrize(
    "data",
    [
        NO_TRIAL,
        b"",
        b"\0\1\2" * 99,
        packed(page(1).encode()),
        lines([1, 2]),
        str(study(1)).replace("'", '"').encode(),
        f"<pre>{page(1)}</pre>".encode(),
        b"TrialID,Public title\nNCT99000001,Socks\n",
        (page(1) + " " * (1 << 20)).encode(),
    ],
)
def test_any_other_input_is_left_to_the_full_command(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    assert not answered(["extract", str(tmp_path / "a"), "-q"])


def test_what_is_not_there_is_left_to_the_full_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not answered(["extract", str(tmp_path / "none"), "-q"])
    assert not answered(["extract", str(tmp_path), "-q"])
    (tmp_path / "a").write_text(page(1))
    monkeypatch.setenv("TRIALX_FORMAT", "json")
    assert not answered(["extract", str(tmp_path / "a"), "-q"])


def test_the_plain_call_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(page(1))
    script = (
        "import sys; before = set(sys.modules); from trialx.cli import main;"
        "sys.argv = ['trialx', 'extract', sys.argv[1], '-f', 'json', '-q']; main();"
        "print(*(set(sys.modules) - before), file=sys.stderr)"
    )
    for _ in range(2):  # the second time the layouts come out of the cache
        done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "a")], capture_output=True, check=True)
    loaded = {name.split(".")[0] for name in done.stderr.decode().split()}
    assert loaded - sys.stdlib_module_names == {"trialx"}
    assert not loaded & {"multiprocessing", "concurrent"}
