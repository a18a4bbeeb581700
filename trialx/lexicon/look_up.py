"""The lexicon: what a label on any page means.

What comes in: the labels of all languages, and the fields of the trunk. What goes out: one dictionary from a folded
label to its senses, so that a line is looked up once, however many labels and languages there are. Separate from the
reading, which asks only what a label may mean and decides by what follows it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from trialx.languages import words
from trialx.layouts import trunk
from trialx.lexicon.phrases import either
from trialx.readers import READERS
from trialx.readers.dates import date_type
from trialx.readers.fold import fold
from trialx.readers.spellings import spellings
from trialx.record.vocab import DateType

# The longest label of the lexicon has some ninety characters; a longer line is no label.
LONGEST_LABEL = 110
# So far from its end a line about rights has its last word.
LONGEST_WORD = 16
# Labels come again on every page of a site.
_CACHED_TEXTS = 8192

Kind = Literal["scalar", "line", "list", "prose", "criteria", "country", "person", "flag", "frame", "other", "section"]

_LISTS = frozenset(
    {
        "conditions",
        "keywords",
        "interventions.name",
        "collaborators.name",
        "primary_outcomes.measure",
        "secondary_outcomes.measure",
        "other_outcomes.measure",
    }
)
_CRITERIA = frozenset({"eligibility.inclusion", "eligibility.exclusion", "eligibility.criteria"})
# Fields of a site's layouts that mean nothing without that site's sections.
_NOT_ANYWHERE = ("timeline.", "page.", "responsible_party.", "secondary_ids.type", "secondary_ids.source")
_MORE_NOT_ANYWHERE = frozenset(
    {
        "collaborators.role",
        "central_contacts.role",
        "interventions.type",
        "overall_officials.name",
        "arm_groups.label",
    }
)
_SHORT = 2
# `Collaborators (3)`, `Secondary ID [1]`
_COUNTED = re.compile(r"\s*[(\[]\d{1,4}[)\]]\s*:?\s*$")
_BRACKETED = re.compile(r"\s*\([^()]{2,40}\)\s*:?$")
_ENTRIES = frozenset({"list", "person", "section"})
_MARKS = " ?#!*†‡§™®©°='"


class Sense(NamedTuple):
    """What a label may mean: the record's field, how its value stands, and what reads it.

    `weak` senses count only where the value is one that the reader knows. `detail` is the section's name, the person's
    role or the value of a "yes".
    """

    field: str
    kind: Kind
    read: Callable[[str], object] | None
    weak: bool
    detail: str = ""


class Lexicon(NamedTuple):
    """All labels: folded label → senses, the strong ones first; the first words of all labels; the furniture.

    `opening` are the first words and those that may stand before them, `chrome_opening` the first words of furniture.
    """

    senses: Mapping[str, tuple[Sense, ...]]
    first_words: frozenset[str]
    opening: frozenset[str]
    chrome: frozenset[str]
    chrome_opening: frozenset[str]
    label_words: frozenset[str]


class _Ends(NamedTuple):
    """Patterns of what labels and furniture end with, built from the lists of words.

    `opens_copyright` and `last_of_rights` are the first and last marks of lines about rights, `rights` their last
    words, by which nearly all other lines are told before a pattern is tried.
    """

    abbreviated: re.Pattern[str]
    entry: re.Pattern[str]
    copyright: re.Pattern[str]
    opens_copyright: frozenset[str]
    last_of_rights: frozenset[str]
    rights: tuple[str, ...]


@cache
def _ends() -> _Ends:
    said, rights = words("copyright"), words("all_rights_reserved")
    firsts = {mark for word in said for mark in (word[0].lower(), word[0].upper())}
    lasts = {mark for word in rights for mark in (word[-1].lower(), word[-1].upper())}
    numbers = "|".join(re.escape(word) + " " for word in words("entry_number"))
    return _Ends(
        re.compile(rf"\b{either(words('abbreviations'))}\.$", re.IGNORECASE),
        # `Sponsor Organization 1`, `Primary Outcome(s) 12`: a heading of one of several entries.
        re.compile(rf"\s*(?:#|{numbers})?\d{{1,2}}$", re.IGNORECASE),
        re.compile(rf"©|\(c\) ?\d{{4}}\b|{either(said)} [©(\d]|.{{0,120}}\b{either(rights)}\.?$", re.IGNORECASE),
        frozenset({"©", "(", *firsts}),
        frozenset({".", *lasts}),
        tuple(word.rsplit(" ", 1)[-1].lower() for word in rights),
    )


class Found(NamedTuple):
    """A label that was looked up: its senses and the kind of date or count that words around it name."""

    senses: tuple[Sense, ...]
    dated: DateType | None = None


def key(text: str) -> str:
    """Return the form in which labels are compared.

    >>> key("• Accepts Healthy Volunteers?"), key("Study Start (Actual):")
    ('accepts healthy volunteers', 'study start actual')
    """
    return fold(text).strip(_MARKS)


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of all languages."""
    senses: dict[str, list[Sense]] = {}

    def add(labels: Iterable[str], sense: Sense) -> None:
        for label in labels:
            known = senses.setdefault(key(label), [])
            if all(other[:2] != sense[:2] or other.detail != sense.detail for other in known):
                known.append(sense)

    weak_labels = words("weak_labels")
    for name, spec in trunk().items():
        if name.startswith(_NOT_ANYWHERE) or name in _MORE_NOT_ANYWHERE:
            continue
        kind, read = _kind(name, spec["read"])
        add(spec["labels"], Sense(name, kind, read, False))
        add(weak_labels.get(name, ()), Sense(name, kind, read, True))
    for role, labels in words("roles").items():
        add(labels, Sense("overall_officials.name", "person", READERS["person"], False, role))
    for field, values in words("answered_yes").items():
        for value, labels in values.items():
            add(labels, Sense(field, "flag", READERS["yes_no"], True, value))
    for section, labels in words("headings").items():
        add(labels, Sense("", "section", None, False, section))
    add(words("other_labels"), Sense("", "other", None, False))
    table = {label: tuple(sorted(known, key=_rank)) for label, known in senses.items()}
    chrome = frozenset(key(line) for line in words("furniture"))
    first_words = frozenset(label.split(" ", 1)[0] for label in table)
    entries = {label.removesuffix("s") for label in table if " " not in label}  # `Site 3` is an entry of `Sites`
    return Lexicon(
        table,
        first_words,
        frozenset(map(_opening, first_words | entries)) | _around_words(),
        chrome,
        frozenset(map(_opening, chrome)),
        frozenset(words("label_words")),
    )


