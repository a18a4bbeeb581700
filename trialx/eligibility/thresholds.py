"""Thresholds: what each quantity of a criterion is about.

What comes in: the text of one criterion. What goes out: its thresholds, each with its words and their offsets, and
whether something that looks like a threshold could not be read. Separate from the quantities, which know numbers, and
the times, which know lengths of time.

A quantity belongs to the last variable named before it that is stated in such a unit, else to one named right behind
it, else to the one that its unit alone means (kg/m2). Names in a row ("AST and ALT") share it. What is left with a
comparison and no variable is reported as unread, never guessed.
"""

import re
from collections.abc import Iterable

from trialx.eligibility.genes import genes
from trialx.eligibility.lead_ins import handed_down
from trialx.eligibility.lexer import lex
from trialx.eligibility.lexicon import lexicon
from trialx.eligibility.logic import joined
from trialx.eligibility.naming import Reader
from trialx.eligibility.nodes import Node
from trialx.eligibility.quantities import quantities
from trialx.eligibility.relation import Placed
from trialx.eligibility.tidy import Origin
from trialx.eligibility.tnm import tnm
from trialx.eligibility.topics import topics

# Without a digit, a sign or one of these words a criterion states no limit; most end here, so the test is cheap.
# A digit inside a name ("PD-1", "HER2", "COVID-19") is none; one glued to a word that asks for it is.
_DIGIT = re.compile(
    r"(?<![A-Za-z])(?<![A-Za-z]-)[\d②-⑨]|[≥≤<>]|â‰|(?:[Gg]rade|[Ss]tage|[Cc]lass|[Aa]ged?|ECOG|BMI|[Tt]o|PS|[TN])-?\d"
)
_NUMBER_WORD = (
    r"\b(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Tt]welve|[Tt]wice|[Ss]ingle|[Hh]alf)\b"
    r"|\b(?:U|L|UN)LN\b|\blimits?\b|\bNYHA\b|\bChild|\b(?:I{2,3}|IV|VI{1,3})\b|[ⅠⅡⅢⅣⅤ]|\bASA"
)
_WORDED = re.compile(
    rf"{_NUMBER_WORD}|\b(?:[Ss]tage|[Gg]rade|[Cc]lass)s?\s"
    r"|\b(?:past|last|previous|prior|preceding|the|within|an?) (?:year|month|week|day)\b"
)
# The same of what stands between two blanks.
_WORD = re.compile(rf"{_NUMBER_WORD}|(?:[Ss]tage|[Gg]rade|[Cc]lass)s?|\A(?:year|month|week|day)\b")
_silent: set[str] = set()  # what stood between two blanks, without a sign of a limit
_telling: set[str] = set()  # and with one
_YEAR = re.compile(r"\b(?:19|20)\d\d[a-z]?\)")
_CITATION = re.compile(
    r"\((?:[^()]{0,80}\bet al\b[^()]{0,60}"
    r"|[A-Z][\w’'-]{1,30}(?:(?:,| and| &) [A-Z][\w’'-]{1,30}){0,3},? (?:19|20)\d\d[a-z]?)\)"
)
MOST_REMEMBERED = 50_000  # a page of garbage may have any number


def may_state_a_limit(text: str, chunks: list[str]) -> bool:
    """Whether a criterion can state a limit at all; `chunks` is what stands between its blanks.

    >>> [may_state_a_limit(text, text.split(" ")) for text in ("Pregnancy", "Stage III disease")]
    [False, True]
    """
    return not _silent.issuperset(chunks) and (not _telling.isdisjoint(chunks) or _speaks(text, chunks))


def _speaks(text: str, chunks: list[str]) -> bool:
    """Look at what is not known to be silent."""
    worded = False
    for known in (_silent, _telling):
        if len(known) > MOST_REMEMBERED:
            known.clear()
    for chunk in chunks:
        if chunk in _silent:
            continue
        if _DIGIT.search(chunk):
            _telling.add(chunk)
            return True
        if _WORD.search(chunk):
            worded = True
        else:
            _silent.add(chunk)
    return worded and _WORDED.search(text) is not None


def thresholds(text: str, inherited: str | None = None) -> tuple[list[Placed], bool]:
    """Return the thresholds of a criterion and whether a limit in it could not be read.

    `inherited` is the variable that the words above it name (see `handed_down`).

    >>> found, unread = thresholds("Hemoglobin ≥ 9 g/dL")
    >>> found[0].threshold["variable"], found[0].threshold["operator"], found[0].threshold["value"], unread
    ('hemoglobin', '>=', 9, False)
    """
    chunks = text.split(" ")
    if not may_state_a_limit(text, chunks):
        return [], False
    table = lexicon()
    plain = _without_citations(text)
    lexed = lex(plain, table, chunks if plain is text else None)
    got = quantities(lexed, table)
    placed, unread = Reader(lexed, got, table, inherited).read() if got else ([], False)
    if staged := tnm(text):
        placed = sorted([*placed, *staged], key=lambda item: item.start)
    if plain is not text:
        for item in placed:
            item.threshold["text"] = text[item.start : item.end]
    return placed, unread


def _without_citations(text: str) -> str:
    """Return a text with blanks for its citations, which part names from numbers: "ECOG (Doe et al., 1982) of 0"."""
    if "(" not in text or not ("et al" in text or _YEAR.search(text)):
        return text
    return _CITATION.sub(lambda found: " " * len(found[0]), text)


def read_nodes(text: str, nodes: Iterable[Node]) -> None:
    """Read the thresholds of nodes into them, each before its children, with their offsets in the whole text."""
    above: dict[int, str] = {}  # child -> the variable that its lead-in names
    for node in nodes:
        if not node.heading:
            node.topics = [item.topic for item in topics(node.text, node.side)]
            node.genes = [item.gene for item in genes(node.text)]
            read_node(text, node, above.get(id(node)) if above else None)
        if node.children:
            node.logic = joined(node)
        if node.children and not node.thresholds and (name := handed_down(node.text, lexicon())):
            above.update((id(child), name) for child in node.children)


def read_node(text: str, node: Node, inherited: str | None) -> None:
    """Read the thresholds of a node into it."""
    placed, node.unread = thresholds(node.text, inherited)
    if placed:
        node.thresholds = [item.threshold for item in placed]
        node.places = places(text, node, placed)


def places(text: str, node: Node, placed: list[Placed]) -> list[tuple[int, int]]:
    """Return where the words of each threshold stand in the text that the node was cut from.

    The node's words are a tidy copy of `text[node.body:node.end]`: escapes and blanks may be missing from it.
    """
    body = node.body
    if len(node.text) == node.end - body:
        return [(body + start, body + end) for _, start, end in placed]
    origin = Origin(text[body : node.end])
    return [(body + origin(item.start), body + origin(item.end - 1) + 1) for item in placed]
