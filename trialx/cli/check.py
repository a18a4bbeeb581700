"""`trialx check`: pages and records in, findings out.

What comes in: paths, options, a configuration. What goes out: a report on standard output, more reports in files, an
exit code. This module gives the checks what they do not know: how a page is read, a CSV row read back, a record
written.
"""

import os
import sys
from enum import StrEnum
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trialx.check.profiles import overdue_results
from trialx.check.report import BY_SUFFIX, Summary, fails, render
from trialx.cli.check_choices import (
    FINDINGS,
    changed_lines,
    less_known,
    own_of,
    rules_of,
    settings_of,
    stop,
    tell,
    write,
    write_known,
)
from trialx.cli.saying import say

if TYPE_CHECKING:  # imported where they are used: start-up counts
    from collections.abc import Callable, Iterable, Iterator

    from trialx.batch.item import Item
    from trialx.batch.read import Reading as How
    from trialx.check.catalogue import About
    from trialx.check.config import Config
    from trialx.check.finding import Finding, Hit
    from trialx.check.inputs import Unit
    from trialx.check.load import Unreadable
    from trialx.check.own import OwnRule
    from trialx.check.pages import Reading
    from trialx.check.profiles import Audit
    from trialx.check.run import Account, Run, Stale
    from trialx.record.model import TrialRecord

    More = Callable[[TrialRecord], Iterable[tuple[str, Hit]]]


