"""Exceptions with a reason: comments in a YAML record, entries in the configuration.

What comes in: the text of a record, the entries of the configuration. What goes out: which findings are excepted,
which exceptions lack a reason, which except nothing. A comment is
`# trialx: ignore TX034 because the registry closed the record`, behind the value it speaks of, on a line of its own
above it, or in the comment at the head of the record, where it holds for the whole record. Pages, JSON and CSV have no
comments: their exceptions stand in `trialx.toml`.
"""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from typing import Final, NamedTuple

_COMMENT: Final = re.compile(
    r"(?:\A|[ \t])#[ \t]*trialx:[ \t]*ignore\b(?P<rules>[ \t,A-Z0-9]*)(?:because\b[ \t]*(?P<reason>.*))?",
)
_RULE: Final = re.compile(r"\b[A-Z]{2,8}\d{2,4}\b")


class Comment(NamedTuple):
    """An exception in a file: the rules, the line it speaks of (None: the whole record), the reason, its own line."""

    rules: tuple[str, ...]
    target: int | None
    reason: str
    line: int

    def covers(self, rule: str, lines: Iterable[int]) -> bool:
        """Say whether a finding of a rule on one of these lines (its value's, its parents') is excepted."""
        return rule in self.rules and bool(self.reason) and (self.target is None or self.target in lines)


class Entry(NamedTuple):
    """An exception of the configuration: glob patterns of files, rules, the reason."""

    files: tuple[str, ...]
    rules: tuple[str, ...]
    reason: str

    def covers(self, rule: str, file: str) -> bool:
        """Say whether a finding of a rule in a file is excepted.

        >>> Entry(("old/*.json",), ("TX034",), "closed").covers("TX034", "old/a.json")
        True
        """
        return rule in self.rules and any(fnmatch(file, pattern) for pattern in self.files)


def comments(text: str, *, line: int = 1) -> list[Comment]:
    r"""Return the exceptions among the comments of a YAML text that begins on a line of its file.

    >>> comments("a: 1\nb: 2  # trialx: ignore TX034, TX044 because closed\n")
    [Comment(rules=('TX034', 'TX044'), target=2, reason='closed', line=2)]
    """
    if "trialx:" not in text:
        return []
    return list(_read(text.split("\n"), line))


def _read(lines: list[str], first: int) -> Iterator[Comment]:
    head = next((i for i, line in enumerate(lines) if not _is_aside(line)), len(lines))
    for index, line in enumerate(lines):
        if not (found := _COMMENT.search(line)):
            continue
        target: int | None = first + index
        if index < head:
            target = None
        elif _is_aside(line):
            target = next((first + i for i in range(index, len(lines)) if not _is_aside(lines[i])), target)
        yield Comment(tuple(_RULE.findall(found["rules"])), target, (found["reason"] or "").strip(), first + index)


def _is_aside(line: str) -> bool:
    """Say whether a line holds no value: blank, a comment, the mark of a document."""
    text = line.strip()
    return not text or text.startswith("#") or text == "---"
