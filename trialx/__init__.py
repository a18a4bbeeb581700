r"""Reads pages about clinical trials and returns the trial's record, with the place of every value on the page.

>>> import trialx
>>> page = "Viewing Study NCT90000001\nBrief Title: Drops for Tired Eyes\nStatus: COMPLETED\n"
>>> trialx.extract(page).to_dict()["overall_status"]
'COMPLETED'
"""

from collections.abc import Sequence
from pathlib import Path

from trialx.extract.pipeline import NotATrialPage, Record, extract
from trialx.layouts import Layout, LayoutError
from trialx.page.decode import NotText, decode
from trialx.version import __version__

__all__ = ["LayoutError", "NotATrialPage", "NotText", "Record", "__version__", "extract", "extract_file"]


def extract_file(
    path: str | Path,
    *,
    url: str | None = None,
    evidence: bool = False,
    layout: str | None = None,
    layouts: Sequence[Layout] = (),
) -> Record:
    """Return the record of the trial that the page in a file describes; `source.file` names the file.

    The options are those of `extract`. Raises `OSError` where the file cannot be read, `NotText` where it is binary,
    and what `extract` raises.
    """
    text = decode(Path(path).read_bytes())
    record = extract(text, url=url, evidence=evidence, layout=layout, layouts=layouts)
    record.data["source"] = {"file": str(path), **record.data["source"]}
    return record
