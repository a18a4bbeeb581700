"""Which lines a change touches, as git tells: a review of a change is about those and no others.

What comes in: a revision. What goes out: the lines by file. Lines are compared with where the present branch left the
revision (as reviews do), files as they lie in the working tree; a file that git does not know yet is new as a whole.
"""

import re
import subprocess
from collections.abc import Iterable
from typing import Final

from trialx.check.finding import Finding, Place

_FILE: Final = re.compile(r'\+\+\+ (?P<quoted>")?(?:b/)?(?P<name>.*?)"?\t?\Z')
_HUNK: Final = re.compile(r"@@ -\S+ \+(?P<first>\d+)(?:,(?P<number>\d+))? @@")


class NoChange(ValueError):
    """A change that git cannot tell; the message says what to do."""


class Changed:
    """The lines that a change touches."""

    def __init__(self, lines: dict[str, set[int]], new: Iterable[str]) -> None:
        """Keep the touched lines by file, and the files that are new as a whole."""
        self._lines = lines
        self._new = frozenset(new)

    def touches(self, one: Finding) -> bool:
        """Say whether a finding, or the other place it speaks of, stands on a touched line."""
        return any(place.file in self._new or self._in(place) for place in (one.place, *one.others))

    def _in(self, place: Place) -> bool:
        touched = self._lines.get(place.file)
        if not touched:
            return False
        if not place.pointer:  # the record as a whole was not made by a change of one line
            return place.line in touched
        return any(line in touched for line in range(place.line, max(place.line, place.last) + 1))


def changed_since(revision: str) -> Changed:
    """Return what has changed since the present branch left a revision, files named from where the command runs.

    Raises:
        NoChange: where this is no work tree of git, or the revision is none.

    """
    base = _git("merge-base", "--end-of-options", revision, "HEAD").strip()
    diff = _git(
        *("-c", "core.quotePath=false", "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-renames"),
        *("--relative", "--src-prefix=a/", "--dst-prefix=b/", base, "--", "."),
    )
    new = _git("ls-files", "-z", "--others", "--exclude-standard", "--", ".")
    return Changed(touched(diff), filter(None, new.split("\0")))


def touched(diff: str) -> dict[str, set[int]]:
    r"""Return the lines that stand in the files after a change, by the text of `git diff --unified=0`.

    >>> touched("--- a/a.yaml\n+++ b/a.yaml\n@@ -3 +3,2 @@\n-a\n+b\n+c\n@@ -9,2 +9,0 @@\n-d\n")
    {'a.yaml': {3, 4}}
    """
    lines: dict[str, set[int]] = {}
    file, left = "", 0
    for line in diff.split("\n"):
        if left and line.startswith("+"):  # "+++ b" is a line of a file too, within a hunk
            left -= 1
        elif found := _HUNK.match(line):
            first, left = int(found["first"]), int(found["number"] or 1)
            lines[file] |= set(range(first, first + left))
        elif line.startswith("+++ "):
            name = _FILE.match(line)
            file = name["name"] if name else ""
            lines.setdefault(file, set())
    return lines


def _git(*words: str) -> str:
    try:
        done = subprocess.run(["git", *words], capture_output=True, text=True, encoding="utf-8", check=True)
    except FileNotFoundError:
        raise NoChange("--diff-base asks git, which is not here") from None
    except subprocess.CalledProcessError as error:
        said = str(error.stderr).strip().splitlines() or ["nothing"]
        raise NoChange(
            f"--diff-base: git says {said[0]!r}; name a commit, and fetch it in CI (fetch-depth: 0)"
        ) from None
    return done.stdout
