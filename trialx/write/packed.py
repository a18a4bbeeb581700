"""Texts packed as their file's name says: `.gz`, `.zst`.

What comes in: a file that is whole and not packed. What goes out: the packed file under its own name; the same bytes
each time (no time of day in them). zstd needs the extra `zstd`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from trialx.write.atomic import take_place

# The endings, as a file's name has them.
ENDINGS: Final = (".gz", ".zst")


class ZstandardMissing(ImportError):
    """An output ends in .zst and zstandard is not installed; the message says how to install it."""


def packer(ending: str) -> Callable[[Any], Any]:
    """Return what opens a binary file for writing so that it is packed. Raises `ZstandardMissing`."""
    if ending == ".gz":
        import gzip

        return lambda file: gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0)
    try:
        import zstandard
    except ImportError:
        raise ZstandardMissing("zstd needs zstandard: pip install 'trialx[zstd]'") from None
    return lambda file: zstandard.ZstdCompressor().stream_writer(file, closefd=False)


def put_packed(part: Path, target: Path, *, ending: str) -> None:
    """Make a packed file of one that is not. Raises `OSError` where it cannot be written; no part of it stays then."""
    import shutil  # most outputs are not packed, and one page is read sooner without

    whole = part.with_name(f"{part.name}{ending}")
    try:
        with part.open("rb") as plain, whole.open("wb") as file, packer(ending)(file) as packed:
            shutil.copyfileobj(plain, packed, 1 << 20)
        take_place(whole, target)
    finally:
        whole.unlink(missing_ok=True)
