"""Thresholds: what each quantity of a criterion is about.

What comes in: the text of one criterion. What goes out: its thresholds, each with its words and their offsets, and
whether something that looks like a threshold could not be read. Separate from the quantities, which know numbers, and
the times, which know lengths of time.

A quantity belongs to the last variable named before it that is stated in such a unit, else to one named right behind
it, else to the one that its unit alone means (kg/m2). Names in a row ("AST and ALT") share it. What is left with a
comparison and no variable is reported as unread, never guessed.
"""

import re

from trialx.eligibility.lexer import tokens
from trialx.eligibility.lexicon import lexicon
from trialx.eligibility.naming import Reader
from trialx.eligibility.quantities import quantities
from trialx.eligibility.relation import Placed
from trialx.eligibility.tnm import tnm
from trialx.eligibility.tree import Node

# Without one of these a criterion states no limit; most criteria end here.
HINT = re.compile(
    r"\d|[≥≤<>]|\b(?:U|L|I|UN)LN\b|limit|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twice)\b"
    r"|\b(?:[Ss]tage|[Gg]rade|[Cc]lass|NYHA|[Cc]hild)|\b(?:past|last|previous|prior|preceding|within|the|a) (?:year|month|week|day)\b"
)
def thresholds(text: str) -> tuple[list[Placed], bool]:
    """Return the thresholds of a criterion and whether a limit in it could not be read.

    >>> found, unread = thresholds("Hemoglobin ≥ 9 g/dL")
    >>> found[0].threshold
    {'variable': 'hemoglobin', 'operator': '>=', 'value': 9, 'unit': 'g/dL', 'negated': False, 'text': 'Hemoglobin ≥ 9 g/dL'}
    """
    if not HINT.search(text):
        return [], False
    table = lexicon()
    found = tokens(text, table)
    got = quantities(found, table)
    placed, unread = Reader(text, found, got, table).read() if got else ([], False)
    if staged := tnm(text):
        placed = sorted([*placed, *staged], key=lambda item: item.start)
    return placed, unread


def read_node(text: str, node: Node) -> None:
    """Read the thresholds of a node into it, with their offsets in the whole text."""
    if not HINT.search(node.text):
        return
    placed, node.unread = thresholds(node.text)
    if not placed:
        return
    node.thresholds = [item.threshold for item in placed]
    node.places = places(text, node, placed)


def places(text: str, node: Node, placed: list[Placed]) -> list[tuple[int, int]]:
    """Return where the words of each threshold stand in the text that the node was cut from.

    The node's words are a tidy copy of `text[node.body:node.end]`: escapes and blanks may be missing from it.
    """
    words = text[node.body : node.end]
    if words == node.text:
        return [(node.body + item.start, node.body + item.end) for item in placed]
    origin: list[int] = []  # per character of the tidy copy, where it stands in the text
    at = 0
    for character in node.text:
        while words[at] != character and not (character == " " and words[at].isspace()):
            at += 1
        origin.append(node.body + at)
        at += 1
        if character == " ":
            while at < len(words) and words[at].isspace():
                at += 1
    return [(origin[item.start], origin[item.end - 1] + 1) for item in placed]
