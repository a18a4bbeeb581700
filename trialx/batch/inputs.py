"""What counts as an input: names on the command line to files.

What comes in: names as given: files, folders, patterns, `-`; or a list on standard input (`find -print0`). What goes
out: `Named`, one a file, in the order given, a folder's files sorted. Nothing is opened here, so that the order and
the sum of the sizes are known before the work begins.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from typing import IO

from trialx.batch.failure import MISSING, Failure
from trialx.batch.named import RECORDS, STDIN, Named, is_address


def gather(names: Iterable[str]) -> Iterator[Named]:
    """Give the files that names stand for; a name that stands for none is given with its failure.

    >>> [(named.path, named.failure.code) for named in gather(["no/such.txt"]) if named.failure]
    [('no/such.txt', 'missing-file')]
    """
    for name in names:
        if name == STDIN:
            yield Named(name)
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
        folders[:] = sorted(name for name in folders if not name.startswith("."))
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
