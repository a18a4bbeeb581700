"""Makes some pages do harm to the process that reads them: with this folder on PYTHONPATH, Python loads it at start."""

import os
import signal
from typing import Any

from trialx.batch import read

_extract = vars(read)["extract"]


def extract(text: str, **options: Any) -> Any:
    """Read a page, or do what it says."""
    if "kill this process" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "never end" in text:
        while True:
            pass
    if "take all memory" in text:
        return bytearray(1 << 40)
    return _extract(text, **options)


vars(read)["extract"] = extract
