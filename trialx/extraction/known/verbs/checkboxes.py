"""Rows that are ticked: `E.8.1.1 Randomised: Yes`.

What comes in: lines that open with a phrase of the layout and say yes or no. What goes out: the values that the ticked
ones stand for. Separate from `states`, whose sentences stand for a value by being there.
"""

from collections.abc import Mapping
from typing import Any

from trialx.extraction.known.split import Cut
from trialx.extraction.take.found import Found
from trialx.layouts import trunk
from trialx.layouts.load import key_of
from trialx.readers import READERS
from trialx.readers.codes import yes_no
from trialx.record.span import Value

# Fields that are lists: every ticked row adds its value.
LISTS = frozenset({"phases", "eligibility.std_ages", "design.who_masked"})
# Both sexes ticked are all.
SEX, BOTH = "eligibility.sex", "ALL"


def ticks(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the rows. `ticks` maps the phrases to a field and its value, parted by a blank."""
    del cuts
    page, rule = found.page, cut.section.rule
    table: Any = cut.section.options["ticks"]
    rows = {key_of(phrase): _target(str(target)) for phrase, target in table.items()}
    met: dict[str, list[tuple[object, int]]] = {}
    answered: list[str] = []
    for at in range(cut.first, cut.last):
        if found.claims[at] is not None:
            continue
        key = page.keys[at].strip("| ").replace(" | ", " ")
        phrase = next((phrase for phrase in rows if key.startswith(phrase)), None)
        if phrase is None:
            continue
        found.claim(at, f"{rule}:ticks")
        where = at
        answer = key[len(phrase) :].strip(" :|")
        if not answer and at + 1 < cut.last:
            where = at + 1
            answer = page.keys[where]
        said = yes_no(answer)
        if said is not None:
            found.claim(where, f"{rule}:ticks")
        if said is not None:
            answered.append(rows[phrase][0])
        if said:
            name, values_of = rows[phrase]
            met.setdefault(name, []).extend((value, at) for value in values_of)
    for name, values in met.items():
        # One sex without the other's row may be half of both.
        whole = name != SEX or answered.count(name) == sum(name == one for one, _ in rows.values())
        _take(found, name, values, f"{rule}:{name}", sure=whole)


def _target(words: str) -> tuple[str, list[object]]:
    """The field that a row is for, and its value or values: `phases Phase 2`."""
    name, _, word = words.partition(" ")
    value = READERS[trunk()[name]["read"]](word)
    return name, value if isinstance(value, list) else [value]


def _take(found: Found, name: str, values: list[tuple[object, int]], rule: str, *, sure: bool) -> None:
    """Hand in one field: a list, one value, or a doubt where rows that exclude each other are ticked."""
    path = tuple(name.split("."))
    different = list(dict.fromkeys(value for value, _ in values))
    at = values[0][1]
    last = values[-1][1]
    if name in LISTS:
        _over(found, path, different, at, last, rule)
    elif len(different) == 1:
        found.line(path, different[0], at, "label", rule, sure=sure)
    elif name == SEX:
        _over(found, path, BOTH, at, last, rule)
    else:
        found.doubt("conflicting-values", f"{name}: {' and '.join(map(str, different))} are both ticked", at, path)


def _over(found: Found, path: tuple[str | int, ...], value: object, first: int, last: int, rule: str) -> None:
    """Take a value that several ticked rows make; the rows between them have their own account."""
    page = found.page
    found.add(Value(path, value, page.starts[first], page.ends[last], first, "label", rule))
    found.claims[first] = rule
