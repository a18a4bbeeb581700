"""The two flat lists of criteria that follow from the tree.

What comes in: the text of the criteria, or its tree. What goes out: one entry a criterion for each side. Separate from
the tree, which keeps what the lists leave out: headings, notices, and what stands on no side.
"""

from typing import NamedTuple

from trialx.eligibility.logic import logic_of
from trialx.eligibility.nodes import Node, walk
from trialx.eligibility.sentences import explains, introduces, opening
from trialx.eligibility.tree import tree


class Entry(NamedTuple):
    """One criterion with its sub-points on lines of their own, read from `text[start:end]`."""

    text: str
    start: int
    end: int


def contradicted(nodes: list[Node]) -> str | None:
    r"""Return the sentence right below the heading of a side that opens the other side; None where there is none.

    >>> contradicted(tree("INCLUSION CRITERIA\n\nPeople who meet any of these are not eligible:\n\n* Glass eyes"))
    'People who meet any of these are not eligible:'
    """
    for position, above in enumerate(nodes):
        if not above.heading or above.side is None:
            continue
        below = above.children[0] if above.children else nodes[position + 1] if position + 1 < len(nodes) else above
        opened = None if below.marker else opening(below.text.rstrip("."))
        if opened is not None and opened.everybody and opened.side != above.side:
            return below.text
    return None


def inclusion_exclusion(text: str, *, side: str | None = None) -> tuple[list[Entry], list[Entry]]:
    r"""Return the inclusion and the exclusion criteria of a text as flat lists; what has no side is in neither.

    `side` is what the text is known to hold before any heading of its own.

    >>> inclusion_exclusion("Inclusion: * Adults * Asthma Exclusion: * Smoking")[1]
    [Entry(text='Smoking', start=42, end=49)]
    """
    return entries(text, tree(text, side=side))


def entries(text: str, nodes: list[Node]) -> tuple[list[Entry], list[Entry]]:
    """Return the two lists of a text whose tree has been built."""
    sides: dict[str | None, list[Entry]] = {"inclusion": [], "exclusion": []}
    pending = nodes[::-1]
    while pending:
        node = pending.pop()
        if node.heading or _only_titles(node):
            pending += node.children[::-1]
            if not node.heading and node.side is not None and not introduces(node.text):
                sides[node.side].append(Entry(node.text, node.body, node.end))  # "Patients with gout, treated so:"
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
    """Whether an unmarked lead-in ("Laboratory values:") has criteria of its own under it, not sub-points of one."""
    if node.marker or not node.children or node.text[-1] not in ":：":
        return False
    return logic_of(node.text) in ("", "all") and not explains(node.text)
