"""A page as pieces: labels and texts, in order, each with its place.

What comes in: the page. What goes out: a list of `Piece`. Here, and only here, it is decided where in a line a label
ends and its value begins: beside a colon, in the next cell of a table, behind a tab, or glued to it without a blank
(`Lead OrganizationNovartis`, `Phase 3Accepts Healthy Volunteers?`). What a label means is decided by the reading.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from trialx.eligibility.headings import heading_at
from trialx.extraction.unknown.head_rows import below_heads
from trialx.extraction.unknown.rules import forget, on
from trialx.extraction.unknown.slice import Piece
from trialx.languages import words as listed
from trialx.lexicon.look_up import LONGEST_LABEL, Found, Sense, key, knows, lexicon, look_up, may_open
from trialx.page.lines import Page

# `o` is a bullet only where a capital follows it.
_BULLET = re.compile(r"(?:[*•●○◦·▪■‣–—+➢❖-]|\\\*|o(?=\s+[A-Z]))+\s+|#{1,4}\s+|[•●▪■]")
_OPENS_BULLET = frozenset("*•●○◦·▪■‣–—+➢❖-\\o#")
# Where a blank was lost: a capital behind a small letter, a digit or a closing mark. The patterns look back from the
# capital, of which a page has fewer.
_GLUE = re.compile(r"[A-ZÀ-Þ](?<=[a-zà-ÿ0-9.)\]%?+].)")
# The same behind a label, whose value may be a number or a registry's.
_GLUE_BEHIND = re.compile(r"[A-ZÀ-Þ0-9](?:(?<=[a-zà-ÿ.)\]?].)|(?<=[a-z ]ID[A-Z0-9]))")
# Where another label may begin in the middle of a line.
_BEFORE_LABEL = re.compile(r"[,;.|)\]]\s*|\s{2,}|\s[-–—]\s")
# The number of a field in a form, in a cell of its own: `E.1.1`.
_CODE = re.compile(r"[A-Z](?:\.\d+){1,4}\.?")
_COLONS = re.compile("[:：]")
_WIDE = re.compile(r"\s{2,}")
_BLANKS = re.compile(r"\s+")
# The number of a line in a document that counts its sections: `3.1 Phase`, `4. Treatments`.
_OUTLINE = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?[ \t]+(?=[^\W\d])")
_OUTLINED = re.compile(r"^[ \t]*\d{1,2}\.\d{1,2}\.?[ \t]+[^\W\d]", re.MULTILINE)
# So many lines with numbers of two levels show that a document is written so.
OUTLINED_FROM = 3
MOST_COLONS = 3
# So many colons of a line are tried as the ends of labels in its middle.
MOST_INSIDE = 24
LONGEST_GLUED = 60


class _Cut(NamedTuple):
    """A label at the head of a line: its words, where what is beside it begins, whether a colon parts them."""

    label: Found
    words: str
    rest: int
    colon: bool


def segments(page: Page) -> list[Piece]:
    r"""Return the pieces of a page.

    >>> [piece.text for piece in segments(Page("Phase 3Accepts Healthy Volunteers?\nNo"))]
    ['Phase 3', 'Accepts Healthy Volunteers?', 'No']
    >>> [piece.text for piece in segments(Page("| Status | Recruiting |\nPhase: 2"))]
    ['Status', 'Recruiting', 'Phase', '2']
    """
    found: list[Piece] = []
    view = page.view
    new = tuple.__new__
    rows: list[tuple[int, int]] = []
    tables = False
    outlined = on("outline") and len(_OUTLINED.findall(view)) >= OUTLINED_FROM
    for at, (start, end) in enumerate(zip(page.starts, page.ends, strict=True)):
        line = view[start:end]
        if outlined and (number := _OUTLINE.match(line)) and _labels(line[number.end() :]):
            start, line = start + number.end(), line[number.end() :]
        first = len(found)
        parts = _seen(line) if len(line) <= LONGEST_LABEL else _apart(line)
        # Each with the place of its line added; `_replace` takes ten times as long, for most of what this loop does.
        found += [new(Piece, (part[0], start + part[1], start + part[2], at, *part[4:])) for part in parts]
        table = "|" in line or "\t" in line
        tables = tables or table
        rows.append((first, len(found)) if table else (-1, -1))
    return below_heads(found, rows) if tables and len(found) > len(page) and on("head_of_row") else found


def _apart(line: str) -> tuple[Piece, ...]:
    """The pieces of a line, with their places in it."""
    found: list[Piece] = []
    mark = "|" if "|" in line else "\t" if "\t" in line else ""
    if mark:
        _cells(found, line, mark)
    else:
        _cell(found, line, 0, first=True)
    return tuple(found)


# Labels and furniture come again on every page of a site: of its short lines, most.
_seen = lru_cache(maxsize=8192)(_apart)
forget(_seen.cache_clear)


def _labels(line: str) -> bool:
    """Whether a line is a label, or opens with one before a colon."""
    return look_up(line) is not None or _heading(line) is not None or _beside(line) is not None


def _stands_glued(known: Found) -> bool:
    """Whether a label is one by itself where a value is glued behind it."""
    return any(not sense.weak and sense.kind not in ("section", "flag") for sense in known.senses[:1])


def _cells(found: list[Piece], line: str, mark: str) -> None:
    offset = 0
    for raw in line.split(mark):
        text = raw.strip()
        if text and not set(raw) <= set(" -:="):
            held = len(found)
            _cell(found, text, offset + len(raw) - len(raw.lstrip()), first=not held)
            if 0 < held < len(found) and found[held - 1].senses:
                found[held - 1] = found[held - 1]._replace(beside=True)
        offset += len(raw) + 1


def _cell(found: list[Piece], text: str, start: int, *, first: bool) -> None:
    """Take a line or a cell apart; `first`: it opens the line."""
    marked = False
    if text[0] in _OPENS_BULLET and (bullet := _BULLET.match(text)) and bullet.end() < len(text):
        marked = text[0] != "#"  # a heading in Markdown is no entry of a list
        start += bullet.end()
        text = text[bullet.end() :]
    elif text[1:2] == "." and _CODE.fullmatch(text):
        return
    if text.startswith(("**", "__")):
        start, text = start + 2, text[2:]
    bare = text[:-2] if text.endswith(("**", "__")) else text
    opens = may_open(text)
    if len(bare) <= LONGEST_LABEL and (whole := (opens and look_up(bare)) or _heading(bare)):
        colon = bare.endswith(":")
        found.append(_label(whole, bare, start, colon=colon, beside=False, marked=marked, first=first))
        return
    cut = (_beside(text) or _behind_blanks(text)) if opens else _heading_beside(text)
    cut = cut or _behind_glue(text, opens=opens)
    if cut is None:
        _rest(found, text, start, first=first, marked=marked)
        return
    label, words, rest, colon = cut
    beside = not colon or bool(text[rest:].strip())
    colon = colon or words.endswith(":")
    found.append(_label(label, words, start, colon=colon, beside=beside, marked=marked, first=first))
    _rest(found, text[rest:], start + rest, inside=not cut.colon or label.senses[0].kind != "criteria")


def _beside(text: str) -> _Cut | None:
    """The label before one of the first colons, and where the value begins."""
    if ":" not in text and "：" not in text:
        return None
    for n, colon in enumerate(_COLONS.finditer(text, 0, LONGEST_LABEL)):
        if n == MOST_COLONS:
            break
        known = look_up(text[: colon.start()])
        if known is None and n == 0:
            known = _heading(text[: colon.end()])
        if known and not _goes_on(text, colon.start()):
            return _before_colon(text, known, colon)
    return None


def _heading_beside(text: str) -> _Cut | None:
    """The same for a line that opens with no label's word: a heading of criteria may stand before its first colon."""
    if ":" not in text and "：" not in text:
        return None
    colon = _COLONS.search(text, 0, LONGEST_LABEL)
    known = _heading(text[: colon.end()]) if colon else None
    return _before_colon(text, known, colon) if colon and known and not _goes_on(text, colon.start()) else None


