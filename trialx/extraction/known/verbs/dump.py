"""A study printed as a structure: the registry's own field names, often cut off.

What comes in: a section that holds a printed dictionary. What goes out: the values that the table of the registry's
format (`trialx.registries`) finds in it, each at its place in the print.
"""

import re
from collections.abc import Mapping
from typing import Any

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.literal import read_literal
from trialx.extraction.take.found import Found
from trialx.record.vocab import How

# The members of a study; a dump whose beginning is cut off may open with the modules of its protocol.
TOP = frozenset(
    {"protocolSection", "resultsSection", "annotationSection", "documentSection", "derivedSection", "hasResults"}
)
_GROUP_ID = re.compile(r"[A-Z]{2}\d{3}")


def dump(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the structure that opens with the section's first brace."""
    del cuts
    page = found.page
    start = page.view.find("{", page.starts[cut.first], page.ends[cut.last - 1]) if cut.first < cut.last else -1
    if start < 0:
        return
    first = next(at for at in range(cut.first, cut.last) if page.ends[at] > start)
    root, places, whole, end = read_literal(page.view, start)
    if not isinstance(root, dict):
        return
    for at in range(first, cut.last):
        if page.starts[at] < end:
            found.claim(at, f"{cut.section.rule}:dump")
    if not whole:
        found.doubt("page-cut-off", "the printed structure ends in mid-value; what came before is read", cut.last - 1)
    from trialx.registries.apply import apply
    from trialx.registries.table import load

    study = {"protocolSection": root} if TOP.isdisjoint(root) else root
    depth = 0 if study is root else 1
    mapped = apply(load("ctgov_v2"), study)
    for pointer, steps in mapped.places:
        span = places.get(steps[depth:])
        path = tuple(int(step) if step.isdigit() else step for step in pointer.split("/")[1:])
        if span is None or _half(mapped.fields, path):
            continue
        at = first
        while at + 1 < cut.last and page.starts[at + 1] <= span[0]:
            at += 1
        _hand_in(found, cut, path, _at(mapped.fields, path), span, at, sure=whole or span[1] < end)
        if path[-1] == "term" and "serious" in (event := _at(mapped.fields, path[:-1])):
            _hand_in(found, cut, (*path[:-1], "serious"), event["serious"], span, at)


def _hand_in(
    found: Found,
    cut: Cut,
    path: tuple[str | int, ...],
    value: Any,
    span: tuple[int, int],
    at: int,
    *,
    sure: bool = True,
) -> None:
    if value is None or isinstance(value, dict | list):
        return
    # A criterion is one of many in the text that the structure holds as one string; no word says that an event is
    # serious, but the list that it stands in.
    derived = (path[0] == "eligibility" and len(path) > 2) or path[-1] == "serious"
    how: How = "derived" if derived else "label"
    found.span(path, value, *span, at, how, f"{cut.section.rule}:{path[0]}", sure=sure)


def _half(record: Any, path: tuple[str | int, ...]) -> bool:
    """Whether the end of the dump cuts off what a value is of: a group without its title, an event without a count."""
    if path[-1] == "arm":
        return _GROUP_ID.fullmatch(str(_at(record, path))) is not None
    return path[0] == "adverse_events" and not {"affected", "at_risk"} & _at(record, path[:2]).keys()


def _at(record: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        record = record[step]
    return record
