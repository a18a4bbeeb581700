"""Outputs that are told from inputs, so that no run reads or overwrites what it is to read.

What comes in: the files that a run writes. What goes out: whether a path is one of them, by whatever name or link.
Separate from the writers, since a folder is listed before any of them begins.
"""

import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress


class OutputIsInput(ValueError):
    """A file is both read and written; the message says which and what to do."""

    def __init__(self, path: str) -> None:
        """Take the path as the caller named it."""
        super().__init__(
            f"{path}: is read and would be written over: name another output, or leave it out of the input"
        )


class Outputs:
    """The files that a run writes, standard output too where a shell has put a file there."""

    def __init__(self, paths: Iterable[str | os.PathLike[str]]) -> None:
        """Take their paths; one that is not there yet can be no input."""
        self._known = {found for path in paths if (found := _identity(path))}
        if found := _standard_output():
            self._known.add(found)

    def has(self, path: str) -> bool:
        """Return whether a path leads to one of them.

        >>> Outputs([__file__]).has(os.path.relpath(__file__)), Outputs(["no/such.json"]).has(__file__)
        (True, False)
        """
        return bool(self._known) and _identity(path) in self._known

    def hide(self, path: str, *, found: bool) -> bool:
        """Return whether an input is to be passed over: one that was found in a folder and is an output.

        Raises `OutputIsInput` for one that was named.
        """
        if not self.has(path):
            return False
        if not found:
            raise OutputIsInput(path)
        return True


def _identity(path: str | os.PathLike[str]) -> tuple[int, int] | None:
    """Return what is the same for all names of a regular file; None where there is none."""
    with suppress(OSError, ValueError):  # ValueError: a NUL in a name
        return _regular(os.stat(path))
    return None


def _standard_output() -> tuple[int, int] | None:
    with suppress(OSError, ValueError, AttributeError):  # it may be closed, or a test's own
        return _regular(os.fstat(sys.stdout.fileno()))
    return None


def _regular(found: os.stat_result) -> tuple[int, int] | None:
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None
