"""Bytes to text.

What comes in: the bytes of a file. What goes out: the text that every offset counts in, the byte order mark included
where there is one. Separate so that nothing else has to know of encodings.
"""

import codecs
import re

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


class NotText(ValueError):
    """The bytes are no text in an encoding that trialx reads."""


def decode(data: bytes) -> str:
    r"""Return the text of `data`: by its byte order mark, else UTF-8, else Windows-1252.

    Raises `NotText` for binary data. The bytes that Windows-1252 leaves open become U+FFFD.

    >>> decode("Größe".encode("cp1252"))
    'Größe'
    >>> decode(b"PK\x03\x04\x00\x00\x00\x00")
    Traceback (most recent call last):
        ...
    trialx.page.decode.NotText: this is a binary file, not a page of text; give trialx text
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return data.decode(encoding, "replace")
    guess = _wide(data)
    if guess:
        return data.decode(guess, "replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    head = data[:SAMPLE]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > MOST_CONTROLS * len(head):
        raise NotText("this is a binary file, not a page of text; give trialx text")
    return data.decode("cp1252", "replace") if text is None else text


def decode_as_declared(data: bytes, charset: str | None = None) -> str:
    r"""Return a page's text: by the encoding that its server or the page itself names, if that fits, else as `decode`.

    UTF-8 that is whole is UTF-8, whatever is declared: pages are saved anew and keep their first lines.

    >>> decode_as_declared("<meta charset=iso-8859-2><p>Ból".encode("iso-8859-2"))[-3:]
    'Ból'
    """
    text = decode(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        declared = charset or charset_of(data)
    else:
        return text
    try:
        return data.decode(declared) if declared else text
    except (LookupError, UnicodeDecodeError):
        return text


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
