"""A saved web page to text with its line structure.

What comes in: HTML. What goes out: the text that every offset counts in, a block a line. The walk over the page is
inscriptis' (extra `html`); what is done before it is to say what stands beside what: a label and its value, in a table
of two columns or a list of definitions, come to stand on one line (`Label: value`), and a table of more columns
becomes rows with bars, so that no value is torn from its label or its column. Separate, since nothing else has to know
of HTML.
"""

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement as Element

# A label is short; a longer cell is prose, whatever stands beside it.
LABEL_LENGTH: Final = 100
# Elements that hold nothing a reader of the page sees.
UNSEEN: Final = ("script", "style", "template", "noscript", "svg", "iframe", "select", "button", "head")
_BLOCKS: Final = re.compile("p|div|[uod]l|li|d[dt]|t[dhr]|table|section|article|h[1-6r]|pre|blockquote|figure|form|br")
# Words in these stand apart on the screen although nothing stands between them in the file.
_APART: Final = frozenset({"span", "label", "strong", "b", "small", "a"})
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
LIST_INDENT: Final = 2
# A number, a label and a value.
NUMBERED_CELLS: Final = 3
_NUMBER: Final = re.compile(r"[A-Z]?\.?\d{1,3}(?:\.\d{1,3}){0,5}\.?")
# What is left of list items and rows that held a picture.
_EMPTY_LINE: Final = re.compile(r"\s*(?:[*+o-]\s*)?|[|\s]+")
# What XML cannot hold and libxml2 stops at.
_CONTROLS: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), " ")
# What is written and takes no room: soft hyphens, places where a word may break, marks of byte order.
_INVISIBLE: Final = dict.fromkeys((0xAD, 0x200B, 0x2060, 0xFEFF))
_HIDDEN: Final = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)
# A longer text is no decoration, even where screen readers are to pass over it: so is a page behind an open dialog.
LONGEST_DECORATION: Final = 30
# `Recruiting`, `Phase 2`: words, and no mark that a script put into an element of its own.
_BADGE: Final = re.compile(r"\w[^:=]{1,39}")
FEWEST_BADGES: Final = 3
_EXPONENT: Final = re.compile(r"\s*[-−+]?\d{1,2}\s*")
# A label that ends so is a question or a sentence: its answer stands below it.
_SENTENCE: Final = ("?", ".", "!")


