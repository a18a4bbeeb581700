"""What is written on a web page and is no word of it: names of pictures, marks of footnotes, buttons.

What comes in: the tags of a page and a place among them. What goes out: what stands there, and where it ends. Separate
from the walk, which writes lines and only asks.
"""

import re
from typing import Final

from trialx.page.elements import BLOCKS, HEADINGS, MENUS, VOID
from trialx.page.markup import Tag, attribute

# Attributes of a button that folds and unfolds a part of the page: it is that part's heading.
_FOLDS: Final = ("aria-expanded", "data-toggle", "data-bs-toggle")
_HIDDEN: Final = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)
# A longer text is no decoration, even where screen readers are to pass over it: so is a page behind an open dialog.
LONGEST_DECORATION: Final = 30
# A decoration, a power or the mark of a footnote has no more tags than this.
FEW_TAGS: Final = 12
_EXPONENT: Final = re.compile(r"\s*[-−+]?\d{1,2}\s*")


def is_heading(attributes: str, around: list[str]) -> bool:
    """Say whether a button is the heading of a part that it unfolds; others are no words of the page.

    `around` are the names of the elements that it stands in.

    >>> is_heading("", ["body", "h3"]), is_heading(' aria-expanded="true"', ["nav"]), is_heading("", ["body"])
    (True, False, False)
    """
    if not HEADINGS.isdisjoint(around[-3:]):
        return True
    return any(name in attributes for name in _FOLDS) and MENUS.isdisjoint(around)


def may_be_decoration(name: str, attributes: str) -> bool:
    """Say whether an element in a line is hidden from screen readers, or from all, in its own place."""
    if name in BLOCKS or name in VOID:
        return False
    return attribute(attributes, "aria-hidden") == "true" or bool(
        "visibility" in attributes and _HIDDEN.search(attribute(attributes, "style"))
    )


def decoration(tags: list[Tag], at: int) -> int:
    """Return where such an element ends, if it is the name of a picture: short and in a line; else 0."""
    end = _short(tags, at)
    inner = tags[at:end]
    if any(name in BLOCKS for _, name, _, _ in inner):
        return 0
    return end if len(" ".join(_text(inner).split())) <= LONGEST_DECORATION else 0


def footnote(tags: list[Tag], at: int) -> int:
    """Return where a raised text ends, if it leads to a footnote; else 0."""
    end = _short(tags, at)
    links = (attributes for _, name, attributes, _ in tags[at:end] if name == "a")
    return end if any(attribute(attributes, "href").startswith("#") for attributes in links) else 0


def is_power(tags: list[Tag], at: int, before: str) -> bool:
    """Say whether a raised number is a power of the number before it (`10^9`, which is not 109)."""
    return before[-1:].isdigit() and bool(_EXPONENT.fullmatch(_text(tags[at : _short(tags, at)])))


def end_of(tags: list[Tag], at: int, *, most: int = 0) -> int:
    """Return where an element ends; 0 where it has more tags than `most`."""
    name, depth = tags[at][1], 0
    for end in range(at, min(at + most, len(tags)) if most else len(tags)):
        if tags[end][1] == name:
            depth += -1 if tags[end][0] else 1
            if not depth:
                return end
    return 0 if most else len(tags) - 1


def _short(tags: list[Tag], at: int) -> int:
    return end_of(tags, at, most=FEW_TAGS)


def _text(tags: list[Tag]) -> str:
    return "".join(text for _, _, _, text in tags)
