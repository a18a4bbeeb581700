"""The title that no label names, and the acronym that a title carries.

What comes in: the reading after its labels. What goes out: `brief_title`, `acronym`. A title is told from the site's own
lines by its shape: several words, no sentence, near the top, and words that titles of studies have.
"""

import re

from trialx.extract.generic.lexicon import is_chrome, looks_like_label
from trialx.extract.generic.piece import Piece, is_numbered
from trialx.extract.generic.reading import Reading, no_value, words

# So many lines and labels may stand above a title.
TITLE_REACH = 24
MOST_LABELS_ABOVE = 4
REPEATED_WITHIN = 4
FEWEST_WORDS, LONGEST_TITLE = 4, 500
TITLE_CASE_SHARE = 0.55
_STUDY_WORD = re.compile(
    r"\b(?:stud(?:y|ies|ie)|trial|evaluat\w+|compar\w+|efficacy|safety|effect(?:s|iveness)?|treat\w*|therapy|assess\w+|investigat\w+|versus|vs"
    r"|randomi[sz]ed|phase|patients|participants|subjects|adults|children|women|men|people|prevent\w+|registry|cohort|versus|pilot|impact|role|outcomes"
    r"|studie|étude|essai|estudio|ensayo|studio|sperimentazione|estudo|ensaio|onderzoek|badanie|wirksamkeit|efficacité|eficacia|efficacia|eficácia"
    r"|safety|tolerability|pharmacokinetics|vaccine|surgery|disease|cancer|syndrome|diabetes|device|intervention|program(?:me)?|training)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"^(?:this|these|we|our|you|your|please|if|it|there|here|no|see|click|welcome|sign|thank|copyright|©|by|from|a better|find|last|first|posted|updated|sponsor and)\b"
    r"|\b(?:your|you|please|click|cookies?|javascript|browser|disclaimer|copyright)\b|->|©",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"[a-z]{3}\. [A-Z]")
# A site's own name, alone on its line.
_SITE_NAME = re.compile(
    r"(?:\b(?:clinical trials?|trials|register|trials? registry|studienregister|essais cliniques|ensayos clínicos)|\.(?:com|org|gov|net))$",
    re.IGNORECASE,
)
LONGEST_SITE_NAME = 8
_NAVIGATION = re.compile(r"\b(?:home|menu|faq|login|search|contact us|sitemap|help)\b", re.IGNORECASE)
_SITE = re.compile(
    r"\s+[-–|]\s+(?:[^-–|]{0,40}(?:Clinical\s?Trials?(?:\.gov)?|Regist(?:er|ry)|Trial Search|Be Part of Research)[^-–|]{0,30})$"
)
_BEFORE_COLON = re.compile(r"([A-Z][A-Za-z0-9&+-]{1,18}(?:[ -](?:\d{1,3}[A-Z]?|[IVX]{1,4}))?)\s*[:–]\s+\S")
_AT_END = re.compile(
    r"[(\[]\s*(?:the\s+)?([A-Z][A-Za-z0-9&+/-]{1,18}(?:[ -](?:\d{1,3}[A-Z]?|[IVX]{1,4}))?)(?:\s+(?:study|trial))?\s*[)\]][.:]?$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?:]$")
_CAPITALS = re.compile(r"[A-Z]")
_DIGITS = re.compile(r"\d{2,}")
# Capitals in brackets or before a colon that are a disease's, a gene's or a part's name.
_NOT_A_NAME = frozenset(
    ["COVID-19", "COVID", "HIV", "AIDS", "COPD", "NSCLC", "SCLC", "ALS", "PTSD", "ADHD", "IBS", "IBD", "GERD", "NASH", "NAFLD", "MASH", "CKD", "CLL", "AML", "ALL", "CML", "MDS", "HCC", "RCC", "TNBC", "SLE", "MS", "RA", "PD", "AD", "T1D", "T2D", "T2DM", "T1DM", "HFPEF", "HFREF", "DLBCL", "PHASE", "PART", "STUDY", "TRIAL", "COHORT", "ARM", "USA", "UK", "EU", "US", "FDA", "NIH", "MRI", "CT", "PET", "DNA", "RNA", "HPV", "HBV", "HCV", "RSV", "TB", "STEMI", "ACS", "CAD", "PAD", "TITLE"]
)
_MADE_OF = re.compile(
    r"\b(?:study|trial|evaluation|registry|assessment|programme|program|investigation)\b", re.IGNORECASE
)


def take_title(reading: Reading) -> Piece | None:
    """Take the title that no label names; return its piece."""
    if ("brief_title",) in reading.taken:
        return None
    candidate = _candidate(reading)
    if candidate is None:
        return None
    at, piece = candidate
    text = words(piece)
    cut = _SITE.search(text)
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
        if is_chrome(text) or _NAVIGATION.search(text):
            continue
        if _SITE_NAME.search(text) and len(text.split()) <= LONGEST_SITE_NAME:
            continue
        alone = not seen_text and piece.at == 0 and _is_name(text) and _label_follows(reading, i)
        opening = not seen_text
        heads = opening and _label_follows(reading, i) and not _STOP.search(text) and len(text.split()) >= FEWEST_WORDS
        if alone or is_title(text, opening=opening) or (heads and is_title(f"Study {text}", opening=True)):
            return _without_site(reading, i)
        if len(text.split()) >= FEWEST_WORDS:
            seen_text = True
    return None


