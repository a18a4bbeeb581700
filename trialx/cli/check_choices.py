"""What `trialx check` was asked for: rules, configuration, baseline, changed lines; a refusal is one line.

What comes in: the words of options. What goes out: what they stand for. Separate from check.py, which is the command.
"""

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from trialx.check.report import Summary
from trialx.cli.saying import say

if TYPE_CHECKING:  # imported where they are used: start-up counts
    from collections.abc import Callable, Iterable

    from trialx.check.config import Config
    from trialx.check.finding import Finding
    from trialx.check.own import OwnRule

# Exit codes: 1 findings that fail the build, 2 the caller's fault (usage, a missing file, a bad configuration).
FINDINGS, USAGE = 1, 2


def settings_of(file: Path | None) -> "Config":
    """Return the configuration of a file, or of the nearest one at or above where the command runs."""
    from trialx.check.config import BadConfig, find_config, read_config

    try:
        return read_config(file) if file else find_config(Path.cwd())
    except BadConfig as error:
        stop(str(error))
    except OSError as error:
        stop(f"{file}: cannot be read ({error.strerror}); check the path")


def own_of(settings: "Config") -> "dict[str, OwnRule]":
    """Return the rules of one's own that the configuration names."""
    if not settings.rules and not settings.packages:
        return {}
    from trialx.check.own import BadRule, own_rules

    try:
        return own_rules(settings.rules, settings.packages)
    except BadRule as error:
        stop(str(error))


def rules_of(select: str, extend: str, ignore: str, settings: "Config", own: "Iterable[str]") -> frozenset[str]:
    """Return the ids that are chosen: those that need no asking, unless some are selected, and those added.

    A beginning (TX03) stands for every id that begins so and needs no asking; a whole id for itself.
    """
    from trialx.check.catalogue import catalogue, enabled

    chosen = select.split(",") if select else list(settings.select)
    added = [*extend.split(","), *settings.extend_select]
    every = frozenset(catalogue()) | frozenset(own)

    def matching(words: list[str], among: frozenset[str]) -> set[str]:
        found: set[str] = set()
        for word in (word.strip().upper() for word in words):
            rules = {rule for rule in among if word and rule.startswith(word)}
            rules |= {word} if word in every else set()
            if word and not rules:
                stop(f"{word} is no rule; see trialx check --list")
            found |= rules
        return found

    # A file that cannot be read has not been checked, whatever it is checked for.
    rules = matching([*chosen, "TX001"], enabled() | frozenset(own))
    if not any(map(str.strip, chosen)):
        rules = {*enabled(), *own}
    rules |= matching(added, every)
    return frozenset(rules - matching([*ignore.split(","), *settings.ignore], every))


def changed_lines(revision: str) -> "Callable[[Finding], bool] | None":
    """Return what tells whether a finding stands on a changed line, None where all count."""
    if not revision:
        return None
    from trialx.check.changed import NoChange, changed_since

    try:
        return changed_since(revision).touches
    except NoChange as error:
        stop(str(error))


def less_known(findings: "list[Finding]", summary: Summary, file: Path | None) -> "tuple[list[Finding], Summary]":
    """Take away what the baseline knows, and count it; count too what the baseline knows and nobody finds."""
    if file is None:
        return findings, summary
    from trialx.check.baseline import BadBaseline, read_baseline

    try:
        known = read_baseline(file)
    except BadBaseline as error:
        stop(str(error))
    fresh = [one for one in findings if one.fingerprint() not in known]
    gone = known - {one.fingerprint() for one in findings}
    return fresh, summary._replace(known=len(findings) - len(fresh), fixed=len(gone))


def write_known(file: Path, findings: "list[Finding]") -> None:
    """Write findings to a baseline."""
    from trialx.check.baseline import baseline_text

    write(file, baseline_text(findings))
    say(f"{file}: {len(findings)} findings written; they do not count from now on")


def tell(rule: str) -> None:
    """Print why a rule is one, or the list of all."""
    from trialx.check.catalogue import catalogue, explained

    if rule:
        if rule.upper() not in catalogue():
            stop(f"{rule} is no rule; see trialx check --list")
        typer.echo(explained(rule.upper()))
        return
    for about in catalogue().values():
        asked_for = "  (only when asked for)" if about.opt_in else ""
        typer.echo(f"{about.id}  {about.severity:<7}  {about.name}{asked_for}")


def write(path: Path, text: str) -> None:
    """Write a file as a whole or not at all."""
    from trialx.write.atomic import write_atomically

    try:
        write_atomically(path, [text])
    except OSError as error:
        stop(f"{path}: {error.strerror or error}; name a file in a folder you may write to")


def stop(message: str) -> NoReturn:
    """Print a line to standard error and end with the exit code for wrong usage."""
    say(message)
    raise typer.Exit(USAGE)
