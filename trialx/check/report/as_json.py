"""The report as one JSON document.

What comes in: findings and a summary. What goes out: `{"version": 1, "summary": {…}, "findings": […]}`.
"""

import json
from collections.abc import Sequence
from typing import Any

from trialx.check.finding import Finding, Place
from trialx.check.report import Summary, by_rule

VERSION = 1


def render(findings: Sequence[Finding], summary: Summary) -> str:
    """Return the report, indented, ending with a newline."""
    errors = sum(one.severity == "error" for one in findings)
    head = {
        "errors": errors,
        "warnings": len(findings) - errors,
        "files": len(summary.files),
        "records": summary.records,
        "known": summary.known,
        "fixed": summary.fixed,
        "excepted": summary.excepted,
        "by_rule": {rule: number for number, rule, *_ in by_rule(findings)},
    }
    whole = {"version": VERSION, "summary": head, "findings": [row(one) for one in findings]}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def row(one: Finding) -> dict[str, Any]:
    """Return a finding as a flat mapping; `related` has the other places."""
    return {
        "rule": one.rule,
        "name": one.name,
        "severity": one.severity,
        "message": one.message,
        "record": one.record,
        **_place(one.place),
        "related": [_place(other) for other in one.others],
        "fix": one.fix,
        "fingerprint": one.fingerprint(),
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_column": place.end,
        "pointer": place.pointer,
    }
