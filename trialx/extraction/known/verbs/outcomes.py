"""Outcomes with their time frames: `Sleep [Time Frame: 4 weeks]`, or a line each.

What comes in: a section with lists of outcomes, each under a label or one under the heading. What goes out: measures,
descriptions and time frames. Separate from `lists`, whose entries are a line each.
"""

import re
from collections.abc import Mapping

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.fields import label_at
from trialx.extraction.known.verbs.text import paragraphs
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import bullet_length, one_line
from trialx.layouts.layout import Field
from trialx.readers import is_null

_FRAME = re.compile(r"\s*[\[(] ?time ?frame ?: ?([^\[\]]{1,400}?) ?[\])]\s*$", re.IGNORECASE)
# A bracket at the end without the words is one too where it speaks of time; `[SF-36]` does not.
_BARE_FRAME = re.compile(
    r"\s*\[ ?((?=[^\[\]]*\b(?:minutes?|hours?|days?|nights?|weeks?|months?|years?|baseline|visits?|cycles?)\b)"
    r"[^\[\]]{1,300}?) ?\]\s*$",
    re.IGNORECASE,
)
_FRAME_LINE = re.compile(r"[\[(]? ?time ?frame ?: ?([^\[\]]{1,400}?) ?[\])]?$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}[.)]\s+(?=\S)")
# The heads of the table that such a list once was.
HEADS = frozenset({"outcome measure", "measure description", "time frame", "outcome measures"})


def outcomes(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the outcomes under each field's label; those above any label are the first field's if it is the only one."""
    del cuts
    section, page = cut.section, found.page
    current = section.fields[0] if len(section.fields) == 1 else None
    lines: list[int] = []
    for at in range(cut.first, cut.last):
        if found.claims[at] is not None:
            continue
        which, offset = label_at(found, section, at)
        if which >= 0 and offset == len(page.lines[at]):
            _take(found, current, lines)
            lines, current = [], section.fields[which]
            found.claim(at, current.rule)
        elif current is not None and _heads(page.keys[at]):
            found.claim(at, f"{section.rule}:heads")
        elif current is not None:
            lines.append(at)
    _take(found, current, lines)


def _heads(key: str) -> bool:
    return all(part.strip() in HEADS for part in key.strip("|").split("|"))


def _take(found: Found, field: Field | None, lines: list[int]) -> None:
    """Cut a list into outcomes. A time frame tells where one is: in its first line, or in its last.

    Without any time frame each line is a measure only where all are listed: else measures and descriptions cannot be
    told apart, and nothing is read.
    """
    if field is None or not lines:
        return
    page = found.page
    texts = [page.lines[at] for at in lines]
    if field.name == "-" or (len(lines) == 1 and is_null(texts[0])):
        for at in lines:
            found.claim(at, field.rule)
        return
    if any(_framed(text) for text in texts):
        opens = [n for n, text in enumerate(texts) if _framed(text)]
    elif any(_FRAME_LINE.match(text) for text in texts):
        ends = [n for n, text in enumerate(texts) if _FRAME_LINE.match(text)]
        opens = [0, *(n + 1 for n in ends if n + 1 < len(texts))]
    elif all(_NUMBER.match(text) or bullet_length(text) for text in texts) or len(lines) == 1:
        opens = list(range(len(lines)))
    else:
        found.doubt("outcomes-unread", "outcomes without time frames or marks cannot be told apart", lines[0])
        return
    for first, after in zip(opens, [*opens[1:], len(lines)], strict=True):
        _outcome(found, field, lines[first:after])


def _framed(text: str) -> re.Match[str] | None:
    """The time frame at the end of a measure's own line."""
    return None if _FRAME_LINE.match(text) else _FRAME.search(text) or _BARE_FRAME.search(text)


def _outcome(found: Found, field: Field, lines: list[int]) -> None:
    page = found.page
    base = (field.path[0], found.next(str(field.path[0])))
    at, *rest = lines
    line = page.lines[at]
    number = _NUMBER.match(line)
    offset = number.end() if number else bullet_length(line)
    frame = _framed(line)
    end = frame.start() if frame else len(line)
    found.part((*base, "measure"), one_line(line[offset:end]), at, (offset, end), "label", field.rule)
    if frame:
        _frame(found, base, at, frame, field)
    for last in rest[-1:]:
        closing = _FRAME_LINE.match(page.lines[last])
        if closing and not frame:
            _frame(found, base, last, closing, field)
            rest = rest[:-1]
    if rest:
        text = paragraphs(page, rest[0], rest[-1] + 1, page.starts[rest[0]])
        path, rule = (*base, "description"), f"{field.rule}:description"
        found.span(path, text, page.starts[rest[0]], page.ends[rest[-1]], rest[0], "position", rule, last=rest[-1])


def _frame(found: Found, base: tuple[str | int, ...], at: int, match: re.Match[str], field: Field) -> None:
    path = (*base, "time_frame")
    found.part(path, one_line(match[1]), at, match.span(1), "label", f"{field.rule}:time_frame")
