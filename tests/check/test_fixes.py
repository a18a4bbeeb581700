"""A fix is given where one form is right, and puts that form where the wrong one stands."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.check.planted import changed, write_yaml
from trialx.check.finding import Finding
from trialx.check.inputs import gather
from trialx.check.pages import Reading
from trialx.check.run import Means, Run


def _read_page(path: str) -> Reading:
    raise AssertionError(path)


def _findings(path: Path) -> list[Finding]:
    return Run(Means(_read_page, dict)).check(gather([str(path)]))[0]


def _fixed(path: Path) -> Any:
    lines = path.read_text(encoding="utf-8").split("\n")
    [one] = [one for one in _findings(path) if one.fix is not None]
    line = lines[one.place.line - 1]
    lines[one.place.line - 1] = line[: one.place.column - 1] + str(one.fix) + line[one.place.end - 1 :]
    return yaml.safe_load("\n".join(lines))


CHANGES = [
    ({"overall_status": "recruiting"}, ("overall_status",), "RECRUITING"),
    ({"overall_status": "Not yet recruiting", "start_date": None}, ("overall_status",), "NOT_YET_RECRUITING"),
    ({"eligibility": {"minimum_age": "18 years"}}, ("eligibility", "minimum_age"), "18 Years"),
    ({"nct_id": "nct99000001"}, ("nct_id",), "NCT99000001"),
    ({"enrollment": {"count": "1,200"}}, ("enrollment", "count"), 1200),
    ({"has_results": "No"}, ("has_results",), False),
    ({"last_update_posted_date": "2024/1/15"}, ("last_update_posted_date",), "2024-01-15"),
    ({"acronym": "W\u00c3\u00a9X"}, ("acronym",), "W\u00e9X"),
    ({"keywords": ["drops &amp;amp; lids"]}, ("keywords", 0), "drops & lids"),
]


@pytest.mark.parametrize(("change", "where", "right"), CHANGES)
@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_the_one_right_form_is_put_in_place(
    tmp_path: Path, change: dict[str, Any], where: tuple[str | int, ...], right: object, kind: str
) -> None:
    path = tmp_path / f"a.{kind}"
    if kind == "yaml":
        write_yaml(path, changed(change))
    else:
        path.write_text(json.dumps(changed(change), indent=1, ensure_ascii=False), encoding="utf-8")
    value = _fixed(path)
    for step in where:
        value = value[step]
    assert str(value) == str(right)
    assert isinstance(value, type(right)) or kind == "yaml"


@pytest.mark.parametrize(
    "change",
    [
        {"overall_status": "Open"},
        {"eligibility": {"minimum_age": "adults"}},
        {"start_date": {"date": "03/04/2023"}},
        {"enrollment": {"count": "about 120"}},
        {"acronym": "W\ufffdX"},
        {"brief_summary": "Caf\u00c3\u00a9s.\nA second paragraph."},
    ],
)
def test_no_fix_where_the_right_form_or_the_place_is_not_certain(tmp_path: Path, change: dict[str, Any]) -> None:
    write_yaml(tmp_path / "a.yaml", changed(change))
    found = _findings(tmp_path / "a.yaml")
    assert found
    assert [one.fix for one in found if one.fix is not None] == []
