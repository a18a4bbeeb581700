"""Names, titles and the sponsor's own numbers: one line of words under a label.

What comes in: a sense of a label and the piece that may be its value. What goes out: whether it is. Separate from
values that a strict reader knows: here nearly any words would do, so the label must be plain and the words must not
be a sentence, a label, or the site's furniture.
"""

from trialx.extraction.take.registry_numbers import take_numbers
from trialx.extraction.take.typed_names import split_class
from trialx.extraction.unknown.reading import Path, Reading, no_value, words
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece
from trialx.lexicon.look_up import Sense, is_chrome, look_up
from trialx.readers.ids import find_registry_ids
from trialx.readers.people import person

_TITLE_WORDS = 2
LONGEST_NAME = 250
LONGEST_ACRONYM = 80


def take_contact(reading: Reading, path: Path, value: object, piece: Piece) -> None:
    """A telephone number or an address of the contact that was named last; without a name there is no contact."""
    count = reading.found.counts.get("central_contacts", 0)
    whole = ("central_contacts", count - 1, path[-1])
    if count and reading.section == "contacts" and not reading.found.has(whole) and on("contact"):
        reading.by = "contact"
        reading.emit(whole, value, piece)
    else:
        reading.claim(piece)


def take_contact_name(reading: Reading, piece: Piece) -> bool:
    """Take the name of a contact, under a heading of contacts."""
    name = words(piece)
    if no_value(name) or person(name) is None or not on("contact"):
        return False
    reading.by = "contact"
    reading.emit(("central_contacts", reading.found.next("central_contacts"), "name"), name, piece)
    return True


def take_line(reading: Reading, sense: Sense, piece: Piece, *, sure: bool) -> bool:
    """Take a piece as a name, a title or a number of the sponsor; False where it is none."""
    text = words(piece)
    if no_value(text):
        reading.claim(piece)
        return True
    if not _fits(sense, text):
        return False
    path: Path = tuple(sense.field.split("."))
    if sense.field == "secondary_ids.id":
        return _take_secondary(reading, text, piece)
    if sense.field == "lead_sponsor.name":
        return _take_sponsor(reading, text, piece, sure=sure)
    if reading.found.has(path):
        if sense.weak or reading.value(sense.field) == text:
            reading.claim(piece)
            return True
        sure = False
    reading.emit(path, text, piece, sure=sure)
    return True


def _fits(sense: Sense, text: str) -> bool:
    if look_up(text) or is_chrome(text) or sense.read is None or sense.read(text) is None:
        return False
    if sense.field in ("brief_title", "official_title"):
        return not sense.weak or len(text.split()) > _TITLE_WORDS
    if sense.field == "acronym":
        return len(text) <= LONGEST_ACRONYM
    if sense.field in ("org_study_id", "secondary_ids.id"):
        return len(text) <= LONGEST_ACRONYM and any(mark.isdigit() for mark in text)
    return len(text) <= LONGEST_NAME


def _take_secondary(reading: Reading, text: str, piece: Piece) -> bool:
    ids = [(value["registry"], value["id"]) for _, _, value in find_registry_ids(text)]
    if ids:
        take_numbers(reading.found, ids, reading.told(piece), with_nct=True)
    else:
        reading.emit(("secondary_ids", reading.found.next("secondary_ids"), "id"), text, piece, sure=False)
    return True


def _take_sponsor(reading: Reading, text: str, piece: Piece, *, sure: bool) -> bool:
    """The lead sponsor, its class in brackets behind it."""
    name, kind = split_class(text) if on("class_in_brackets") else (text, None)
    if reading.has("lead_sponsor.name") and reading.value("lead_sponsor.name") == name:
        reading.claim(piece)
        return True
    reading.emit(("lead_sponsor", "name"), name, piece, sure=sure)
    if kind:
        reading.emit(("lead_sponsor", "class"), kind, piece, sure=sure)
    return True
