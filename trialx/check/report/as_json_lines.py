"""The report as JSON Lines: a finding a line, nothing else, for `jq` and for streams.

What comes in: findings. What goes out: lines as the findings of as_json.py.
"""

import json
from collections.abc import Sequence

from trialx.check.finding import Finding
from trialx.check.report import Summary
from trialx.check.report.as_json import row


def render(findings: Sequence[Finding], _: Summary) -> str:
    """Return a line a finding; no findings, no line."""
    return "".join(json.dumps(row(one), ensure_ascii=False) + "\n" for one in findings)
