"""Reads pages about clinical trials and returns the trial's record, with the place of every value on the page.

>>> import trialx
>>> page = "Viewing Study NCT90000001\\nBrief Title: Drops for Tired Eyes\\nStatus: COMPLETED\\n"
>>> trialx.extract(page).to_dict()["overall_status"]
'COMPLETED'
"""

from pathlib import Path

from trialx.extract.pipeline import NotATrialPage, Record, extract
from trialx.layouts import LayoutError
from trialx.page.decode import NotText, decode
from trialx.version import __version__

__all__ = ["LayoutError", "NotATrialPage", "NotText", "Record", "__version__", "extract", "extract_file"]


def extract_file(path: str | Path, *, url: str | None = None, evidence: bool = False) -> Record:
    """Return the record of the trial that the page in a file describes; `source.file` names the file.

    Raises `OSError` where the file cannot be read, `NotText` where it is binary, `NotATrialPage`.
    """
    record = extract(decode(Path(path).read_bytes()), url=url, evidence=evidence)
    record.data["source"] = {"file": str(path), **record.data["source"]}
    return record
