"""One clear error in the place of each bad input, and the rest goes on."""

import json
from pathlib import Path
from typing import Any

import pytest
import zstandard

from tests.batch.pages import NO_TRIAL, batch, clinical_study, lines, nct, outline, packed, page, results, study, warc
from trialx.batch import items, read
from trialx.batch.inputs import gather
from trialx.batch.item import Item, limited
from trialx.batch.items import items_of
from trialx.batch.named import Named
from trialx.batch.sinks import Output
from trialx.extraction import pipeline

BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><clinical_study>&d;</clinical_study>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><clinical_study>&b;</clinical_study>'


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (b"", "not-a-trial", "empty"),
        (b" \n\t\n", "not-a-trial", "empty"),
        (NO_TRIAL, "not-a-trial", "no layout knows this page"),
        (b"<html></html>", "not-a-trial", ""),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200), "not-text", "a picture (PNG)"),
        (packed(page(1).encode())[:-9], "broken-archive", "breaks off"),
        (packed(b"")[:10] + b"\xff" * 40, "broken-archive", "damaged"),
        (zstandard.compress(page(1).encode())[:-3], "broken-archive", "breaks off"),
        (zstandard.compress(page(1).encode()) + b"more", "broken-archive", ""),
        (b'{"protocolSection": {', "bad-json", "line 1 column 22"),
        (b'{"name": "socks", "price": 3}', "not-a-study", "--text-key"),
        (b'["nothing", "here"]', "not-a-study", "item 1 is no JSON object"),
        (b'[{"a": 1}]', "not-a-study", "keys: a"),
        (b'{"a":' * 100_000, "bad-json", "JSON is broken"),
        (b'{"protocolSection": {"count": ' + b"9" * 5000 + b"}}", "bad-json", "JSON is broken"),
        (BOMB.encode(), "not-a-study", "entities"),
        (OUTSIDE.encode(), "not-a-study", "entities"),
        (clinical_study(1)[:-5].encode(), "not-a-study", "line 1"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "not-a-study", "a rss"),
        (b'{"title": "no text"}\n{"title": "no text"}\n', "not-a-study", "--text-key"),
    ],
)
def test_a_bad_file_is_one_error_and_the_next_one_goes_on(tmp_path: Path, data: bytes, code: str, says: str) -> None:
    (tmp_path / "a").write_bytes(data)
    (tmp_path / "b").write_text(page(2))
    bad, *_, good = results(tmp_path)
    assert bad["error"]["code"] == code
    assert says in bad["error"]["message"]
    assert "\n" not in bad["error"]["message"]
    assert good["nct_id"] == nct(2)


