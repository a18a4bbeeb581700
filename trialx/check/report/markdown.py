"""The report as Markdown, for the summary of a job and for comments.

What comes in: findings and a summary. What goes out: the closing line, a table by rule, a table of findings. Every text
of a file is escaped, so that nothing in it becomes a link, an image or a heading.
"""

import re
from collections.abc import Sequence
from typing import Final

from trialx.check.finding import Finding
from trialx.check.report import Summary, by_rule, text

# GitHub shows a summary of a mebibyte at most, and nobody reads longer ones.
MOST: Final = 200
_LONGEST: Final = 300
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~@&])")


def render(findings: Sequence[Finding], summary: Summary) -> str:
    """Return the document; no findings, only the closing line."""
    lines = [f"**trialx check**: {_plain(text.closing(findings, summary))}"]
    if findings:
        lines += ["", "| findings | rule | severity | name |", "| ---: | --- | --- | --- |"]
        lines += [f"| {number} | {rule} | {severity} | {name} |" for number, rule, severity, name in by_rule(findings)]
        lines += ["", "| place | rule | trial | message |", "| --- | --- | --- | --- |", *map(_row, findings[:MOST])]
        if len(findings) > MOST:
            lines += ["", f"and {len(findings) - MOST} more"]
    return "\n".join(lines) + "\n"


def _row(one: Finding) -> str:
    place = f"{_plain(one.place.file)}:{one.place.line}:{one.place.column}"
    return f"| {place} | {one.severity} {one.rule} | {_plain(one.record)} | {_plain(one.message)} |"


def _plain(value: str) -> str:
    r"""Return a text on one line with every sign of Markdown escaped.

    >>> _plain("a|b <c>")
    'a\\|b \\<c\\>'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(value[:_LONGEST].split()))
