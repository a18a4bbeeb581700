"""Groups, each with its interventions, and the list of interventions.

What comes in: two sections, of which the second repeats what the first uses. What goes out: `arm_groups` with the names
of their interventions and `interventions` with the labels of their groups. Where `Intervention Type` stands below each
name the lines tell themselves; where the labels are gone, `blocks` tells names from descriptions.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.arms_by_labels import by_labels, by_shape
from trialx.extraction.known.verbs.grouping import Block, Group, groups, interventions
from trialx.extraction.known.verbs.likeness import looks_like_text
from trialx.extraction.known.verbs.text import take_text
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import one_line
from trialx.record.span import Value

# A reading of a stripped list that costs more than this is not sure.
SURE_COST = 6.0


class _Rows(NamedTuple):
    """The lines of a section that carry names and texts: their place on the page, and the type told below each."""

    at: list[int]
    text: list[str]
    kind: list[tuple[object, int, int, int] | None]
    # The type of a group that stands below its last line.
    group: list[tuple[object, int, int, int] | None]


def arms(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the groups (this section) and the interventions (the section named by `interventions`)."""
    section = cut.section
    other = cuts.get(str(section.options.get("interventions", "")))
    rule = section.rule
    none_words = str(section.options.get("none", "")).casefold()
    used = _rows(found, cut)
    none = [bool(none_words) and line.casefold().startswith(none_words) for line in used.text]
    listed = _rows(found, other) if other else _Rows([], [], [], [])
    typed = any(listed.kind)
    blocks: list[Block] = []
    cost = 0.0
    if typed:
        blocks = _by_type(listed)
    elif listed.text:
        blocks, cost = interventions(listed.text, [t for t, no in zip(used.text, none, strict=True) if not no])
    read, fit = groups(listed.text, blocks, used.text, none=none, named=[kind is not None for kind in used.kind])
    last = max(cut.last, other.last if other else 0) == len(found.page)
    if used.text and not read and not listed.text:
        listed = used
        read, blocks = _without_list(used, none, cut=last)
    if used.text and not read:
        found.doubt("groups-unread", "groups and interventions stand in a row and cannot be told apart", used.at[0])
    why = _doubt(used, listed, read, blocks, cost, last=last)
    if blocks and why:
        found.doubt("ambiguous-interventions", why, (listed.at or used.at)[0])
    sure = not why
    labels = _take_groups(found, used, read, none, listed, blocks, rule, sure)
    _take_interventions(found, listed, blocks, labels, f"{other.section.rule if other else rule}", sure)
    del fit


def _without_list(used: _Rows, none: Sequence[bool], *, cut: bool) -> tuple[list[Group], list[Block]]:
    """Read groups whose list of interventions is cut off: by the labels below their lines, else by the lines' shape."""
    if any(used.group):
        typed = [kind is not None for kind in used.group]
        named = [kind is not None or no for kind, no in zip(used.kind, none, strict=True)]
        found = by_labels(used.text, typed, named, cut=cut)
    elif cut and used.text and not any(used.kind) and not any(none):
        found = by_shape(used.text)
    else:
        return [], []
    blocks: list[Block] = []
    numbers: dict[str, int] = {}
    read = []
    for arm in found:
        uses = []
        for use in arm.uses:
            if none[use.name]:
                continue
            number = numbers.setdefault(used.text[use.name], len(blocks))
            if number == len(blocks):
                blocks.append(Block(use.name, use.end))
            uses.append((use.name, number))
        read.append(Group(arm.label, arm.body, tuple(uses)))
    return read, blocks


