"""Bytes to text.

What comes in: the bytes of a file. What goes out: the text that every offset counts in, the byte order mark included
where there is one. Separate so that nothing else has to know of encodings.
"""

import codecs
import re
from typing import Final, NamedTuple

# A page of text has next to no control characters; a picture, an archive or a program has many.
MOST_CONTROLS = 0.02
SAMPLE = 65_536
_CONTROLS = bytes({*range(32)} - {9, 10, 11, 12, 13, 27})
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# A saved web page declares its encoding in its first lines.
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
META_BYTES = 4096
# `g³owy`: a sign that stands inside of a word, which is a letter of another encoding, or next to one that is none.
_SIGN_IN_WORD: Final = re.compile(
    r"(?<=[^\W\d_])[\xa1-\xa9\xab-\xb4\xb6\xb8\xb9\xbb-\xbf](?=[^\W\d_])|[×÷](?=[^\W\d_])|\ufffd"
)
# So few letters, most of them ASCII, say little of their encoding: they are Western where they can be.
FEW_LETTERS: Final = 20
# What pages are written in that do not say so; those of Windows differ in their letters and not in their dashes.
_WESTERN: Final = "cp1252"
_WINDOWS: Final = (_WESTERN, "cp1250", "cp1251", "cp1253", "cp1254")
_OTHERS: Final = (
    *("iso8859_2", "koi8_r", "cp1255", "cp1256", "cp874"),
    *("shift_jis", "euc_jp", "euc_kr", "gb18030", "big5"),
)


class NotText(ValueError):
    """The bytes are no text in an encoding that trialx reads."""


class Decoded(NamedTuple):
    """A text, and the encoding that it is read in where that is a guess; empty where it is known or cannot matter."""

    text: str
    guess: str = ""


def decoded(data: bytes, charset: str | None = None) -> Decoded:
    r"""Return a page's text: by its byte order mark, as UTF-8, by the encoding that is declared, else by a guess.

    `charset` is what the page's server says; else what the page says of itself counts. UTF-8 that is whole is UTF-8,
    whatever is declared: pages are saved anew and keep their first lines. Bytes that an encoding leaves open become
    U+FFFD.

    >>> decoded("<meta charset=iso-8859-2><p>Ból".encode("iso-8859-2")).text[-3:]
    'Ból'
    >>> decoded("Badanie leku w leczeniu bólu głowy, wiek powyżej 18 lat".encode("cp1250")).guess
    'cp1250'
    >>> decoded(b"PK\x03\x04\x00\x00\x00\x00")
    Traceback (most recent call last):
        ...
    trialx.page.decode.NotText: this is a binary file, not a page of text; give trialx text

    Raises:
        NotText: for binary data.

    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"))
    if wide := _wide(data):
        return Decoded(data.decode(wide, "replace"))
    head = data[:SAMPLE]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > MOST_CONTROLS * len(head):
        raise NotText("this is a binary file, not a page of text; give trialx text")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        declared = charset or charset_of(data)
    try:
        if declared:
            return Decoded(data.decode(declared))
    except (LookupError, UnicodeDecodeError):
        pass
    text = data.decode("utf-8", "replace")
    # Letters of another encoding are next to never whole characters of UTF-8: this is UTF-8 that was cut or damaged.
    broken = text.count("\ufffd")
    return Decoded(text) if sum(not letter.isascii() for letter in text) > 2 * broken else _guessed(data)


def decode(data: bytes) -> str:
    """Return the text of `data`; see `decoded`.

    >>> decode("Größe".encode("cp1252"))
    'Größe'
    """
    return decoded(data).text


def beginning(data: bytes) -> str:
    r"""Return the text that a file begins with, for a look at what it is; empty for binary data.

    >>> beginning(b"Phase: 2 \xe2\x89"), beginning(bytes(9))
    ('Phase: 2 �', '')
    """
    try:
        marked = data.startswith(tuple(mark for mark, _ in _MARKS)) or 0 in data
        return decoded(data).text if marked else data.decode("utf-8", "replace")
    except NotText:
        return ""


def _guessed(data: bytes) -> Decoded:
    """Guess an encoding by the lines that are not plain ASCII, which tell one from another."""
    telling = b"\n".join(line for line in data.split(b"\n") if not line.isascii())
    alike = {telling.decode(encoding, "replace") for encoding in _WINDOWS}
    if len(alike) == 1:  # dashes, quotation marks and degrees stand at one place in all of them
        return Decoded(data.decode(_WESTERN, "replace"))
    western = telling.decode(_WESTERN, "replace")
    strange = sum(byte >= 0x80 for byte in telling)
    if strange < min(FEW_LETTERS, len(telling) / 3) and not _SIGN_IN_WORD.search(western):
        return Decoded(data.decode(_WESTERN, "replace"), _WESTERN)
    from charset_normalizer import from_bytes  # most pages are UTF-8

    matches = from_bytes(telling[:SAMPLE], cp_isolation=[*_WINDOWS, *_OTHERS])
    # The likeliest first; a few words are little to tell by, but no language has a sign inside of a word.
    found = min(matches, key=lambda match: len(_SIGN_IN_WORD.findall(str(match))), default=None)
    name = found.encoding if found else _WESTERN
    if telling.decode(name, "replace") == western:
        name = _WESTERN
    return Decoded(data.decode(name, "replace"), name)


def charset_of(data: bytes) -> str | None:
    """Return the encoding that a page declares of itself in its first lines.

    >>> charset_of(b'<html><head><meta charset="iso-8859-2">')
    'iso-8859-2'
    """
    declared = _CHARSET.search(data[:META_BYTES])
    return declared[1].decode("ascii", "replace") if declared else None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of plain English is zero."""
    head = data[:SAMPLE]
    if head.count(0) * 3 < len(head):
        return None
    odd, even = head[1::2].count(0), head[::2].count(0)
    if odd > 20 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 20 * odd else None
