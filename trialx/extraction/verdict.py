"""Whether a page is about one trial: named evidence for it and against it, weighed by one table.

What comes in: what was seen of each sign of `verdict.yaml`, on a page that a layout knows or on any other. What goes
out: `Verdict`, with the points of each sign and the reason of a refusal. Separate from whatever looks for the signs,
so that the first look, the layouts and the reader of unknown pages judge by the same weights.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from trialx.stored import read_yaml, stored


class Sign(NamedTuple):
    """A sign that a page showed: its name in `verdict.yaml`, how often it was seen, and what was seen, in words."""

    name: str
    times: int
    seen: str = ""


class Weighed(NamedTuple):
    """A sign with its points and what it is."""

    sign: Sign
    points: int
    about: str


class Verdict(NamedTuple):
    """What all evidence of a page comes to; `reason` is why it is refused, None where it is a trial's."""

    weighed: tuple[Weighed, ...]
    points: int
    needed: int
    reason: str | None


class _Weight(NamedTuple):
    """What a sign is worth: its points, how often it counts at most, what it is, and what it says of a page refused."""

    points: int
    most: int
    about: str
    refuses: str


@cache
def table() -> Mapping[str, Any]:
    """Return `verdict.yaml`, every scalar a string."""
    path = Path(__file__).parent / "verdict.yaml"
    data: Mapping[str, Any] = stored("verdict", [path], lambda: read_yaml(path))
    return data


@cache
def _weights() -> dict[str, _Weight]:
    return {
        name: _Weight(int(sign["points"]), int(sign.get("most", "1")), sign["about"], sign.get("refuses", ""))
        for name, sign in table()["signs"].items()
    }


def weigh(signs: Sequence[Sign], *, known: bool = False) -> Verdict:
    """Return the verdict on a page; `known` says that a layout recognised it, which only the reason of a refusal tells.

    >>> weigh([Sign("labelled_fact", 2)]).reason is None, weigh([Sign("labelled_fact", 1)]).points
    (True, 9)
    >>> weigh([Sign("labelled_fact", 9), Sign("names_others", 1, "4 trials")]).reason
    'it names 4 trials and is the record of none'
    """
    weights, needed = _weights(), int(table()["needed"])
    weighed = tuple(
        Weighed(sign, min(sign.times, weights[sign.name].most) * weights[sign.name].points, weights[sign.name].about)
        for sign in signs
        if sign.times
    )
    points = sum(one.points for one in weighed)
    if points >= needed:
        return Verdict(weighed, points, needed, None)
    worst = min(weighed, key=lambda one: one.points, default=None)  # of several that are as heavy, the first
    said = weights[worst.sign.name].refuses.replace("{seen}", worst.sign.seen) if worst else ""
    return Verdict(weighed, points, needed, said or table()["too_little"]["known" if known else "unknown"])
