"""Lists under a label: conditions, keywords, interventions, collaborators, outcomes, countries, persons.

What comes in: a sense of a label and the pieces that follow it. What goes out: the entries, each with its place, and
where the list ends. Lists are what pages print in the most ways: one a line, with bullets, with commas, several in a
cell; and what stands behind the last entry is often no entry, so that this is the place to be careful.
"""

import re
from collections.abc import Sequence
from functools import cache

from trialx import languages
from trialx.extraction.take.typed_names import split_class
from trialx.extraction.unknown.by_shape import guesses
from trialx.extraction.unknown.outcome_entries import take_outcome
from trialx.extraction.unknown.reading import Reading, no_value, words
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece, is_numbered
from trialx.lexicon.look_up import Sense, is_chrome, looks_like_label
from trialx.lexicon.phrases import either
from trialx.readers.codes import agency_class, intervention_type
from trialx.readers.fold import fold
from trialx.readers.ids import find_registry_ids
from trialx.readers.people import organization, person

# What stands behind a comma in `Rye bread, 150 g a day`.
_DOSE = re.compile(r"\d[\d.,]*\s*(?:[a-zµ%]|IU\b)")
# The number of an entry: `1. Asthma`.
_NUMBER = re.compile(r"\d{1,2}[.)]\s+(?=\S)")
MOST_ENTRIES = 200
MOST_PERSONS = 12
LONGEST_ENTRY = 160
LONGEST_MEASURE = 600
MOST_WORDS_IN_COMMA_LIST = 5
_TYPED = re.compile(r"([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ /-]{2,24}):\s+(?=\S)")
_HARD = re.compile(r"\s*[;|•●▪·]\s*|\s{3,}")
_COMMA = re.compile(r",\s+(?=[A-ZÀ-Þ0-9])")
_SENTENCE = re.compile(r"[a-z]{3,}[.!?](?:\s|$)")


@cache
def _other_line() -> re.Pattern[str]:
    """A line of another kind among names: `Study code: X-22`, `vs placebo`, `Sponsored by Example Ltd`."""
    return re.compile(rf"[^:\[(]{{2,40}}:\s|{either(languages.words('other_things'))}", re.IGNORECASE)


@cache
def _between_countries() -> re.Pattern[str]:
    return re.compile(rf"\s*[,;/•|]\s*|\s+{either(languages.words('and'))}\s+")


def read_list(reading: Reading, sense: Sense, label: Piece, rest: Sequence[Piece], *, sure: bool) -> int:
    """Take the entries of a list from the pieces behind its label; return how many pieces they are, 0 for none."""
    taken = _without_heading(label, rest, _extent(label, rest))
    entries = [entry for piece in rest[:taken] for entry in _split(sense, piece, alone=taken == 1)]
    good = [entry for entry in entries if _is_entry(sense, entry)]
    if not good or len(good) < len(entries):
        # One sentence among the entries: this is prose under a word that is also a label (a glossary, a heading).
        good = _before_first_bad(sense, entries) if label.beside else []
        if not good:
            return 1 if entries and no_value(words(entries[0])) else 0
    kind = intervention_type(label.text) if sense.field == "interventions.name" else None
    for entry in good:
        _take(reading, sense, entry, kind, sure=sure)
    for piece in rest[:taken]:
        reading.claim(piece)
    return taken


def _without_heading(label: Piece, rest: Sequence[Piece], taken: int) -> int:
    """Leave out a last line that is the heading of what follows: `Study arms` above `Arm 1:`."""
    ended = rest[taken] if taken < len(rest) else None
    if (
        ended is None
        or taken < 2
        or label.beside
        or ended.marked
        or not looks_like_label(ended.text)
        or not on("heading_behind")
    ):
        return taken
    return taken if rest[taken - 1].marked else taken - 1


def _before_first_bad(sense: Sense, entries: list[Piece]) -> list[Piece]:
    return entries[:1] if entries and _is_entry(sense, entries[0]) else []


def _extent(label: Piece, rest: Sequence[Piece]) -> int:
    """How many pieces behind the label belong to the list.

    Beside the label: its line. With bullets: as long as there are some. Else the lines below as long as they stand
    together and none looks like a label that the lexicon does not know.
    """
    if not rest:
        return 0
    first = rest[0]
    if label.beside:
        count = 1
        while count < len(rest) and rest[count].at == first.at:
            count += 1
        return count
    if first.marked and not label.marked:
        return next((n for n, piece in enumerate(rest) if not piece.marked), len(rest))
    numbered = _NUMBER.match(first.text) is not None
    count = 1
    while count < min(len(rest), MOST_ENTRIES):
        piece = rest[count]
        together = piece.at - rest[count - 1].at <= 1 and piece.marked == first.marked
        if not together or looks_like_label(piece.text) or (is_chrome(piece.text) and on("furniture")):
            break
        if _other_line().match(words(piece)) and not _other_line().match(words(first)) and on("other_line"):
            break
        if (bool(_NUMBER.match(piece.text)) != numbered or (is_numbered(piece.text) and not numbered)) and on(
            "numbering"
        ):
            break
        count += 1
    return count


