"""`trialx criteria`: who may take part, as a tree with its thresholds.

What comes in: pages, folders, registers' data. What goes out: their criteria for people (a tree), for programs (JSON,
JSON Lines, FHIR) or for a table (CSV, a threshold a row). The reading is `trialx.batch`'s and `trialx.eligibility`'s.
"""

import csv
import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple

import typer

from trialx.batch.read import Reading
from trialx.cli.saying import say

if TYPE_CHECKING:
    from rich.tree import Tree

    from trialx.record.model import Criterion, TrialRecord

NO_TRIAL: Final = 3
USAGE: Final = 2
COLUMNS: Final = (
    "nct_id", "side", "path", "variable", "operator", "value", "upper", "unit", "text", "reference", "negated",
    "measure", "subject", "scope", "loinc", "ucum",
)  # fmt: skip


class Format(StrEnum):
    """What the criteria are written as."""

    tree = "tree"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    fhir = "fhir"


def command(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Pages, folders, a register's JSON, XML or CSV; - reads standard input."
        ),
    ],
    format_: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            help="tree for people, json, jsonl: a criterion a line, csv: a threshold a row, fhir: a Group a line.",
        ),
    ] = Format.tree,
    layouts: Annotated[
        Path | None, typer.Option("--layouts", metavar="DIR", help="Layouts of your own, beside the package's.")
    ] = None,
) -> None:
    """Show who may take part: the tree of criteria with the thresholds that were read beside it.

    In the tree, "unread" marks a limit that was seen and could not be read, "not" a relation that the words turn
    round. In CSV and JSON Lines, `path` is where the criterion stands in the tree (0/3); in CSV a list of values is
    joined by |. FHIR is R5: what a Group cannot hold is listed in its extension.

    Example: trialx criteria samples/meddatax/eyedrops.txt -f csv

    Exit code: 0 good; 2 usage or a missing file; 3 no page describes a trial.
    """
    from trialx.cli.own_layouts import layouts_folder
    from trialx.layouts import LayoutError

    try:
        trials = _Trials(files, layouts_folder(layouts))
        _WRITERS[format_](iter(trials))
    except LayoutError as error:
        say(str(error), lines=True)
        raise typer.Exit(USAGE) from None
    if trials.code:
        raise typer.Exit(trials.code)


class _Trial(NamedTuple):
    """A record, the name of the input that it was read from, and its criteria."""

    name: str
    record: "TrialRecord"
    nodes: "list[Criterion]"


class _Trials:
    """The trials of some inputs; `code` is the exit code, known once all were given."""

    def __init__(self, files: list[str], layouts: Path | None) -> None:
        """Hold the names of the inputs, and where a user's own layouts lie."""
        self.files = files
        self.reading = Reading(criteria=True, layouts=str(layouts) if layouts else None)
        self.code = NO_TRIAL

    def __iter__(self) -> Iterator[_Trial]:
        """Give each trial; where an input has none, say why in one line."""
        from trialx.batch.failure import CALLERS, Failure
        from trialx.batch.inputs import gather
        from trialx.batch.items import items_of
        from trialx.batch.read import read

        missing = False
        for item in chain.from_iterable(map(items_of, gather(self.files))):
            name, found = read(item, self.reading)
            if isinstance(found, Failure):
                say(f"{name}: {found.message}")
                missing = missing or found.code in CALLERS
            else:
                self.code = 0
                nodes = found.data.get("eligibility", {}).get("criteria", [])
                if not nodes:
                    say(f"{name}: this page states no eligibility criteria")
                yield _Trial(name, found.data, nodes)
        self.code = USAGE if missing else self.code


def _write_tree(trials: Iterator[_Trial]) -> None:
    for trial in trials:
        if trial.nodes:
            _show(trial.record.get("nct_id") or trial.name, trial.nodes)


def _write_json(trials: Iterator[_Trial]) -> None:
    for trial in trials:
        typer.echo(json.dumps(trial.nodes, ensure_ascii=False, indent=2))


def _write_lines(trials: Iterator[_Trial]) -> None:
    """Write a criterion a line, without its children, which have lines of their own."""
    for trial in trials:
        for path, node in _paths(trial.nodes):
            own = {key: value for key, value in node.items() if key != "children"}
            line = {"nct_id": trial.record.get("nct_id", ""), "file": trial.name, "path": path, **own}
            typer.echo(json.dumps(line, ensure_ascii=False))


def _write_csv(trials: Iterator[_Trial]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for trial in trials:
        for path, node in _paths(trial.nodes):
            above = {"nct_id": trial.record.get("nct_id", ""), "side": node["side"] or "", "path": path}
            for found in node.get("thresholds", []):
                row: dict[str, Any] = {**above, "scope": node.get("scope", ""), **found, **found.get("codes", {})}
                writer.writerow(_cell(row.get(column)) for column in COLUMNS)


def _write_fhir(trials: Iterator[_Trial]) -> None:
    from trialx.write.as_fhir import group

    for trial in trials:
        typer.echo(json.dumps(group(trial.record), ensure_ascii=False))


_WRITERS: Final = {
    Format.tree: _write_tree,
    Format.json: _write_json,
    Format.jsonl: _write_lines,
    Format.csv: _write_csv,
    Format.fhir: _write_fhir,
}


def _paths(nodes: "list[Criterion]") -> "Iterator[tuple[str, Criterion]]":
    """Give each criterion with where it stands in the tree."""
    pending = [(str(index), node) for index, node in enumerate(nodes)][::-1]
    while pending:
        path, node = pending.pop()
        yield path, node
        pending += [(f"{path}/{index}", child) for index, child in enumerate(node.get("children", []))][::-1]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "|".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _show(title: str, nodes: "list[Criterion]") -> None:
    from rich.text import Text
    from rich.tree import Tree

    from trialx.explain.show import console_for_output

    shown = Tree(Text(title, "bold"))
    side: str | None = ""
    branch = shown
    for node in nodes:
        heading = node.get("heading", False)
        if node["side"] != side and not heading:
            side = node["side"]
            branch = shown.add(Text((side or "no side stated").capitalize(), "bold"))
        _grow(shown if heading else branch, node)
        side = node["side"] if heading else side
    console_for_output().print(shown)


def _grow(branch: "Tree", node: "Criterion") -> None:
    from rich.text import Text

    from trialx.eligibility.in_words import UNREAD, in_words
    from trialx.explain.show import shown

    marker = node.get("marker", "")
    mark = f"{marker} " if any(map(str.isalnum, marker)) else ""  # the branches are bullets enough
    words = Text(shown(mark + node["text"]), "bold" if node.get("heading") else "")
    for found in node.get("thresholds", []):
        words.append(f"\n↳ {in_words(found)}", "green")
    for topic in node.get("topics", []):
        words.append(f"\n↳ {topic['topic']}: {topic['polarity']}", "cyan")
    for gene in node.get("genes", []):
        words.append(f"\n↳ {gene['gene']} {gene.get('alteration', '')}".rstrip() + f": {gene['status']}", "cyan")
    if node.get("unread"):
        words.append(f"\n↳ {UNREAD}", "yellow")
    grown = branch.add(words)
    for child in node.get("children", []):
        _grow(grown, child)