class Format(StrEnum):
    """What the report on standard output is written as."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    sarif = "sarif"
    junit = "junit"
    github = "github"
    markdown = "markdown"


class ProfileName(StrEnum):
    """Which list of required items a record is held against."""

    who_20 = "who-20"
    icmje = "icmje"
    fdaaa = "fdaaa"


class FailOn(StrEnum):
    """What fails the build."""

    error = "error"
    warning = "warning"
    never = "never"


def command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH…", help="Pages, records (YAML, JSON, JSON Lines, CSV), folders; - is standard input."
        ),
    ] = None,
    format_: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="The report on standard output; by default text, on GitHub github."),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            help="Write a report here too, by its name: .sarif, .xml (JUnit), .json, .jsonl, .md, .txt.",
        ),
    ] = None,
    fail_on: Annotated[FailOn | None, typer.Option("--fail-on", help="What makes the exit code 1.")] = None,
    select: Annotated[
        str, typer.Option("--select", help="Only these rules: TX021,TX03 (a beginning stands for all).")
    ] = "",
    extend_select: Annotated[
        str, typer.Option("--extend-select", help="These rules too, though they must be asked for; see --list.")
    ] = "",
    ignore: Annotated[str, typer.Option("--ignore", help="Not these rules.")] = "",
    baseline: Annotated[Path | None, typer.Option("--baseline", help="Findings of old, which do not count.")] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write all present findings to the baseline.")
    ] = False,
    diff_base: Annotated[
        str, typer.Option("--diff-base", metavar="REV", help="Only findings on lines changed since this git revision.")
    ] = "",
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Print how often each rule was broken, and no findings.")
    ] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Rewrite records that no longer follow from their page.")
    ] = False,
    criteria: Annotated[
        bool,
        typer.Option("--criteria", help="Read every limit in the criteria: finds TX077; slow."),
    ] = False,
    profile: Annotated[
        ProfileName | None,
        typer.Option("--profile", help="Say too what of this list is missing, and how often."),
    ] = None,
    layouts: Annotated[
        Path | None, typer.Option("--layouts", metavar="DIR", help="Layouts of your own, beside the package's.")
    ] = None,
    config: Annotated[Path | None, typer.Option("--config", help="The configuration file.")] = None,
    explain: Annotated[str, typer.Option("--explain", metavar="TX021", help="Say why a rule is one, and stop.")] = "",
    list_: Annotated[bool, typer.Option("--list", help="List the rules, and stop.")] = False,
) -> None:
    """Check pages and records of trials: form, sense, words against fields, record against page, copies.

    Example: trialx extract samples/withpower_profile/honey_w4.txt | trialx check -

    Exit code: 0 good; 1 findings; 2 usage, a missing file or a bad configuration.
    """
    if explain or list_:
        tell(explain)
        return
    if not paths:
        stop("name what to check: trialx check PATH…")
    settings = settings_of(config)
    wanted = [_format_of(path) for path in output or []]
    baseline = baseline or settings.baseline
    if write_baseline and baseline is None:
        stop("--write-baseline needs to know where: --baseline FILE")
    if statistics and format_ not in {None, Format.text}:
        stop(f"--statistics is a report of its own; leave out --format {format_}")
    touches = changed_lines(diff_base)
    own = own_of(settings)
    chosen = rules_of(select, extend_select, ignore, settings, own)
    abouts = {id_: rule.about for id_, rule in own.items()}
    audit = _audit(profile.value if profile else settings.profile)
    more: list[More] = [of_criteria] if criteria else []
    more += [audit.hits] if audit else []
    more += [overdue_results(settings.results_within, settings.as_of)] if settings.results_within is not None else []
    more += [_by(own)] if own else []
    units = _units(paths, [path for _, path in wanted] + ([baseline] if write_baseline and baseline else []))
    run, (findings, account) = _run(units, settings, chosen, tuple(more), abouts, layouts=layouts)
    fixed = _update(account.stale) if update else frozenset()
    findings = [one for one in findings if one.rule not in {"TX080", "TX084"} or one.place.file not in fixed]
    if write_baseline and baseline:
        write_known(baseline, findings)
        return
    summary = Summary(account.files, account.records, excepted=account.excepted, own=abouts)
    findings, summary = less_known(findings, summary, baseline)
    if touches:
        touched = [one for one in findings if touches(one)]
        summary = summary._replace(unchanged=len(findings) - len(touched))
        findings = touched
    summary = summary._replace(fail_on=fail_on or settings.fail_on or "error")
    for kind, path in wanted:
        write(path, render(kind, findings, summary))
    _print("statistics" if statistics else format_, findings, summary)
    for entry in run.idle_entries():
        say(f"{settings.file}: the exception {', '.join(entry.rules)} for {', '.join(entry.files)} excepts nothing")
    if audit:
        say(audit.rate())
    if not account.files:
        say(f"nothing to check in {', '.join(paths)}")
    for file in account.passed_over:
        say(f"{file}: passed over, it is no record")
    raise typer.Exit(FINDINGS if any(fails(one, summary.fail_on) for one in findings) else 0)


def _units(paths: list[str], outputs: list[Path]) -> "list[Unit]":
    """Return what is to be checked: no report of this run, and none of the same name that an earlier one has left."""
    from trialx.batch.inputs import no_network
    from trialx.check.inputs import gather
    from trialx.write.apart import OutputIsInput, Outputs

    written = Outputs(outputs)
    try:
        return [
            unit
            for unit in gather(paths)
            if not any(path and written.hide(path, found=unit.found) for path in (unit.page, unit.records))
        ]
    except OutputIsInput as error:
        stop(str(error))
    except FileNotFoundError as error:
        if told := no_network(str(error)):
            stop(f"{error}: {told}")
        stop(f"{error.filename or error}: no such file or folder; check the path")


def _run(
    units: "list[Unit]",
    settings: "Config",
    rules: frozenset[str],
    more: "tuple[More, ...]",
    own: "dict[str, About]",
    *,
    layouts: Path | None,
) -> "tuple[Run, tuple[list[Finding], Account]]":
    from trialx.batch.read import Reading as How
    from trialx.check.run import Means, Run
    from trialx.layouts import LayoutError
    from trialx.write.as_csv import from_row

    folder = settings.file.parent if settings.file else Path()
    entries = [  # patterns are relative to the configuration, files to where the command runs
        entry._replace(files=tuple(os.path.relpath(folder / glob).replace(os.sep, "/") for glob in entry.files))
        for entry in settings.exceptions
    ]
    lying = layouts or settings.layouts
    how = How(evidence=True, layouts=str(lying) if lying else None)
    means = Means(partial(_read_page, how=how), from_row, more, own, partial(_exported, how=how))
    run = Run(means, rules=rules, entries=entries)
    try:
        return run, run.check(units)
    except LayoutError as error:
        stop(str(error))
    except FileNotFoundError as error:
        stop(f"{error.filename or error}: no such file or folder; check the path")
    except OSError as error:
        stop(f"{error.filename}: cannot be read ({error.strerror}); check the file's permissions")


def _exported(path: str, *, how: "How") -> "Iterator[Reading | Unreadable] | None":
    """Give the trials of a register's export; None for a file that is none: trialx's own records."""
    from trialx.batch.items import items_of
    from trialx.batch.named import STDIN, Named
    from trialx.batch.registered import is_export

    items = items_of(Named(path)) if path != STDIN else iter(())
    first = next(items, None)
    if first is None or not is_export(first):
        return None
    return (_of_export(item, how) for item in chain([first], items))


def _of_export(item: "Item", how: "How") -> "Reading | Unreadable":
    from trialx.batch.failure import Failure
    from trialx.batch.read import read
    from trialx.check.load import Unreadable
    from trialx.check.pages import Reading

    _, found = read(item, how)
    if isinstance(found, Failure):
        return Unreadable(f"{item.name}: {found.message}")
    return Reading(found.data, "", of_file=False)


def _read_page(path: str, *, how: "How") -> "Reading":
    """Read a page with its evidence as `trialx extract` does; what it is instead is said in the checks' own words."""
    from trialx.batch.failure import NOT_A_TRIAL, Failure
    from trialx.batch.item import Item
    from trialx.batch.read import read
    from trialx.check.load import Unreadable
    from trialx.check.pages import NoTrial, Reading
    from trialx.page.decode import decode

    data = Path(path).read_bytes()
    _, found = read(Item(path, data=data), how)
    if isinstance(found, Failure):
        raise NoTrial(found.message) if found.code == NOT_A_TRIAL else Unreadable(found.message)
    text = found.record.page.text if found.record else ""
    # The text of a saved web page is not the file's, so its lines are not the file's either.
    return Reading(found.data, text, of_file=decode(data) == text)


