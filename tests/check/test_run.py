"""Files in, findings out: units, pages with their record, exceptions, what is passed over."""

import json
from pathlib import Path

import pytest

from tests.check.planted import changed, sound, write_yaml
from trialx.check.exceptions import Entry
from trialx.check.finding import Finding
from trialx.check.inputs import Unit, gather
from trialx.check.load import Unreadable
from trialx.check.pages import NoTrial, Reading, differences, updated
from trialx.check.run import Account, Means, Run
from trialx.record.model import TrialRecord

PAGE = "Wexol Drops for Tired Eyes\nStatus: COMPLETED\nAge: 65 Years to 18 Years\n"


def _read_page(path: str) -> Reading:
    """Stand in for the extraction: three lines, or no trial, or no text."""
    text = Path(path).read_text(encoding="utf-8")
    if text.startswith("404"):
        raise NoTrial("this is no page of a trial")
    if "\0" in text:
        raise Unreadable("this is a binary file", 1)
    record: TrialRecord = {
        "nct_id": "NCT99000001",
        "brief_title": "Wexol Drops for Tired Eyes",
        "overall_status": "COMPLETED",
        "eligibility": {"minimum_age": "65 Years", "maximum_age": "18 Years"},
        "source": {"layout": "generic", "sha256": "0" * 64, "characters": len(text), "truncated": "cut" in text},
        "evidence": {
            "/overall_status": {"start": 35, "end": 44, "line": 2, "how": "label", "rule": "r", "sure": True},
            "/eligibility/minimum_age": {"start": 50, "end": 58, "line": 3, "how": "label", "rule": "r", "sure": True},
        },
        "warnings": [{"code": "two-values", "message": "two values", "line": 2}],
    }
    return Reading(record, text)


MEANS = Means(_read_page, dict)


def _check(
    *paths: Path, rules: set[str] | None = None, entries: tuple[Entry, ...] = ()
) -> tuple[list[Finding], Account]:
    run = Run(MEANS, rules=frozenset(rules) if rules else None, entries=entries)
    return run.check(gather([str(path) for path in paths]))


def _rules(findings: list[Finding]) -> list[str]:
    return [one.rule for one in findings]


def test_a_sound_record_has_no_findings(tmp_path: Path) -> None:
    write_yaml(tmp_path / "a.yaml", sound())
    findings, account = _check(tmp_path)
    assert findings == []
    assert (account.records, account.passed_over, account.excepted) == (1, (), 0)


def test_finding_has_both_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_yaml(tmp_path / "a.yaml", changed({"primary_completion_date": {"date": "2021-05"}}))
    [one], _ = _check(Path("a.yaml"))
    assert (one.rule, one.severity, one.record) == ("TX022", "error", "NCT99000001")
    assert one.place.file == "a.yaml"
    assert one.place.source == "  date: 2021-05"
    assert (one.place.column, one.place.end) == (9, 16)
    assert [other.source for other in one.others] == ["  date: 2023-05"]


def test_page_alone_is_checked_by_its_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    findings, account = _check(tmp_path / "a.txt")
    by_rule = {one.rule: one for one in findings}
    assert set(by_rule) == {"TX060", "TX083"}
    assert (by_rule["TX060"].place.line, by_rule["TX060"].place.source) == (3, "Age: 65 Years to 18 Years")
    assert by_rule["TX083"].place.line == 2
    assert account.records == 1


def test_page_that_is_cut_off_and_page_of_no_trial(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE + "cut")
    (tmp_path / "b.txt").write_text("404 Not Found")
    (tmp_path / "c.txt").write_text("\0\0")
    findings, _ = _check(tmp_path, rules={"TX001", "TX081", "TX082"})
    assert _rules(findings) == ["TX082", "TX081", "TX001"]
    assert findings[0].place.line == 4


def test_record_is_compared_with_its_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    stored = {"nct_id": "NCT99000001", "brief_title": "Wexol Drops for Tired Eyes", "overall_status": "RECRUITING"}
    write_yaml(tmp_path / "a.yaml", {**stored, "acronym": "WEX"})
    for named in (tmp_path, tmp_path / "a.txt", tmp_path / "a.yaml"):
        findings, account = _check(named, rules={"TX080"})
        said = {one.place.pointer: one for one in findings}
        assert set(said) == {"/overall_status", "/acronym", "/eligibility"}
        assert said["/overall_status"].message == "'RECRUITING', but the page says 'COMPLETED'"
        assert [other.line for other in said["/overall_status"].others] == [2]
        assert "the page does not say so" in said["/acronym"].message
        assert [one.file for one in account.stale] == [str(tmp_path / "a.yaml")]


