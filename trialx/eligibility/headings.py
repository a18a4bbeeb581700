"""Headings of sides: which words say that inclusion or exclusion criteria follow.

What comes in: a text and a stretch of it. What goes out: where a heading ends and which side it opens. Separate from
the marks and blocks, since it is the only part that knows words and not shapes.

"Inclusion Criteria:", "Key Exclusion Criteria (Part B)", "B- Exclusion criteria:", "Non-inclusion criteria:" open a
side; "Inclusion and exclusion criteria" opens none; "does not meet the inclusion criteria" is a criterion.
"""

import re
from functools import lru_cache
from typing import NamedTuple


class SideHeading(NamedTuple):
    """A heading of a side: `text[start:end]`; `side` is None where it names both or neither."""

    start: int
    end: int
    side: str | None


_SIDE_WORDS = ("clu", "ligib", "chlu")  # parts of "inclusion", "eligible", "Ausschluss": without one no heading
LONGEST = 120  # characters; a longer line that begins like a heading is a sentence
SHORT = 60  # characters: what most headings are
_CACHED_TEXTS = 1024
_IN = r"(?:inclusion|inclusionary|include[ds]?)"
_EX = r"(?:non[\s-]?inclusion|exclusion|exclusionary|exclude[ds]?|ineligibility)"
_CRITERIA = r"(?:criteria|criterion|criterias|criterium)"
_PARTS = re.compile(
    rf"""
    (?P<before>(?:[\w/'’&+–-]+\s+){{0,6}}?)
    (?:
        (?P<both>(?:in|ex)clusion\s*(?:/|and|&|or)\s*(?:in|ex)clusion(?:\s+{_CRITERIA})?|eligibility\s+{_CRITERIA})
      | (?P<out>{_EX}(?:\s+{_CRITERIA})?) | (?P<in>{_IN}(?:\s+{_CRITERIA})?)
      | (?P<aus>ausschlusskriterien|crit[èe]res?\s+(?:d['’]exclusion|de\s+non[\s-]inclusion)
          |criterios\s+de\s+exclusi[óo]n)
      | (?P<ein>einschlusskriterien|crit[èe]res?\s+d['’]inclusion|criterios\s+de\s+inclusi[óo]n)
    )
    (?P<after>\s*(?:[(\[][^()\[\]:：\n]{{0,80}}[)\]]|(?:for|at|of|in|to|during|applicable|regarding|[-–])\s[^.;:：\n]{{1,80}})?\s*)
    (?P<colon>(?:are|include|includes|as\ follows|were)?\s*[:：])?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DECORATION = re.compile(r"[\s*_#\\-]*(?:[A-Z0-9]{1,3}\s?[.)-]+\s*)?[\s*_#]*")
_CLOSING = re.compile(r"[\s*_#.\\-]*")
# A word before "inclusion criteria" that makes a sentence of it, and not a heading.
_SENTENCE = re.compile(
    r"\b(?:meet|meets|meeting|met|fulfil\w*|satisf\w*|not|no|any|all|other|per|the|these|this|of|who|which|with|in|by|be|is|are|was"
    r"|from|to|under|see|does|do|has|have|additional\s+details)\b",
    re.IGNORECASE,
)
# A sentence that introduces a list: it names a side only where no heading did.
_OUT_IF = re.compile(
    r"\b(?:exclu(?:de|des|ded|ding)|not\s+(?:be\s+)?(?:eligible|included|enrolled)|ineligible)\b", re.IGNORECASE
)
_IN_IF = re.compile(r"\b(?:eligible|includ(?:e|ed)|enrolled|inclusion)\b", re.IGNORECASE)
# What a heading says of itself, behind a mark as well.
_QUALIFIER = re.compile(
    r"(?:(?:key|main|major|general|principal|important|additional|specific|other)\s+)?$", re.IGNORECASE
)
# The mark of a first entry, which shows that a heading without a colon ended before it.
_FIRST_MARK = re.compile(r"(?:[*•]|\(?1\s?\\?[.)])\s")
# In the middle of a line only the plain forms, capitalised, with their colon: "... asthma Exclusion Criteria: * ...",
# or with a sentence of their own before the list: "... asthma Exclusion Criteria Patients must not have: * ...".
_MIDLINE = re.compile(
    r"(?<=[\s*•.;,)])(?:(?:Key|Main|Major|General|Principal|Important)\s+)?"
    r"(?:(?P<in>I(?:nclusion|NCLUSION)(?:\s+(?:[Cc]riteria|CRITERIA))?)"
    r"|(?P<out>(?:Non-?\s?[Ii]n|NON-IN|Ex|EX)(?:clusion|CLUSION)(?:\s+(?:[Cc]riteria|CRITERIA))?))"
    r"(?:\s*[:：]|(?<=(?i:criteria))(?=\s+(?:[*•]|\(?1\s?\\?[.)])\s)"
    r"|(?<=C(?:riteria|RITERIA))(?=\s+[A-Z][^*•]{5,300}[:：]\s+(?:[*•]|\(?1\s?\\?[.)])\s))"
)

# Two capitalised words or more, behind a small one: the name of a group of participants.
_GROUP = re.compile(
    r"(?:(?<=[a-z\d.;)]\s)|(?<=[a-z\d.;)]\s\s))(?:[A-Z][\w'-]{0,30}\s+){1,4}(?:[A-Z][\w'-]{0,30}|\d{1,2}):$"
)


def side_words(text: str) -> list[int]:
    """Return where in a text parts of words stand that name a side, in order; one look for all its lines.

    >>> side_words("Asthma. Exclusion Criteria:")
    [10]
    """
    small = text.replace("İ", "i").lower()  # the only letter whose small form is longer
    found: list[int] = []
    for word in _SIDE_WORDS:
        at = small.find(word)
        while at >= 0:
            found.append(at)
            at = small.find(word, at + 1)
    return sorted(found)


def heading_at(text: str, start: int, end: int) -> SideHeading | None:
    """Return the heading of a side that opens `text[start:end]`, one line; its end may lie before the line's.

    >>> heading_at("Key Exclusion Criteria:", 0, 23)
    SideHeading(start=0, end=23, side='exclusion')
    >>> heading_at("Does not meet the inclusion criteria", 0, 36) is None
    True
    """
    if end - start > SHORT:
        return _heading(text, start, end)
    found = _short_heading(text[start:end])
    return SideHeading(start, start + found.end, found.side) if found else None


@lru_cache(maxsize=_CACHED_TEXTS)  # "Inclusion Criteria:" stands on every page
def _short_heading(line: str) -> SideHeading | None:
    return _heading(line, 0, len(line))


def _heading(text: str, start: int, end: int) -> SideHeading | None:
    if not _may_name_side(text[start : min(end, start + LONGEST)]):
        return None
    found = _PARTS.match(text, _end_of(_DECORATION, text, start), end)
    if found is None or _SENTENCE.search(found["before"]):
        return None
    stop = _end_of(_CLOSING, text, found.end(), end)
    side = None if found["both"] else "exclusion" if found["out"] or found["aus"] else "inclusion"
    word = found["in"] or found["out"] or ""
    plain = (
        bool(word) and "criteri" not in word.lower()
    )  # "Exclusion", "Included": a heading only with a colon or alone
    if found["colon"]:
        marked = text[start : found.start()].strip()
        if marked and stop < end and not _QUALIFIER.match(found["before"]):
            return None  # `* Asthma Exclusion Criteria: * Smoking`: a criterion, and then the heading
        if plain and found["before"].strip() and not found["before"].strip().istitle():
            return None
        return SideHeading(start, found.end() if stop < end else end, side)
    if stop < end and not plain and not found["before"] and _FIRST_MARK.match(text, found.end()):
        return SideHeading(start, found.end(), side)
    if stop < end or (plain and (found["before"] or found["after"].strip() or word.lower().endswith("e"))):
        return None
    return SideHeading(start, end, side)


def side_of_lead_in(sentence: str) -> str | None:
    """Return the side that a sentence opens which ends in a colon.

    >>> side_of_lead_in("Patients will be excluded if they meet any of the following:")
    'exclusion'
    """
    return "exclusion" if _OUT_IF.search(sentence) else "inclusion" if _IN_IF.search(sentence) else None


def heading_within(text: str, start: int, end: int) -> SideHeading | None:
    """Return the first heading in the middle of a line whose breaks are lost.

    >>> heading_within("Asthma Exclusion Criteria: * Smoking", 0, 36)
    SideHeading(start=7, end=26, side='exclusion')
    """
    if text.find("clusion", start, end) < 0 and text.find("CLUSION", start, end) < 0:
        return None
    for found in _MIDLINE.finditer(text, start, end):
        before = text[max(start, found.start() - LONGEST) : found.start()].split()
        if found[0][-1] in ":：" or not (before and _SENTENCE.fullmatch(before[-1])):
            return SideHeading(found.start(), found.end(), "inclusion" if found["in"] else "exclusion")
    return None


def group_before(text: str, start: int, stop: int) -> int:
    """Return where the name of a group begins that stands behind a criterion and before a heading: `stop` for none.

    >>> group_before("No asthma Healthy Control Group:", 0, 32), group_before("No asthma:", 0, 10)
    (10, 10)
    """
    found = _GROUP.search(text[max(start, stop - LONGEST) : stop]) if text[stop - 1 : stop] == ":" else None
    return stop - len(found[0]) if found else stop


def _may_name_side(words: str) -> bool:
    words = words.lower()
    return any(word in words for word in _SIDE_WORDS)


def _end_of(pattern: re.Pattern[str], text: str, start: int, end: int | None = None) -> int:
    found = pattern.match(text, start) if end is None else pattern.match(text, start, end)
    return found.end() if found else start
