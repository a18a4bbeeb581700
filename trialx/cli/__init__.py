"""The command line: options in, one call of the library, exit code out; a file a command.

What comes in: `sys.argv`. What goes out: an exit code. Only the module of the command that was asked for is imported,
so that `trialx extract` starts fast; `trialx --help` imports them all.
"""

import sys
from importlib import import_module
from typing import Annotated

import typer

from trialx.version import __version__

# name → the module that holds its `command`, in the order of `trialx --help`.
COMMANDS = {
    "extract": "trialx.cli.extract",
}


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"trialx {__version__}")
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


def main() -> None:
    """Run the command line."""
    asked = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    application(*([asked] if asked in COMMANDS else []))()
