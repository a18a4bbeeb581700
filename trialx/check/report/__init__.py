"""Reports of findings: for people, for programs, for the places where builds are shown.

What comes in: findings in order and a summary. What goes out: text. `REPORTS` is the only list of formats.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final, NamedTuple

from trialx.check.finding import Finding


class Summary(NamedTuple):
    """What a run did, for the last line of a report; `fail_on` is error, warning or never."""

    files: tuple[str, ...]
    records: int
    known: int = 0
    excepted: int = 0
    fixed: int = 0
    fail_on: str = "error"


Render = Callable[[Sequence[Finding], Summary], str]

# Format → the module that renders it; each is imported when it is asked for.
REPORTS: Final = {
    "text": "trialx.check.report.text",
    "json": "trialx.check.report.as_json",
    "jsonl": "trialx.check.report.as_json_lines",
    "sarif": "trialx.check.report.sarif",
    "junit": "trialx.check.report.junit",
    "github": "trialx.check.report.github",
}
# The format of a report that goes to a file is told by the file's name.
BY_SUFFIX: Final = {
    ".txt": "text",
    ".json": "json",
    ".jsonl": "jsonl",
    ".sarif": "sarif",
    ".xml": "junit",
}


def render(kind: str, findings: Sequence[Finding], summary: Summary) -> str:
    """Return the report of one of the formats of `REPORTS`."""
    made: Render = import_module(REPORTS[kind]).render
    return made(findings, summary)


def fails(finding: Finding, fail_on: str) -> bool:
    """Say whether a finding fails the build: errors by default, warnings too, or nothing.

    >>> from trialx.check.finding import Place
    >>> fails(Finding("TX076", "n", "warning", "m", Place("a")), "error")
    False
    """
    return fail_on == "warning" or (fail_on == "error" and finding.severity == "error")
