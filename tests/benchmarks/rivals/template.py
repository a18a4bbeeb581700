"""TextFSM: a template for meddatax pages and one for pages of other sites, both in the files beside this one.

What comes in: the name of a template and a page. What goes out: claims; a value of a template has the name that it has
in `fields.py`. A template is compiled once.
"""

from collections.abc import Callable
from pathlib import Path

import textfsm

from tests.benchmarks.rivals.fields import FIELDS, Claim

HERE = Path(__file__).parent


def claims_by(template: str) -> Callable[[str], list[Claim]]:
    """Return what reads a page by a template."""
    with (HERE / f"{template}.textfsm").open(encoding="utf-8") as file:
        machine = textfsm.TextFSM(file)

    def claims(text: str) -> list[Claim]:
        machine.Reset()
        rows = machine.ParseText(text)
        return [
            (name, value)
            for row in rows
            for name, cell in zip(machine.header, row, strict=True)
            for value in parts(name, cell)
            if value
        ]

    return claims


def parts(name: str, cell: str | list[str]) -> list[str]:
    """Return the entries of a list; the lines of prose are one value."""
    if isinstance(cell, str):
        return [cell]
    return ["\n".join(cell)] if FIELDS[name].reader == "text" else cell