def keep_together(reading: Reading, rest: Sequence[Piece], taken: int) -> int:
    """Shorten a list at the first blank line inside it: what follows a gap is another thing."""
    for n in range(1, taken):
        if reading.gap(rest[n - 1].at, rest[n].at) and not rest[n].marked:
            return n
    return taken


def _split(sense: Sense, piece: Piece, *, alone: bool) -> list[Piece]:
    """The entries of one piece."""
    if number := _NUMBER.match(piece.text):
        piece = piece._replace(text=piece.text[number.end() :], start=piece.start + number.end())
    if sense.field.endswith("outcomes.measure"):
        return [piece]
    pieces = cut_at(piece, [found.span() for found in _HARD.finditer(piece.text)])
    if sense.field == "interventions.name":
        pieces = [part for whole in pieces for part in _before_types(whole)]
    if sense.field == "collaborators.name":
        return pieces  # a comma parts a company from its legal form as often as from the next company
    if len(pieces) == 1 and (
        sense.field in ("keywords", "locations.country") or (alone and on("comma_list") and _is_comma_list(piece.text))
    ):
        return cut_at(piece, [found.span() for found in re.finditer(r"\s*,\s*", piece.text)])
    return pieces


def cut_at(piece: Piece, cuts: list[tuple[int, int]]) -> list[Piece]:
    """Cut a piece at spans of its text."""
    if not cuts and piece.text == piece.text.strip():
        return [piece] if piece.text else []
    parts: list[Piece] = []
    begin = 0
    for start, end in [*cuts, (len(piece.text), len(piece.text))]:
        text = piece.text[begin:start]
        bare = text.strip()
        if bare:
            left = begin + len(text) - len(text.lstrip())
            parts.append(piece._replace(text=bare, start=piece.start + left, end=piece.start + left + len(bare)))
        begin = end
    return parts


def _before_types(piece: Piece) -> list[Piece]:
    """`Drug: A, Device: B` is two interventions."""
    if not on("type_of_intervention"):
        return [piece]
    starts = [
        found.start() for found in _TYPED.finditer(piece.text) if found.start() and intervention_type(found[1].strip())
    ]
    return cut_at(piece, [(len(piece.text[:start].rstrip(" ,")), start) for start in starts])


@cache
def _adjective() -> re.Pattern[str]:
    return re.compile(either(languages.words("prose", "adjectives")), re.IGNORECASE)


def _is_comma_list(text: str) -> bool:
    """Whether commas part entries: short names with capitals, none of them an adjective put behind its noun."""
    parts = _COMMA.split(text)
    if len(parts) < 2 or ", " in " ".join(parts) or "(" in text:
        return False
    if any(len(part.split()) > MOST_WORDS_IN_COMMA_LIST or _DOSE.match(part) for part in parts):
        return False
    return not any(
        all(_adjective().fullmatch(word) for word in part.split()) or _adjective().fullmatch(part) for part in parts[1:]
    )


def _is_entry(sense: Sense, piece: Piece) -> bool:
    text = words(piece)
    longest = LONGEST_MEASURE if sense.field.endswith("outcomes.measure") else LONGEST_ENTRY
    if not text or len(text) > longest or not any(mark.isalpha() for mark in text):
        return False
    if sense.field.endswith("outcomes.measure"):
        return True
    if text.endswith(":") or _SENTENCE.search(text):
        return False
    if sense.field == "collaborators.name":
        return organization(text) is not None or no_value(text)
    return not guesses(text) and not find_registry_ids(text)


def _take(reading: Reading, sense: Sense, piece: Piece, kind: object, *, sure: bool) -> None:
    text = words(piece)
    if no_value(text):
        reading.claim(piece)
        return
    found, name = reading.found, sense.field
    if name == "collaborators.name":
        _take_collaborator(reading, text, piece, sure=sure)
    elif name == "interventions.name":
        typed = _TYPED.match(text)
        named = intervention_type(typed[1].strip()) if typed and on("type_of_intervention") else None
        kind = named or kind
        if typed and named:
            text = text[typed.end() :].strip()
        if _known(reading, "interventions", text):
            return
        count = found.next("interventions")
        reading.emit(("interventions", count, "name"), text, piece, sure=sure)
        if kind:
            reading.emit(("interventions", count, "type"), kind, piece, sure=sure)
    elif name.endswith("outcomes.measure"):
        take_outcome(reading, name.split(".")[0], piece)
    else:
        text = text.rstrip(" ,;.")
        if text and not _known(reading, name, text):
            reading.emit((name, found.next(name)), text, piece, sure=sure)


