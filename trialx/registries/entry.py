"""One trial as its register gives it, into a record.

What comes in: an `Entry`: a node and which source it is of. What goes out: a `TrialRecord`, or `NotAStudy` with one
line that says why not. All sources go this way: what a source needs besides its table is named in sources.yaml.
"""

import hashlib
import json
from typing import Any, NamedTuple

from trialx.record.model import TrialRecord
from trialx.registries.apply import read
from trialx.registries.catalogue import Source, catalogue
from trialx.registries.mapped import Mapped
from trialx.registries.nodes import NotAStudy, nodes_at, scalar
from trialx.registries.sourced import sourced
from trialx.registries.steps import AFTER, BEFORE
from trialx.registries.table import paths_of

# Numbers that a trial has of its own, any of which says which one it is.
OWN = ("nct_id", "registry_ids", "org_study_id")


class Entry(NamedTuple):
    """A trial's node, the layout that it is of, and what its text in the file comes to."""

    layout: str
    node: Any
    sha256: str
    characters: int


def entry(layout: str, node: Any, text: str | None = None) -> Entry:
    """Return the entry of a node; `text` is how it stands in its file, compact JSON where it has no text of its own."""
    if text is None:
        text = json.dumps(node, ensure_ascii=False, separators=(",", ":"), default=str)
    return Entry(layout, node, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), len(text))


def read_entry(one: Entry) -> TrialRecord:
    """Return the record of a trial.

    >>> read_entry(entry("ctis-search", {"ctNumber": "2099-500001-11-00", "ctTitle": "Socks"}))["brief_title"]
    'Socks'

    Raises:
        NotAStudy: where it does not say which trial it is.

    """
    source = catalogue().sources[one.layout]
    mapped = _mapped(source, one.node)
    check(source, mapped)
    return sourced(mapped, one.layout, one.sha256, one.characters)


def _mapped(source: Source, node: Any) -> Mapped:
    mapped = read(source.table, BEFORE[source.before](node) if source.before else node)
    if source.after:
        AFTER[source.after](mapped)
    return mapped


def check(source: Source, mapped: Mapped) -> None:
    """Refuse what does not say which trial it is."""
    needed = (source.id,) if source.id else OWN
    if any(name in mapped.fields for name in needed):
        return
    paths = [path for name in needed for path in paths_of(source.table, name) if path]
    root = mapped.root.node
    stands = next((value for path in paths for node in nodes_at(root, path) if (value := scalar(node))), None)
    if stands:
        number = "NCT number" if source.id == "nct_id" else "registry number"
        raise NotAStudy(f"no {source.called}: {str(stands)!r} is no {number}")
    first, *rest = paths[0]
    whole = not rest or not nodes_at(root, (first,))
    lacking = f"it has no {'.'.join(paths[0])}" if whole else f"{first} has no {'.'.join(rest)}"
    raise NotAStudy(f"no {source.called}: {lacking}")
