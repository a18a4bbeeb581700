r"""The tree of criteria: which block stands under which.

What comes in: the text of the criteria. What goes out: `tree`, a list of `Node` with children. Separate from the
thresholds, which are read from a node's words, and from the flat lists, which follow from the tree.

The law: taken in order, a node before its children, the marks and words of all nodes are the text again; between them
lies nothing but white space: `"".join(text[node.start:node.end] for node in walk(tree(text)))` and `text` agree but
for blanks. Headings and lead-ins are nodes too, with what they introduce as their children.
"""

from typing import NamedTuple

from trialx.eligibility.blocks import HEADING, ITEM, PARAGRAPH, Block, blocks, line_breaks
from trialx.eligibility.headings import scope_within
from trialx.eligibility.nodes import Node, walk
from trialx.eligibility.sentences import opening
from trialx.eligibility.tidy import tidy
from trialx.eligibility.titles import CRITERIA, SCOPE, is_notice, kind_of, scope_of

__all__ = ["Node", "tree", "walk"]

DEEPEST = 30  # levels: a page of nothing but indentation must not build a tree that nothing can walk
# All white space but the blank and the line break, which few texts hold.
_ODD_BLANKS = "\t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)


def tree(text: str, *, side: str | None = None, scope: str = "") -> list[Node]:
    r"""Return the criteria of a text as trees; `side` is what the text is known to hold before any heading of its own.

    `scope` is the cohort or group that the text is known to be about.

    >>> [node.text for node in walk(tree("Inclusion Criteria:\n\n1. Adults with\n\n   * asthma\n   * eczema"))]
    ['Inclusion Criteria:', 'Adults with', 'asthma', 'eczema']
    """
    shown = line_breaks(text)
    return _Builder(shown, blocks(shown), side, scope).build()


# How far up a node stands: headings of a side close all, those of a cohort what is below them, titles the criteria.
_SIDE, _SCOPE, _TITLE, _CRITERION = range(4)


class _Open(NamedTuple):
    """A node that may still get children: its block's position, its rank, and the side and scope of its children."""

    position: int
    node: Node
    rank: int
    side: str | None
    scope: str


