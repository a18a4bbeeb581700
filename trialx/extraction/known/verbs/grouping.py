"""Names and descriptions in a row, told apart without labels.

What comes in: the lines of a list of interventions and the lines of the groups that use them, as plain strings. What
goes out: which lines are names, which are descriptions, which open a group. Separate from `arms`, which hands in the
values: this is inference on strings, and is tested as such.

What helps: the list repeats in the groups what it says of each intervention, word for word, so a block that recurs is
an intervention; names do not repeat; within one trial either all interventions have a description or none do; a group
ends with an intervention or with the words that it has none.
"""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from trialx.extraction.known.verbs.likeness import more_cost, name_cost, text_cost

# No trial has more lines of interventions than this; beyond it the lines are not told apart.
MOST_LINES = 400
IMPOSSIBLE = 1e6
WHOLE_BLOCK = 4.0
# Names do not repeat; `Intravenous infusion` does.
REPEATED = 1.5
# A reading of the list that no reading of the groups fits.
NO_FIT = 6.0
# A list without descriptions is the rarer kind: one trial of ten.
BARE_LIST = 1.5
BARE_LINE = 0.3


class Block(NamedTuple):
    """An intervention: line `name`, then its description up to `end` (excluded)."""

    name: int
    end: int


class Group(NamedTuple):
    """A group: line `label`, its description up to `body`, then (line, number of the intervention) pairs."""

    label: int
    body: int
    uses: tuple[tuple[int, int], ...]


def interventions(listed: list[str], used: list[str]) -> tuple[list[Block], float]:
    """Cut the list into interventions; return them with the cost of the reading (lower is surer).

    >>> interventions(["Drug A", "10 mg a day", "Placebo", "a tablet"], ["Arm 1", "Drug A", "10 mg a day"])[0]
    [Block(name=0, end=2), Block(name=2, end=4)]
    >>> interventions(["Drug A", "Placebo"], ["Arm 1", "Drug A", "Arm 2", "Placebo"])[0]
    [Block(name=0, end=1), Block(name=1, end=2)]
    """
    if not listed or len(listed) > MOST_LINES:
        return [], IMPOSSIBLE
    bare = [Block(n, n + 1) for n in range(len(listed))]
    as_name = [name_cost(line) for line in listed]
    bare_cost = BARE_LIST + BARE_LINE * len(listed) + sum(as_name)
    repeats = len(listed) - len(set(listed))
    if repeats:
        bare_cost += 3.0 + REPEATED * repeats
    described, described_cost = _described(listed, used, as_name)
    if abs(described_cost - bare_cost) < NO_FIT:
        # What the groups make of either reading settles it; it is the dearest question, so it is asked last.
        bare_cost += _fit(listed, bare, used)
        described_cost += _fit(listed, described, used)
    return (described, described_cost) if described_cost < bare_cost else (bare, bare_cost)


def _fit(listed: list[str], blocks: Sequence[Block], used: list[str]) -> float:
    if not used:
        return 0.0
    return 0.0 if groups(listed, blocks, used)[0] else NO_FIT


def _described(listed: list[str], used: list[str], as_name: list[float]) -> tuple[list[Block], float]:
    """The cheapest cut in which every intervention has a description; `as_name` is what each line costs as a name."""
    count = len(listed)
    opens, follows = _boundaries(listed, used)
    repeated = [REPEATED if listed.count(line) > 1 else 0.0 for line in listed]
    as_text = [text_cost(line) for line in listed]
    # Sums up to each line, so that a difference gives that of a stretch.
    length = list(accumulate(map(len, listed), initial=0))
    as_more = list(accumulate(map(more_cost, listed), initial=0.0))
    opening = list(accumulate((n in opens for n in range(count)), initial=0))
    best = [IMPOSSIBLE] * (count + 1)
    back = [-1] * (count + 1)
    best[0] = 0.0
    for end in range(2, count + 1):
        for start in range(end - 2, -1, -1):
            cost = best[start]
            if cost >= IMPOSSIBLE:
                continue
            cost += as_name[start]
            if listed[start + 1] != listed[start]:
                cost += as_text[start + 1] + repeated[start]
            if length[end] - length[start + 1] < length[start + 1] - length[start]:
                cost += 1.0
            cost += as_more[end] - as_more[start + 2]
            # A line that opens a run in the groups opens an intervention there; so it does here.
            cost += 3.0 * (opening[end] - opening[start + 1])
            if start and start not in opens and start - 1 not in follows:
                cost += 0.2
            if cost < best[end]:
                best[end], back[end] = cost, start
    if back[count] < 0:
        return [], IMPOSSIBLE
    blocks: list[Block] = []
    end = count
    while end > 0:
        blocks.append(Block(back[end], end))
        end = back[end]
    blocks.reverse()
    names = [listed[block.name] for block in blocks]
    return blocks, best[count] + 4.0 * (len(names) - len(set(names)))


