"""Every container gives its pages, told by what it holds."""

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import zstandard

from tests.batch.pages import clinical_study, lines, nct, outline, packed, page, results, study, trialx, warc
from trialx.batch.unpack import unpacked


def put(folder: Path, data: bytes | str, name: str = "in") -> Path:
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder / name


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (page(1), [("in", nct(1))]),
        (f"<html><body><pre>{page(1)}</pre></body></html>", [("in", nct(1))]),
        (json.dumps(study(1), indent=1), [("in", nct(1))]),
        (json.dumps(study(1)), [("in", nct(1))]),
        (json.dumps([study(1), study(2)]), [("in#1", nct(1)), ("in#2", nct(2))]),
        (
            json.dumps({"studies": [study(1), study(2)], "totalCount": 2}, indent=1),
            [("in#1", nct(1)), ("in#2", nct(2))],
        ),
        (f"{json.dumps(study(1))}\n\n{json.dumps(study(2))}\n", [("in#1", nct(1)), ("in#3", nct(2))]),
        (clinical_study(1), [("in", nct(1))]),
        (f"\ufeff<?xml version='1.0' encoding='UTF-8'?>\n<!-- a -->\n{clinical_study(1)}", [("in", nct(1))]),
        (lines([1, 2]), [("in#1", nct(1)), ("in#2", nct(2))]),
        (b"\n" + lines([1, 2]), [("in#2", nct(1)), ("in#3", nct(2))]),
    ],
)
@pytest.mark.parametrize("how", ["plain", "gzip", "zstd", "both"])
def test_a_file_is_told_by_what_it_holds(
    tmp_path: Path, data: bytes | str, found: list[tuple[str, str]], how: str
) -> None:
    plain = data if isinstance(data, bytes) else data.encode()
    whole = {
        "plain": lambda: plain,
        "gzip": lambda: packed(plain),
        "zstd": lambda: zstandard.compress(plain),
        "both": lambda: packed(zstandard.compress(plain)),
    }[how]()
    assert outline(results(put(tmp_path, whole))) == found


def test_exports_of_the_who(tmp_path: Path) -> None:
    rows = "TrialID,Public title,Source Register\nNCT99000001,Warm Socks,ClinicalTrials.gov\n"
    xml = f"<Trials_downloaded_from_ICTRP><Trial><TrialID>{nct(2)}</TrialID></Trial></Trials_downloaded_from_ICTRP>"
    row = json.dumps({"TrialID": nct(3), "Public_title": "Warm Socks"}) + "\n"
    found = results(put(tmp_path, rows, "a.txt"), put(tmp_path, xml, "b.txt"), put(tmp_path, row * 2, "c.txt"))
    assert outline(found) == [("a.txt#1", nct(1)), ("b.txt#1", nct(2)), ("c.txt#1", nct(3)), ("c.txt#2", nct(3))]


def test_a_list_of_one_page_a_line_has_its_address_and_its_id(tmp_path: Path) -> None:
    file = put(tmp_path, lines([1, 2]))
    first, second = results(file, id_key="id")
    assert [first["source"]["file"], second["source"]["file"]] == [f"{file}#p1", f"{file}#p2"]
    assert first["page"]["url"] == "https://socks.example/1"


def test_the_keys_of_lines_can_be_named(tmp_path: Path) -> None:
    row = {"content": page(1), "link": "https://socks.example/1", "key": 7}
    keys: dict[str, Any] = {"text_key": "content", "url_key": "link", "id_key": "key"}
    (alone,) = results(put(tmp_path, json.dumps(row)), **keys)
    assert (alone["nct_id"], alone["page"]["url"]) == (nct(1), "https://socks.example/1")
    (found, _) = results(
        put(tmp_path, json.dumps(row) + "\n" + json.dumps(row)), text_key="content", url_key="link", id_key="key"
    )
    assert (found["nct_id"], found["page"]["url"]) == (nct(1), "https://socks.example/1")
    assert found["source"]["file"].endswith("#7")