def test_record_that_follows_from_its_page_is_not_stale(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    fresh = _read_page(str(tmp_path / "a.txt")).record
    write_yaml(tmp_path / "a.yaml", updated({"nct_id": "x", "source": {"file": "p.txt"}}, fresh))
    findings, account = _check(tmp_path)
    assert _rules(findings) == ["TX083", "TX060"]
    assert account.stale == ()


def test_update_keeps_the_shape_of_the_stored_record(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    fresh = _read_page(str(tmp_path / "a.txt")).record
    assert set(updated({}, fresh)) == {"nct_id", "brief_title", "overall_status", "eligibility"}
    assert "evidence" in updated({"evidence": {}}, fresh)
    assert updated({"source": {"file": "p.txt"}}, fresh)["source"]["file"] == "p.txt"


def test_differences_of_lists_and_parts() -> None:
    stored = {"phases": ["PHASE1"], "conditions": ["a", "b"], "design": {"masking": "NONE"}}
    fresh: TrialRecord = {"phases": ["PHASE2"], "conditions": ["a"], "design": {"masking": "NONE", "allocation": "NA"}}
    assert [(hit.pointer, hit.message) for hit in differences(stored, fresh)] == [
        ("/phases/0", "'PHASE1', but the page says 'PHASE2'"),
        ("/conditions", "2 in the list, but the page has 1"),
        ("/design/allocation", "missing, but the page says 'NA'"),
    ]
    assert list(differences([], fresh)) == []


def test_copies_are_found_across_files_and_formats(tmp_path: Path) -> None:
    write_yaml(tmp_path / "a.yaml", sound())
    lines = [json.dumps(sound()), json.dumps(changed({"enrollment": {"count": 121}}))]
    (tmp_path / "b.jsonl").write_text("\n".join(lines))
    findings, account = _check(tmp_path)
    assert [(one.rule, one.place.line) for one in findings] == [("TX090", 1), ("TX091", 2)]
    assert "a.yaml:1 says 120" in findings[1].message
    assert account.records == 3


def test_line_for_a_page_without_a_record_is_a_finding(tmp_path: Path) -> None:
    errors = [{"code": "not-a-trial", "message": "a list"}, {"code": "not-text", "message": "a picture"}]
    lines = [{"source": {"file": f"{number}.txt"}, "error": error} for number, error in enumerate(errors)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in [sound(), *lines]))
    findings, account = _check(tmp_path / "a.jsonl")
    assert [(one.rule, one.place.line, one.message) for one in findings] == [
        ("TX081", 2, "0.txt gave no record: a list"),
        ("TX001", 3, "1.txt gave no record: a picture"),
    ]
    assert account.records == 1


def test_comments_except_with_a_reason_only(tmp_path: Path) -> None:
    faulty = changed({"primary_completion_date": {"date": "2021-05"}})
    file = tmp_path / "a.yaml"
    write_yaml(file, faulty)
    text = file.read_text()
    for comment, rules, excepted in (
        ("# trialx: ignore TX022 because the sponsor says so", [], 1),
        ("# trialx: ignore TX022", ["TX098", "TX022"], 0),
        ("# trialx: ignore TX023 because the sponsor says so", ["TX022", "TX099"], 0),
    ):
        file.write_text(text.replace("date: 2021-05", f"date: 2021-05  {comment}"))
        findings, account = _check(file)
        assert (sorted(_rules(findings)), account.excepted) == (sorted(rules), excepted)


def test_comment_at_a_parent_or_at_the_head_holds_below(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    write_yaml(file, changed({"primary_completion_date": {"date": "2021-05"}}))
    text = file.read_text()
    why = "# trialx: ignore TX022 because the sponsor says so"
    for changed_text in (f"{why}\n{text}", text.replace("primary_completion_date:", f"primary_completion_date: {why}")):
        file.write_text(changed_text)
        assert _check(file)[0] == []


def test_configuration_excepts_by_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.json").write_text(json.dumps(changed({"has_results": "No"})))
    used, idle = Entry(("a.*",), ("TX004",), "old"), Entry(("b.*",), ("TX004",), "old")
    run = Run(MEANS, entries=(used, idle))
    findings, account = run.check(gather(["a.json"]))
    assert (findings, account.excepted) == ([], 1)
    assert run.idle_entries() == [idle]


def test_other_files_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"name": "x", "keywords": ["y"]}')
    (tmp_path / "site.yml").write_text("nav: !!python/name:x y\n")
    (tmp_path / "broken.yaml").write_text("nct_id: [\n")
    (tmp_path / ".hidden.yaml").write_text("nct_id: [\n")
    findings, account = _check(tmp_path)
    assert [(one.rule, one.place.file.rsplit("/", 1)[-1]) for one in findings] == [("TX001", "broken.yaml")]
    assert sorted(name.rsplit("/", 1)[-1] for name in account.passed_over) == ["package.json", "site.yml"]
    named, account = _check(tmp_path / "package.json")
    assert "TX002" in _rules(named)
    assert account.passed_over == ()


def test_units_are_named_once_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "b.yaml", "a.json", "c.jsonl", "d.md"):
        (tmp_path / name).write_text("{}")
    a, b, c, d = (str(tmp_path / name) for name in ("a.json", "b.txt", "c.jsonl", "d.md"))
    assert gather([str(tmp_path), a]) == [
        Unit(None, a),
        Unit(b, str(tmp_path / "b.yaml"), True),
        Unit(None, c, True),
    ]
    assert gather([d]) == [Unit(d, None)]
    assert gather([b, str(tmp_path / "b.yaml")]) == [Unit(b, str(tmp_path / "b.yaml"))]
    with pytest.raises(FileNotFoundError):
        gather([str(tmp_path / "nowhere")])


