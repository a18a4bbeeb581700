"""The files of an output that has a file a page.

What comes in: what results call a page, the file it lies in and the folder that was found in. What goes out: a path
below the output's folder that no other page has and that no file system refuses. Separate, since the same pages must
get the same names when a run is gone on with.
"""

import os
import re
from collections.abc import Callable
from pathlib import PurePath
from typing import Final

from trialx.batch.named import STDIN
from trialx.batch.read import whole_characters

# Characters of a page's name that no file system takes, or that would lead out of the folder.
_NO_NAME: Final = re.compile(r"[/\\:*?\"<>|\x00-\x1f\x7f]+")
# File systems take 255 bytes; a number, an ending and the ending of a file that is being written come behind these.
_MOST_BYTES: Final = 200
_SUFFIXES_IN: Final = frozenset(
    {".txt", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".xml", ".csv", ".gz", ".zst", ".warc", ".wet"}
)


class PageNames:
    """Names for the pages of one run, each given once; `is_input` says of a path that a page is read from there."""

    def __init__(self, suffix: str, is_input: Callable[[str], bool] = lambda _: False) -> None:
        """Take the ending of every name."""
        self._suffix, self._is_input = suffix, is_input
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def name(self, name: str, file: str, below: str) -> str:
        """Return the path for a page, relative to the output's folder; a name that is taken gets a number.

        >>> names = PageNames(".yaml")
        >>> names.name("in/a/x.txt", "in/a/x.txt", "in"), names.name("in/a/x.html", "in/a/x.html", "in")
        ('a/x.yaml', 'a/x-2.yaml')
        >>> names.name("in#1/c.jsonl#7", "in#1/c.jsonl", "in#1"), names.name("../x.txt", "../x.txt", "")
        ('c-7.yaml', 'x.yaml')
        """
        folder, stem = os.path.split(os.path.relpath(file, below) if below else os.path.basename(file))
        part = name[len(file) + 1 :]
        base = os.path.join(whole_characters(folder), _stem(stem, part))
        while True:
            number = self._next.get(base.casefold(), 1)
            self._next[base.casefold()] = number + 1
            found = f"{base}{self._suffix}" if number == 1 else f"{base}-{number}{self._suffix}"
            # Some file systems make no difference between large and small letters.
            if found.casefold() not in self._taken and not self._is_input(found):
                self._taken.add(found.casefold())
                return found


def _stem(file: str, part: str) -> str:
    """Return the name of a page's file without its ending: that of the input, without its own, and the part of it."""
    stem = "page" if file == STDIN else file
    while (shorter := PurePath(stem)).suffix.lower() in _SUFFIXES_IN:
        stem = shorter.stem
    stem = _NO_NAME.sub("-", whole_characters(f"{stem}-{part}" if part else stem))
    stem = stem.encode()[:_MOST_BYTES].decode("utf-8", "ignore")
    return stem if stem.strip(". ") else f"page{stem}"
