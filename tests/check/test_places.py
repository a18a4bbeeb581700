"""A value's place is found in the text of its file, whatever the file's format and its letters."""

import io
import json
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from tests.check.planted import sound
from trialx.check.finding import steps
from trialx.check.load import Kind, Stored, Unreadable, kind_of, stored
from trialx.check.places import Lines


def _read(text: str, kind: Kind) -> list[Stored]:
    found = list(stored(io.StringIO(text, newline=""), kind, from_row=_from_row))
    assert all(isinstance(one, Stored) for one in found)
    return [one for one in found if isinstance(one, Stored)]


def _from_row(row: Mapping[str, str]) -> object:
    return {name: int(cell) if name == "count" else cell for name, cell in row.items()}


def _leaves(value: Any, path: str = "") -> dict[str, Any]:
    if isinstance(value, dict):
        return {key: leaf for name, held in value.items() for key, leaf in _leaves(held, f"{path}/{name}").items()}
    if isinstance(value, list):
        return {key: leaf for at, held in enumerate(value) for key, leaf in _leaves(held, f"{path}/{at}").items()}
    return {path: value}


@pytest.mark.parametrize("kind", ["json", "jsonl", "yaml"])
@pytest.mark.parametrize("letters", ["Wexol", "Größe ≥ 5 µm, 眼 and 👁"])
def test_every_leaf_is_found_where_it_stands(kind: Kind, letters: str) -> None:
    record = {"official_title": letters, **sound(), "brief_title": letters}
    text = {
        "json": json.dumps(record, indent=2, ensure_ascii=False),
        "jsonl": json.dumps(record, ensure_ascii=True),
        "yaml": yaml.safe_dump(record, sort_keys=False, allow_unicode=True, width=1000),
    }[kind]
    [one] = _read(text, kind)
    for where, leaf in _leaves(record).items():
        place = one.place("f", steps(where))
        cut = place.source[place.column - 1 : place.end - 1]
        read = yaml.load(cut, Loader=yaml.BaseLoader) if kind == "yaml" else json.loads(cut)
        assert str(read).lower() == str(leaf).lower(), where
        assert text.split("\n")[place.line - 1] == place.source


def test_value_of_many_lines_stands_at_its_key() -> None:
    [one] = _read("brief_title: x\narm_groups:\n- label: A\n  type: OTHER\nbrief_summary: |-\n  One.\n  Two.\n", "yaml")
    assert one.place("f", ("brief_summary",))[1:4] == (5, 1, 14)
    assert one.place("f", ("arm_groups",))[1:4] == (2, 1, 11)
    assert one.place("f", ("arm_groups", "0"))[1:4] == (3, 3, 8)
    assert one.place("f", ("nowhere", "0"))[1] == 1
    [one] = _read('{\n "a": {\n  "b": 1\n }\n}', "json")
    assert one.place("f", ("a",))[1:4] == (2, 2, 5)
    assert one.place("f", ("a", "c"))[1:4] == (2, 2, 5)


def test_records_in_lists_streams_lines_and_rows() -> None:
    assert [one.place("f", ("a",)).line for one in _read('[\n{"a": 1},\n{"a": 2}\n]', "json")] == [2, 3]
    assert [one.place("f", ("a",)).line for one in _read("a: 1\n---\na: 2\n---\n", "yaml")] == [1, 3]
    assert [one.place("f", ("a",)).line for one in _read('{"a": 1}\r\n\r\n{"a": 2}\r\n', "jsonl")] == [1, 3]
    rows = _read('name,count\r\n"two\r\nlines",1\r\nx,2\r\n', "csv")
    assert [(one.line, one.value["count"]) for one in rows] == [(2, 1), (4, 2)]
    assert rows[1].place("f", ("count",))[:3] == ("f", 4, 1)


def test_yaml_guesses_nothing() -> None:
    text = "a: 2024-07-04\nb: No\nc: 012\nd: 12:30\ne: 1e5\nf: true\ng: 12\nh: 1.5\ni: ~\nj: yes\nk: 0x1F\n"
    [one] = _read(text, "yaml")
    assert one.value == {
        "a": "2024-07-04",
        "b": "No",
        "c": "012",
        "d": "12:30",
        "e": "1e5",
        "f": True,
        "g": 12,
        "h": 1.5,
        "i": None,
        "j": "yes",
        "k": "0x1F",
    }


@pytest.mark.parametrize(
    ("text", "kind", "line", "says"),
    [
        ("{", "json", 1, "not JSON"),
        ('{"a": 1,\n"b": }', "json", 2, "not JSON"),
        ("[" * 100_000, "json", 1, "nested too deeply"),
        ("a: [1\nb: 2", "yaml", 2, "not YAML"),
        ("a: !!python/name:os.system x", "yaml", 1, "not YAML"),
        ('name,count\n"x', "csv", 2, "not CSV"),
    ],
)
def test_unreadable_files_say_where(text: str, kind: Kind, line: int, says: str) -> None:
    with pytest.raises(Unreadable, match=says) as caught:
        _read(text, kind)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("text", "kind", "line", "says"),
    [
        ('{"a": 1}\n{"a": \n{"a": 3}\n', "jsonl", 2, "not JSON"),
        ("name,count\nx,1\nx\ny,2\n", "csv", 3, "1 cells under 2 headings"),
        ("name,count\nx,1\nx,many\ny,2\n", "csv", 3, "'many' is no value of the column 'count'"),
    ],
)
def test_unreadable_lines_do_not_hide_the_next(text: str, kind: Kind, line: int, says: str) -> None:
    found = list(stored(io.StringIO(text, newline=""), kind, from_row=_from_row))
    [bad] = [one for one in found if isinstance(one, Unreadable)]
    assert (bad.line, says in str(bad), len(found)) == (line, True, 3)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.yml", "yaml"),
        ("a.JSON", "json"),
        ("a.ndjson.gz", "jsonl"),
        ("a.csv", "csv"),
        ("a.txt", None),
        ("yaml", None),
    ],
)
def test_name_tells_the_format(name: str, kind: Kind | None) -> None:
    assert kind_of(name) == kind


def test_lines_end_as_files_end_them() -> None:
    lines = Lines("a\r\nb\rc\nd")
    assert [lines.line(number) for number in range(6)] == ["", "a", "b", "c", "d", ""]
    assert lines.place((7, 8)) == (4, 1, 2)
    assert lines.place((0, 99)) == (1, 1, 2)
