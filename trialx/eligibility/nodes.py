"""Nodes: a criterion of a text, with its place and what was read from it.

What comes in: nothing. What goes out: `Node` and `walk`. Separate from the tree, since everything that reads criteria
has nodes and only one module makes them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from trialx.record.model import Criterion, Gene, Logic, Threshold, Topic


@dataclass(slots=True)
class Node:
    """A criterion, heading or lead-in: `text[start:body]` is its mark, `text[body:end]` its words.

    `text` is a tidy copy of the words: Markdown's marks removed, white space folded. `heading` is true for what is no
    criterion: the heading of a side, of a cohort or of some criteria, or a notice. `scope` is the cohort, part or group
    whose heading the node stands under; `logic` how its children are joined. `thresholds`, their `places` (offsets of
    their words in the whole text), `unread`, `topics` and `genes` are empty until they are read (see
    `trialx.eligibility.criteria`).
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
    scope: str = ""
    logic: Logic | None = None
    topics: Sequence[Topic] = ()
    genes: Sequence[Gene] = ()

    def to_dict(self) -> Criterion:
        """Return the node as it stands in a record; absent is absent.

        >>> Node("inclusion", "Adults", "*", 0, 2, 8).to_dict()
        {'side': 'inclusion', 'text': 'Adults', 'marker': '*'}
        """
        found = Criterion(side=self.side, text=self.text)
        if self.marker:
            found["marker"] = self.marker
        if self.heading:
            found["heading"] = True
        if self.scope:
            found["scope"] = self.scope
        if self.logic is not None:
            found["logic"] = self.logic
        if self.children:
            found["children"] = [child.to_dict() for child in self.children]
        if self.thresholds:
            found["thresholds"] = list(self.thresholds)
        if self.topics:
            found["topics"] = list(self.topics)
        if self.genes:
            found["genes"] = list(self.genes)
        if self.unread:
            found["unread"] = True
        return found


def walk(nodes: list[Node]) -> Iterator[Node]:
    """Every node in the order of the text, a node before its children."""
    pending = nodes[::-1]
    while pending:
        node = pending.pop()
        yield node
        pending += node.children[::-1]
