"""What a layout leaves over, read by the generic reader: `rest: generic`, or `rest: doubtful`.

What comes in: what a layout has found on a page. What goes out: the same with what the generic reader knows besides.
The layout goes first: a field that it has read, and a line that it calls the site's own, are not read again. Separate
from the flow, since most layouts account for their whole page.
"""

from trialx.extraction.take.found import Found
from trialx.layouts.layout import Layout
from trialx.record.span import Value

# Fields that hold objects of one value each; of these a part is looked at by itself.
OBJECTS = frozenset({"design", "eligibility", "enrollment", "start_date", "primary_completion_date", "completion_date"})
# What the generic reader finds by a label belongs to a line that the layout has left over; what it is told in a
# sentence or by a title may stand in a text that the layout has read as one. Where all of it is doubted, all of it
# belongs to such lines: a text that a layout knows is no unknown part of its page.
BY_PLACE = frozenset({"label", "position"})

# Words in a table whose rows were not read are no labels: `Sex: Female, Male` is a measure.
TABLES = frozenset({"flow", "baseline", "events"})


def read_rest(found: Found, layout: Layout, *, url: str | None) -> None:
    """Add to `found` what the generic reader finds in the lines and the texts that the layout leaves open."""
    if layout.doubtful_rest and None not in found.claims:
        return  # the layout accounts for every line, as it does on most of its pages

    from trialx.extraction.unknown import read

    other = Found(found.page)
    read(other, url=url)
    closed = _closed(layout)
    tables = {section.name for section in layout.sections if section.verb in TABLES}
    told: set[tuple[str | int, ...]] = set()
    have = {_slot(value) for value in found.values}
    for value in other.values:
        if found.sections[value.line] in tables:
            continue
        claim = found.claims[value.line]
        by_place = layout.doubtful_rest or value.how in BY_PLACE
        if _slot(value) in have or (claim is not None and (claim in closed or by_place)):
            continue
        if by_place and _crosses(found, value):
            continue
        found.add(value._replace(sure=False) if layout.doubtful_rest else value)
        told.add(value.path)
    # A line of a value that was not taken has no account yet.
    dropped = {value.rule for value in other.values if value.path not in told} if layout.doubtful_rest else set()
    for at, claim in enumerate(other.claims):
        if claim is None or claim in dropped or found.sections[at] in tables:
            continue
        found.claim(at, claim)
    found.doubts.extend(doubt for doubt in other.doubts if doubt.path in told)
    if layout.doubtful_rest:
        _doubt(found, layout, told)


def _doubt(found: Found, layout: Layout, told: set[tuple[str | int, ...]]) -> None:
    """Say of each field that was read in parts which the layout does not know that this is so."""
    fields = {_slot(value): value for value in reversed(found.values) if value.path in told}
    for slot, value in fields.items():
        why = f"{layout.name} does not know this part of the page; only the generic reader read it"
        found.doubt("unknown-part", why, value.line, value.path[: len(slot)])


def _crosses(found: Found, value: Value) -> bool:
    """Whether a value of several lines runs over one that the layout accounts for."""
    starts, at = found.page.starts, value.line
    while at < len(starts) and starts[at] < value.end:
        if found.claims[at] is not None:
            return True
        at += 1
    return False


def _slot(value: Value) -> tuple[str, ...]:
    """The field, or the part of one that holds several: what a layout has read of it is not read again."""
    parts = tuple(str(step) for step in value.path if not isinstance(step, int))
    if parts[0] in ("nct_id", "registry_ids"):
        return ("registry_ids",)
    return parts[:2] if parts[0] in OBJECTS else parts[:1]


def _closed(layout: Layout) -> frozenset[str]:
    """The rules of lines that say nothing of the trial."""
    rules = {f"{layout.name}:ignore"}
    for section in layout.sections:
        if section.verb == "nothing":
            rules |= {section.rule, f"{section.rule}:heading", f"{section.rule}:fixed"}
        rules |= {field.rule for field in section.fields if field.name == "-"}
    return frozenset(rules)
