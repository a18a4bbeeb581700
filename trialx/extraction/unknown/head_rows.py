"""Tables of one row: labels in the head, their values below.

What comes in: the pieces of a page and which of them are the rows of a table. What goes out: the pieces with each
cell behind its label. Separate from lines, where a value stands beside its label.
"""

from itertools import pairwise

from trialx.extraction.unknown.slice import Piece
from trialx.lexicon.look_up import knows


def below_heads(found: list[Piece], rows: list[tuple[int, int]]) -> list[Piece]:
    """Put each cell of a table of one row behind the label above it.

    A row of labels alone is a table's head. Of one row below it each cell is its label's value; of several rows none
    is, since they are many things of a kind (arms, places, other trials).
    """
    lines = [row for row in rows if row[0] < row[1] or row[0] < 0]
    heads: dict[int, list[Piece]] = {}
    for n, (first, last) in enumerate(lines):
        head = found[first:last] if first >= 0 else []
        if _heads_columns(head, lines[n + 1 : n + 2]):
            found[first:last] = [piece._replace(senses=()) for piece in head]
            continue
        if len(head) < 2 or not all(piece.senses for piece in head) or any(piece.colon for piece in head):
            continue
        if any(_reads(label, value) for label, value in pairwise(head)):
            continue  # `Status | Completed`: a word that is a label elsewhere is a value here
        found[first:last] = [piece._replace(senses=()) for piece in head]
        below = n + 1
        while below < len(lines) and lines[below][1] - lines[below][0] == len(head) and lines[below][0] >= 0:
            below += 1
        row = found[slice(*lines[n + 1])] if below == n + 2 else []
        if row and not any(piece.senses for piece in row):
            heads[lines[n + 1][0]] = head
    if not heads:
        return found
    out: list[Piece] = []
    label: list[Piece] = []
    for i, piece in enumerate(found):
        if i in heads:
            label = [head._replace(beside=True, marked=False) for head in heads[i]]
        if label:
            out.append(label.pop(0))
        out.append(piece)
    return out


def _heads_columns(row: list[Piece], below: list[tuple[int, int]]) -> bool:
    """Whether a row heads columns that the lexicon does not all know: `Arm | Type | Intervention` over rows of arms.

    Its last cell is a label, which a row of labels and values never ends with, and another row like it stands below.
    """
    if len(row) < 2 or row[0].senses or not row[-1].senses or row[-1].colon or any(piece.colon for piece in row):
        return False
    if all(sense.weak for sense in row[-1].senses) and _reads(row[-2], row[-1]):
        return False  # `12 | Status | Completed`: a value
    return any(last - first >= len(row) for first, last in below)


def _reads(label: Piece, value: Piece) -> bool:
    """Whether a label's own reader knows the next cell."""
    return knows(label.senses, value.text)