def _before_colon(text: str, known: Found, colon: re.Match[str]) -> _Cut:
    begin, end = colon.span()
    rest = end + 2 if text.startswith(("**", "__"), end) else end
    return _Cut(known, text[:begin].rstrip(" :：*_"), rest, True)


def _behind_blanks(text: str) -> _Cut | None:
    """The cells of a table whose marks were lost: `Type of Trial   Interventional`."""
    if ("  " not in text and text[:LONGEST_LABEL].isprintable()) or not on("wide_blanks"):
        return None  # no two blanks stand together, of whatever kind
    wide = _WIDE.search(text, 0, LONGEST_LABEL)
    if wide is None or _all_wide(text):
        return None
    known = look_up(text[: wide.start()])
    if known is None or _is_heading(known):
        return None
    said = text[wide.end() :].split(" ", 1)
    rest = wide.end() + len(said[0]) + 1 if len(said) > 1 and said[0] in _between() else wide.end()
    return _Cut(known, text[: wide.start()], rest, False)


def _behind_glue(text: str, *, opens: bool) -> _Cut | None:
    """A label with its value glued to it: `Lead OrganizationNovartis`; its own word, where the whole opens none."""
    blank = -1 if opens else text.find(" ", 1)
    end = LONGEST_GLUED if blank < 0 else min(blank, LONGEST_GLUED)
    for glue in _GLUE_BEHIND.finditer(text, 0, end) if on("glued") else ():
        cut = glue.start()
        known = look_up(text[:cut])
        if known and (_stands_glued(known) or knows(known.senses, text[cut:])):
            return _Cut(known, text[:cut], cut, False)
    return None


