"""Inputs that are addresses: `s3://bucket/crawl/`, `gs://…`, `memory://…`, `file://…`, whatever fsspec knows.

What comes in: an address, of a file, a folder or a pattern. What goes out: `Named`s like those of local files, and
streams of bytes. A store that cannot be reached is no page's failure: it ends the run, which is gone on with later, so
that no page is lost. fsspec (extra `cluster`) and what it needs for a store are imported where they are used.
"""

import io
from collections.abc import Iterator
from glob import has_magic
from typing import Any, Final

from trialx.batch.failure import MISSING, Failure
from trialx.batch.named import RECORDS, Named

# So much is asked for at a time: fewer, larger requests are faster, and every process holds one or two of these.
BLOCK: Final = 4 << 20


class StoreLost(BaseException):
    """A store cannot be reached or refuses; says which and what to do.

    No `Exception`, so that it is not taken for the fault of a page: those are written down and the run goes on.
    """


def store_of(address: str) -> tuple[Any, str]:
    """Return fsspec's file system for an address, and the path in it.

    Raises:
        StoreLost: where fsspec or what it needs for this store is not installed, or knows no such store.

    """
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise StoreLost("addresses need fsspec: pip install 'trialx[cluster]'") from None
    try:
        found: tuple[Any, str] = url_to_fs(address)
        return found
    except (ImportError, ValueError) as error:
        raise StoreLost(f"{address}: {error}") from None


def lost(address: str, error: BaseException) -> StoreLost:
    """Return the error that says that a store failed, in one line."""
    why = " ".join(str(error).split()) or type(error).__name__
    return StoreLost(f"{address}: cannot be reached ({why}); check address, network and rights, then run again")


def gather_remote(address: str) -> Iterator[Named]:
    """Give the files that an address stands for: its folder's, sorted, or those of a pattern, or itself.

    Raises:
        StoreLost: where the store cannot be reached.

    """
    store, path = store_of(address)
    try:
        if has_magic(path):
            found = store.glob(path, detail=True)
            below = ""
        else:
            info = store.info(path)
            folder = info["type"] == "directory"
            found = store.find(path, detail=True) if folder else {path: info}
            below = address if folder else ""
    except FileNotFoundError:
        yield Named(address, failure=Failure(MISSING, "no such file; check the address"))
        return
    except Exception as error:  # every store has its own errors
        raise lost(address, error) from None
    pages = [name for name in sorted(found) if found[name]["type"] == "file" and not _left_out(name, below)]
    if not pages:
        yield Named(address, failure=Failure(MISSING, "no file is there; check the address"))
    for name in pages:
        yield Named(store.unstrip_protocol(name), found[name]["size"] or 0, below)


def _left_out(path: str, below: str) -> bool:
    """Leave out of a folder what is left out of local ones: hidden files, and records beside their pages."""
    return bool(below) and (path.rpartition("/")[2].startswith(".") or path.lower().endswith(RECORDS))


def opened(address: str, start: int = 0, end: int | None = None) -> io.RawIOBase:
    """Open a file of a store for reading, or the bytes from `start` to `end` of it.

    Raises:
        FileNotFoundError: where it is gone.
        PermissionError: where it may not be read.
        StoreLost: where the store cannot be reached, now or while it is read.

    """
    store, path = store_of(address)
    try:
        return _Told(store.open(path, "rb", block_size=BLOCK), address, start, end)
    except (FileNotFoundError, PermissionError):
        raise
    except Exception as error:  # every store has its own errors
        raise lost(address, error) from None


class _Told(io.RawIOBase):
    """A stream of a store whose errors are `StoreLost`."""

    def __init__(self, stream: Any, address: str, start: int, end: int | None) -> None:
        self._stream = stream
        self._address = address
        self._end = end
        if start:
            stream.seek(start)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return int(self._stream.tell())

    def seek(self, place: int, whence: int = 0) -> int:
        return int(self._stream.seek(place, whence))

    def readinto(self, into: Any) -> int:
        try:
            wanted = len(into) if self._end is None else max(0, min(len(into), self._end - self.tell()))
            data = self._stream.read(wanted) if wanted else b""
        except Exception as error:  # every store has its own errors
            raise lost(self._address, error) from None
        into[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()
