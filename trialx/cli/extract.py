"""`trialx extract`: pages in, records out.

What comes in: files or standard input. What goes out: records on standard output or in a file, the summary on standard
error, so that a pipe gets the record and a person sees what was found.
"""

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from trialx.extract.pipeline import NotATrialPage, Record, extract
from trialx.layouts import TRUNK, Layout, LayoutError, beside, from_folder, named
from trialx.page.decode import NotText, decode

# Exit codes: 2 is the caller's fault (usage, a missing file, a broken layout), 3 a page that describes no trial.
USAGE, NO_TRIAL = 2, 3


class Format(StrEnum):
    """What a record is written as."""

    yaml = "yaml"
    json = "json"


def command(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Pages of text; - reads standard input.")],
    format_: Annotated[Format, typer.Option("--format", "-f", help="How records are written.")] = Format.yaml,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write here, not to standard output.")] = None,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Say for each value where it stands on the page.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary on standard error.")] = False,
    layout: Annotated[
        str | None, typer.Option("--layout", metavar="NAME", help="Read the pages as this layout (see trialx layouts).")
    ] = None,
    layouts: Annotated[
        Path | None, typer.Option("--layouts", metavar="DIR", help="Layouts of your own, beside the package's.")
    ] = None,
) -> None:
    """Read pages and write the trial's record; several pages make a YAML stream or a JSON array.

    Example: trialx extract samples/meddatax/eyedrops.txt -f json | jq .overall_status

    Exit code: 0 good; 2 usage, a missing file or a broken layout; 3 a page that describes no trial (others are written).
    """
    failed = 0
    records: list[Record] = []
    own = _own(layout, layouts)
    for name in files:
        result = _read(name, evidence, layout, own)
        if isinstance(result, Record):
            records.append(result)
        else:
            code, message = result
            typer.echo(f"trialx: {name}: {message}", err=True)
            failed = max(failed, code) if failed != USAGE else failed
    if records:
        _write("".join(_rendered(records, format_, several=len(files) > 1)), output)
        if not quiet:
            from trialx.write.summary import show

            show(records)
    raise typer.Exit(failed)


def _own(layout: str | None, folder: Path | None) -> tuple[Layout, ...]:
    """Load the user's layouts, and look the forced one up before any page is read: a fault there is no page's."""
    try:
        own = from_folder(folder) if folder else ()
        if layout not in (None, TRUNK):
            named(layout, beside(own))
    except LayoutError as error:
        typer.echo(f"trialx: {error}", err=True)
        raise typer.Exit(USAGE) from None
    return own


def _read(name: str, evidence: bool, layout: str | None, own: tuple[Layout, ...]) -> Record | tuple[int, str]:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        record = extract(decode(data), evidence=evidence, layout=layout, layouts=own)
    except FileNotFoundError:
        return USAGE, "no such file; check the path"
    except IsADirectoryError:
        return USAGE, f"this is a folder; name the files in it, e.g. {Path(name) / '*.txt'}"
    except OSError as error:
        return USAGE, f"cannot be read ({error.strerror}); check the file's permissions"
    except LayoutError as error:
        return USAGE, str(error)
    except (NotATrialPage, NotText) as error:
        return NO_TRIAL, str(error)
    if name != "-":
        record.data["source"] = {"file": name, **record.data["source"]}
    return record


def _rendered(records: list[Record], format_: Format, *, several: bool) -> Iterator[str]:
    dicts = [record.to_dict() for record in records]
    if format_ is Format.json:
        from trialx.write.as_json import json_array, to_json

        yield from json_array(dicts) if several else [to_json(dicts[0])]
    else:
        from trialx.write.as_yaml import to_yaml, yaml_documents

        yield from yaml_documents(dicts) if several else [to_yaml(dicts[0])]


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
        sys.stdout.flush()
        return
    from trialx.write.atomic import write_atomically

    try:
        write_atomically(output, [text])
    except OSError as error:
        typer.echo(f"trialx: {output}: {error.strerror or error}; name a file in a folder you may write to", err=True)
        raise typer.Exit(USAGE) from None