def _all_wide(text: str) -> bool:
    """Whether every blank of a line is a wide one: they then part words, and no cells."""
    blanks = _BLANKS.findall(text)
    return len(blanks) > 1 and all(len(blank) > 1 for blank in blanks)


def _is_heading(known: Found) -> bool:
    return all(sense.kind in ("section", "criteria") for sense in known.senses)


def _label(known: Found, text: str, start: int, *, colon: bool, beside: bool, marked: bool, first: bool) -> Piece:
    return Piece(text, start, start + len(text), 0, known.senses, known.dated, colon, beside, marked, first)


@cache
def _between() -> frozenset[str]:
    return frozenset(listed("between_label_and_value"))


@cache
def _line_stems() -> tuple[str, ...]:
    return tuple(listed("who_may_join", "line_stems"))


def _heading(text: str) -> Found | None:
    """A heading of a side of the criteria that the lexicon does not hold: `Key Exclusion Criteria (Part B)`."""
    if len(text) > LONGEST_LABEL or not on("other_heading"):
        return None
    folded = text.casefold()
    if all(stem not in folded for stem in _line_stems()):
        return None
    heading = heading_at(text, 0, len(text))
    if heading is None or heading.end < len(text):
        return None
    return Found((Sense(f"eligibility.{heading.side or 'criteria'}", "criteria", None, False),))


def _goes_on(text: str, colon: int) -> bool:
    """Whether a label reaches beyond its first colon: `Scientific Title:Acronym Tea for all`."""
    after = text[colon + 1 : colon + 2]
    if not after.isalpha():
        return False
    end = text.find(" ", colon)
    return key(text[: end if end > 0 else len(text)]) in lexicon().senses


def _rest(
    found: list[Piece],
    raw: str,
    start: int,
    *,
    inside: bool = True,
    first: bool = False,
    marked: bool = False,
) -> None:
    """A text, cut where another label begins in it, if one may stand inside."""
    text = raw.strip()
    if not text:
        return
    if len(text) < len(raw):
        start += len(raw) - len(raw.lstrip())
    cut = _next_label(text) if inside and on("label_inside") else None
    if cut is None:
        found.append(Piece(text, start, start + len(text), 0, (), None, False, False, marked, first))
        return
    before, label, begin, end, rest = cut
    if before:
        found.append(Piece(text[:before], start, start + before, 0, marked=marked, first=first))
        first = marked = False
    found.append(
        Piece(
            text[begin:end],
            start + begin,
            start + end,
            0,
            label.senses,
            label.dated,
            colon=rest > end,
            beside=bool(text[rest:].strip()),
            marked=marked,
            first=first,
            glued=begin > 0 and not text[begin - 1].isspace(),
        )
    )
    _rest(found, text[rest:], start + rest)


def _next_label(text: str) -> tuple[int, Found, int, int, int] | None:
    """The first label in a text's middle: (end of what stands before, label, its begin and end, where it goes on)."""
    best: tuple[int, Found, int, int, int] | None = None
    colons = ":" in text or "：" in text
    for glue in _GLUE.finditer(text):
        begin = glue.start()
        colon = _COLONS.search(text, begin, begin + LONGEST_GLUED) if colons else None
        if colon and (known := look_up(text[begin : colon.start()])) and _stands_inside(known):
            best = (begin, known, begin, colon.start(), colon.end())
            break
        if len(text) - begin <= LONGEST_GLUED and (known := look_up(text[begin:])) and not known.senses[0].weak:
            best = (begin, known, begin, len(text), len(text))
            break
    if not colons:
        return best
    limit = best[2] if best else len(text)
    for n, colon in enumerate(_COLONS.finditer(text, 0, limit)):
        if n == MOST_INSIDE:
            break
        for mark in _BEFORE_LABEL.finditer(text, max(0, colon.start() - LONGEST_GLUED), colon.start()):
            begin = mark.end()
            if text[begin] in "[(":
                continue  # `Sleep  [Time Frame: 4 weeks]`: a remark on what stands before it
            known = look_up(text[begin : colon.start()])
            if known and _value_inside(known, text[colon.end() :]):
                return len(text[:begin].rstrip(" ,;.|")), known, begin, colon.start(), colon.end()
    return best


def _value_inside(known: Found, rest: str) -> bool:
    """Whether a label in the middle of a line is one: a weak one only with a value behind it."""
    if _stands_inside(known) and known.senses[0].kind in ("scalar", "other"):
        return True
    return knows(known.senses, rest.strip())


def _stands_inside(known: Found) -> bool:
    """Whether a label is distinct enough to be one in the middle of a line."""
    return not known.senses[0].weak and known.senses[0].kind != "flag"
