"""The review page: template, style, script and data made one file.

What comes in: records. What goes out: the text of an HTML page that needs nothing else: no network, no other file. A
policy in its head allows only its own style and script, so that a page of text could not run anything even if the
escaping failed. Separate from the data it shows (payload.py).
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from trialx.extraction.record_of_page import Record
from trialx.review.payload import payload

# In the order in which they build on each other.
SCRIPTS = ("decode", "source", "record", "pages", "overview", "main")


def review_page(
    records: Sequence[Record], *, failures: Sequence[tuple[str, str]] = (), title: str = "Trial records in review"
) -> str:
    """Return the review page of some records as HTML.

    `failures` are pairs of a page's name and why it gave no record; the page lists them. Raises `ValueError` where
    there is no record.
    """
    if not records:
        raise ValueError("there is no record to review; give pages that describe trials")
    style = _part("page.css")
    script = '"use strict";\n(() => {\n' + "\n".join(_part(f"{name}.js") for name in SCRIPTS) + "})();\n"
    # No part can hold the place of a later one: the title is escaped, and the data has no `<`.
    parts = {
        "title": escape(title),
        "style": style,
        "data": embedded(payload(records, failures)),
        "script": script,
    }
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'"
    page = _part("page.html").replace("POLICY", policy)
    for name, text in parts.items():
        page = page.replace(f"<!--{name}-->", text)
    return page


def embedded(data: object) -> str:
    r"""Return data as JSON that can stand inside a script element: no tag can open or close in it.

    >>> embedded({"text": "</script>"})
    '{"text":"\\u003c/script>"}'
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _part(name: str) -> str:
    return files("trialx.review").joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
