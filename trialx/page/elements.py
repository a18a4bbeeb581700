"""The elements of HTML by what they do to the words in them.

What goes out: names. Separate, since the parsing, the walk and the look at what is no word of the page ask the same.
"""

from typing import Final

# Elements that hold nothing.
VOID: Final = frozenset(
    {"area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link"}
    | {"meta", "param", "source", "track", "wbr"}
)
# Elements that begin and end a line.
BLOCKS: Final = frozenset(
    {"html", "body", "main", "section", "article", "header", "footer", "nav", "aside", "search", "address", "hgroup"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "center", "pre", "blockquote", "hr", "br", "dialog", "details"}
    | {"summary", "figure", "figcaption", "form", "fieldset", "legend", "textarea", "optgroup", "frameset"}
    | {"ul", "ol", "menu", "dir", "li", "dl", "dt", "dd"}
    | {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
)
# Of these, what does not make a cell more than words.
NO_BLOCK: Final = frozenset(("br", "html", "body"))
# Words in these stand apart on the screen although nothing stands between them in the file.
APART: Final = frozenset(("span", "label", "strong", "b", "small", "a"))
LISTS: Final = frozenset(("ul", "ol", "menu", "dir"))
CELLS: Final = frozenset(("td", "th", "dt", "dd"))
NESTED: Final = frozenset(("ul", "ol", "menu", "dir", "li", "dl", "table"))
AS_TYPED: Final = frozenset(("pre", "textarea"))
HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"))
MENUS: Final = frozenset(("nav", "header", "footer"))
