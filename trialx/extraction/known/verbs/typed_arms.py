"""Groups and interventions that name their kind: `Experimental: Sage tea`, `Drug: Sage`.

What comes in: lines of which some open with an arm type or an intervention type and a colon. What goes out:
`arm_groups` with the names of their interventions, and `interventions`, each told once however often the page repeats
it. Separate from `arms`, which has no kinds to go by.
"""

from collections.abc import Mapping
from typing import NamedTuple

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.text import paragraphs
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import bullet_length, one_line
from trialx.readers.codes import arm_type, intervention_type

# A kind is a word or two; a colon further right belongs to a sentence.
KIND_LENGTH = 30
# What opens the list of other names of the intervention above.
OTHER_NAMES = frozenset({"other names", "other name"})


class _Opening(NamedTuple):
    """A line that opens a group or an intervention: which, its kind, its name and the column where the name begins."""

    what: str
    kind: str | None
    name: str
    column: int


def kinds(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the groups and the interventions of the section, whichever of the two it holds."""
    del cuts
    page, rule = found.page, cut.section.rule
    known = _known(found)
    # `Other` is a kind of both; where no line opens with a kind of group alone, it is an intervention's.
    grouped = any(_group_alone(page.lines[at]) for at in range(cut.first, cut.last))
    arm = -1
    used: set[str] = set()
    told: list[int] = []  # the lines that describe what was opened last
    target: tuple[str | int, ...] = ()
    names = False
    for at in range(cut.first, cut.last):
        if found.claims[at] is not None:
            continue
        opening = _opening(page.lines[at], known, in_arm=not grouped or (arm >= 0 and not used))
        if opening is None:
            if page.keys[at] in OTHER_NAMES and target[:1] == ("interventions",):
                names = True
                found.claim(at, f"{rule}:other_names")
            elif names:
                _other_name(found, target, at, rule)
            elif target:
                told.append(at)
            continue
        _describe(found, target, told, rule)
        told, names = [], False
        start, end = opening.column, len(page.lines[at])
        if opening.what == "arm":
            arm, used = found.next("arm_groups"), set()
            target = ("arm_groups", arm)
            found.part((*target, "label"), opening.name, at, (start, end), "label", f"{rule}:label")
            found.part((*target, "type"), opening.kind, at, (0, start), "label", f"{rule}:type")
            continue
        number = known.get(opening.name.casefold(), -1)
        if number < 0:
            number = known[opening.name.casefold()] = found.next("interventions")
            found.part(("interventions", number, "name"), opening.name, at, (start, end), "label", f"{rule}:name")
            found.part(("interventions", number, "type"), opening.kind, at, (0, start), "label", f"{rule}:kind")
        found.claim(at, f"{rule}:name")
        target = ("interventions", number)
        if arm >= 0 and opening.name not in used:
            path = ("arm_groups", arm, "intervention_names", len(used))
            found.part(path, opening.name, at, (start, end), "label", f"{rule}:intervention_names")
            used.add(opening.name)
    _describe(found, target, told, rule)


def _known(found: Found) -> dict[str, int]:
    """The interventions that a section above has told, by their name."""
    return {
        str(value.value).casefold(): int(value.path[1])
        for value in found.values
        if len(value.path) == 3 and value.path[0] == "interventions" and value.path[2] == "name"
    }


def _opening(line: str, known: Mapping[str, int], *, in_arm: bool) -> _Opening | None:
    """`Other` is a kind of both: it opens an intervention where its name is known, or a group still has none."""
    offset = bullet_length(line)
    colon = line.find(":", offset, offset + KIND_LENGTH)
    if colon < 0:
        return None
    name = one_line(line[colon + 1 :].strip())
    arm, drug = arm_type(line[offset:colon]), intervention_type(line[offset:colon])
    if not name or (arm is None and drug is None):
        return None
    column = len(line) - len(line[colon + 1 :].lstrip())
    if drug is not None and (arm is None or name.casefold() in known or in_arm):
        return _Opening("drug", drug, name, column)
    return _Opening("arm", arm, name, column)


def _group_alone(line: str) -> bool:
    offset = bullet_length(line)
    kind = line[offset : max(line.find(":", offset, offset + KIND_LENGTH), offset)]
    return bool(kind) and arm_type(kind) is not None and intervention_type(kind) is None


def _describe(found: Found, target: tuple[str | int, ...], told: list[int], rule: str) -> None:
    """Hand in the lines below an opening as its description; what is told of an intervention again is only claimed."""
    if not told:
        return
    page, path = found.page, (*target, "description")
    first, last = told[0], told[-1]
    if any(value.path == path for value in found.values):
        for at in told:
            found.claim(at, f"{rule}:description")
        return
    text = paragraphs(page, first, last + 1, page.starts[first])
    found.span(path, text, page.starts[first], page.ends[last], first, "position", f"{rule}:description", last=last)


def _other_name(found: Found, target: tuple[str | int, ...], at: int, rule: str) -> None:
    line = found.page.lines[at]
    offset = bullet_length(line)
    name = one_line(line[offset:])
    have = [value for value in found.values if value.path[:3] == (*target, "other_names")]
    if all(value.value != name for value in have):
        path = (*target, "other_names", len(have))
        found.part(path, name, at, (offset, len(line)), "position", f"{rule}:other_names")
    found.claim(at, f"{rule}:other_names")
