"""Several records of one trial into one.

What comes in: records of one trial, ranked. What goes out: one record: what the sources agree on; where they differ,
the value of the source that goes first, with a warning that has every other value and its source. A list is taken from
one source as it stands, since half of one and half of another is a list that nobody wrote; only numbers and what there
is to read besides are put together. `evidence` names the source of each field, `sources` lists them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from trialx.compare.alike import alike, folded, more_precise
from trialx.compare.sources import Ranked
from trialx.record.model import Doubt, TrialRecord
from trialx.record.order import ordered

DIFFER: Final = "sources-differ"
# Of the reading and of a page, not of the trial.
_OWN: Final = frozenset({"source", "sources", "coverage", "evidence", "warnings", "page"})
# Lists that grow with every source, and by what their entries are told apart.
_TOGETHER: Final = {
    "registry_ids": ("id",),
    "secondary_ids": ("id",),
    "related_trials": ("nct_id",),
    "references": ("pmid", "citation"),
    "see_also": ("url",),
    "documents": ("url", "type", "date"),
}
_LONGEST: Final = 120


def merged(records: Sequence[Ranked]) -> TrialRecord:
    """Return one record of those of one trial, the first of which goes before the others.

    >>> from trialx.compare.sources import ranked
    >>> both = ranked([("a", {"acronym": "SOCK"}), ("b", {"acronym": "SOCKS", "phases": ["PHASE2"]})])
    >>> record = merged(both)
    >>> record["acronym"], record["phases"], record["warnings"][0]["message"]
    ('SOCK', ['PHASE2'], "acronym differs: 'SOCK' (a, unknown) is taken; 'SOCKS' (b, unknown)")
    """
    made = _Merging(records)
    names = dict.fromkeys(name for one in records for name in one.record if name not in _OWN)
    fields = {name: made.field(name) for name in names}
    out: dict[str, Any] = dict(ordered(fields))
    out["sources"] = [one.source for one in records]
    out["evidence"] = made.evidence
    if made.warnings:
        out["warnings"] = made.warnings
    return cast("TrialRecord", out)


class _Merging:
    """What merging notes on its way: where each field is from, and where sources differ."""

    def __init__(self, records: Sequence[Ranked]) -> None:
        self._records = records
        self.evidence: dict[str, Any] = {}
        self.warnings: list[Doubt] = []

    def field(self, name: str) -> Any:
        """Return the value of a field of the record."""
        given = [(at, one.record[name]) for at, one in enumerate(self._records) if name in one.record]  # type: ignore[literal-required]
        if name in _TOGETHER:
            return self._together(name, given)
        return self._value(name, given)

    def _value(self, name: str, given: list[tuple[int, Any]]) -> Any:
        """Return the value of a field, or of a part of it, that some sources give."""
        if all(isinstance(value, Mapping) for _, value in given):
            parts = dict.fromkeys(key for _, value in given for key in value)
            return {
                key: self._value(f"{name}/{key}", [(at, value[key]) for at, value in given if key in value])
                for key in parts
            }
        taken, value = given[0]
        for at, other in given[1:]:
            if more_precise(other, value):
                taken, value = at, other
        self.evidence[f"/{name}"] = {"source": taken}
        others = [(at, other) for at, other in given if not alike(other, value)]
        if others:
            told = "; ".join(f"{_shown(other, value)} ({self._records[at].name()})" for at, other in others)
            said = f"{_shown(value, others[0][1])} ({self._records[taken].name()}) is taken"
            message = f"{name.replace('/', '.')} differs: {said}; {told}"
            self.warnings.append({"code": DIFFER, "message": message, "pointer": f"/{name}"})
        return value

    def _together(self, name: str, given: list[tuple[int, Any]]) -> list[Any]:
        """Put lists together, each entry once."""
        found: dict[tuple[str, ...], Any] = {}
        for at, entries in given:
            for entry in entries:
                key = tuple(folded(entry[part]) for part in _TOGETHER[name] if part in entry)
                if key not in found:
                    self.evidence[f"/{name}/{len(found)}"] = {"source": at}
                    found[key] = entry
        return list(found.values())


def _shown(value: Any, beside: Any) -> str:
    """Show a value in a message; of a long list what the other has not."""
    if isinstance(value, list) and isinstance(beside, list):
        only = [entry for entry in value if not any(alike(entry, other) for other in beside)]
        text = f"{len(value)} entries" + (f", alone with {only[0]!r}" if only else "")
        text += f" and {len(only) - 1} more" if len(only) > 1 else ""
    else:
        text = repr(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
