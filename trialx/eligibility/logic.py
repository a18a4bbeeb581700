"""Logic: how the points below a line are joined.

What comes in: the words of a line, or a node with its children. What goes out: all, any, so many at least, or nothing
where the words do not say. Separate from the sentences that open a side, since any criterion may have points.
"""

import re
from typing import Final

from trialx.eligibility.nodes import Node
from trialx.record.model import AtLeast, Logic

_POINTS = r"(?:following|these|criteria|conditions|below|items|apply|applies|met|characteristics|:)"
_COUNT = r"(?P<number>one|two|three|four|five|six|[1-9])"
_AT_LEAST = re.compile(
    rf"\b(?:at least|any|a minimum of|minimum of|[≥]\s*|>=\s*)\s*{_COUNT}\b(?:\s*\([1-9]\))?(?:\s+or\s+more)?"
    rf"(?:\s+\w+){{0,3}}?\s+(?:of\b|from\b|{_POINTS})",
    re.IGNORECASE,
)
_OR_MORE = re.compile(rf"\b{_COUNT}\s*(?:\([1-9]\)\s*)?(?:or|and/or)\s+more\s+(?:of\b|\w+\s+of\b)", re.IGNORECASE)
_ANY = re.compile(
    rf"\b(?:any|any one|one|either|1)\s+(?:or\s+more\s+)?of\s+(?:the(?:se)?|following|these|below|a\b)"
    rf"|\bany\s+(?:\w+\s+){{0,2}}?(?:following|criteria|criterion|below)\b|\beither\s*[:：]|\bone\s+{_POINTS}"
    r"|\b(?:by|as|have|has|is|are|with|be)\s+either\b.{0,20}:",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"\ball\s+(?:of\s+)?(?:the(?:se)?\s+)?(?:\w+\s+){{0,2}}?(?:requirements|{_POINTS[3:]}"
    r"|\beach\s+of\s+the\s+following\b|\bboth\s+(?:of\s+(?:the\s+)?)?(?:the\s+)?(?:following|these|criteria)|\bboth\s*[:：]",
    re.IGNORECASE,
)
# "must have none of the following", "no more than two": the points are turned round.
_TURNED = re.compile(r"\b(?:no|not|none|neither|without|never)\b", re.IGNORECASE)
_NOT_ELIGIBLE = re.compile(
    r"\b(?:not|cannot)\s+(?:\w+\s+){0,3}?(?:eligible|included|enrolled|participate|limited)\b", re.IGNORECASE
)
_NUMBERS: Final = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def logic_of(words: str) -> str | int:
    """Return how the points below a line are joined: "all", "any", how many at least, or nothing where it does not say.

    >>> [logic_of(words) for words in ("All of the following:", "At least two of these:", "Asthma, either:", "Asthma:")]
    ['all', 2, 'any', '']
    """
    if _TURNED.search(_NOT_ELIGIBLE.sub("", words)):
        return ""
    found = _AT_LEAST.search(words) or _OR_MORE.search(words)
    if found is not None:
        number = found["number"].lower()
        least = _NUMBERS.get(number) or int(number)
        return least if least > 1 else "any"
    every, some = _ALL.search(words), _ANY.search(words)
    if every and some:
        return ""
    if every:
        return "all"
    if some:
        return "any"
    return ""


_ENDS_IN: Final = re.compile(r"\b(?P<link>or|and)\s*[;,.]?\Z", re.IGNORECASE)


def joined(node: Node) -> Logic | None:
    """Return how the children of a node are joined, as its words say or as they say themselves: "moss; or"."""
    said = logic_of(node.text)
    if said == "all":
        return "all"
    if said == "any":
        return "any"
    if isinstance(said, int):
        return AtLeast(at_least=said)
    if len(node.children) < 2 or node.heading:
        return None
    links = {found["link"].lower() for child in node.children[:-1] if (found := _ENDS_IN.search(child.text))}
    last_but_one = _ENDS_IN.search(node.children[-2].text)
    if len(links) != 1 or last_but_one is None:
        return None
    return "any" if links == {"or"} else "all"
