"""What is done of a run, kept beside its parts, so that it can be gone on with; and the manifest of a run that is done.

What comes in: `Done`s as they arrive. What goes out: `_journal/`, small files of lines that only the first process
writes; at the end `manifest.jsonl`, which says what the run was and names every part with its counts, and takes the
journal's place. A part that the manifest does not name is not part of the result and is removed.
"""

import json
import time
from collections.abc import Iterable, Mapping
from typing import Any, Final

from trialx.batch.resume import Unresumable
from trialx.cluster.store import PART, Store, get, listing, put, remove
from trialx.cluster.work import Done

MANIFEST: Final = "manifest.jsonl"
FOLDER: Final = "_journal"
# What is not noted yet is done once more after a crash of the first process: seldom much, and no page twice.
SECONDS: Final = 2.0
MOST_UNNOTED: Final = 500


class Journal:
    """The journal of one run; `done` are the partitions that earlier runs have noted, by their key."""

    def __init__(self, store: Store, settings: Mapping[str, Any], *, resume: bool) -> None:
        """Open the journal of a folder.

        Raises:
            Unresumable: where the folder holds another run, or one that was not to be gone on with.
            StoreLost: where the folder cannot be read or written.

        """
        self._store = store
        self._settings = json.loads(json.dumps(settings))
        self._waiting: list[Done] = []
        self._noted = time.monotonic()
        names = set(listing(store))
        self.complete = MANIFEST in names
        if not resume and (self.complete or FOLDER in names):
            raise Unresumable(f"{store.name} holds a run already: go on with it by --resume, or name another folder")
        rows = _rows(store, [MANIFEST] if self.complete else [f"{FOLDER}/{name}" for name in listing(store, FOLDER)])
        self.done = {row["key"]: Done(told=[], **row) for row in rows if "key" in row}
        self._number = len(listing(store, FOLDER)) if FOLDER in names else 0
        for row in rows:
            if "settings" in row and row["settings"] != self._settings:
                raise Unresumable(_difference(row["settings"], self._settings))
        if not rows:
            self._write([{"settings": self._settings}])

    def note(self, done: Done) -> None:
        """Take down a partition that is done; it is written when some have come together."""
        self._waiting.append(done)
        if len(self._waiting) >= MOST_UNNOTED or time.monotonic() - self._noted > SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what was taken down."""
        if self._waiting:
            self._write([_row(done) for done in self._waiting])
            self.done |= {done.key: done._replace(told=[]) for done in self._waiting}
        self._waiting.clear()
        self._noted = time.monotonic()

    def finish(self, keys: Iterable[str]) -> list[Done]:
        """Write the manifest of the partitions of these keys, in this order, and remove what it does not name."""
        self.flush()
        found = [self.done[key] for key in keys]
        put(self._store, MANIFEST, _lines([{"settings": self._settings}, *map(_row, found)]))
        wanted = {done.part for done in found}
        others = [name for name in listing(self._store) if name.startswith(PART) and name not in wanted]
        journal = [FOLDER] if FOLDER in listing(self._store) else []
        remove(self._store, [*others, *journal])
        return found

    def _write(self, rows: list[dict[str, Any]]) -> None:
        put(self._store, f"{FOLDER}/{self._number:07d}.jsonl", _lines(rows))
        self._number += 1


def _rows(store: Store, names: list[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for name in names for line in get(store, name).splitlines()]


def _row(done: Done) -> dict[str, Any]:
    """Return what is noted: the counts, and not the messages, which a run over a whole crawl could not hold."""
    return {name: value for name, value in done._asdict().items() if name != "told"}


def _lines(rows: list[dict[str, Any]]) -> bytes:
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    return "".join(lines).encode("utf-8", "surrogatepass")


def _difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    names = ", ".join(name for name in now if before.get(name) != now[name]) or "the settings"
    return f"the run to go on with had other options ({names}): give the same, or name another folder"
