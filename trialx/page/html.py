"""A saved web page to text with its line structure.

What comes in: HTML. What goes out: the text that every offset counts in, a block a line. The page is parsed as a
browser parses it (markup.py); one walk over its tags (walk.py) keeps together what stands beside each other: a label
and its value, in a table of two columns or a list of definitions, come to stand on one line (`Label: value`), and a
table of more columns becomes rows with bars (cells.py). Separate, since nothing else has to know of HTML.
"""

import re
from typing import Final, NamedTuple

from trialx.page.markup import markup
from trialx.page.walk import lines_of

# Control characters; soft hyphens, places where a word may break, byte order marks: written, and without room.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_INVISIBLE: Final = ("\xad", "\u200b", "\u2060", "\ufeff")


class WebPage(NamedTuple):
    """A web page as text: what a reader sees, its scripts of type JSON-LD, the address that it calls its own."""

    text: str
    data: tuple[str, ...] = ()
    url: str | None = None


def web_page(html: str) -> WebPage:
    r"""Return a page of HTML as text.

    >>> page = web_page("<h1>Warm socks</h1><dl><dt>Phase</dt><dd>PHASE2</dd></dl><ul><li>One<li>Two</ul>")
    >>> page.text
    'Warm socks\nPhase: PHASE2\n* One\n* Two\n'
    """
    tags, data, url = markup(html)
    text = "\n".join(lines_of(tags))
    if _CONTROLS.search(text):
        text = _CONTROLS.sub(" ", text)
    for mark in _INVISIBLE:
        if mark in text:
            text = text.replace(mark, "")
    if "&" in text:  # the walk leaves the three that lexbor writes, so that a mark of the page is none of HTML
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return WebPage(text + "\n", data, url)
