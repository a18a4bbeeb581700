"""The commands as one Typer application.

What comes in: names of commands. What goes out: the application that parses options and runs them. Separate from the
entry, since loading the option parser takes as long as reading a page, and the plain call does without.
"""

from importlib import import_module
from typing import Annotated

import typer

from trialx.cli import COMMANDS
from trialx.version import __version__, compiled


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"trialx {__version__} ({'compiled' if compiled() else 'pure Python'})")
        raise typer.Exit


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
        app.command(name)(import_module(COMMANDS[name]).command)
    return app
