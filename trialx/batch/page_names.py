"""The files of an output that has a file a page.

What comes in: what results call a page, and the folder it was found in. What goes out: a path below the output's folder
that no other page has and that no file system refuses. Separate, since the same pages must get the same names when a
run is gone on with.
"""

import os
import re
from pathlib import Path
from typing import Final

from trialx.batch.inputs import STDIN

# Characters of a page's name that no file system takes, or that would lead out of the folder.
_NO_NAME: Final = re.compile(r"[/\\:*?\"<>|\x00-\x1f]+")
_LONGEST_NAME: Final = 120
_SUFFIXES_IN: Final = frozenset(
    {".txt", ".html", ".htm", ".xhtml", ".json", ".jsonl", ".ndjson", ".xml", ".csv", ".gz", ".zst", ".warc", ".wet"}
)


def page_name(name: str, below: str, suffix: str, taken: set[str]) -> str:
    """Return the file for a page, relative to the output's folder; a name that is taken gets a number.

    >>> taken = set()
    >>> [page_name(name, "in", ".yaml", taken) for name in ("in/a/x.txt", "in/a/x.html", "in/c.jsonl#7")]
    ['a/x.yaml', 'a/x-2.yaml', 'c-7.yaml']
    >>> page_name("../x.txt", "", ".yaml", taken)
    'x.yaml'
    """
    file, _, part = name.partition("#")
    path = Path(os.path.relpath(file, below) if below else os.path.basename(file))
    stem = path.name
    while (shorter := Path(stem)).suffix.lower() in _SUFFIXES_IN:
        stem = shorter.stem
    stem = "page" if file == STDIN else stem
    stem = _NO_NAME.sub("-", f"{stem}-{part}" if part else stem)[:_LONGEST_NAME]
    base = str(path.with_name(stem))
    number = 1
    while (candidate := f"{base}{suffix}" if number == 1 else f"{base}-{number}{suffix}") in taken:
        number += 1
    taken.add(candidate)
    return candidate