def test_page_values_without_a_place_stand_at_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    reading = _read_page(str(tmp_path / "a.txt"))
    assert reading.place("f", "/eligibility").line == 3
    assert reading.place("f", "/overall_status/deep").line == 2
    assert reading.place("f", "/conditions").line == 1


def test_page_whose_text_is_not_the_files_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    run = Run(Means(lambda path: _read_page(path)._replace(of_file=False), dict))
    findings, _ = run.check(gather([str(tmp_path)]))
    assert _rules(findings) == ["TX060", "TX083"]
    assert all((one.place.line, one.place.column, one.place.source) == (1, 1, "") for one in findings)


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("a.yaml", "nct_id: NCT99000001\nacronym: A\n# a remark\nacronym: B\n", [(4, 2)]),
        ("a.yaml", "nct_id: NCT99000001\ndesign:\n  masking: NONE\n  masking: DOUBLE\n", [(4, 3)]),
        ("a.json", '{"nct_id": "NCT99000001",\n"acronym": "A",\n"acronym": "B"}', [(3, 2)]),
        (
            "a.json",
            '[{"nct_id": "NCT99000001",\n"locations": [{"city": "A"},\n{"city": "B",\n"city": "C"}]}]',
            [(4, 3)],
        ),
        ("a.jsonl", '{"nct_id": "NCT99000002"}\n{"nct_id": "NCT99000001", "acronym": "A", "acronym": "A"}\n', [(2, 2)]),
        ("a.yaml", "nct_id: NCT99000001\narm_groups:\n- &a {label: A, type: OTHER}\n- {<<: *a, label: B}\n", []),
    ],
)
def test_key_that_stands_twice_is_found_in_both_places(
    tmp_path: Path, name: str, text: str, lines: list[tuple[int, int]]
) -> None:
    (tmp_path / name).write_text(text)
    findings, _ = _check(tmp_path / name, rules={"TX011"})
    assert [(one.place.line, one.others[0].line) for one in findings] == lines
    assert all(one.message.endswith("stands twice, the later value counts") for one in findings)


def test_record_older_than_its_page_is_one_finding(tmp_path: Path) -> None:
    def read_page(path: str) -> Reading:
        reading = _read_page(path)
        return reading._replace(record={**reading.record, "last_update_posted_date": "2024-03-01"})

    (tmp_path / "a.txt").write_text(PAGE)
    stored = {"nct_id": "NCT99000001", "brief_title": "Another title", "last_update_posted_date": "2022-01-15"}
    for date, rules in (("2022-01-15", ["TX084"]), ("2024-03-01", ["TX080"])):
        write_yaml(tmp_path / "a.yaml", {**stored, "last_update_posted_date": date})
        run = Run(Means(read_page, dict), rules=frozenset({"TX080", "TX084"}))
        findings, account = run.check(gather([str(tmp_path)]))
        assert sorted(set(_rules(findings))) == rules
        assert len(account.stale) == 1