def test_what_stands_before_the_fault_is_kept(tmp_path: Path) -> None:
    broken = packed(lines(range(1, 500)))
    (tmp_path / "a").write_bytes(broken[: len(broken) // 2])
    found = outline(results(tmp_path / "a"))
    assert found[-1] == ("a", "broken-archive")
    assert found[:-1] == [(f"a#{n}", nct(n)) for n in range(1, len(found))]
    assert len(found) > 2


def test_a_web_archive_that_breaks_off_keeps_its_whole_pages(tmp_path: Path) -> None:
    whole = warc(
        [("conversion", "u:1", "text/plain", page(1).encode()), ("conversion", "u:2", "text/plain", b"x" * 99)]
    )
    (tmp_path / "a").write_bytes(whole[:-50])
    assert outline(results(tmp_path / "a")) == [("a#1", nct(1)), ("a", "broken-archive")]


def test_lines_that_are_none_are_errors_of_their_own(tmp_path: Path) -> None:
    rows = [lines([1]), b"{broken\n", b'["a"]\n', b"\n", b'{"text": 7}\n', b'{"text": ""}\n', lines([2])]
    (tmp_path / "a").write_bytes(b"".join(rows))
    assert outline(results(tmp_path / "a")) == [
        ("a#1", nct(1)),
        ("a#2", "bad-json"),
        ("a#3", "bad-json"),
        ("a#5", "not-a-study"),
        ("a#6", "not-a-trial"),
        ("a#7", nct(2)),
    ]


def test_undecodable_bytes_are_read_as_far_as_they_can(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(page(1, "Warm \x81 Socks").encode("latin-1"))
    (tmp_path / "b").write_bytes(page(1, "Größe \u2265 Łódź").encode() + b"\xe2\x89")
    guessed, broken_off = results(tmp_path)
    assert guessed["brief_title"].startswith("Warm ")
    assert guessed["warnings"][0]["code"] == "guessed-encoding"
    assert broken_off["brief_title"] == "Größe \u2265 Łódź"


def test_large_pages_and_lines_are_refused_and_the_next_ones_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(items, "MAX_PAGE", 10_000)
    monkeypatch.setattr(limited, "__kwdefaults__", {"limit": 10_000})
    (tmp_path / "a").write_bytes(lines([1]) + lines([2], more="x" * 20_000) + lines([3]) + b'{"x": "' + b"y" * 20_000)
    (tmp_path / "b").write_text("<html>" + "<p>socks" * 5_000)
    (tmp_path / "c").write_text(page(4))
    (tmp_path / "d").write_bytes(warc([("conversion", "u:1", "text/plain", b"x" * 20_000)]))
    assert outline(results(tmp_path)) == [
        ("a#1", nct(1)),
        ("a#2", "too-large"),
        ("a#3", nct(3)),
        ("a#4", "too-large"),
        ("b", "too-large"),
        ("c", nct(4)),
        ("d#1", "too-large"),
    ]


def test_a_line_of_20_mb_and_a_page_of_50_mb(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.write(lines([1]) + b'{"text": "' + b"socks " * (20 << 20 >> 2) + b'"}\n' + lines([2]))
    with (tmp_path / "b").open("wb") as file:
        file.write(b"<html><body>" + b"<p>socks</p>\n" * (50 << 20 >> 3))
    assert outline(results(tmp_path)) == [("a#1", nct(1)), ("a#2", "too-large"), ("a#3", nct(2)), ("b", "too-large")]


def test_a_bomb_of_gzip_is_not_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(packed(bytes(200 << 20)))
    assert outline(results(tmp_path / "a")) == [("a", "too-large")]


def test_a_file_that_vanishes_during_the_run(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / name).write_text(page(1))
    found = list(gather([str(tmp_path)]))
    (tmp_path / "b").unlink()
    told = [item.failure.code if item.failure else "" for named in found for item in items_of(named)]
    assert told == ["", "vanished", ""]


def test_errors_of_the_system_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: str) -> Any:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(items, "_opened", refused)
    (item,) = items_of(Named("a"))
    assert item.failure is not None
    assert (item.failure.code, item.failure.message) == ("unreadable", "may not be read; check the file's permissions")


@pytest.mark.parametrize(
    ("kind", "data", "module"),
    [
        ("warc", b"WARC/1.0\r\n", "warcio.archiveiterator"),
        ("zstd", zstandard.compress(b"x"), "zstandard"),
    ],
)
def test_an_extra_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, data: bytes, module: str
) -> None:
    monkeypatch.setitem(__import__("sys").modules, module, None)
    (tmp_path / "a").write_bytes(data)
    (found,) = results(tmp_path / "a")
    assert found["error"]["code"] == "needs-extra"
    assert f"pip install 'trialx[{kind}]'" in found["error"]["message"]


def test_a_fault_of_a_rule_stops_one_page_and_not_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = pipeline.extract

    def faulty(text: str, **options: Any) -> Any:
        if "Poison" in text:
            raise IndexError("list index out of range")
        return good(text, **options)

    monkeypatch.setattr(read, "extract", faulty)
    (tmp_path / "a").write_text(page(1, "Poison"))
    (tmp_path / "b").write_text(page(2))
    bad, found = results(tmp_path)
    assert bad["error"]["code"] == "internal-error"
    assert "IndexError: list index out of range" in bad["error"]["message"]
    assert found["nct_id"] == nct(2)


def test_failures_are_told_where_the_output_cannot_hold_them(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(NO_TRIAL)
    (tmp_path / "b").write_text(page(2))
    for format_ in ("yaml", "json", "csv"):
        out, totals, told = batch(tmp_path, format=format_)
        assert [(name, failure.code) for name, failure in told] == [(str(tmp_path / "a"), "not-a-trial")]
        assert (totals.pages, totals.failures) == (2, {"not-a-trial": 1})
        assert nct(2).encode() in out
    out, totals, told = batch(tmp_path, format="jsonl")
    assert told == []
    assert json.loads(out.splitlines()[0])["error"]["code"] == "not-a-trial"


def test_a_value_that_a_format_cannot_hold_is_the_failure_of_one_page(tmp_path: Path) -> None:
    large = study(1)
    large["protocolSection"]["designModule"] = {"enrollmentInfo": {"count": 1 << 70}}
    (tmp_path / "a").write_text(json.dumps(large))
    (tmp_path / "b").write_text(page(2))
    assert outline(results(tmp_path)) == [("a", nct(1)), ("b", nct(2))]
    _, totals, told = batch(tmp_path, output=Output(tmp_path / "out.parquet"), format="parquet")
    assert [(name, failure.code) for name, failure in told] == [(str(tmp_path / "a"), "not-written")]
    assert "cannot be written as parquet: 1180591620717411303424 is no integer" in told[0][1].message
    assert (totals.pages, totals.failures) == (2, {"not-written": 1})
    assert (tmp_path / "out.parquet").is_file()


def test_a_study_that_is_none_is_refused_whatever_it_is() -> None:
    wrong: list[Any] = [
        {},
        {"protocolSection": 3},
        {"protocolSection": {"identificationModule": {}}},
        [study(1)],
        3,
        None,
    ]
    for data in wrong:
        _, failure = read.read(Item("a", "study", data), read.Reading())
        assert getattr(failure, "code", None) == "not-a-study"
