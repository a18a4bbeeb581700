"""What counts as an input: names on the command line to files.

What comes in: names as given: files, folders, patterns, `-`; or a list on standard input (`find -print0`). What goes
out: `Named`, one a file, in the order given, a folder's files sorted. Nothing is opened here, so that the order and
the sum of the sizes are known before the work begins.
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from typing import IO, Final

from trialx.batch.failure import MISSING, Failure
from trialx.batch.named import RECORDS, STDIN, Named, is_address

PAGES_WITH_PARTS: Final = (".html", ".htm")
_NCT: Final = re.compile(r"(NCT\d{8})", re.IGNORECASE)
_NCT_PAGE: Final = re.compile(r"//(?:www\.)?clinicaltrials\.gov/.*?(NCT\d{8})", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"ISRCTN\d{8}|\d{4}-\d{6}-\d{2}(?:-\d{2})?|(?:ACTRN|ChiCTR|jRCT|UMIN|DRKS|IRCT|PACTR|KCT|CTRI|RBR|TCTR)[\w/-]{6,24}",
    re.IGNORECASE,
)


def no_network(name: str) -> str:
    """Return what to do with the address of a web page or a bare registry number, which trialx does not fetch.

    >>> no_network("https://example.org/trial?id=1")
    "trialx fetches nothing: curl -sL 'https://example.org/trial?id=1' | trialx extract -"
    >>> no_network("page.txt")
    ''
    """
    address = name if name.lower().startswith(("http://", "https://")) else ""
    number = _NCT.fullmatch(name) or (address and _NCT_PAGE.search(address))
    if number and not os.path.lexists(name):  # the page itself is drawn by a script and holds no words
        address = f"https://clinicaltrials.gov/api/v2/studies/{number[1].upper()}"
    elif not address and _NUMBER.fullmatch(name) and not os.path.lexists(name):
        return (
            "this is a registry number and no file: save the trial's page or its registry's export, and name that file"
        )
    return f"trialx fetches nothing: curl -sL '{address}' | trialx extract -" if address else ""


def gather(names: Iterable[str]) -> Iterator[Named]:
    """Give the files that names stand for; a name that stands for none is given with its failure.

    >>> [(named.path, named.failure.code) for named in gather(["no/such.txt"]) if named.failure]
    [('no/such.txt', 'missing-file')]
    """
    for name in names:
        if name == STDIN:
            yield Named(name)
        elif told := no_network(name):
            yield Named(name, failure=Failure(MISSING, told))
        elif is_address(name):
            from trialx.batch.remote import gather_remote

            yield from gather_remote(name)
        elif os.path.isdir(name):
            yield from _folder(name)
        elif has_magic(name) and not os.path.lexists(name):
            yield from _pattern(name)
        else:
            yield _file(name)


def listed(stream: IO[bytes]) -> Iterator[str]:
    r"""Give the names of a list, each ended by a NUL byte, as `find -print0` writes it.

    >>> import io
    >>> list(listed(io.BytesIO(b"a.txt\0b c.txt\0")))
    ['a.txt', 'b c.txt']
    """
    rest = b""
    while piece := stream.read(1 << 16):
        *names, rest = (rest + piece).split(b"\0")
        yield from (os.fsdecode(name) for name in names if name)
    if rest:
        yield os.fsdecode(rest)


def _file(path: str, *, below: str = "", met: bool = False) -> Named:
    """Return a file; one that was `met` in a folder or by a pattern must be one: a pipe would be waited for."""
    try:
        found = os.stat(path)
        if met and not stat.S_ISREG(found.st_mode):
            return Named(path, 0, below, Failure("unreadable", "no file but a pipe or a device; name it to read it"))
        return Named(path, found.st_size, below)
    except FileNotFoundError:
        # A file that was found in a folder a moment ago is no mistake of the caller's.
        code = "vanished" if below else MISSING
        return Named(path, 0, below, Failure(code, "no such file; check the path"))
    except OSError as error:
        return Named(path, 0, below, Failure("unreadable", f"cannot be read ({error.strerror}); check its folder"))


def _folder(folder: str) -> Iterator[Named]:
    """Give a folder's files and those of the folders in it, sorted; hidden ones are left out."""
    found = False
    refused: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=refused.append):
        # What a browser has put beside a page that it saved are its parts: pictures, scripts, frames.
        parts = {f"{os.path.splitext(name)[0]}_files" for name in files if name.lower().endswith(PAGES_WITH_PARTS)}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in parts)
        for name in sorted(files):
            if not name.startswith(".") and not name.lower().endswith(RECORDS):
                found = True
                yield _file(os.path.join(root, name), below=folder, met=True)
    for error in refused:
        failure = Failure("unreadable", f"cannot be listed ({error.strerror}); check its permissions")
        yield Named(str(error.filename), below=folder, failure=failure)
    if not found and not refused:
        yield Named(folder, failure=Failure("empty-folder", "the folder holds no page; check the path"))


def _pattern(pattern: str) -> Iterator[Named]:
    paths = sorted(glob(pattern, recursive=True))
    if not paths:
        yield Named(pattern, failure=Failure(MISSING, "no file matches this pattern; check it"))
    for path in paths:
        if not os.path.isdir(path):
            yield _file(path, met=True)
