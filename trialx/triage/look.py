"""The first look, which says whether a page can be a trial's record.

What comes in: a page, as bytes or text, with or without its markup, or a line of JSON Lines that holds one. What goes
out: yes or no. A crawl holds some thousand pages for each that describes a trial; they must cost no more than their
decompression. So nothing is decoded, cut or matched: the page is put into lower case once and searched for some stems
of words, which C does, and the search ends as soon as the answer is known. Yes means "worth reading" and no more: what
speaks of trials without being the record of one (news, articles, lists) is the reader's to refuse. The stems are
words of languages, their weights are those of the verdict (extraction/verdict.yaml).
"""

from functools import cache
from typing import Final, NamedTuple

from trialx.extraction.verdict import table
from trialx.languages import words
from trialx.page.decode import NotText, decode

# UTF-16 and UTF-32 of anything that trialx reads have zero bytes here, or a byte order mark.
_HEAD: Final = 64
# A page of so few bytes or characters has too few words to be told by, and is read in no time: whether it is a trial's
# is for its reader to say.
SHORT: Final = 4096
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


class Signs(NamedTuple):
    """What is searched: `gate`, of which one must be there; signs as (points, stems); the points that suffice."""

    gate: tuple[bytes, ...]
    signs: tuple[tuple[int, tuple[bytes, ...]], ...]
    least: int


def may_be_trial(page: str | bytes) -> bool:
    r"""Return whether a page can be a trial's record; False is sure, True is worth a reading.

    Bytes need no decoding, and are taken as ASCII, UTF-8, Windows-1252 or (told by its zero bytes) UTF-16. The cost is
    some nanoseconds a byte, whatever the page holds.

    >>> may_be_trial(b"NCT ID: NCT90000001\nBrief Title: Drops for Tired Eyes\nPatients with tired eyes are studied.")
    True
    >>> may_be_trial("Studie: Tropfen\nEinschlusskriterien: Patienten mit trockenen Augen")
    True
    >>> may_be_trial("A study of attitudes to open source: how projects recruit"), may_be_trial(b"")
    (False, False)
    """
    data = page.encode("utf-8", "surrogatepass") if isinstance(page, str) else _narrow(page)
    text = data.lower()
    gate, signs, least = loaded(text.isascii())
    for stem in gate:
        if stem in text:
            break
    else:
        return False
    points = 0
    for worth, stems in signs:
        for stem in stems:
            if stem in text:
                points += worth
                if points >= least:
                    return True
                break
    return False


def _narrow(data: bytes) -> bytes:
    """Return bytes in which ASCII letters are one byte each; nothing, where the data is no text."""
    head = data[:_HEAD]
    if 0 not in head and not head.startswith(_WIDE_MARKS):
        return data
    try:
        return decode(data).encode("utf-8", "surrogatepass")
    except NotText:
        return b""


@cache
def loaded(ascii_only: bool) -> Signs:
    """Return what is searched; on a page of ASCII alone, stems with other letters are not.

    >>> loaded(True).least == loaded(False).least, "línic".encode() in str(loaded(True)).encode()
    (True, False)
    """
    data = table()["first_look"]
    stems = {**words("stems"), "number": data["numbers"]}
    signs = [(int(points), _stems(stems[name], ascii_only)) for name, points in data["points"].items()]
    return Signs(_stems(stems["any"], ascii_only), tuple(sign for sign in signs if sign[1]), int(data["needed"]))


def _stems(group: list[str], ascii_only: bool) -> tuple[bytes, ...]:
    return tuple(word.encode() for word in group if not ascii_only or word.isascii())
