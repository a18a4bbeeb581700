r"""Text out of a stream of bytes, piece by piece, however long it is.

What comes in: a stream of bytes. What goes out: a stream of text in the encoding that its first bytes show: UTF-16 by
its mark, else UTF-8, and what is not UTF-8 as Windows-1252, byte by byte. Separate from `page.decode`, which has a
whole page before it decides.
"""

import codecs
import io
from contextlib import suppress
from typing import IO, Final, cast

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