def _known(reading: Reading, field: str, text: str) -> bool:
    return reading.found.has_text(field, text)


def _take_collaborator(reading: Reading, text: str, piece: Piece, *, sure: bool) -> None:
    name, kind = split_class(text) if on("class_in_brackets") else (text, None)
    alone = agency_class(text)
    if alone:  # the class of the one before, on a line of its own
        count = reading.found.counts.get("collaborators", 0)
        if count and not reading.found.has(("collaborators", count - 1, "class")):
            reading.emit(("collaborators", count - 1, "class"), alone, piece, sure=sure)
        return
    if not _known(reading, "collaborators", name):
        count = reading.found.next("collaborators")
        reading.emit(("collaborators", count, "name"), name, piece, sure=sure)
        if kind:
            reading.emit(("collaborators", count, "class"), kind, piece, sure=sure)


def read_countries(reading: Reading, label: Piece, rest: Sequence[Piece], *, sure: bool) -> int:
    """Take the countries of a value; return how many pieces they are, 0 where one entry is no country."""
    taken = _extent(label, rest)
    known = countries()
    entries: list[Piece] = []
    for n, piece in enumerate(rest[:taken]):
        parts = cut_at(piece, [found.span() for found in _between_countries().finditer(piece.text)])
        if piece.text and fold(words(piece)) in known:
            parts = [piece]
        if not all(fold(words(part)) in known for part in parts):
            taken = n
            break
        entries += parts
    for entry in entries:
        text = words(entry)
        if any(value.path[0] == "locations" and value.value == text for value in reading.found.values):
            continue
        reading.emit(("locations", reading.found.next("locations"), "country"), text, entry, sure=sure)
    return taken


def take_place(reading: Reading, piece: Piece) -> None:
    """Take the country of an address, the last of its parts or the one before a postal code; each country once."""
    parts = cut_at(piece, [found.span() for found in re.finditer(r"\s*,\s*", piece.text)])
    if parts and parts[-1].text.replace(" ", "").isdigit():
        parts.pop()
    reading.by = "country_of_address"
    if not parts or not on(reading.by) or fold(parts[-1].text) not in countries():
        return
    text = words(parts[-1])
    if not any(value.path[0] == "locations" and value.value == text for value in reading.found.values):
        reading.emit(("locations", reading.found.next("locations"), "country"), text, parts[-1], sure=False)


@cache
def countries() -> frozenset[str]:
    """Return the names of countries in all languages, folded.

    >>> "united kingdom" in countries(), "deutschland" in countries(), "atlantis" in countries()
    (True, True, False)
    """
    return frozenset(map(fold, languages.words("countries")))


def read_person(reading: Reading, sense: Sense, piece: Piece, *, sure: bool) -> bool:
    """Take a person with the role that the label names."""
    text = words(piece)
    if no_value(text):
        reading.claim(piece)
        return True
    name, _, behind = text.partition(",")
    affiliation = behind.strip() if organization_like(behind) and on("workplace") else ""
    name = name if affiliation else text
    if person(name) is None or looks_like_label(text):
        return False
    if _known(reading, "overall_officials", name):
        return True
    base = ("overall_officials", reading.found.next("overall_officials"))
    reading.emit((*base, "name"), name, piece, sure=sure)
    reading.emit((*base, "role"), sense.detail, piece, sure=sure)
    if affiliation:
        reading.emit((*base, "affiliation"), affiliation, piece, sure=sure)
    return True


def read_persons(reading: Reading, sense: Sense, label: Piece, rest: Sequence[Piece], *, sure: bool) -> int:
    """Take the persons below a label, a line each; return how many pieces they are, 0 where the first is none.

    Several stand below a label only with a title or a degree each, or with bullets: other names may follow.
    """
    if not rest or not read_person(reading, sense, rest[0], sure=sure):
        return 0
    count = 1
    while (
        not label.beside
        and count < min(len(rest), MOST_PERSONS)
        and not reading.gap(rest[count - 1].at, rest[count].at)
        and _is_titled(rest[0]) == _is_titled(rest[count]) is True
        and on("persons_below")
        and read_person(reading, sense, rest[count], sure=False)
    ):
        count += 1
    return count


def _is_titled(piece: Piece) -> bool:
    """Whether a name has a title before it: `Dr Ada Tee`."""
    first = piece.text.split(" ", 1)[0].rstrip(".")
    return first.casefold() in languages.words("person_titles")


def organization_like(text: str) -> bool:
    """Tell whether what follows a person's name is a place of work and no degree.

    >>> organization_like("University of Tea"), organization_like("MD, PhD")
    (True, False)
    """
    return any(len(word.strip(".,")) > 4 for word in text.split()) and organization(text) is not None
