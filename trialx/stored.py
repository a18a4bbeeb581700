"""What is made of the package's data files, kept in the user's cache, so that a command starts at once.

What comes in: what it is called, the files that it is made of, how it is made. What goes out: what was made of them,
this time or an earlier one: plain data (texts, numbers, tuples, lists, dictionaries, sets of them), never code. It is
kept with a digest of the files' contents and made again when one of them changes; where it cannot be kept it is made
every time. Separate from what is kept: without it most of the time of a short command goes into reading YAML.
"""

import contextlib
import hashlib
import marshal
import os
import stat
import sys
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

# Names the folder; empty: nothing is kept.
FOLDER: Final = "TRIALX_CACHE"
_DIGEST_BYTES: Final = 32
# Two installations side by side keep theirs side by side.
_INSTALLED: Final = f"{zlib.crc32(os.fsencode(__file__)):08x}"


def stored(name: str, sources: Iterable[Path], make: Callable[[], Any]) -> Any:
    """Return what `make` returns, from the cache where it was made of the same sources before.

    >>> stored("lengths", [Path(__file__)], lambda: (1, 2))
    (1, 2)
    """
    folder = _folder()
    if folder is None:
        return make()
    sources_digest = _digest(sources)
    file = folder / f"{name}-{_INSTALLED}.{sys.implementation.cache_tag}"
    try:
        kept = _kept(file)
        payload = kept[_DIGEST_BYTES:]
        if kept[:_DIGEST_BYTES] == _sealed(sources_digest, payload):
            return marshal.loads(payload)
    except (OSError, ValueError, EOFError, TypeError):
        pass  # not kept yet, or torn: made below
    made = make()
    with contextlib.suppress(OSError):  # a cache that cannot be written is none
        payload = marshal.dumps(made)
        _keep(file, _sealed(sources_digest, payload) + payload)
    return made


def read_yaml(path: Path) -> Any:
    """Return what a YAML file of the package holds, every scalar a string ("No" stays "No")."""
    import yaml  # a run whose data comes out of the cache needs none

    # The C loader where PyYAML was built with it.
    return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def _folder() -> Path | None:
    """Return the folder of the cache, where each system has it; None where there is none."""
    if FOLDER in os.environ:
        return Path(os.environ[FOLDER]) if os.environ[FOLDER] else None
    home = os.path.expanduser("~")
    if home == "~" or not os.path.isdir(home):
        return None
    if sys.platform == "darwin":
        return Path(home, "Library", "Caches", "trialx")
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home), "trialx", "Cache")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path(home, ".cache"), "trialx")


def _digest(sources: Iterable[Path]) -> bytes:
    digest = hashlib.sha256()
    for source in sources:
        data = source.read_bytes()
        digest.update(f"{source}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return digest.digest()


def _sealed(sources: bytes, payload: bytes) -> bytes:
    """Return a digest of what was kept and of what it was made of: a bit that flips on the disk must be seen."""
    return hashlib.sha256(sources + payload).digest()


def _kept(file: Path) -> bytes:
    """Return a file's bytes. Raises `OSError` for what is no plain file of this user's: others could write words in."""
    opened = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(opened, "rb") as stream:
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode) or (hasattr(os, "getuid") and found.st_uid != os.getuid()):
            raise PermissionError(f"{file} is no file of this user's")
        return stream.read()


def _keep(file: Path, data: bytes) -> None:
    """Write under another name and rename, so that a reader never sees half of it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    from tempfile import mkstemp  # what comes out of the cache needs none

    descriptor, temporary = mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        os.replace(temporary, file)
    except BaseException:
        os.unlink(temporary)
        raise
