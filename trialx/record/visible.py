r"""Texts of pages, keys and names of files made fit for a terminal and a log.

What comes in: any text. What goes out: one line of it in which nothing commands: control characters as signs (a
terminal would take a colour, a title, a clipboard from them), U+FFFD for what turns the order of reading or is no whole
character, and no beginning of what the logs of GitHub Actions take for a command (`::`, `##[`).
"""

import re
from typing import Final

# C0 and DEL have pictures of their own.
_PICTURES: Final[dict[int, int]] = {**{code: 0x2400 + code for code in range(32)}, 0x7F: 0x2421, 9: 32}
# C1, line ends that are none of ASCII's, marks of direction, halves of characters.
_SIGNLESS: Final = re.compile("[\x80-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_COMMANDS: Final = re.compile(r":(?=:)|##(?=\[)")


def visible(text: str) -> str:
    r"""Return a text as one line that a terminal and a log show and do not obey.

    >>> visible("red \x1b[31m\n::add-mask::x"), visible("so\ud800cks \u202e")
    ('red ␛[31m␊: :add-mask: :x', 'so�cks �')
    """
    if text.isascii() and text.isprintable() and "::" not in text and "##[" not in text:
        return text
    shown = _SIGNLESS.sub("\ufffd", text.translate(_PICTURES))
    return _COMMANDS.sub(lambda match: f"{match[0]} ", shown)
