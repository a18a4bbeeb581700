"""The report as workflow commands of GitHub Actions, which become annotations at the lines of a pull request.

What comes in: findings and a summary. What goes out: one command a finding, then the closing line of the text report.
"""

from collections.abc import Sequence

from trialx.check.finding import Finding
from trialx.check.report import Summary, text
from trialx.record.visible import visible


def render(findings: Sequence[Finding], summary: Summary) -> str:
    """Return the commands, a line each."""
    return "".join(_command(one) for one in findings) + text.closing(findings, summary) + "\n"


def _command(one: Finding) -> str:
    place = {
        "file": one.place.file,
        "line": str(one.place.line),
        "col": str(one.place.column),
        "endColumn": str(max(one.place.column, one.place.end - 1)),  # GitHub counts the end as part of it
        "title": f"{one.rule} {one.name}",
    }
    properties = ",".join(f"{key}={_property(value)}" for key, value in place.items())
    others = "".join(f"\nsee {other.file}:{other.line} {other.pointer}" for other in one.others)
    message = f"{one.record}: {one.message}" if one.record else one.message
    return f"::{one.severity} {properties}::{_data(message + others)}\n"


def _data(value: str) -> str:
    lines = "\n".join(map(visible, value.split("\n")))
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
