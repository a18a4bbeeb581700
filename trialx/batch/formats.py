"""The formats that records are written in: the one list of their names.

What comes in: nothing. What goes out: each format with the ending of its files. Separate, since the options, the files
and the cluster speak of formats before anything is rendered.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Literal, get_args

Format = Literal["yaml", "json", "jsonl", "csv", "parquet"]
SUFFIXES: Final[Mapping[Format, str]] = {name: f".{name}" for name in get_args(Format)}
# Formats whose parts are each a whole file; a JSON array cannot be cut.
IN_PARTS: Final[tuple[Format, ...]] = ("jsonl", "yaml", "csv", "parquet")


class Choice(StrEnum):
    """The same names for the option parser."""

    yaml = "yaml"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
