"""`trialx export`: records in a standard form, and what had no place in it.

What comes in: records or pages. What goes out: the form on standard output or in a file, a document a trial; on
standard error, or in a file, which fields were lost. The forms are `trialx.export`'s.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from trialx.batch.failure import CALLERS, Failure
from trialx.cli.ending import USAGE, end, end_unwritten

FAILED: Final = 3
# So many lost fields are named on standard error; the file of --loss has them all.
_NAMED: Final = 12


class To(StrEnum):
    """The forms."""

    ctgov_v2 = "ctgov-v2"
    fhir_r5 = "fhir-r5"
    fhir_r4 = "fhir-r4"
    schema_org = "schema-org"
    who_trds = "who-trds"


class Loss:
    """What was lost over all trials: of each field how many values, in how many trials."""

    def __init__(self, form: str) -> None:
        """Begin with nothing."""
        self.form = form
        self.trials = 0
        self.values: dict[str, int] = {}
        self.within: dict[str, int] = {}

    def add(self, lost: dict[str, int]) -> None:
        """Add what one trial lost."""
        self.trials += 1
        for name, number in lost.items():
            self.values[name] = self.values.get(name, 0) + number
            self.within[name] = self.within.get(name, 0) + 1

    def report(self) -> dict[str, Any]:
        """Return the report, for machines."""
        lost = {name: {"values": self.values[name], "trials": self.within[name]} for name in sorted(self.values)}
        return {"to": self.form, "trials": self.trials, "lost": lost}

    def lines(self) -> Iterator[str]:
        """Give the report's lines, for people, the fields of most values first."""
        names = sorted(self.values, key=lambda name: (-self.values[name], name))
        for name in names[:_NAMED]:
            yield f"trialx: {self.form} has no place for {name}: {self.values[name]} values, {self.within[name]} trials"
        if names[_NAMED:]:
            yield f"trialx: {self.form} has no place for {len(names) - _NAMED} more fields; --loss FILE names them all"


def command(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE…", help="Records or pages; - reads standard input."),
    ],
    to: Annotated[To, typer.Option("--to", help="The form to write.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file to write.")] = None,
    loss: Annotated[Path | None, typer.Option("--loss", help="Write what was lost as JSON.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing of what was lost.")] = False,
) -> None:
    """Write records in a standard form, and say what of them had no place in it.

    One trial is written as indented JSON, several as JSON Lines; who-trds is one document of XML. Pages are read first,
    so that one call leads from pages to the form.

    Example: trialx export samples/registries/warm_socks.ctgov-v2.json --to fhir-r5

    Exit code: 0 good; 2 usage or a missing file; 3 an input without a record (the others are written).
    """
    from trialx.cli.record_input import records_in
    from trialx.export import format_of
    from trialx.write.apart import OutputIsInput

    form, lost, codes = format_of(to.value), Loss(to.value), {0}
    try:
        _write(_pieces(records_in(files, output, loss), form, lost, codes), output)
        if loss:
            _write(iter([json.dumps(lost.report(), ensure_ascii=False, indent=2) + "\n"]), loss)
    except OutputIsInput as error:
        end(USAGE, f"trialx: {error}")
    except OSError as error:
        end_unwritten(error, str(output or loss or "standard output"))
    if not loss and not quiet:
        for line in lost.lines():
            typer.echo(line, err=True)
    raise typer.Exit(USAGE if USAGE in codes else max(codes))


def _pieces(records: Iterable[tuple[str, Any]], form: Any, lost: Loss, codes: set[int]) -> Iterator[str]:
    """Give the pieces of the output: the first document waits for a second one, which decides how both are written."""
    first: Any = None
    number = 0
    yield form.before
    for name, record in records:
        if isinstance(record, Failure):
            typer.echo(f"trialx: {name}: {record.message}", err=True)
            codes.add(USAGE if record.code in CALLERS else FAILED)
            continue
        document, what = form.export(record)
        lost.add(what)
        number += 1
        if form.text:
            yield form.text(document)
        elif number == 1:
            first = document
        else:
            yield (_line(first) if number == 2 else "") + _line(document)
    if number == 1 and not form.text:
        yield json.dumps(first, ensure_ascii=False, indent=2) + "\n"
    yield form.after


def _line(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def _write(pieces: Iterator[str], path: Path | None) -> None:
    """Write to a file, which is then whole or not there, or to standard output."""
    if path is None:
        for piece in pieces:
            sys.stdout.write(piece)
        sys.stdout.flush()
        return
    from trialx.write.atomic import write_atomically

    write_atomically(path, pieces)
