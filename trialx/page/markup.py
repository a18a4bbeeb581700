"""HTML to its tags in order, as a browser would nest them.

What comes in: HTML, however broken. What goes out: `Markup`: every tag with its attributes and the text behind it, the
scripts of JSON-LD, the address that the page calls its own. The parsing is selectolax' (lexbor, HTML5 as browsers read
it); its tree is written out again and cut at its tags, which is faster than to visit every node of it. Separate from
the walk, which knows nothing of broken pages.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from trialx.page.elements import VOID

# Elements that hold nothing a reader of the page sees; a frame's own text is another page.
UNSEEN: Final = ("script", "style", "template", "noscript", "svg", "iframe", "select", "datalist")
# Browsers nest no deeper than this; lexbor has no limit, and its work grows with the depth of every element.
DEEPEST: Final = 512
# Elements of a line that are never closed are opened anew in every paragraph below them.
DEEPEST_INLINE: Final = 24
# Pages with fewer tags cost nothing worth saving, however they nest.
MANY_TAGS: Final = 4_000
# No page needs so many attributes in a tag; lexbor compares each with all the others.
MANY_ATTRIBUTES: Final = 2_000

# A tag, closing or not, its name, its attributes, the text behind it: lexbor writes no other `<` or `>`.
_TAG: Final = re.compile(r"<(/?)([a-z][^\s/>]*)([^>]*)>([^<]*)")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
# In a source: what holds no tags, or a tag up to its name.
_SOURCE_TAG: Final = re.compile(
    r"<!--(?:.*?-->|.*)|<(?P<raw>script|style|textarea|title)\b(?:.*?</(?P=raw)|.*)|<(?P<close>/?)(?P<name>[a-z][^\s/>]*)",
    re.DOTALL | re.IGNORECASE,
)
_LAST_TAG: Final = re.compile(r"[A-Za-z][^\s/>]*")
# What HTML has not and stands in pages.
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
# Elements whose text is no markup in HTML and is a page's text all the same.
_LITERAL_NAMES: Final = ("<xmp", "<plaintext", "<listing")
_LITERAL: Final = re.compile(r"<(/?)(?:xmp|plaintext|listing)\b", re.IGNORECASE)
# A page saved with the parts that scripts drew has them in templates of their own.
_SHADOW: Final = "shadowrootmode"
_TEMPLATE: Final = re.compile(r"<(/?)template\b", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""([^\s=]+)="([^"]*)\"""")

# An element of these is closed by the next of its kind, so that many of them in a row are not deep.
_CLOSED_BY_NEXT: Final = frozenset(
    ("p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup", "button")
)
_INLINE: Final = frozenset(
    ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
_BROKEN_LINE: Final = "<br>"

# `/` or nothing, a name, the attributes as they are written, the text up to the next tag.
Tag = tuple[str, str, str, str]


class Markup(NamedTuple):
    """A page's tags (closing mark, name, attributes, text behind it), its scripts of JSON-LD, its own address."""

    tags: list[Tag]
    data: tuple[str, ...] = ()
    url: str | None = None


def markup(html: str) -> Markup:
    """Return the tags of a page; text outside of its body and what nobody sees is left out.

    >>> [(close + name, text) for close, name, _, text in markup("<p>One<p>Two").tags]
    [('html', ''), ('body', ''), ('p', 'One'), ('/p', ''), ('p', 'Two'), ('/p', ''), ('/body', ''), ('/html', '')]
    """
    from selectolax.lexbor import LexborHTMLParser  # pages of text do without

    lower = html.lower()
    tree = LexborHTMLParser(_tamed(_plain(html, lower)).encode("utf-8", "replace"))
    data: tuple[str, ...] = ()
    url = None
    if "ld+json" in lower:
        scripts = (node for node in tree.css("script") if "ld+json" in (node.attributes.get("type") or "").lower())
        data = tuple(node.text() for node in scripts)
    if "canonical" in lower:
        link = tree.css_first("link[rel=canonical]")
        url = link.attributes.get("href") if link else None
    tree.strip_tags(["head", *UNSEEN])
    written = tree.html or ""
    if "<!--" in written:
        written = _COMMENT.sub("", written)
    return Markup(_TAG.findall(written.replace("&nbsp;", " ")), data, url)


def attribute(attributes: str, name: str) -> str:
    """Return the value of an attribute in the text of a tag's attributes; empty where it has none.

    >>> attribute(' colspan="2" class="a b"', "class"), attribute("", "class")
    ('a b', '')
    """
    if name not in attributes:
        return ""
    return next((value for key, value in _ATTRIBUTE.findall(attributes) if key == name), "")


def _plain(html: str, lower: str) -> str:
    """Take out what stands in pages and is no HTML; `lower` is the page in small letters."""
    html = _DECLARATION.sub("", html)
    if any(name in lower for name in _LITERAL_NAMES):
        html = _LITERAL.sub(r"<\1pre", html)
    return _TEMPLATE.sub(r"<\1div", html) if _SHADOW in lower else html


def _tamed(html: str) -> str:
    """Keep a page from costing more than its length: tags with thousands of attributes, elements thousands deep."""
    if html.count("=") + html.count(" ") > MANY_ATTRIBUTES:
        html = _few_attributes(html)
    return "".join(_shallow(html)) if html.count("<") > MANY_TAGS else html


def _few_attributes(html: str) -> str:
    """Leave a tag of thousands of attributes its name; they are no words of the page."""
    pieces = html.split(">")
    for at, piece in enumerate(pieces):
        if len(piece) < MANY_ATTRIBUTES:
            continue
        before, bracket, tag = piece.rpartition("<")
        name = _LAST_TAG.match(tag)
        if bracket and name and len(tag.split(None, MANY_ATTRIBUTES)) > MANY_ATTRIBUTES and _is_whole(tag):
            pieces[at] = f"{before}<{name[0]}"
    return ">".join(pieces)


def _is_whole(tag: str) -> bool:
    """Say whether a tag ends where its bracket stands: not inside of a value in quotes."""
    return tag.count('"') % 2 == 0 and tag.count("'") % 2 == 0


def _shallow(html: str) -> Iterator[str]:
    """Give a page with elements that lie too deep in the one above them; a line ends where they began and ended."""
    depth = inline = 0
    skipped: list[str] = []
    last = 0
    for tag in _SOURCE_TAG.finditer(html):
        name = (tag["name"] or "").lower()
        if not name or name in VOID or name in _CLOSED_BY_NEXT:
            continue
        if tag["close"]:
            if skipped and skipped[-1] == name:
                skipped.pop()
            elif name in _INLINE:
                inline = max(inline - 1, 0)
                continue
            else:
                depth = max(depth - 1, 0)
                continue
        elif name in _INLINE and inline < DEEPEST_INLINE:
            inline += 1
            continue
        elif name not in _INLINE and depth < DEEPEST:
            depth += 1
            continue
        else:
            skipped.append(name)
        end = html.find(">", tag.end())
        if end < 0:
            break
        yield html[last : tag.start()]
        yield " " if name in _INLINE else _BROKEN_LINE
        last = end + 1
    yield html[last:]
