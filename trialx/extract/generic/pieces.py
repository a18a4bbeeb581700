"""A page as pieces: labels and texts, in order, each with its place.

What comes in: the page. What goes out: a list of `Piece`. Here, and only here, it is decided where in a line a label
ends and its value begins: beside a colon, in the next cell of a table, behind a tab, or glued to it without a blank
(`Lead OrganizationNovartis`, `Phase 3Accepts Healthy Volunteers?`). What a label means is decided by the reading.
"""

import re

from trialx.eligibility.headings import heading_at
from trialx.extract.generic.lexicon import LONGEST_LABEL, Found, Sense, key, knows, lexicon, look_up
from trialx.extract.generic.piece import Piece
from trialx.extract.generic.tables import below_heads
from trialx.page.lines import Page

# `o` is a bullet only where a capital follows it.
_BULLET = re.compile(r"(?:[*•●○◦·▪■‣–—+➢❖-]|\\\*|o(?=\s+[A-Z]))+\s+|#{1,4}\s+|[•●▪■]")
# Where a blank was lost: a small letter, a digit or a closing mark before a capital.
_GLUE = re.compile(r"(?<=[a-zà-ÿ0-9.)\]%?+])(?=[A-ZÀ-Þ])")
# The same behind a label, whose value may be a number or a registry's.
_GLUE_BEHIND = re.compile(r"(?<=[a-zà-ÿ.)\]?])(?=[A-ZÀ-Þ0-9])|(?<=[a-z ]ID)(?=[A-Z0-9])")
# Where another label may begin in the middle of a line.
_BEFORE_LABEL = re.compile(r"[,;.|)\]]\s*|\s{2,}|\s[-–—]\s")
# The number of a field in a form, in a cell of its own: `E.1.1`.
_CODE = re.compile(r"[A-Z](?:\.\d+){1,4}\.?")
_COLONS = re.compile("[:：]")
_WIDE = re.compile(r"\s{2,}")
_BLANKS = re.compile(r"\s+")
# What ClinicalTrials.gov's classic record prints between a label and its value.
_REGULATORY = "ICMJE "
# The number of a line in a document that counts its sections: `3.1 Phase`, `4. Treatments`.
_OUTLINE = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?[ \t]+(?=[^\W\d])")
_OUTLINED = re.compile(r"^[ \t]*\d{1,2}\.\d{1,2}\.?[ \t]+[^\W\d]", re.MULTILINE)
# So many lines with numbers of two levels show that a document is written so.
OUTLINED_FROM = 3
MOST_COLONS = 3
# So many colons of a line are tried as the ends of labels in its middle.
MOST_INSIDE = 24
LONGEST_GLUED = 60


def pieces(page: Page) -> list[Piece]:
    r"""Return the pieces of a page.

    >>> [piece.text for piece in pieces(Page("Phase 3Accepts Healthy Volunteers?\nNo"))]
    ['Phase 3', 'Accepts Healthy Volunteers?', 'No']
    >>> [piece.text for piece in pieces(Page("| Status | Recruiting |\nPhase: 2"))]
    ['Status', 'Recruiting', 'Phase', '2']
    """
    found: list[Piece] = []
    view, starts, ends = page.view, page.starts, page.ends
    rows: list[tuple[int, int]] = []
    outlined = len(_OUTLINED.findall(view)) >= OUTLINED_FROM
    for at in range(len(page)):
        start, end = starts[at], ends[at]
        line = view[start:end]
        if outlined and (number := _OUTLINE.match(line)) and _labels(line[number.end() :]):
            start, line = start + number.end(), line[number.end() :]
        first = len(found)
        mark = "|" if "|" in line else "\t" if "\t" in line else ""
        if mark:
            _cells(found, line, start, at, mark)
            rows.append((first, len(found)))
        else:
            _cell(found, line, start, at)
            rows.append((-1, -1))
        if first < len(found):
            found[first] = found[first]._replace(first=True)
    return below_heads(found, rows) if len(found) > len(page) else found


def _labels(line: str) -> bool:
    """Whether a line is a label, or opens with one before a colon."""
    return look_up(line) is not None or _heading(line) is not None or _beside(line) is not None


def _stands_glued(known: Found) -> bool:
    """Whether a label is one by itself where a value is glued behind it."""
    return any(not sense.weak and sense.kind not in ("section", "flag") for sense in known.senses[:1])


def _cells(found: list[Piece], line: str, start: int, at: int, mark: str) -> None:
    offset = 0
    for raw in line.split(mark):
        if raw.strip() and not set(raw) <= set(" -:="):
            held = len(found)
            _cell(found, raw, start + offset, at)
            if held and held < len(found) and found[held - 1].at == at and found[held - 1].senses:
                found[held - 1] = found[held - 1]._replace(beside=True)
        offset += len(raw) + 1