def _boundaries(listed: list[str], used: list[str]) -> tuple[set[int], set[int]]:
    """Return the lines of the list that open an intervention in the groups, and those that close one.

    A run is a stretch of lines that stand in the groups as they stand in the list. A line that never stands below the
    line above it opens an intervention too: a description follows its name wherever it is used.
    """
    places: dict[str, list[int]] = {}
    for n, line in enumerate(listed):
        places.setdefault(line, []).append(n)
    opens: set[int] = set()
    closes: set[int] = set()
    met: set[int] = set()
    follows: set[int] = set()
    for at, line in enumerate(used):
        for n in places.get(line, ()):
            before = used[at - 1] if at else None
            after = used[at + 1] if at + 1 < len(used) else None
            goes_on = n + 1 < len(listed) and after == listed[n + 1]
            met.add(n)
            if n and before == listed[n - 1]:
                follows.add(n)
                if not goes_on:
                    closes.add(n)
            elif goes_on:
                opens.add(n)
    return opens | (met - follows), closes


def groups(
    listed: list[str],
    blocks: Sequence[Block],
    used: list[str],
    *,
    none: Sequence[bool] = (),
    named: Sequence[bool] = (),
) -> tuple[list[Group], float]:
    """Cut the groups' lines into groups; return them with the cost, or nothing where no reading fits.

    `none[i]` says that line i states that the group has no intervention; `named[i]`, where given, that a label says
    that line i is (or is not) an intervention's name.

    >>> listed = ["Drug A", "Placebo"]
    >>> found, _ = groups(listed, [Block(0, 1), Block(1, 2)], ["Drug A", "Drug A", "Placebo", "Placebo"])
    >>> [(g.label, g.uses) for g in found]
    [(0, ((1, 0),)), (2, ((3, 1),))]
    """
    count = len(used)
    if not count or count > MOST_LINES:
        return [], IMPOSSIBLE
    by_name: dict[str, list[int]] = {}
    for number, block in enumerate(blocks):
        by_name.setdefault(listed[block.name], []).append(number)
    marked = any(named)

    def block_at(at: int) -> list[tuple[int, int]]:
        """The interventions that line `at` may name, each with the line after its description, the longest first."""
        if used[at] not in by_name or (marked and not named[at]):
            return []
        fits = []
        for number in by_name[used[at]]:
            block = blocks[number]
            size = block.end - block.name
            if at + size > count or size == 1 or used[at : at + size] == listed[block.name : block.end]:
                fits.append((min(at + size, count), number))
        if not fits and marked:
            fits = [(at + 1, number) for number in by_name[used[at]]]
        return sorted(fits, reverse=True)

    named_at = [block_at(at) for at in range(count)]

    @cache
    def opened(at: int) -> tuple[float, int, bool]:
        """The cheapest reading from line `at` on, where a group opens: (cost, where its body begins, it fits)."""
        best: tuple[float, int, bool] = (IMPOSSIBLE, -1, False)
        cost = 1.0 + 0.3 * name_cost(used[at])
        if any(end > at + 1 for end, _ in named_at[at]):
            cost += WHOLE_BLOCK  # a name with its whole description is the intervention, not a group of its name
        for body in range(at + 1, count + 1):
            if body < count and none and none[body]:
                rest = opened(body + 1)[0] if body + 1 < count else 0.0
                return min(best, (cost + rest, body, True))
            if body < count and named_at[body]:
                best = min(best, (cost + inside(body, frozenset())[0], body, True))
                cost += 3.0
            if body < count and marked and named[body]:
                break
            if body < count:
                cost += 0.01
        return best

    @cache
    def inside(at: int, met: frozenset[int]) -> tuple[float, int, int]:
        """The cheapest reading from an intervention on line `at` on: (cost, the line after it, its number)."""
        best = (IMPOSSIBLE, -1, -1)
        for end, number in named_at[at]:
            if number in met:
                continue
            if end >= count:
                best = min(best, (0.0, end, number))
                continue
            further = inside(end, met | {number})[0] if named_at[end] else IMPOSSIBLE
            best = min(best, (min(further, opened(end)[0]), end, number))
        return best

    total = opened(0)[0]
    if total >= IMPOSSIBLE:
        return [], IMPOSSIBLE
    out: list[Group] = []
    at = 0
    while at < count:
        _, body, _ = opened(at)
        if body < 0:
            return [], IMPOSSIBLE
        uses: list[tuple[int, int]] = []
        met: frozenset[int] = frozenset()
        here = body
        if none and none[body]:
            out.append(Group(at, body, ()))
            at = body + 1
            continue
        while here < count:
            _, end, number = inside(here, met)
            if number < 0:
                return [], IMPOSSIBLE
            uses.append((here, number))
            met |= {number}
            here = end
            if here >= count or not named_at[here] or opened(here)[0] < inside(here, met)[0]:
                break
        out.append(Group(at, body, tuple(uses)))
        at = here
    return out, total
