"""A tidied copy of a slice: what a person would copy from the page.

What comes in: a slice of the page. What goes out: the same words without list marks, Markdown escapes and doubled
blanks. Separate, since every verb tidies and no verb may touch the page itself.
"""

import re

_ESCAPE = re.compile(r"\\([^\w\s]|_)")
_BULLET_SIGNS = frozenset("*•◦·▪‣–—o-\\")
_BULLET = re.compile(r"^(?:[*•◦·▪‣–—o-]|\\\*)\s+")


def unescape(text: str) -> str:
    r"""Return the text without Markdown's backslashes.

    >>> unescape(r"ANC \>= 1.5 x 10\^9/L")
    'ANC >= 1.5 x 10^9/L'
    """
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def one_line(text: str) -> str:
    r"""Return the text on one line, blanks single, escapes gone.

    >>> one_line("Early  stage\n disease")
    'Early stage disease'
    """
    if "  " in text or "\n" in text or "\t" in text:
        text = " ".join(text.split())
    return unescape(text)


def entry(text: str) -> str:
    """Return a list entry without its bullet.

    >>> entry("• Atopic Dermatitis")
    'Atopic Dermatitis'
    """
    return one_line(_BULLET.sub("", text, count=1))


def bullet_length(text: str) -> int:
    """Return how many characters of a line are its bullet and the blanks after it."""
    if text[:1] not in _BULLET_SIGNS:
        return 0
    match = _BULLET.match(text)
    return match.end() if match else 0
