"""A page into sections that are contiguous, do not overlap and cover it.

What comes in: the lines and a layout. What goes out: one `Cut` a section, in the page's order. Headings, the fixed
phrases below them and the site's other fixed phrases are claimed here.
"""

from typing import NamedTuple

from trialx.extraction.take.found import Found
from trialx.layouts.layout import Layout, Section
from trialx.page.lines import HEAD_LENGTH, Page

# A heading with a name before it has fewer words than this and one.
LONGEST_HEADING = 9


class Cut(NamedTuple):
    """A section of a page: lines `first` to `last` (excluded), without its heading and fixed phrases."""

    section: Section
    first: int
    last: int


class _Mark(NamedTuple):
    at: int
    order: int
    sure: bool
    kept: bool = False  # the line is part of the section, not its heading


def split(found: Found, layout: Layout) -> list[Cut]:
    """Cut the page at the layout's headings.

    A heading that has a fixed phrase is sure when the phrase follows it. Without the phrase it counts only where no
    sure one exists and its neighbours stand in the layout's order, since descriptions use the same words as titles of
    their own paragraphs (`Study Design`). A fixed phrase whose heading was lost stands for the heading.
    """
    marks = _marks(found, layout)
    keys = found.page.keys
    cuts: list[Cut] = []
    sections = layout.sections
    first, current = 0, sections[0] if not sections[0].headings else None
    for mark in marks:
        if mark.at > first and current is None:
            current = _NO_SECTION
        if current is not None:
            cuts.append(Cut(current, first, mark.at))
        current = sections[mark.order]
        first = mark.at + (not mark.kept)
        while current.fixed and first < len(keys) and _is_fixed(keys, first, current.fixed):
            found.claims[first] = f"{current.rule}:fixed"
            first += 1
    cuts.append(Cut(current or _NO_SECTION, first, len(found.page)))
    return cuts


def _is_fixed(keys: list[str], at: int, fixed: tuple[str, ...]) -> bool:
    """Whether a line is one of the fixed phrases; the end of the page may cut it off."""
    key = keys[at]
    if key.startswith(fixed):
        return True
    return at == len(keys) - 1 and len(key) >= HEAD_LENGTH and any(phrase.startswith(key) for phrase in fixed)


_NO_SECTION = Section("before", -1, (), (), (), "nothing", (), {}, "")


def _marks(found: Found, layout: Layout) -> list[_Mark]:
    """Every line that opens a section, claimed; so is every line that the layout ignores."""
    page, claims = found.page, found.claims
    headings, heads = layout.headings, layout.heads
    marks: list[_Mark] = []
    opened = -2  # the last line of the heading that was met last: itself, or a fixed phrase below it
    for at, head in [(at, head) for at, head in enumerate(page.heads) if head in heads]:
        key = page.title(at)
        orders = headings.get(key)
        if orders is not None:
            below = at + 1 < len(page)
            for order in orders:
                section = layout.sections[order]
                sure = not section.fixed or (below and _is_fixed(page.keys, at + 1, section.fixed))
                if sure or order == orders[-1]:
                    marks.append(_Mark(at, order, sure))
                    opened = at
                    break
            continue
        near = layout.fixed.get(head)
        if near is not None:
            for phrase, order in near:
                if key.startswith(phrase):
                    if not (at == opened + 1 and marks[-1].order == order):
                        marks.append(_Mark(at, order, True))
                    opened = at
                    break
            continue
        for phrase, order in layout.openings.get(head, ()):
            if key.startswith(phrase) and not (marks and marks[-1].order == order):
                marks.append(_Mark(at, order, True, kept=True))
    if layout.tails:
        marks = sorted([*marks, *_tailed(page, layout, {mark.at for mark in marks})])
    kept = _ordered(marks)
    for mark in kept:
        if not mark.kept:
            claims[mark.at] = f"{layout.sections[mark.order].rule}:heading"
    _ignore(found, layout)
    _cut_heading(found, layout, kept)
    return kept


def _cut_heading(found: Found, layout: Layout, marks: list[_Mark]) -> None:
    """Claim the last line of a page that is cut off in the heading of a section further down: `Study Desig`."""
    if not layout.ends or not marks or found.claims[-1] is not None:
        return
    key = found.page.keys[-1]
    if len(key) < HEAD_LENGTH:
        return
    for section in layout.sections[marks[-1].order + 1 :]:
        if any(heading.startswith(key) for heading in section.headings):
            found.claim(len(found.page) - 1, f"{section.rule}:heading")


def _tailed(page: Page, layout: Layout, known: set[int]) -> list[_Mark]:
    """Lines that are a heading behind a name of a few words: `CALM Trial Summary`."""
    tails = tuple(layout.tails)
    marks = []
    for at, key in enumerate(page.keys):
        if key.endswith(tails) and at not in known and key.count(" ") < LONGEST_HEADING and page.lines[at][0].isupper():
            marks.append(_Mark(at, next(order for tail, order in layout.tails.items() if key.endswith(tail)), True))
    return marks


def _ignore(found: Found, layout: Layout) -> None:
    """Claim the lines that say nothing of the trial, wherever they stand."""
    if not layout.ignore:
        return
    page, claims = found.page, found.claims
    openings = tuple(phrase[:HEAD_LENGTH] for phrase in layout.ignore)
    for at in [at for at, head in enumerate(page.heads) if head.startswith(openings)]:
        if claims[at] is None and page.title(at).startswith(layout.ignore):
            claims[at] = f"{layout.name}:ignore"


def _ordered(marks: list[_Mark]) -> list[_Mark]:
    """Drop unsure headings that a sure one makes superfluous or whose neighbours contradict the order."""
    sure = {mark.order for mark in marks if mark.sure}
    kept = []
    for n, mark in enumerate(marks):
        if not mark.sure:
            if mark.order in sure:
                continue
            before = max((m.order for m in marks[:n] if m.sure), default=-1)
            after = min((m.order for m in marks[n + 1 :] if m.sure), default=len(marks) + mark.order + 1)
            if not before < mark.order < after:
                continue
        kept.append(mark)
    return kept
