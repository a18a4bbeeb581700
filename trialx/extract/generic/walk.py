"""From label to label: what each label of the page means, and what it takes.

What comes in: the pieces. What goes out: the labelled values, in the order of the page. The rules: a label with
nothing after it never takes the next label; a strong label goes before a value, a value that the waiting label's reader
knows goes before a weak label; under a heading of other trials, of places or of people, the trial's own labels are none.
"""

import re
from collections.abc import Sequence

from trialx.extract.generic.lexicon import Sense, is_chrome, key
from trialx.extract.generic.lists import keep_together, read_countries, read_list, read_person
from trialx.extract.generic.pieces import Piece, is_numbered
from trialx.extract.generic.reading import RULE, Reading, no_value, words
from trialx.extract.generic.shapes import glued_values, guesses
from trialx.extract.generic.texts import Part, stretch_of_list, take_criteria, take_text, take_unsided
from trialx.extract.generic.values import accepts, doubt_refused, take, take_contact_name, take_line
from trialx.readers.codes import yes_no

# Sections in which a label is not the trial's own; the second, in which some are.
SILENT = frozenset({"related", "glossary"})
NOT_OF_PLACES = ("overall_status", "start_date", "completion_date", "enrollment", "phases", "brief_title", "locations")
NOT_OF_PEOPLE = ("brief_title", "locations", "lead_sponsor", "study_type")
# How many labels back an address may stand before a country that is part of it.
ADDRESS_REACH = 3
_ADDRESS = frozenset(
    "address city town postcode zip state fax phone telephone email e-mail street affiliation sponsor contact name".split()
)


# So many values that a strict reader knows, each with its label glued behind it, show the manner of the page.
BEHIND_SHOWN_BY = 2


# A label of few words, then its value: `Study execute time：From 2022-01-01`.
_LABELLED = re.compile(r"[A-Z][\w/()'’-]*(?:\s[\w/()'’-]+){0,4}\s?[:：]\s?\S")
# Last words of headings that follow criteria and open none.
_PLACES = frozenset(
    ["locations", "contacts", "sponsor", "collaborators", "publications", "references", "keywords", "sites"]
)
LONGEST_HEADING = 5
_CONTACT_NAME = frozenset(["name", "contact name", "contact", "contact person", "nombre", "nom", "nome", "naam"])
# A heading of a study's page, and of few others.
_OF_A_STUDY = re.compile(
    r"\b(?:study|trial|studien\w*|étude|essai|estudio|ensayo|studio|estudo|ensaio|onderzoek\w*|badani\w+)\b",
    re.IGNORECASE,
)
_OF_CRITERIA = re.compile(r"criteri|eligib|exclu|inclu|patient|subject|participant", re.IGNORECASE)
_OTHER_PARTS = frozenset(["locations", "contacts", "related", "outcomes", "arms", "results", "glossary"])
# The label that CTRI prints before the first criterion of a side.
_DETAILS = re.compile(r"Details\s+(?=\d)")


def walk(reading: Reading) -> None:
    """Read all labels of the page."""
    reading.behind = _labels_behind(reading) >= BEHIND_SHOWN_BY
    i = 0
    while i < len(reading.pieces):
        i = _step(reading, i)


