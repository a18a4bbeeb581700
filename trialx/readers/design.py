"""The design of a trial where one value or one title holds several fields of it.

What comes in: `Allocation: Randomized. Masking: Double (Participant, Investigator). …`, the yes/no list of the EU
register, or a title. What goes out: facts with their places, one a field. Separate from the readers of single values,
since here a text is searched; the words for a value are read by those readers or stand in the files of the languages. A
field that the text gives two values has none.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from trialx.languages import words
from trialx.readers import codes
from trialx.readers.blinding import masking, who_masked
from trialx.readers.fold import fold
from trialx.readers.phase import phases
from trialx.readers.spellings import word_lists


class DesignFact(NamedTuple):
    """One fact: a field of the record's `design`, or `phases` or `study_type`; `text[start:end]` says it."""

    field: str
    value: str | Sequence[str]
    start: int
    end: int


# Summaries are shorter; what is longer is a page that was given by mistake.
MAX_DESIGN = 20_000

_READ: dict[str, Callable[[str], str | Sequence[str] | None]] = {
    "allocation": codes.allocation,
    "intervention_model": codes.intervention_model,
    "primary_purpose": codes.primary_purpose,
    "masking": masking,
    "observational_model": codes.observational_model,
    "time_perspective": codes.time_perspective,
    "sampling_method": codes.sampling_method,
}
# These say something of an observational study only; "a prospective randomized trial" has no time perspective.
_OBSERVATIONAL = frozenset({"observational_model", "time_perspective"})

_VALUE_END = re.compile(r"[^,;.\n(]*(?:\([^()\n]*\))?")
_EDGES = " \t\r\n,;."
_NUMBER = r"(?:[1-4]|iv|i{1,3})[abc]?"


class _Rules(NamedTuple):
    """The patterns of titles, built from the lists of words.

    `other` brings another trial, or a part of this one, into the title; the design that it stands beside may be theirs.
    """

    phase: re.Pattern[str]
    other: re.Pattern[str]


@cache
def _rules() -> _Rules:
    name = "|".join(words("prose", "phase"))
    between = f"(?:/|-|–|&|{'|'.join(words('and'))})"
    number = rf"(?:{_NUMBER}(?:\s*{between}\s*(?:(?:{name})[\s-]*)?{_NUMBER})?)"
    other = "|".join(words("titles", "other_trials")).replace(" ", r"\s+")
    return _Rules(
        re.compile(rf"\b(?:{name})[\s-]*{number}(?!\w)", re.IGNORECASE),
        re.compile(rf"\b(?:{other})\b", re.IGNORECASE),
    )


def keyed_design(text: str) -> list[DesignFact]:
    """Return the fields of a value that names each of them.

    >>> facts = keyed_design("Allocation: Randomized. Masking: Double (Participant, Investigator). Control: Active.")
    >>> [(fact.field, fact.value) for fact in facts]
    [('allocation', 'RANDOMIZED'), ('masking', 'DOUBLE'), ('who_masked', ['PARTICIPANT', 'INVESTIGATOR'])]
    >>> [(fact.field, fact.value) for fact in keyed_design("Randomised: yes Open: no Double blind: yes")]
    [('allocation', 'RANDOMIZED'), ('masking', 'DOUBLE')]
    >>> keyed_design("Randomized, with a control group")
    []
    """
    text = text[:MAX_DESIGN]
    keys, fields, flags = _keys()
    found: list[DesignFact] = []
    labels = list(keys.finditer(text)) if ":" in text else []
    for place, label in enumerate(labels):
        end = labels[place + 1].start() if place + 1 < len(labels) else len(text)
        found.extend(_keyed(fields.get(fold(label[1]), "none"), flags.get(fold(label[1])), text, label, end))
    return _agreed(found)