def _cell(found: list[Piece], raw: str, start: int, at: int) -> None:
    """Take a line or a cell apart."""
    text = raw.strip()
    if _CODE.fullmatch(text):
        return
    start += len(raw) - len(raw.lstrip())
    bullet = _BULLET.match(text)
    marked = bullet is not None and bullet.end() < len(text)
    if bullet and marked:
        marked = text[0] != "#"  # a heading in Markdown is no entry of a list
        start += bullet.end()
        text = text[bullet.end() :]
    if text.startswith(("**", "__")):
        start, text = start + 2, text[2:]
    bare = text[:-2] if text.endswith(("**", "__")) else text
    whole = look_up(bare) or _heading(bare)
    if whole:
        found.append(_label(whole, bare, start, at, marked=marked))
        return
    split = _beside(text)
    if split:
        label, length, rest = split
        found.append(
            _label(label, text[:length].rstrip(" :：*_"), start, at, marked=marked)._replace(
                colon=True, beside=bool(text[rest:].strip())
            )
        )
        if text[rest:].strip():
            _rest(found, text[rest:], start + rest, at, inside=label.senses[0].kind != "criteria")
        return
    wide = _WIDE.search(text, 0, LONGEST_LABEL)
    if wide and not _all_wide(text) and (by_blanks := look_up(text[: wide.start()])) and not _is_heading(by_blanks):
        # The cells of a table whose marks were lost: `Type of Trial   Interventional`.
        found.append(_label(by_blanks, text[: wide.start()], start, at, marked=marked)._replace(beside=True))
        begin = wide.end() + len(_REGULATORY) if text.startswith(_REGULATORY, wide.end()) else wide.end()
        _rest(found, text[begin:], start + begin, at, inside=True)
        return
    for glue in _GLUE_BEHIND.finditer(text, 0, LONGEST_GLUED):
        cut = glue.start()
        label_found = look_up(text[:cut])
        if label_found and (_stands_glued(label_found) or knows(label_found.senses, text[cut:])):
            found.append(_label(label_found, text[:cut], start, at, marked=marked)._replace(beside=True))
            _rest(found, text[cut:], start + cut, at, inside=True)
            return
    held = len(found)
    _rest(found, text, start, at, inside=True)
    if marked and held < len(found):
        found[held] = found[held]._replace(marked=True)


def _all_wide(text: str) -> bool:
    """Whether every blank of a line is a wide one: they then part words, and no cells."""
    blanks = _BLANKS.findall(text)
    return len(blanks) > 1 and all(len(blank) > 1 for blank in blanks)


def _is_heading(known: Found) -> bool:
    return all(sense.kind in ("section", "criteria") for sense in known.senses)


def _label(known: Found, text: str, start: int, at: int, *, marked: bool) -> Piece:
    return Piece(text, start, start + len(text), at, known.senses, known.dated, text.endswith(":"), marked=marked)


def _heading(text: str) -> Found | None:
    """A heading of a side of the criteria that the lexicon does not hold: `Key Exclusion Criteria (Part B)`."""
    if len(text) > LONGEST_LABEL or ("lus" not in text.casefold() and "igib" not in text.casefold()):
        return None
    heading = heading_at(text, 0, len(text))
    if heading is None or heading.end < len(text):
        return None
    return Found((Sense(f"eligibility.{heading.side or 'criteria'}", "criteria", None, False),))


def _beside(text: str) -> tuple[Found, int, int] | None:
    """The label before one of the first colons, its length and where the value begins."""
    for n, colon in enumerate(_COLONS.finditer(text, 0, LONGEST_LABEL)):
        if n == MOST_COLONS:
            break
        known = look_up(text[: colon.start()])
        if known is None and n == 0:
            known = _heading(text[: colon.end()])
        if known and not _goes_on(text, colon.start()):
            return known, colon.start(), colon.end() + (2 if text[colon.end() : colon.end() + 2] in ("**", "__") else 0)
    return None


def _goes_on(text: str, colon: int) -> bool:
    """Whether a label reaches beyond its first colon: `Scientific Title:Acronym Tea for all`."""
    after = text[colon + 1 : colon + 2]
    if not after.isalpha():
        return False
    end = text.find(" ", colon)
    return key(text[: end if end > 0 else len(text)]) in lexicon().senses


def _rest(found: list[Piece], raw: str, start: int, at: int, *, inside: bool) -> None:
    """A text, cut where another label begins in it."""
    text = raw.strip()
    start += len(raw) - len(raw.lstrip())
    cut = _next_label(text) if inside else None
    if cut is None:
        if text:
            found.append(Piece(text, start, start + len(text), at))
        return
    before, label, begin, end, rest = cut
    if before:
        found.append(Piece(text[:before], start, start + before, at))
    glued = begin > 0 and not text[begin - 1].isspace()
    words = text[begin:end]
    after = text[rest:].strip()
    colon = rest > end
    found.append(
        Piece(
            words,
            start + begin,
            start + end,
            at,
            label.senses,
            label.dated,
            colon=colon,
            beside=bool(after),
            glued=glued,
        )
    )
    if after:
        _rest(found, text[rest:], start + rest, at, inside=True)


def _next_label(text: str) -> tuple[int, Found, int, int, int] | None:
    """The first label in a text's middle: (end of what stands before, label, its begin and end, where it goes on)."""
    best: tuple[int, Found, int, int, int] | None = None
    for glue in _GLUE.finditer(text):
        begin = glue.start()
        colon = _COLONS.search(text, begin, begin + LONGEST_GLUED)
        if colon and (known := look_up(text[begin : colon.start()])) and _stands_inside(known):
            best = (begin, known, begin, colon.start(), colon.end())
            break
        if len(text) - begin <= LONGEST_GLUED and (known := look_up(text[begin:])) and not known.senses[0].weak:
            best = (begin, known, begin, len(text), len(text))
            break
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