def test_a_line_may_hold_html_or_xml(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [{"text": f"<p>{page(1)}</p>".replace("\n", "<br>")}, {"text": clinical_study(2)}]
    file = put(tmp_path, "".join(json.dumps(row) + "\n" for row in rows))
    assert outline(results(file)) == [("in#1", nct(1)), ("in#2", nct(2))]


ARCHIVE = [
    ("warcinfo", "", "application/warc-fields", b"software: a made-up crawler\r\n"),
    ("request", "https://socks.example/1", "application/http", b"GET / HTTP/1.1\r\n\r\n"),
    ("response", "https://socks.example/1", "text/html; charset=utf-8", f"<pre>{page(1)}</pre>".encode()),
    ("response 301 Moved", "https://socks.example/old", "text/html", b"<p>moved</p>"),
    ("response", "https://socks.example/a.png", "image/png", b"\x89PNG"),
    (
        "response",
        "https://socks.example/2",
        "text/plain; charset=iso-8859-2",
        page(2, "Skarpetki ze źdźbłem").encode("l2"),
    ),
    ("conversion", "https://socks.example/3", "text/plain", page(3).encode()),
]


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_web_archive_gives_its_pages_and_nothing_else(tmp_path: Path, is_packed: bool) -> None:
    found = results(put(tmp_path, warc(ARCHIVE, each_packed=is_packed)))
    assert outline(found) == [("in#3", nct(1)), ("in#6", nct(2)), ("in#7", nct(3))]
    assert [one["page"]["url"][-1] for one in found] == ["1", "2", "3"]
    assert found[1]["brief_title"] == "Skarpetki ze źdźbłem"


def test_encodings(tmp_path: Path) -> None:
    title = "Größe der Füße"
    files = [
        put(tmp_path, page(1, title).encode("utf-16"), "a"),
        put(tmp_path, page(1, title).encode("utf-16-le"), "b"),
        put(tmp_path, page(1, title).encode("cp1252"), "c"),
        put(tmp_path, page(1, title).encode("utf-8-sig"), "d"),
        put(tmp_path, f'<meta charset="cp1250"><pre>{page(1, title)}</pre>'.encode("cp1250"), "e"),
        put(tmp_path, f"<meta charset=nonsense><pre>{page(1, title)}</pre>".encode("cp1252"), "f"),
    ]
    assert [one["brief_title"] for one in results(*files)] == [title] * len(files)


def test_several_members_are_one_stream(tmp_path: Path) -> None:
    both = packed(lines([1])) + packed(lines([2]))
    assert len(results(put(tmp_path, both))) == 2
    assert len(results(put(tmp_path, zstandard.compress(lines([1])) + zstandard.compress(lines([2]))))) == 2


def test_a_slow_pipe_is_told_as_well_as_a_file() -> None:
    data = lines([1])
    reader, writer = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "trialx", "extract", "-", "-f", "jsonl", "-q"],
        stdin=reader,
        stdout=subprocess.PIPE,
    )
    os.close(reader)
    for piece in (data[:1], data[1:9], data[9:]):
        os.write(writer, piece)
        time.sleep(0.05)
    os.write(writer, lines([2]))
    os.close(writer)
    out, _ = process.communicate(timeout=60)
    assert outline([json.loads(line) for line in out.splitlines()]) == [("-#1", nct(1)), ("-#2", nct(2))]


def test_a_line_is_answered_before_the_next_one_comes() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "trialx", "extract", "-", "-f", "jsonl", "-q"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(lines([1, 2]))
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["nct_id"] == nct(1)
    process.stdin.close()
    assert json.loads(process.stdout.readline())["nct_id"] == nct(2)
    process.stdout.close()
    assert process.wait(timeout=60) == 0


def test_packed_too_often_is_refused() -> None:
    data = page(1).encode()
    for _ in range(4):
        data = packed(data)
    with pytest.raises(ValueError, match="packed more than 3 times"):
        unpacked(io.BytesIO(data)).read()


def test_standard_input_may_be_any_of_these() -> None:
    for data in (page(1).encode(), packed(page(1).encode()), json.dumps(study(1)).encode()):
        done = trialx("extract", "-", "-f", "json", "-q", input=data)
        record = json.loads(done.stdout)
        assert record["nct_id"] == nct(1)
        assert "file" not in record["source"]
