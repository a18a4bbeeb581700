"""Pages of text as saved web pages: the same lines in the elements that a site would put them in."""

import html
import re
from collections.abc import Iterator
from typing import Final, Literal

Pairs = Literal["definitions", "table", "lines"]

_ITEM: Final = re.compile(r"[*]\s+(.*)")
_LABELLED: Final = re.compile(r"([A-Z][^:|]{0,58}):(?:\s+(.*))?")
_LONGEST_HEADING: Final = 60
_NUMBERED: Final = re.compile(r"\|\s*[A-Z]\.\d[\d.]*\s*\|[^|]+\|")
_NUMBERED_ROW: Final = re.compile(r"\|\s*[A-Z]\.\d")
_OPEN: Final = {"ul": "<ul>", "dl": "<dl>", "pairs": "<table>", "rows": "<table>"}
_CLOSE: Final = {"ul": "</ul>", "dl": "</dl>", "pairs": "</table>", "rows": "</table>"}


def rendered(text: str, *, pairs: Pairs) -> str:
    """Return a page of HTML that shows what a page of text says.

    Labels with a value stand in a list of definitions, in a table, or in paragraphs; list items in lists, rows with
    bars in tables, short lines in headings, other lines in paragraphs.
    """
    out = ["<!DOCTYPE html>", "<html><head><title>A page</title><style>p {color: red}</style></head><body>"]
    inside = ""
    for line in _rows_joined(text):
        kind, element = _element(line, pairs, first=inside != "rows")
        if kind != inside:
            out += [_CLOSE.get(inside, ""), _OPEN.get(kind, "")]
            inside = kind
        out.append(element)
    return "\n".join([*out, _CLOSE.get(inside, ""), "</body></html>"])


def _rows_joined(text: str) -> Iterator[str]:
    """Give the lines that are not blank; what a crawler tore off a numbered row (`| E.1 | Label |`) is its value."""
    row = ""
    for line in filter(None, map(str.strip, text.split("\n"))):
        if _NUMBERED.fullmatch(line):
            yield from filter(None, [row])
            row = line
        elif row and (line == "|" or not _NUMBERED_ROW.match(line)):
            row += f"{line.strip('| ')} |" if line.strip("| ") else ""
        else:
            yield from filter(None, [row])
            row = ""
            yield line
    yield from filter(None, [row])


def _element(line: str, pairs: Pairs, *, first: bool) -> tuple[str, str]:
    """Return what a line stands in, and its element."""
    if item := _ITEM.fullmatch(line):
        return "ul", f"<li>{_shown(item[1])}</li>"
    if line.startswith("|"):
        cell = "th" if first and not _NUMBERED_ROW.match(line) else "td"
        cells = "".join(f"<{cell}>{_shown(words)}</{cell}>" for words in line.strip("|").split("|"))
        return "rows", f"<tr>{cells}</tr>"
    labelled = _LABELLED.fullmatch(line)
    if labelled and pairs != "lines":
        label, value = _shown(labelled[1]), _shown(labelled[2] or "")
        if pairs == "table":
            return "pairs", f"<tr><th>{label}</th><td>{value}</td></tr>"
        return "dl", f"<dt>{label}:</dt><dd>{value}</dd>"
    if len(line) < _LONGEST_HEADING and line[-1] not in ".:;,":
        return "", f"<h2>{_shown(line)}</h2>"
    return "", f"<p>{_shown(line)}</p>"


def _shown(words: str) -> str:
    return html.escape(words.strip())
