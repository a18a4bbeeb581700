"""The configuration: `trialx.toml`, or `[tool.trialx]` in `pyproject.toml`.

What comes in: a folder to begin at. What goes out: `Config`, every key checked, from the nearest file upwards. Options
of the command line win over it; that is the command's affair.
"""

import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, NamedTuple

from trialx.check.exceptions import Entry
from trialx.check.profiles import profiles

FILES: Final = ("trialx.toml", "pyproject.toml")
FAIL_ON: Final = ("error", "warning", "never")
_KEYS: Final = (
    "select",
    "extend-select",
    "ignore",
    "fail-on",
    "baseline",
    "layouts",
    "profile",
    "rules",
    "packages",
    "results-within",
    "as-of",
    "except",
)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_ENTRY_KEYS: Final = ("files", "rules", "reason")


class BadConfig(ValueError):
    """A configuration that cannot be followed; the message says which file, what, and what to write."""


class Config(NamedTuple):
    """What a configuration says; `file` is where, None where there is none. Paths are relative to its folder."""

    file: Path | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    baseline: Path | None = None
    profile: str | None = None
    rules: tuple[Path, ...] = ()
    packages: tuple[str, ...] = ()
    results_within: int | None = None
    as_of: str | None = None
    layouts: Path | None = None
    exceptions: tuple[Entry, ...] = ()


def find_config(folder: Path) -> Config:
    """Return the configuration of the nearest file at or above a folder; an empty one where there is none.

    Raises:
        BadConfig: where the file is not TOML, or has a key or a value that means nothing here.

    """
    for above in (folder, *folder.parents):
        for name in FILES:
            if (file := above / name).is_file() and (table := _table(file)) is not None:
                return _config(table, file)
    return Config()


def read_config(file: Path) -> Config:
    """Return the configuration of one file, which must have one."""
    table = _table(file)
    if table is None:
        raise BadConfig(f"{file} has no table [tool.trialx]")
    return _config(table, file)


def _table(file: Path) -> dict[str, Any] | None:
    """Return the table that is ours, None where a pyproject.toml has none."""
    try:
        whole: Any = tomllib.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadConfig(f"{file} is not TOML: {error}") from None
    except OSError as error:
        raise BadConfig(f"{file} cannot be read ({error.strerror}); check its permissions") from None
    for name in ("tool", "trialx") if file.name == "pyproject.toml" else ():
        whole = whole.get(name)
        if whole is None:
            return None
        if not isinstance(whole, dict):
            raise BadConfig(f"{file}: {name} is a table; write [tool.trialx] above the keys")
    return whole if isinstance(whole, dict) else None


def _config(table: dict[str, Any], file: Path) -> Config:
    _known(table, _KEYS, file)
    fail_on = table.get("fail-on")
    if fail_on is not None and fail_on not in FAIL_ON:
        raise BadConfig(f"{file}: fail-on is {fail_on!r}; write one of {', '.join(FAIL_ON)}")
    baseline = table.get("baseline")
    if baseline is not None and (not isinstance(baseline, str) or (file.parent / baseline).is_dir()):
        raise BadConfig(f"{file}: baseline is the path of a file")
    profile = table.get("profile")
    if profile is not None and profile not in profiles():
        raise BadConfig(f"{file}: profile is {profile!r}; write one of {', '.join(profiles())}")
    within, as_of = table.get("results-within"), table.get("as-of")
    if within is not None and (type(within) is not int or within < 0):
        raise BadConfig(f"{file}: results-within is a number of months: results-within = 12")
    if as_of is not None and not _DAY.fullmatch(str(as_of)):
        raise BadConfig(f'{file}: as-of is a day: as-of = "2026-01-31"')
    layouts = table.get("layouts")
    if layouts is not None and not isinstance(layouts, str):
        raise BadConfig(f"{file}: layouts is the path of a folder of layouts")
    entries = table.get("except", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadConfig(f"{file}: write exceptions as [[except]] with files, rules and reason")
    return Config(
        file=file,
        select=_texts(table, "select", file),
        extend_select=_texts(table, "extend-select", file),
        ignore=_texts(table, "ignore", file),
        fail_on=fail_on,
        baseline=file.parent / baseline if baseline else None,
        profile=profile,
        rules=tuple(file.parent / name for name in _texts(table, "rules", file)),
        packages=_texts(table, "packages", file),
        results_within=within,
        as_of=None if as_of is None else str(as_of),
        layouts=file.parent / layouts if layouts else None,
        exceptions=tuple(_entry(entry, file) for entry in entries),
    )


def _entry(entry: dict[str, Any], file: Path) -> Entry:
    _known(entry, _ENTRY_KEYS, file)
    reason = entry.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        raise BadConfig(f'{file}: every [[except]] says why: reason = "…"')
    made = Entry(_texts(entry, "files", file), _texts(entry, "rules", file), reason)
    if not made.files or not made.rules:
        raise BadConfig(f'{file}: every [[except]] has files = ["…"] and rules = ["TX…"]')
    return made


def _texts(table: dict[str, Any], key: str, file: Path) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadConfig(f'{file}: {key} is a list of texts: {key} = ["…"]')
    return tuple(value)


def _known(table: dict[str, Any], keys: tuple[str, ...], file: Path) -> None:
    for key in table:
        if key not in keys:
            near = get_close_matches(key, keys, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(keys)}"
            raise BadConfig(f"{file}: {key!r} is no key of trialx's configuration; {hint}")
