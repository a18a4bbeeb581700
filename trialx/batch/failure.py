"""What can go wrong with one input, as data.

What comes in: errors of the operating system, of decompressors and of readers. What goes out: `Failure`, a code for
programs and a message for people, which takes the place of the record in the output. Separate, since every step of
the batch speaks of failures and none may stop the run.
"""

import errno
import zlib
from typing import Final, NamedTuple

MISSING: Final = "missing-file"
NOT_A_TRIAL: Final = "not-a-trial"
# A page that was not read at all, since a first look says that it is no trial's (`--only-trials`).
PASSED_OVER: Final = "passed-over"
# Failures that are the caller's and not the page's: they end with the exit code for usage.
CALLERS: Final = frozenset({MISSING})
# What --strict objects to, which is no failure.
DOUBTFUL: Final = "doubtful"
_FULL: Final = {errno.ENOSPC, errno.EDQUOT}


class Failure(NamedTuple):
    """Why an input has no record: `code` is one of a few fixed words, `message` says what to do."""

    code: str
    message: str


class Unreadable(ValueError):
    """An input, or the rest of it, cannot be read; carries the `Failure`."""

    def __init__(self, code: str, message: str) -> None:
        """Keep code and message together."""
        super().__init__(message)
        self.failure = Failure(code, message)


def told(error: Exception) -> Failure:
    """Return what an error of reading means to the person who gave the input.

    >>> told(FileNotFoundError(2, "No such file or directory"))
    Failure(code='missing-file', message='no such file; check the path')
    >>> told(EOFError("Compressed file ended before the end-of-stream marker was reached")).code
    'broken-archive'
    """
    if isinstance(error, Unreadable):
        return error.failure
    if isinstance(error, FileNotFoundError):
        return Failure(MISSING, "no such file; check the path")
    if isinstance(error, PermissionError):
        return Failure("unreadable", "may not be read; check the file's permissions")
    # gzip's own errors are OSErrors without a number.
    if isinstance(error, (EOFError, zlib.error)) or (isinstance(error, OSError) and error.errno is None):
        return Failure("broken-archive", "the compressed data breaks off or is damaged; get the file again")
    if isinstance(error, MemoryError):
        return Failure("too-large", "does not fit into memory; cut it into smaller files")
    if isinstance(error, OSError):
        return Failure("unreadable", f"cannot be read ({error.strerror}); check the file and its disk")
    return Failure("internal-error", f"{type(error).__name__}: {error}; please report it with this page")


def is_full(error: OSError) -> bool:
    """Say whether nothing more can be written, whatever it is."""
    return error.errno in _FULL


def why_not_written(error: OSError) -> str:
    """Return why an output cannot be written, and what to do.

    >>> why_not_written(OSError(errno.ENOSPC, "No space left on device"))
    'the disk is full; make room and run again'
    """
    if is_full(error):
        return "the disk is full; make room and run again"
    if isinstance(error, BlockingIOError):
        return "another run is writing it; wait for that, or name another output"
    return f"cannot be written ({error.strerror or error}); name a file in a folder you may write to"
