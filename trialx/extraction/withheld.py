"""Texts that stand where a value was taken out.

What comes in: a text. What goes out: whether it says that the value is withheld. Separate from the generic reader,
since layouts ask it of every value, and most pages of theirs need nothing else of it.
"""

from functools import cache

from trialx.languages import words

# A note in brackets is at most as long as a label.
LONGEST = 110


@cache
def _words() -> tuple[str, ...]:
    return tuple(word.casefold() for word in words("withheld"))


def is_withheld(text: str) -> bool:
    """Tell whether a text stands where a value was taken out: `[name withheld]`.

    >>> is_withheld("[name withheld]"), is_withheld("[Patient Registry]")
    (True, False)
    """
    plain = text.strip()
    if plain.casefold() in _words():
        return True
    if not plain or plain[0] not in "[(<" or len(plain) > LONGEST:
        return False
    return any(word in plain.casefold() for word in _words())
