"""A file to read, by its name.

What comes in: nothing. What goes out: `Named`. Separate from the gathering of names, since a store of objects is
gathered in a module of its own.
"""

from typing import Final, NamedTuple

from trialx.batch.failure import Failure

STDIN: Final = "-"
# Records that lie beside their pages are no pages; other files of a folder are told by their content.
RECORDS: Final = (".yaml", ".yml")


class Named(NamedTuple):
    """A file to read: `below` is the folder it was found in, if any; `failure` says why there is none."""

    path: str
    size: int = 0
    below: str = ""
    failure: Failure | None = None


def is_address(name: str) -> bool:
    """Return whether a name is the address of a store and not a path.

    >>> is_address("s3://crawl/pages.jsonl"), is_address("pages.jsonl")
    (True, False)
    """
    return "://" in name
