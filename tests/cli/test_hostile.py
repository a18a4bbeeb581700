"""What others wrote — names, keys, ids, values — is shown and never obeyed; one bad input stops no run."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.pages import lines, nct, page, trialx
from tests.cli.test_destination import WAITING, wait_for
from trialx.cli.ending import USAGE
from trialx.cli.extraction import FAILED

# A title of the window, a colour, a bell, C1, a turned order of reading, commands of a log.
HOSTILE = "Socks \x1b]0;taken\x07\x1b[31m \x9b31m \u202e::add-mask::x ##[error]y\x00"
OBEYED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]|(?m:^\s*::)|##\[")


def harmless(*said: bytes) -> bool:
    """Return whether nothing of what was said is obeyed by a terminal or a log."""
    return not any(OBEYED.search(one.decode()) for one in said)


def test_hostile_text_would_be_seen() -> None:
    assert not harmless(HOSTILE.encode())
    assert not harmless(b"a\n::error::b")
    assert harmless("Socks ␛ — ✓ 🧦\n".encode())


def test_the_summary_of_a_page_shows_and_obeys_nothing(tmp_path: Path) -> None:
    text = page(1).replace("Warm Socks", HOSTILE) + HOSTILE
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(text)
    for names in (["0.txt"], ["0.txt", "1.txt", "2.txt"]):
        done = trialx("extract", *(tmp_path / name for name in names), "-f", "json", "-o", tmp_path / "o.json")
        assert b"0.txt" in done.stderr
        assert harmless(done.stderr)


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "-q", "-f", "csv"],
        ["find"],
        ["review"],
        ["check", "-f", "text"],
        ["check", "-f", "github"],
        ["explain"],
    ],
)
def test_names_and_keys_show_and_command_nothing(tmp_path: Path, arguments: list[str]) -> None:
    folder = tmp_path / "a\x1b[31m\n::add-mask::y ##[x"
    folder.mkdir()
    (folder / "k.json").write_text(json.dumps({f"a{HOSTILE}": 1, "nct_id": HOSTILE, "brief_title": 5}))
    (folder / "p.txt").write_text(page(1).replace("Warm Socks", HOSTILE))
    name = folder / "p.txt" if arguments[0] == "explain" else folder
    done = trialx(arguments[0], name, *arguments[1:])
    said = [done.stderr, b"" if arguments[0] in ("extract", "review") else done.stdout]
    if "github" in arguments:  # commands of its own, each on a line of its own
        said[1] = re.sub(rb"(?m)^::(error|warning) file=.*?::", b"", said[1])
    assert any(said)
    assert harmless(*said)


def test_names_for_programs_are_as_they_are(tmp_path: Path) -> None:
    names = [os.fsencode(tmp_path) + b"/\xff.txt", os.fsencode(tmp_path) + b"/a\nb.txt"]
    for name in names:
        Path(os.fsdecode(name)).write_text(page(1))
    assert sorted(trialx("find", tmp_path, "--print0").stdout.split(b"\0")) == sorted([b"", *names])
    assert os.fsencode(tmp_path) + b"/\xff.txt\n" in trialx("find", tmp_path).stdout
    assert len(trialx("extract", tmp_path, "-q", "-f", "jsonl").stdout.splitlines()) == 2
    assert trialx("check", tmp_path, "-f", "json").returncode in (0, 1)


def test_half_a_character_in_an_id_stops_nothing(tmp_path: Path) -> None:
    rows = [{"text": "just news", "id": "\ud800"}, {"text": page(1), "id": "b\udfff"}, {"text": page(2), "id": "c"}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    for arguments in (["-f", "jsonl"], ["-f", "csv"], ["-o", f"{tmp_path}/out/"], ["-f", "json", "-j", "2"]):
        done = trialx("extract", tmp_path / "in.jsonl", "-q", "--id-key", "id", *arguments)
        assert done.returncode == FAILED
        assert b"Traceback" not in done.stderr
    assert len(list((tmp_path / "out").iterdir())) == 2


GOOD = [json.dumps({"text": page(n)}).encode() for n in range(3)]


@pytest.mark.parametrize("first", [b'{"text": "abc', b'{"text": tru', b"{broken", b'{"text":', b"{", b'{"a": 1}}'])
def test_a_broken_first_line_costs_that_line(tmp_path: Path, first: bytes) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"\n".join([first, *GOOD]) + b"\n")
    done = trialx("extract", tmp_path / "in.jsonl", "-q", "-f", "jsonl")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one.get("nct_id") for one in found] == [None, nct(0), nct(1), nct(2)]
    assert (found[0]["source"]["file"], done.returncode) == (f"{tmp_path}/in.jsonl#1", FAILED)


@pytest.mark.parametrize(
    "text", ['{"studies": [\n{"a": 1}\n]}\n', '{"a": {\n"b": 1}\n}\n', '{"a": [\n{"b": 1},\n{"b": 2}\n]}\n']
)
def test_a_document_over_several_lines_is_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "in.json").write_text(f"{text}\n")
    assert len(trialx("extract", tmp_path / "in.json", "-q", "-f", "jsonl").stdout.splitlines()) == 1


@pytest.mark.parametrize("command", ["extract", "find", "check", "review"])
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path, command: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(page(1))
    os.mkfifo(tmp_path / "in" / "b.txt")
    (tmp_path / "in" / "c.txt").symlink_to("/dev/zero")
    done = trialx(command, tmp_path / "in")
    assert b"Traceback" not in done.stderr
    if command != "check":
        assert done.stderr.count(b"no file but a pipe or a device") == 2
    assert done.stdout


def test_a_pipe_that_is_named_is_read() -> None:
    reader, writer = os.pipe()
    os.write(writer, page(1).encode())
    os.close(writer)
    done = trialx("extract", f"/dev/fd/{reader}", "-q", "-f", "json", pass_fds=[reader])
    os.close(reader)
    assert [one["nct_id"] for one in json.loads(done.stdout)] == [nct(1)]


@pytest.mark.parametrize(
    "text",
    [
        "nct_id: NCT99000001\nx: &c [1]\ny: [*c, *c]\n",
        "nct_id: NCT99000001\neligibility: {criteria: [&c {text: x, children: [*c]}]}\n",
        "x: &c0 [x]\n" + "".join(f"y{n}: &c{n} [{','.join([f'*c{n - 1}'] * 9)}]\n" for n in range(1, 12)),
    ],
)
def test_aliases_in_a_record_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.yaml").write_text(text)
    done = trialx("check", tmp_path / "a.yaml")
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"an alias (*name) stands for a value" in done.stdout


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", '{"nct_id":"\\ud800"}'),
        ("a.json", '{"enrollment":{"count":' + "9" * 5000 + "}}"),
        ("a.jsonl", '{"enrollment":{"count":' + "9" * 5000 + '}}\n{"nct_id":"NCT99000001"}\n'),
        ("a.yaml", "enrollment: {count: " + "9" * 5000 + "}"),
        ("a.csv", 'nct_id,arm_groups\nx,"' + "[" * 100_000 + '"\n'),
        ("a.json", "[" * 100_000),
        ("a.yaml", "[" * 100_000),
    ],
)
@pytest.mark.parametrize("format_", ["text", "json", "sarif", "junit", "github"])
def test_odd_values_are_findings(tmp_path: Path, name: str, text: str, format_: str) -> None:
    (tmp_path / name).write_text(text)
    done = trialx("check", tmp_path / name, "-f", format_)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pyproject.toml", "tool = 5"),
        ("pyproject.toml", "[tool]\ntrialx = 5"),
        ("trialx.toml", 'baseline = "."'),
        ("trialx.toml", "a = " + "[" * 9999),
        ("trialx.toml", "\x00"),
        ("trialx.toml", 'baseline = "deep.json"'),
        ("trialx.toml", 'baseline = "list.json"'),
    ],
)
def test_an_odd_configuration_is_one_line(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    (tmp_path / "deep.json").write_text("[" * 100_000)
    (tmp_path / "list.json").write_text("[1]")
    (tmp_path / "a.yaml").write_text("nct_id: NCT99000001\n")
    done = trialx("check", "a.yaml", cwd=tmp_path)
    assert done.returncode == USAGE
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(b"trialx: ")


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("call", ["layouts", "--help", "extract a.txt", "find ü.txt", "check ü.txt", "criteria a.txt"])
@pytest.mark.parametrize("locale", [{"PYTHONIOENCODING": "ascii"}, ASCII], ids=["streams", "all"])
def test_an_ascii_locale_is_no_matter(tmp_path: Path, call: str, locale: dict[str, str]) -> None:
    for name in ("a.txt", "ü.txt"):
        (tmp_path / name).write_text(page(1).replace("Warm", "Größe 🧦"))
    done = trialx(*call.split(), cwd=tmp_path, env=locale)
    assert done.returncode in (0, 1)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("line", [b"x\n", b"1\t\t[1]\n", b'a,b\t\t["x","y"]\n', b'1,2,3\t\t["x","y"]\n', b"\xff\t\t\n"])
def test_a_damaged_journal_is_told(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(range(5)))
    target = tmp_path / "o.jsonl"
    arguments = ("extract", tmp_path / "in.jsonl", "-q", "-o", target)
    process = subprocess.Popen([sys.executable, "-c", WAITING, *map(str, arguments)])
    journal = tmp_path / "o.jsonl.part.journal"
    wait_for(journal, process)
    process.kill()
    process.wait()
    journal.write_bytes(journal.read_bytes() + line)
    before = (tmp_path / "o.jsonl.part").read_bytes()
    done = trialx(*arguments, "--resume")
    assert (done.returncode, len(done.stderr.splitlines())) == (USAGE, 1)
    assert b"journal of the run to go on with is damaged" in done.stderr
    assert (tmp_path / "o.jsonl.part").read_bytes() == before
