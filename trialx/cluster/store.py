"""The folder of the output, on any file system that fsspec knows.

What comes in: an address or a path, names in it, bytes. What goes out: files that are whole or not there. Parts have
their content in their name, so that a part which is written twice (its worker was thought dead) is the same file.
"""

import hashlib
from typing import Any, Final, NamedTuple

from trialx.batch.named import is_address
from trialx.batch.remote import lost, store_of

PART: Final = "part-"
_DIGITS: Final = 16


class Store(NamedTuple):
    """A folder: fsspec's file system, the path in it, and what people call it."""

    system: Any
    path: str
    name: str


def store_at(name: str) -> Store:
    """Return the folder of a name, which need not exist.

    Raises:
        StoreLost: where the store is not known, or what it needs is not installed.

    """
    system, path = store_of(name if is_address(name) else f"file://{name}")
    return Store(system, path.rstrip("/"), name)


def part_name(index: int, content: bytes, suffix: str) -> str:
    """Return the name of a part: its place among all, and what it holds.

    >>> part_name(3, b"{}", ".jsonl")
    'part-0000003-44136fa355b3678a.jsonl'
    """
    return f"{PART}{index:07d}-{hashlib.sha256(content).hexdigest()[:_DIGITS]}{suffix}"


def put(store: Store, name: str, content: bytes) -> None:
    """Write a file, whole or not at all.

    Raises:
        StoreLost: where the store does not take it.

    """
    path = f"{store.path}/{name}"
    try:
        if "file" in store.system.protocol:
            from trialx.write.atomic import atomic_path

            store.system.makedirs(path.rpartition("/")[0], exist_ok=True)
            with atomic_path(path) as temporary:
                temporary.write_bytes(content)
        else:  # a store of objects shows them when they are whole; the memory of tests needs no more
            store.system.pipe_file(path, content)
    except Exception as error:  # every store has its own errors
        raise lost(f"{store.name} (output)", error) from None


def get(store: Store, name: str) -> bytes:
    """Return what a file holds.

    Raises:
        StoreLost: where it cannot be read.

    """
    try:
        content: bytes = store.system.cat_file(f"{store.path}/{name}")
        return content
    except Exception as error:  # every store has its own errors
        raise lost(f"{store.name} (output)", error) from None


def listing(store: Store, folder: str = "") -> list[str]:
    """Return the names of the files in the folder, or in a folder of it, sorted; none where it is not there.

    Raises:
        StoreLost: where the store cannot be reached.

    """
    try:
        store.system.invalidate_cache()
        found = store.system.ls(f"{store.path}/{folder}".rstrip("/"), detail=False)
    except FileNotFoundError:
        return []
    except Exception as error:  # every store has its own errors
        raise lost(f"{store.name} (output)", error) from None
    return sorted(path.rstrip("/").rpartition("/")[2] for path in found)


def remove(store: Store, names: list[str]) -> None:
    """Remove files of the folder.

    Raises:
        StoreLost: where the store refuses.

    """
    try:
        for name in names:
            store.system.rm(f"{store.path}/{name}", recursive=True)
    except Exception as error:  # every store has its own errors
        raise lost(f"{store.name} (output)", error) from None
