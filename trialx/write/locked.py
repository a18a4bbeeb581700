"""Files that one run has for itself while it writes them.

What comes in: the paths of files that are to grow. What goes out: nothing, but a second run that asks for one of them
gets an error instead of writing into the first one's. The lock ends with the process, however that ends. Where a
system or a file system has no such locks, there are none.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # not a POSIX system
    fcntl = None  # type: ignore[assignment] # the name is tested before it is used

# Descriptors that hold a lock. A process that is forked holds it too, and longer than the run if that is killed.
_held: Final[set[int]] = set()


@contextmanager
def locked(paths: Iterable[Path]) -> Iterator[None]:
    """Have files for this run alone; those that are not there are made, empty.

    Raises:
        BlockingIOError: where another run has one of them; it names the file.
        OSError: where one cannot be made.

    """
    files: list[int] = []
    made: list[Path] = []
    try:
        for path in paths:
            file, new = _taken(path)
            files.append(file)
            made += [path] if new else []
        _held.update(files)
    except BaseException:
        for path in made:  # for a run that does not come about
            path.unlink(missing_ok=True)
        _release(files)
        raise
    try:
        yield
    finally:
        _release(files)


def _taken(path: Path) -> tuple[int, bool]:
    """Return a descriptor that holds the lock, and whether the file was made for it."""
    while True:
        new = not path.exists()
        file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
        try:
            _lock(file, path)
            # A run that ended in between has given the file another name or none.
            if path.exists() and os.path.samestat(os.fstat(file), path.stat()):
                return file, new
        except BaseException:
            os.close(file)
            raise
        os.close(file)


def _lock(file: int, path: Path) -> None:
    try:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BlockingIOError(error.errno, "another run is writing it", str(path)) from None
    except OSError:
        pass  # a file system without locks


def _release(files: Iterable[int]) -> None:
    for file in files:
        _held.discard(file)
        with suppress(OSError):
            os.close(file)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=lambda: _release(tuple(_held)))