def _step(reading: Reading, i: int) -> int:
    """Read what begins at piece `i`; return the piece to go on with."""
    piece = reading.pieces[i]
    if not piece.senses:
        reading.texts.append(i)
        return i + 1
    kinds = {sense.kind for sense in piece.senses}
    if reading.section in SILENT and not _ends_silence(piece):
        return i + 1
    if "criteria" in kinds:
        return _criteria(reading, i)
    if reading.behind and piece.glued and not piece.colon and not piece.beside:
        return _glued_behind(reading, i)
    after = _values(reading, i)
    if after > i:
        return after
    if piece.text.isupper() and guesses(piece.text):
        reading.texts.append(i)  # `TREATMENT` is a value of the registry's before it is a heading
        return i + 1
    heading = next((sense for sense in piece.senses if sense.kind == "section"), None)
    if heading and not piece.beside:
        reading.section = heading.detail
        reading.found.claim(piece.at, f"{RULE}:heading" if _OF_A_STUDY.search(piece.text) else RULE)
        return i + 1
    if piece.senses[0].weak and not piece.colon:
        reading.texts.append(i)
        return i + 1
    reading.claim(piece)
    if reading.section == "contacts" and key(piece.text) in _CONTACT_NAME and (rest := following(reading, i)):
        return i + 2 if take_contact_name(reading, rest[0]) else i + 1
    if piece.beside and i + 1 < len(reading.pieces):
        # A label that the record has no place for, or a value that is none: neither is anything else's.
        if _is_design(piece):
            reading.designs.append(reading.pieces[i + 1])
        return i + 2 if not reading.pieces[i + 1].senses else i + 1
    if _is_design(piece) and i + 1 < len(reading.pieces) and not reading.pieces[i + 1].senses:
        reading.designs.append(reading.pieces[i + 1])
    return i + 1


def _is_design(piece: Piece) -> bool:
    """Whether the label speaks of the design or the aims: its text may state what the study is like."""
    folded = piece.text.casefold()
    return any(
        word in folded for word in ("design", "hypothes", "objective", "diseño", "dessein", "disegno", "desenho")
    )


def _ends_silence(piece: Piece) -> bool:
    """Whether a label opens a part of this trial's own again."""
    if piece.colon or piece.marked:
        return False
    return any(
        (sense.kind in ("prose", "criteria") and not sense.weak)
        or (sense.kind == "section" and sense.detail not in SILENT and sense.detail != "basics")
        for sense in piece.senses
    )


def _labels_behind(reading: Reading) -> int:
    """How many lines are a value with its label glued behind: `Phase 3Phase`, `AllGender`."""
    count = 0
    for value, label in zip(reading.pieces, reading.pieces[1:], strict=False):
        if label.glued and not label.colon and not label.beside and not value.senses:
            count += any(sense.kind == "scalar" and accepts(reading, sense, value) for sense in label.senses)
    return count


def _glued_behind(reading: Reading, i: int) -> int:
    """Take the text before a label that is glued behind it, whatever its kind."""
    label, value = reading.pieces[i], reading.pieces[i - 1]
    for sense in label.senses:
        if sense.kind == "scalar":
            taken = take(reading, sense, value, dated=label.dated, sure=False)
        elif sense.kind == "line":
            taken = take_line(reading, sense, value, sure=False)
        elif sense.kind == "list":
            taken = read_list(reading, sense, label._replace(beside=True), [value], sure=False) > 0
        else:
            taken = False
        if taken:
            if reading.texts and reading.texts[-1] == i - 1:
                reading.texts.pop()
            return i + 1
    reading.claim(label)
    return i + 1


def following(reading: Reading, i: int) -> Sequence[Piece]:
    """The texts behind label `i`, up to the next label."""
    pieces = reading.pieces
    end = i + 1
    while end < len(pieces) and not pieces[end].senses:
        end += 1
    return pieces[i + 1 : end]


def _values(reading: Reading, i: int) -> int:
    """Take what the label at `i` labels; return the piece to go on with, `i` where nothing follows that it can label."""
    pieces = reading.pieces
    label = pieces[i]
    rest = following(reading, i)
    candidate = rest[0] if rest else None
    if candidate is None and i + 1 < len(pieces):
        # `Primary Purpose:` above `Treatment`, a word that is also a weak label.
        weak = pieces[i + 1]
        if all(sense.weak or sense.kind == "section" for sense in weak.senses) and not weak.colon:
            candidate = weak
    for sense in label.senses:
        if not _allowed(reading, sense, i):
            continue
        after = _one(reading, sense, i, candidate, rest)
        if after > i:
            return after
    if candidate is not None and candidate is not pieces[i + 1] and no_value(words(candidate)):
        return i + 1
    if candidate is not None and label.senses[0].kind == "scalar" and no_value(words(candidate)):
        reading.claim(label)
        reading.claim(candidate)
        return i + 2
    before = _before(reading, i)
    if before:
        return before
    if candidate is not None and _is_plain(label) and (label.colon or not label.senses[0].weak):
        _refused(reading, label, candidate)
    return i


