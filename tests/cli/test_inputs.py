"""Every command reads an input alike, and says alike what cannot be one."""

import json
from pathlib import Path

import pytest

from tests.batch.pages import page, trialx
from trialx.batch.inputs import gather
from trialx.page.lines import Page

REGISTRIES = Path(__file__).parents[2] / "samples" / "registries"
COMMANDS = ["extract", "explain", "review", "check", "criteria", "find"]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("https://socks.example/1?a=b", "curl -sL 'https://socks.example/1?a=b' | trialx extract -"),
        ("NCT99000001", "/api/v2/studies/NCT99000001' | trialx extract -"),
        ("ISRCTN99900001", "registry number and no file"),
    ],
)
def test_what_is_no_file_says_what_to_do(command: str, name: str, says: str) -> None:
    result = trialx(command, name)
    assert result.returncode == 2
    assert says.encode() in result.stderr


@pytest.mark.parametrize("name", ["warm_socks.ctgov-xml.xml", "warm_socks.ctgov-v2.json"])
def test_criteria_and_explain_read_a_registers_study(name: str) -> None:
    tree = json.loads(trialx("criteria", str(REGISTRIES / name), "-f", "json").stdout)
    assert {node["side"] for node in tree} == {"inclusion", "exclusion"}
    assert not any("</" in node["text"] for node in tree)
    assert b"PHASE1" in trialx("explain", str(REGISTRIES / name), "phases").stdout


def test_check_reads_a_folder_of_studies(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes((REGISTRIES / "warm_socks.ctgov-v2.json").read_bytes())
    report = json.loads(trialx("check", str(tmp_path), "-f", "json").stdout)
    assert report["summary"]["records"] == 1


def test_the_parts_of_a_saved_page_are_no_pages(tmp_path: Path) -> None:
    for name in ("a.html", "a_files/frame.html", "b_files/c.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<p>Socks")
    found = [Path(named.path).relative_to(tmp_path).as_posix() for named in gather([str(tmp_path)])]
    assert found == ["a.html", "b_files/c.html"]


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85"])
def test_other_line_ends_end_lines(end: str) -> None:
    assert Page(f"Phase: 2{end}Sex: ALL").lines == ["Phase: 2", "Sex: ALL"]


def test_soft_hyphens_are_no_part_of_a_word() -> None:
    made = Page("Aus\xadschluss\xadkriterien: a\xadb\nc")
    assert made.lines == ["Ausschlusskriterien: ab", "c"]
    assert len(made.view) == len(made.text)


@pytest.mark.parametrize("command", ["extract", "explain", "review", "check", "criteria"])
def test_own_layouts_are_named_by_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "broken.yaml").write_text("nonsense: 1\n")
    (tmp_path / "trialx.toml").write_text('layouts = "own"\n')
    (tmp_path / "a.txt").write_text(page(1))
    monkeypatch.chdir(tmp_path)
    result = trialx(command, "a.txt", *(["-o", "out.html"] if command == "review" else []))
    assert result.returncode == 2
    assert b"broken.yaml" in result.stderr
