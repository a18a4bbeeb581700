"""The sources of a trial, and which of them goes before which.

What comes in: records with the names of their files. What goes out: `Ranked`: for each what it is called, in the order
in which they are believed: the newest update first; where that is the same or not said, a registry before a mirror, and
then as they were given.
"""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from trialx.record.model import MergedSource, TrialRecord

# Layouts that are a registry's own data or pages; all others (aggregators, the ICTRP, ctrdata, citations) are mirrors.
REGISTRIES: Final = frozenset(
    {"ctgov", "ctgov_2016", "ctgov_classic", "ctgov_record", "isrctn", "euctr", "anzctr", "umin"}
    | {"ctgov-v2", "ctgov-v1", "ctgov-v1-fields", "ctgov-xml", "ctgov-prs", "ctgov-table", "ctgov-text", "ctis"}
    | {"ctis-search", "drks", "drks-csv", "jrct-csv", "who-xml"}
)
_UPDATES: Final = ("last_update_posted_date", "last_update_submitted_date", "status_verified_date")


class Ranked(NamedTuple):
    """A record, and what its source is."""

    record: TrialRecord
    source: MergedSource

    def name(self) -> str:
        """Return what messages call the source."""
        words = [self.source.get("file") or self.source.get("url") or "", self.source["layout"]]
        words += [f"of {self.source['updated']}"] if "updated" in self.source else []
        return ", ".join(word for word in words if word)


def ranked(named: Iterable[tuple[str, TrialRecord]]) -> list[Ranked]:
    """Return the records of a trial, the one that is believed first.

    >>> old = {"last_update_posted_date": "2098-01-01", "source": {"layout": "ctgov-v2"}}
    >>> new = {"last_update_posted_date": "2099", "source": {"layout": "clincosm"}}
    >>> [one.source["layout"] for one in ranked([("a", old), ("b", new)])]
    ['clincosm', 'ctgov-v2']
    """
    found = [Ranked(record, _source(name, record)) for name, record in named]
    return sorted(found, key=lambda one: (_rank(one.source.get("updated", "")), one.source["layout"] not in REGISTRIES))


def _rank(updated: str) -> tuple[int, ...]:
    """Return a key by which newer dates go first, and none last; a year alone counts as its first day."""
    year, month, day = (*(int(part) for part in updated.split("-") if part), 0, 0, 0)[:3]
    return -year, -month, -day


def _source(name: str, record: TrialRecord) -> MergedSource:
    given: Any = record.get("source", {})
    source: MergedSource = {"layout": given.get("layout", "unknown")}
    if file := given.get("file") or name:
        source["file"] = file
    if url := record.get("page", {}).get("url"):
        source["url"] = url
    dates: list[str] = [record[key] for key in _UPDATES if key in record]
    if dates:
        source["updated"] = max(dates)
    return source
