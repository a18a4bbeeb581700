"""How often the rules of `trialx check` are right: findings on real studies that a person judged one by one.

`judged.yaml` is the list, `table` counts it by rule, and `python -m tests.check_precision` prints the table that
docs/ci.md shows.
"""

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from tests.check.planted import listed
from trialx.check.catalogue import catalogue
from trialx.check.rules import SENSE
from trialx.cli.check import of_criteria

HERE = Path(__file__).parent


class Judged(NamedTuple):
    """A finding that was judged: the rule, the fields it spoke of, the verdict (true, false, useless)."""

    rule: str
    fields: dict[str, Any]
    verdict: str


def judged() -> list[Judged]:
    """Return all judged findings."""
    rows = listed(HERE / "judged.yaml")
    return [Judged(rule, row["of"], str(row["is"]).lower()) for rule, found in rows.items() for row in found]


def is_found(one: Judged) -> bool:
    """Say whether the rule finds the fault today."""
    if one.rule in SENSE:
        return any(SENSE[one.rule](one.fields))  # type: ignore[arg-type] # parts of records
    return any(rule == one.rule for rule, _ in of_criteria(one.fields))  # type: ignore[arg-type] # parts of records


def precision(rule: str) -> tuple[int, int]:
    """Return how many of a rule's judged findings are found today, and how many of those are true."""
    found = [one for one in judged() if one.rule == rule and is_found(one)]
    return len(found), sum(one.verdict == "true" for one in found)


def table() -> str:
    """Return the table by rule as Markdown: judged, found today, true of those, their share."""
    counts = Counter(one.rule for one in judged())
    lines = ["| rule | name | judged | found today | of these true | share |", "| --- | --- | --- | --- | --- | --- |"]
    sums = [0, 0, 0]
    for rule, number in counts.items():
        found, true = precision(rule)
        about = catalogue()[rule]
        share = f"{true / found:.2f}" if found else "-"
        asked_for = " (when asked for)" if about.opt_in else ""
        lines.append(f"| {rule} | {about.name}{asked_for} | {number} | {found} | {true} | {share} |")
        if not about.opt_in:
            sums = [sums[0] + number, sums[1] + found, sums[2] + true]
    lines.append(f"| | all but those to be asked for | {sums[0]} | {sums[1]} | {sums[2]} | {sums[2] / sums[1]:.2f} |")
    return "\n".join(lines) + "\n"
