"""What docs/ci.md, action.yml and the pre-commit hook say is so."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from tests.check.planted import changed, write_yaml
from tests.check.test_command import APP
from trialx.check.catalogue import catalogue
from trialx.check.config import find_config
from trialx.check.exceptions import comments
from trialx.check.own import own_rules

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)


def rules_table() -> str:
    """Return the table of rules as it must stand at the end of the page."""
    asked_for = {about.id: ", when asked for" if about.opt_in else "" for about in catalogue().values()}
    rows = [
        f"| {about.id} | {about.severity}{asked_for[about.id]} | {about.name} | {about.example} |"
        for about in catalogue().values()
    ]
    return "\n".join(["| id | severity | name | for example |", "| --- | --- | --- | --- |", *rows]) + "\n"


def test_table_of_rules_is_the_catalogue() -> None:
    assert PAGE.split("## The rules\n\n")[1] == rules_table()


def test_example_is_what_the_command_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    (tmp_path / "trials").mkdir()
    write_yaml(tmp_path / "trials/wexol.yaml", changed({"primary_completion_date": {"date": "2021-05"}}))
    command, shown = _blocks("console")[0].split("\n", 1)
    assert CliRunner().invoke(APP, command.removeprefix("$ trialx ").split()).stdout == shown


def test_options_of_the_page_exist() -> None:
    help_text = CliRunner().invoke(APP, ["check", "--help"], env={"COLUMNS": "200"}).stdout
    said = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", PAGE)) - {"--schemafile"}
    assert len(said) >= 8
    assert [option for option in said if option not in help_text] == []


def test_configuration_of_the_page_is_read(tmp_path: Path) -> None:
    text, more = _blocks("toml")
    tomllib.loads(text)
    (tmp_path / "trialx.toml").write_text(more)
    assert (find_config(tmp_path).profile, find_config(tmp_path).as_of) == ("icmje", "2026-01-31")
    (tmp_path / "trialx.toml").write_text(text)
    config = find_config(tmp_path)
    assert (config.fail_on, config.ignore, len(config.exceptions)) == ("warning", ("TX034",), 1)


def test_yaml_of_the_page_is_yaml_and_its_comment_an_exception() -> None:
    blocks = _blocks("yaml")
    assert all(yaml.safe_load(block) for block in blocks)
    assert [one.rules for block in blocks for one in comments(block)] == [("TX021",)]


def test_own_rule_of_the_page_is_one(tmp_path: Path) -> None:
    [text] = [block for block in _blocks("yaml") if block.startswith("ACME01:")]
    (tmp_path / "ours.yaml").write_text(text)
    [rule] = own_rules([tmp_path / "ours.yaml"], []).values()
    assert [hit.pointer for hit in rule.check(changed({"lead_sponsor": None}))] == ["/lead_sponsor"]
    assert list(rule.check(changed({"lead_sponsor": {"name": "Wexol Ltd"}}))) == []


def test_hook_runs_the_command_on_files_of_trials() -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"] == "trialx check"
    assert hook["id"] in PAGE
    wanted = re.compile(hook["files"])
    assert all(wanted.search(f"trials/{name}") for name in ("a.txt", "b/a.yaml", "a.yml", "a.json", "a.jsonl", "a.csv"))
    assert not any(wanted.search(name) for name in ("package.json", "src/trials.py", "trials/a.png"))


def test_action_gives_its_inputs_as_variables() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    steps = [step for step in action["runs"]["steps"] if "run" in step]
    assert all(step["shell"] == "bash" and "${{" not in step["run"] for step in steps)
    assert {"paths", "sarif", "options", "python-version"} == set(action["inputs"])
