"""The commands by their names.

What comes in: nothing. What goes out: where the code of each command is. Separate, since the entry asks for one command
and the Typer application for all.
"""

from typing import Final

# name → the module that holds its `command`, in the order of `trialx --help`.
COMMANDS: Final = {
    "extract": "trialx.cli.extract",
    "explain": "trialx.cli.explain",
    "review": "trialx.cli.review",
    "check": "trialx.cli.check",
    "diff": "trialx.cli.diff",
    "merge": "trialx.cli.merge",
    "export": "trialx.cli.export",
    "schema": "trialx.cli.schema",
    "criteria": "trialx.cli.criteria",
    "find": "trialx.cli.find",
    "layouts": "trialx.cli.layouts",
    "new": "trialx.cli.new",
}
