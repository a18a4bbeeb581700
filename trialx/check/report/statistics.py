"""The report by rule alone: how often each was broken, the most frequent first.

What comes in: findings and a summary. What goes out: a line a rule, then the closing line of the text report.
"""

from collections.abc import Sequence

from trialx.check.finding import Finding
from trialx.check.report import Summary, text


def render(findings: Sequence[Finding], summary: Summary) -> str:
    """Return the lines; no findings, only the closing one."""
    return "".join(f"{line}\n" for line in [*text.counted(findings), text.closing(findings, summary)])
