"""Mentions: what is said of a thing that a criterion names: that it is there, that it is not, or that it is allowed.

What comes in: the words of a criterion and where a mention stands. What goes out: whether the words deny it, and
whether they allow it. Separate from the topics and genes, which are named and denied in the same words.
"""

import re
from typing import Final

BEFORE, BEHIND = 110, 60  # characters that may deny or allow a mention
# These deny all of a list, the others only what stands close.
_DENIES: Final = re.compile(
    r"\b(?:no|not|without|never|neither|nor|none|absence|absent|negative|free\s+of|exclu\w+|ruled?\s+out)\b",
    re.IGNORECASE,
)
_FAILS: Final = re.compile(
    r"\b(?:lack(?:ing|s)?|refus\w+|unwilling\w*|unable|inability|incapable|incapacit\w+|cannot|can't|don't|doesn't|declin\w+|impossib\w+"
    r"|fail(?:s|ed|ure)?\s+to|insufficient|inadequate|poor|interfer\w+|impair\w+|compromis\w+|preclud\w+|prevent\w*|limit(?:s|ed|ing)?"
    r"|unlikely|difficult\w*|avoid\w*|problems?|illitera\w+)\b",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(r"\s*(?:,\s*)?(?:or|and|/|and/or)\s*(?:is\s+|are\s+|an?\s+)?", re.IGNORECASE)
_NON: Final = re.compile(r"\bnon[\s-]?\Z", re.IGNORECASE)
_DENIES_BEHIND: Final = re.compile(
    r"\A[^.;]{0,40}?(?:\b(?:negative|seronegative|non-?reactive|undetectable|absent|cannot|not\s+(?:be\s+)?(?:possible|obtained|allowed|eligible)"
    r"|(?:is|are|must\s+be)\s+(?:excluded|ineligible))\b)",
    re.IGNORECASE,
)
_ALLOWS: Final = re.compile(
    r"\b(?:(?:are|is|will\s+be|may\s+be|can\s+be|also)\s+(?:eligible|allowed|permitted|included|enrolled|acceptable|considered)"
    r"|may\s+(?:enroll?|participate|be\s+included)|(?:not|no)\s+(?:an?\s+)?(?:exclusion\w*|excluded)|can\s+participate|allowed\s+(?:if|provided)"
    r"|eligible\s+(?:if|provided))\b",
    re.IGNORECASE,
)
# What ends the reach of a denial before a mention.
_ENDS: Final = re.compile(
    r"[.;:]\s|\b(?:but|except(?:ion)?s?(?:\s+for)?|unless|however|although|other\s+than|whereas|until)\b|\)\s*,|\n",
    re.IGNORECASE,
)
_BREAKS_LIST: Final = re.compile(
    r",\s*(?:and|with|who|has|have|must|is|are|or\s+(?:who|with|any|has|have|known))\b", re.IGNORECASE
)


def denials(text: str, start: int) -> int:
    """Return how many words deny what begins at `start`, each of which turns it round.

    >>> text = "no history of gout; not unwilling to consent"
    >>> denials(text, 14), denials(text, 37)
    (1, 2)
    """
    before = text[max(0, start - BEFORE) : start]
    ends = [found.end() for found in _ENDS.finditer(before)] + [found.end() for found in _BREAKS_LIST.finditer(before)]
    before = before[max(ends, default=0) :]
    close = before.rfind(",") + 1
    found = sorted(
        [item.span() for item in _DENIES.finditer(before)] + [item.span() for item in _FAILS.finditer(before, close)]
    )
    count = int(_NON.search(before) is not None)
    last = -1
    for first, end in found:
        if last < 0 or not _JOINED.fullmatch(before, last, first):  # "unable or unwilling" denies once
            count += 1
        last = end
    return count


def denied_behind(text: str, end: int) -> bool:
    """Whether words behind a mention deny it: "HIV antibody negative"."""
    return _DENIES_BEHIND.match(text[end : end + BEHIND]) is not None


def allowed(text: str, start: int, end: int) -> bool:
    """Whether the sentence of a mention says that it does not matter: "Patients with gout are eligible if"."""
    first = max(text.rfind(". ", 0, start), text.rfind("; ", 0, start)) + 1
    stop = text.find(". ", end)
    return _ALLOWS.search(text[first : stop if stop >= 0 else len(text)][:400]) is not None
