"""Files that are no text and hold one page all the same, and those that hold none.

What comes in: the bytes of a file. What goes out: the page that a browser saved with its pictures (MHTML), the text of
a PDF, or for a file of another program one line that says what to do. Separate from the cutting of texts; PDF needs the
extra `pdf`, and both libraries are imported where they are used.
"""

import re
from typing import Final, NamedTuple

from trialx.batch.failure import Unreadable

_TEXT_IT: Final = "open it and save it as text or as a web page"
# What files of other programs begin with, what they are and what is to be done.
_FOREIGN: Final = (
    (b"\xd0\xcf\x11\xe0", "a document of an old Word or Excel", _TEXT_IT),
    (b"{\\rtf", "a document (RTF)", _TEXT_IT),
    (b"\x89PNG", "a picture (PNG)", "give trialx the page's text"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "give trialx the page's text"),
    (b"GIF8", "a picture (GIF)", "give trialx the page's text"),
    (b"RIFF", "a picture or a sound (RIFF)", "give trialx the page's text"),
    (b"II*\x00", "a picture (TIFF)", "give trialx the page's text"),
    (b"MM\x00*", "a picture (TIFF)", "give trialx the page's text"),
    (b"SQLite format 3\x00", "a database (SQLite)", "export the pages as JSON Lines"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z)", "unpack it first"),
    (b"Rar!", "an archive (RAR)", "unpack it first"),
    (b"BZh", "packed with bzip2", "unpack it first: bunzip2"),
    (b"\xfd7zXZ\x00", "packed with xz", "unpack it first: unxz"),
    (b"bplist00", "a web archive of Safari or a list of properties", "save the page as text or HTML"),
)
_ZIP: Final = b"PK\x03\x04"
# The first file in a zip, or its folder, tells which program wrote it.
_OFFICE: Final = (
    (b"word/", "a Word document (DOCX)"),
    (b"xl/", "a table of Excel (XLSX)"),
    (b"ppt/", "slides (PPTX)"),
    (b"opendocument", "a document of LibreOffice"),
    (b"[Content_Types].xml", "a document of Microsoft Office"),
)
PDF: Final = b"%PDF-"
_MHTML: Final = re.compile(
    rb"(?:From|MIME-Version|Subject|Date|Content-Type|Content-Location|Snapshot-[\w-]+|X-[\w-]+):", re.IGNORECASE
)
# How many lines of a message's head are looked at: browsers write about eight.
_HEAD: Final = 4_096


class SavedPage(NamedTuple):
    """A page with what came with it: its bytes, or its text, its encoding and its address where these are told."""

    data: bytes | str
    charset: str | None = None
    url: str | None = None


def refuse_foreign(head: bytes) -> None:
    r"""Raise `Unreadable` where a file is another program's; `head` is what it begins with.

    >>> refuse_foreign(b"\x89PNG\r\n")
    Traceback (most recent call last):
        ...
    trialx.batch.failure.Unreadable: this is a picture (PNG), not a page of text: give trialx the page's text
    """
    for magic, what, do in _FOREIGN:
        if head.startswith(magic):
            raise Unreadable("not-text", f"this is {what}, not a page of text: {do}")
    if head.startswith(_ZIP):
        what = next((what for sign, what in _OFFICE if sign in head), "")
        told = (
            f"this is {what}, not a page of text: {_TEXT_IT}" if what else "this is an archive (ZIP): unpack it first"
        )
        raise Unreadable("not-text", told)


def is_mhtml(head: bytes) -> bool:
    r"""Say whether a file is a web page saved with its parts as one message.

    >>> is_mhtml(b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n")
    True
    """
    return b"multipart/related" in head[:_HEAD].lower() and bool(_MHTML.match(head))


def page_of_mhtml(data: bytes) -> SavedPage:
    """Return the page of a message that a browser saved: its first part that is HTML or text.

    Raises:
        Unreadable: where there is no such part.

    """
    from email import message_from_bytes
    from email.policy import default

    message = message_from_bytes(data, policy=default)
    address = message.get("Snapshot-Content-Location")
    for kind in ("text/html", "application/xhtml+xml", "text/plain"):
        for part in message.walk():
            if part.get_content_type() == kind:
                content = part.get_payload(decode=True)
                url = str(part.get("Content-Location") or address or "") or None
                if isinstance(content, bytes):
                    return SavedPage(content, part.get_content_charset(), url)
    raise Unreadable("not-text", "this saved page (MHTML) holds no HTML and no text: save it again")


def text_of_pdf(data: bytes) -> str:
    """Return the text of a PDF, line by line as it is printed.

    Raises:
        Unreadable: where pypdfium2 is missing, the file is damaged, or it holds pictures of pages and no text.

    """
    try:
        import pypdfium2 as pdfium
    except ImportError:
        raise Unreadable("needs-extra", "PDF needs pypdfium2: pip install 'trialx[pdf]'") from None
    try:
        document = pdfium.PdfDocument(data)
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    except pdfium.PdfiumError as error:
        raise Unreadable(
            "broken-archive", f"the PDF cannot be opened ({error}): save it anew, without a password"
        ) from None
    if not text.strip():
        raise Unreadable("not-text", "this PDF holds pictures and no text: run a text recognition (OCR) over it first")
    # A hyphen at the end of a line is written as U+FFFE.
    return text.replace("\r\n", "\n").replace("\ufffe\n", "").replace("\ufffe", "-")
