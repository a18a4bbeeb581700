"""One partition to one part of the output: the function that a worker runs.

What comes in: a `Partition`, a `Job`. What goes out: the part, in the output's folder, and `Done`, what is to be noted
of it. The same partition always gives the same part under the same name, so that it does not matter how often and by
whom it is run.
"""

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Final, NamedTuple

from trialx.batch.failure import PASSED_OVER
from trialx.batch.formats import SUFFIXES
from trialx.batch.item import Item
from trialx.batch.rendering import Outcome, Task
from trialx.batch.sinks import frame, head_of, in_parquet, piece
from trialx.cluster.cut import Partition, items_in, key
from trialx.cluster.guard import Limits, guarded
from trialx.cluster.store import part_name, put, store_at

# Items that are read between two looks at the process that reads them; its crash costs as many once more.
CHUNK: Final = 32
# Failures that are told by name, a partition; all are counted.
MOST_TOLD: Final = 20


class Job(NamedTuple):
    """What is done with every partition: how pages are read and written, where to, what one page may take."""

    task: Task
    output: str
    limits: Limits = Limits()


class Done(NamedTuple):
    """What became of a partition: `part` is the file ("" where it has no record), `failed` are counts by code.

    `told` are some of the failures: what results call the page, code, message. `read` and `written` are bytes. Pages
    that were `passed` over at the first look are counted nowhere else; `doubtful` records are what --strict objects to.
    """

    key: str
    part: str
    pages: int
    records: int
    failed: dict[str, int]
    told: list[tuple[str, str, str]]
    read: int
    written: int
    passed: int = 0
    doubtful: int = 0


def work(partition: Partition, job: Job) -> Done:
    """Read the pages of a partition and write its part.

    Raises:
        StoreLost: where an input or the output cannot be reached; the partition is then to be run again.

    """
    failed: Counter[str] = Counter()
    told: list[tuple[str, str, str]] = []
    pages = passed = doubtful = 0

    def counted(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        nonlocal pages, passed, doubtful
        for found in outcomes:
            if found.failure and found.failure.code == PASSED_OVER:
                passed += 1
                continue
            pages += 1
            doubtful += bool(found.doubts)
            if found.failure:
                failed[found.failure.code] += 1
                if len(told) < MOST_TOLD:
                    told.append((found.name, *found.failure))
            yield found

    items = chain.from_iterable(map(items_in, partition.pieces))
    content = _rendered(counted(_read(items, job)), job.task)
    name = part_name(partition.place, content, SUFFIXES[job.task.format]) if content else ""
    if content:
        put(store_at(job.output), name, content)
    size = sum(one.named.size if one.cut == "whole" else one.end - one.start for one in partition.pieces)
    records = pages - failed.total()
    return Done(key(partition), name, pages, records, dict(failed), told, size, len(content), passed, doubtful)


def _read(items: Iterator[Item], job: Job) -> Iterator[Outcome]:
    while chunk := list(islice(items, CHUNK)):
        yield from guarded(chunk, job.task, job.limits)


def _rendered(outcomes: Iterator[Outcome], task: Task) -> bytes:
    """Return the content of a part: a whole file of its format; nothing, where no page has a record."""
    if task.format == "parquet":
        return _parquet(outcomes, task)
    around = frame(task.format, several=True, heading=head_of(task))
    pieces: list[bytes] = []
    for found in outcomes:
        if data := piece(found, around, first=not pieces, trim=False):
            pieces.append(data)
    return b"".join(pieces)


def _parquet(outcomes: Iterator[Outcome], task: Task) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "part.parquet")
        records = 0
        with in_parquet(path, task.select) as opened:
            for found in outcomes:
                opened.put(found)
                records += bool(found.text)
        return path.read_bytes() if records else b""
