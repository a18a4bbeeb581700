"""`trialx find`: pages in, the names of those that can be trials out.

What comes in: names of files, as for `trialx extract`. What goes out: names on standard output, a line each, or the
pages themselves as JSON Lines, which `trialx extract` reads. A crawl is cut down to its candidates at about the speed
of its decompression, and is read by rules once, later or elsewhere.
"""

import json
import os
import sys
from itertools import chain
from typing import Annotated, Any, Final

import typer

from trialx.batch.failure import CALLERS
from trialx.batch.inputs import gather, listed
from trialx.batch.item import Item
from trialx.batch.items import items_of
from trialx.batch.read import Read, Reading, read, whole_characters
from trialx.batch.remote import StoreLost
from trialx.cli.saying import say
from trialx.page.decode import decode
from trialx.record.visible import visible
from trialx.triage import SHORT, may_be_trial

# Exit codes, as grep has them where they do not contradict those of `trialx extract`.
NONE_FOUND: Final = 1
USAGE: Final = 2
UNREADABLE: Final = 3
PIPE_CLOSED: Final = 141


def command(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE…", help="Pages: files, folders, patterns, crawls; - reads standard input."),
    ] = None,
    copy: Annotated[
        bool, typer.Option("--copy", help="Write the pages, as JSON Lines for trialx extract, and not their names.")
    ] = False,
    print0: Annotated[
        bool, typer.Option("--print0", help="End names with a NUL byte, for xargs -0 and trialx extract --from0.")
    ] = False,
    count: Annotated[bool, typer.Option("--count", help="Write only how many pages there are, and how many found.")] = (
        False
    ),
    from0: Annotated[
        bool, typer.Option("--from0", help="Read names from standard input, as find -print0 writes them.")
    ] = False,
) -> None:
    """Name the pages that can be trials at all, by a first look at their words.

    A page of 4 KB or less that the first look passes over is read, so that none of these is left out; of longer pages
    the first look decides. What only speaks of trials (news, articles) may be found too; trialx extract refuses it.

    Example: trialx find samples README.md --count

    Exit code: 0 some were found; 1 none; 2 usage or a missing file; 3 an input cannot be read (the others are).
    """
    if bool(files) == from0:
        say("name pages, or give their names on standard input with --from0; not both")
        raise typer.Exit(USAGE)
    if copy + print0 + count > 1:
        say("--copy, --print0 and --count write different things: choose one")
        raise typer.Exit(USAGE)
    names = listed(sys.stdin.buffer) if from0 else iter(files or [])
    failures: set[str] = set()
    pages = found = 0
    try:
        for item in chain.from_iterable(map(items_of, gather(names))):
            pages += 1
            if item.failure:
                failures.add(item.failure.code)
                say(f"{item.name}: {item.failure.message}")
            elif looks_like_one(item):
                found += 1
                if not count:
                    sys.stdout.buffer.write(copied(item) if copy else _name(item, print0=print0))
        if count:
            typer.echo(f"{found} of {pages}")
        sys.stdout.flush()
    except StoreLost as error:
        say(str(error), lines=True)
        raise typer.Exit(USAGE) from None
    except BrokenPipeError:
        # What is left in the buffer must not be written once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(PIPE_CLOSED) from None
    if failures:
        raise typer.Exit(USAGE if CALLERS & failures else UNREADABLE)
    raise typer.Exit(0 if found else NONE_FOUND)


def _name(item: Item, *, print0: bool) -> bytes:
    """Return an item's name: for programs as it is; as a line, with signs for control characters if it holds any."""
    if print0:
        return os.fsencode(item.name) + b"\0"
    name = item.name if whole_characters(item.name).isprintable() else visible(item.name)
    return os.fsencode(name) + b"\n"


def looks_like_one(item: Item) -> bool:
    """Return whether an item can be a trial: what comes from a register's own export is one.

    A page with too few words for a first look is read: the answer is then that of `trialx extract`.

    >>> looks_like_one(Item("a.txt", data=b"Opening hours")), looks_like_one(Item("a.json", "study", {}))
    (False, True)
    """
    if item.form in ("study", "entry") or may_be_trial(item.data):
        return True
    return len(item.data) <= SHORT and isinstance(read(item, Reading())[1], Read)


def copied(item: Item) -> bytes:
    r"""Return the line of JSON Lines for a page: a line as it is, a page under the keys that `trialx extract` reads.

    >>> copied(Item("a.wet#3", data=b"Phase: 2", url="https://example.org/"))
    b'{"id": "a.wet#3", "url": "https://example.org/", "text": "Phase: 2"}\n'
    """
    if item.form == "line":
        return bytes(item.data).rstrip(b"\r\n") + b"\n"
    row: Any = item.data
    if item.form == "page":
        row = {"id": item.name, "url": item.url or "", "text": _text(item)}
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _text(item: Item) -> str:
    if isinstance(item.data, str):
        return item.data
    try:
        return str(item.data, item.charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(item.data)
