"""What is checked: paths in, units out.

What comes in: files and folders as they are named on a command line. What goes out: `Unit`s in a fixed order, each a
page, a file of records, or a page with its record beside it (`trial.txt` and `trial.yaml`), however they were named.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from trialx.check.load import STDIN, SUFFIXES, kind_of

PAGE_SUFFIXES: Final = (".txt", ".html", ".htm")
# Where the record of a page lies: one record a file, so neither JSON Lines nor CSV.
BESIDE_SUFFIXES: Final = (".yaml", ".yml", ".json")


class Unit(NamedTuple):
    """What is checked together: a page, a file of records, or both where they stand side by side.

    `found` says that the file was met in a folder and not named: it may turn out to be no record at all.
    """

    page: str | None
    records: str | None
    found: bool = False


def gather(paths: Iterable[str]) -> list[Unit]:
    """Return the units that paths stand for, sorted by file, none twice.

    Raises:
        FileNotFoundError: for a path that is not there.

    """
    units: dict[Unit, None] = {}
    for path in paths:
        if path == STDIN:
            units[Unit(None, STDIN)] = None
        elif os.path.isdir(path):
            units.update(dict.fromkeys(_unit(found, found=True) for found in _walk(path)))
        elif os.path.exists(path):
            units[_unit(path)] = None
        else:
            raise FileNotFoundError(path)
    named = {unit._replace(found=False) for unit in units if not unit.found}
    kept = [unit for unit in units if not (unit.found and unit._replace(found=False) in named)]
    return sorted(kept, key=lambda unit: (unit.page or unit.records or "", unit.records or ""))


def _walk(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            plain = name.lower().removesuffix(".gz")
            path = os.path.join(root, name)
            # A pipe or a device would be waited for; a link to nowhere is told when it is opened.
            met = not os.path.exists(path) or os.path.isfile(path)
            if met and not name.startswith(".") and plain.endswith((*SUFFIXES, *PAGE_SUFFIXES)):
                yield path


def _unit(path: str, *, found: bool = False) -> Unit:
    """Put a file and what lies beside it together."""
    stem = Path(path)
    if kind_of(path) is None:
        return Unit(path, _beside(stem, BESIDE_SUFFIXES), found)
    page = _beside(stem, PAGE_SUFFIXES) if stem.suffix.lower() in BESIDE_SUFFIXES else None
    return Unit(page, path, found)


def _beside(path: Path, suffixes: tuple[str, ...]) -> str | None:
    return next((str(other) for other in map(path.with_suffix, suffixes) if other.is_file()), None)