def _is_plain(label: Piece) -> bool:
    return label.senses[0].kind == "scalar" and not label.senses[0].weak and label.beside


def _refused(reading: Reading, label: Piece, candidate: Piece) -> None:
    doubt_refused(reading, label.senses[0], candidate)


def _one(reading: Reading, sense: Sense, i: int, candidate: Piece | None, rest: Sequence[Piece]) -> int:
    """Try one sense of the label at `i`."""
    label = reading.pieces[i]
    if sense.kind == "prose":
        return _prose(reading, sense, i)
    if candidate is None:
        return i
    below = not label.beside
    sure = not (below and candidate.at - label.at > 1)
    done = i
    if sense.kind == "scalar":
        if take(reading, sense, candidate, dated=label.dated, sure=sure and not sense.weak):
            done = _doubled(reading, i + 2, candidate)
    elif sense.kind == "flag":
        done = _flag(reading, sense, i, candidate)
    elif sense.kind == "person":
        done = i + 2 if rest and read_person(reading, sense, candidate, sure=label.beside) else i
    elif sense.kind == "line":
        if rest and _may_be_line(sense, label, candidate) and take_line(reading, sense, candidate, sure=label.beside):
            done = _doubled(reading, i + 2, candidate)
    elif sense.kind == "country":
        done = i + read_countries(reading, label, rest, sure=not sense.weak)
        done = done + 1 if done > i else i
    elif sense.kind == "list" and rest:
        run = rest if label.beside else rest[: keep_together(reading, rest, len(rest))]
        taken = read_list(reading, sense, label, run, sure=label.beside)
        done = i + 1 + taken if taken else i
    if done > i:
        reading.claim(label)
    return done


def _may_be_line(sense: Sense, label: Piece, candidate: Piece) -> bool:
    """Whether a line of words may be this label's: not a weak label's, unless it stands beside it; not another bullet's."""
    if is_chrome(candidate.text) or is_numbered(candidate.text):
        return False
    return label.beside or not sense.weak or label.colon


def _doubled(reading: Reading, i: int, value: Piece) -> int:
    """Skip what repeats a value that was just taken; crawlers print some twice."""
    while i < len(reading.pieces) and reading.pieces[i].text == value.text and not reading.pieces[i].beside:
        reading.claim(reading.pieces[i])
        i += 1
    return i


def _flag(reading: Reading, sense: Sense, i: int, candidate: Piece) -> int:
    """`Randomised: Yes`: the label names the value, `No` only says that it is not this one."""
    answer = yes_no(words(candidate))
    if answer is None:
        return i
    path = tuple(sense.field.split("."))
    if not answer:
        reading.claim(candidate)
    elif sense.field == "phases":
        known = reading.value("phases")
        value = [*known, sense.detail] if isinstance(known, list) else [sense.detail]
        reading.found.values = [kept for kept in reading.found.values if kept.path != path]
        reading.emit(path, value, candidate)
    elif sense.field == "eligibility.sex" and reading.value(sense.field) not in (None, sense.detail):
        reading.found.values = [kept for kept in reading.found.values if kept.path != path]
        reading.emit(path, "ALL", candidate)
    else:
        reading.emit(path, sense.detail, candidate)
    return i + 2


def _before(reading: Reading, i: int) -> int:
    """A value that stands before its label: `338` above `Participants`, `Phase 3Phase`."""
    pieces = reading.pieces
    label = pieces[i]
    if i == 0 or label.colon or label.beside or not reading.texts or reading.texts[-1] != i - 1:
        return 0
    value = pieces[i - 1]
    for sense in label.senses:
        if sense.kind == "scalar" and _allowed(reading, sense, i) and accepts(reading, sense, value):
            take(reading, sense, value, dated=label.dated, sure=label.glued)
            reading.claim(label)
            reading.texts.pop()
            return i + 1
    return 0


