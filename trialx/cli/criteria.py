"""`trialx criteria`: who may take part, as a tree with its thresholds.

What comes in: a page. What goes out: its criteria for people (a tree), for programs (JSON) or for a table (CSV, a
threshold a row). The reading itself is `trialx.eligibility`'s.
"""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from trialx.cli.saying import say

if TYPE_CHECKING:
    from rich.tree import Tree

    from trialx.eligibility.tree import Node

NO_TRIAL: Final = 3
COLUMNS: Final = (
    "nct_id", "side", "path", "variable", "operator", "value", "upper", "unit", "text", "reference", "negated",
)  # fmt: skip


class Format(StrEnum):
    """What the criteria are written as."""

    tree = "tree"
    json = "json"
    csv = "csv"


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A page of text or HTML; - reads standard input.")],
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="tree for people, json, or csv: a threshold a row.")
    ] = Format.tree,
) -> None:
    """Show who may take part: the tree of criteria with the thresholds that were read beside it.

    In the tree, "unread" marks a limit that was seen and could not be read, "not" a relation that the words turn
    round. In CSV, `path` is where the criterion stands in the tree (0/3), and a list of values is joined by |.

    Example: trialx criteria samples/meddatax/eyedrops.txt -f csv

    Exit code: 0 good; 2 usage or a missing file; 3 a page that describes no trial.
    """
    nct_id, nodes = _read(file)
    if not nodes:
        say(f"{file}: this page states no eligibility criteria")
    if format_ is Format.json:
        import json

        typer.echo(json.dumps([node.to_dict() for node in nodes], ensure_ascii=False, indent=2))
    elif format_ is Format.csv:
        _write_csv(nct_id, nodes)
    elif nodes:
        _show(nct_id or file, nodes)


def _read(file: str) -> "tuple[str, list[Node]]":
    """Return the trial's id and its criteria; end with one line where the page cannot be read."""
    from trialx.cli.page_text import Unreadable, page_text
    from trialx.eligibility.of_record import criteria_of
    from trialx.extraction.pipeline import NotATrialPage, extract

    try:
        page = page_text(file)
        record = extract(page.text, url=page.url)
    except Unreadable as error:
        say(f"{file}: {error}")
        raise typer.Exit(error.code) from None
    except NotATrialPage as error:
        say(f"{file}: {error}")
        raise typer.Exit(NO_TRIAL) from None
    spans = [(path, value.start, value.end) for path, value in record.places.items()]
    return record.data.get("nct_id", ""), criteria_of(record.page.text, spans)


def _write_csv(nct_id: str, nodes: "list[Node]") -> None:
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    pending = [(str(index), node) for index, node in enumerate(nodes)][::-1]
    while pending:
        path, node = pending.pop()
        for found in node.thresholds:
            row = {"nct_id": nct_id, "side": node.side or "", "path": path, **found}
            writer.writerow(_cell(row.get(column, "")) for column in COLUMNS)
        pending += [(f"{path}/{index}", child) for index, child in enumerate(node.children)][::-1]


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "|".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _show(title: str, nodes: "list[Node]") -> None:
    from rich.text import Text
    from rich.tree import Tree

    from trialx.explain.show import console_for_output

    shown = Tree(Text(title, "bold"))
    side: str | None = ""
    branch = shown
    for node in nodes:
        if node.side != side and not node.heading:
            side = node.side
            branch = shown.add(Text((side or "no side stated").capitalize(), "bold"))
        _grow(shown if node.heading else branch, node)
        side = node.side if node.heading else side
    console_for_output().print(shown)


def _grow(branch: "Tree", node: "Node") -> None:
    from rich.text import Text

    from trialx.eligibility.in_words import UNREAD, in_words
    from trialx.explain.show import shown

    mark = f"{node.marker} " if any(map(str.isalnum, node.marker)) else ""  # the branches are bullets enough
    words = Text(shown(mark + node.text), "bold" if node.heading else "")
    for found in node.thresholds:
        words.append(f"\n↳ {in_words(found)}", "green")
    if node.unread:
        words.append(f"\n↳ {UNREAD}", "yellow")
    grown = branch.add(words)
    for child in node.children:
        _grow(grown, child)
