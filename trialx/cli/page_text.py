"""One page by its name, for the commands that look at single pages.

What comes in: a file's name, or - for standard input. What goes out: the page's text, or `Unreadable` with the exit
code and a message that says what to do. Separate, since explain and review meet the same faults.
"""

import sys
from pathlib import Path

from trialx.page.decode import NotText, decode

# Exit codes: 2 is the caller's fault, 3 a page that describes no trial.
USAGE, NO_TRIAL = 2, 3


class Unreadable(Exception):
    """The page cannot be had; `code` is the exit code."""

    def __init__(self, message: str, code: int) -> None:
        """Keep the message and the exit code."""
        super().__init__(message)
        self.code = code


def page_text(name: str) -> str:
    """Return the text of a page. Raises `Unreadable`."""
    try:
        return decode(sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes())
    except FileNotFoundError:
        raise Unreadable("no such file; check the path", USAGE) from None
    except IsADirectoryError:
        raise Unreadable(f"this is a folder; name the files in it, e.g. {Path(name) / '*.txt'}", USAGE) from None
    except OSError as error:
        raise Unreadable(f"cannot be read ({error.strerror}); check the file's permissions", USAGE) from None
    except NotText as error:
        raise Unreadable(str(error), NO_TRIAL) from None
