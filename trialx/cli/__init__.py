"""The command line: options in, one call of the library, exit code out; a file a command.

What comes in: `sys.argv`. What goes out: an exit code. Only the module of the command that was asked for is imported,
so that a command starts fast; `trialx --help` and completion import them all. The frequent calls are answered before
the option parser is even loaded (plain.py).
"""

import io
import os
import signal
import sys

from trialx.cli.commands import COMMANDS


def main() -> None:
    """Run the command line."""
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _fill_streams()
        _run()
    except KeyboardInterrupt:
        from trialx.cli.ending import INTERRUPTED, end

        end(INTERRUPTED, "trialx: interrupted")
    except OSError as error:
        from trialx.cli.ending import end_unwritten

        if error.filename:
            raise
        end_unwritten(error, "standard output")


def _fill_streams() -> None:
    """Put something in the place of streams that the caller has closed; records cannot be written to a closed one."""
    sys.stdin = sys.stdin or os.fdopen(os.open(os.devnull, os.O_RDONLY))
    sys.stdout = sys.stdout or os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    sys.stderr = sys.stderr or os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    # What goes into a pipe or a file is UTF-8 whatever the locale is; a terminal has its own encoding, and gets what
    # that lacks, and halves of characters, as escapes.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _run() -> None:
    from trialx.cli.plain import plain

    if options := plain(sys.argv[1:]):
        from trialx.cli.asked import Asked
        from trialx.cli.extraction import extract

        sys.exit(extract(Asked(**options)))
    from trialx.cli.application import application

    asked = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    application(*([asked] if asked in COMMANDS else []))(prog_name="trialx")
