"""WHO ICTRP: exports of its search portal, XML and CSV, a trial into a record.

What comes in: the XML (`Trials_downloaded_from_ICTRP`) or the CSV of an export, or one row of it. What goes out:
`TrialRecord`s, one after the other. The columns are called alike in both forms but for blanks and capitals, so they
are read by one table (ictrp.yaml); what a row must know of itself first (the order of its dates, its two columns of
criteria) is done here.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any, Final

from trialx.readers.dates import Order, ambiguous_date, date
from trialx.record.model import TrialRecord
from trialx.registries.apply import read
from trialx.registries.nodes import NotAStudy, scalar
from trialx.registries.sourced import sourced
from trialx.registries.values import plain_breaks, unwrapped
from trialx.registries.xml_nodes import xml_items

ROOT: Final = "Trials_downloaded_from_ICTRP"
TRIAL: Final = "Trial"
# The one register whose texts come broken at a width, with a break of the page for each.
WRAPS: Final = "ClinicalTrials.gov"
# What a heading must have to be one of the ICTRP's.
_NEEDED: Final = frozenset({"trialid", "sourceregister", "publictitle"})
_DATES: Final = ("dateenrollement", "dateenrollment", "dateregistration", "resultsdateposted")
_NO_LETTER: Final = re.compile(r"[^a-z0-9]+")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
# A cell holds at most all criteria of a trial; the largest known have some 40,000 characters.
_CELL_LIMIT: Final = 1 << 24


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
            row = {name: scalar(nodes[0]) for name, nodes in element.node.items() if isinstance(nodes, list)}
            yield read_ictrp_row(row, layout="ictrp-xml")


def read_ictrp_csv(source: bytes | str) -> Iterator[TrialRecord]:
    r"""Give the records of a CSV export, one row after the other.

    >>> text = "TrialID,Public title,Source Register\nISRCTN99900001,Warm socks,ISRCTN\n"
    >>> [record["brief_title"] for record in read_ictrp_csv(text)]
    ['Warm socks']
    >>> list(read_ictrp_csv("a,b\n1,2\n"))
    Traceback (most recent call last):
    trialx.registries.nodes.NotAStudy: no export of the ICTRP: its heading lacks publictitle, sourceregister, trialid

    Raises:
        NotAStudy: where the heading is not that of an export, or a row cannot be read.

    """
    text = source.decode("utf-8-sig", "replace") if isinstance(source, bytes) else source.removeprefix("\ufeff")
    csv.field_size_limit(max(csv.field_size_limit(), _CELL_LIMIT))
    rows = csv.DictReader(StringIO(text, newline=""))
    lacking = _NEEDED - {_plain(name) for name in rows.fieldnames or ()}
    if lacking:
        raise NotAStudy(f"no export of the ICTRP: its heading lacks {', '.join(sorted(lacking))}")
    try:
        for row in rows:
            yield read_ictrp_row(row)
    except csv.Error as error:
        raise NotAStudy(f"the CSV is broken at line {rows.line_num}: {error}") from None


def read_ictrp_row(row: Mapping[str, Any], *, layout: str = "ictrp-csv") -> TrialRecord:
    """Return the record of one row: column names, as in any export, to texts.

    >>> read_ictrp_row({"TrialID": "NCT99000001", "Public_title": "Warm socks", "Date registration3": "20240704"})
    ... # doctest: +ELLIPSIS
    {'nct_id': 'NCT99000001', ..., 'brief_title': 'Warm socks', 'first_posted_date': '2024-07-04', 'source': ...}
    """
    plain = {_plain(str(name)): value for name, value in row.items() if isinstance(value, str) and value.strip()}
    if "trialid" not in plain:
        raise NotAStudy("no trial of the ICTRP: the row has no TrialID")
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    mapped = read("ictrp", _prepared(plain))
    return sourced(mapped, layout, text.encode("utf-8", "replace"), len(text))


def _plain(name: str) -> str:
    """Fold a column's name: `Inclusion agemin`, `Inclusion_agemin` and `inclusion_AgeMin` are one."""
    return _NO_LETTER.sub("", name.casefold())


def _prepared(row: dict[str, str]) -> dict[str, str]:
    """Return the row with dates as ISO where their order is known, and its criteria as one text."""
    order = _order(row)
    iso: dict[str, str] = {name: date(row[name], order=order) or row[name] for name in _DATES if name in row}
    if registered := _COMPACT.fullmatch(row.get("dateregistration3", "").strip()):
        iso["dateregistration3"] = "-".join(registered.groups())
    criteria = "\n\n".join(row[name] for name in ("inclusioncriteria", "exclusioncriteria") if name in row)
    criteria = plain_breaks(criteria)
    if row.get("sourceregister") == WRAPS:
        criteria = unwrapped(criteria)
    return {**row, **iso, **({"criteria": criteria} if criteria else {})}


def _order(row: Mapping[str, str]) -> Order | None:
    """Tell the order of a row's dates: its registration stands in it twice, once as 20240704."""
    registered = _COMPACT.fullmatch(row.get("dateregistration3", "").strip())
    both = ambiguous_date(row.get("dateregistration", ""))
    if not registered or not both:
        return None
    iso = "-".join(registered.groups())
    if both.dmy == iso:
        return "dmy"
    return "mdy" if both.mdy == iso else None
