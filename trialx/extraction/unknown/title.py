"""The title that no label names.

What comes in: the reading after its labels. What goes out: `brief_title`. A title is told from the site's own lines by
its shape: several words, no sentence, near the top, and words that titles of studies have.
"""

import re
from functools import cache
from typing import NamedTuple

from trialx import languages
from trialx.extraction.unknown.acronym import is_name
from trialx.extraction.unknown.reading import Reading, no_value, words
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece, is_numbered
from trialx.lexicon.look_up import is_chrome, looks_like_label
from trialx.lexicon.phrases import either, whole_words

# So many lines and labels may stand above a title.
TITLE_REACH = 24
MOST_LABELS_ABOVE = 4
REPEATED_WITHIN = 4
FEWEST_WORDS, LONGEST_TITLE = 4, 500
TITLE_CASE_SHARE = 0.55
_FULL_STOP = re.compile(r"[a-z]{3}\. [A-Z]")
_STOP = re.compile(r"[.!:]$")
_UNKNOWN_LABEL = re.compile(r"[A-Z][\w-]*(?:\s\w+){0,2}:\s")
LONGEST_SITE_NAME = 10
# The way to a page: `Home / Trials / Find a trial`, `Research > Studies > Study`.
_PATH = re.compile(r"[^/>»›]{2,50}(?:(?:\s/\s[^/>»›]{2,50}){2,6}|(?:\s[>»›]\s[^/>»›]{2,50}){1,6})")
# So many words of a menu on one line are one.
NAVIGATION_FROM = 2


class _Rules(NamedTuple):
    """The patterns of this module, built from the lists of words.

    `asked` is what a page asks in its headings, where a title asks what the study does; `behind` is a site's name
    behind a title: `A Study of Tea - ClinicalTrials.gov`.
    """

    study: re.Pattern[str]
    opening: re.Pattern[str]
    never: re.Pattern[str]
    navigation: re.Pattern[str]
    site_name: re.Pattern[str]
    asked: re.Pattern[str]
    verb: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def _rules() -> _Rules:
    lists = languages.words("titles")
    return _Rules(
        whole_words(lists["study_words"]),
        re.compile(rf"(?:{either(lists['openings'])}\b|©)", re.IGNORECASE),
        re.compile(rf"\b{either(lists['never'])}\b|->|©", re.IGNORECASE),
        whole_words(lists["navigation"]),
        re.compile(
            rf"(?:\b{either(lists['site_names'])}|\.(?:com|org|gov|net))(?:\s+{either(lists['navigation'])}){{0,3}}$",
            re.IGNORECASE,
        ),
        re.compile(either(lists["asked"]), re.IGNORECASE),
        re.compile(rf"\b{either(lists['verbs'])}\b"),
        re.compile(rf"\s+[-–|]\s+(?:[^-–|]{{0,40}}{either(lists['behind_title'])}[^-–|]{{0,30}})$"),
    )


def take_title(reading: Reading) -> Piece | None:
    """Take the title that no label names; return its piece."""
    reading.by = "title"
    if reading.has("brief_title") or not on(reading.by):
        return None
    candidate = _candidate(reading)
    if candidate is None:
        return None
    at, piece = candidate
    text = words(piece)
    cut = _rules().behind.search(text) if on("site_behind_title") else None
    if cut and len(text[: cut.start()].split()) >= FEWEST_WORDS:
        piece = piece._replace(text=text[: cut.start()], end=piece.start + cut.start())
    reading.emit(("brief_title",), words(piece), piece, "position", sure=False)
    reading.texts.remove(at)
    return piece


