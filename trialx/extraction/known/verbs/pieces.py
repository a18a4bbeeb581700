"""Several values on one line, parted by a mark: `120 Total Participants · 2 Treatment Groups`.

What comes in: lines of such pieces. What goes out: the value of each piece that a field's glued label opens or that a
field's reader knows; the other pieces are the site's own words.
"""

from collections.abc import Mapping

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.fields import piece
from trialx.extraction.take.found import Found


def pieces(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read each line's pieces; `separator` is the mark between them."""
    del cuts
    separator = str(cut.section.options.get("separator", "·"))
    told = {str(value.value) for value in found.values if value.path[-1] == "name"}
    for at in range(cut.first, cut.last):
        if found.claims[at] is not None:
            continue
        column = 0
        for part in found.page.lines[at].split(separator):
            text = part.strip()
            if text:
                piece(found, cut.section, text, column + len(part) - len(part.lstrip()), at, told)
            column += len(part) + len(separator)
        found.claim(at, cut.section.rule)
