"""Things that repeat with the same parts: sponsors, contacts, identifiers, interventions with labels.

What comes in: lines such as name, class, role, name, class, role. What goes out: one object a thing. A thing begins
with a line that none of the other parts accepts, and a part that is met again begins a new thing as well, so lost parts
and lost labels do not shift the rest.
"""

from collections.abc import Mapping
from typing import Any

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.fields import label_at
from trialx.extraction.take.found import Found
from trialx.extraction.take.tidy import one_line
from trialx.layouts.layout import Field
from trialx.readers import is_null
from trialx.record.vocab import How

# A part as it was met: its field, its value, its place.
Part = tuple[Field, object, int, int, int, How]
Item = dict[str, Part]


def repeat(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the section's repeating things.

    The fields are the parts, the first of them begins a thing; their names are `FIELD.part`. `route` names a part and
    where its values send a thing (`{part: role, lead: lead_sponsor}`); `last` names the field of the last thing where
    no thing has a routed part (stripped pages lose the roles, and list the lead last).
    """
    del cuts
    items = _items(found, cut)
    options = cut.section.options
    route: Any = options.get("route") or {}
    key = str(route.get("part", ""))
    default = cut.section.fields[0].path[0]
    routed = any(key in item for item in items)
    for n, item in enumerate(items):
        target, sure = default, True
        part = item.pop(key, None) if key else None
        if part is not None:
            target = str(route.get(str(part[1]).casefold(), default))
            found.claim(part[4], part[0].rule)
        elif not routed and n == len(items) - 1 and "last" in options:
            target, sure = str(options["last"]), cut.last < len(found.page)
        elif key and (routed or "last" not in options):
            sure = False
        _take(found, item, target, sure)
        if not sure:
            at = next(iter(item.values()))[4]
            found.doubt(
                "ambiguous-value", f"its {key} is not told: it may belong elsewhere than in {target}", at, (target,)
            )


def _take(found: Found, item: Item, target: str, sure: bool) -> None:
    field, _, inner = target.partition(".")
    base: tuple[str | int, ...] = (field,)
    if field not in SINGLE:
        base = (field, found.next(field))
    for name, (rule, value, start, end, at, how) in item.items():
        if inner == "-" and name != next(iter(item)):
            found.claim(at, rule.rule)
            continue
        path = (field,) if inner == "-" else (*base, name)
        found.span(path, value, start, end, at, how, rule.rule, sure=sure)


# Fields that hold one object or one string, and no list of them.
SINGLE = frozenset({"lead_sponsor", "responsible_party", "org_study_id"})


def _items(found: Found, cut: Cut) -> list[Item]:
    page, section = found.page, cut.section
    opening, parts = section.fields[0], section.fields[1:]
    items: list[Item] = []
    item: Item = {}
    for at in range(cut.first, cut.last):
        if found.claims[at] is not None:
            continue
        line = page.lines[at]
        which, offset = label_at(found, section, at)
        if which >= 0:
            field = section.fields[which]
            rest = line[offset:].strip()
            start = page.offset(at, len(line) - len(rest))
            value = None if not rest or (is_null(rest) and field.read == "line") else field.reader(rest)
            if value is None:
                found.claim(at, field.rule)
                continue
            how: How = "label"
        else:
            field, value, start, how = opening, None, page.starts[at], "position"
            for part in parts:
                if part.bare and (value := part.reader(line)) is not None:
                    field, how = part, "shape"
                    break
        name = field.path[-1]
        if field is opening or name in item:
            if item:
                items.append(item)
            item = {}
        if value is None:
            value = one_line(line)
        item[name] = (field, value, start, page.ends[at], at, how)
    if item:
        items.append(item)
    return items
