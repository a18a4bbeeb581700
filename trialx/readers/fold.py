"""One spelling of a spelling: the form in which words are compared.

What comes in: any short text. What goes out: the same words, caseless, without accents, with punctuation as blanks.
Separate, since the readers, the value spellings and the labels must all fold in the same way.
"""

from functools import lru_cache
from unicodedata import combining, normalize

_CACHED_TEXTS = 8192
_BLANKED = str.maketrans(dict.fromkeys('_-‐‑–—/\\.:;,*()[]{}|•·"“”„«»', " ") | {"’": "'"})


@lru_cache(maxsize=_CACHED_TEXTS)
def fold(text: str) -> str:
    """Return the form in which two spellings of one word are equal.

    >>> fold("Active,  NOT_recruiting")
    'active not recruiting'
    >>> fold("Randomisé (ouvert)")
    'randomise ouvert'
    """
    if not text.isascii():
        text = "".join(mark for mark in normalize("NFKD", text) if not combining(mark))
    return " ".join(text.casefold().translate(_BLANKED).split())
