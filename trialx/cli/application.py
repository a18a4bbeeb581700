"""The commands as one Typer application.

What comes in: names of commands. What goes out: the application that parses options and runs them. Separate from the
entry, since loading the option parser takes as long as reading a page, and the plain call does without.
"""

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Annotated, Any

import typer

from trialx.cli.commands import COMMANDS
from trialx.cli.ending import INTERRUPTED, end
from trialx.version import __version__, compiled


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"trialx {__version__} ({'compiled' if compiled() else 'pure Python'})")
        raise typer.Exit


def _interruptible(command: Callable[..., None]) -> Callable[..., None]:
    """Let an interrupt end a command as it ends `main`; the option parser has an exit code of its own for it."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except KeyboardInterrupt:
            end(INTERRUPTED, "trialx: interrupted")

    return run


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read pages about clinical trials; write the trial's record."""


def application(*names: str) -> typer.Typer:
    """Return the Typer application with the named commands, or with all."""
    app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.callback()(_root)
    for name in names or COMMANDS:
        app.command(name)(_interruptible(import_module(COMMANDS[name]).command))
    return app
