"""The acronym that a title carries.

What comes in: the reading with its title. What goes out: `acronym`. Separate from the title, since it is told by other
means: capitals before a colon, in brackets at the end, or alone, that abbreviate neither a disease nor words that stand
together in the title.
"""

import re
from functools import cache

from trialx.extraction.unknown.reading import Reading
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece
from trialx.languages import words
from trialx.lexicon.phrases import either, whole_words

SHORTEST, LONGEST = 4, 20
_NAME = r"[A-Z][A-Za-z0-9&+/-]{1,18}(?:[ -](?:\d{1,3}[A-Z]?|[IVX]{1,4}))?"
_BEFORE_COLON = re.compile(rf"({_NAME})\s*[:–]\s+\S")
_NUMBER = re.compile(r"[ -]?(?:\d{1,3}[A-Z]?|[IVX]{1,4})$")
_CAPITALS = re.compile(r"[A-Z]")
_DIGITS = re.compile(r"\d{2,}")


@cache
def _at_end() -> re.Pattern[str]:
    before, behind = either(words("titles", "before_name")), either(words("titles", "behind_name"))
    return re.compile(rf"[(\[]\s*(?:{before}\s+)?({_NAME})(?:\s+{behind})?\s*[)\]][.:]?$")


@cache
def _not_names() -> frozenset[str]:
    return frozenset(words("titles", "no_acronyms"))


def is_name(text: str) -> bool:
    """Tell whether a line is a trial's short name alone.

    >>> is_name("TIRADE"), is_name("TIRADE 2 STUDY"), is_name("Tirade")
    (True, False, False)
    """
    return text.isupper() and text.isalpha() and SHORTEST <= len(text) <= LONGEST


def take_acronym(reading: Reading) -> None:
    """Take the acronym that the title carries before a colon, in brackets at its end, or is."""
    reading.by = "acronym"
    if reading.has("acronym") or not on(reading.by):
        return
    value = next((value for value in reading.found.values if value.path == ("brief_title",)), None)
    if value is None:
        return
    title = str(value.value)
    found = acronym_of(title)
    if found is None:
        return
    # The words of a title are squeezed; the page may have more blanks between them.
    shown = re.compile(r"\s+".join(map(re.escape, found.split()))).search(
        reading.found.page.view, value.start, value.end
    )
    if shown is None:
        return
    piece = Piece(found, shown.start(), shown.end(), value.line)
    reading.emit(("acronym",), found, piece, "shape", sure=False)


def acronym_of(title: str) -> str | None:
    """Return the acronym of a title; an abbreviation of words of the title is none.

    >>> acronym_of("STEEP 1: A Study of Tea"), acronym_of("Tea After Surgery for Tired Eyes (TIRADE)")
    ('STEEP 1', 'TIRADE')
    >>> acronym_of("Intensity Modulated Radiotherapy in Cancer (IMRT)"), acronym_of("A Study of Tea (GSK3816302A)")
    (None, None)
    """
    if is_name(title):
        return title
    for pattern in (_BEFORE_COLON, _at_end()):
        found = pattern.match(title) if pattern is _BEFORE_COLON else pattern.search(title)
        if found is None:
            continue
        name = found[1]
        plain = _NUMBER.sub("", name) if " " in name or "-" in name else name
        if plain.upper() in _not_names() or name.upper() in _not_names() or len(_CAPITALS.findall(plain)) < 2:
            continue
        if _DIGITS.search(plain) or len(plain) < 3 or abbreviates(plain, title[: found.start()] + title[found.end() :]):
            continue
        return name
    return None


def abbreviates(short: str, title: str) -> bool:
    """Tell whether capitals abbreviate words that stand together in a title (and are thus no study's name).

    >>> abbreviates("IMRT", "intensity modulated radiotherapy to treat cancer")
    True
    >>> abbreviates("RADICALS", "radiotherapy and surgery")
    False
    """
    letters = [letter for letter in short.casefold() if letter.isalpha()]
    parts = [word.strip("(),.:;").casefold() for word in re.split(r"[\s/-]+", title)]
    parts = [word for word in parts if word]
    for begin in range(len(parts)):
        end = _spelled(letters, parts, begin)
        if end and not whole_words(words("titles", "made_of")).search(" ".join(parts[begin:end])):
            return True
    return False


def _spelled(letters: list[str], parts: list[str], begin: int) -> int:
    """Where the words end whose first letters (and one letter inside each) spell the letters; 0 where none do."""
    n, i = 0, begin
    while i < len(parts) and n < len(letters):
        word = parts[i]
        if word[0] == letters[n]:
            n += 1
            if (
                n < len(letters)
                and not (i + 1 < len(parts) and parts[i + 1][:1] == letters[n])
                and letters[n] in word[1:]
            ):
                n += 1
        elif word not in words("titles", "skipped") or i == begin:
            return 0
        i += 1
    return i if n == len(letters) else 0
