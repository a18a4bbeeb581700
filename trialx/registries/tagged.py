r"""Files of tags and texts: citations (RIS), and the plain text of ClinicalTrials.gov's old download.

What comes in: lines. What goes out: an `Entry` a trial. In both, a tag stands at the beginning of a line and its text
goes on over the lines below that have none.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from trialx.registries.entry import Entry, entry
from trialx.registries.words import plain_name

_RIS: Final = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?$")
_STUDY: Final = re.compile(r"Study \d+:\s*$")
_LABELLED: Final = re.compile(r" {1,8}([A-Z][A-Za-z/ ]{1,28}):(?: +(\S.*)?)?$")
_LISTING: Final = re.compile(r"\s*Study \d+:[ \t]*\r?\n\s+NCT Number:")


def is_ris(start: str) -> bool:
    r"""Say whether a text begins a citation file.

    >>> is_ris("\ufeffTY  - DBASE\nID  - NCT99000001\n"), is_ris("TY: Phase 2")
    (True, False)
    """
    return start.lstrip("\ufeff \r\n").startswith("TY  - ")


def is_listing(start: str) -> bool:
    r"""Say whether a text begins the plain-text download of a search.

    >>> is_listing("Study 1:\n  NCT Number:   NCT99000001\n")
    True
    """
    return bool(_LISTING.match(start.lstrip("\ufeff")))


def citations(lines: Iterable[str]) -> Iterator[Entry]:
    r"""Give the entries of a citation file, each under its tags.

    >>> [one.node for one in citations(["TY  - DBASE\n", "ID  - NCT99000001\n", "KW  - a\n", "KW  - b\n", "ER  - \n"])]
    [{'TY': 'DBASE', 'ID': 'NCT99000001', 'KW': ['a', 'b']}]
    """
    node: dict[str, Any] = {}
    tag = ""
    for line in lines:
        found = _RIS.match(line.rstrip("\r\n"))
        if found and found[1] == "ER":
            if node:
                yield entry("ris", node)
            node, tag = {}, ""
        elif found:
            tag, text = found[1], (found[2] or "").strip()
            if text:
                node[tag] = [*_listed(node[tag]), text] if tag in node else text
        elif tag in node and line.strip():
            texts = _listed(node[tag])
            texts[-1] += "\n" + line.strip()
            node[tag] = texts if len(texts) > 1 else texts[0]
    if node:
        yield entry("ris", node)


def listing(lines: Iterable[str]) -> Iterator[Entry]:
    r"""Give the studies of the plain-text download, each under its folded labels.

    >>> [one.node for one in listing(["Study 1:\n", "  NCT Number:   NCT99000001\n", "  Title:   Warm\n"])]
    [{'nctnumber': 'NCT99000001', 'title': 'Warm'}]
    """
    node: dict[str, str] = {}
    name = ""
    for line in lines:
        line = line.rstrip("\r\n")
        if _STUDY.match(line):
            if node:
                yield entry("ctgov-text", node)
            node, name = {}, ""
        elif found := _LABELLED.match(line):
            name = plain_name(found[1])
            if found[2]:
                node[name] = found[2].strip()
        elif name in node and line.strip():
            node[name] += " " + line.strip()
    if node:
        yield entry("ctgov-text", node)


def _listed(value: Any) -> list[str]:
    return list(value) if isinstance(value, list) else [value]
