"""The words of every language that trialx reads, a file a language: `lexicon/en.yaml`, `lexicon/de.yaml`, ….

What comes in: the files. What goes out: one mapping in which each list holds the words of all languages, English
first, each word once. Separate from whatever asks for words, so that a language is one file and nothing else.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from trialx.stored import read_yaml, stored

FOLDER: Final = Path(__file__).parent / "lexicon"
# Explains every list, and comes first in all of them.
FIRST: Final = "en"


def files() -> list[Path]:
    """Return the files of the languages, English first."""
    return sorted(FOLDER.glob("*.yaml"), key=lambda path: (path.stem != FIRST, path.stem))


@cache
def codes() -> tuple[str, ...]:
    """Return the languages' codes.

    >>> codes()[0], "de" in codes()
    ('en', True)
    """
    return tuple(path.stem for path in files())


def words(*keys: str) -> Any:
    """Return what the languages have under keys that go into one another: lists, or a mapping of them.

    >>> "Januar" in words("values", "months", "1"), "januar" in words("values", "months", "1")
    (False, True)
    """
    node = _merged()
    for key in keys:
        node = node.get(key, {})
    return node


@cache
def _merged() -> Mapping[str, Any]:
    paths = files()
    merged: Mapping[str, Any] = stored("languages", paths, lambda: _merge(paths))
    return merged


def _merge(paths: list[Path]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for path in paths:
        _add(merged, read_yaml(path))
    return merged


def _add(merged: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Add a language's words, without those that are there."""
    for key, value in more.items():
        if isinstance(value, list):
            known = merged.setdefault(key, [])
            known.extend(word for word in dict.fromkeys(value) if word not in known)
        else:
            _add(merged.setdefault(key, {}), value)
