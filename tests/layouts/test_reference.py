"""docs/layouts.md names every key, verb, option, place and reader; its example loads."""

import re
from pathlib import Path
from typing import Any

import pytest

from trialx.extraction.known.verbs import finder
from trialx.layouts import trunk
from trialx.layouts.document import parse
from trialx.layouts.load import FIELD_KEYS, ORDERS, PLACES, SECTION_KEYS, TOP_KEYS, build
from trialx.layouts.verbs import VERBS
from trialx.readers import READERS
from trialx.write.fields import field_names

DOCS = Path(__file__).parent.parent.parent / "docs"
TEXT = (DOCS / "layouts.md").read_text("utf-8")
PARTS = {part.split("\n")[0].strip(): part for part in re.split(r"^##+ ", TEXT, flags=re.MULTILINE)[1:]}
# Part of the reference → what its table has a row for.
TABLES: dict[str, Any] = {
    "Keys of a layout": TOP_KEYS,
    "Keys of a section": SECTION_KEYS,
    "Keys of a field": FIELD_KEYS,
    "Places": PLACES,
    "Verbs": tuple(VERBS),
    "Readers": tuple(READERS),
}


def named_in_rows(part: str) -> list[str]:
    """The names in the first column of a part's table."""
    rows = [line.split("|")[1] for line in PARTS[part].split("\n") if line.startswith("| `")]
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


@pytest.mark.parametrize("part", TABLES)
def test_each_name_has_its_row_and_each_row_its_name(part: str) -> None:
    assert sorted(named_in_rows(part)) == sorted(TABLES[part])


@pytest.mark.parametrize("verb", VERBS)
def test_each_option_is_told_with_its_verb(verb: str) -> None:
    (row,) = (line for line in PARTS["Verbs"].split("\n") if line.startswith(f"| `{verb}` |"))
    for option in VERBS[verb].options:
        assert f"`{option}`" in row
    told = set(re.findall(r"`([a-z_]+)`", row.split("|", 2)[2]))
    options = {option for one in VERBS.values() for option in one.options}
    assert told & options <= {*VERBS[verb].options, verb}


def test_each_order_of_dates_is_told() -> None:
    assert all(f"`{order}`" in PARTS["Keys of a layout"] for order in ORDERS)


def test_the_example_loads() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    layout = build(parse(example, "layouts.md"), trunk())
    assert [section.name for section in layout.sections] == ["head", "glance", "who", "visit"]


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_has_its_code_and_gives_fields_that_exist(verb: str) -> None:
    assert callable(finder(verb))
    known = {*field_names(), *trunk()}
    for name in (*VERBS[verb].gives, *VERBS[verb].reads):
        assert name in ("*", "-") or any(one == name or one.startswith(f"{name.rstrip('.')}.") for one in known), name


def test_an_option_of_one_name_is_the_same_in_all_verbs() -> None:
    checks: dict[str, str] = {}
    for verb in VERBS.values():
        for option, check in verb.options.items():
            assert checks.setdefault(option, check.__qualname__) == check.__qualname__


def test_the_steps_name_commands_that_exist() -> None:
    text = (DOCS / "new-site.md").read_text("utf-8")
    assert {"trialx new", "trialx layouts --check", "trialx extract --layouts"} <= set(
        re.findall(r"trialx (?:new|layouts --check|extract --layouts)", text)
    )
