"""Where the records of `trialx extract` go, by the options and by the name of the output.

What comes in: the options; the files that are to be read. What goes out: the format and the `Output`, or `Refused` for
what cannot be written as asked; the files without those that the run itself writes. Separate from the run, which takes
both as given.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from trialx.batch.appending import PART
from trialx.batch.formats import SUFFIXES, Format
from trialx.batch.named import STDIN, Named, is_address
from trialx.batch.sinks import Output
from trialx.cli.asked import Asked
from trialx.write.apart import Outputs
from trialx.write.packed import ENDINGS

_FORMATS: Final[dict[str, Format]] = {
    **{suffix: format_ for format_, suffix in SUFFIXES.items()},
    ".yml": "yaml",
    ".txt": "yaml",
    ".ndjson": "jsonl",
}


class Refused(ValueError):
    """Options that contradict each other or name what is not there; the message says which."""


def destination(asked: Asked) -> tuple[Format, Output]:
    """Return the format of the records and where they go. Raises `Refused`."""
    name = asked.output or ""
    folder = bool(name) and (name.endswith(("/", os.sep)) or os.path.isdir(name))
    plain, packing = (name, "") if folder or asked.cluster else _packing(name)
    format_: Format = asked.format or ("jsonl" if asked.cluster else _by_name(name, plain, folder=folder))
    if asked.excel and format_ != "csv":
        raise Refused("--excel is for CSV: add -f csv")
    if asked.cluster:
        return format_, Output()
    path = Path(name) if name else None
    if format_ == "parquet" and (path is None or folder):
        raise Refused("Parquet is one file: name it with -o trials.parquet")
    if format_ == "parquet" and packing:
        raise Refused(f"{name}: Parquet is packed already: leave {packing} out")
    if asked.resume and path is None:
        raise Refused("--resume needs an output to go on with: name it with -o")
    output = Output(path, folder, asked.tables, asked.resume, packing)
    if packing and not output.grows:
        raise Refused(f"{name}: a device or a pipe is written to as it is: leave {packing} out")
    return format_, output


def _packing(name: str) -> tuple[str, str]:
    """Cut off the ending that says how a file is packed."""
    ending = Path(name).suffix.lower()
    return (name[: -len(ending)], ending) if ending in ENDINGS else (name, "")


def _by_name(name: str, plain: str, *, folder: bool) -> Format:
    """Return the format that the name of the output says; a name without an ending says none."""
    ending = "" if folder else Path(plain).suffix.lower()
    if not ending:
        return "yaml"
    if ending not in _FORMATS:
        known = ", ".join(_FORMATS)
        raise Refused(f"{name}: nothing is written as {ending}; end it in {known} (.gz or .zst may follow), or give -f")
    return _FORMATS[ending]


def inputs_apart(files: Iterable[Named], output: Output, format_: Format) -> list[Named]:
    """Return the files to be read without those that the run writes and has only met in a folder.

    Raises:
        OutputIsInput: where the caller has named one of them.
        Refused: where a file a page would stand among the pages of a folder and be one of them the next time.

    """
    outputs = Outputs(_written(output))
    return [named for named in files if not _is_written(named, output, format_, outputs)]


def reads(files: Iterable[Named]) -> Callable[[str], bool]:
    """Return what says of a path whether a page is read from there; it looks at the files only where one is there."""

    @cache
    def paths() -> frozenset[str]:
        return frozenset(os.path.realpath(named.path) for named in files if not is_address(named.path))

    return lambda path: os.path.lexists(path) and os.path.realpath(path) in paths()


def _written(output: Output) -> Iterator[str]:
    """Give the files that a run makes besides those of a folder, and what an interrupted one has left of them."""
    if output.path and output.grows:
        yield from (str(output.path), f"{output.path}{PART}", str(output.journal))
    if output.tables:
        from trialx.write.tables import TABLES

        for path in (output.tables / f"{name}{suffix}" for name in TABLES for suffix in (".csv", ".parquet")):
            yield from (str(path), f"{path}{PART}")


def _is_written(named: Named, output: Output, format_: Format, outputs: Outputs) -> bool:
    """Say whether a file is passed over, being one that the run writes."""
    if is_address(named.path):
        return False
    if outputs.hide("/dev/stdin" if named.path == STDIN else named.path, found=bool(named.below)):
        return True
    return any(_is_below(named, folder, format_) for folder in _folders(output))


def _folders(output: Output) -> Iterator[Path]:
    if output.path and output.folder:
        yield output.path


def _is_below(named: Named, folder: Path, format_: Format) -> bool:
    """Say whether a file was found in the folder of the output, where that lies in the folder that is read."""
    if not named.below:
        return False
    inner = _inner(named.below, str(folder))
    if inner == os.curdir and f".{format_}" != ".yaml":
        raise Refused(f"{folder}: is the folder that is read; its records would be pages the next time: choose another")
    return inner not in ("", os.curdir) and named.path.startswith(os.path.join(named.below, inner, ""))


@cache
def _inner(outer: str, folder: str) -> str:
    """Return the way from one folder to another that lies in it or is it, "" where it does not."""
    if not os.path.isdir(folder):
        return ""
    way = os.path.relpath(os.path.realpath(folder), os.path.realpath(outer))
    return "" if way.split(os.sep)[0] == os.pardir else way
