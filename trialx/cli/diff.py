"""`trialx diff`: what changed between two versions of a trial.

What comes in: two records or pages, or two files of many. What goes out: the changes, as text for people or JSON for
machines. The comparing is `trialx.compare`'s.
"""

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from trialx.batch.failure import CALLERS, Failure
from trialx.cli.ending import USAGE
from trialx.record.model import TrialRecord

if TYPE_CHECKING:
    from trialx.compare.changes import Change

CHANGED: Final = 1
FAILED: Final = 3
_LONGEST: Final = 200
# Of words that stayed, so many are shown on either side of those that changed.
_AROUND: Final = 5


class Format(StrEnum):
    """What the changes are written as."""

    text = "text"
    json = "json"


def command(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A record or a page, or a file of many.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same, later.")],
    format_: Annotated[Format, typer.Option("--format", "-f", help="text or, for machines, json.")] = Format.text,
) -> None:
    """Say field by field what changed between two versions of a trial.

    Lists are matched by content, so that an entry that moved is no change; of a text the words that changed are shown,
    [-gone-] and {+new+}. Files of many trials are matched by their numbers.

    Example: trialx diff samples/registries/warm_socks.ctgov-xml.xml samples/registries/warm_socks.ctgov-v2.json

    Exit code: 0 nothing changed; 1 something did; 2 usage or a missing file; 3 an input without a record.
    """
    from trialx.compare.changes import changes

    report = []
    for name, before, after in _pairs(_records(old), _records(new)):
        found = changes(before or {}, after or {})
        if found:
            report.append((name, before is not None, after is not None, found))
    if format_ is Format.json:
        trials = [{"trial": name, "changes": [one.to_dict() for one in found]} for name, _, _, found in report]
        sys.stdout.write(json.dumps(trials, ensure_ascii=False, indent=2) + "\n")
    else:
        for name, had, has, found in report:
            sys.stdout.write("".join(_lines(name, had, has, found)))
    raise typer.Exit(CHANGED if report else 0)


def _records(file: str) -> list[TrialRecord]:
    from trialx.cli.record_input import records_in

    found = []
    for name, record in records_in([file]):
        if isinstance(record, Failure):
            typer.echo(f"trialx: {name}: {record.message}", err=True)
            raise typer.Exit(USAGE if record.code in CALLERS else FAILED)
        found.append(record)
    return found


def _pairs(
    old: list[TrialRecord], new: list[TrialRecord]
) -> Iterator[tuple[str, TrialRecord | None, TrialRecord | None]]:
    """Give the versions of each trial; two files of one record each are two versions whatever their numbers say."""
    from trialx.compare.numbers import groups, title

    if len(old) == len(new) == 1:
        yield title([*new, *old]), old[0], new[0]
        return
    both = [*old, *new]
    for group in groups(both):
        before = [both[at] for at in group if at < len(old)]
        after = [both[at] for at in group if at >= len(old)]
        yield title([both[at] for at in group]), before[-1] if before else None, after[-1] if after else None


def _lines(name: str, had: bool, has: bool, found: "list[Change]") -> Iterator[str]:
    if not had or not has:
        yield f"{name}: {'a new trial' if has else 'the trial is gone'}\n"
        return
    yield f"{name}: {len(found)} change{'s' * (len(found) > 1)}\n"
    for one in found:
        field = one.pointer[1:].replace("/", ".")
        if one.kind == "added":
            yield f"  {field}: added {_shown(one.new)}\n"
        elif one.kind == "removed":
            yield f"  {field}: removed {_shown(one.old)}\n"
        elif one.words:
            yield f"  {field}: {_worded(one.words)}\n"
        else:
            yield f"  {field}: {_shown(one.old)} -> {_shown(one.new)}\n"


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _worded(pieces: tuple[tuple[str, str], ...]) -> str:
    """Show a text with its changes, what stayed cut to the words beside them."""
    marks = {"-": ("[-", "-]"), "+": ("{+", "+}")}
    shown = []
    for at, (kind, words) in enumerate(pieces):
        if kind in marks:
            shown.append(words.join(marks[kind]))
            continue
        kept = words.split()
        first, last = at == 0, at == len(pieces) - 1
        if len(kept) > _AROUND * (1 if first or last else 2):
            head = [] if first else kept[:_AROUND]
            tail = [] if last else kept[-_AROUND:]
            kept = [*head, "…", *tail]
        shown.append(" ".join(kept))
    return " ".join(shown)
