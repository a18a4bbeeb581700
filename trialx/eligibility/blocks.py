r"""Blocks: the stretches of a criteria text that each become one node, in order.

What comes in: the text. What goes out: a list of `Block`: a heading of a side, a marked item or a plain paragraph,
with offsets. Every character that is not white space lies in exactly one block. Separate from the tree, which only
asks how blocks stand to each other.

Pages carry criteria one a line, hard-wrapped, as run-on lists in one line (`* a * b`, `1. … 2. …`) and as a numbered
list inside one bullet (`* 1\. … 2. …`); a page that lost its line breaks has its headings in mid-line too.
"""

import html
import re
from bisect import bisect_left
from itertools import zip_longest
from typing import NamedTuple

from trialx.eligibility.headings import LONGEST, group_before, heading_at, heading_within, side_words
from trialx.eligibility.marks import Mark, closing_signs, follows, inline_marks, is_loose, mark_at, mark_in
from trialx.eligibility.tidy import FILLER

HEADING, ITEM, PARAGRAPH = "heading", "item", "paragraph"


class Block(NamedTuple):
    """`text[start:body]` is the mark, `text[body:end]` the words; `depth` counts lists inside one line."""

    start: int
    body: int
    end: int
    kind: str
    indent: int
    style: str = ""
    ordinal: int = 0
    side: str | None = None
    depth: int = 0


# What `Block(...)` comes to, in half its time: every line is one.
_new = tuple.__new__


class Signs(NamedTuple):
    """Where a text may hold headings and list marks: most of its lines hold none inside."""

    sides: list[int]  # parts of words that name a side, and the end of the text
    marks: list[int]  # what may close a list mark, and the end of the text


FEWEST_DASHES = 2  # so many dashes with blanks around them part the points of a line that opens with one
DEEPEST = 3  # lists inside one line: bullets with numbers with letters
WRAP_NARROWEST, WRAP_WIDEST, WRAP_SLACK = 50, 130, 18  # characters of a hard-wrapped line; how far below the widest
WRAP_LINES = 4  # so many lines near the width show that a text is hard-wrapped
CERTAIN_BULLETS = "•●○◦▪■►➢❖·①"  # one of these in mid-line is a bullet; a single `*` or `-` may be anything

_OPEN_END = re.compile(
    r"(?:[,(/–<>≤≥=]|\b(?:and|or|of|the|a|an|with|to|for|in|by|at|on|from|than|is|are|be|as|within|per|not|any|least|most|over|under"
    r"|above|below|between|grade|stage|last|past|previous|every))$",
    re.IGNORECASE,
)
# Behind these a number goes on with the line above, also one that looks like a mark: "less than / 100. No others".
_WANTS_NUMBER = re.compile(
    r"(?:[<>≤≥=±×]|\b(?:least|most|than|to|over|under|above|below|between|within|last|past|grade|of))$", re.IGNORECASE
)
_SOFT_START = re.compile(r"[a-z(),;≤≥<>=%]|\\[<>]|\d[\d.,]*(?:\s?[a-zµμ%/×]|\s?[-–]\s?\d)")
# A text whose line ends became `~` (AACT's dump) or `<br>`.
_TILDES = re.compile(r"~\s*(?:~|[*•-]|\d{1,2}[.)]\s)|:\s*~")
# What a page that was escaped twice prints for a sign.
_REFERENCE = re.compile(r"&(?:amp|lt|gt|le|ge|nbsp|quot|apos|#\d{2,5}|#x[\da-fA-F]{2,4});")
_BREAK = re.compile(r"<br\s{0,3}/?\s{0,3}>", re.IGNORECASE)


def line_breaks(text: str) -> str:
    r"""Return a text whose line ends are line ends again, as long as it was.

    >>> line_breaks("Adults<br>Asthma"), line_breaks("~* Adults~* Asthma")
    ('Adults   \nAsthma', '\n* Adults\n* Asthma')
    """
    if "~" in text and _TILDES.search(text):
        text = text.replace("~", "\n")
    if "<" in text and ("<b" in text or "<B" in text):
        text = _BREAK.sub(lambda found: "\n".rjust(len(found[0])), text)
    if "&" in text and _REFERENCE.search(text):
        text = _REFERENCE.sub(_sign, text)
    return text


def _sign(reference: re.Match[str]) -> str:
    """Return the sign that a reference stands for, as long as the reference."""
    sign = html.unescape(reference[0])
    return sign.ljust(len(reference[0]), " " if sign.isspace() else FILLER).replace("\xa0", " ")


