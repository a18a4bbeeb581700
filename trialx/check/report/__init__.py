"""Reports of findings: for people, for programs, for the places where builds are shown.

What comes in: findings in order and a summary. What goes out: text. `REPORTS` is the only list of formats.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Final, NamedTuple

from trialx.check.catalogue import About
from trialx.check.finding import Finding


class Summary(NamedTuple):
    """What a run did, for the last line of a report; `fail_on` is error, warning or never.

    `own` describes rules of one's own; `known` and `fixed` are of the baseline, `unchanged` counts findings on lines
    that a change does not touch.
    """

    files: tuple[str, ...]
    records: int
    known: int = 0
    excepted: int = 0
    fixed: int = 0
    unchanged: int = 0
    fail_on: str = "error"
    own: Mapping[str, About] = MappingProxyType({})


Render = Callable[[Sequence[Finding], Summary], str]

# Format → the module that renders it; each is imported when it is asked for.
REPORTS: Final = {
    "text": "trialx.check.report.text",
    "json": "trialx.check.report.as_json",
    "jsonl": "trialx.check.report.as_json_lines",
    "sarif": "trialx.check.report.sarif",
    "junit": "trialx.check.report.junit",
    "github": "trialx.check.report.github",
    "markdown": "trialx.check.report.markdown",
    "statistics": "trialx.check.report.statistics",
}
# The format of a report that goes to a file is told by the file's name.
BY_SUFFIX: Final = {
    ".txt": "text",
    ".json": "json",
    ".jsonl": "jsonl",
    ".sarif": "sarif",
    ".xml": "junit",
    ".md": "markdown",
}


def render(kind: str, findings: Sequence[Finding], summary: Summary) -> str:
    """Return the report of one of the formats of `REPORTS`."""
    made: Render = import_module(REPORTS[kind]).render
    return made(findings, summary)


def by_rule(findings: Sequence[Finding]) -> list[tuple[int, str, str, str]]:
    """Return how often each rule was broken, the most frequent first: the number, the rule, its severity and name.

    >>> from trialx.check.finding import Place
    >>> by_rule([Finding("TX076", "n", "warning", "m", Place("a"))] * 2)
    [(2, 'TX076', 'warning', 'n')]
    """
    counts = Counter((one.rule, one.severity, one.name) for one in findings)
    return sorted(((number, *rule) for rule, number in counts.items()), key=lambda row: (-row[0], row[1]))


def fails(finding: Finding, fail_on: str) -> bool:
    """Say whether a finding fails the build: errors by default, warnings too, or nothing.

    >>> from trialx.check.finding import Place
    >>> fails(Finding("TX076", "n", "warning", "m", Place("a")), "error")
    False
    """
    return fail_on == "warning" or (fail_on == "error" and finding.severity == "error")