def _candidate(reading: Reading) -> tuple[int, Piece] | None:
    labels = 0
    seen_text = False
    for i, piece in enumerate(reading.pieces):
        if piece.at > TITLE_REACH or labels > MOST_LABELS_ABOVE:
            return None
        if piece.senses:
            labels += piece.senses[0].kind not in ("section", "other")
            if (
                piece.senses[0].kind in ("prose", "criteria")
                and not piece.senses[0].weak
                and reading.found.claims[piece.at]
            ):
                return None
            continue
        if i not in reading.texts or reading.found.claims[piece.at] is not None or not piece.first:
            continue
        text = words(piece)
        if is_chrome(text) or _PATH.fullmatch(text) or len(_rules().navigation.findall(text)) >= NAVIGATION_FROM:
            continue
        if len(text.split()) <= LONGEST_SITE_NAME and _is_site_name(text):
            continue
        alone = not seen_text and piece.at == 0 and _stands_alone(reading, i, text)
        opening = not seen_text
        heads = opening and _label_follows(reading, i) and not _STOP.search(text) and len(text.split()) >= FEWEST_WORDS
        heads = heads and not _rules().opening.match(text)
        if not opening and _UNKNOWN_LABEL.match(text):
            continue
        repeated = _without_site(reading, i)
        if repeated[0] != i:
            return repeated
        if alone or is_title(text, opening=opening) or (heads and is_title(_named(text), opening=True)):
            return i, piece
        if len(text.split()) >= FEWEST_WORDS:
            seen_text = True
    return None


def _without_site(reading: Reading, i: int) -> tuple[int, Piece]:
    """The title, or the line below that repeats it without the site's words (`Site - Trials - A Study of Tea`)."""
    text = words(reading.pieces[i])
    for j in reading.texts if on("repeated_title") else ():
        piece = reading.pieces[j]
        shorter = words(piece)
        near = i < j <= i + REPEATED_WITHIN and len(shorter.split()) >= FEWEST_WORDS
        if near and text.endswith((f"- {shorter}", f"| {shorter}", f"– {shorter}", f": {shorter}")):
            return j, piece
    return i, reading.pieces[i]


def _stands_alone(reading: Reading, i: int, text: str) -> bool:
    """A name, or three words with capitals, alone on the first line, with a labelled value right below."""
    if not _label_follows(reading, i):
        return False
    after = reading.pieces[i + 1]
    short = len(text.split()) == FEWEST_WORDS - 1 and is_title(_named(text), opening=True) and text[-1].isalnum()
    return is_name(text) or (short and after.beside and after.senses[:1] != () and after.senses[0].kind != "section")


def _label_follows(reading: Reading, i: int) -> bool:
    """Whether the next piece is a label, or below the first line of the page so short that it is a heading."""
    if i + 1 >= len(reading.pieces):
        return False
    after = reading.pieces[i + 1]
    return bool(after.senses) or (reading.pieces[i].at == 0 and len(after.text.split()) < FEWEST_WORDS)


def _is_site_name(text: str) -> bool:
    return not _rules().behind.search(text) and _rules().site_name.search(text) is not None


def _named(text: str) -> str:
    """A line that its place shows to be a title, as if it said that it is a study's."""
    return f"{languages.words('titles', 'behind_name')[0]} {text}"


def is_title(text: str, *, opening: bool) -> bool:
    """Tell whether a line is a study's title; `opening` says that no other text stands above it.

    >>> is_title("A Study of Tea in Tired Adults", opening=True), is_title("Read this before you join.", opening=True)
    (True, False)
    """
    count = len(text.split())
    if not count >= FEWEST_WORDS or len(text) > LONGEST_TITLE or is_numbered(text):
        return False
    if text[-1] in "!:…,;" or text.endswith("...") or (looks_like_label(text) and text[-1] != "?"):
        return False
    if no_value(text):
        return False
    if text[-1] == "?" and _rules().asked.search(text):
        return False
    if text[-1] in ".?" and not (opening and count >= 6):
        return False
    if (
        _rules().opening.match(text)
        or _rules().never.search(text)
        or _FULL_STOP.search(text)
        or not (text[0].isupper() or text[0].isdigit() or text[0] in "[(¿«\"'“")
    ):
        return False
    if text[-1] == "." and _rules().verb.search(text):
        return False
    long_words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    share = sum(word[0].isupper() for word in long_words) / max(1, len(long_words))
    return bool(_rules().study.search(text)) or (opening and share >= TITLE_CASE_SHARE)