class HtmlMissing(ImportError):
    """HTML was met and inscriptis is not installed; the message says how to install it."""


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

    Raises:
        HtmlMissing: where inscriptis is not installed.

    """
    try:
        from inscriptis import Inscriptis
        from inscriptis.css_profiles import STRICT_CSS_PROFILE
        from inscriptis.html_properties import Display
        from inscriptis.model.config import ParserConfig
        from inscriptis.model.html_element import HtmlElement
        from lxml.etree import ParserError
        from lxml.html import HTMLParser, document_fromstring
    except ImportError:
        raise HtmlMissing("HTML needs inscriptis: pip install 'trialx[html]'") from None
    clean = _DECLARATION.sub("", html.translate(_CONTROLS))
    # The encoding is given, since a text has been decoded already, whatever its first lines declare.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(clean.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    except ParserError:  # nothing but blanks and comments
        return WebPage("")
    data = tuple(node.text or "" for node in tree.iter("script") if "ld+json" in (node.get("type") or "").lower())
    url = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    for element in tree.iter("html", "body"):
        element.attrib.pop("style", None)  # some sites hide their pages until a script has run
    _drop_unseen(tree)
    for element in list(tree.iter("dl")):
        _definitions(element)
    for element in reversed(list(tree.iter("table"))):  # a table inside a cell before its own
        _table(element)
    # The marks of a list stand where its paragraphs begin, as in a list that was typed; a list inside it stands deeper.
    list_ = HtmlElement(display=Display.block, padding_inline=LIST_INDENT)
    css = {**STRICT_CSS_PROFILE, "ul": list_, "ol": list_}
    text = Inscriptis(tree, ParserConfig(css=css)).get_text()
    # Margins are a matter of style; between lines of one list they would read as its end.
    lines = (line.rstrip() for line in text.split("\n") if not _EMPTY_LINE.fullmatch(line))
    return WebPage("\n".join(lines).translate(_INVISIBLE) + "\n", data, url)


def _drop_unseen(tree: "Element") -> None:
    """Take out what nobody reads, and part words that only a style sheet parts."""
    for element in [*tree.iter(*UNSEEN), *filter(_is_decoration, tree.iter("*"))]:
        if element.getparent() is not None:
            element.drop_tree()
    for element in list(tree.iter("sup")):
        _raise(element)
    for element in tree.iter("br"):
        element.tail = f" {element.tail or ''}"
    only: dict[Element, str] = {}
    for element in tree.iter(*_APART):
        after = element.getnext()
        if not (element.tail or "").strip() and after is not None and after.tag in _APART:
            around = element.getparent()
            if around not in only:
                only[around] = _holds_only(around)
            element.tail = "; " if only[around] == "a" else _between(element, after)
    for around in [around for around, held in only.items() if held == "span" and len(around) >= FEWEST_BADGES]:
        for badge in around:
            badge.tag = "div"


def _is_decoration(element: "Element") -> bool:
    """Whether an element is not shown, or is the name of a picture: short, in a line, and not for screen readers."""
    if _HIDDEN.search(element.get("style") or ""):
        return True
    if element.get("aria-hidden") != "true" or _BLOCKS.fullmatch(str(element.tag)) or _has_blocks(element):
        return False
    return len(_words(element)) <= LONGEST_DECORATION


def _raise(element: "Element") -> None:
    """Keep a power apart from its base (`10^9`, which is not 109), and leave out the number of a footnote."""
    if any((link.get("href") or "").startswith("#") for link in element.iter("a")):
        element.drop_tree()
        return
    before = element.getprevious()
    base = (before.tail if before is not None else element.getparent().text) or ""
    if base[-1:].isdigit() and _EXPONENT.fullmatch(element.text_content()):
        element.text = f"^{(element.text or '').lstrip()}"


def _between(element: "Element", after: "Element") -> str:
    """What a reader sees between two elements of a line: a label and its field, or words."""
    if element.tag == "label" and after.tag != "label" and not _words(element).endswith((":", *_SENTENCE)):
        return ": "
    return element.tail or " "


def _holds_only(around: "Element") -> str:
    """Return of what kind elements are that stand side by side with nothing between; empty where there is more.

    Links so are a list, and three short words so are badges: only a style sheet parts them.
    """
    kinds = {str(child.tag) for child in around}
    texts = [around.text, *(child.tail for child in around)]
    if len(kinds) > 1 or any((text or "").strip() for text in texts):
        return ""
    return kinds.pop() if all(_BADGE.fullmatch(_words(child)) for child in around) or "a" in kinds else ""


def _definitions(list_: "Element") -> None:
    """Put every term of a list of definitions on one line with its definition."""
    for term in list(list_.iter("dt")):
        values = []
        after = term.getnext()
        while after is not None and after.tag == "dd":
            values.append(after)
            after = after.getnext()
        _pair(term, values)
    for element in [list_, *list_.iter("dd")]:
        element.tag = "div"


def _table(table: "Element") -> None:
    """Turn a table into lines: labels with values, rows with bars, or a block a cell where cells hold blocks."""
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    rows = [_numbered(row) for row in rows if row]
    if _is_columns(rows):
        for head, cell in zip(*rows, strict=True):
            cell.addprevious(head)
            _pair(head, [cell])
        rows = []
    widest = max(map(len, rows), default=0)
    headed = bool(rows) and len(rows[0]) > 1 and all(cell.tag == "th" for cell in rows[0])
    for row in rows:
        pairs = list(zip(row[::2], row[1::2], strict=False))
        if len(row) % 2 == 0 and not headed and all(_is_label(label, value, widest) for label, value in pairs):
            for label, value in pairs:
                _pair(label, [value])
        elif len(row) > 1 and any(map(_words, row)) and not any(map(_has_blocks, row)):
            _bars(row)
        else:
            for cell in row:
                cell.tag = "div"
    for element in [table, *table.iter("tr", "tbody", "thead", "tfoot", "caption")]:
        element.tag = "div"


def _is_columns(rows: list[list["Element"]]) -> bool:
    """Whether a table is a row of headings over one row of texts, which go by their columns."""
    if len(rows) != len(("headings", "texts")) or len(rows[0]) != len(rows[1]) or len(rows[0]) < len(rows):
        return False
    return all(cell.tag == "th" and _is_line(cell) for cell in rows[0]) and any(map(_has_blocks, rows[1]))


def _numbered(row: list["Element"]) -> list["Element"]:
    """Make the number of a row (`A.3`) and its label one cell, as registers number the items of their forms."""
    if len(row) != NUMBERED_CELLS or not _NUMBER.fullmatch(_words(row[0])) or _has_blocks(row[1]):
        return row
    number, label, value = row
    label.text = f"{_words(number)} {label.text or ''}"
    number.getparent().remove(number)
    return [label, value]


def _is_label(label: "Element", value: "Element", widest: int) -> bool:
    """Say whether a cell is the label of the next one: marked as a heading, or short in a table of two columns."""
    words = _words(label)
    if not 0 < len(words) <= LABEL_LENGTH or not _is_line(label):
        return False
    return (label.tag == "th" and value.tag == "td") or widest == 2 or words.endswith(":")


def _pair(label: "Element", values: list["Element"]) -> None:
    """Put a label and its value on one line; what is more than a line follows its label."""
    words = _words(label)
    tail = values[-1].tail if values else label.tail
    short = 0 < len(words) <= LABEL_LENGTH and _is_line(label)
    label.tag = "div"
    for value in values:
        value.tag = "div"
    if not short:
        return
    for child in list(label):
        label.remove(child)
    label.text = words if words.endswith((":", *_SENTENCE)) else f"{words}:"
    if len(values) == 1 and not _has_blocks(values[0]) and not words.endswith(_SENTENCE):
        (value,) = values
        label.text += f" {(value.text or '').lstrip()}"
        label.extend(list(value))
        value.getparent().remove(value)
        label.tail = tail


def _bars(row: list["Element"]) -> None:
    """Write a row of a table with bars between its cells."""
    first, *others = row
    words = " | ".join(_words(cell).replace("|", "/") for cell in row)
    for cell in others:
        cell.getparent().remove(cell)
    for child in list(first):
        first.remove(child)
    first.text = f"| {words} |"
    first.tag = "div"


def _words(element: "Element") -> str:
    return " ".join(element.text_content().split())


def _has_blocks(element: "Element") -> bool:
    return any(_BLOCKS.fullmatch(str(child.tag)) for child in element.iterdescendants())


def _is_line(label: "Element") -> bool:
    """Whether a cell is words alone; a label may be broken to fit its column."""
    return not any(_BLOCKS.fullmatch(str(child.tag)) and child.tag != "br" for child in label.iterdescendants())
