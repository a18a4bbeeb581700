"""A study printed as a structure: the registry's own field names, often cut off.

What comes in: a section that holds a printed dictionary. What goes out: the values that the table of the registry's
format (`trialx.registries`) finds in it, each at its place in the print.
"""

from collections.abc import Mapping

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.literal import read_literal
from trialx.extraction.take.found import Found
from trialx.record.vocab import How


def dump(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the structure that opens with the section's first brace."""
    del cuts
    page = found.page
    start = page.view.find("{", page.starts[cut.first], page.ends[cut.last - 1]) if cut.first < cut.last else -1
    if start < 0:
        return
    first = next(at for at in range(cut.first, cut.last) if page.ends[at] > start)
    root, places, whole = read_literal(page.view, start)
    if not isinstance(root, dict):
        return
    for at in range(first, cut.last):
        found.claim(at, f"{cut.section.rule}:dump")
    if not whole:
        found.doubt("page-cut-off", "the printed structure ends in mid-value; what came before is read", cut.last - 1)
    from trialx.registries.apply import apply
    from trialx.registries.table import load

    study = root if "protocolSection" in root else {"protocolSection": root}
    depth = 0 if study is root else 1
    mapped = apply(load("ctgov_v2"), study)
    for pointer, steps in mapped.places:
        span = places.get(steps[depth:])
        value = _at(mapped.fields, pointer)
        if span is None or value is None or isinstance(value, dict | list):
            continue
        path = tuple(int(step) if step.isdigit() else step for step in pointer.split("/")[1:])
        at = first
        while at + 1 < cut.last and page.starts[at + 1] <= span[0]:
            at += 1
        # A criterion is one of many in the text that the structure holds as one string.
        how: How = "derived" if path[0] == "eligibility" and len(path) > 2 else "label"
        found.span(path, value, *span, at, how, f"{cut.section.rule}:{path[0]}")


def _at(record: object, pointer: str) -> object:
    for step in pointer.split("/")[1:]:
        if isinstance(record, dict):
            record = record.get(step)
        elif isinstance(record, list):
            record = record[int(step)]
    return record
