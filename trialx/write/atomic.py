"""Files that are whole or not there: written under a temporary name, then renamed.

What comes in: a path, and what is to stand there. What goes out: the file, complete; or, where writing failed, the
file as it was before, and an error that says which file and why. The temporary file lies in the same folder, since a
rename across file systems is no rename. Nothing is flushed to the disk itself (fsync): this guards against an
interrupted run, not against a power cut, and a folder of 100,000 pages must not wait for the disk 100,000 times.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from stat import S_IMODE
from typing import Final

_FULL: Final = {errno.ENOSPC, errno.EDQUOT}
_numbers = count(1)


@contextmanager
def atomic_path(path: str | os.PathLike[str], *, suffix: str = "") -> Iterator[Path]:
    """Give a temporary path in the same folder; on leaving without an error it takes the name of `path`.

    A link is followed, so that the file that it names is replaced; a device or a pipe (`/dev/stdout`) is written to as
    it is. A file that stood there before gives the new one its permissions. With a `suffix` the temporary name is the
    same each time, so that a run which is gone on with writes over what a killed one has left; without, it is the
    process's own.

    Raises:
        OSError: in one line what could not be written, where, and what to do.

    """
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder: name a file in it", str(path))
        with _told(path):
            yield target
        return
    own = f".{target.name}.{os.getpid()}-{next(_numbers)}.tmp"
    temporary = target.with_name(target.name + suffix if suffix else own)
    _create(temporary, shown=path)
    try:
        with _told(path):
            yield temporary
            take_place(temporary, target)
    except BaseException:  # an interrupt too must leave nothing behind
        temporary.unlink(missing_ok=True)
        raise


def take_place(temporary: Path, target: Path) -> None:
    """Put a file that is whole in the place of another, and give it that one's permissions."""
    if target.exists():
        temporary.chmod(S_IMODE(target.stat().st_mode))
    os.replace(temporary, target)


def write_atomically(path: str | os.PathLike[str], pieces: Iterable[str]) -> None:
    """Write pieces of text to a file as UTF-8, their line ends as they are; whole or not at all.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_atomically(f"{folder}/a.txt", ["One.", "Two."])
    ...     Path(folder, "a.txt").read_text()
    'One.Two.'
    """
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)


@contextmanager
def _told(path: str | os.PathLike[str]) -> Iterator[None]:
    """Name the file where the disk is full, which the system's own error does not."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise OSError(error.errno, "not written, the disk is full: make room and run again", str(path)) from error


def _create(temporary: Path, *, shown: str | os.PathLike[str]) -> None:
    """Create the temporary file with the permissions of a new file, or say why the folder does not take it."""
    try:
        # Not exclusively: a killed process with the same number may have left one.
        os.close(os.open(temporary, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o666))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileNotFoundError(errno.ENOENT, "its folder does not exist: create it first", str(shown)) from error
    except PermissionError as error:
        raise PermissionError(errno.EACCES, "its folder is not writable: choose another", str(shown)) from error
