"""Sentences that introduce criteria: which side they open, and whether they state anything themselves.

What comes in: the words of a line. What goes out: the side and whether it is everybody's, or how much is said.
Separate from the headings of sides, which are no sentences: "Patients will be excluded if:" opens the exclusion
criteria, "Patients with mild asthma are excluded if:" only turns the points below it.
"""

import re
from typing import Final, NamedTuple

LONGEST: Final = 260  # characters
MOST_SAID: Final = 2  # words of its own in a sentence that speaks of everybody


class Opening(NamedTuple):
    """The side that a sentence opens; `everybody` where it names no kind of patient."""

    side: str
    everybody: bool


_PEOPLE = (
    r"(?:patients?|subjects?|participants?|individuals?|volunteers?|candidates?|persons?|people|women|men|children|infants"
    r"|they|he|she|you)"
)
_TAKE_PART = r"(?:participate|take\s+part|join|enter)"
_OUT = re.compile(
    rf"""
    \bexclu(?:ded|de|des|ding|sion|sionary)\b | \bineligible\b | \bdisqualif(?:y|ied|ies)\b | \bnot\s+eligible\b
      | \bnot\s+(?:(?:to\s+)?be\s+|considered\s+(?:to\s+be\s+)?|to\s+)?
          (?:eligible|included|enrolled|entered|recruited|{_TAKE_PART})\b
      | \bcannot\s+(?:{_TAKE_PART}|be\s+(?:included|enrolled))\b
      | \bnot\s+(?:be\s+able|allowed)\s+to\s+{_TAKE_PART}\b
      | \bmust\s+not\s+(?:meet|have|fulfil\w*|satisfy)\s+any\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_IN = re.compile(
    rf"""
    \beligible\b | \bincluded\b | \bqualif(?:y|ied)\b | \binclusion\s+criteria\b | \bmay\s+(?:enroll?|{_TAKE_PART})\b
      | \ballowed\b | \bpermitted\b | \benrolled\s+(?:if|when|provided|only)\b
      | \bto\s+(?:be\s+(?:included|enrolled)|participate|enroll?)\b
      | \b(?:must|should|need\s+to|have\s+to)\s+(?:meet|fulfil\w*|satisfy)\b | \bwho\s+(?:meet|fulfil\w*|satisfy)\b
      | {_PEOPLE}\s+must\s*(?:have|be)?\s*[:：]\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What makes an introduction of it: a condition, or what follows.
_INTENT = re.compile(
    r"\b(?:if|provided|following|criteria|criterion|conditions|these|any of|below|reasons|must|who)\b", re.IGNORECASE
)
# Words that say nothing of whom the sentence is about.
_EMPTY_WORDS: Final = """
a able above additional admission admitted all allowed also an and and/or any applies apply are as at baseline basis
be been before being below both by can candidate candidates cannot characteristic characteristics circumstances
clinical condition conditions consent considered could criteria criterion defined defines described did disqualified
disqualify do does during each either eligibility eligible enrol enroll enrolled enrollment enrolment enter entered
entering entry every exclude excluded excludes excluding exclusion exclusionary exhibit exhibits exist exists
factors fall falls features follow following follows for from fulfil fulfill fulfilled fulfilling fulfills fulfils
general had has have having he he/she her his however if in include included includes including inclusion individual
individuals ineligible into investigation is it item items its join key least listed main major may meet meeting
meets met more must no none nor not of on one only or order other out outlined part participant participants
participate participated participates participating participation patient patients people person persons point
points potential potentially presence present prior prospective protocol randomised randomization randomized reason
reasons recruited recruitment registration requirement requirements research s/he satisfies satisfy screening shall
she should show showing shows so specified stated studies study subject subjects take than that the their them then
there these they this those three time to trial trials two under upon very volunteer volunteers was were when which
who whom will with without would yes you your
"""
_EMPTY: Final = frozenset(_EMPTY_WORDS.split())
_WORD = re.compile(r"[^\W\d_][\w'’/-]*")
# "Patients with asthma are excluded if:" speaks of some.
_OF_SOME = re.compile(r"\bwith\s+(?!(?:any|one|either|the|these|all|at|respect|regard)\b)", re.IGNORECASE)
_NOTE = re.compile(r"\s*(?:please\s+)?note\b\s*[:：-]?", re.IGNORECASE)


def own_words(words: str) -> list[str]:
    """Return the words of a line that say something, without those that only introduce.

    >>> own_words("Patients with acute gout who meet all of the following criteria:")
    ['acute', 'gout']
    """
    return [word for word in map(str.lower, _WORD.findall(words)) if word not in _EMPTY]


def opening(words: str) -> Opening | None:
    """Return the side that a sentence opens which introduces criteria, None where it opens none.

    >>> opening("Patients will be excluded if they meet any of the following:")
    Opening(side='exclusion', everybody=True)
    >>> opening("Patients with mild asthma are eligible, provided that:")
    Opening(side='inclusion', everybody=False)
    """
    if len(words) > LONGEST or words[-1:] in ".;?!" or not _INTENT.search(words):
        return None
    if _OUT.search(words):
        # "must not meet any exclusion criterion", "must meet all inclusion and no exclusion criteria"
        if _IN.search(words) and re.search(r"\binclusion\b", words, re.IGNORECASE) and words[-1:] not in ":：":
            return None
        side = "exclusion"
    elif _IN.search(words):
        side = "inclusion"
    else:
        return None
    said = len(own_words(_NOTE.sub("", words)))
    return Opening(side, said <= MOST_SAID and not _NOTE.match(words) and not _OF_SOME.search(words))


def introduces(words: str) -> bool:
    """Whether a line that ends in a colon says nothing itself: "must meet all of the following criteria:"."""
    return not re.search(r"\d", words) and len(own_words(words)) <= MOST_SAID


_EXPLAINS = re.compile(
    r"\b(?:methods?|forms?|drugs?|examples?|means?)\b.{0,40}\binclud\w+"
    r"|\b(?:such as|defined (?:as|by)|e\.g\.?|is|are)\s*[:：]\Z",
    re.IGNORECASE,
)


def explains(words: str) -> bool:
    """Whether a line that ends in a colon is explained by the points below it: "Effective methods include:"."""
    return _EXPLAINS.search(words) is not None
