"""Where outcomes go: standard output, a file, a folder with a file a page, and the long tables beside any of them.

What comes in: outcomes, in order. What goes out: the output, framed as its format wants it (a JSON array, a stream of
YAML documents, a heading above CSV). A `Sink` is a function that takes an outcome; opening one gives it, leaving the
block completes the output. Files are whole or not there under their name; how they grow is growing.py's.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from trialx.batch.appending import PART, Growth, Part, growing
from trialx.batch.failure import Failure, is_full, why_not_written
from trialx.batch.formats import SUFFIXES, Format
from trialx.batch.item import Item
from trialx.batch.page_names import PageNames
from trialx.batch.rendering import Outcome, Task, became
from trialx.batch.resume import JOURNAL, Entry
from trialx.version import __version__
from trialx.write.atomic import atomic_path, take_place
from trialx.write.packed import packer, put_packed

if TYPE_CHECKING:
    from trialx.write.fields import Shape

# A sink gives back the failure of writing one page, where the others can still be written.
Sink = Callable[[Outcome], Failure | None]


class Output(NamedTuple):
    """Where results go: a file, a folder (`path` with `folder`), without a path standard output; and the tables.

    `packing` is how the file is packed (`.gz`, `.zst`), if at all. `is_input` says of a path that a page is read there.
    """

    path: Path | None = None
    folder: bool = False
    tables: Path | None = None
    resume: bool = False
    packing: str = ""
    is_input: Callable[[str], bool] = lambda _: False

    @property
    def grows(self) -> bool:
        """Whether results go to a file; a device or a pipe is written to as it is."""
        return self.path is not None and not self.folder and (self.path.is_file() or not self.path.exists())

    @property
    def journal(self) -> Path | None:
        """Where it is noted how far the run is; what goes to standard output cannot be gone on with."""
        if self.path and self.folder:
            return self.path / f".trialx{JOURNAL}"
        return Path(f"{self.path.resolve()}{PART}{JOURNAL}") if self.path and self.grows else None


class Opened(NamedTuple):
    """An open output: the sink, the pages that an earlier run has put there, and what to do with each of those.

    `in_band` says that a failure which has a text is in the output.
    """

    put: Sink
    done: Iterator[Entry] = iter(())
    skip: Callable[[Entry, Item], object] = lambda *_: None
    in_band: bool = True


class Frame(NamedTuple):
    """What stands around the texts of an output: before the first one, before each other, after the last, if none."""

    first: str = ""
    between: str = ""
    last: str = ""
    none: str = ""


def frame(format_: Format, *, several: bool, heading: str = "") -> Frame:
    """Return what a format puts around its texts; `heading` is the row above those of CSV."""
    if format_ == "json" and several:
        return Frame("[\n", ",\n", "\n]\n", "[]\n")
    if format_ == "yaml" and several:
        return Frame("---\n", "---\n")
    return Frame(first=heading, none=heading if several else "")


def piece(outcome: Outcome, around: Frame, *, first: bool, trim: bool) -> bytes:
    """Return what one outcome adds to an output: nothing, where it has no text."""
    if not outcome.text:
        return b""
    text = outcome.text.removesuffix(b"\n") if trim else outcome.text
    return (around.first if first else around.between).encode() + text


def head_of(task: Task) -> str:
    """Return the heading row of CSV, nothing for other formats."""
    if task.format != "csv":
        return ""
    from trialx.write.as_csv import BYTE_ORDER_MARK, csv_rows

    heading = next(iter(csv_rows([], task.select)))
    return f"{BYTE_ORDER_MARK}{heading}" if task.excel else heading


@contextmanager
def opened(output: Output, task: Task, stdout: IO[bytes], *, several: bool) -> Iterator[Opened]:
    """Open the output that was asked for, and the tables.

    Raises:
        OSError: where a file cannot be written; it names the file.
        Unresumable: where the run to be gone on with had other options.
        ImportError: where what a format needs is not installed.

    """
    head = head_of(task)
    around = frame(task.format, several=several, heading=head)
    trim = task.format == "json" and several
    file = list(_file_part(output, task, several=several))
    parts = [*file, *_table_parts(output.tables, task)]
    settings = _settings(output, task, several=several)
    if output.path and output.folder:
        output.path.mkdir(parents=True, exist_ok=True)
    with growing(parts, output.journal, settings, resume=output.resume) as growth, ExitStack() as stack:
        if file:
            main = stack.enter_context(_in_growing(growth, around, trim=trim))
        elif output.path is None:
            main = stack.enter_context(on_stream(stdout, around, trim=trim))
        elif output.folder:
            main = in_folder(output, task.format, head)
        else:
            main = stack.enter_context(_on_device(output.path, task, around, trim=trim))

        def put(outcome: Outcome) -> Failure | None:
            failure = main.put(outcome) or outcome.failure
            for which, rows in enumerate(outcome.rows, len(file)):
                growth.add(which, rows)
            growth.note(became(outcome, failure), outcome.item, outcome.name)
            return failure

        yield main._replace(put=put, done=growth.done())


def _settings(output: Output, task: Task, *, several: bool) -> dict[str, Any]:
    """Return what must be the same for a run to be gone on with."""
    tables = output.tables and str(output.tables)
    read = {"trialx": __version__, "reading": task.reading}
    written = {"format": task.format, "select": task.select, "several": several, "tables": tables}
    return {**read, **written, "packing": output.packing, "excel": task.excel}


def _file_part(output: Output, task: Task, *, several: bool) -> Iterator[Part]:
    if output.path is None or not output.grows:
        return
    target = output.path.resolve()
    if output.packing:
        packer(output.packing)  # what is missing at the end is said at the beginning
    if task.format == "parquet":
        from trialx.write.as_parquet import columns

        yield _parquet_part(target, columns(task.select))
    else:
        yield Part(target, finish=partial(_finish, packing=output.packing, empty=several))


def _table_parts(folder: Path | None, task: Task) -> Iterator[Part]:
    if folder is None:
        return
    from trialx.write import tables

    folder.mkdir(parents=True, exist_ok=True)
    for name in tables.TABLES:
        if task.format == "parquet":
            yield _parquet_part(folder.resolve() / f"{name}.parquet", tables.table_shape(name))
        else:
            yield Part(folder.resolve() / f"{name}.csv", tables.csv_heading(name, excel=task.excel).encode())


def _parquet_part(target: Path, shape: "Shape") -> Part:
    """Grow as lines, of which the columns are made at the end."""
    from trialx.write.as_parquet import put_in_columns, pyarrow

    pyarrow()  # what is missing at the end is said at the beginning
    return Part(target, finish=partial(put_in_columns, shape=shape))


def _finish(part: Path, target: Path, *, packing: str, empty: bool) -> None:
    """Make the target of a part; where the only page has no record, what stands there is left alone."""
    if not empty and not part.stat().st_size:
        return
    if packing:
        put_packed(part, target, ending=packing)
    else:
        take_place(part, target)


@contextmanager
def _in_growing(growth: Growth, around: Frame, *, trim: bool) -> Iterator[Opened]:
    """Write to the first of the files that grow."""

    def put(outcome: Outcome) -> None:
        growth.add(0, piece(outcome, around, first=not growth.lengths[0], trim=trim))

    yield Opened(put)
    growth.add(0, (around.last if growth.lengths[0] else around.none).encode())


@contextmanager
def on_stream(stream: IO[bytes], around: Frame, *, trim: bool) -> Iterator[Opened]:
    """Write to an open stream, and let every page out as soon as it is there."""
    begun = False

    def put(outcome: Outcome) -> None:
        nonlocal begun
        if data := piece(outcome, around, first=not begun, trim=trim):
            begun = True
            stream.write(data)
            stream.flush()

    yield Opened(put)
    stream.write((around.last if begun else around.none).encode())
    stream.flush()


@contextmanager
def _on_device(path: Path, task: Task, around: Frame, *, trim: bool) -> Iterator[Opened]:
    """Write to a device or a pipe as it is."""
    if task.format == "parquet":
        with in_parquet(path, task.select) as opened:
            yield opened
    else:
        with path.open("wb") as device, on_stream(device, around, trim=trim) as opened:
            yield opened


@contextmanager
def in_parquet(path: Path, select: tuple[str, ...]) -> Iterator[Opened]:
    """Write a Parquet file in one go."""
    from trialx.write.as_parquet import columns, open_lines

    with open_lines(path, columns(select)) as append:

        def put(outcome: Outcome) -> None:
            if outcome.text:
                append(outcome.text)

        yield Opened(put)


def in_folder(output: Output, format_: Format, head: str) -> Opened:
    """Write a file a page, named after it; folders of the input are folders of the output."""
    folder = output.path or Path()
    names = PageNames(SUFFIXES[format_], lambda path: output.is_input(str(folder / path)))

    def put(outcome: Outcome) -> Failure | None:
        target = folder / names.name(outcome.name, outcome.file, outcome.below)
        if not outcome.text or outcome.failure:
            return None
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with atomic_path(target, suffix=PART) as part:
                part.write_bytes(head.encode() + outcome.text)
        except OSError as error:
            if is_full(error):  # no other page can be written either
                raise
            return Failure("not-written", f"{target}: {why_not_written(error)}")
        return None

    def skip(entry: Entry, item: Item) -> None:
        names.name(entry.name, item.file, item.below)

    return Opened(put, skip=skip, in_band=False)
