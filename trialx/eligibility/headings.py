"""Headings of sides: which words say that inclusion or exclusion criteria follow.

What comes in: a text and a stretch of it. What goes out: where a heading ends and which side it opens. Separate from
the marks and blocks, since it is the only part that knows words and not shapes.

"Inclusion Criteria:", "Key Exclusion Criteria (Part B)", "B- Exclusion criteria:", "Non-inclusion criteria:" open a
side; "Inclusion and exclusion criteria" opens none; "does not meet the inclusion criteria" is a criterion.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from trialx.languages import words


class SideHeading(NamedTuple):
    """A heading of a side: `text[start:end]`; `side` is None where it names both or neither."""

    start: int
    end: int
    side: str | None


LONGEST = 120  # characters; a longer line that begins like a heading is a sentence
SHORT = 60  # characters: what most headings are
_CACHED_TEXTS = 1024
_DECORATION = re.compile(r"[\s*_#\\-]*(?:[A-Z0-9]{1,3}\s?[.)-]+\s*)?[\s*_#]*")
_CLOSING = re.compile(r"[\s*_#.\\-]*")
_LIKE_A_SENTENCE = re.compile(r"\s*(?:in|at|to|as|from|by|applicable|regarding|of)\s", re.IGNORECASE)
# What a heading says of its side is no scope: "key", "for all participants", "(any of the following)".
_FOR = re.compile(
    r"\A\s*[(\[–-]*\s*(?:(?:specific|related|common|applicable|only|additional|key|main|major|general|principal|important|abbreviated|secondary|other)\s+)*"
    r"(?:(?:for|of|to|in)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_NAMES_A_SCOPE = re.compile(
    r"\b(?:cohorts?|groups?|subgroups?|parts?|arms?|strat(?:um|a)|sub-?\s?stud(?:y|ies)|phases?|modules?|steps?|populations?|category"
    r"|patients?|participants|controls?|cases?|donors?|recipients?|volunteers|siblings?|parents?|mothers?|fathers|infants|children|women|men"
    r"|families|family|partners?|caregivers?|clinicians?|relatives|subjects|individuals|adults|adolescents)\b",
    re.IGNORECASE,
)
_NAMES_ALL = re.compile(
    r"(?:(?:all|both|each)\b.*|(?:study\s+)?(?:patients?|participants?|subjects?|individuals?|cases?)|(?:study\s+)?(?:population|phase|part)s?"
    r"|(?:any|one|the) of.*)\Z",
    re.IGNORECASE,
)
# The mark of a first entry, which shows that a heading without a colon ended before it.
_FIRST_MARK = re.compile(r"(?:[*•]|\(?1\s?\\?[.)])\s")

# Two capitalised words or more, behind a small one: the name of a group of participants.
_GROUP = re.compile(
    r"(?:(?<=[a-z\d.;)]\s)|(?<=[a-z\d.;)]\s\s))(?:[A-Z][\w'-]{0,30}\s+){1,4}(?:[A-Z][\w'-]{0,30}|\d{1,2}):$"
)


class _Rules(NamedTuple):
    """The patterns of this module, built from the lists of words.

    `parts` is a heading; `sentence` a word before "inclusion criteria" that makes a sentence of it; `qualifier` what a
    heading says of itself, behind a mark as well; `plain` "inclusion" without "criteria"; `introduced` what a heading
    begins with that is nearly a sentence ("The exclusion criteria are:"); `middle` the plain forms in the middle of a
    line, capitalised, with their colon ("... asthma Exclusion Criteria: * ...") or with a sentence of their own before
    the list ("... asthma Exclusion Criteria Patients must not have: * ...").
    """

    parts: re.Pattern[str]
    sentence: re.Pattern[str]
    qualifier: re.Pattern[str]
    plain: re.Pattern[str]
    introduced: re.Pattern[str]
    middle: re.Pattern[str]


@cache
def _rules() -> _Rules:
    lists = {name: "|".join(found).replace(" ", r"\s+") for name, found in words("who_may_join").items()}
    criteria, noun, mark = (
        f"(?:{lists['criteria']})(?![a-z])",
        words("who_may_join", "criteria")[0],
        r"(?:[*•]|\(?1\s?\\?[.)])",
    )
    return _Rules(
        re.compile(
            rf"""
            (?P<before>(?:[\w/'’&+–-]+\s+){{0,6}}?)
            (?:
                (?P<both>{lists["both"].replace("{criteria}", criteria)})
              | (?P<out>(?:{lists["exclusion"]})(?:\s+{criteria})?) | (?P<in>(?:{lists["inclusion"]})(?:\s+{criteria})?)
              | (?P<out_whole>{lists["exclusion_headings"]}) | (?P<in_whole>{lists["inclusion_headings"]})
            )
            (?P<after>\s*[*]?\s*(?:
                [(\[][^()\[\]:：\n]{{0,80}}[)\]] | (?:{lists["behind"]}|\d+\s?[-–]\s?\d+|[-–])\s[^.;:：\n]{{1,80}}
              | [-–][^\W\d_][^.;:：\n]{{1,60}})?[\s*]*)
            (?P<colon>(?:{lists["before_colon"]})?\s*[:：])?
            """,
            re.VERBOSE | re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{lists['sentence']})\b", re.IGNORECASE),
        re.compile(rf"(?:(?:{lists['qualifiers']})\s+)?$", re.IGNORECASE),
        re.compile(rf"(?:{lists['inclusion']}|{lists['exclusion']})\Z", re.IGNORECASE),
        re.compile(rf"\A(?:(?:{lists['introduced']})\s+)+\Z", re.IGNORECASE),
        re.compile(
            rf"(?<=[\s*•.;,)])(?:(?:{lists['qualifiers_within']})\s+)?"
            rf"(?:(?P<in>{lists['inclusion_within']})|(?P<out>{lists['exclusion_within']}))"
            rf"(?:\s*[:：]|(?<=(?i:{noun}))(?=\s+{mark}\s)"
            rf"|(?<={noun.capitalize()}|{noun.upper()})(?=\s+[A-Z][^*•]{{5,300}}[:：]\s+{mark}\s))"
        ),
    )


@cache
def _stems() -> tuple[str, ...]:
    """Parts of words of which a heading has one."""
    return tuple(words("who_may_join", "stems"))


@cache
def _stems_within() -> tuple[str, ...]:
    return tuple(words("who_may_join", "stems_within"))


def side_words(text: str) -> list[int]:
    """Return where in a text parts of words stand that name a side, in order; one look for all its lines.

    >>> side_words("Asthma. Exclusion Criteria:")
    [10, 11]
    """
    small = text.replace("İ", "i").lower()  # the only letter whose small form is longer
    found: list[int] = []
    for word in _stems():
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
    rules = _rules()
    found = rules.parts.match(text, _end_of(_DECORATION, text, start), end)
    if found is None:
        return None
    listed = found["colon"] or found["before"].lower().startswith("list")  # "The exclusion criteria are as follows:"
    if rules.sentence.search(found["before"]) and not (listed and rules.introduced.match(found["before"])):
        return None
    stop = _end_of(_CLOSING, text, found.end(), end)
    side = None if found["both"] else "exclusion" if found["out"] or found["out_whole"] else "inclusion"
    word = found["in"] or found["out"] or ""
    plain = rules.plain.match(word) is not None  # "Exclusion", "Included": a heading only with a colon or alone
    marked = text[start : found.start()].strip()
    if marked and not found["colon"] and _LIKE_A_SENTENCE.match(found["after"]):
        return None  # `* Exclusion criteria in accordance with the label`: a criterion
    if found["colon"]:
        if marked and stop < end and not rules.qualifier.match(found["before"]):
            return None  # `* Asthma Exclusion Criteria: * Smoking`: a criterion, and then the heading
        if plain and found["before"].strip() and not found["before"].strip().istitle():
            return None
        return SideHeading(start, found.end() if stop < end else end, side)
    if stop < end and not plain and not found["before"] and _FIRST_MARK.match(text, found.end()):
        return SideHeading(start, found.end(), side)
    if stop < end or (plain and (found["before"] or found["after"].strip() or word.lower().endswith("e"))):
        return None
    return SideHeading(start, end, side)


def scope_within(words: str) -> str:
    """Return the cohort, part or group that the heading of a side names, empty where it is everybody's.

    >>> scope_within("Exclusion Criteria (Cohort B):"), scope_within("Key Donor Inclusion Criteria:")
    ('Cohort B', 'Donor')
    """
    found = _rules().parts.match(words, _end_of(_DECORATION, words, 0))
    if found is None:
        return ""
    for said in (found["after"], found["before"]):
        scope = _FOR.sub("", said).strip(" \t\n*:：()[]–-")
        if scope and _NAMES_A_SCOPE.search(scope) and not _NAMES_ALL.match(scope):
            return scope
    return ""


def heading_within(text: str, start: int, end: int) -> SideHeading | None:
    """Return the first heading in the middle of a line whose breaks are lost.

    >>> heading_within("Asthma Exclusion Criteria: * Smoking", 0, 36)
    SideHeading(start=7, end=26, side='exclusion')
    """
    if all(text.find(stem, start, end) < 0 for stem in _stems_within()):
        return None
    rules = _rules()
    for found in rules.middle.finditer(text, start, end):
        before = text[max(start, found.start() - LONGEST) : found.start()].split()
        if found[0][-1] in ":：" or not (before and rules.sentence.fullmatch(before[-1])):
            return SideHeading(found.start(), found.end(), "inclusion" if found["in"] else "exclusion")
    return None


def group_before(text: str, start: int, stop: int) -> int:
    """Return where the name of a group begins that stands behind a criterion and before a heading: `stop` for none.

    >>> group_before("No asthma Healthy Control Group:", 0, 32), group_before("No asthma:", 0, 10)
    (10, 10)
    """
    found = _GROUP.search(text[max(start, stop - LONGEST) : stop]) if text[stop - 1 : stop] == ":" else None
    return stop - len(found[0]) if found else stop


def _may_name_side(text: str) -> bool:
    text = text.lower()
    return any(word in text for word in _stems())


def _end_of(pattern: re.Pattern[str], text: str, start: int, end: int | None = None) -> int:
    found = pattern.match(text, start) if end is None else pattern.match(text, start, end)
    return found.end() if found else start
