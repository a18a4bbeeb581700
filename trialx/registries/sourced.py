"""The last step of every structured source: what a table gave becomes a record that says where it is from.

What comes in: the fields and warnings of a table, the hash and length of what they are from. What goes out: the record.
Separate, since all sources end so.
"""

from typing import cast

from trialx.record.model import Source, TrialRecord
from trialx.registries.mapped import Mapped


def sourced(mapped: Mapped, layout: str, sha256: str, characters: int) -> TrialRecord:
    """Return the record of what a table gave, with what it says of its source."""
    fields = mapped.fields
    # "N/A" is a phase of an interventional study; for any other it says that there is none.
    if fields.get("phases") == ["NA"] and fields.get("study_type") != "INTERVENTIONAL":
        del fields["phases"]
    source: Source = {
        "layout": layout,
        "sha256": sha256,
        "characters": characters,
        "truncated": False,
    }
    warnings = {"warnings": mapped.warnings} if mapped.warnings else {}
    return cast("TrialRecord", {**fields, "source": source, **warnings})
