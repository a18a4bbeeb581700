"""A row of WHO's ICTRP before its table: what a row must know of itself first.

What comes in: a trial of an export, as a row of a table or an element of XML. What goes out: its columns under folded
names, its dates as ISO where their order is known, its two columns of criteria as one text.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from trialx.readers.dates import Order, ambiguous_date, date
from trialx.registries.nodes import scalar
from trialx.registries.values import plain_breaks, unwrapped
from trialx.registries.words import plain_name

# The one register whose texts come broken at a width, with a break of the page for each.
WRAPS: Final = "ClinicalTrials.gov"
_DATES: Final = ("dateenrollement", "dateenrollment", "dateregistration", "resultsdateposted")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
# Names of columns in exports that others have worked on, and the ICTRP's own.
_RENAMED: Final = {"sourceregistry": "sourceregister", "trialnumber": "trialid"}


def ictrp_row(node: Mapping[str, Any]) -> dict[str, str]:
    """Return the columns of a trial, ready for its table.

    >>> ictrp_row({"TrialID": ["ISRCTN99900001"], "Source_registry": ["ISRCTN"], "Date registration3": ["20240704"]})
    {'trialid': 'ISRCTN99900001', 'sourceregister': 'ISRCTN', 'dateregistration3': '2024-07-04'}
    """
    row: dict[str, str] = {}
    for name, value in node.items():
        text = scalar(value[0]) if isinstance(value, list) and value else scalar(value)
        if isinstance(text, str) and text.strip():
            plain = plain_name(name)
            row.setdefault(_RENAMED.get(plain, plain), text)
    return _prepared(row)


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
