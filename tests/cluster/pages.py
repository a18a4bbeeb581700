"""Invented pages for the tests of the cluster, in the forms that crawls have."""

import gzip
import io
import json
from importlib import import_module
from pathlib import Path

PAGE = """Viewing Study NCT9900{number:04}
Brief Title: Warm Socks, Pair {number}
Status: COMPLETED
Enrollment: {number}
"""
OTHER = "Warm socks, three pairs, in stock."


def rows(count: int) -> list[dict[str, str]]:
    """Return rows of a crawl; every seventh page is no trial."""
    texts = [OTHER if number % 7 == 3 else PAGE.format(number=number) for number in range(count)]
    return [{"url": f"https://example.org/{number}", "text": text} for number, text in enumerate(texts)]


def json_lines(path: Path, count: int, *, blank: bool = False) -> Path:
    """Write JSON Lines, with blank lines among them if asked for."""
    gap = "\n" if blank else ""
    path.write_text(gap + "".join(json.dumps(row) + "\n" + gap for row in rows(count)), "utf-8")
    return path


def archive(path: Path, count: int, *, packed: bool) -> Path:
    """Write a WET file, each record packed by itself or none."""
    with path.open("wb") as file:
        for row in rows(count):
            body = row["text"].encode()
            head = f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: {row['url']}\r\nContent-Type: text/plain\r\n"
            record = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"
            file.write(gzip.compress(record) if packed else record)
    return path


def parquet(path: Path, count: int) -> Path:
    """Write a Parquet file of small row groups, with a column that is no text."""
    pyarrow, files = import_module("pyarrow"), import_module("pyarrow.parquet")
    table = pyarrow.table({**{key: [row[key] for row in rows(count)] for key in ("url", "text")}, "x": [0.5] * count})
    buffer = io.BytesIO()
    files.write_table(table, buffer, row_group_size=10)
    path.write_bytes(buffer.getvalue())
    return path
