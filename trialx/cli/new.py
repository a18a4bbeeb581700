"""`trialx new`: drafts a layout from a page.

What comes in: a name and a page. What goes out: the layout's YAML on standard output, or in a folder with the page and
its golden beside it, ready for `trialx layouts --check`.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from trialx.cli.saying import say
from trialx.languages import words
from trialx.layouts import TRUNK, Layout, LayoutError, trunk
from trialx.layouts.document import parse
from trialx.layouts.load import build

# Exit codes: 2 the caller's fault (usage, a page that cannot be read), 3 a page that describes no trial.
USAGE, NO_TRIAL = 2, 3
# What a reading says of itself and of the page.
NOT_COMPARED = frozenset({"source", "coverage", "warnings", "page"})
_NAME = re.compile(r"[a-z][a-z0-9_]{1,40}")


def command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The layout's name: small letters, digits and _.")],
    sample: Annotated[str, typer.Argument(metavar="SAMPLE", help="A page of the site; - reads standard input.")],
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="DIR", help="Write NAME.yaml here, and the page with its golden in samples/NAME."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
) -> None:
    """Draft a layout from a page: its headings, its labels, what the trunk knows of them.

    Example: trialx new meadow samples/generic/meadow.txt > meadow.yaml

    Exit code: 0 good; 2 usage; 3 a page that describes no trial (the draft is written all the same).
    """
    from trialx.page.decode import NotText, decode

    if not _NAME.fullmatch(name) or name == TRUNK:
        _fail(f"{name!r} is no name for a layout; give small letters, digits and _, e.g. city_hospital")
    try:
        data = sys.stdin.buffer.read() if sample == "-" else Path(sample).read_bytes()
        text = decode(data)
        layout = drafted(name, text)
    except OSError as error:
        _fail(f"{sample}: cannot be read ({error.strerror}); name a page of text")
    except (NotText, LayoutError) as error:
        _fail(f"{sample}: {error}")
    golden, missing = _golden(layout, text, name)
    if to is None:
        sys.stdout.buffer.write(layout.encode())
    else:
        stem = "page" if sample == "-" else Path(sample).stem
        folder = to / "samples" / name
        texts = {to / f"{name}.yaml": layout, folder / f"{stem}.txt": text, folder / f"{stem}.yaml": golden}
        _write({path: content for path, content in texts.items() if content}, force=force)
        typer.echo(f"{to / f'{name}.yaml'}: edit it, then: trialx layouts --check {to}", err=True)
    if missing:
        say(f"{sample}: {missing}")
        raise typer.Exit(NO_TRIAL)


def drafted(name: str, text: str) -> str:
    """Draft a layout that reads of its page what the generic reader reads, neither less nor anything else.

    A field that the draft would read in another way is left to the generic reader, then the labels that nobody knows,
    at last everything but the phrases that the site is recognised by.
    """
    from trialx.layouts.draft import draft

    others = words("other_labels")
    wanted = _read(text, TRUNK, ())
    for flat, unknown in ((False, ()), (False, ("-",)), (True, ("-",))):
        # What the generic reader does not find on the page is a word that is a label elsewhere.
        leave = {*unknown, *(field for field in trunk() if wanted and field.partition(".")[0] not in wanted)}
        while True:
            layout = draft(name, text, trunk(), others=others, leave=leave, flat=flat)
            differing = _differing(_read(text, name, [build(parse(layout, f"{name}.yaml"), trunk())]), wanted)
            if not differing:
                return layout
            further = {field for field in trunk() if field.partition(".")[0] in differing} - leave
            if not further:
                break
            leave |= further
    return draft(name, text, trunk(), others=others, leave={*trunk(), "-"}, flat=True)


def _read(text: str, name: str, layouts: Sequence[Layout]) -> dict[str, Any]:
    """Return the trial's own fields, nothing where the page describes no trial."""
    from trialx.extraction.pipeline import extract
    from trialx.extraction.record_of_page import NotATrialPage

    try:
        data: dict[str, Any] = {**extract(text, layout=name, layouts=layouts).data}
    except NotATrialPage:
        return {}
    return {key: value for key, value in data.items() if key not in NOT_COMPARED}


def _differing(found: dict[str, Any], wanted: dict[str, Any]) -> set[str]:
    return {key for key in (*found, *wanted) if found.get(key) != wanted.get(key)} if wanted else set()


def _golden(layout: str, text: str, name: str) -> tuple[str, str]:
    """Return the record that the draft reads from its page, as a golden has it, and why there is none."""
    from trialx.extraction.pipeline import extract
    from trialx.extraction.record_of_page import NotATrialPage
    from trialx.layouts.verify import NOT_IN_GOLDEN
    from trialx.write.as_yaml import to_yaml

    try:
        record = extract(text, layouts=[build(parse(layout, f"{name}.yaml"), trunk())], layout=name)
    except NotATrialPage as error:
        return "", f"{error}; the layout is drafted, but what it reads describes no trial"
    data: dict[str, Any] = {**record.data}
    data["source"] = {key: value for key, value in data["source"].items() if key not in NOT_IN_GOLDEN}
    return to_yaml(data), ""  # type: ignore[arg-type]  # a record without its bytes' hash


def _write(texts: dict[Path, str], *, force: bool) -> None:
    there = [path for path in texts if path.exists()]
    if there and not force:
        _fail(f"{there[0]}: is there already; --force replaces it")
    for path, content in texts.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
        except OSError as error:
            _fail(f"{path}: {error.strerror}; name a folder you may write to")


def _fail(message: str) -> NoReturn:
    say(message)
    raise typer.Exit(USAGE)
