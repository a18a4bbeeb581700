"""The words that pages use for a value, loaded when first asked for.

What comes in: the name of a list under `values` in the files of the languages. What goes out: value → words, or folded
spelling → value. Separate from the readers, since a run that meets only canonical tokens must not pay for the words.
"""

from functools import cache
from typing import cast

from trialx.languages import words
from trialx.readers.fold import fold


def word_lists(name: str) -> dict[str, list[str]]:
    """Return value → its words, as the files of the languages list them.

    >>> "january" in word_lists("months")["1"]
    True
    """
    return cast(dict[str, list[str]], words("values", name))


@cache
def spellings(name: str) -> dict[str, str]:
    """Return folded spelling → value of one list; a spelling given to two values is an error.

    >>> spellings("sex")["both"]
    'ALL'
    """
    table: dict[str, str] = {}
    for value, spelled in word_lists(name).items():
        for word in spelled:
            if table.setdefault(fold(word), value) != value:
                raise ValueError(f"lexicon, {name}: {word!r} stands under {table[fold(word)]} and under {value}")
    return table
