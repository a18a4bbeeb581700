"""`trialx merge`: several records of one trial into one.

What comes in: records or pages. What goes out: a record a trial, on standard output or in a file; on standard error how
many records became how many trials, and how often their sources differ. The merging is `trialx.compare`'s.
"""

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from trialx.batch.failure import CALLERS, Failure
from trialx.cli.ending import USAGE, end, end_unwritten
from trialx.record.model import TrialRecord

FAILED: Final = 3


class Format(StrEnum):
    """What the records are written as."""

    yaml = "yaml"
    json = "json"
    jsonl = "jsonl"


def command(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Records or pages; - reads standard input.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file to write.")] = None,
    format_: Annotated[Format, typer.Option("--format", "-f", help="yaml, json or jsonl.")] = Format.yaml,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing of how many there are.")] = False,
) -> None:
    """Make one record of all that share a registry's number; what differs is told with every value and its source.

    Where sources differ, that of the newest update is believed; where that is the same or not said, a registry before a
    mirror; then the order of the files decides. Each field names its source in evidence; a record that shares no number
    with another is written as it is.

    Example: trialx merge samples/registries/warm_socks.ctgov-v2.json samples/registries/warm_socks.ctgov-xml.xml

    Exit code: 0 good; 2 usage or a missing file; 3 an input without a record (the others are merged).
    """
    from trialx.cli.record_input import records_in
    from trialx.compare.merge import DIFFER
    from trialx.write.apart import OutputIsInput

    named: list[tuple[str, TrialRecord]] = []
    codes = {0}
    try:
        for name, record in records_in(files, output):
            if isinstance(record, Failure):
                typer.echo(f"trialx: {name}: {record.message}", err=True)
                codes.add(USAGE if record.code in CALLERS else FAILED)
            else:
                named.append((name, record))
    except OutputIsInput as error:
        end(USAGE, f"trialx: {error}")
    trials = list(_trials(named))
    try:
        _write(_pieces(trials, format_), output)
    except OSError as error:
        end_unwritten(error, str(output or "standard output"))
    if not quiet:
        differences = sum(doubt["code"] == DIFFER for one in trials for doubt in one.get("warnings", ()))
        typer.echo(
            f"trialx: {len(named)} records of {len(trials)} trials; {differences} differences, see warnings", err=True
        )
    raise typer.Exit(USAGE if USAGE in codes else max(codes))


def _trials(named: list[tuple[str, TrialRecord]]) -> Iterator[TrialRecord]:
    from trialx.compare.merge import merged
    from trialx.compare.numbers import groups
    from trialx.compare.sources import ranked

    for group in groups([record for _, record in named]):
        yield named[group[0]][1] if len(group) == 1 else merged(ranked(named[at] for at in group))


def _pieces(trials: list[TrialRecord], format_: Format) -> Iterable[str]:
    if format_ is Format.jsonl:
        from trialx.write.as_json import to_json_line

        return map(to_json_line, trials)
    if format_ is Format.json:
        from trialx.write.as_json import json_array, to_json

        return [to_json(trials[0])] if len(trials) == 1 else json_array(trials)
    from trialx.write.as_yaml import to_yaml, yaml_documents

    return [to_yaml(trials[0])] if len(trials) == 1 else yaml_documents(trials)


def _write(pieces: Iterable[str], path: Path | None) -> None:
    """Write to a file, which is then whole or not there, or to standard output."""
    if path is None:
        sys.stdout.writelines(pieces)
        sys.stdout.flush()
        return
    from trialx.write.atomic import write_atomically

    write_atomically(path, pieces)