class _Builder:
    """Builds the tree block by block: what is open, and the side and scope that count here, are its state."""

    def __init__(self, text: str, found: list[Block], side: str | None, scope: str) -> None:
        """Hold the text, its blocks and the side and scope that they are known to be of."""
        self.text, self.found = text, found
        self.odd = any(map(text.__contains__, _ODD_BLANKS))
        self.sided = side is not None or any(block.side is not None for block in found)
        self.side, self.outer = side, scope
        self.roots: list[Node] = []
        self.open: list[_Open] = []
        self.first_child: dict[int, int] = {}  # a block's first child, both by their position
        self.kept: dict[tuple[str, int], tuple[str, int]] = {}  # the look of an item, and of what its elder held
        self.resumed: list[bool] = []  # made once, where the first block asks for it: few texts need it

    def build(self) -> list[Node]:
        """Return the roots."""
        for position, block in enumerate(self.found):
            if block.kind == HEADING:
                self._heading(position, block)
                continue
            words = self._words(block)
            if is_notice(words):  # the list that it stands in goes on behind it
                self._close(position, block)
                self._add(position, block, words, _CRITERION, heading=True).side = None
                self.open.pop()
            elif block.kind == PARAGRAPH and not block.depth:
                self._paragraph(position, block, words)
            else:
                self._criterion(position, block, words)
        return self.roots

    def _after(self, position: int) -> Block | None:
        return self.found[position + 1] if position + 1 < len(self.found) else None

    def _heading(self, position: int, block: Block) -> None:
        words = self._words(block)
        side, after = block.side, self._after(position)
        if side is None and "ligib" not in words and kind_of(words, followed=True) == SCOPE:
            self._cohort(position, block, words, after)
            return
        if side is None and "clusion" not in words.lower() and self.sided and after and after.kind != HEADING:
            side = "inclusion"  # "Eligibility criteria" above criteria, where the other side has a heading of its own
        self._section(position, block, words, side)
        if scope := scope_within(words):
            self.open[-1] = self.open[-1]._replace(scope=scope)

    def _section(self, position: int, block: Block, words: str, side: str | None) -> None:
        self.open.clear()
        self.kept.clear()
        self.side = side
        self._add(position, block, words, _SIDE, heading=True)

    def _paragraph(self, position: int, block: Block, words: str) -> None:
        after = self._after(position)
        kind = kind_of(words, followed=after is not None and after.kind != PARAGRAPH)
        if kind == SCOPE:
            self._cohort(position, block, words, after)
            return
        if kind == CRITERIA and self.side == "exclusion":
            # "Criteria for the extension study" among the exclusions: it does not say who must not take part.
            self._section(position, block, words, None)
            return
        if kind:
            self._close_above(_SCOPE, block)
            self._add(position, block, words, _TITLE, heading=True)
            return
        opened = opening(words) if words[-1:] in ":：" or (after is not None and after.kind == ITEM) else None
        if opened is None:
            self._criterion(position, block, words)
        elif opened.everybody and opened.side != self.side:
            self._section(position, block, words, opened.side)
        elif opened.everybody:
            self._close_above(_SCOPE, block)
            self._add(position, block, words, _TITLE, heading=True)
        elif self.side is None:
            self._section(position, block, words, opened.side)
            self.open[-1].node.heading = False
        elif opened.side != self.side and self.open and self.open[-1].rank == _CRITERION:
            # "Patients with treated metastases are eligible, provided that:" explains the item above it.
            while len(self.open) > 1 and self.open[-2].rank == _CRITERION:
                self.open.pop()
            self._add(position, block, words, _CRITERION, side=opened.side)
        else:
            self._close(position, block)
            self._add(position, block, words, _CRITERION, side=opened.side)

    def _cohort(self, position: int, block: Block, words: str, after: Block | None) -> None:
        """Add the heading of a cohort or group: above whole lists where a heading of a side is next."""
        if after is None or after.kind == HEADING:
            self.outer = ""
            self._section(position, block, words, None)
            self.outer = scope_of(words)
            return
        self._close_above(_SIDE, block)
        self._add(position, block, words, _SCOPE, heading=True)
        self.open[-1] = self.open[-1]._replace(scope=scope_of(words))

    def _criterion(self, position: int, block: Block, words: str) -> None:
        opened = opening(words) if words[-1:] in ":：" else None
        self._close(position, block)
        above = self.open[-1].side if self.open else self.side
        turned = opened is not None and above is not None and opened.side != above
        self._add(position, block, words, _CRITERION)
        if turned and opened is not None:
            self.open[-1] = self.open[-1]._replace(side=opened.side)

    def _close_above(self, rank: int, block: Block) -> None:
        """Close what ends before a title of this rank; one that is indented stands inside the item above it."""
        while self.open and self.open[-1].rank > rank:
            last = self.open[-1]
            if last.rank == _CRITERION and self.found[last.position].indent < block.indent:
                break
            self.open.pop()

    def _close(self, position: int, block: Block) -> None:
        """Close what does not hold the block."""
        if self.open and self.open[-1].rank == _CRITERION and _same_list(block, self.found[self.open[-1].position]):
            self.open.pop()  # what most blocks are: what holds the one before holds this one
            if not (self.open and self.found[self.open[-1].position].kind == PARAGRAPH):
                return
        del self.open[DEEPEST:]
        while self.open and not self._encloses(position, block):
            self.open.pop()

    def _add(
        self, position: int, block: Block, words: str, rank: int, *, heading: bool = False, side: str | None = None
    ) -> Node:
        above = self.open[-1] if self.open else None
        own = side or (above.side if above else self.side)
        scope = above.scope if above else self.outer
        marker = self.text[block.start : block.body].strip() if block.body > block.start else ""
        node = Node(own, words, marker, block.start, block.body, block.end, heading, scope=scope)
        (above.node.children if above else self.roots).append(node)
        if above and above.position not in self.first_child:
            self.first_child[above.position] = position
            if above.rank == _CRITERION:
                look = self.found[above.position]
                self.kept[look.style, look.indent] = (block.style, block.indent)
        self.open.append(_Open(position, node, rank, own, scope))
        return node

    def _words(self, block: Block) -> str:
        return tidy(self.text[block.body : block.end], odd=self.odd)

    def _encloses(self, position: int, block: Block) -> bool:
        """Whether `block` is a sub-point of the last open node."""
        last = self.open[-1]
        above = self.found[last.position]
        if last.rank != _CRITERION:
            return last.rank == _SIDE or block.indent >= above.indent
        if block.depth > above.depth and block.indent == above.indent:  # a list inside one line
            return True
        introduces_it = self.text[above.end - 1] in ":："
        if above.kind == PARAGRAPH:
            return (
                introduces_it
                and block.kind == ITEM
                and block.indent >= above.indent
                and self._is_its_list(position, last, block)
            )
        if block.indent > above.indent:
            # Numbers set flush right (` 9.` above `10.`) are one list.
            return not (
                block.indent == above.indent + 1 and block.style == above.style and block.ordinal > above.ordinal > 0
            )
        if block.indent < above.indent or block.depth < above.depth or block.kind == PARAGRAPH:
            return False
        if block.style == above.style:
            return False
        if not introduces_it and self.kept.get((above.style, above.indent)) != (block.style, block.indent):
            self.resumed += [] if self.resumed else _resumed(self.found)
            if not self.resumed[last.position]:
                return False
        return not any(
            self.found[held.position].style == block.style and self.found[held.position].indent == block.indent
            for held in self.open[:-1]
            if held.rank == _CRITERION
        )

    def _is_its_list(self, position: int, last: _Open, block: Block) -> bool:
        """Whether an item belongs to the list that a lead-in opened, and not to the one that it interrupted."""
        first = self.first_child.get(last.position)
        if first is None:
            return True
        begun, before = self.found[first], self.found[position - 1]
        if block.indent > begun.indent:
            return True
        if len(self.open) > 1 and block.ordinal and before.ordinal + 1 != block.ordinal:
            interrupted = self.found[self.open[-2].position]
            if interrupted.style == block.style and interrupted.ordinal + 1 == block.ordinal:
                return False
        return block.style == begun.style and block.indent == begun.indent


def _same_list(block: Block, above: Block) -> bool:
    """Whether a block is the next item of the list, or the next paragraph, that the one above belongs to."""
    alike = block.style == above.style and block.kind == above.kind and block.indent == above.indent
    return alike and not block.depth and not above.depth


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