def _without_site(reading: Reading, i: int) -> tuple[int, Piece]:
    """The title, or the line below that repeats it without the site's words before it (`Site - Trials - A Study of Tea`)."""
    text = words(reading.pieces[i])
    for j in reading.texts:
        piece = reading.pieces[j]
        shorter = words(piece)
        if i < j <= i + REPEATED_WITHIN and len(shorter) < len(text) and len(shorter.split()) >= FEWEST_WORDS:
            if text.endswith((f"- {shorter}", f"| {shorter}", f"– {shorter}", f": {shorter}")):
                return j, piece
    return i, reading.pieces[i]


def _label_follows(reading: Reading, i: int) -> bool:
    """Whether the next piece is a label, or below the first line of the page so short that it is a heading."""
    if i + 1 >= len(reading.pieces):
        return False
    after = reading.pieces[i + 1]
    return bool(after.senses) or (reading.pieces[i].at == 0 and len(after.text.split()) < FEWEST_WORDS)


def _is_name(text: str) -> bool:
    """A trial's short name alone on the first line: `ASYMPTOMATIC`."""
    return text.isupper() and text.isalpha() and 4 <= len(text) <= 20


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
    if no_value(text) and not text.startswith("[Trial of device"):
        return False
    if text[-1] in ".?" and not (opening and count >= 6):
        return False
    if (
        _SENTENCE.search(text)
        or _FULL_STOP.search(text)
        or not (text[0].isupper() or text[0].isdigit() or text[0] in "[(¿«\"'“")
    ):
        return False
    if text[-1] == "." and re.search(r"\b(?:is|are|was|were|will|has|have|can|may)\b", text):
        return False
    long_words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    share = sum(word[0].isupper() for word in long_words) / max(1, len(long_words))
    return bool(_STUDY_WORD.search(text)) or (opening and share >= TITLE_CASE_SHARE)


def take_acronym(reading: Reading) -> None:
    """Take the acronym that the title carries before a colon, in brackets at its end, or is."""
    if ("acronym",) in reading.taken:
        return
    value = next((value for value in reading.found.values if value.path == ("brief_title",)), None)
    if value is None:
        return
    title = str(value.value)
    found = acronym_of(title)
    if found is None:
        return
    begin = reading.found.page.view.find(found, value.start, value.end)
    if begin < 0:
        return
    piece = Piece(found, begin, begin + len(found), value.line)
    reading.emit(("acronym",), found, piece, "shape", sure=False)


def acronym_of(title: str) -> str | None:
    """Return the acronym of a title; an abbreviation of words of the title is none.

    >>> acronym_of("STEEP 1: A Study of Tea"), acronym_of("Tea After Surgery for Tired Eyes (TIRADE)")
    ('STEEP 1', 'TIRADE')
    >>> acronym_of("Intensity Modulated Radiotherapy in Cancer (IMRT)"), acronym_of("A Study of Tea (GSK3816302A)")
    (None, None)
    """
    if _is_name(title):
        return title
    for pattern in (_BEFORE_COLON, _AT_END):
        found = pattern.match(title) if pattern is _BEFORE_COLON else pattern.search(title)
        if found is None:
            continue
        name = found[1]
        plain = re.sub(r"[ -]?(?:\d{1,3}[A-Z]?|[IVX]{1,4})$", "", name) if " " in name or "-" in name else name
        if plain.upper() in _NOT_A_NAME or name.upper() in _NOT_A_NAME or len(_CAPITALS.findall(plain)) < 2:
            continue
        if _DIGITS.search(plain) or len(plain) < 3 or abbreviates(plain, title[: found.start()] + title[found.end() :]):
            continue
        return name
    return None


def abbreviates(short: str, title: str) -> bool:
    """Tell whether capitals abbreviate words that stand together in a title (and are thus no study's name).

    >>> abbreviates("IMRT", "intensity modulated radiotherapy to treat cancer"), abbreviates("RADICALS", "radiotherapy and surgery")
    (True, False)
    """
    letters = [letter for letter in short.casefold() if letter.isalpha()]
    parts = [word.strip("(),.:;").casefold() for word in re.split(r"[\s/-]+", title)]
    parts = [word for word in parts if word]
    for begin in range(len(parts)):
        end = _spelled(letters, parts, begin)
        if end and not _MADE_OF.search(" ".join(parts[begin:end])):
            return True
    return False


_SMALL = frozenset(["of", "the", "in", "and", "for", "with", "a", "an", "to", "on"])


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
        elif word not in _SMALL or i == begin:
            return 0
        i += 1
    return i if n == len(letters) else 0
