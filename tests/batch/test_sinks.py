"""Where outcomes go: frames, folders, names, tables."""

import csv
import json
import os
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from tests.batch.pages import NO_TRIAL, batch, lines, nct, page
from trialx.batch import sinks
from trialx.batch.page_names import PageNames
from trialx.batch.read import Reading
from trialx.batch.sinks import Output


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    for name, data in {"a.txt": page(1), "sub/a.html": f"<pre>{page(2)}</pre>", "c.jsonl": "", "none.txt": ""}.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(data)
    (tmp_path / "in" / "c.jsonl").write_bytes(lines([3, 4]))
    (tmp_path / "in" / "none.txt").write_bytes(NO_TRIAL)
    return tmp_path / "in"


def ids(records: Any) -> list[str]:
    return [record["nct_id"] for record in records]


def test_every_format_is_framed(pages: Path) -> None:
    good = [nct(1), nct(3), nct(4), nct(2)]
    assert ids(json.loads(batch(pages, format="json")[0])) == good
    assert ids(yaml.safe_load_all(batch(pages, format="yaml")[0])) == good
    assert ids(csv.DictReader(batch(pages, format="csv")[0].decode().splitlines())) == good
    rows = [json.loads(line) for line in batch(pages, format="jsonl")[0].splitlines()]
    assert [row.get("nct_id") for row in rows] == [nct(1), nct(3), nct(4), None, nct(2)]


def test_one_page_alone_is_no_list(pages: Path) -> None:
    assert json.loads(batch(pages / "a.txt", format="json", several=False)[0])["nct_id"] == nct(1)
    assert batch(pages / "a.txt", format="yaml", several=False)[0].startswith(b"nct_id:")
    assert ids(json.loads(batch(pages / "c.jsonl", format="json", several=False)[0])) == [nct(3), nct(4)]


@pytest.mark.parametrize(
    ("format_", "several", "none"),
    [
        ("json", True, b"[]\n"),
        ("json", False, b""),
        ("yaml", True, b""),
        ("yaml", False, b""),
        ("csv", False, b""),
        ("csv", True, b"nct_id\r\n"),
    ],
)
def test_no_record_at_all(pages: Path, tmp_path: Path, format_: str, several: bool, none: bytes) -> None:
    task: dict[str, Any] = {"format": format_, "several": several, "select": ("nct_id",)}
    assert batch(pages / "none.txt", **task)[0] == none
    batch(pages / "none.txt", output=Output(tmp_path / "out"), **task)
    assert (tmp_path / "out").exists() is several


def test_a_file_holds_what_standard_output_would(pages: Path, tmp_path: Path) -> None:
    for format_ in ("json", "yaml", "csv", "jsonl"):
        for several in (True, False):
            name = pages if several else pages / "a.txt"
            batch(name, output=Output(tmp_path / "out"), format=format_, several=several)
            assert (tmp_path / "out").read_bytes() == batch(name, format=format_, several=several)[0]


def test_only_selected_fields(pages: Path) -> None:
    selected = batch(pages / "a.txt", format="json", select=("overall_status", "source.layout"))[0]
    assert json.loads(selected) == [{"overall_status": "COMPLETED", "source": {"layout": "ignite_study"}}]
    assert batch(pages / "a.txt", format="csv", select=("overall_status",))[0] == b"overall_status\r\nCOMPLETED\r\n"


