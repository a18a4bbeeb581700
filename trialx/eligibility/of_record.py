"""The criteria of a page that was extracted: the same tree, with offsets into the page.

What comes in: the page's text and where its entries of `eligibility.inclusion` and `exclusion` stand. What goes out:
nodes. Separate from `criteria`, since here the page's layout already knows the sides, also where no heading says
them.
"""

from collections.abc import Iterable

from trialx.eligibility import criteria
from trialx.eligibility.headings import heading_at, scope_within
from trialx.eligibility.marks import mark_at
from trialx.eligibility.nodes import Node, walk
from trialx.eligibility.titles import SCOPE, kind_of, scope_of
from trialx.record.model import Eligibility

REACH = 400  # characters above an entry that may name its cohort
LONGEST_MARK = 10  # characters: "* (viii) "
Path = tuple[str | int, ...]


def criteria_of(text: str, spans: Iterable[tuple[Path, int, int]]) -> list[Node]:
    r"""Return the criteria that stand at `spans`, paths of the record with their offsets in the page's text.

    Entries of one side that follow each other are read together, with what stands between them; other paths are
    passed over. `eligibility.criteria_text` is read where there are no lists.

    >>> page = "Must have\n* Adults\n* ECOG 0-1\n"
    >>> spans = [(("eligibility", "inclusion", 0), 12, 18), (("eligibility", "inclusion", 1), 21, 29)]
    >>> [(node.side, node.marker, node.text) for node in criteria_of(page, spans)]
    [('inclusion', '*', 'Adults'), ('inclusion', '*', 'ECOG 0-1')]
    """
    entries, whole = [], []
    for path, start, end in spans:
        if path[:1] != ("eligibility",) or len(path) < 2:
            continue
        if path[1] in ("inclusion", "exclusion"):
            entries.append((start, end, str(path[1])))
        elif path[1] == "criteria_text":
            whole.append((start, end, None))
    nodes: list[Node] = []
    last = 0
    for start, end, side in _runs(sorted(entries)) or whole:
        start = _with_indent(text, _with_mark(text, start))
        found = criteria(text[start:end], side=side, scope=_scope_above(text[max(last, start - REACH) : start]))
        last = end
        for node in walk(found):
            node.start, node.body, node.end = node.start + start, node.body + start, node.end + start
            node.places = [(first + start, last + start) for first, last in node.places]
        nodes += found
    return nodes


def _with_indent(text: str, start: int) -> int:
    """Return where the line of an entry begins, if only blanks stand before it: the others are indented alike."""
    line = text.rfind("\n", 0, start) + 1
    return start if text[line:start].strip() else line


def _scope_above(text: str) -> str:
    """Return the cohort or group whose heading stands last above an entry, with no criterion behind it."""
    for line in reversed(text.split("\n")):
        words = line.strip()
        if not words:
            continue
        if kind_of(words, followed=True) == SCOPE:
            return scope_of(words)
        if heading_at(words, 0, len(words)) is None:
            return ""
        if scope := scope_within(words):
            return scope
    return ""


def criteria_of_lists(eligibility: Eligibility) -> list[Node]:
    r"""Return the criteria of a record that has no page: of its lists, or of its text where there are none.

    The lines of an entry below its first are its sub-points. The offsets of the nodes mean nothing.

    >>> (node,) = criteria_of_lists({"inclusion": ["Both of:\nECOG 0-1\nadults"]})
    >>> node.side, node.text, [(child.text, len(child.thresholds)) for child in node.children]
    ('inclusion', 'Both of:', [('ECOG 0-1', 1), ('adults', 0)])
    """
    nodes: list[Node] = []
    for side, entries in (("inclusion", eligibility.get("inclusion")), ("exclusion", eligibility.get("exclusion"))):
        points = ["\n  - ".join(entry.splitlines()) for entry in entries or ()]
        text = "\n".join(f"* {point}" for point in points)
        nodes += criteria(text, side=side)
    nodes = nodes or criteria(eligibility.get("criteria_text", ""))
    for node in walk(nodes):
        node.marker = ""
    return nodes


def _runs(entries: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Join entries of one side that no entry of the other parts."""
    runs: list[tuple[int, int, str]] = []
    for start, end, side in entries:
        if runs and runs[-1][2] == side:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]), side)
        else:
            runs.append((start, end, side))
    return runs


def _with_mark(text: str, start: int) -> int:
    """Return where the mark in front of an entry begins, which the entry itself is without."""
    for begin in range(max(0, start - LONGEST_MARK), start):
        if text[begin].isspace() or (begin and not text[begin - 1].isspace()):
            continue
        mark = mark_at(text, begin)
        if mark is not None and mark.end == start:
            return begin
    return start
