"""What stands under a key of a layout's mapping, or a fault that says what should.

What comes in: a mapping as YAML gives it and a key of it. What goes out: phrases, a list, a text or a flag; a fault is
added to those of the file and the value left out, so that all faults are found at once. Separate from `load`, which
knows what the keys mean.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from trialx.layouts.document import Where
from trialx.layouts.nearest import unknown
from trialx.page.lines import KEY_LENGTH

# People write these where they think of a pattern.
PATTERNS = frozenset({"pattern", "patterns", "regex", "regexp", "match", "matches"})

Faults = list[tuple[Where, str]]


def key_of(phrase: str) -> str:
    """Return the key under which lines are looked up.

    >>> key_of("Study  Start Date:")
    'study start date'
    """
    return " ".join(phrase[:KEY_LENGTH].casefold().split()).rstrip(": ")


def phrases(raw: Mapping[Any, Any], key: str | int, where: Where, faults: Faults, *, least: int = 1) -> tuple[str, ...]:
    """Return the phrases under a key as keys of lines; none where the key is missing."""
    if key not in raw:
        return ()
    value = raw[key]
    several = [value] if isinstance(value, str) else value
    if not isinstance(several, list) or not all(isinstance(item, str) for item in several):
        faults.append(((*where, key), f"`{key}` takes a phrase or a list of phrases"))
        return ()
    keys = tuple(key_of(item) for item in several)
    for phrase in keys:
        if len(phrase) < least or not phrase:
            need = f"give {least} characters or more" if phrase else "write the words, or leave it out"
            faults.append(((*where, key), f"{phrase!r} is too short for `{key}`; {need}"))
    return keys


def items(raw: Mapping[str, Any], key: str, where: Where, faults: Faults) -> list[Any]:
    """Return the list under a key; none where the key is missing."""
    value = raw.get(key) or []
    if not isinstance(value, list):
        faults.append(((*where, key), f"`{key}` takes a list"))
        return []
    return value


def text(raw: Mapping[str, Any], key: str, where: Where, faults: Faults) -> str:
    """Return the text under a key that must be there."""
    value = raw.get(key)
    if not isinstance(value, str) or not value:
        faults.append(((*where, key), f"`{key}` is missing"))
        return ""
    return value


def optional(raw: Mapping[str, Any], key: str, where: Where, faults: Faults) -> str:
    """Return the text under a key that may be missing."""
    value = raw.get(key, "")
    if not isinstance(value, str):
        faults.append(((*where, key), f"`{key}` takes a text"))
        return ""
    return value


def flag(raw: Mapping[str, Any], key: str, where: Where, faults: Faults) -> bool:
    """Return whether the key says yes; a missing one says no."""
    value = raw.get(key, "no")
    if value not in ("yes", "no"):
        faults.append(((*where, key), f"`{key}` is yes or no, not {str(value)!r}"))
    return bool(value == "yes")


def only(raw: Mapping[str, Any], known: Sequence[str], where: Where, what: str, faults: Faults) -> None:
    """Fault every key that is none of those that are known."""
    for key in raw:
        if key in known:
            continue
        if key in PATTERNS:
            message = f"a {what} has no {key!r}: layouts hold no patterns; write the words of the label or the phrase"
        else:
            message = unknown(f"key of a {what}", key, known)
        faults.append(((*where, key), message))