def blocks(text: str) -> list[Block]:
    r"""Return all blocks of a criteria text.

    >>> [(block.kind, block.style) for block in blocks("Inclusion Criteria:\n\n* Adults\n* Asthma")]
    [('heading', ''), ('item', '*'), ('item', '*')]
    """
    found: list[Block] = []
    signs = Signs([*side_words(text), len(text)], [*closing_signs(text), len(text)])
    lines = _lines(text, signs)
    sides, marks = signs
    side, mark = 0, 0
    for line, after in zip_longest(lines, lines[1:]):
        _, body, end, kind = line[:4]
        while sides[side] < body:
            side += 1
        while marks[mark] < body:
            mark += 1
        if sides[side] >= end and marks[mark] >= end and kind != HEADING:
            found.append(line)  # nothing inside: what most lines are
        else:
            found += _parts(text, line, after, signs)
    return found


def _lines(text: str, signs: Signs) -> list[Block]:
    """Return the lines with their marks, wrapped lines joined."""
    width = _wrap_width(text)
    found: list[Block] = []
    last_line, spaced = 0, True
    begin = 0
    for printed in text.split("\n"):
        words = printed.strip()
        if words:
            indent = len(printed) - len(printed.lstrip())
            start = begin + indent
            line = _line(text, start, start + len(words), indent if "\t" not in printed else _columns(printed), signs)
            wrapped = not spaced and (
                _continues(text, found[-1], line, last_line, width)
                if line.kind == PARAGRAPH
                else line.ordinal > 0 and _interrupts(text, found[-1], line)
            )
            if wrapped:
                found[-1] = found[-1]._replace(end=line.end)
            else:
                found.append(line)
            last_line = start
        spaced = not words
        begin += len(printed) + 1
    return found


def _line(text: str, start: int, end: int, indent: int, signs: Signs) -> Block:
    near = signs.sides[bisect_left(signs.sides, start)] < start + LONGEST
    if near and (heading := heading_at(text, start, end)):
        return Block(start, heading.end, end, HEADING, indent, side=heading.side)
    mark = mark_at(text, start)
    if mark is None or mark.end >= end:
        return _new(Block, (start, start, end, PARAGRAPH, indent, "", 0, None, 0))
    return _new(Block, (start, mark.end, end, ITEM, indent, mark.style, mark.ordinal, None, 0))


def _columns(line: str) -> int:
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip())


def _wrap_width(text: str) -> int:
    """Return the width at which the text is hard-wrapped, 0 where it is not."""
    lengths = list(map(len, text.split("\n")))
    widest = max(lengths)
    if not WRAP_NARROWEST <= widest <= WRAP_WIDEST:
        return 0
    return widest if sum(length > widest - WRAP_SLACK for length in lengths) >= WRAP_LINES else 0


def _continues(text: str, held: Block, line: Block, last_line: int, width: int) -> bool:
    """Whether a plain line goes on where the one before broke off (there is no blank line between)."""
    before = text[last_line : held.end]
    if held.kind == HEADING or before[-1] in ":：":
        return False
    if width and len(before) + 1 + len(text[line.start : line.end].split(None, 1)[0]) > width:
        return True
    if before[-1] in ".;?!":
        return False
    if _OPEN_END.search(before[-12:]):
        return True
    return held.kind == ITEM and _SOFT_START.match(text, line.start) is not None


def _interrupts(text: str, held: Block, line: Block) -> bool:
    """Whether a number at the start of a line belongs to the line above, which ends where a number must follow."""
    if held.kind == HEADING or line.ordinal in (1, held.ordinal + 1):
        return False
    return (
        text[line.start].isdecimal()
        and _WANTS_NUMBER.search(text[max(held.body, held.end - 12) : held.end]) is not None
    )


