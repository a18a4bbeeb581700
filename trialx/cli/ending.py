"""How a command ends when its output can take no more.

What comes in: the error of writing. What goes out: an exit code, after one line that says what to do, or without a word
where nobody reads on (`| head -1`). Separate from the commands, which all write, and from the option parser, which the
plain call does without.
"""

import os
import sys
from typing import Final, NoReturn

from trialx.batch.failure import why_not_written
from trialx.cli.saying import say

# What is the caller's fault: usage, a missing file, a broken layout, an output that cannot be written.
USAGE: Final = 2
# What a shell reports of a process that the signal ended: an interrupt, a closed pipe.
INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141


def end_unwritten(error: OSError, name: str, more: str = "") -> NoReturn:
    """End because `name`, an output, cannot be written; `more` is said behind that."""
    if isinstance(error, BrokenPipeError):
        end(PIPE_CLOSED)
    end(USAGE, f"trialx: {name}: {why_not_written(error)}{more}")


def end(code: int, message: str = "") -> NoReturn:
    """End with an exit code; what is left in the buffer of standard output must not be written once more."""
    if message:
        say(message, prefix="")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
