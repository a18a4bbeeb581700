"""`trialx extract`: pages in, records out.

What comes in: names of files and options. What goes out: records on standard output or in files, a summary on standard
error, so that a pipe gets the records and a person sees what was found. What is done with the names is the batch's.
"""

import os
import sys
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer

from trialx.batch.failure import CALLERS, Failure
from trialx.batch.growing import PART
from trialx.batch.inputs import gather, listed
from trialx.batch.outcome import Task
from trialx.batch.read import TEXT_KEY, URL_KEY, Reading
from trialx.batch.remote import StoreLost
from trialx.batch.resume import Unresumable
from trialx.batch.run import MOST_SHOWN, Totals, run
from trialx.batch.sinks import Output
from trialx.cli.ending import INTERRUPTED, USAGE, end, end_unwritten
from trialx.layouts import LayoutError

# A page that describes no trial or cannot be read; what is the caller's fault stands in ending.py.
FAILED: Final = 3
# With --strict, a record that is not beyond doubt.
DOUBT: Final = 1


class Format(StrEnum):
    """What a record is written as."""

    yaml = "yaml"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


def command(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE…", help="Pages: files, folders, patterns; - reads standard input."),
    ] = None,
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format", "-f", envvar="TRIALX_FORMAT", help="How records are written: as FILE of -o ends, else yaml."
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE|DIR/", help="Write here; in a folder, a file a page."),
    ] = None,
    tables: Annotated[
        Path | None,
        typer.Option("--tables", metavar="DIR", help="Also write arms, outcomes, criteria … as tables, a row each."),
    ] = None,
    select: Annotated[
        str | None,
        typer.Option("--select", envvar="TRIALX_SELECT", metavar="NAMES", help="Only these fields: nct_id,phases,…"),
    ] = None,
    evidence: Annotated[
        bool,
        typer.Option("--evidence", envvar="TRIALX_EVIDENCE", help="Say for each value where it stands on the page."),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", envvar="TRIALX_QUIET", help="No summary and no bar on standard error.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, envvar="TRIALX_JOBS", metavar="N", help="Processes [default: all cores]."),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was interrupted; needs -o.")] = False,
    text_key: Annotated[
        str, typer.Option(envvar="TRIALX_TEXT_KEY", metavar="KEY", help="Where JSON Lines hold the page.")
    ] = TEXT_KEY,
    url_key: Annotated[
        str, typer.Option(envvar="TRIALX_URL_KEY", metavar="KEY", help="Where JSON Lines hold its address.")
    ] = URL_KEY,
    id_key: Annotated[
        str | None,
        typer.Option(envvar="TRIALX_ID_KEY", metavar="KEY", help="Where JSON Lines hold its id [default: the line]."),
    ] = None,
    from0: Annotated[
        bool, typer.Option("--from0", help="Read names from standard input, as find -print0 writes them.")
    ] = False,
    url: Annotated[str | None, typer.Option(metavar="URL", help="The address of the only page.")] = None,
    criteria: Annotated[
        bool, typer.Option("--criteria", help="Add the tree of criteria with typed thresholds.")
    ] = False,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Exit 1 on unclaimed lines, doubtful values, pages of no known site."),
    ] = False,
    only_trials: Annotated[
        bool, typer.Option("--only-trials", help="Pass over pages that a first look says are no trial's.")
    ] = False,
    layout: Annotated[
        str | None, typer.Option(metavar="NAME", help="Read every page with this layout; see trialx layouts.")
    ] = None,
    layouts: Annotated[Path | None, typer.Option(metavar="DIR", help="Your own layouts, beside the package's.")] = None,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="tcp://…|local", help="Run on this Dask scheduler; needs -o OUT/ and the extra cluster."),
    ] = None,
) -> None:
    """Read pages and write the trial's record; several pages make a YAML stream or a JSON array.

    Pages are text, HTML, JSON of ClinicalTrials.gov, XML, CSV of the WHO, JSON Lines, WARC and WET, each also packed
    with gzip or zstd: told by what they hold and not by their names.

    Example: trialx extract samples/meddatax/eyedrops.txt -f json | jq .overall_status

    Exit code: 0 good; 1 with --strict, something is doubtful; 2 usage, a missing file or a broken layout; 3 a page
    that describes no trial or cannot be read (the others are written).
    """
    names = list(files or [])
    chosen = _format(format_, output) if not cluster else format_ or Format.jsonl
    target = _output(output, tables, chosen, resume=resume) if not cluster else Output()
    _check(names, from0=from0, url=url, select=select)
    fields = tuple(name.strip() for name in (select or "").split(",") if name.strip())
    reading = Reading(
        evidence=evidence,
        url=url,
        text_key=text_key,
        url_key=url_key,
        id_key=id_key,
        layout=layout,
        layouts=str(layouts) if layouts else None,
        criteria=criteria,
        only_trials=only_trials,
    )
    _check_layouts(layout, layouts)
    task = Task(reading, chosen.value, fields, tables=tables is not None, show=not quiet, strict=strict)
    if cluster:
        from trialx.cli.on_cluster import extract_on_cluster

        if tables or url:
            _refuse("--cluster writes no --tables and reads more than the page of one --url: leave them out")
        names += listed(sys.stdin.buffer) if from0 else []
        raise typer.Exit(extract_on_cluster(names, task, output, cluster=cluster, resume=resume, quiet=quiet))
    several = from0 or len(names) > 1 or any(not os.path.isfile(name) and name != "-" for name in names)
    try:
        found = list(gather(listed(sys.stdin.buffer) if from0 else names))
        totals = run(
            found,
            task,
            target,
            jobs=jobs or _cores(),
            several=several,
            stdout=sys.stdout.buffer,
            tell=_tell,
            progress=not quiet,
        )
    except KeyboardInterrupt:
        end(INTERRUPTED, f"trialx: interrupted: {_kept(target)}")
    except (LayoutError, StoreLost, Unresumable) as error:
        _refuse(str(error))
    except ImportError as error:  # an extra that a format needs
        _refuse(str(error))
    except OSError as error:
        end_unwritten(error, str(error.filename or output or "standard output"))
    if not quiet:
        _summary(totals)
    raise typer.Exit(_account(totals))