def _allowed(reading: Reading, sense: Sense, i: int) -> bool:
    """Whether a label may mean this under the heading that it stands below."""
    if reading.section == "locations" and sense.field.startswith(NOT_OF_PLACES) and sense.kind != "country":
        return False
    if reading.section == "contacts" and sense.weak and sense.field.startswith(NOT_OF_PEOPLE):
        return False
    if reading.section == "results" and sense.weak:
        return False
    if sense.kind == "country" and not sense.weak:
        near = reading.pieces[max(0, i - 2 * ADDRESS_REACH) : i]
        return reading.section != "contacts" and not any(
            not _ADDRESS.isdisjoint(piece.text.casefold().split()) for piece in near if piece.senses
        )
    return True


def _prose(reading: Reading, sense: Sense, i: int) -> int:
    """Take the text of a prose label up to the next thing that is surely a label."""
    pieces = reading.pieces
    if i + 1 < len(pieces) and any(other.kind == "prose" for other in pieces[i + 1].senses):
        return i  # `Description` above `Summary`: the second is the label
    end = i + 1
    while end < len(pieces) and not ends_text(reading, end):
        end += 1
    if end == i + 1:
        return i
    if sense.weak and not _is_prose(pieces[i + 1 : end]):
        return i
    reading.claim(pieces[i])
    reading.section = ""
    take_text(reading, sense.field, i + 1, end)
    return end


def _is_prose(pieces: Sequence[Piece]) -> bool:
    """Whether a weak label has a text under it: one line at least that is a sentence, and longer than a value."""
    return any(len(piece.text.split()) >= 8 and piece.text[-1] in '.!?…"”' for piece in pieces)


def ends_text(reading: Reading, i: int) -> bool:
    """Whether the label at `i` ends a text: it stands alone or glued, or what follows is a value that it labels."""
    piece = reading.pieces[i]
    if not piece.senses or piece.marked:
        return False
    strong = [sense for sense in piece.senses if not sense.weak]
    following_piece = reading.pieces[i + 1] if i + 1 < len(reading.pieces) else None
    for sense in piece.senses:
        if sense.kind == "scalar" and following_piece and accepts(reading, sense, following_piece):
            return True
    if not strong:
        return False
    if strong[0].kind == "criteria":
        return True
    return piece.first and not piece.text.endswith(".") or piece.glued


def _criteria(reading: Reading, i: int) -> int:
    """Take a run of criteria: from this heading over all that follow it to the next label of another kind."""
    pieces = reading.pieces
    parts: list[Part] = []
    reading.section = "eligibility"
    at = i
    while at < len(pieces) and (sense := _side(pieces[at])):
        reading.claim(pieces[at])
        side = sense.field.removeprefix("eligibility.")
        if sense.weak and not (at + 1 < len(pieces) and (pieces[at + 1].marked or is_numbered(pieces[at + 1].text))):
            side = "criteria"  # `Who can take part?` opens a list of criteria, or any words
        at = _limits(reading, at)
        end = at + 1
        while end < len(pieces) and not _ends_criteria(reading, at, end):
            end += 1
        if end > at + 1 and not _leads_in(pieces[at + 1 : end], sense, pieces[end] if end < len(pieces) else None):
            start, stop, first, last = stretch_of_list(reading, at + 1, end)
            part = Part(None if side == "criteria" else side, start, stop, first, last)
            if part.side is None:
                if not _short_values(pieces[at + 1 : end]) and take_unsided(reading, part):
                    reading.quiet.append((at + 1, end))
                else:
                    reading.texts.extend(range(at + 1, end))
            else:
                parts.append(part)
                reading.quiet.append((at + 1, end))
        at = end
    if parts:
        take_criteria(reading, parts)
        reading.found.values = [v for v in reading.found.values if v.path != ("eligibility", "criteria_text")]
    return at


def _side(piece: Piece) -> Sense | None:
    return next((sense for sense in piece.senses if sense.kind == "criteria"), None)