def _kind(name: str, read: str) -> tuple[Kind, Callable[[str], object] | None]:
    if name in _CRITERIA:
        return "criteria", None
    if name == "locations.country":
        return "country", None
    if name in _LISTS:
        return "list", None
    if name == "lead_sponsor.name":
        return "line", READERS["organization"]
    if name.endswith(".time_frame"):
        return "frame", None
    if read == "text":
        return "prose", None
    if read == "line":
        return "line", READERS["line"]
    return "scalar", READERS[read]


def _rank(sense: Sense) -> tuple[bool, bool]:
    """Strong senses before weak ones, values before headings."""
    return sense.weak, sense.kind in ("section", "other")


@lru_cache(maxsize=_CACHED_TEXTS)
def look_up(text: str) -> Found | None:
    """Return what a text means as a label, None where it is none.

    Words that say whether a date or a count has come, numbers of entries and a section's number may stand around it.

    >>> found = look_up("Estimated Primary Completion Date:")
    >>> found.senses[0].field, found.dated
    ('primary_completion_date.date', 'ESTIMATED')
    >>> look_up("Collaborators (3)").senses[0].field, look_up("E.1.1 Medical condition").senses[0].field
    ('collaborators.name', 'conditions')
    >>> look_up("Asthma") is None
    True
    """
    if len(text) > LONGEST_LABEL or not may_open(text):
        return None
    # A line that ends like a sentence is none; "Registration no." is.
    if text[-1] in ".,;" and not text.endswith("..") and not _ends().abbreviated.search(text):
        return None
    bracket = "(" in text or "[" in text
    folded = key(_COUNTED.sub("", text) if bracket else text)
    if len(folded) < _SHORT:
        return None
    senses = lexicon().senses
    known = senses.get(folded)
    if known:
        return Found(known, _dated(folded))
    parts = folded.split(" ")
    found = _around(parts, senses) if len(parts) > 1 else None
    if found is None and bracket and (note := _BRACKETED.search(text)):
        # `Date of First Enrollment (India)`
        known = senses.get(key(text[: note.start()]))
        found = Found(known, _dated(key(text[: note.start()]))) if known else None
    if found is None and text[-1].isdigit() and (number := _ends().entry.search(text)):
        entry = key(text[: number.start()])
        found = _entry(senses.get(entry) or _places(senses.get(f"{entry}s", ())))
    return found


