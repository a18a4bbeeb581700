"""Lines and texts: whatever stands there, tidied.

What comes in: a slice of a page. What goes out: the same words on one line, or paragraphs. Separate, since these two
accept everything that is not empty and so must never be asked what kind of value a string is.
"""

import re

MAX_LINE = 2000
# Database numbers have five digits and more; a short one may follow them.
_CODES = re.compile(r"(?:^|\s)\d{5,9}(?:\s\d{1,9}){0,4}$")


def line(text: str) -> str | None:
    r"""Return one line of text with its blanks made single; None where it is empty or has more lines.

    >>> line("  A  study of tea "), line(" "), line("one\ntwo")
    ('A study of tea', None, None)
    """
    text = text.strip()
    if not text or "\n" in text or len(text) > MAX_LINE:
        return None
    return " ".join(text.split())


def uncoded(text: str) -> str | None:
    """Return one line without the database numbers that a registry prints behind its words.

    >>> uncoded("Low back pain 900509 0"), uncoded("Diabetes type 2"), uncoded("900509 0")
    ('Low back pain', 'Diabetes type 2', None)
    """
    words = line(text)
    return line(_CODES.sub("", words)) if words else None


def text(text: str) -> str | None:
    r"""Return the paragraphs of a text, one a line, each with its blanks made single.

    >>> text(" First.\n\n Second   part. "), text("\n")
    ('First.\nSecond part.', None)
    """
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.splitlines()]
    return "\n".join(paragraph for paragraph in paragraphs if paragraph) or None
