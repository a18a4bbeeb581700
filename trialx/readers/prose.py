"""Facts in prose: a running text in, the facts that its sentences state of this trial, with their places.

What comes in: an answer or a paragraph. What goes out: (kind, value, start, end) with offsets into that text, for the
posting dates and the size. Separate from the readers that match whole strings, because here the words around a value
decide. A sentence may speak of other trials, of sites, of sponsors, of results: a clause with a word for them gives
nothing, and a sentence must name the trial before it states a fact of it.
"""

import re
from typing import Literal, NamedTuple

from trialx.readers.dates import Order, date
from trialx.readers.numbers import count

Kind = Literal["first_posted_date", "last_update_posted_date", "enrollment"]


class Fact(NamedTuple):
    """One fact: the record's field, its value, and `text[start:end]`, from which the value was read."""

    kind: Kind
    value: str | int
    start: int
    end: int


# Answers and paragraphs are shorter; what is longer is a page that was given by mistake.
MAX_PROSE = 20_000

# A full stop ends a sentence unless it stands inside a word (clinicaltrials.gov) or before a digit or a small letter.
_SENTENCE = re.compile(r"(?:[^.!?\n]++|[.!?](?=\w|\s[a-z0-9]))++")
_CLAUSE = re.compile(
    r"(?:[^,;(—–]++|,(?!\s+(?:but|while|whereas|though|although|however|yet|since|because|as|with)\b))++"
)
_SUBJECT = re.compile(
    r"\b(?:trials?|study|research|investigation|experiment|project|it|which|record|listing|registry|recruit\w*|enrol\w*)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"""
    \b(?:
      (?:other|another|previous(?:ly)?|prior|past|earlier|similar|related|different|additional|separate|further|sister)\s
    | results? | sponsors? | compan(?:y|ies)
    | (?:drug|medication|treatment|product|label|page|website|site)(?:'s)?\s+(?:was|were|has|had|is)
    | (?:trials|studies) | so\s+far | to\s+date | already | worldwide | per | each | every
    | phase\s+(?:\d|i{1,3}v?)\s+(?:part|portion|cohort) | first\s+(?:part|stage|phase|cohort) | cohort
    )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MONTH_NAME = r"[A-Z][a-z]{2,8}\.?"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DATE = rf"""
    (?P<value>
      {_MONTH_NAME}\s+\d{{1,2}}{_ORDINAL},?\s+(?:19|20)\d\d
    | \d{{1,2}}{_ORDINAL}\s+(?:of\s+)?{_MONTH_NAME},?\s+(?:19|20)\d\d
    | (?:19|20)\d\d-\d\d-\d\d
    | \d{{1,2}}/\d{{1,2}}/(?:19|20)\d\d
    | {_MONTH_NAME},?\s+(?:19|20)\d\d
    )(?![\w/-])
"""
_ON = r"\s+(?:(?:online|publicly|there|to\s+the\s+public)\s+)?(?:on|in|as\s+of)\s+(?:the\s+)?"
_FIRST_WORD = r"(?:initially|first|originally)"
_POSTED = r"(?:posted|published|listed|registered|uploaded|shared|made\s+(?:public|available))"
_LAST_WORD = r"(?:last|lastly|latest|most\s+recently|recently)"
_UPDATED = r"(?:updated|edited|modified|revised|amended)"
_FIRST = re.compile(
    rf"""\b(?:
      {_FIRST_WORD}\s+{_POSTED} | {_POSTED}\s+{_FIRST_WORD}
    | (?:initial|first|original)\s+(?:posting|publication|listing)(?:\s+(?:date|was|came|occurred)){{0,2}}
    ){_ON}{_DATE}""",
    re.VERBOSE,
)
_LAST = re.compile(
    rf"""\b(?:
      {_LAST_WORD}\s+{_UPDATED} | {_UPDATED}\s+{_LAST_WORD}
    | (?:last|latest|most\s+recent)\s+(?:update|edit|modification|revision)(?:\s+(?:date|was|came|occurred|made)){{0,2}}
    ){_ON}{_DATE}""",
    re.VERBOSE,
)
_ABOUT = r"(?:(?:a\s+total\s+of|approximately|around|about|roughly|some)\s+)?"
_PEOPLE = r"""
    (?P<value>\d{1,3}(?:,\d{3})+|\d{1,6})\s+(?:(?:eligible|suitable|qualified|willing|human|total|study|new)\s+)?
    (?:participants|patients|volunteers|individuals|people|subjects|candidates|enrollees|persons|test\s+subjects)\b
"""
_ENROL = r"(?:enroll?|recruit|include|find|accept|admit|sign\s+up)"
_SIZE = re.compile(
    rf"""\b(?:
      requir(?:es|ing) | needs | necessitates | seeks | seeking(?:\s+out)? | in\s+need\s+of
    | (?:searching|looking|aiming|recruiting|enrolling)\s+for
    | (?:aims|plans|intends|hopes|expects|needs)\s+to\s+{_ENROL}
    | is\s+(?:set|expected|planned|aiming|looking|planning|seeking)\s+to\s+{_ENROL}
    | (?:is|be)\s+(?:actively\s+|currently\s+)?(?:enrolling|recruiting|accepting|admitting)
    | will\s+{_ENROL}
    )\s+{_ABOUT}{_PEOPLE}""",
    re.VERBOSE,
)
_SIZE_PASSIVE = re.compile(
    rf"""\b{_ABOUT}{_PEOPLE}\s+(?:(?:who|that|from|at|in|to|for|with)\s+(?:[\w'-]+\s+){{1,8}}?)?
    (?:are|will\s+be|must\s+be|need\s+to\s+be|have\s+to\s+be)
    \s+(?:needed|required|sought|recruited|enroll?ed|included|accepted)\b""",
    re.VERBOSE,
)
# Each rule with what its match holds and most clauses lack: a look for that costs a tenth of the rule's own.
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER_OF = re.compile(r"\d\s+[a-z]")
_RULES: tuple[tuple[Kind, re.Pattern[str], re.Pattern[str]], ...] = (
    ("first_posted_date", _FIRST, _YEAR),
    ("last_update_posted_date", _LAST, _YEAR),
    ("enrollment", _SIZE, _NUMBER_OF),
    ("enrollment", _SIZE_PASSIVE, _NUMBER_OF),
)


def posted_dates(text: str, *, order: Order | None = None) -> list[Fact]:
    """Return the posting dates and the size that the sentences of a text state of this trial, in their order.

    `order` is the page's order of day and month, without which `10/1/2020` is no date.

    >>> [fact[:2] for fact in posted_dates("It was first posted on May 3rd 2020 and last updated on June 9th 2021.")]
    [('first_posted_date', '2020-05-03'), ('last_update_posted_date', '2021-06-09')]
    >>> [fact[:2] for fact in posted_dates("The research requires 21 participants to be found at a single site.")]
    [('enrollment', 21)]
    >>> posted_dates("Presently, 3 trials are ongoing, and 12 other sites are running studies.")
    []
    >>> posted_dates("The sponsor has enrolled 5,000 patients in previous trials.")
    []
    """
    if not _may_state(text):
        return []
    found: list[Fact] = []
    sentences = [match for match in _SENTENCE.finditer(text, 0, MAX_PROSE) if not match[0].isspace()]
    for before, sentence in zip([None, *sentences], sentences, strict=False):
        if not _may_state(sentence[0]):
            continue
        named = before is not None and _of_the_trial(before[0])
        subject = _SUBJECT.search(sentence[0])
        if named or subject:
            since = sentence.start() + (0 if named or not subject else subject.start())
            for clause in _CLAUSE.finditer(sentence[0]):
                stated = _stated(clause[0], sentence.start() + clause.start(), order)
                found.extend(fact for fact in stated if fact.start > since)
    return sorted(set(found), key=lambda fact: fact.start)


def _may_state(text: str) -> bool:
    """Whether a text holds what every fact does: a look that spares most sentences the rules."""
    return _YEAR.search(text) is not None or _NUMBER_OF.search(text) is not None


def _of_the_trial(sentence: str) -> bool:
    """Whether a sentence speaks of the trial, and of nothing else."""
    return _SUBJECT.search(sentence) is not None and _FOREIGN.search(sentence) is None


def _stated(clause: str, offset: int, order: Order | None) -> list[Fact]:
    """Return the facts of one clause, none where it speaks of something else than the trial."""
    found: list[Fact] = []
    for kind, rule, needed in _RULES:
        for match in rule.finditer(clause) if needed.search(clause) else ():
            shown = match["value"]
            value = count(shown) if kind == "enrollment" else date(shown, order=order)
            if value is not None:
                start = offset + match.start("value")
                found.append(Fact(kind, value, start, start + len(shown)))
    return [] if found and _FOREIGN.search(clause) else found
