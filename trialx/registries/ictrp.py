"""WHO ICTRP: exports of its search portal, XML and CSV, a trial into a record.

What comes in: the XML (`Trials_downloaded_from_ICTRP`) or the CSV of an export, or one row of it. What goes out:
`TrialRecord`s, one after the other. The columns are called alike in both forms but for blanks and capitals, so they
are read by one table (ictrp.yaml).
"""

from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any, Final

from trialx.record.model import TrialRecord
from trialx.registries.delimited import heading, rows
from trialx.registries.entry import entry, read_entry
from trialx.registries.nodes import NotAStudy
from trialx.registries.words import plain_name
from trialx.registries.xml_nodes import xml_items

ROOT: Final = "Trials_downloaded_from_ICTRP"
TRIAL: Final = "Trial"


def read_ictrp_xml(source: bytes | str) -> Iterator[TrialRecord]:
    """Give the records of an XML export, one trial after the other.

    >>> xml = "<{0}><Trial><TrialID>ISRCTN99900001</TrialID></Trial></{0}>".format("Trials_downloaded_from_ICTRP")
    >>> [record["registry_ids"] for record in read_ictrp_xml(xml)]
    [[{'registry': 'ISRCTN', 'id': 'ISRCTN99900001'}]]

    Raises:
        NotAStudy: where the XML is broken or no export, after the trials that are whole.

    """
    for element in xml_items(source):
        if element.root != ROOT:
            raise NotAStudy(f"no export of the ICTRP: the XML is a {element.root} and not a {ROOT}")
        if element.name == TRIAL and isinstance(element.node, dict):
            yield read_entry(entry("ictrp-xml", element.node))


def read_ictrp_csv(source: bytes | str) -> Iterator[TrialRecord]:
    r"""Give the records of a CSV export, one row after the other.

    >>> text = "TrialID,Public title,Source Register\nISRCTN99900001,Warm socks,ISRCTN\n"
    >>> [record["brief_title"] for record in read_ictrp_csv(text)]
    ['Warm socks']
    >>> list(read_ictrp_csv("a,b\n1,2\n"))
    Traceback (most recent call last):
    trialx.registries.nodes.NotAStudy: no export of the ICTRP: its heading lacks trialid or all that a trial has besides

    Raises:
        NotAStudy: where the heading is not that of an export, or a row cannot be read.

    """
    text = source.decode("utf-8-sig", "replace") if isinstance(source, bytes) else source.removeprefix("\ufeff")
    found = heading(text)
    if found is None or found.source.layout != "ictrp-csv":
        raise NotAStudy("no export of the ICTRP: its heading lacks trialid or all that a trial has besides")
    for row in rows(StringIO(text, newline=""), found):
        if isinstance(row, NotAStudy):
            raise row
        yield read_entry(row)


def read_ictrp_row(row: Mapping[str, Any], *, layout: str = "ictrp-csv") -> TrialRecord:
    """Return the record of one row: column names, as in any export, to texts.

    >>> read_ictrp_row({"TrialID": "NCT99000001", "Public_title": "Warm socks", "Date registration3": "20240704"})
    ... # doctest: +ELLIPSIS
    {'nct_id': 'NCT99000001', ..., 'brief_title': 'Warm socks', 'first_posted_date': '2024-07-04', 'source': ...}
    """
    if not any(plain_name(name) == "trialid" and str(value or "").strip() for name, value in row.items()):
        raise NotAStudy("no trial of the ICTRP: the row has no TrialID")
    return read_entry(entry(layout, row))
