"""The manual page, made of the commands' own help: `python -m trialx.cli.manual > docs/trialx.1`.

What comes in: the commands. What goes out: a page for `man`. Separate from them, and never part of a run: a test holds
docs/trialx.1 to what this writes.
"""

import re
import sys
from collections.abc import Iterator
from typing import Any, Final

import typer

from trialx.cli.application import application
from trialx.version import __version__

EXIT_CODES: Final = {
    "0": "Good.",
    "1": "A check has findings, or a page has lines that nothing accounts for and --strict was given.",
    "2": "Usage, a missing file, a broken layout file, an output that cannot be written.",
    "3": "A page that describes no trial or cannot be read; the others are written.",
    "130": "Interrupted; what is done is kept, and --resume goes on.",
    "141": "The reader of the output has closed the pipe.",
}
FILES: Final = (
    "~/.cache/trialx: layouts as they are loaded; may be deleted at any time. TRIALX_CACHE names another place."
)
_EXAMPLE: Final = re.compile(r"Example:\s+(.+)")


def manual() -> str:
    """Return the manual page as roff.

    >>> manual().splitlines()[1]
    '.SH NAME'
    """
    root: Any = typer.main.get_command(application())
    return "\n".join(_page(root)) + "\n"


def _page(root: Any) -> Iterator[str]:
    yield f'.TH TRIALX 1 "" "trialx {__version__}" "User Commands"'
    yield from (".SH NAME", f"trialx \\- {_text(root.help).rstrip('.').lower()}")
    yield from (
        ".SH SYNOPSIS",
        ".B trialx",
        "[\\-\\-version] [\\-\\-help]",
        ".I COMMAND",
        "[\\fIOPTION\\fR...] [\\fIARGUMENT\\fR...]",
    )
    yield from (".SH COMMANDS",)
    for name, command in root.commands.items():
        yield from _command(name, command)
    yield ".SH ENVIRONMENT"
    yield from (".PP", "Options of the command line win over these.")
    for name, command in root.commands.items():
        for option in command.params:
            if option.envvar:
                yield from (".TP", f".B {_text(option.envvar)}", f"{_text(option.opts[0])} of trialx {name}.")
    yield from (
        ".SH EXIT STATUS",
        *(line for code, text in EXIT_CODES.items() for line in (".TP", f".B {code}", _text(text))),
    )
    yield from (".SH FILES", _text(FILES))


def _command(name: str, command: Any) -> Iterator[str]:
    """Give the section of one command: what it does, its arguments and options."""
    arguments = " ".join(_argument(param) for param in command.params if param.param_type_name == "argument")
    yield from (f".SS trialx {name} [\\fIOPTION\\fR...] {arguments}".rstrip(),)
    for paragraph in (command.help or "").split("\n\n"):
        example = _EXAMPLE.match(" ".join(paragraph.split()))
        yield from (
            (".PP", "Example:", ".RS", f".B {_text(example[1])}", ".RE") if example else (".PP", _text(paragraph))
        )
    context = typer.Context(command, info_name=name)
    for param in command.params:
        heading, help_ = param.get_help_record(context)
        is_option = param.param_type_name == "option"
        yield from (".TP", f".B {_text(heading)}" if is_option else _argument(param), _text(help_))


def _argument(param: Any) -> str:
    return f"\\fI{_text(param.metavar or param.name.upper())}\\fR"


def _text(words: str) -> str:
    """Return words as roff takes them: one line of ASCII, hyphens to be copied, none that begins with a command."""
    line = " ".join(words.split()).replace("\\", "\\e").replace("-", "\\-")
    line = "".join(sign if sign.isascii() else f"\\[u{ord(sign):04X}]" for sign in line)
    return f"\\&{line}" if line.startswith((".", "'")) else line


if __name__ == "__main__":
    sys.stdout.write(manual())
