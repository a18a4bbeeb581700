"""What a command says beside its output: a line a message on standard error.

What comes in: words, with names and texts of others in them. What goes out: the line, in which nothing of those is
obeyed by a terminal or a log. Separate, since every command speaks, also those that do without the option parser.
"""

import sys

from trialx.record.visible import visible


def say(message: str, *, prefix: str = "trialx: ", lines: bool = False) -> None:
    """Write one line on standard error, or the `lines` of a message that has several of its own."""
    said = "\n".join(map(visible, message.split("\n"))) if lines else visible(message)
    sys.stderr.write(f"{prefix}{said}\n")
    sys.stderr.flush()
