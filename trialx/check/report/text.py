"""The report for people: findings by file, with the line, a caret under the value, and the other place.

What comes in: findings and a summary. What goes out: plain text, a line a message for `grep`, or the same in colour on
a terminal (`show`), where lines end between words.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap
from typing import Final

from trialx.check.finding import Finding, Place
from trialx.check.report import Summary, by_rule
from trialx.record.visible import visible

# A quoted line is cut to this many characters around its value: a record of JSON Lines is one line.
WIDTH: Final = 100
# How many characters of a long line stand before the value, and how many more or less to end between two words.
LEAD, SLACK = 30, 20
# A message goes on below itself, behind the place.
INDENT: Final = " " * 11
# What a quoted line begins with.
MARGIN: Final = 10
NARROWEST: Final = 40

# Pieces of a line with their style, "" for none.
Pieces = list[tuple[str, str]]
_STYLES: Final = {"error": "bold red", "warning": "yellow"}


def render(findings: Sequence[Finding], summary: Summary) -> str:
    """Return the report as plain text."""
    return "".join("".join(visible(text) for text, _ in line) + "\n" for line in _lines(findings, summary, None))


def show(findings: Sequence[Finding], summary: Summary) -> None:
    """Print the report in colour; rich leaves the colours out where NO_COLOR says so."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for line in _lines(findings, summary, max(console.width, NARROWEST)):
        console.print(Text.assemble(*((visible(text), style) for text, style in line)), soft_wrap=True)


def closing(findings: Sequence[Finding], summary: Summary) -> str:
    """Return the last line of the report: what was found, and in how much."""
    errors = sum(one.severity == "error" for one in findings)
    counted = f"{_plural(errors, 'error')}, {_plural(len(findings) - errors, 'warning')}"
    text = f"{counted} in {_plural(summary.records, 'record')} of {_plural(len(summary.files), 'file')}"
    asides = [
        (summary.known, "known from the baseline"),
        (summary.fixed, "of the baseline no longer found"),
        (summary.excepted, "excepted"),
        (summary.unchanged, "on lines that are as they were"),
    ]
    said = ", ".join(f"{number} {words}" for number, words in asides if number)
    return f"{text} ({said})" if said else text


def counted(findings: Sequence[Finding]) -> list[str]:
    """Return a line a rule: how often it was broken, the most frequent first."""
    return [f"{number:>7}  {rule}  {severity:<7}  {name}" for number, rule, severity, name in by_rule(findings)]


def _lines(findings: Sequence[Finding], summary: Summary, width: int | None) -> Iterator[Pieces]:
    """Give the lines of the report, at most `width` characters long where one is given."""
    for file, group in groupby(findings, key=lambda one: one.place.file):
        yield [(file, "bold")]
        for one in group:
            yield from _finding(one, width)
        yield []
    if len(findings) > 1:
        yield from ([(part, "")] for line in counted(findings) for part in _wrapped(line, width, INDENT))
        yield []
    yield from ([(line, "")] for line in _wrapped(closing(findings, summary), width, ""))


def _finding(one: Finding, width: int | None) -> Iterator[Pieces]:
    where = f"{one.place.line}:{one.place.column}"
    trial = f" [{one.record}]" if one.record else ""
    head = f"  {where:<8} "
    first, *rest = _wrapped(f"{head}{one.severity} {one.rule} {one.name}{trial}: {one.message}", width, INDENT)
    cut = len(head) + len(one.severity)
    yield [(head, "dim"), (one.severity, _STYLES[one.severity]), (first[cut:], "")]
    yield from ([(line, "")] for line in rest)
    yield from _quoted(one.place, _STYLES[one.severity], width)
    for other in one.others:
        see = f"  see {other.file}:{other.line}:{other.column} {other.pointer}".rstrip()
        yield from ([(part, "dim")] for part in _wrapped(see, width, INDENT))
        yield from _quoted(other, "dim", width)


def _wrapped(line: str, width: int | None, indent: str) -> list[str]:
    """Break a line between words, so that a terminal does not break it within one."""
    if width is None or len(line) <= width:
        return [line]
    lead = line[: len(line) - len(line.lstrip())]
    return wrap(
        line.lstrip(),
        width,
        initial_indent=lead,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
        replace_whitespace=False,
    )


def _quoted(place: Place, style: str, width: int | None) -> Iterator[Pieces]:
    """Quote the line of a place, cut around the value, with a caret line below."""
    if not place.source.strip():
        return
    shown, first = _window(
        place.source, place.column - 1, place.end - 1, min(WIDTH, (width or WIDTH + MARGIN) - MARGIN)
    )
    carets = "^" * max(1, min(place.end - place.column, len(shown) - first))
    number = f"{place.line:>7} | "
    yield [(number, "dim"), (shown, "")]
    yield [(" " * (len(number) - 2) + "| ", "dim"), (" " * first, ""), (carets, style)]


def _window(source: str, first: int, last: int, width: int) -> tuple[str, int]:
    """Return the part of a line around a value, and where the value begins in it; `…` stands for what was cut.

    >>> _window("one two three four five", 8, 13, 12)
    ('…two three…', 5)
    """
    source = source.replace("\t", " ")
    if len(source) <= width:
        return source, first
    start = max(0, first - min(LEAD, width // 3))
    if start and 0 <= (blank := source.find(" ", start - 1, first)) < start + SLACK:
        start = blank + 1
    end = min(len(source), start + width - 2)
    if end < len(source) and (blank := source.rfind(" ", max(last, end - SLACK), end + 1)) > start:
        end = blank
    before, after = "…" if start else "", "…" if end < len(source) else ""
    return before + source[start:end] + after, first - start + len(before)


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
