"""Layouts and their goldens against each other: what `trialx layouts --check` reports.

What comes in: a folder of layouts, a folder of samples (a page `NAME.txt` with its golden `NAME.yaml` beside it) and a
function that reads a page. What goes out: every fault with its file and line. The reading is handed in, since layouts
stand below the code that reads pages with them.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from trialx.layouts import from_folder
from trialx.layouts.document import Document, Fault, LayoutError, Where, read
from trialx.layouts.layout import Layout

# What a golden does not hold: it follows from the page's bytes alone.
NOT_IN_GOLDEN = ("sha256", "characters", "file")
# What a golden may leave out: where the values stand, and which lines no rule accounts for.
OPTIONAL = ("lines", "coverage")
# The longest value that a message quotes.
QUOTED = 60


class Reading(NamedTuple):
    """A page as it was read: the record as a golden has it, and the rules that read something."""

    record: Mapping[str, Any]
    rules: Collection[str]


class Report(NamedTuple):
    """How many layouts and pages were looked at, what is wrong, and what no sample shows."""

    layouts: int
    pages: int
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]


Read = Callable[[Path, Sequence[Layout]], Reading]


def verify(folder: Path, samples: Path, reading: Read) -> Report:
    """Check the layouts of `folder`, and the pages below `samples` against their goldens.

    `reading(page, layouts)` reads a page; a `ValueError` of it says why it cannot. Raises `LayoutError` where a layout
    is wrong: no page is read then.
    """
    layouts = from_folder(folder)
    faults: list[Fault] = []
    rules: set[str] = set()
    seen: set[str] = set()
    pages = list(_pages(samples))
    for page, golden in pages:
        try:
            result = reading(page, layouts)
            document = read(golden)
        except LayoutError as error:
            faults.extend(error.faults)
            continue
        except ValueError as error:
            faults.append(Fault(str(page), 1, f"{error}; `trialx extract --layout NAME` forces a layout"))
            continue
        rules.update(result.rules)
        seen.add(str(result.record.get("source", {}).get("layout")))
        faults.extend(differences(document, result.record))
    notes = [note for layout in layouts if layout.name in seen for note in _unseen(layout, rules)]
    notes += [
        Fault(layout.file, 1, f"no sample is read as {layout.name}; put a page and its golden into {samples}")
        for layout in layouts
        if layout.name not in seen
    ]
    return Report(len(layouts), len(pages), tuple(faults), tuple(notes))


def _pages(samples: Path) -> Iterator[tuple[Path, Path]]:
    """Pages with their goldens, by name; a page without one is none of ours."""
    for page in sorted(samples.rglob("*.txt")):
        golden = page.with_suffix(".yaml")
        if golden.exists():
            yield page, golden


def differences(golden: Document, record: Mapping[str, Any]) -> list[Fault]:
    """Return where a record is not what the golden says, each at the golden's line."""
    if not isinstance(golden.data, dict):
        return [Fault(golden.file, 1, "a golden is a record; write it with `trialx extract`")]
    return [
        Fault(golden.file, golden.line_of(where), f"{'.'.join(map(str, where))}: {message}")
        for where, message in _compare(golden.data, record, ())
        if where[-1] not in NOT_IN_GOLDEN
    ]


def _compare(said: Any, found: Any, where: Where) -> Iterator[tuple[Where, str]]:
    """What a golden says and what was found, down to the single values."""
    if isinstance(said, dict) and isinstance(found, Mapping):
        for key in [*said, *(key for key in found if key not in said)]:
            if where == () and (key == "evidence" or (key in OPTIONAL and key not in said)):
                continue
            if key not in found:
                yield (*where, key), f"the golden says {_short(said[key])}, the page is not read so far"
            elif key not in said:
                yield (*where, key), f"the page reads {_short(found[key])}, the golden has nothing"
            else:
                yield from _compare(said[key], found[key], (*where, key))
    elif isinstance(said, list) and isinstance(found, (list, tuple)):
        for n in range(max(len(said), len(found))):
            if n >= len(found):
                yield (*where, n), f"the golden says {_short(said[n])}, the page is not read so far"
            elif n >= len(said):
                yield (*where, n), f"the page reads {_short(found[n])}, the golden has nothing"
            else:
                yield from _compare(said[n], found[n], (*where, n))
    elif said != as_written(found):
        yield where, f"the golden says {_short(said)}, the page reads {_short(found)}"


def as_written(value: Any) -> Any:
    """Return a value as YAML's text has it, since goldens are read without guessing at types.

    >>> as_written(True), as_written(140), as_written("NA"), as_written([1])
    ('true', '140', 'NA', ['1'])
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return [as_written(item) for item in value]
    if isinstance(value, Mapping):
        return {key: as_written(item) for key, item in value.items()}
    return str(value)


def _short(value: Any) -> str:
    text = repr(as_written(value))
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


def _fired(rule: str, rules: Collection[str]) -> bool:
    """Whether a field's rule, or one of those that it is parted into, has read something."""
    return any(one == rule or one.startswith(f"{rule}:") for one in rules)


def _unseen(layout: Layout, rules: Collection[str]) -> Iterator[Fault]:
    """Fields that no sample has, a note a section: their rule is a promise that nothing holds."""
    document = read(Path(layout.file))
    for section in layout.sections:
        fields = enumerate(section.fields)
        missing = [n for n, field in fields if field.name != "-" and not _fired(field.rule, rules)]
        if missing:
            line = document.line_of(("sections", section.order, "fields", missing[0]))
            names = ", ".join(section.fields[n].name for n in missing)
            yield Fault(layout.file, line, f"no sample has {names} in section {section.name}")