def _audit(profile: str | None) -> "Audit | None":
    if profile is None:
        return None
    from trialx.check.profiles import Audit

    return Audit(profile)


def _by(own: "dict[str, OwnRule]") -> "More":
    """Return what gives the hits of rules of one's own, under their ids."""
    return lambda record: ((id_, hit) for id_, rule in own.items() for hit in rule.check(record))


def of_criteria(record: "TrialRecord") -> "Iterator[tuple[str, Hit]]":
    """Give the limits in the criteria that no patient can have or miss."""
    from trialx.check.finding import Hit
    from trialx.eligibility.reconcile import impossible

    for doubt in impossible(record):
        yield "TX077", Hit(doubt.get("pointer", ""), doubt["message"])


def _update(stale: "tuple[Stale, ...]") -> frozenset[str]:
    """Rewrite the records of pages; return their files. A comment at the head of a YAML file stays."""
    from trialx.check.pages import updated
    from trialx.write.as_json import to_json
    from trialx.write.as_yaml import to_yaml

    for one in stale:
        record = updated(one.value, one.fresh)
        if one.file.lower().endswith(".json"):
            write(Path(one.file), to_json(record))
        else:
            head = []
            for line in Path(one.file).read_text(encoding="utf-8").splitlines(keepends=True):
                if not line.startswith("#"):
                    break
                head.append(line)
            write(Path(one.file), "".join(head) + to_yaml(record))
        say(f"{one.file}: rewritten from its page")
    return frozenset(os.path.relpath(one.file).replace(os.sep, "/") for one in stale)


def _format_of(path: Path) -> tuple[str, Path]:
    kind = BY_SUFFIX.get(path.suffix.lower())
    if kind is None:
        stop(f"{path}: its name tells no format; end it in {', '.join(BY_SUFFIX)}")
    return kind, path


def _print(format_: str | None, findings: "list[Finding]", summary: Summary) -> None:
    kind = str(format_) if format_ else "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    if kind == "text" and sys.stdout.isatty():
        from trialx.check.report.text import show

        show(findings, summary)
        return
    sys.stdout.write(render(kind, findings, summary))
    sys.stdout.flush()
