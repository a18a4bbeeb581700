r"""Reads pages about clinical trials and returns the trial's record, with the place of every value on the page.

>>> import trialx
>>> page = "Viewing Study NCT90000001\nBrief Title: Drops for Tired Eyes\nStatus: COMPLETED\n"
>>> trialx.extract(page).to_dict()["overall_status"]
'COMPLETED'
"""

from trialx import starting  # isort: skip # noqa: F401 - before all that takes time to load

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from trialx.batch.failure import Failure, Unreadable
from trialx.eligibility.tree import Node
from trialx.extraction.record_of_page import NotATrialPage, Record
from trialx.layouts import Layout, LayoutError
from trialx.page.decode import NotText
from trialx.version import __version__

__all__ = [
    "Failure",
    "LayoutError",
    "NotATrialPage",
    "NotText",
    "Record",
    "Unreadable",
    "__version__",
    "criteria",
    "extract",
    "extract_file",
    "records",
]


def extract(
    page: str | bytes,
    *,
    url: str | None = None,
    evidence: bool = False,
    layout: str | None = None,
    layouts: Sequence[Layout] = (),
    criteria: bool = False,
) -> Record:
    """Return the record of the trial that a page describes: text, HTML, or a register's JSON, XML or CSV.

    `url` is where the page was, if known; `evidence` puts each value's place into `to_dict()`: offsets in
    `Record.page.text`, which for HTML is the text that a reader sees (a register's data has no page and no places).
    `criteria` adds the tree of criteria with its thresholds. `layouts` are your own beside the package's
    (`trialx.layouts.from_folder`), one of a name that the package has instead of it; `layout` is the name of the one to
    read the page with, whatever it looks like.

    Raises:
        NotATrialPage: where the page is not about one trial.
        Unreadable: where a register's data is broken, or holds several trials (see `records`).
        NotText: where bytes are those of no text.
        LayoutError: where no layout has the name.

    """
    from trialx.batch.front import record_of_input
    from trialx.batch.read import Reading

    own = tuple(layouts)
    return record_of_input(page, Reading(evidence, url, layout=layout, own=own, criteria=criteria))


def extract_file(
    path: str | Path,
    *,
    url: str | None = None,
    evidence: bool = False,
    layout: str | None = None,
    layouts: Sequence[Layout] = (),
    criteria: bool = False,
) -> Record:
    """Return the record of the one trial that a file holds; `source.file` names the file.

    What `trialx extract` reads is read alike: text, HTML, MHTML, PDF (extra `pdf`), a register's JSON, XML or CSV,
    packed or not. The options are those of `extract`. Raises `OSError` where the file cannot be read, and what
    `extract` raises; a file of several trials is read by `records`.
    """
    from trialx.batch.front import record_of_file
    from trialx.batch.read import Reading

    own = tuple(layouts)
    return record_of_file(path, Reading(evidence, url, layout=layout, own=own, criteria=criteria))


def records(
    paths: Iterable[str | Path],
    *,
    evidence: bool = False,
    layout: str | None = None,
    layouts: Sequence[Layout] = (),
    criteria: bool = False,
    failed: Callable[[str, Failure], None] | None = None,
) -> Iterator[Record]:
    """Give the records of files, folders and patterns one after the other, however many trials each holds.

    One bad page stops nothing: `failed` is called with the name of each that gives no record and with why (`code`,
    `message`); without it that is logged as a warning of the logger "trialx". The other options are those of `extract`.

    >>> import trialx
    >>> next(trialx.records(["samples/registries/three_trials.ictrp-csv.csv"])).data["nct_id"]
    'NCT99000001'
    """
    from trialx.batch.front import records_of
    from trialx.batch.read import Reading

    return records_of(paths, Reading(evidence, layout=layout, own=tuple(layouts), criteria=criteria), failed)


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
