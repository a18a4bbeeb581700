"""A step for Spark: `frame.mapInPandas(trials, SCHEMA)` turns rows of pages into rows of records.

`pip install trialx` on every executor. The columns `url` and `text` come in; what comes out is the address, the record
as JSON (None for a page that is no trial) and, where there is none, why.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pandas

import trialx

SCHEMA = "url string, record string, error string"


def trials(frames: "Iterable[pandas.DataFrame]") -> "Iterator[pandas.DataFrame]":
    """Give a frame of records for every frame of pages."""
    for frame in frames:
        rows = [read(text, url) for url, text in zip(frame["url"], frame["text"], strict=True)]
        yield pandas.DataFrame(rows, columns=["url", "record", "error"])


def read(text: str, url: str) -> tuple[str, str | None, str | None]:
    """Return the row of one page."""
    try:
        record: Any = trialx.extract(text, url=url).to_dict()
    except trialx.NotATrialPage as error:
        return url, None, str(error)
    return url, json.dumps(record, ensure_ascii=False), None