def may_open(text: str) -> bool:
    """Tell by its first word whether a text may open with a label, which most do not.

    >>> may_open("Estimated start of the study"), may_open("Asthma is common")
    (True, False)
    """
    return _opens(text, lexicon().opening)


def _opens(text: str, known: frozenset[str]) -> bool:
    """Whether a text opens with one of the words; a mark or a letter before them tells nothing."""
    first = text.split(None, 1)
    if not first:
        return False
    word = _opening(first[0])
    return len(word) < _SHORT or word in known


@lru_cache(maxsize=_CACHED_TEXTS)
def _opening(word: str) -> str:
    """The first word of what a word is folded to, without marks."""
    return key(word).split(" ", 1)[0].strip(_MARKS)


def _entry(senses: tuple[Sense, ...]) -> Found | None:
    """What the heading of a numbered entry means: `Phase 2` is a value, and no number says which sponsor leads."""
    if any(sense.weak or sense.kind in ("scalar", "flag", "other") for sense in senses[:1]):
        return None
    kept = tuple(sense for sense in senses if sense.kind in _ENTRIES)
    return Found(kept or (Sense("", "other", None, False),)) if senses else None


def _places(senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """`Study sites` is a heading of places, and so is `Study site 3`; an `Arm 1` is as often an entry as a heading."""
    return senses if any(sense.detail == "locations" for sense in senses) else ()


def _dated(folded: str) -> DateType | None:
    first = folded.split(" ", 1)[0]
    return date_type(first) or date_type(folded.rsplit(" ", 1)[-1])


@cache
def _empty_words() -> frozenset[str]:
    """Words around a label that say nothing of what it means."""
    return frozenset(map(fold, words("around_labels")))


@cache
def _around_words() -> frozenset[str]:
    """All words that may stand around a label: most lines have none, and cost one look."""
    return _empty_words().union(spellings("date_type"))


def _around(parts: list[str], senses: Mapping[str, tuple[Sense, ...]]) -> Found | None:
    """Look the words up without what stands around a label."""
    around, empty = _around_words(), _empty_words()
    if parts[0] not in around and parts[-1] not in around and len(parts[0]) > 1:
        return None
    dated: DateType | None = None
    while len(parts) > 1:
        if parts[-1] in empty:
            parts = parts[:-1]
        elif parts[0] in empty:
            parts = parts[1:]
        elif len(parts[0]) == 1 and parts[0].isalpha() and parts[1].isdigit():
            parts = _behind_number(parts)
        elif kind := date_type(parts[0]):
            dated, parts = dated or kind, parts[1:]
        elif kind := date_type(parts[-1]):
            dated, parts = dated or kind, parts[:-1]
        else:
            return None
        known = senses.get(" ".join(parts))
        if known:
            return Found(known, dated)
    return None


def _behind_number(parts: list[str]) -> list[str]:
    """Leave out the number of a form's field: `E.1.1` is folded to `e`, `1` and `1`."""
    n = 1
    while n < len(parts) and parts[n].isdigit():
        n += 1
    return parts[n:]


def is_chrome(text: str) -> bool:
    """Tell whether a line is the site's furniture.

    >>> is_chrome("Back to results"), is_chrome("© 2024 Trial Finder."), is_chrome("A Study of Tea")
    (True, True, False)
    """
    known = lexicon()
    if _opens(text, known.chrome_opening) and key(text) in known.chrome:
        return True
    ends = _ends()
    if text[:1] not in ends.opens_copyright:
        if text[-1:] not in ends.last_of_rights:
            return False
        tail = text[-LONGEST_WORD:].lower()
        if not any(word in tail for word in ends.rights):
            return False
    return ends.copyright.match(text) is not None


def looks_like_label(text: str) -> bool:
    """Tell whether a line looks like a label that the lexicon does not know.

    >>> looks_like_label("Funding body:"), looks_like_label("Ethics approval number"), looks_like_label("Asthma")
    (True, True, False)
    """
    if text.endswith((":", "?")):
        return True
    parts = key(text).split(" ")
    return 1 < len(parts) <= 6 and parts[-1] in lexicon().label_words


def knows(senses: Iterable[Sense], value: str) -> bool:
    """Tell whether a reader of one of the senses knows a value: `Completed` behind `Status`.

    >>> knows(look_up("Status").senses, "Completed"), knows(look_up("Status").senses, "Asthma")
    (True, False)
    """
    return any(sense.kind == "scalar" and sense.read is not None and sense.read(value) for sense in senses)
