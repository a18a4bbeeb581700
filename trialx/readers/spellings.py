"""The words that pages use for a value, loaded when first asked for.

What comes in: the name of a file in `readers/spellings/`, which lists for each value its spellings. What goes out: the
lists, or a dictionary from folded spelling to value. Separate from the readers, because the words are data that grow
with every language and registry, and because a run that meets only canonical tokens must not pay for reading YAML.
"""

from functools import cache
from pathlib import Path
from typing import cast

from trialx.readers.fold import fold
from trialx.stored import stored_yaml


@cache
def word_lists(name: str) -> dict[str, list[str]]:
    """Return value → its words, as the file `spellings/<name>.yaml` lists them.

    >>> "january" in word_lists("months")["1"]
    True
    """
    return cast(dict[str, list[str]], stored_yaml(Path(__file__).parent / "spellings" / f"{name}.yaml"))


@cache
def spellings(name: str) -> dict[str, str]:
    """Return folded spelling → value of one file; a spelling given to two values is an error.

    >>> spellings("sex")["both"]
    'ALL'
    """
    table: dict[str, str] = {}
    for value, words in word_lists(name).items():
        for word in words:
            if table.setdefault(fold(word), value) != value:
                raise ValueError(f"spellings/{name}.yaml: {word!r} stands under {table[fold(word)]} and under {value}")
    return table
