r"""Text out of a stream of bytes, piece by piece, however long it is.

What comes in: a stream of bytes. What goes out: a stream of text in the encoding that its first bytes show: UTF-16 by
its mark, else UTF-8, and what is not UTF-8 as Windows-1252, byte by byte. Separate from `page.decode`, which has a
whole page before it decides.
"""

import codecs
import io
import json
from contextlib import suppress
from typing import IO, Any, Final, cast

# Longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FALLBACK: Final = "trialx-windows-1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_FALLBACK, _as_windows)


class _Borrowed(io.TextIOWrapper):
    """A text that leaves the bytes below it open when it is let go: they are whoever's opened them."""

    def close(self) -> None:
        with suppress(ValueError):
            self.detach()


def text_stream(stream: IO[bytes]) -> io.TextIOWrapper:
    r"""Return the text of a stream that can be peeked into, its line ends as they are.

    >>> text_stream(io.BufferedReader(io.BytesIO("Größe\r\n".encode("cp1252")))).read()
    'Größe\r\n'
    >>> text_stream(io.BufferedReader(io.BytesIO("\ufeffGröße".encode("utf-16-le")))).read()
    'Größe'
    """
    head = cast("io.BufferedReader", stream).peek(4)[:4]
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8-sig")
    return _Borrowed(stream, encoding=encoding, errors=_FALLBACK, newline="")


def narrowed(stream: io.BufferedReader) -> io.BufferedReader:
    r"""Return a stream of JSON as it is, or as UTF-8 where it is UTF-16 or UTF-32, so that its lines can be read.

    >>> narrowed(io.BufferedReader(io.BytesIO('{"a": "ü"}\n'.encode("utf-16")))).readline().decode()
    '{"a": "ü"}\n'
    """
    encoding = json.detect_encoding(stream.peek(4)[:4])
    return stream if encoding.startswith("utf-8") else io.BufferedReader(_Narrowed(stream, encoding))


class _Narrowed(io.RawIOBase):
    """The text of a stream of another encoding as UTF-8; what is no character is U+FFFD."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        self._text = _Borrowed(stream, encoding=encoding, errors="replace", newline="")
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        # So few characters that their bytes have room in any buffer but the smallest.
        self._rest = self._rest or self._text.read(max(1, len(into) // 4)).encode("utf-8", "replace")
        piece, self._rest = self._rest[: len(into)], self._rest[len(into) :]
        into[: len(piece)] = piece
        return len(piece)
