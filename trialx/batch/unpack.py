"""Compressed bytes to plain bytes, as a stream.

What comes in: a stream of bytes. What goes out: a buffered stream of what it holds, unpacked as often as it is packed.
Separate from what the bytes mean. gzip is the standard library's; zstd needs the extra `zstd`.
"""

import io
from typing import IO, Any, Final

from trialx.batch.failure import Unreadable
from trialx.batch.media_types import packed

# A file packed more often than this is meant to do harm.
DEEPEST: Final = 3
BUFFER: Final = 1 << 16
# So much of a stream tells what it holds.
HEAD: Final = 1 << 13
# Four bytes of zstd can stand for 128 KB: so much at a time is unpacked into 32 MB at the worst.
PIECE: Final = 1 << 10


def unpacked(stream: IO[bytes]) -> io.BufferedReader:
    r"""Return a stream of the plain bytes in a stream, at the same place; its `peek` shows their beginning.

    >>> import gzip
    >>> unpacked(io.BytesIO(gzip.compress(b"Phase: PHASE2"))).read()
    b'Phase: PHASE2'

    Raises:
        Unreadable: where zstd is met and its library is missing, or the file is packed too often.

    """
    plain = _buffered(stream)
    for _ in range(DEEPEST):
        kind = packed(plain.peek(4)[:4])
        if kind is None:
            return plain
        plain = _buffered(_gzip(plain) if kind == "gzip" else _Zstd(plain))
    raise Unreadable("broken-archive", f"packed more than {DEEPEST} times; unpack it first")


def _gzip(stream: io.BufferedReader) -> Any:
    import gzip  # most pages are not packed, and one page is read sooner without

    return gzip.GzipFile(fileobj=stream)


def _buffered(stream: Any) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO) and stream.seekable():
        return stream
    return io.BufferedReader(_Patient(stream), BUFFER)


class _Patient(io.RawIOBase):
    """A stream whose first read gives enough to tell what it holds, however slowly a pipe or a packer delivers it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._read: Any = getattr(stream, "read1", None) or stream.read
        self._begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        data = self._read(len(into))
        while data and not self._begun and not _telling(data) and (more := self._read(len(into) - len(data))):
            data += more
        self._begun = True
        into[: len(data)] = data
        return len(data)


def _telling(data: bytes) -> bool:
    """Say whether the beginning of a stream is enough; JSON Lines are told by their first line, and may come slowly."""
    return len(data) >= HEAD or (data.lstrip().startswith(b"{") and b"\n" in data)


class _Zstd(io.RawIOBase):
    """The plain bytes of zstd frames; unlike the library's own stream it tells a break from the end."""

    def __init__(self, stream: Any) -> None:
        try:
            import zstandard
        except ImportError:
            raise Unreadable("needs-extra", "zstd needs zstandard: pip install 'trialx[zstd]'") from None
        self._stream = stream
        self._error = zstandard.ZstdError
        self._fresh = zstandard.ZstdDecompressor(max_window_size=1 << 31).decompressobj
        self._frame: Any = None
        self._plain = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        while not self._plain:
            if not self._more():
                return 0
        count = min(len(into), len(self._plain))
        into[:count] = self._plain[:count]
        self._plain = self._plain[count:]
        return count

    def _more(self) -> bool:
        """Unpack the next piece; False at the end of the last frame."""
        piece = self._frame.unused_data if self._frame and self._frame.eof else b""
        if self._frame and self._frame.eof:
            self._frame = None
        piece = piece or self._stream.read(PIECE)
        if not piece:
            if self._frame:
                raise EOFError("zstd: the stream breaks off")
            return False
        self._frame = self._frame or self._fresh()
        try:
            self._plain = memoryview(self._frame.decompress(piece))
        except self._error as error:
            raise EOFError(f"zstd: {error}") from None
        return True
