"""XML as plain data, without what XML can do to a reader.

What comes in: the bytes or the text of an XML document. What goes out: its elements as nodes (see nodes.py), all at
once or one element after the other. Entities are refused where they are declared (a few bytes can stand for
gigabytes, or for a file of this machine), nothing outside the document is fetched, and a document that breaks off says
so with its line. Separate from the tables, which do not know where their nodes come from.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple
from xml.parsers import expat

from trialx.registries.nodes import NotAStudy

# Fed piece by piece, so that the elements of a large export can be let go of as they come.
_PIECE: Final = 1 << 16
_DECLARED: Final = re.compile(r"\A(\s*<\?xml\b[^>]{0,200}?)\s+encoding\s*=\s*[\"'][^\"'>]{0,40}[\"']([^>]{0,80}\?>)")
# No register nests deeper than a dozen; an input that does is no register's.
MAX_DEPTH: Final = 100


class Element(NamedTuple):
    """An element that has been closed: the name of the document's root, its own name, its node."""

    root: str
    name: str
    node: Any


def xml_root(source: bytes | str) -> Element:
    """Return the root element with all that it holds.

    >>> xml_root('<study><phase>Phase 1</phase><phase when="now">Phase 2</phase></study>').node
    {'phase': ['Phase 1', {'@when': 'now', '#': 'Phase 2'}]}
    >>> xml_root("<study><phase>Phase 1</phase>")
    Traceback (most recent call last):
    trialx.registries.nodes.NotAStudy: the XML breaks off at line 1, before its last element is closed
    """
    return next(xml_elements(_whole_source(source), depth_of=lambda _: 0))


def xml_items(source: bytes | str) -> Iterator[Element]:
    """Give the elements right below the root, one after the other, and keep none of them.

    Raises:
        NotAStudy: where the XML is broken, after the elements that are whole.

    """
    return xml_elements(_whole_source(source), depth_of=lambda _: 1)


def xml_elements(pieces: Iterable[bytes], *, depth_of: Callable[[str], int]) -> Iterator[Element]:
    """Give every element of a depth as it is closed; which depth, the name of the root element tells.

    Raises:
        NotAStudy: where the XML is broken, after the elements that are whole.

    """
    closed: list[Element] = []
    parser: expat.XMLParserType | None = None
    try:
        for piece in pieces:
            if parser is None:
                piece = piece.lstrip()  # a pasted document begins with blanks, which XML does not allow
                if not piece:
                    continue
                parser = _parser(closed, depth_of)
            parser.Parse(piece, False)
            yield from closed
            closed.clear()
    except expat.ExpatError as error:
        raise NotAStudy(f"the XML is broken at line {error.lineno}: {expat.ErrorString(error.code)}") from None
    except (LookupError, ValueError) as error:
        if isinstance(error, NotAStudy):
            raise
        raise NotAStudy(f"the XML cannot be read ({error}): save it as UTF-8") from None
    if parser is None:
        raise NotAStudy("the XML is empty")
    try:
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise NotAStudy(f"the XML breaks off at line {error.lineno}, before its last element is closed") from None


def _whole_source(source: bytes | str) -> Iterator[bytes]:
    """Cut a document that is there as a whole into pieces."""
    if isinstance(source, str):
        # A text has been decoded already, whatever encoding its first line names.
        source = _DECLARED.sub(r"\1\2", source, count=1).encode("utf-8", "replace")
    return (source[start : start + _PIECE] for start in range(0, len(source), _PIECE))


def _parser(closed: list[Element], depth_of: Callable[[str], int]) -> expat.XMLParserType:
    """Make a parser that puts the closed elements of a depth into a list, and refuses entities."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    names: list[str] = []
    nodes: list[dict[str, Any]] = []
    texts: list[list[str]] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        if not names:
            depth = depth_of(name)
        if len(names) >= MAX_DEPTH:
            raise NotAStudy(f"the XML nests deeper than {MAX_DEPTH} elements: no register writes such a file")
        names.append(name)
        texts.append([])
        nodes.append({f"@{attribute}": value for attribute, value in attributes.items()})

    def text(words: str) -> None:
        texts[-1].append(words)

    def end(name: str) -> None:
        node = _whole(nodes.pop(), "".join(texts.pop()))
        names.pop()
        if len(names) == depth:
            closed.append(Element(names[0] if names else name, name, node))
        elif len(names) > depth:
            nodes[-1].setdefault(name, []).append(node)

    def refuse(*_: object) -> None:
        raise NotAStudy("the XML declares or uses entities, which are refused: no register writes such a file")

    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.EndElementHandler = end
    parser.EntityDeclHandler = refuse
    parser.SkippedEntityHandler = refuse
    return parser


def _whole(node: dict[str, Any], text: str) -> Any:
    """Return an element as its text where it has nothing else; blanks between child elements are no text."""
    if text.strip():
        if not node:
            return text
        node["#"] = text
    return node
