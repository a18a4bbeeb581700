"""`trialx review`: records beside their pages, as one HTML file for a browser.

What comes in: pages. What goes out: the review page in a file or on standard output, and on standard error the pages
that gave no record.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from trialx.cli.page_text import NO_TRIAL, USAGE, Unreadable, page_text
from trialx.extract.pipeline import NotATrialPage, Record, extract
from trialx.layouts import LayoutError, from_folder


def command(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Pages of text; - reads standard input.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The HTML file to write.")] = None,
    layout: Annotated[
        str | None, typer.Option("--layout", metavar="NAME", help="Read the pages as this layout (see trialx layouts).")
    ] = None,
    layouts: Annotated[
        Path | None, typer.Option("--layouts", metavar="DIR", help="Layouts of your own, beside the package's.")
    ] = None,
    title: Annotated[
        str, typer.Option("--title", help="What stands at the top of the page.")
    ] = "Trial records in review",
) -> None:
    """Write one HTML page that shows every record beside its page, each value marked where it was read.

    The page needs no network and no other file: open it in a browser, send it, keep it. With several pages it has a
    list to search and a map of which page tells which field.

    Example: trialx review samples/meddatax/*.txt -o review.html

    Exit code: 0 good; 2 usage, a missing file or a broken layout; 3 a page that describes no trial (others are shown).
    """
    if output is None and sys.stdout.isatty():
        typer.echo("trialx: the page is long; name a file for it: -o review.html", err=True)
        raise typer.Exit(USAGE)
    records, failures, code = _read(files, layout, layouts)
    for name, message in failures:
        typer.echo(f"trialx: {name}: {message}", err=True)
    if records:
        from trialx.review.fill import review_page

        _write(review_page(records, failures=failures, title=title), output)
    raise typer.Exit(code)


def _read(files: list[str], layout: str | None, folder: Path | None) -> tuple[list[Record], list[tuple[str, str]], int]:
    """Return the records, the pages that gave none with the reason, and the exit code."""
    records: list[Record] = []
    failures: list[tuple[str, str]] = []
    codes = {0}
    try:
        own = from_folder(folder) if folder else ()
        for name in files:
            try:
                record = extract(page_text(name), layout=layout, layouts=own)
            except (NotATrialPage, Unreadable) as error:
                failures.append((name, str(error)))
                codes.add(error.code if isinstance(error, Unreadable) else NO_TRIAL)
                continue
            record.data["source"] = {"file": name, **record.data["source"]}
            records.append(record)
    except LayoutError as error:
        typer.echo(f"trialx: {error}", err=True)
        raise typer.Exit(USAGE) from None
    # A missing file is the caller's fault and outweighs a page that is no trial's.
    return records, failures, USAGE if USAGE in codes else max(codes)


def _write(text: str, output: Path | None) -> None:
    # A stray surrogate can stand in no file; in JSON its escape can.
    data = text.encode("utf-8", "backslashreplace").decode()
    if output is None:
        sys.stdout.buffer.write(data.encode())
        sys.stdout.flush()
        return
    from trialx.write.atomic import write_atomically

    try:
        write_atomically(output, [data])
    except OSError as error:
        typer.echo(f"trialx: {output}: {error.strerror or error}; name a file in a folder you may write to", err=True)
        raise typer.Exit(USAGE) from None
