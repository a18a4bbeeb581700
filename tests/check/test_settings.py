"""Exceptions, configuration, baseline: what they take, and what they refuse in one line."""

from pathlib import Path

import pytest

from trialx.check.baseline import BadBaseline, baseline_text, read_baseline
from trialx.check.config import BadConfig, find_config, read_config
from trialx.check.exceptions import Comment, Entry, comments
from trialx.check.finding import Finding, Place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1 # trialx: ignore TX021 because so\n", Comment(("TX021",), 1, "so", 1)),
        ("a: 1\n# trialx: ignore TX021 because so\n\nb: 2\n", Comment(("TX021",), 4, "so", 2)),
        ("# head\n# trialx: ignore TX021, TX022 because so\na: 1\n", Comment(("TX021", "TX022"), None, "so", 2)),
        ("---\n#trialx:ignore TX021 because so\na: 1\n", Comment(("TX021",), None, "so", 2)),
        ("a: 1 # trialx: ignore TX021\n", Comment(("TX021",), 1, "", 1)),
        ("a: 1 # trialx: ignore because so\n", Comment((), 1, "so", 1)),
        ("a: 1 # trialx: ignore TX021 because\n", Comment(("TX021",), 1, "", 1)),
    ],
)
def test_comments_are_exceptions(text: str, expected: Comment) -> None:
    assert comments(text) == [expected]


@pytest.mark.parametrize("text", ["a: 1\n", "a: 1 # ignore TX021\n", "a: x#trialx: ignore TX021 because\n", ""])
def test_other_comments_are_none(text: str) -> None:
    assert comments(text) == []


def test_exception_covers_its_rule_on_its_line_with_a_reason() -> None:
    [one] = comments("a: 1\nb: 2 # trialx: ignore TX021 because so\n")
    assert one.covers("TX021", [2])
    assert not one.covers("TX021", [1])
    assert not one.covers("TX022", [2])
    assert not one._replace(reason="").covers("TX021", [2])
    assert one._replace(target=None).covers("TX021", [7])


def test_entry_covers_its_files() -> None:
    entry = Entry(("old/*.json",), ("TX034",), "closed")
    assert entry.covers("TX034", "old/a.json")
    assert not entry.covers("TX034", "new/a.json")
    assert not entry.covers("TX035", "old/a.json")


def test_nearest_configuration_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.trialx]\nfail-on = "warning"\nbaseline = "known.json"\n')
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\n")
    found = find_config(inner)
    assert found.file == tmp_path / "pyproject.toml"
    assert (found.fail_on, found.baseline) == ("warning", tmp_path / "known.json")
    (tmp_path / "a" / "trialx.toml").write_text(
        'select = ["TX02"]\n[[except]]\nfiles = ["x/*"]\nrules = ["TX021"]\nreason = "both confirmed"\n'
    )
    nearer = find_config(inner)
    assert (nearer.select, nearer.exceptions) == (("TX02",), (Entry(("x/*",), ("TX021",), "both confirmed"),))


def test_no_configuration_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other]\n")
    assert find_config(tmp_path).select == ()
    with pytest.raises(BadConfig, match=r"has no table \[tool\.trialx\]"):
        read_config(tmp_path / "pyproject.toml")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("select = [", "is not TOML"),
        ('selct = ["TX02"]', "did you mean select?"),
        ("zzz = 1", "known are select, extend-select, ignore"),
        ('select = "TX02"', "select is a list of texts"),
        ("ignore = [1]", "ignore is a list of texts"),
        ('fail-on = "all"', "write one of error, warning, never"),
        ("baseline = 3", "baseline is the path of a file"),
        ("except = 3", "write exceptions as"),
        ('[[except]]\nfiles = ["a"]\nrules = ["TX021"]', "says why"),
        ('[[except]]\nfiles = ["a"]\nrules = ["TX021"]\nreason = " "', "says why"),
        ('[[except]]\nfiles = ["a"]\nreason = "x"', "has files"),
        ('[[except]]\nfile = ["a"]\nrules = ["TX021"]\nreason = "x"', "did you mean files?"),
    ],
)
def test_bad_configuration_is_refused_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "trialx.toml").write_text(text)
    with pytest.raises(BadConfig) as caught:
        find_config(tmp_path)
    assert says in str(caught.value)
    assert str(tmp_path / "trialx.toml") in str(caught.value)
    assert "\n" not in str(caught.value)


def _finding(line: int = 1, message: str = "m") -> Finding:
    return Finding("TX021", "n", "error", message, Place("a.yaml", line, pointer="/x"))


def test_baseline_knows_a_finding_that_has_moved(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    file.write_text(baseline_text([_finding(), _finding(9), _finding(message="other")]), encoding="utf-8")
    known = read_baseline(file)
    assert len(known) == 2
    assert _finding(77).fingerprint() in known
    assert _finding(message="new value").fingerprint() not in known


def test_baseline_is_the_same_in_any_order() -> None:
    one, two = _finding(), _finding(message="other")
    assert baseline_text([one, two]) == baseline_text([two, one, one])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "is no baseline"),
        ("[]", "is no baseline"),
        ('{"version": 9, "findings": []}', "version 9"),
        (None, "not there"),
    ],
)
def test_bad_baseline_is_refused_in_one_line(tmp_path: Path, text: str | None, says: str) -> None:
    file = tmp_path / "known.json"
    if text is not None:
        file.write_text(text)
    with pytest.raises(BadBaseline, match=says) as caught:
        read_baseline(file)
    assert "--write-baseline" in str(caught.value)
