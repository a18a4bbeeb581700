"""Who may take part: the criteria of a trial as a tree, and the thresholds in them.

What comes in: the text of the criteria. What goes out: `criteria`, a list of nodes with their thresholds, each node
with `to_dict()` in the shape of the record's `eligibility.criteria`. The parts:

- marks, headings, blocks, tree: the text as a tree of criteria, and the two flat lists
- lexicon and data/, tokens, splitting, lexer, labels, figures: words, numbers and units as tokens
- quantity, comparisons, ranges, limits, classes, quantities: the grammar of numbers
- context, names, ordinals, times, counting, polarity, naming: what each number is about
- tnm, relation, lead_ins, thresholds: the thresholds of one criterion
- of_record, in_words, reconcile: the criteria of an extracted page, for people, and where they and the record differ
"""

from trialx.eligibility.blocks import line_breaks
from trialx.eligibility.nodes import Node, walk
from trialx.eligibility.tree import tree

__all__ = ["Node", "criteria", "walk"]


def criteria(text: str, *, side: str | None = None, scope: str = "") -> list[Node]:
    r"""Return the criteria of a text with their thresholds.

    `side` ("inclusion", "exclusion") is what the text is known to hold before any heading of its own, `scope` the
    cohort or group that it is known to be about. Every node has its offsets in `text`; every threshold quotes the
    node's words and stands at the place of the same index. A node whose limit could not be read has `unread` set.

    >>> found = criteria("Inclusion Criteria:\n\n* ECOG 0-1\n* Creatinine ≤ 1.5 × ULN")
    >>> [(node.text, len(node.thresholds)) for node in walk(found)]
    [('Inclusion Criteria:', 0), ('ECOG 0-1', 1), ('Creatinine ≤ 1.5 × ULN', 1)]
    """
    # Imported here: most extractions want the lists only, and pay neither for the reader nor for its data.
    from trialx.eligibility.thresholds import read_nodes

    found = tree(text, side=side, scope=scope)
    read_nodes(line_breaks(text), walk(found))
    return found
