"""Web archives to pages: WARC (what the server sent) and WET (the text that a crawler took from it).

What comes in: a stream of plain bytes. What goes out: an `Item` for each page of HTML or text; pictures, redirects,
requests and metadata are no pages. The reading is warcio's (extra `warc`), imported where it is used.
"""

from collections.abc import Iterator
from io import BufferedReader
from typing import Any, Final

from trialx.batch.failure import Failure, Unreadable
from trialx.batch.item import MAX_PAGE, Item, limited

# Kinds of record that hold a page: as sent, as text (WET), as saved without its transfer.
PAGES: Final = frozenset({"response", "conversion", "resource"})
TEXTS: Final = ("text/html", "text/plain", "application/xhtml", "application/json", "application/xml", "text/xml")
_GOOD: Final = "200"


def records_in(name: str, stream: BufferedReader, first: int = 1) -> Iterator[Item]:
    """Give the pages of a web archive, numbered by their record in it; `first` is the number of the first.

    Raises:
        Unreadable: where warcio is missing, or the archive breaks off, after the pages that are whole.

    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise Unreadable("needs-extra", "WARC and WET need warcio: pip install 'trialx[warc]'") from None
    try:
        for number, record in enumerate(ArchiveIterator(stream), first):
            if _is_page(record):
                yield _item(f"{name}#{number}", record)
    except ArchiveLoadFailed as error:
        raise Unreadable("broken-archive", f"the web archive is damaged: {error}") from None


def _is_page(record: Any) -> bool:
    if record.rec_type not in PAGES:
        return False
    if record.http_headers and record.http_headers.get_statuscode() != _GOOD:
        return False
    return str(_content_type(record)).lower().startswith(TEXTS)


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return headers.get_header("Content-Type") or "text/plain"


def _item(name: str, record: Any) -> Item:
    url = record.rec_headers.get_header("WARC-Target-URI")
    try:
        data = limited(record.content_stream())
    except Unreadable:
        failure = Failure("too-large", f"the page has more than {MAX_PAGE >> 20} MB, no page of one trial")
        return Item(name, url=url, failure=failure)
    if getattr(record.raw_stream, "limit", 0):  # so many bytes were announced and are not there
        raise Unreadable("broken-archive", "the web archive breaks off inside a record; get the file again")
    charset = _content_type(record).lower().partition("charset=")[2].strip(" \"';")
    return Item(name, data=data, url=url, charset=charset or None)
