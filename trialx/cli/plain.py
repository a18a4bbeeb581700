"""The frequent calls of `trialx extract`, read without the option parser.

What comes in: the words of the command line. What goes out: the options, or None for any call that is not plainly one
of these: an option that is rare, joined (`-qf`, `--format=json`) or given twice, a value that may be another option,
any mistake. Those are left to the option parser, which knows them all and says what is wrong. Separate, since loading
the option parser takes longer than reading a page; that both read a call alike is a test.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from trialx.batch.formats import SUFFIXES

# Sets no option.
_CACHE: Final = "TRIALX_CACHE"
FLAGS: Final = {
    "-q": "quiet",
    "--quiet": "quiet",
    "--evidence": "evidence",
    "--criteria": "criteria",
    "--strict": "strict",
    "--only-trials": "only_trials",
    "--resume": "resume",
    "--from0": "from0",
    "--excel": "excel",
}
VALUED: Final = {
    "-f": "format",
    "--format": "format",
    "-o": "output",
    "--output": "output",
    "-j": "jobs",
    "--jobs": "jobs",
    "--select": "select",
    "--tables": "tables",
    "--url": "url",
    "--layout": "layout",
    "--layouts": "layouts",
}


def plain(arguments: list[str], environment: Mapping[str, str] = os.environ) -> dict[str, Any] | None:
    """Return the options of a plain call, None for any other.

    >>> plain(["extract", "a.txt", "-f", "json", "-q"], {})
    {'format': 'json', 'quiet': True, 'files': ('a.txt',)}
    >>> plain(["extract", "a.txt", "-qf", "json"], {}), plain(["extract", "a.txt"], {"TRIALX_QUIET": "1"})
    (None, None)
    """
    if arguments[:1] != ["extract"] or any(name.startswith("TRIALX_") and name != _CACHE for name in environment):
        return None
    files: list[str] = []
    options: dict[str, Any] = {}
    words = iter(arguments[1:])
    for word in words:
        if word == "-" or (word and not word.startswith("-")):
            files.append(word)
            continue
        name = FLAGS.get(word) or VALUED.get(word)
        value = True if word in FLAGS else _value(str(name), next(words, ""))
        if name is None or name in options or value is None:
            return None
        options[name] = value
    return {**options, "files": tuple(files)} if files or "from0" in options else None


def _value(name: str, word: str) -> object:
    """Return what a word says as the value of an option, None where the option parser is to judge it."""
    if not word or word.startswith("-"):
        return None
    if name == "format":
        return word if word in SUFFIXES else None
    if name == "jobs":
        return int(word) if word.isascii() and word.isdigit() and word.strip("0") else None
    return Path(word) if name in ("tables", "layouts") else word