def _limits(reading: Reading, at: int) -> int:
    """Take the ages and the sex that some registries print between a side's heading and its list."""
    pieces = reading.pieces
    while at + 2 < len(pieces) and any(
        sense.kind == "scalar" and sense.field.startswith("eligibility.") for sense in pieces[at + 1].senses
    ):
        after = _values(reading, at + 1)
        if after == at + 1:
            break
        at = after - 1
    if at + 1 < len(pieces) and (word := _DETAILS.match(pieces[at + 1].text)):
        first = pieces[at + 1]
        pieces[at + 1] = first._replace(text=first.text[word.end() :], start=first.start + word.end())
    return at


def _leads_in(between: Sequence[Piece], sense: Sense, after: Piece | None) -> bool:
    """Whether two headings of one side stand one above the other, with no list between: `Who can take part`, a sentence."""
    again = _side(after) if after else None
    return (
        again is not None
        and again.field == sense.field
        and len(between) <= 2
        and not any(piece.marked or is_numbered(piece.text) for piece in between)
    )


def _short_values(pieces: Sequence[Piece]) -> bool:
    """Whether what follows a general heading is a few values (`18 Years and older`, `All Sexes`) and no list."""
    return all(
        (len(piece.text) < 60 and not is_numbered(piece.text) and not piece.marked) or glued_values(piece)
        for piece in pieces
    )


def _ends_criteria(reading: Reading, opened: int, i: int) -> bool:
    """Whether the piece at `i` is no criterion any more."""
    piece = reading.pieces[i]
    if not piece.senses:
        return _breaks_off(reading, opened, i)
    if _side(piece):
        return not piece.marked or piece.colon
    if piece.marked or not piece.first:
        return piece.glued and not piece.senses[0].weak and piece.colon
    if piece.senses[0].kind in ("other", "section") and _opens_sublist(reading, i):
        return False  # `Control group:` over criteria of its own
    if piece.beside:
        follow = reading.pieces[i + 1] if i + 1 < len(reading.pieces) else None
        return any(
            sense.kind == "scalar" and follow is not None and accepts(reading, sense, follow) for sense in piece.senses
        ) or (piece.colon and not piece.senses[0].weak and piece.senses[0].kind != "list")
    return not piece.senses[0].weak or any(sense.kind == "section" for sense in piece.senses)


def _opens_sublist(reading: Reading, i: int) -> bool:
    """Whether marked entries stand right below a line: it is then their heading, unless it is one of another kind."""
    piece = reading.pieces[i]
    if i + 1 >= len(reading.pieces) or any(sense.detail in _OTHER_PARTS for sense in piece.senses):
        return False
    after = reading.pieces[i + 1]
    return not after.senses and after.at > piece.at and (after.marked or is_numbered(after.text))


def _breaks_off(reading: Reading, opened: int, i: int) -> bool:
    """Whether a plain line after marked criteria is the site's again: furniture, or a heading that the lexicon lacks."""
    pieces = reading.pieces
    piece = pieces[i]
    if is_chrome(piece.text):
        return True
    if i == opened + 1 or piece.marked or is_numbered(piece.text) or not piece.first:
        return False
    if pieces[opened].beside and pieces[opened].colon and _LABELLED.match(piece.text):
        return True  # the page is lines of `Label: value`, and this is the next
    if key(piece.text).rsplit(" ", 1)[-1] in _PLACES and len(piece.text.split()) <= LONGEST_HEADING:
        return True
    before = pieces[i - 1]
    if not (before.marked or is_numbered(before.text)):
        return False
    numbers = reading.found.page.numbers
    gap = numbers[piece.at] - numbers[before.at] > 1
    if _opens_sublist(reading, i) or (piece.text[-1] == "." and _OF_CRITERIA.search(piece.text)):
        return False
    return gap and piece.text[:1].isupper() and not piece.text.endswith(":") and before.text[-1:] not in ",("


__all__ = ["RULE", "ends_text", "following", "walk"]
