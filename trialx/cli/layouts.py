"""`trialx layouts`: lists the layouts, shows one, checks a folder of them.

What comes in: names, or a folder. What goes out: a table for eyes or lines for a pipe; for a check every fault as
`file:line: message`, which editors and CI logs turn into links.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trialx.cli.saying import say
from trialx.layouts import TRUNK, Layout, LayoutError, beside, from_folder, named, trunk

if TYPE_CHECKING:  # imported where it is used: start-up counts
    from trialx.layouts.verify import Reading

# Exit codes: 1 a golden that its page does not read as, 2 the caller's fault (usage, a broken layout).
DIFFERS, USAGE = 1, 2


def command(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME…", help="Show these layouts, line by line.")
    ] = None,
    layouts: Annotated[
        Path | None, typer.Option("--layouts", metavar="DIR", help="Layouts of your own, beside the package's.")
    ] = None,
    check: Annotated[
        Path | None, typer.Option("--check", metavar="DIR", help="Check a folder's layouts, and its pages and goldens.")
    ] = None,
    samples: Annotated[
        Path | None,
        typer.Option("--samples", metavar="DIR", help="Where the pages and goldens are; by default in --check's DIR."),
    ] = None,
) -> None:
    """List the layouts: which pages, which fields, what each is recognised by.

    Example: trialx layouts meddatax

    Exit code: 0 good; 1 a page that does not read as its golden says; 2 usage or a broken layout.
    """
    try:
        if check:
            raise typer.Exit(_check(check, samples or check))
        every = beside(from_folder(layouts) if layouts else ())
        if names:
            _show([None if name == TRUNK else named(name, every) for name in names])
        elif sys.stdout.isatty():
            _table(every)
        else:
            _plain(every)
    except LayoutError as error:
        say(str(error), prefix="" if error.faults else "trialx: ", lines=True)
        raise typer.Exit(USAGE) from None


def _plain(layouts: Sequence[Layout]) -> None:
    """A line a layout, its columns parted by tabs: name, pages, fields, phrases."""
    from trialx.layouts.listing import fields_of, recognised_by

    for layout in layouts:
        print(layout.name, layout.about, ",".join(fields_of(layout)), " | ".join(recognised_by(layout)), sep="\t")


def _table(layouts: Sequence[Layout]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from trialx.layouts.listing import fields_of, recognised_by

    table = Table("layout", "pages", "fields", "recognised by", show_lines=True)
    for layout in layouts:
        phrases = "\n".join(recognised_by(layout))
        table.add_row(Text(layout.name), Text(layout.about), str(len(fields_of(layout))), Text(phrases))
    Console(highlight=False).print(table)


def _show(layouts: Sequence[Layout | None]) -> None:
    """Lines of text on each layout; None is the trunk, whose fields are shown with their readers and labels."""
    from trialx.layouts.listing import described

    for layout in layouts:
        if layout is not None:
            print("\n".join(described(layout)))
            continue
        for name, base in trunk().items():
            print(name, base["read"], ", ".join(base.get("labels", ())), sep="\t")


def _check(folder: Path, samples: Path) -> int:
    from trialx.layouts.verify import verify

    if not samples.is_dir():
        raise LayoutError(f"{samples}: no such folder; name the one that holds the pages and goldens")
    report = verify(folder, samples, _reading)
    for fault in report.faults:
        print(fault)
    for note in report.notes:
        say(f"note: {note}", prefix="")
    what = f"{_count(report.layouts, 'layout')}, {_count(report.pages, 'page')}"
    typer.echo(f"{what}: {_count(len(report.faults), 'fault') if report.faults else 'all good'}", err=True)
    return DIFFERS if report.faults else 0


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _reading(page: Path, layouts: Sequence[Layout]) -> "Reading":
    """Read a page as goldens have it: the record with the line of each value, without what its bytes alone say."""
    from trialx.extraction.pipeline import extract
    from trialx.layouts.verify import NOT_IN_GOLDEN, Reading
    from trialx.page.decode import decode
    from trialx.record.span import pointer

    record = extract(decode(page.read_bytes()), layouts=layouts)
    data: dict[str, Any] = {**record.data}
    data["source"] = {key: value for key, value in data["source"].items() if key not in NOT_IN_GOLDEN}
    data["lines"] = {pointer(path): record.page.numbers[value.line] for path, value in record.places.items()}
    rules = {claim for claim in record.claims if claim} | {value.rule for value in record.places.values()}
    return Reading(data, rules)
