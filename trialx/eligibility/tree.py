r"""The tree of criteria: which block stands under which, and the two flat lists that follow from it.

What comes in: the text of the criteria. What goes out: `tree`, a list of `Node` with children, and
`inclusion_exclusion`, one entry a criterion. Separate from the thresholds, which are read from a node's words.

The law: taken in order, a node before its children, the marks and words of all nodes are the text again; between them
lies nothing but white space: `"".join(text[node.start:node.end] for node in walk(tree(text)))` and `text` agree but
for blanks. Headings and lead-ins are nodes too, with what they introduce as their children.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from trialx.eligibility.blocks import HEADING, ITEM, PARAGRAPH, Block, blocks
from trialx.eligibility.headings import side_of_lead_in
from trialx.record.model import Criterion, Threshold

DEEPEST = 30  # levels: a page of nothing but indentation must not build a tree that nothing can walk
_ESCAPE = re.compile(r"\\([^\w\s]|_)")
_CHOICE = re.compile(
    r"\b(?:at least|one|two|three|either)\b(?! or more of the following criteria).{0,60}\bfollowing:", re.IGNORECASE
)
_BLANKS = re.compile(r"\s+")
# All white space but the blank and the line break, which few texts hold.
_ODD_BLANKS = "\t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)


@dataclass(slots=True)
class Node:
    """A criterion, heading or lead-in: `text[start:body]` is its mark, `text[body:end]` its words.

    `text` is a tidy copy of the words: Markdown escapes removed, white space folded. `heading` is true for the heading
    of a side. `thresholds`, their `places` (offsets of their words in the whole text) and `unread` are empty until they
    are read (see `trialx.eligibility.criteria`).
    """

    side: str | None
    text: str
    marker: str
    start: int
    body: int
    end: int
    heading: bool = False
    children: list["Node"] = field(default_factory=list)
    thresholds: Sequence[Threshold] = ()
    places: Sequence[tuple[int, int]] = ()
    unread: bool = False

    def to_dict(self) -> Criterion:
        """Return the node as it stands in a record; absent is absent.

        >>> tree("* Adults", side="inclusion")[0].to_dict()
        {'side': 'inclusion', 'text': 'Adults', 'marker': '*'}
        """
        found = Criterion(side=self.side, text=self.text)
        if self.marker:
            found["marker"] = self.marker
        if self.children:
            found["children"] = [child.to_dict() for child in self.children]
        if self.thresholds:
            found["thresholds"] = list(self.thresholds)
        if self.unread:
            found["unread"] = True
        return found


class Entry(NamedTuple):
    """One criterion with its sub-points on lines of their own, read from `text[start:end]`."""

    text: str
    start: int
    end: int


def tree(text: str, *, side: str | None = None) -> list[Node]:
    r"""Return the criteria of a text as trees; `side` is what the text is known to hold before any heading of its own.

    >>> [node.text for node in walk(tree("Inclusion Criteria:\n\n1. Adults with\n\n   * asthma\n   * eczema"))]
    ['Inclusion Criteria:', 'Adults with', 'asthma', 'eczema']
    """
    found = blocks(text)
    odd = any(map(text.__contains__, _ODD_BLANKS))
    resumed: list[bool] = []  # made once, where the first block asks for it: few texts need it
    roots: list[Node] = []
    nodes: list[Node] = []
    above: list[int] = []  # where the open nodes stand in `found` and `nodes`
    siblings = roots
    for position, block in enumerate(found):
        if block.kind == HEADING:
            above.clear()
            side = block.side
            siblings = roots
        elif above and _same_list(block, found[above[-1]]):
            above.pop()  # what most blocks are: what holds the one before holds this one
        else:
            del above[DEEPEST:]
            while above and not _encloses(text, found, above, block, resumed):
                above.pop()
            siblings = nodes[above[-1]].children if above else roots
        node = _node(text, block, side, odd=odd)
        nodes.append(node)
        if side is None and block.kind == PARAGRAPH and node.text.endswith(":"):
            side = node.side = side_of_lead_in(node.text)
        siblings.append(node)
        above.append(position)
    return roots


def walk(nodes: list[Node]) -> Iterator[Node]:
    """Every node in the order of the text, a node before its children."""
    pending = nodes[::-1]
    while pending:
        node = pending.pop()
        yield node
        pending += node.children[::-1]


def inclusion_exclusion(text: str, *, side: str | None = None) -> tuple[list[Entry], list[Entry]]:
    r"""Return the inclusion and the exclusion criteria of a text as flat lists; what has no side is in neither.

    `side` is what the text is known to hold before any heading of its own.

    >>> inclusion_exclusion("Inclusion: * Adults * Asthma Exclusion: * Smoking")[1]
    [Entry(text='Smoking', start=42, end=49)]
    """
    return entries(text, tree(text, side=side))


def entries(text: str, nodes: list[Node]) -> tuple[list[Entry], list[Entry]]:
    """Return the flat lists of a text whose tree has been built."""
    sides: dict[str | None, list[Entry]] = {"inclusion": [], "exclusion": []}
    pending = nodes[::-1]
    while pending:
        node = pending.pop()
        if node.heading or _only_titles(node):
            pending += node.children[::-1]
        elif node.side is not None:
            last = node
            words = node.text
            if node.children:
                for part in walk(node.children):
                    # A list inside one line is kept as it is printed, its marks with it.
                    line = "\n" if "\n" in text[last.end : part.start] else f" {part.marker} "
                    words += line + part.text
                    last = part
            if words := words.strip():
                sides[node.side].append(Entry(words, node.body, last.end))
    return sides["inclusion"], sides["exclusion"]


def _only_titles(node: Node) -> bool:
    """Whether an unmarked lead-in ("Cohort B:") has criteria of their own under it, and not sub-points of one."""
    return not node.marker and bool(node.children) and node.text.endswith(":") and not _CHOICE.search(node.text)


def _node(text: str, block: Block, side: str | None, *, odd: bool) -> Node:
    """Make the node of a block; `odd` says that the text holds other white space than blanks and line breaks."""
    start, body, end, kind = block[:4]
    words = text[body:end]
    if "\\" in words:
        words = _ESCAPE.sub(r"\1", words)
    if odd or "  " in words or "\n" in words:
        words = _BLANKS.sub(" ", words)
    marker = text[start:body].strip() if body > start else ""
    return Node(side, words, marker, start, body, end, kind == HEADING)


def _same_list(block: Block, above: Block) -> bool:
    """Whether a block is the next item of the list, or the next paragraph, that the one above belongs to."""
    alike = block.style == above.style and block.kind == above.kind and block.indent == above.indent
    return alike and not block.depth and not above.depth


def _encloses(text: str, found: list[Block], open_at: list[int], block: Block, resumed: list[bool]) -> bool:
    """Whether `block` is a sub-point of the last open block.

    `resumed` is filled with what `_resumed` says: where the list of the last open block goes on further down, a list of
    another look at the same indent stands inside it.
    """
    above = found[open_at[-1]]
    if above.kind == HEADING:
        return True
    if block.depth > above.depth and block.indent == above.indent:  # a list inside one line
        return True
    introduces = text[above.end - 1] in ":："
    if above.kind == PARAGRAPH:
        return introduces and block.kind == ITEM and block.indent >= above.indent
    if block.indent > above.indent:
        # Numbers set flush right (` 9.` above `10.`) are one list.
        return not (
            block.indent == above.indent + 1 and block.style == above.style and block.ordinal > above.ordinal > 0
        )
    if block.indent < above.indent or block.depth < above.depth or block.kind == PARAGRAPH:
        return False
    if block.style == above.style:
        return False
    if not introduces:
        resumed += [] if resumed else _resumed(found)
        if not resumed[open_at[-1]]:
            return False
    return not any(found[at].style == block.style and found[at].indent == block.indent for at in open_at[:-1])


def _resumed(found: list[Block]) -> list[bool]:
    """Per block, whether the next number of its list comes later under the same heading."""
    later: set[tuple[int, str, int]] = set()
    answers = [False] * len(found)
    for position in range(len(found) - 1, -1, -1):
        block = found[position]
        if block.kind == HEADING:
            later.clear()
        elif block.ordinal and not block.depth:
            answers[position] = (block.indent, block.style, block.ordinal + 1) in later
            later.add((block.indent, block.style, block.ordinal))
    return answers
