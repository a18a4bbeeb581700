"""`trialx explain`: why a page was read as it was.

What comes in: a page, and a field if one is asked about. What goes out: the page with the rule of every line, or the
rules that were tried for the field, on standard output.
"""

import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trialx.cli.ending import USAGE, end_unwritten
from trialx.cli.own_layouts import layouts_folder
from trialx.cli.page_text import NO_TRIAL, PageText, Unreadable, page_text
from trialx.cli.saying import say
from trialx.layouts import Layout, LayoutError, from_folder

if TYPE_CHECKING:
    from trialx.record.model import TrialRecord


def command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A page of text or HTML; - reads standard input.")],
    field: Annotated[
        str | None, typer.Argument(metavar="FIELD", help="A field of the record: start_date, /arm_groups/0/label.")
    ] = None,
    layout: Annotated[
        str | None, typer.Option("--layout", metavar="NAME", help="Read the page as this layout (see trialx layouts).")
    ] = None,
    layouts: Annotated[
        Path | None, typer.Option("--layouts", metavar="DIR", help="Layouts of your own, beside the package's.")
    ] = None,
) -> None:
    """Show a page line by line with the rule that took each line, or why none did.

    With a FIELD: which rules were tried for it, in order, what each met and why it was refused. A line that no rule
    took is marked !, a doubtful value ?. In a pipe there is no colour and no folding; NO_COLOR is honoured.

    Example: trialx explain samples/meddatax/eyedrops.txt start_date

    Exit code: 0 good; 2 usage, a missing file or a broken layout; 3 a page of no trial, as for extract.
    """
    try:
        asked = _field(field) if field else None
        page = page_text(file)
        if page.study is not None:
            _write(_told(page.study, asked))
            raise typer.Exit(0)
        code = _explain(file, page, asked, layout, layouts_folder(layouts))
    except Unreadable as error:
        say(f"{file}: {error}")
        raise typer.Exit(error.code) from None
    except LayoutError as error:
        say(str(error), lines=True)
        raise typer.Exit(USAGE) from None
    raise typer.Exit(code)


def _field(name: str) -> str:
    """Return the field's name in dots; a JSON Pointer's list positions fall away."""
    from trialx.write.fields import UnknownField, shape_of

    dotted = ".".join(step for step in name.strip("/").replace("/", ".").split(".") if not step.isdecimal())
    try:
        shape_of(dotted)
    except UnknownField as error:
        say(str(error), lines=True)
        raise typer.Exit(USAGE) from None
    return dotted


def _explain(file: str, read: PageText, asked: str | None, layout: str | None, folder: Path | None) -> int:
    from trialx.explain.account import accounts
    from trialx.explain.field import reading
    from trialx.explain.recognition import claims
    from trialx.explain.show import console_for_output, show_claims, show_field, show_page, show_verdict
    from trialx.explain.trace import trace
    from trialx.explain.unknown import trace_unknown
    from trialx.extraction.known.recognise import choose
    from trialx.layouts import catalogue
    from trialx.page.lines import Page

    own = from_folder(folder) if folder else ()
    text = read.text
    refused = _refusal(text, read.url, layout, own)
    if refused and read.data:  # as extract does: what a page says to machines counts where it says nothing to readers
        text += read.data
        refused = _refusal(text, read.url, layout, own)
    page, paper = Page(text), StringIO()
    console = console_for_output(paper)
    chosen = choose(page, own, layout)
    seen = trace(page, chosen[0], url=read.url) if chosen else trace_unknown(page, url=read.url)
    if refused:
        say(f"{file}: {refused}")
    if refused and not chosen:
        show_claims(claims(page, [*own, *catalogue()]), console=console)
    if asked:
        show_field(reading(seen, asked), console=console)
    else:
        show_page(accounts(seen), seen.layout.name, console=console)
        show_verdict(seen.verdict, console=console)
    _write(paper.getvalue())
    return NO_TRIAL if refused else 0


def _refusal(text: str, url: str | None, layout: str | None, own: Sequence[Layout]) -> str | None:
    """Return why `trialx extract` gives no record of the page, None where it gives one."""
    from trialx.extraction.pipeline import extract
    from trialx.extraction.record_of_page import NotATrialPage

    try:
        extract(text, url=url, layout=layout, layouts=own)
    except NotATrialPage as error:
        return str(error)
    return None


def _told(study: "TrialRecord", asked: str | None) -> str:
    """Return what a register's data says: it has no lines that a rule could take, only its own names."""
    head = "this is a register's own data: its values stand under its names, and no rule has to find them\n"
    fields = {asked.partition(".")[0]: None} if asked else study
    lines = (f"{name}: {study.get(name, 'not in it')}\n" for name in fields)
    return head + "".join(lines)


def _write(text: str) -> None:
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.flush()
    except OSError as error:
        end_unwritten(error, "standard output")
