"""A text of criteria into the two lists.

What comes in: the lines that hold criteria. What goes out: `eligibility.inclusion` and `eligibility.exclusion`, an
entry a criterion, or `criteria_text` where no list can be told. Separate, since sections and labels both hold one.
"""

from trialx.eligibility.lists import contradicted, entries
from trialx.eligibility.nodes import walk
from trialx.eligibility.tree import tree
from trialx.extraction.take.criteria_sides import SIDES, doubt_one_sided, take_side
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import one_line


def read_criteria(found: Found, first: int, last: int, rule: str, *, start: int = -1, only: str | None = None) -> None:
    """Read the criteria on lines `first` to `last` (excluded), from offset `start` where a label opens the first.

    `only` is what a label says that the lines hold: `inclusion` or `exclusion`.
    """
    page = found.page
    if first >= last:
        return
    start = page.starts[first] if start < 0 else start
    # The indent of the first entry's line tells whether the next ones are its sub-points, also where a label stands
    # before the entry.
    margin = page.view[page.view.rfind("\n", 0, start) + 1 : page.starts[first]]
    base, end = start - len(margin), page.ends[last - 1]
    text = margin + page.view[start:end]
    roots = tree(text, side=only)
    inclusion, exclusion = entries(text, roots)
    found.claims[first:last] = [claim or rule for claim in found.claims[first:last]]
    for side, listed in zip(SIDES, (inclusion, exclusion), strict=True):
        for entry in listed:
            take_side(found, side, [entry], base, "position", rule, first=found.next(side))
    if sentence := contradicted(roots):
        for side in SIDES:
            found.unsure(
                ("eligibility", side), f"a heading of the criteria and the sentence below it differ: {sentence}"
            )
    if only or (inclusion and exclusion):
        return
    nodes = list(walk(roots))
    headed = {node.side for node in nodes if node.heading}
    for side, listed in zip(SIDES, (inclusion, exclusion), strict=True):
        if listed and len(headed) < 2:
            doubt_one_sided(found, side)
    if not inclusion and not exclusion and not all(node.heading for node in nodes):
        text = "\n".join(one_line(line) for line in page.lines[first:last])
        found.span(("eligibility", "criteria_text"), text, start, end, first, "position", rule)
