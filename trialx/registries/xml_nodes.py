"""XML as plain data, without what XML can do to a reader.

What comes in: the bytes or the text of an XML document. What goes out: its elements as nodes (see nodes.py), all at
once or one element after the other. Entities are refused where they are declared (a few bytes can stand for
gigabytes, or for a file of this machine), nothing outside the document is fetched, and a document that breaks off says
so with its line. Separate from the tables, which do not know where their nodes come from.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from xml.parsers import expat

from trialx.registries.nodes import NotAStudy

# Fed piece by piece, so that the elements of a large export can be let go of as they come.
_PIECE: Final = 1 << 16
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
    return next(_elements(source, depth=0))


def xml_items(source: bytes | str) -> Iterator[Element]:
    """Give the elements right below the root, one after the other, and keep none of them.

    Raises:
        NotAStudy: where the XML is broken, after the elements that are whole.

    """
    return _elements(source, depth=1)


def _elements(source: bytes | str, *, depth: int) -> Iterator[Element]:
    """Feed the parser and give every element of this depth as it is closed."""
    # A text has been decoded already, whatever encoding its first line names.
    encoding = "utf-8" if isinstance(source, str) else None
    source = source.encode("utf-8", "replace") if isinstance(source, str) else source
    source = source.lstrip()  # a pasted document begins with blanks, which XML does not allow
    if not source:
        raise NotAStudy("the XML is empty")
    closed: list[Element] = []
    parser = _parser(closed, depth=depth, encoding=encoding)
    try:
        for start in range(0, len(source), _PIECE):
            parser.Parse(source[start : start + _PIECE], False)
            yield from closed
            closed.clear()
    except expat.ExpatError as error:
        raise NotAStudy(f"the XML is broken at line {error.lineno}: {expat.ErrorString(error.code)}") from None
    except (LookupError, ValueError) as error:
        if isinstance(error, NotAStudy):
            raise
        raise NotAStudy(f"the XML cannot be read ({error}): save it as UTF-8") from None
    try:
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise NotAStudy(f"the XML breaks off at line {error.lineno}, before its last element is closed") from None


def _parser(closed: list[Element], *, depth: int, encoding: str | None) -> expat.XMLParserType:
    """Make a parser that puts the closed elements of a depth into a list, and refuses entities."""
    parser = expat.ParserCreate(encoding)
    parser.buffer_text = True
    names: list[str] = []
    nodes: list[dict[str, Any]] = []
    texts: list[list[str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
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
