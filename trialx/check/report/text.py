"""The report for people: findings by file, with the line, a caret under the value, and the other place.

What comes in: findings and a summary. What goes out: plain text, or the same in colour on a terminal (`show`).
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from trialx.check.finding import Finding, Place
from trialx.check.report import Summary

# A quoted line is cut to this many characters around its value: a record of JSON Lines is one line.
WIDTH: Final = 100
# How many characters of a long line stand before the value.
LEAD: Final = 30

# Pieces of a line with their style, "" for none.
Pieces = list[tuple[str, str]]
_STYLES: Final = {"error": "bold red", "warning": "yellow"}


def render(findings: Sequence[Finding], summary: Summary) -> str:
    """Return the report as plain text."""
    return "".join("".join(text for text, _ in line) + "\n" for line in _lines(findings, summary))


def show(findings: Sequence[Finding], summary: Summary) -> None:
    """Print the report in colour; rich leaves the colours out where NO_COLOR says so."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for line in _lines(findings, summary):
        console.print(Text.assemble(*line), soft_wrap=True)


def closing(findings: Sequence[Finding], summary: Summary) -> str:
    """Return the last line of the report: what was found, and in how much."""
    errors = sum(one.severity == "error" for one in findings)
    counted = f"{_plural(errors, 'error')}, {_plural(len(findings) - errors, 'warning')}"
    text = f"{counted} in {_plural(summary.records, 'record')} of {_plural(len(summary.files), 'file')}"
    asides = [
        (summary.known, "known from the baseline"),
        (summary.fixed, "of the baseline no longer found"),
        (summary.excepted, "excepted"),
    ]
    said = ", ".join(f"{number} {words}" for number, words in asides if number)
    return f"{text} ({said})" if said else text


def _lines(findings: Sequence[Finding], summary: Summary) -> Iterator[Pieces]:
    for file, group in groupby(findings, key=lambda one: one.place.file):
        yield [(file, "bold")]
        for one in group:
            yield from _finding(one)
        yield []
    yield [(closing(findings, summary), "")]


def _finding(one: Finding) -> Iterator[Pieces]:
    where = f"{one.place.line}:{one.place.column}"
    trial = f" [{one.record}]" if one.record else ""
    yield [
        (f"  {where:<8} ", "dim"),
        (one.severity, _STYLES[one.severity]),
        (f" {one.rule} {one.name}{trial}: {one.message}", ""),
    ]
    yield from _quoted(one.place, _STYLES[one.severity])
    for other in one.others:
        yield [(f"  see {other.file}:{other.line}:{other.column} {other.pointer}".rstrip(), "dim")]
        yield from _quoted(other, "dim")


def _quoted(place: Place, style: str) -> Iterator[Pieces]:
    """Quote the line of a place, cut around the value, with a caret line below."""
    if not place.source.strip():
        return
    start = 0 if len(place.source) <= WIDTH else max(0, place.column - 1 - LEAD)
    shown = place.source[start : start + WIDTH].replace("\t", " ")
    first = place.column - 1 - start
    carets = "^" * max(1, min(place.end - place.column, len(shown) - first))
    number = f"{place.line:>7} | "
    yield [(number, "dim"), (shown, "")]
    yield [(" " * (len(number) - 2) + "| ", "dim"), (" " * first, ""), (carets, style)]


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
