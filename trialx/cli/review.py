"""`trialx review`: records beside their pages, as one HTML file for a browser.

What comes in: pages. What goes out: the review page in a file or on standard output, and on standard error the pages
that gave no record.
"""

import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from trialx.batch.failure import CALLERS, why_not_written
from trialx.batch.inputs import gather
from trialx.batch.items import items_of
from trialx.batch.named import Named
from trialx.batch.read import TEXT_KEY, URL_KEY, Read, Reading, read
from trialx.cli.ending import USAGE, end_unwritten
from trialx.cli.own_layouts import layouts_folder
from trialx.cli.saying import say
from trialx.extraction.record_of_page import Record
from trialx.layouts import LayoutError
from trialx.write.apart import OutputIsInput, Outputs

# A page that describes no trial or cannot be read.
FAILED = 3
# A register's own data is a record already: no page stands beside it.
NO_PAGE = "this is a register's data and no page: there is no text beside which it could be shown"


def command(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Pages: files, folders, patterns; - reads standard input.")
    ],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The HTML file to write.")] = None,
    title: Annotated[
        str, typer.Option("--title", help="What stands at the top of the page.")
    ] = "Trial records in review",
    text_key: Annotated[str, typer.Option(metavar="KEY", help="Where JSON Lines hold the page.")] = TEXT_KEY,
    url_key: Annotated[str, typer.Option(metavar="KEY", help="Where JSON Lines hold its address.")] = URL_KEY,
    layouts: Annotated[
        Path | None, typer.Option("--layouts", metavar="DIR", help="Layouts of your own, beside the package's.")
    ] = None,
) -> None:
    """Write one HTML page that shows every record beside its page, each value marked where it was read.

    The page needs no network and no other file: open it in a browser, send it, keep it. With several pages it has a
    list to search and a map of which page tells which field. Some hundred pages are shown well; thousands are not.

    Example: trialx review samples/meddatax -o review.html

    Exit code: 0 good; 2 usage, a missing file or a broken layout; 3 a page that describes no trial (others are shown).
    """
    if output is None and sys.stdout.isatty():
        say("the page is long; name a file for it: -o review.html")
        raise typer.Exit(USAGE)
    try:
        outputs = Outputs([output] if output else [])
        inputs = [named for named in gather(files) if not outputs.hide(named.path, found=bool(named.below))]
        records, failures, code = _read(inputs, _reading(text_key, url_key, layouts))
    except (LayoutError, OutputIsInput) as error:
        say(str(error), lines=True)
        raise typer.Exit(USAGE) from None
    for name, message in failures:
        say(f"{name}: {message}")
    if records:
        from trialx.review.fill import review_page

        _write(review_page(records, failures=failures, title=title), output)
    raise typer.Exit(code)


def _reading(text_key: str, url_key: str, layouts: Path | None) -> Reading:
    folder = layouts_folder(layouts)
    return Reading(text_key=text_key, url_key=url_key, layouts=str(folder) if folder else None)


def _read(inputs: Iterable[Named], reading: Reading) -> tuple[list[Record], list[tuple[str, str]], int]:
    """Return the records, the pages that gave none with the reason, and the exit code."""
    records: list[Record] = []
    failures: list[tuple[str, str]] = []
    codes = {0}
    for item in chain.from_iterable(map(items_of, inputs)):
        name, found = read(item, reading)
        if isinstance(found, Read):
            if found.record is not None:
                records.append(found.record)
            else:
                failures.append((name, NO_PAGE))
            continue
        failures.append((name, found.message))
        codes.add(USAGE if found.code in CALLERS else FAILED)
    # A missing file is the caller's fault and outweighs a page that is no trial's.
    return records, failures, USAGE if USAGE in codes else max(codes)


def _write(text: str, output: Path | None) -> None:
    # A stray surrogate can stand in no file; in JSON its escape can.
    data = text.encode("utf-8", "backslashreplace")
    from trialx.write.atomic import write_atomically

    if output is None:
        try:
            sys.stdout.buffer.write(data)
            sys.stdout.flush()
        except OSError as error:
            end_unwritten(error, "standard output")
        return
    try:
        write_atomically(output, [data.decode()])
    except OSError as error:
        say(f"{output}: {why_not_written(error)}")
        raise typer.Exit(USAGE) from None
