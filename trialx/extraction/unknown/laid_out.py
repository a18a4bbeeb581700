"""What the lines of a page show of what it is: titles, lists of criteria, empty labels, blocks that come again.

What comes in: the page and its pieces. What goes out: signs. Separate from `said`, since here it counts where on the
page words stand, and from `signs`, which weighs what was read.
"""

import re
from collections import Counter
from collections.abc import Sequence, Set
from functools import cache
from itertools import pairwise

from trialx.extraction.unknown.said import has
from trialx.extraction.unknown.slice import Piece, is_numbered
from trialx.extraction.verdict import Sign
from trialx.languages import words
from trialx.page.lines import Page

TITLE_LINES = 60
LONGEST_TITLE = 400
FEWEST_WORDS, MOST_WORDS = 4, 70
MARKS = "•*-–‣▪●○◦·o"
# A label that comes so often has a block each time.
ALIKE_FROM = 3
_LABEL = re.compile(r"[^.:]{1,40}:\s*\S")
# What labels a value of a trial, whether or not it can be read.
_VALUED = frozenset({"scalar", "line", "list", "prose", "flag", "person", "frame"})


def by_lines(page: Page, pieces: Sequence[Piece], read: Set[str]) -> list[Sign]:
    """Return what lines and labels show, each sign that was seen; `read` are the fields whose values were read."""
    titles = _titles(page)
    formal = [line for line in titles if has("formal_title", line)]
    labels = _labels(pieces) - read
    seen = [
        Sign("study_title", int(bool(titles)), titles[0] if titles else ""),
        Sign("formal_title", int(bool(formal)), formal[0] if formal else ""),
        Sign("several_titles", len(titles) - 2 if len(titles) > 2 else 0, str(len(titles))),
        Sign("like_criteria", _like_criteria(page)),
        Sign("heading_of_criteria", int(any(sense.kind == "criteria" for one in pieces for sense in one.senses))),
        Sign("label", len(labels), ", ".join(sorted(labels))),
        Sign("empty_labels", _empty(pieces)),
        Sign("blocks_alike", _alike(pieces) + _again(page)),
        Sign("sections_of_an_article", len(_sections(page))),
    ]
    return [one for one in seen if one.times]


def _titles(page: Page) -> list[str]:
    """Lines that have the form of a study's title and no sentence's end, each once."""
    found: dict[str, str] = {}
    for at in range(min(len(page), TITLE_LINES)):
        line = page.lines[at]
        if len(line) > LONGEST_TITLE or not FEWEST_WORDS <= _size(line) <= MOST_WORDS:
            continue
        if has("formal_title", line) or (line[-1] not in ".:,;!" and has("study_title", line)):
            found.setdefault(page.keys[at], line)
    return list(found.values())


def _size(line: str) -> int:
    """How many words a line has; letters without blanks between words count four a word."""
    return max(len(line.split()), sum(char > "\u2e80" for char in line[:400]) // 4)


def _like_criteria(page: Page) -> int:
    """How many entries of lists read like criteria."""
    return sum(
        (line[0] in MARKS or is_numbered(line)) and has("like_criteria", line[:300]) for line in page.lines[:400]
    )


def _labels(pieces: Sequence[Piece]) -> set[str]:
    """What is labelled in so many words, whether or not the value can be read."""
    found = set()
    for piece, after in pairwise(pieces):
        if piece.senses and not piece.senses[0].weak and piece.senses[0].kind in _VALUED and not after.senses:
            found.add(piece.senses[0].field.split(".")[0])
    return found


def _empty(pieces: Sequence[Piece]) -> int:
    """How many labels have no value, where others stand above and below them, or their colon wants one."""
    count = run = 0
    for piece, after in pairwise(pieces):
        empty = bool(piece.senses and after.senses) and piece.senses[0].kind != "section"
        run = run + 1 if empty else 0
        count += empty and (piece.colon or run >= ALIKE_FROM)
    return count


def _alike(pieces: Sequence[Piece]) -> int:
    """How many different labels of what a trial has once come three times or more, with other values each time."""
    values: dict[str, Counter[str]] = {}
    for piece, after in pairwise(pieces):
        if piece.senses and not after.senses and piece.senses[0].field.split(".")[0] in _once():
            values.setdefault(piece.senses[0].field, Counter())[after.text[:80]] += 1
    return sum(len(one) >= ALIKE_FROM or sum(one.values()) > ALIKE_FROM for one in values.values())


def _again(page: Page) -> int:
    """How many lines come three times or more that say what a study is for: each heads a study of its own."""
    return sum(
        count >= ALIKE_FROM and (has("purpose", key) or has("this_study", key))
        for key, count in Counter(page.keys).items()
    )


@cache
def _once() -> frozenset[str]:
    return frozenset({"overall_status", "phases", "brief_title", "official_title", "lead_sponsor", "nct_id"})


@cache
def _heads() -> tuple[str, ...]:
    return (*words("signs", "abstract"), *words("signs", "article"))


def _sections(page: Page) -> set[str]:
    """Which sections of an article head lines of the page.

    A heading that goes on to a colon is a label of another thing: `Results First Posted: May 3`.
    """
    heads = _heads()
    return {
        word
        for key in page.keys
        for word in heads
        if key.startswith(word)
        and (
            len(key) == len(word)
            or key[len(word)] in ":."
            or (key[len(word)] == " " and not _LABEL.match(key, len(word)))
        )
    }
