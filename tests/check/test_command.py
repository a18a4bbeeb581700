"""`trialx check` and `trialx schema` as they are typed: reports, exit codes, one-line errors."""

import gzip
import json
import subprocess
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from tests.check.planted import changed, sound, write_yaml
from trialx.check.catalogue import catalogue
from trialx.cli.check import command as check
from trialx.cli.schema import command as schema
from trialx.record.schema import schema_text
from trialx.write.as_csv import csv_rows

APP = typer.Typer()
APP.command("check")(check)
APP.command("schema")(schema)

FAULTY = changed({"primary_completion_date": {"date": "2021-05"}})
DOUBTFUL = changed({"design": {"allocation": "NON_RANDOMIZED"}})
PAGE = """Viewing Study NCT99000001
Study NCT ID: NCT99000001
Status: COMPLETED
Brief Title: Wexol Drops for Tired Eyes
Minimum Age: 18 Years
"""


def _run(*words: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(APP, [str(word) for word in words], input=stdin)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


def test_schema_prints_the_schema() -> None:
    result = _run("schema")
    assert (result.exit_code, result.stdout) == (0, schema_text())


@pytest.mark.parametrize(
    ("record", "options", "code"),
    [
        (sound(), [], 0),
        (FAULTY, [], 1),
        (FAULTY, ["--fail-on", "never"], 0),
        (DOUBTFUL, [], 0),
        (DOUBTFUL, ["--fail-on", "warning"], 1),
        (FAULTY, ["--ignore", "TX022"], 0),
        (FAULTY, ["--ignore", "tx02,TX030"], 0),
        (FAULTY, ["--select", "TX03"], 0),
        (FAULTY, ["--select", "TX02,TX03"], 1),
        (FAULTY, ["--select", "TX02", "--ignore", "TX022"], 0),
    ],
)
def test_exit_code(record: dict[str, object], options: list[str], code: int) -> None:
    write_yaml(Path("a.yaml"), record)
    assert _run("check", "a.yaml", *options).exit_code == code


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "name what to check"),
        (["nowhere"], "nowhere: no such file or folder"),
        ([".", "--select", "TX999"], "TX999 is no rule; see trialx check --list"),
        ([".", "--ignore", "abc"], "ABC is no rule"),
        ([".", "--output", "report.pdf"], "its name tells no format"),
        ([".", "--output", "nowhere/report.sarif"], "nowhere/report.sarif"),
        ([".", "--baseline", "known.json"], "known.json is not there"),
        ([".", "--write-baseline"], "--baseline FILE"),
        ([".", "--config", "nowhere.toml"], "nowhere.toml cannot be read"),
        (["--explain", "TX999"], "TX999 is no rule"),
    ],
)
def test_usage_is_refused_in_one_line(words: list[str], says: str) -> None:
    result = _run("check", *words)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith("trialx: ")


def test_list_and_explain() -> None:
    assert _run("check", "--list").stdout.splitlines()[0] == "TX001  error    unreadable"
    assert len(_run("check", "--list").stdout.splitlines()) == len(catalogue())
    assert _run("check", "--explain", "tx014").stdout.startswith("TX014 own-id-related (error)\n\n")


def test_rule_that_must_be_asked_for_is_asked_for() -> None:
    write_yaml(Path("a.yaml"), changed({"conditions": ["Gout"]}))
    asked = [["--select", "TX076"], ["--extend-select", "TX07"], ["--extend-select", "tx076"]]
    assert ["TX076" in _run("check", "a.yaml", *words).stdout for words in [[], ["--select", "TX07"], *asked]] == [
        False,
        False,
        True,
        True,
        True,
    ]
    Path("trialx.toml").write_text('extend-select = ["TX076"]\n')
    assert "TX076" in _run("check", "a.yaml").stdout
    assert "TX076" not in _run("check", "a.yaml", "--ignore", "TX07").stdout
    assert "Only when asked for (--extend-select TX076): " in _run("check", "--explain", "TX076").stdout


def test_reports_go_to_files_by_their_names() -> None:
    write_yaml(Path("a.yaml"), FAULTY)
    names = ["out.sarif", "out.xml", "out.json", "out.jsonl", "out.txt", "out.md"]
    result = _run("check", "a.yaml", *(word for name in names for word in ("--output", name)))
    assert result.exit_code == 1
    assert result.stdout == Path("out.txt").read_text()
    assert json.loads(Path("out.sarif").read_text())["version"] == "2.1.0"
    assert json.loads(Path("out.jsonl").read_text()) == json.loads(Path("out.json").read_text())["findings"][0]
    assert Path("out.xml").read_text().startswith("<testsuites")
    assert Path("out.md").read_text().startswith("**trialx check**: 1 error, 0 warnings")