def _parts(text: str, line: Block, after: Block | None, signs: Signs) -> list[Block]:
    """Take a line apart at the headings and list marks inside it."""
    found: list[Block] = []
    while True:
        while line.kind == HEADING:
            end = _trim(text, line.start, line.body)
            found.append(Block(line.start, line.start, end, HEADING, line.indent, side=line.side))
            start = _skip(text, line.body, line.end)
            if start == line.end:
                return found
            line = _line(text, start, line.end, line.indent, signs)
        named = signs.sides[bisect_left(signs.sides, line.body)] < line.end
        heading = heading_within(text, line.body, line.end) if named else None
        if heading is None:
            return found + _items(text, line, after, signs)
        stop = _trim(text, line.body, heading.start)
        if text[stop - 1] in "*•" and stop > line.body:  # the bullet of the heading
            stop -= 1
        start = _skip(text, stop, heading.start)
        stop = _trim(text, line.body, stop)
        group = group_before(text, line.body, stop)
        if group > line.body:
            found += _items(text, line._replace(end=_trim(text, line.body, group)), None, signs)
            if group < stop:
                found.append(Block(group, group, stop, HEADING, line.indent))
        else:
            start = line.start
        found.append(Block(start, heading.start, heading.end, HEADING, line.indent, side=heading.side))
        start = _skip(text, heading.end, line.end)
        if start == line.end:
            return found
        line = _line(text, start, line.end, line.indent, signs)


def _items(text: str, line: Block, after: Block | None, signs: Signs) -> list[Block]:
    marks = inline_marks(text, line.body, line.end, signs.marks)
    if any(is_loose(text, mark) for mark in marks) and not _lost_breaks(line, marks, after):
        marks = [mark for mark in marks if not is_loose(text, mark)]
    return _split(text, line, marks, after) if marks else [line]


def _lost_breaks(line: Block, marks: list[Mark], after: Block | None) -> bool:
    """Whether dashes part the points of a line: it opens with one, holds several, and is no point of a list itself."""
    return (
        line.kind == ITEM
        and (after is None or after.style != line.style)
        and sum(mark.style == line.style for mark in marks) >= FEWEST_DASHES
    )


def _split(text: str, block: Block, marks: list[Mark], after: Block | None) -> list[Block]:
    """Take a block apart at the first list that its marks form, and each part again at the lists inside it."""
    run = _run(text, block, marks, after) if marks and block.depth < DEEPEST else []
    if not run:
        return [block]
    own_list = block.kind == ITEM and follows(block.style, block.ordinal, run[0])
    edges = [*(mark.start for mark in run), block.end]
    head = block._replace(end=_trim(text, block.body, edges[0]))
    position = sum(mark.start < edges[0] for mark in marks)
    found = _split(text, head, marks[:position], None) if own_list else [head]
    depth = block.depth if own_list else block.depth + 1
    for mark, edge in zip(run, edges[1:], strict=True):
        position += 1  # past the mark itself
        first = position
        while position < len(marks) and marks[position].start < edge:
            position += 1
        part = Block(
            mark.start, mark.end, _trim(text, mark.end, edge), ITEM, block.indent, mark.style, mark.ordinal, depth=depth
        )
        found += _split(text, part, marks[first:position], None)
    return found


def _run(text: str, block: Block, marks: list[Mark], after: Block | None) -> list[Mark]:
    """Find the marks that go on with the block's own list, else the first list that begins inside it."""
    run = _chain(block.style, block.ordinal, marks) if block.kind == ITEM else []
    # `see 2. below` in item 1 of a list whose item 2 follows on its own line is no mark.
    if run and (after is None or after.style != block.style or not 0 < after.ordinal <= run[-1].ordinal):
        return run
    tried: set[str] = set()  # a style whose first mark begins no list has none: each style costs one look
    for position, mark in enumerate(marks):
        if mark.style in tried:
            continue
        tried.add(mark.style)
        if mark.ordinal == 0:
            run = [other for other in marks[position:] if other.style == mark.style]
            if len(run) > 1 or mark.style in CERTAIN_BULLETS or text[mark.start - 2 : mark.start].strip() == ":":
                return run
        elif (style := _first_of(mark)) and (rest := _chain(style, 1, marks[position + 1 :])):
            return [mark._replace(style=style, ordinal=1), *rest]
    return []


def _first_of(mark: Mark) -> str:
    """Return the style of the list that this mark may begin, empty where it is not the first of any."""
    if mark.ordinal == 1:
        return mark.style
    roman = mark.style.replace("a", "i").replace("A", "I")
    return roman if roman != mark.style and mark_in(roman, mark) == 1 else ""


def _chain(style: str, ordinal: int, marks: list[Mark]) -> list[Mark]:
    run = []
    for mark in marks:
        if follows(style, ordinal, mark):
            ordinal = mark_in(style, mark) if ordinal else 0
            run.append(mark._replace(style=style, ordinal=ordinal))
    return run


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