def _format(format_: Format | None, output: str | None) -> Format:
    """Return the format that was asked for, by the name of the output if by nothing else."""
    if format_:
        return format_
    suffix = Path(output or "").suffix.lower().removeprefix(".")
    return Format(suffix) if suffix in list(Format) else Format.yaml


def _output(output: str | None, tables: Path | None, format_: Format, *, resume: bool) -> Output:
    """Return where results go; refuse what cannot be written as asked."""
    path = Path(output) if output else None
    folder = bool(output and (output.endswith(("/", os.sep)) or os.path.isdir(output)))
    if format_ is Format.parquet and (path is None or folder):
        _refuse("Parquet is one file: name it with -o trials.parquet")
    if resume and path is None:
        _refuse("--resume needs an output to go on with: name it with -o")
    return Output(path, folder, tables, resume)


def _check(names: list[str], *, from0: bool, url: str | None, select: str | None) -> None:
    """Refuse options that contradict each other or name what is not there."""
    if from0 and names:
        _refuse("--from0 reads the names from standard input: leave the others out")
    if not names and not from0:
        _refuse("no input: name pages, or - for standard input; see trialx extract --help")
    if url and (from0 or len(names) > 1 or os.path.isdir(names[0])):
        _refuse("--url is the address of one page: for many, use JSON Lines with --url-key")
    if select:
        from trialx.write.fields import UnknownField, selection

        try:
            selection(tuple(name.strip() for name in select.split(",") if name.strip()))
        except UnknownField as error:
            _refuse(f"--select: {error}")


def _check_layouts(layout: str | None, layouts: Path | None) -> None:
    """Refuse a broken layout or an unknown name before the first page is read."""
    if layout or layouts:
        from trialx.layouts import TRUNK, beside, from_folder, named

        try:
            own = from_folder(layouts) if layouts else ()
            if layout and layout != TRUNK:
                named(layout, beside(own))
        except LayoutError as error:
            _refuse(str(error))


def _cores() -> int:
    """Return how many processes this one may use at the same time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tell(name: str, failure: Failure) -> None:
    typer.echo(f"trialx: {name}: {failure.message}", err=True)


def _refuse(message: str) -> NoReturn:
    typer.echo(f"trialx: {message}", err=True)
    raise typer.Exit(USAGE)


def _kept(target: Output) -> str:
    if not target.grows and not target.folder:
        return "nothing more is written"
    kept = target.path if target.folder else f"{target.path}{PART}"
    return f"what is done is kept in {kept}; go on with --resume"


def _summary(totals: Totals) -> None:
    """Show what was found: the fields of one page, a row a page of several, of many only how many."""
    if 0 < len(totals.shown) <= MOST_SHOWN:
        from trialx.write.summary import show

        show(totals.shown)
    elif totals.shown:
        good = totals.pages - totals.failures.total()
        typer.echo(f"trialx: {good:,} records of {totals.pages:,} pages", err=True)


def _account(totals: Totals) -> int:
    """Count the failures, and return the exit code."""
    failures: Counter[str] = totals.failures
    if totals.passed:
        typer.echo(f"trialx: {totals.passed:,} more passed over: no trials at the first look", err=True)
    if totals.doubtful and totals.pages > 1:
        typer.echo(f"trialx: {totals.doubtful:,} of {totals.pages:,} records are in doubt", err=True)
    if not failures:
        return DOUBT if totals.doubtful else 0
    if totals.pages > 1:
        reasons = ", ".join(f"{count:,} {code}" for code, count in failures.most_common())
        typer.echo(f"trialx: {failures.total():,} of {totals.pages:,} pages failed: {reasons}", err=True)
    return USAGE if CALLERS & failures.keys() else FAILED
