r"""Criteria as one text, from which the same lists are read again.

What comes in: the lists of a record. What goes out: the text, as ClinicalTrials.gov writes it: a heading a side, a mark
an entry, sub-points under their entry. Separate from the forms, of which several have one text for all criteria.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final

from trialx.eligibility.lists import inclusion_exclusion

# Markdown lets any mark have a backslash before it, which is taken away again when the text is read.
_REFERENCE: Final = re.compile(r"&(?=#?\w{1,10};)")
_COLON: Final = re.compile(r"[\\:]")
_MARK: Final = re.compile(r"[\\:*\-+.()]")
_HEADINGS: Final = ("Inclusion Criteria:", "Exclusion Criteria:")


def criteria_text(inclusion: Sequence[str], exclusion: Sequence[str], *, escape: Callable[[str], str] = str) -> str:
    r"""Return both lists as a text; of several ways to mark the entries the first that is read again as they are.

    >>> criteria_text(["Two feet", "Ten toes, of:\nleft\nright"], ["Wool allergy"])
    'Inclusion Criteria:\n\n* Two feet\n* Ten toes, of:\n\n  * left\n  * right\n\nExclusion Criteria:\n\n* Wool allergy'
    """
    plain = _written(inclusion, exclusion, escape, *_WAYS[0])
    ways = ((marks, how) for how in (escape, _as_is, _references, _colons, _all_marks) for marks in _WAYS)
    texts = (_written(inclusion, exclusion, how, *marks) for marks, how in ways)
    return next((text for text in texts if reads_as(text, inclusion, exclusion)), plain)


def reads_as(text: str, inclusion: Sequence[str], exclusion: Sequence[str]) -> bool:
    """Say whether a text is read as these lists."""
    sides = inclusion_exclusion(text)
    return all(
        [one.text for one in side] == list(wanted) for side, wanted in zip(sides, (inclusion, exclusion), strict=True)
    )


def _as_is(text: str) -> str:
    """Leave a text alone: an entry with a list in its line keeps the marks of the list as they were printed."""
    return text


def _references(text: str) -> str:
    """Keep what looks like the reference of a character from being taken for one."""
    return _REFERENCE.sub("&amp;", text)


def _colons(text: str) -> str:
    """Take from words that look like a heading, or like the beginning of a list, what makes them look so."""
    return _COLON.sub(r"\\\g<0>", text)


def _all_marks(text: str) -> str:
    return _MARK.sub(r"\\\g<0>", text)


def _bullet(number: int) -> str:  # noqa: ARG001 (a way to mark an entry)
    return "* "


def _number(number: int) -> str:
    return f"{number}. "


def _bare(number: int) -> str:  # noqa: ARG001
    return ""


def _escaped_number(number: int) -> str:
    return f"{number}\\. "


# How an entry is marked, how its sub-points are, what stands between them.
_WAYS: Final = (
    (_bullet, "  * ", "\n\n"),
    (_number, "   * ", "\n\n"),
    (_bullet, "    - ", "\n"),
    (_bare, "  * ", "\n\n"),
    (_escaped_number, "   * ", "\n\n"),
    (_number, "    1. ", "\n"),
    (_number, "    ", "\n"),
)


def _written(
    inclusion: Sequence[str],
    exclusion: Sequence[str],
    escape: Callable[[str], str],
    mark: Callable[[int], str],
    inner: str,
    between: str,
) -> str:
    parts = []
    for heading, entries in zip(_HEADINGS, (inclusion, exclusion), strict=True):
        if entries:
            lines = [_entry(escape(entry), mark(at), inner, between) for at, entry in enumerate(entries, 1)]
            parts.append(f"{heading}\n\n" + ("\n" if mark(1) else "\n\n").join(lines))
    return "\n\n".join(parts)


def _entry(entry: str, mark: str, inner: str, between: str) -> str:
    first, *rest = entry.split("\n")
    return mark + first + (between + "\n".join(inner + line for line in rest) if rest else "")
