"""Groups whose kind and whose interventions' types stand below them, without the list of interventions.

What comes in: the lines of the groups, with what the label below each says: the type of a group (`Group Type`) ends the
group's own lines, the type of an intervention (`Intervention Type`) stands right below its name. What goes out: `Arm`s.
Where no label stands at all, as on stripped pages, names are told from descriptions by their shape. Separate from
`grouping`, which wants the list that repeats every intervention; a page that is cut off in its groups has none.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from trialx.extraction.known.verbs.likeness import looks_like_text, name_cost, text_cost

# What a description that is longer or shorter than the group's before costs, and a name that comes again saves.
OTHER_LENGTH = 0.8
COMES_AGAIN = 2.0
LONG_LINE = 90


class Use(NamedTuple):
    """An intervention of a group: line `name`, then its description up to `end` (excluded)."""

    name: int
    end: int


class Arm(NamedTuple):
    """A group: line `label`, its description up to `body` (excluded), its interventions; `sure`: its label is told."""

    label: int
    body: int
    uses: tuple[Use, ...]
    sure: bool


def by_labels(lines: Sequence[str], typed: Sequence[bool], named: Sequence[bool], *, cut: bool) -> list[Arm]:
    """Return the groups. `typed[i]`: a group's type stands below line i; `named[i]`: an intervention's type does.

    `cut` says that the page ends with these lines.

    >>> lines = ["Sage", "a cup of tea", "Sage tea", "one cup", "Mint", "a tablet", "Mint"]
    >>> arms = by_labels(lines, [n in (1, 5) for n in range(7)], [n in (2, 6) for n in range(7)], cut=True)
    >>> [(lines[arm.label], [lines[use.name] for use in arm.uses]) for arm in arms]
    [('Sage', ['Sage tea']), ('Mint', ['Mint'])]
    """
    ends = [n for n, is_typed in enumerate(typed) if is_typed]
    if not ends:
        return []
    labels = [0]
    sure = [True]
    for last, end in pairwise(ends):
        lowest = max([last, *(n for n in range(last, end) if named[n])]) + 1
        labels.append(_label(lines, lowest, end, ends[0]))
        sure.append(lowest == end)
    arms = []
    for n, (label, end) in enumerate(zip(labels, ends, strict=True)):
        stop = labels[n + 1] if n + 1 < len(labels) else len(lines)
        arms.append(Arm(label, end + 1, _uses(named, end + 1, stop, cut=cut), sure[n]))
    return _with_last(arms, cut=cut)


def _label(lines: Sequence[str], lowest: int, end: int, usual: int) -> int:
    """The line between an intervention's name and the end of a group's lines that is likeliest the group's label."""

    def cost(at: int) -> float:
        again = end + 1 < len(lines) and lines[at] == lines[end + 1]
        odd = abs(end - at - usual) * OTHER_LENGTH
        return name_cost(lines[at]) - text_cost(lines[at]) + odd - (COMES_AGAIN if again else 0.0)

    return min(range(lowest, end + 1), key=cost)


def _uses(named: Sequence[bool], first: int, stop: int, *, cut: bool) -> tuple[Use, ...]:
    names = [n for n in range(first, stop) if named[n]]
    if not names and cut and stop == len(named) and first < stop:
        names = [first]  # the page ends below the name, before its type
    return tuple(Use(name, after) for name, after in zip(names, [*names[1:], stop], strict=False))


def _with_last(arms: list[Arm], *, cut: bool) -> list[Arm]:
    """Give the lines below the last intervention that are more than a description to a group whose type is cut off."""
    last = arms[-1].uses[-1] if arms[-1].uses else None
    others = [use.end - use.name for arm in arms for use in arm.uses if use is not last]
    usual = Counter(others).most_common(1)[0][0] if others else 2
    if not cut or last is None or last.end - last.name <= usual:
        return arms
    begin = last.name + usual
    arms[-1] = arms[-1]._replace(uses=(*arms[-1].uses[:-1], Use(last.name, begin)))
    return [*arms, Arm(begin, last.end, (), sure=False)]


def by_shape(lines: Sequence[str]) -> list[Arm]:
    """Return the groups of a list that has no label and is cut off: a name and a text, by turns.

    A group has a name, a description or none, and an intervention with its description; all groups are like the first.

    >>> lines = ["Sage", "Sage tea", "One cup is taken each night.", "Mint", "Mint tablets", "One is taken each night."]
    >>> [(lines[arm.label], lines[arm.uses[0].name]) for arm in by_shape(lines)]
    [('Sage', 'Sage tea'), ('Mint', 'Mint tablets')]
    """
    texts = [looks_like_text(line) or line[-1] == ":" or len(line) > LONG_LINE for line in lines]
    if texts[0]:
        return []
    arms: list[Arm] = []
    described = len(lines) > 1 and texts[1]
    at = 0
    while at < len(lines):
        if texts[at]:
            return []
        body = _after(texts, at + 1)
        if (body > at + 1) != described:
            if body < len(lines):
                return []
            body = at + 1
        end = min(_after(texts, body + 1), len(lines)) if body < len(lines) else body
        if body < len(lines) or body > at + 1:
            arms.append(Arm(at, body, (Use(body, end),) if body < len(lines) else (), sure=False))
        at = end
    return arms  # the last line alone may be a name or the rest of a description


def _after(texts: Sequence[bool], at: int) -> int:
    """The first line from `at` on that is no text."""
    return next((n for n in range(at, len(texts)) if not texts[n]), len(texts))
