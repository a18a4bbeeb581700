"""Lists: one entry a line, several lists under labels of their own, other trials with their ids.

What comes in: the lines of a section. What goes out: list values, each entry with its own place.
"""

from collections.abc import Mapping
from typing import Any

from trialx.extraction.known.split import Cut
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import bullet_length, entry, one_line
from trialx.extraction.take.value import OBJECTS, entry_path
from trialx.layouts.layout import Field
from trialx.readers import is_null
from trialx.readers.ids import nct_id
from trialx.record.vocab import How


def lines(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read one entry a line into the section's one field."""
    del cuts
    (field,) = cut.section.fields
    bulleted: bool | None = None
    for at in range(cut.first, cut.last):
        if found.claims[at] is not None:
            continue
        has_bullet = bullet_length(found.page.lines[at]) > 0
        bulleted = has_bullet if bulleted is None else bulleted
        # Where the list has bullets, a line without one belongs to a section whose heading was lost.
        if has_bullet or not bulleted:
            _entry(found, field, at, "position")


def lists(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the lists that stand under the labels of the section's fields; `until` words end a list.

    `together` names fields whose labels come together: without one of them the other list may hold both.
    A field `measures` of objects is written `primary_outcomes.measure`: each line is one object. `prose`: what stands
    before the first list are criteria in words, where no list follows.
    """
    del cuts
    section, page = cut.section, found.page
    before: list[int] = []
    taken = len(found.values)
    keys = page.keys
    current: Field | None = None
    met: set[str] = set()
    stops = section.options.get("until", [])
    for at in range(cut.first, cut.last):
        if found.claims[at] is not None:
            continue
        which = section.labels.get(page.title(at))
        if which:
            current = section.fields[which[0]]
            met.add(current.name)
            found.claim(at, current.rule)
        elif isinstance(stops, list) and (keys[at] in stops or ("?" in stops and keys[at][-1] == "?")):
            current = None
        elif current is not None:
            _entry(found, current, at, "label", whole=_holds_list(page.lines[at]))
        elif not met:
            before.append(at)
    if before and section.options.get("prose") == "yes":
        _criteria_text(found, before, section.rule, told=len(found.values) > taken)
    together: Any = section.options.get("together", [])
    if met and not met.issuperset(together):
        for field in section.fields:
            found.unsure(
                field.path[:2] if field.path[0] in OBJECTS else field.path[:1],
                f"no label for {' and '.join(name for name in together if name not in met)}: this list may hold both",
            )


def _criteria_text(found: Found, lines: list[int], rule: str, *, told: bool) -> None:
    """Take criteria in words; where lists tell them as well (`told`), the lines are accounted for and no more."""
    page, path = found.page, ("eligibility", "criteria_text")
    if told or any(value.path[:2] in SIDES for value in found.values):
        for at in lines:
            found.claim(at, f"{rule}:in_words")
        return
    start, end = page.starts[lines[0]], page.ends[lines[-1]]
    words = "\n".join(one_line(line) for line in page.lines[lines[0] : lines[-1] + 1])
    found.span(path, words, start, end, lines[0], "position", f"{rule}:criteria_text", last=lines[-1])


def related(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read titles of other trials, each with its id on the line below."""
    del cuts
    page, rule = found.page, cut.section.rule
    title = -1
    for at in range(cut.first, cut.last):
        if found.claims[at] is not None:
            continue
        number = nct_id(page.lines[at])
        if number is None:
            title = at
            continue
        count = found.next("related_trials")
        found.line(("related_trials", count, "nct_id"), number, at, "shape", f"{rule}:related_trials")
        if title >= 0:
            path = ("related_trials", count, "title")
            found.line(path, entry(page.lines[title]), title, "position", f"{rule}:related_trials")
        title = -1


def _holds_list(line: str) -> bool:
    """Whether a line is a list of its own, its first mark as much its own as the next: `- Sleep - Cramps a night`."""
    length = bullet_length(line)
    return length > 0 and f" {line[:length].strip()} " in line[length:]


def _entry(found: Found, field: Field, at: int, how: How, *, whole: bool = False) -> None:
    line = found.page.lines[at]
    offset = 0 if whole else bullet_length(line)
    value = one_line(line) if whole else entry(line)
    if not value or is_null(value):
        found.claim(at, field.rule)
        return
    found.part(entry_path(found, field), value, at, (offset, len(line)), how, field.rule)


SIDES = frozenset({("eligibility", "inclusion"), ("eligibility", "exclusion")})
