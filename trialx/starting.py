"""What an interrupt does while the command is loaded: it ends the process as the system does, without a traceback.

What comes in: how this Python was started. What goes out: nothing; for any other program than the command nothing is
changed. It stands before everything else that the package imports, since loading that takes longer than the rest;
`trialx.cli.main` puts Python's own handling back, which says what is kept of a run.
"""

import os
import signal
import sys
import threading


def _is_command() -> bool:
    name = os.path.basename(sys.argv[0]) if sys.argv else ""
    return name.removesuffix(".exe") == "trialx" or (name == "-m" and sys.orig_argv[1:3] == ["-m", "trialx"])


if _is_command() and threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.SIG_DFL)