def test_a_folder_has_a_file_a_page(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _, totals, told = batch(pages, output=Output(out, folder=True), format="yaml")
    found = {str(path.relative_to(out)): path.read_text() for path in out.rglob("*") if path.is_file()}
    assert sorted(found) == ["a.yaml", "c-1.yaml", "c-2.yaml", "sub/a.yaml"]
    assert yaml.safe_load(found["sub/a.yaml"])["nct_id"] == nct(2)
    assert [Path(name).name for name, _ in told] == ["none.txt"]
    assert totals.pages == 5


def test_what_is_in_a_folder_is_what_a_page_alone_gives(pages: Path, tmp_path: Path) -> None:
    for format_ in ("json", "yaml", "jsonl", "csv"):
        batch(pages, output=Output(tmp_path / "out", folder=True), format=format_)
        alone, _, _ = batch(pages / "a.txt", format=format_, several=False)
        assert (tmp_path / "out" / f"a.{format_}").read_bytes() == alone


def test_a_failure_is_told_where_a_folder_has_no_file_of_it(pages: Path, tmp_path: Path) -> None:
    for format_ in ("jsonl", "yaml"):
        _, _, told = batch(pages, output=Output(tmp_path / "out", folder=True), format=format_)
        assert [(Path(name).name, failure.code) for name, failure in told] == [("none.txt", "not-a-trial")]


def test_a_folder_of_csv_has_headings(pages: Path, tmp_path: Path) -> None:
    batch(pages / "a.txt", output=Output(tmp_path / "out", folder=True), format="csv", select=("nct_id",))
    assert (tmp_path / "out" / "a.csv").read_bytes() == b"nct_id\r\nNCT99000001\r\n"


def test_a_page_that_cannot_be_written_stops_no_other(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "c-1.yaml").mkdir(parents=True)
    _, totals, told = batch(pages, output=Output(tmp_path / "out", folder=True), format="yaml")
    assert totals.failures == {"not-written": 1, "not-a-trial": 1}
    assert "c-1.yaml" in told[0][1].message
    assert (tmp_path / "out" / "sub" / "a.yaml").is_file()


def test_names_of_pages() -> None:
    names = PageNames(".json")
    named = [
        names.name(f"{file}{part}", file, below)
        for file, part, below in [
            ("x/a.txt", "", ""),
            ("y/a.txt", "", ""),
            ("x/a.txt.gz", "", ""),
            ("crawl.warc.gz", "#12", ""),
            ("in/sub/deep/b", "", "in"),
            ("in/c.jsonl", "#../../etc/passwd", "in"),
            ("-", "", ""),
            ("c.jsonl", "#https://socks.example/?a=1", ""),
            ("NCT99000001.v2.txt", "", ""),
            ("in/.txt", "", "in"),
            ("in#1/#.txt", "", "in#1"),
            ("in#1/c#2.jsonl", "#3", "in#1"),
            ("in/A.txt", "", "in"),
        ]
    ]
    assert named == [
        "a.json",
        "a-2.json",
        "a-3.json",
        "crawl-12.json",
        "sub/deep/b.json",
        "c-..-..-etc-passwd.json",
        "page.json",
        "c-https-socks.example-a=1.json",
        "NCT99000001.v2.json",
        ".txt.json",
        "#.json",
        "c#2-3.json",
        "A-4.json",
    ]


@pytest.mark.parametrize("sign", ["x", "ü", "🧦"])
def test_no_name_is_too_long_for_a_file_system(tmp_path: Path, sign: str) -> None:
    ids = [f"{sign * 300}{n}" for n in range(3)]
    (tmp_path / "in.jsonl").write_text("".join(f'{{"text":{json.dumps(page(1))},"id":"{id_}"}}\n' for id_ in ids))
    _, totals, told = batch(
        tmp_path / "in.jsonl", output=Output(tmp_path / "out", folder=True), format="json", reading=Reading(id_key="id")
    )
    assert (told, totals.failures) == ([], {})
    assert len(list((tmp_path / "out").glob("*.json"))) == 3


def test_tables_stand_beside_any_output(pages: Path, tmp_path: Path) -> None:
    tables = tmp_path / "tables"
    out, _, _ = batch(pages, output=Output(tables=tables), tables=True)
    assert len(out.splitlines()) == 5
    assert {path.stem for path in tables.iterdir()} == {"arms", "interventions", "outcomes", "criteria", "locations"}


def test_parquet_holds_the_records(pages: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.parquet"
    batch(pages, output=Output(file), format="parquet")
    assert duckdb.execute("select nct_id from read_parquet(?)", [str(file)]).fetchall() == [
        (nct(1),),
        (nct(3),),
        (nct(4),),
        (nct(2),),
    ]


def test_a_device_is_written_to_as_it_is(pages: Path) -> None:
    batch(pages, output=Output(Path("/dev/null")), format="jsonl")
    assert not Path("/dev/null.part").exists()


def test_a_file_keeps_its_permissions_and_a_link_stays_one(pages: Path, tmp_path: Path) -> None:
    (tmp_path / "real").write_text("before")
    (tmp_path / "real").chmod(0o600)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    batch(pages, output=Output(tmp_path / "link"))
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o600
    assert b"NCT99000001" in (tmp_path / "real").read_bytes()


def test_halves_of_characters_do_not_reach_the_output(tmp_path: Path) -> None:
    row = json.dumps({"text": page(1, "Warm \ud800 Socks")}).encode() + b"\n"
    name = os.fsdecode(b"\xff.jsonl")
    (tmp_path / name).write_bytes(row * 2)
    found = [json.loads(line.decode()) for line in batch(tmp_path / name)[0].splitlines()]
    assert [one["brief_title"] for one in found] == ["Warm \ufffd Socks"] * 2
    assert found[0]["source"]["file"].endswith("\ufffd.jsonl#1")
    for output in (Output(tmp_path / "out"), Output(tmp_path / "folder", folder=True)):
        assert not batch(tmp_path / name, output=output)[1].failures


def test_frames_are_named() -> None:
    assert sinks.frame("json", several=True) == sinks.Frame("[\n", ",\n", "\n]\n", "[]\n")
    assert sinks.frame("json", several=False) == sinks.Frame()
