"""The record of a page: what was found, with the page's own data around it.

What comes in: what was found on a page. What goes out: `Record`, or `NotATrialPage`. Separate from the flow, which says
how a page is read and not what its record holds.
"""

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any, cast

from trialx.extraction.build import build
from trialx.extraction.doubts import say_why
from trialx.extraction.known.names_a_trial import signs_of_record
from trialx.extraction.take.found import Found
from trialx.extraction.verdict import weigh
from trialx.layouts import TRUNK
from trialx.layouts.layout import Layout
from trialx.page.lines import Page
from trialx.record.model import Coverage, Doubt, Evidence, Source, TrialRecord
from trialx.record.order import ordered
from trialx.record.span import Value, pointer


class NotATrialPage(ValueError):
    """The page is no record or profile of one trial; the message says why."""


@dataclass(frozen=True, slots=True)
class Record:
    """A trial's record with the place of every value.

    `data` is the record as a mapping (see `trialx.record.model`); `places` gives each value's span by its path;
    `claims[i]` is the rule that accounts for line `i` of `page.lines`, or None.
    """

    data: TrialRecord
    places: dict[tuple[str | int, ...], Value]
    page: Page
    claims: list[str | None]
    sections: list[str]
    evidence: bool = field(default=False)

    def to_dict(self, *, evidence: bool | None = None) -> TrialRecord:
        """Return the record as a mapping, with `evidence` where it was asked for."""
        if not (self.evidence if evidence is None else evidence):
            return self.data
        out = cast(dict[str, Any], dict(self.data))
        tail = {key: out.pop(key) for key in ("coverage", "warnings") if key in out}
        out["evidence"] = {pointer(path): _evidence(value, self.page) for path, value in self.places.items()}
        return cast(TrialRecord, out | tail)


def _evidence(value: Value, page: Page) -> Evidence:
    return {
        "start": value.start,
        "end": value.end,
        "line": page.numbers[value.line],
        "how": value.how,
        "rule": value.rule,
        "sure": value.sure,
    }


def with_address(record: Record, url: str | None) -> Record:
    """Add the number that only the page's address gives.

    It is the trial's, but it stands nowhere on the page: it has no evidence, and a warning says where it is from.
    """
    if not url:
        return record
    from trialx.extraction.unknown import url_id

    number = url_id(url)
    if number and "registry_ids" not in record.data:
        data = cast(dict[str, Any], record.data)
        data["registry_ids"] = [dict(number)]
        if number["registry"] == "ClinicalTrials.gov":
            data["nct_id"] = number["id"]
        message = f"{number['id']} stands in the page's address only"
        doubt = {"code": "id-from-url", "message": message, "pointer": "/registry_ids/0/id"}
        data.setdefault("warnings", []).append(doubt)
        record = replace(record, data=cast(TrialRecord, ordered(data)))
    return record


def assemble(found: Found, layout: Layout, *, url: str | None, evidence: bool) -> Record:
    """Build the record and add its own data: page, source, coverage, warnings."""
    page = found.page
    data, places = build(found)
    if layout.name != TRUNK and (reason := weigh(signs_of_record(data), known=True).reason):
        raise NotATrialPage(f"the page looks like {layout.name} but {reason}")
    # From the end on, where a whole page has it.
    truncated = bool(layout.ends) and not any(key.startswith(layout.ends) for key in reversed(page.keys))
    if truncated:
        found.doubt(
            "page-cut-off", "the last section of this layout is missing; the page may be cut off", len(page) - 1
        )
    if url:
        data["page"] = {"url": url} | cast(dict[str, str], data.pop("page", {}))
    source: Source = {
        "layout": layout.name,
        "sha256": hashlib.sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "characters": len(page.text),
        "truncated": truncated or any(doubt.code == "page-cut-off" for doubt in found.doubts),
    }
    data["source"] = source
    data["coverage"] = coverage(page, found.claims)
    say_why(found, places, layout.name)
    if found.doubts:
        data["warnings"] = [_warning(doubt, page) for doubt in found.doubts]
    return Record(cast(TrialRecord, data), places, page, found.claims, found.sections, evidence)


def _warning(doubt: Any, page: Page) -> Doubt:
    out: Doubt = {"code": doubt.code, "message": doubt.message}
    if doubt.line >= 0:
        out["line"] = page.numbers[doubt.line]
    if doubt.path:
        out["pointer"] = pointer(doubt.path)
    return out


def coverage(page: Page, claims: list[str | None]) -> Coverage:
    """Return which lines nothing accounts for, as runs of line numbers; blank lines need no account."""
    runs: list[list[int]] = []
    if None not in claims:
        return {"lines": page.total, "claimed": page.total, "unclaimed": []}
    # Of a line that was parted, every piece wants an account.
    missing = {number for number, claim in zip(page.numbers, claims, strict=True) if claim is None}
    open_run = False
    for number in dict.fromkeys(page.numbers):
        if number not in missing:
            open_run = False
        elif open_run:
            runs[-1][1] = number
        else:
            runs.append([number, number])
            open_run = True
    return {"lines": page.total, "claimed": page.total - len(missing), "unclaimed": runs}