def described_design(title: str) -> list[DesignFact]:
    """Return what a title says of the design.

    >>> facts = described_design("A Phase IIb, Randomised, Double-Blind Study of Tea")
    >>> [(fact.field, fact.value) for fact in facts]
    [('phases', ['PHASE2']), ('allocation', 'RANDOMIZED'), ('masking', 'DOUBLE')]
    >>> described_design("Extension of a Randomized Trial of Tea")
    []
    """
    title = title[:MAX_DESIGN]
    if _rules().other.search(title):
        return []
    facts = _agreed(_described(title))
    if any(fact.value == "OBSERVATIONAL" for fact in facts):
        return facts
    return [fact for fact in facts if fact.field not in _OBSERVATIONAL]


def _keyed(field: str, flag: tuple[str, str] | None, text: str, label: re.Match[str], end: int) -> Iterable[DesignFact]:
    """Read what stands between a label and the next: all of it, or its first part."""
    between = text[label.end() : end]
    start = label.end() + len(between) - len(between.lstrip(_EDGES))
    first = _VALUE_END.match(between.lstrip(_EDGES))
    for shown in (between.strip(_EDGES), first[0].strip(_EDGES) if first else ""):
        if flag and codes.yes_no(shown):
            yield DesignFact(flag[0], flag[1], label.start(1), start + len(shown))
            return
        value = _READ[field](shown) if field in _READ else None
        if value is not None:
            yield DesignFact(field, value, start, start + len(shown))
            if field == "masking" and (parties := who_masked(shown)):
                yield DesignFact("who_masked", parties, start, start + len(shown))
            return


def _described(title: str) -> Iterable[DesignFact]:
    """Return the words for a design in a title."""
    pattern, meanings = _words()
    for match in _rules().phase.finditer(title):
        if value := phases(match[0]):
            yield DesignFact("phases", value, match.start(), match.end())
    for match in pattern.finditer(title):
        for field, token in meanings[_bare(match[0])]:
            yield DesignFact(field, token, match.start(), match.end())


def _agreed(found: Iterable[DesignFact]) -> list[DesignFact]:
    """Return the first fact of each field that has one value only."""
    by_field: dict[str, list[DesignFact]] = {}
    for fact in sorted(found, key=lambda fact: (fact.start, fact.field)):
        by_field.setdefault(fact.field, []).append(fact)
    return [facts[0] for facts in by_field.values() if all(fact.value == facts[0].value for fact in facts)]


@cache
def _keys() -> tuple[re.Pattern[str], dict[str, str], dict[str, tuple[str, str]]]:
    """Return the pattern of all labels, their fields, and what those mean that are answered with yes."""
    fields = {fold(word): field for field, listed in word_lists("design_keys").items() for word in listed}
    flags: dict[str, tuple[str, str]] = {}
    for meaning, listed in word_lists("design_flags").items():
        field, _, token = meaning.partition(".")
        flags.update({fold(word): (field, token) for word in listed})
    labels = {
        word for lists in ("design_keys", "design_flags") for listed in word_lists(lists).values() for word in listed
    }
    either = "|".join(re.escape(word) for word in sorted(labels, key=lambda word: (-len(word), word)))
    # A label starts at a boundary, or is glued to the value before it ("CohortTime Perspective:").
    pattern = re.compile(rf"(?:(?<![\w-])|(?-i:(?<=[a-z])(?=[A-Z])))({either})\s*:", re.IGNORECASE)
    return pattern, fields, flags


@cache
def _words() -> tuple[re.Pattern[str], dict[str, list[tuple[str, str]]]]:
    """Return the pattern of all words for a design, and what each means."""
    meanings: dict[str, list[tuple[str, str]]] = {}
    for meaning, listed in word_lists("design_words").items():
        field, _, token = meaning.partition(".")
        for word in listed:
            meanings.setdefault(_bare(word), []).append((field, token))
    shown = {word for listed in word_lists("design_words").values() for word in listed}
    either = "|".join(
        re.escape(word).replace(r"\ ", r"[\s-]*") for word in sorted(shown, key=lambda word: (-len(word), word))
    )
    return re.compile(rf"(?<![\w])(?:{either})(?!\w)", re.IGNORECASE), meanings


def _bare(said: str) -> str:
    """Fold words so that their blanks and hyphens do not count."""
    return fold(said).replace(" ", "")
