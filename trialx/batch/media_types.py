r"""What bytes hold, told by the bytes.

What comes in: the beginning of a file, or of a page's text. What goes out: a kind. Names are not asked: a crawl saves
HTML as `.txt`, and `curl` saves JSON without a suffix. Separate from the reading, so that what is recognised as what
can be seen in one place.
"""

import re
from typing import Final, Literal

Packed = Literal["gzip", "zstd"]
PageKind = Literal["text", "html", "json", "xml"]

_PACKED: Final[tuple[tuple[bytes, Packed], ...]] = ((b"\x1f\x8b", "gzip"), (b"\x28\xb5\x2f\xfd", "zstd"))
# An object or an array that cannot be a line of prose ("[Withdrawn] …").
_JSON: Final = re.compile(r"\{\s*[\"}]|\[\s*[{\]\"]")
# What may stand before the root element: a declaration, comments, a document type.
_PROLOGUE: Final = re.compile(r"(?:\s|<\?[^>]*>|<!--(?:[^-]|-(?!->))*-->)*")
_ROOT: Final = re.compile(r"<(!doctype\s+)?([a-z_][\w.:-]*)", re.IGNORECASE)
_HTML: Final = re.compile(
    "html|head|body|title|meta|link|script|style|base|div|section|article|main|header|footer|nav|p|span|a|table|tbody|"
    "thead|tr|td|th|ul|ol|li|dl|dt|dd|h[1-6]|br|hr|b|i|strong|em|font|center|form|iframe|noscript|pre|"
    "blockquote|aside|address|figure|details|img|svg|u|small|label|input|select|textarea|fieldset|time|code"
)
# Root elements of what registers export; another element that is no HTML is read as text.
XML_ROOTS: Final = frozenset(
    {"clinical_study", "study_collection", "trials_downloaded_from_ictrp", "trials", "search_results"}
    | {"alltrials", "fulltrial", "anzctr_trial"}
)


def packed(head: bytes) -> Packed | None:
    r"""Return how a file is compressed, None where it is not.

    >>> packed(b"\x1f\x8b\x08\x00"), packed(b"NCT99000001")
    ('gzip', None)
    """
    return next((kind for magic, kind in _PACKED if head.startswith(magic)), None)


def is_warc(head: bytes) -> bool:
    r"""Say whether a file is a web archive (WARC, WET).

    >>> is_warc(b"WARC/1.0\r\n")
    True
    """
    return head.startswith(b"WARC/")


def page_kind(text: str) -> PageKind:
    """Return what a page is written in; `text` may be its beginning only.

    >>> [page_kind(text) for text in ("Phase: PHASE2", "<p>Phase</p>", '{"protocolSection": {', "<clinical_study>")]
    ['text', 'html', 'json', 'xml']
    >>> [page_kind(text) for text in ("<18 years", "[Archived] A trial", "{unclosed")]
    ['text', 'text', 'text']
    """
    start = text.lstrip("\ufeff \t\r\n")[:4096]
    if start[:1] in ("{", "["):
        return "json" if _JSON.match(start) else "text"
    if start[:1] != "<":
        return "text"
    prologue = _PROLOGUE.match(start)
    root = _ROOT.match(start, prologue.end() if prologue else 0)
    if not root:
        return "xml" if start.startswith("<?xml") else "html" if start.startswith("<!--") else "text"
    name = root[2].casefold()
    if name == "html" or (not root[1] and _HTML.fullmatch(name)):
        return "html"
    # A declared document type that is not HTML's is XML's, and so are its entities, which the reader refuses.
    return "xml" if name in XML_ROOTS or root[1] or start.startswith("<?xml") else "text"


def xml_root(text: str) -> str:
    """Return the name of the root element of a text that begins as XML, in small letters; empty where it has none.

    A document type has the name of the root element.

    >>> xml_root("<?xml version='1.0'?> <!-- two trials --><Trials><trial>"), xml_root("Phase: 2")
    ('trials', '')
    """
    start = text.lstrip("\ufeff \t\r\n")[:4096]
    prologue = _PROLOGUE.match(start)
    root = _ROOT.match(start, prologue.end() if prologue else 0)
    return root[2].casefold() if root else ""
