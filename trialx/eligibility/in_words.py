"""Thresholds in words, for people.

What comes in: a threshold of a record, or nodes whose thresholds were read. What goes out: one short line each:
`platelets >= 100 10*9/L`. Separate, because the tree, the page line by line, the review page and the doubts all show
them.
"""

from collections.abc import Iterable, Iterator

from trialx.eligibility.nodes import Node, walk
from trialx.record.model import Threshold

_UNITS = {
    "a": "years", "mo": "months", "wk": "weeks", "d": "days", "h": "hours", "{half_life}": "half-lives",
    "{pack_year}": "pack-years", "{copies}/mL": "copies/mL", "Cel": "°C", "[degF]": "°F", "deg": "°",
}  # fmt: skip
UNREAD = "unread: a limit here could not be read"


def in_words(found: Threshold) -> str:
    """Return a threshold in words.

    >>> in_words({"variable": "ast", "operator": "<=", "value": 3, "reference": "ULN", "negated": True, "text": "…"})
    'not ast <= 3 × ULN'
    """
    value, unit = found["value"], found.get("unit", "")
    words = " or ".join(map(str, value)) if isinstance(value, list) else str(value)
    if "upper" in found:
        words += f" and {found['upper']}"
    of = f" × {found['reference']}" if "reference" in found else f" {_UNITS.get(unit, unit)}".rstrip()
    name = found["variable"] or found.get("measure")
    return f"{'not ' if found['negated'] else ''}{name} {found['operator']} {words}{of}"


def told(nodes: Iterable[Node]) -> Iterator[tuple[int, str]]:
    """Give where each threshold of some criteria begins in the text, and its words; also where one is unread."""
    for node in walk(list(nodes)):
        for (start, _), found in zip(node.places, node.thresholds, strict=True):
            yield start, in_words(found)
        if node.unread:
            yield node.body, UNREAD
