"""`trialx extract`: pages in, records out.

What comes in: names of files and options. What goes out: records on standard output or in files, a summary on standard
error, so that a pipe gets the records and a person sees what was found. Here the options are declared; what is done
with them stands in extraction.py, which does without the option parser.
"""

from pathlib import Path
from typing import Annotated

import typer

from trialx.batch.formats import Choice
from trialx.batch.read import TEXT_KEY, URL_KEY
from trialx.cli.asked import Asked
from trialx.cli.extraction import extract


def command(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE…", help="Pages: files, folders, patterns; - reads standard input."),
    ] = None,
    format_: Annotated[
        Choice | None,
        typer.Option(
            "--format",
            "-f",
            envvar="TRIALX_FORMAT",
            help="How records are written: as FILE of -o ends (also .gz, .zst), else yaml.",
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
    excel: Annotated[
        bool,
        typer.Option("--excel", help="CSV for a spreadsheet: with a byte order mark, and no cell that it would run."),
    ] = False,
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
    asked = Asked(
        files=tuple(files or ()),
        format=format_.value if format_ else None,
        output=output,
        tables=tables,
        select=select,
        evidence=evidence,
        quiet=quiet,
        jobs=jobs,
        resume=resume,
        text_key=text_key,
        url_key=url_key,
        id_key=id_key,
        from0=from0,
        url=url,
        criteria=criteria,
        strict=strict,
        only_trials=only_trials,
        layout=layout,
        layouts=layouts,
        cluster=cluster,
        excel=excel,
    )
    raise typer.Exit(extract(asked))