def listed(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the list of interventions where the page lost the groups; with groups, `arms` reads both."""
    if not any(other.section.verb == "arms" for other in cuts.values()):
        arms(found, cut._replace(first=cut.last), {**cuts, "": cut})


def _doubt(
    used: _Rows, listed: _Rows, read: Sequence[Group], blocks: Sequence[Block], cost: float, *, last: bool
) -> str:
    """Why names and descriptions may be taken for one another; nothing where they cannot."""
    if last:
        return "the page ends within the groups or interventions"
    if cost > SURE_COST:
        return "names and descriptions are told by their shape alone"
    names = [listed.text[block.name] for block in blocks]
    if len(set(names)) < len(names):
        return "two interventions have one name"
    if read and {number for group in read for _, number in group.uses} != set(range(len(blocks))):
        return "an intervention of the list is used in no group"
    if any(looks_like_text(used.text[group.label]) for group in read):
        return "a group opens with what looks like a description: its label may be lost"
    described = [group.body > group.label + 1 for group in read]
    if any(described) and not all(described):
        return "some groups have a description and some have none: a line may be lost"
    if len({block.end > block.name + 1 for block in blocks}) > 1:
        return "some interventions have a description and some have none: a line may be lost"
    return ""


def _rows(found: Found, cut: Cut) -> _Rows:
    """The section's lines; a type label claims its line and is kept with the line that it speaks of."""
    page = found.page
    rows = _Rows([], [], [], [])
    field, *others = cut.section.fields
    glued = field.glued
    of_group = next((other for other in others if other.path[0] == "arm_groups"), None)
    labelled = False
    for at in range(cut.first, cut.last):
        if found.claims[at] is not None:
            continue
        key = page.keys[at]
        opening = next((label for label in of_group.glued if key.startswith(label)), "") if of_group else ""
        if of_group and opening and rows.at:
            word = page.lines[at][len(opening) :].strip()
            found.claim(at, of_group.rule)
            start = page.offset(at, len(page.lines[at]) - len(word))
            rows.group[-1] = (of_group.reader(word) if word else None, start, page.ends[at], at)
            continue
        label = next((label for label in glued if key.startswith(label)), None)
        if label is not None and rows.at:
            word = page.lines[at][len(label) :].strip()
            value = field.reader(word) if word else None
            found.claim(at, field.rule)
            labelled = not word
            rows.kind[-1] = (value, page.offset(at, len(page.lines[at]) - len(word)), page.ends[at], at)
            continue
        if labelled and rows.at:
            labelled = False
            value = field.reader(page.lines[at])
            if value is not None:
                found.claim(at, field.rule)
                rows.kind[-1] = (value, page.starts[at], page.ends[at], at)
                continue
        rows.at.append(at)
        rows.text.append(page.lines[at])
        rows.kind.append(None)
        rows.group.append(None)
    return rows


def _by_type(rows: _Rows) -> list[Block]:
    """In the list of interventions the type closes each: name, description, type."""
    blocks: list[Block] = []
    first = 0
    for n, kind in enumerate(rows.kind):
        if kind is not None:
            blocks.append(Block(first, n + 1))
            first = n + 1
    if first < len(rows.text):
        blocks.append(Block(first, len(rows.text)))
    return blocks


def _take_groups(
    found: Found,
    used: _Rows,
    read: Sequence[Group],
    none: Sequence[bool],
    listed: _Rows,
    blocks: Sequence[Block],
    rule: str,
    sure: bool,
) -> dict[int, list[tuple[str, int]]]:
    """Write the groups; return, by the number of an intervention, the labels of its groups and their lines."""
    labels: dict[int, list[tuple[str, int]]] = {}
    for n, no in enumerate(none):
        if no:
            found.claim(used.at[n], f"{rule}:none")
    for count, group in enumerate(read):
        label = one_line(used.text[group.label])
        found.line(("arm_groups", count, "label"), label, used.at[group.label], "position", f"{rule}:label", sure=sure)
        kind = next((kind for kind in used.group[group.label : group.body] if kind and kind[0]), None)
        if kind:
            found.span(("arm_groups", count, "type"), *kind, "label", f"{rule}:type")
        if group.body > group.label + 1:
            first, last = used.at[group.label + 1], used.at[group.body - 1]
            path = ("arm_groups", count, "description")
            take_text(found, path, first, last, "position", f"{rule}:description", sure=sure)
        for order, (row, number) in enumerate(group.uses):
            name = one_line(listed.text[blocks[number].name])
            labels.setdefault(number, []).append((label, used.at[group.label]))
            found.line(
                ("arm_groups", count, "intervention_names", order),
                name,
                used.at[row],
                "position",
                f"{rule}:intervention_names",
                sure=sure,
            )
            size = blocks[number].end - blocks[number].name
            for further in range(row + 1, min(row + size, len(used.at))):
                found.claim(used.at[further], f"{rule}:interventions")
    return labels


def _take_interventions(
    found: Found,
    listed: _Rows,
    blocks: Sequence[Block],
    labels: Mapping[int, Sequence[tuple[str, int]]],
    rule: str,
    sure: bool,
) -> None:
    page = found.page
    for number, block in enumerate(blocks):
        base = ("interventions", number)
        at = listed.at[block.name]
        found.line((*base, "name"), one_line(listed.text[block.name]), at, "position", f"{rule}:name", sure=sure)
        kind = listed.kind[block.end - 1] or listed.kind[block.name]
        if kind is not None and kind[0] is not None:
            found.span((*base, "type"), kind[0], kind[1], kind[2], kind[3], "label", f"{rule}:type")
        if block.end > block.name + 1:
            first, last = listed.at[block.name + 1], listed.at[block.end - 1]
            take_text(found, (*base, "description"), first, last, "position", f"{rule}:description", sure=sure)
        for order, (label, where) in enumerate(labels.get(number, ())):
            path = (*base, "arm_group_labels", order)
            found.add(
                Value(
                    path,
                    label,
                    page.starts[where],
                    page.ends[where],
                    where,
                    "derived",
                    f"{rule}:arm_group_labels",
                    sure,
                )
            )