def test_statistics_are_a_report_of_their_own() -> None:
    write_yaml(Path("a.yaml"), FAULTY)
    result = _run("check", "a.yaml", "--statistics")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "      1  TX022  error    primary-completion-before-start",
        "1 error, 0 warnings in 1 record of 1 file",
    ]
    refused = _run("check", "a.yaml", "--statistics", "--format", "json")
    assert (refused.exit_code, "leave out --format json" in refused.stderr) == (2, True)


def _git(*words: str) -> None:
    own = ["-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *own, *words], check=True, capture_output=True)


def test_only_changed_lines_count_where_a_revision_is_named() -> None:
    _git("init", "-q", "-b", "main")
    Path("trials").mkdir()
    write_yaml(Path("trials/old é.yaml"), FAULTY)
    write_yaml(Path("trials/both.yaml"), FAULTY)
    _git("add", ".")
    _git("commit", "-qm", "one")
    text = Path("trials/both.yaml").read_text()
    Path("trials/both.yaml").write_text(text.replace("PHASE2", "PHASE2\n- PHASE4"))
    write_yaml(Path("trials/new.yaml"), changed({"nct_id": "NCT99000009", "registry_ids": None, "acronym": ""}))
    result = _run("check", "trials", "--select", "TX006,TX022,TX041", "--diff-base", "HEAD", "--format", "jsonl")
    found = [json.loads(row) for row in result.stdout.splitlines()]
    assert [(row["file"], row["rule"]) for row in found] == [
        ("trials/both.yaml", "TX041"),
        ("trials/new.yaml", "TX006"),
    ]
    _git("add", ".")
    _git("commit", "-qm", "two")
    said = _run("check", "trials", "--select", "TX022", "--diff-base", "HEAD").stdout
    assert said == "0 errors, 0 warnings in 3 records of 3 files (2 on lines that are as they were)\n"
    Path("trials/old é.yaml").write_text(Path("trials/old é.yaml").read_text().replace("2021-05", "2021-04"))
    assert "old é.yaml" in _run("check", "trials", "--select", "TX022", "--diff-base", "HEAD").stdout
    for revision in ("nowhere", "--output=x"):
        refused = _run("check", "trials", "--diff-base", revision)
        assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
        assert "name a commit" in refused.stderr


def test_annotations_are_chosen_on_github_unless_asked_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    write_yaml(Path("a.yaml"), FAULTY)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert _run("check", "a.yaml").stdout.startswith("::error file=a.yaml,line=")
    assert _run("check", "a.yaml", "--format", "text").stdout.startswith("a.yaml\n")


def test_every_kind_of_file_is_read() -> None:
    line = json.dumps(FAULTY)
    Path("a.json").write_text(f"[{line}]")
    Path("b.jsonl").write_text(line)
    Path("c.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    Path("d.csv").write_text("".join(csv_rows([FAULTY])), newline="")
    result = _run("check", ".", "--select", "TX021,TX022", "--format", "jsonl")
    assert [json.loads(row)["file"] for row in result.stdout.splitlines()] == [
        "a.json",
        "b.jsonl",
        "c.jsonl.gz",
        "d.csv",
    ]


@pytest.mark.parametrize(
    "text", [json.dumps(FAULTY), f"{json.dumps(FAULTY)}\n" * 2, "nct_id: NCT99000001\nphases: [NA, NA]\n"]
)
def test_standard_input_is_read(text: str) -> None:
    result = _run("check", "-", stdin=text)
    assert result.exit_code == 1
    assert result.stdout.startswith("-\n")


def test_file_that_cannot_be_read_is_a_finding() -> None:
    Path("a.json").write_text('{"nct_id": "NCT99000001",\n')
    Path("b.jsonl").write_bytes(b'{"acronym": "\xff"}\n')
    Path("c.jsonl.gz").write_bytes(b"no gzip")
    result = _run("check", "a.json", "b.jsonl", "c.jsonl.gz", "--select", "TX021")
    assert result.exit_code == 1
    assert result.stdout.count("TX001 unreadable") == 3
    assert "a.json\n  2:1 " in result.stdout


def test_baseline_makes_an_old_corpus_green() -> None:
    write_yaml(Path("a.yaml"), FAULTY)
    written = _run("check", "a.yaml", "--baseline", "known.json", "--write-baseline")
    assert (written.exit_code, written.stdout) == (0, "")
    Path("a.yaml").write_text("\n\n" + Path("a.yaml").read_text())
    green = _run("check", "a.yaml", "--baseline", "known.json")
    assert (green.exit_code, green.stdout) == (
        0,
        "0 errors, 0 warnings in 1 record of 1 file (1 known from the baseline)\n",
    )
    write_yaml(Path("a.yaml"), changed({"phases": ["NA", "NA"]}))
    red = _run("check", "a.yaml", "--baseline", "known.json")
    assert red.exit_code == 1
    assert "1 of the baseline no longer found" in red.stdout


def test_configuration_is_followed_from_a_folder_below(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("trials").mkdir()
    write_yaml(Path("trials/a.yaml"), FAULTY)
    config = Path("pyproject.toml")
    config.write_text('[tool.trialx]\nignore = ["TX022"]\n')
    assert _run("check", "trials").exit_code == 0
    entry = '[[tool.trialx.except]]\nfiles = ["trials/*.yaml"]\nrules = ["TX022"]\nreason = "confirmed"\n'
    config.write_text(entry)
    assert "1 excepted" in _run("check", "trials").stdout
    monkeypatch.chdir("trials")
    assert "1 excepted" in _run("check", ".").stdout
    config = Path("../pyproject.toml")
    config.write_text(entry.replace("TX022", "TX021"))
    result = _run("check", ".")
    assert result.exit_code == 1
    assert "excepts nothing" in result.stderr
    config.write_text("[tool.trialx]\nignores = []\n")
    refused = _run("check", ".")
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    assert "did you mean ignore?" in refused.stderr


def test_record_is_updated_from_its_page() -> None:
    Path("a.txt").write_text(PAGE)
    head = "# kept as the site showed it\n"
    Path("a.yaml").write_text(f"{head}nct_id: NCT99000001\noverall_status: RECRUITING\n")
    before = _run("check", "a.yaml")
    assert before.exit_code == 1
    assert "'RECRUITING', but the page says 'COMPLETED'" in before.stdout
    update = _run("check", "a.yaml", "--update")
    assert "a.yaml: rewritten from its page" in update.stderr
    assert "TX080" not in update.stdout
    assert Path("a.yaml").read_text().startswith(f"{head}nct_id: NCT99000001\n")
    after = _run("check", "a.txt")
    assert "TX080" not in after.stdout
    assert "rewritten" not in _run("check", "a.txt", "--update").stderr


def test_json_record_is_updated_as_json() -> None:
    Path("a.txt").write_text(PAGE)
    Path("a.json").write_text('{"nct_id": "NCT99000001"}')
    _run("check", ".", "--update")
    assert json.loads(Path("a.json").read_text())["overall_status"] == "COMPLETED"
    assert _run("check", ".", "--select", "TX080").exit_code == 0


def test_page_of_no_trial_and_no_text_are_findings() -> None:
    Path("a.txt").write_text("404 Not Found\n")
    Path("b.txt").write_bytes(b"PK\x03\x04\x00\x00\x00\x00")
    result = _run("check", ".")
    assert result.exit_code == 1
    assert "TX081 page-without-trial" in result.stdout
    assert "TX001 unreadable" in result.stdout


def test_limits_of_criteria_are_read_when_asked_for() -> None:
    record = changed({"eligibility": {"minimum_age": "20 Years", "exclusion": ["Hemoglobin < 8.5 mg/dL"]}})
    write_yaml(Path("a.yaml"), record)
    plain, asked = _run("check", "a.yaml"), _run("check", "a.yaml", "--criteria")
    assert ("TX077" in plain.stdout, "TX077 impossible-limit" in asked.stdout) == (False, True)
    # What both ways of reading find is said once.
    assert plain.stdout.count("TX070 ") == asked.stdout.count("TX070 age-against-criteria [") == 1


def test_empty_folder_is_said_to_be_empty() -> None:
    Path("empty").mkdir()
    result = _run("check", "empty")
    assert (result.exit_code, result.stderr) == (0, "trialx: nothing to check in empty\n")
