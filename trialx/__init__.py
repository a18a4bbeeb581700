r"""Reads pages about clinical trials and returns the trial's record, with the place of every value on the page.

>>> import trialx
>>> page = "Viewing Study NCT90000001\nBrief Title: Drops for Tired Eyes\nStatus: COMPLETED\n"
>>> trialx.extract(page).to_dict()["overall_status"]
'COMPLETED'
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from trialx.eligibility.tree import Node
from trialx.extraction.pipeline import NotATrialPage, Record, extract
from trialx.layouts import Layout, LayoutError
from trialx.page.decode import NotText, decode_as_declared
from trialx.version import __version__

__all__ = ["LayoutError", "NotATrialPage", "NotText", "Record", "__version__", "criteria", "extract", "extract_file"]


def extract_file(
    path: str | Path,
    *,
    url: str | None = None,
    evidence: bool = False,
    layout: str | None = None,
    layouts: Sequence[Layout] = (),
    criteria: bool = False,
) -> Record:
    """Return the record of the trial that the page in a file (text or HTML) describes; `source.file` names the file.

    The options are those of `extract`. Raises `OSError` where the file cannot be read, `NotText` where it is binary,
    and what `extract` raises.
    """
    text = decode_as_declared(Path(path).read_bytes())
    read: Callable[..., Record] = extract
    if text.lstrip("\ufeff \t\r\n")[:1] == "<":
        # Imported here: a page of text needs neither.
        from trialx.batch.json_ld import extract_html
        from trialx.batch.media_types import page_kind

        read = extract_html if page_kind(text) == "html" else extract
    record = read(text, url=url, evidence=evidence, layout=layout, layouts=layouts, criteria=criteria)
    record.data["source"] = {"file": str(path), **record.data["source"]}
    return record


def criteria(text: str, *, side: str | None = None) -> list[Node]:
    """Return the criteria of a text as a tree, each node with the thresholds that it states.

    `side` ("inclusion", "exclusion") is what the text is known to hold before any heading of its own.

    >>> import trialx
    >>> trialx.criteria("* ECOG 0-1")[0].to_dict()["thresholds"][0]["variable"]
    'ecog'
    """
    # Imported here: the readers of thresholds and their data are of no use to whoever wants records only.
    from trialx.eligibility import criteria as read

    return read(text, side=side)
