"""Files of records in: YAML, JSON, JSON Lines, CSV, each also compressed with gzip.

What comes in: a path. What goes out: one `Stored` a record, a line or a row at a time where the format allows it, with
what it takes to find a value's place later. YAML is read by the rules of YAML 1.2 (only `true` and `false` are flags,
`2024-07-04` and `No` are texts, `012` is no octal), as check-jsonschema reads it too. CSV is read back by the writer's
own function, which comes in as an argument because checks do not know writers.
"""

import csv
import gzip
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePath
from typing import IO, Any, Final, Literal, NamedTuple

import yaml

from trialx.check import doubled
from trialx.check.finding import Place, pointer
from trialx.check.places import Span, end_in_json, end_in_yaml, in_json, in_yaml, lines_of, start_in_json

Kind = Literal["yaml", "json", "jsonl", "csv"]
FromRow = Callable[[Mapping[str, str]], object]

# The csv module refuses cells over 128 KiB; a trial of many sites has longer ones.
LONGEST_CELL: Final = 1 << 28
# The line that opens a YAML document, and one that is neither that nor blank, a comment or a directive.
_MARK: Final = re.compile(r"---(?:\s|\Z)")
_CONTENT: Final = re.compile(r"(?!\s*(?:#|\Z)|%|---\s*\Z)")
STDIN: Final = "-"
SUFFIXES: Final[dict[str, Kind]] = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
}


class Unreadable(ValueError):
    """A file, or a line of it, that is not what its name says; `line` and `column` count from 1."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        """Keep where the reading failed beside why."""
        super().__init__(message)
        self.line = line
        self.column = column


class Stored(NamedTuple):
    """A record as a file holds it: its value, the text it stands in, and the line on which that text begins.

    The text is the document for YAML, the whole file for JSON, the line or row for the others; `prefix` is the steps to
    the record within a JSON list; `doubled` says that a key stands twice somewhere in the text.
    """

    value: Any
    kind: Kind
    text: str
    line: int = 1
    prefix: tuple[str, ...] = ()
    doubled: bool = False

    def doubles(self, file: str) -> Iterator[tuple[Place, Place]]:
        """Give the places of the keys that stand twice: the later one, which counts, and the earlier one."""
        if self.kind == "yaml":
            found = doubled.in_yaml(self.text)
        else:
            found = doubled.in_json(self.text, start_in_json(self.text, self.prefix))
        lines = lines_of(self.text)
        for one in found:
            later, earlier = (lines.place(span) for span in (one.later, one.earlier))
            at = pointer(*one.path)
            yield (
                Place(file, self.line + later[0] - 1, *later[1:], at, lines.line(later[0])),
                Place(file, self.line + earlier[0] - 1, *earlier[1:], at, lines.line(earlier[0])),
            )

    def place(self, file: str, steps: tuple[str, ...]) -> Place:
        """Return where a value stands; a row of a CSV is one place."""
        lines = lines_of(self.text)
        line, column, end = lines.place(self._span(self.prefix + steps))
        last = lines.place((self._end(self.prefix + steps) - 1,) * 2)[0]
        return Place(
            file, self.line + line - 1, column, end, pointer(*steps), lines.line(line), self.line + max(line, last) - 1
        )

    def replacement(self, steps: tuple[str, ...], value: object) -> str | None:
        """Return the text that puts a value in the place of another, None where the place holds more than that value.

        A JSON text is YAML as well, so one form does for both.
        """
        if self.kind == "csv":
            return None
        start, end = self._span(self.prefix + steps)
        try:
            written = yaml.load(self.text[start:end], Loader=_PLAIN)
            held = self.value
            for step in steps:
                held = held[int(step)] if isinstance(held, list) else held[step]
        except (yaml.YAMLError, LookupError, TypeError, ValueError):
            return None
        return json.dumps(value, ensure_ascii=False) if written == held and "\n" not in self.text[start:end] else None

    def _end(self, steps: tuple[str, ...]) -> int:
        if self.kind == "yaml":
            return end_in_yaml(self.text, steps)
        return len(self.text) if self.kind == "csv" else end_in_json(self.text, steps)

    def _span(self, steps: tuple[str, ...]) -> Span:
        if self.kind == "yaml":
            return in_yaml(self.text, steps)
        return (0, len(self.text)) if self.kind == "csv" else in_json(self.text, steps)


def kind_of(path: str) -> Kind | None:
    """Return what a file holds by its name, None where it is no file of records (so it is a page).

    >>> kind_of("trials/a.YAML"), kind_of("a.jsonl.gz"), kind_of("a.txt")
    ('yaml', 'jsonl', None)
    """
    return SUFFIXES.get(PurePath(path.lower().removesuffix(".gz")).suffix)


def records_of(path: str, *, from_row: FromRow) -> Iterator[Stored | Unreadable]:
    """Give the records of a file; of standard input, whose kind its first character tells, for `-`.

    A line of JSON Lines or a row of CSV that cannot be read is given as its `Unreadable`, and the next one follows.

    Raises:
        Unreadable: where the file is not what its name says.
        OSError: where it cannot be read.

    """
    try:
        with _opened(path) as file:
            if path == STDIN:
                text = file.read()
                yield from stored(io.StringIO(text), _sniffed(text), from_row=from_row)
            else:
                yield from stored(file, kind_of(path) or "yaml", from_row=from_row)
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8: byte {error.object[error.start]:#04x} at offset {error.start}") from None
    except (gzip.BadGzipFile, EOFError) as error:
        raise Unreadable(f"not gzip: {error}") from None


def stored(file: IO[str], kind: Kind, *, from_row: FromRow) -> Iterator[Stored | Unreadable]:
    r"""Give the records of an open file.

    >>> [(one.value, one.line) for one in stored(io.StringIO('{"a": 1}\n\n{"a": 2}\n'), "jsonl", from_row=dict)]
    [({'a': 1}, 1), ({'a': 2}, 3)]
    >>> [one.value for one in stored(io.StringIO("day: 2024-07-04\nno: No\n"), "yaml", from_row=dict)]
    [{'day': '2024-07-04', 'no': 'No'}]
    """
    if kind == "jsonl":
        yield from (_line(line.rstrip("\r\n"), number) for number, line in enumerate(file, 1) if not line.isspace())
    elif kind == "csv":
        yield from _csv(file, from_row)
    elif kind == "yaml":
        for text, line in _documents(file):
            yield from _yaml(text, line)
    else:
        text = file.read()
        value, twice = _json(text)
        if isinstance(value, list):
            yield from (Stored(one, kind, text, prefix=(str(index),), doubled=twice) for index, one in enumerate(value))
        else:
            yield Stored(value, kind, text, doubled=twice)


@contextmanager
def _opened(path: str) -> Iterator[IO[str]]:
    if path == STDIN:
        yield io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline="")
        return
    opener: Any = gzip.open if path.lower().endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        # A byte order mark is no part of the first line. (The codec utf-8-sig takes it away too, at half the speed.)
        if file.read(1) != "\ufeff":
            file.seek(0)
        yield file


def _sniffed(text: str) -> Kind:
    """Tell JSON, JSON Lines and YAML apart; JSON Lines has a whole value on its first line and another below."""
    start = text.lstrip()
    if start[:1] not in ("{", "["):
        return "yaml"
    first, _, rest = start.partition("\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return "json"
    return "jsonl" if rest.strip() else "json"


def _line(line: str, number: int) -> Stored | Unreadable:
    try:
        value, twice = _json(line, number)
        return Stored(value, "jsonl", line, number, doubled=twice)
    except Unreadable as error:
        return error


def _json(text: str, line: int = 1) -> tuple[object, bool]:
    """Return a value, and whether a key stands twice in one of its objects."""
    pairs = doubled.Pairs()
    try:
        return json.loads(text, object_pairs_hook=pairs.mapping), pairs.seen
    except json.JSONDecodeError as error:
        raise Unreadable(f"not JSON: {error.msg}", line + error.lineno - 1, error.colno) from None
    except RecursionError:
        raise Unreadable("no record: nested too deeply", line) from None
    except ValueError:  # more digits than Python turns into a number
        raise Unreadable("no record: a number of thousands of digits", line) from None


def _documents(file: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Cut a YAML stream into its documents, each with the line on which it begins.

    `---` at the beginning of a line opens a document wherever it stands, even in a text of many lines, so this needs no
    parser. Comments and directives before it belong to the document that it opens.
    """
    begun: list[str] = []
    first = 1
    for number, line in enumerate(file, 1):
        if _MARK.match(line) and any(_CONTENT.match(earlier) for earlier in begun):
            yield "".join(begun), first
            begun, first = [], number
        begun.append(line)
    if begun:
        yield "".join(begun), first


def _yaml(text: str, first: int) -> Iterator[Stored]:
    try:
        loader = _PLAIN(text)
        value = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column + 1) if mark else (0, 1)
        raise Unreadable(f"not YAML: {error.problem or error.context}", first + line, column) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Unreadable(f"not YAML: {str(error).splitlines()[0]}", first) from None
    if "*" in text and _shares(value):
        # A few of them stand for more than any memory holds, or for themselves.
        raise Unreadable("no record: an alias (*name) stands for a value; write the value itself", first)
    if value is not None:
        yield Stored(value, "yaml", text, first, doubled=loader.doubled)


def _shares(value: object) -> bool:
    """Say whether a list or mapping stands in two places, which only an alias of YAML can bring about."""
    seen: set[int] = set()
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, (list, dict)):
            if id(one) in seen:
                return True
            seen.add(id(one))
            waiting += one.values() if isinstance(one, dict) else one
    return False


def _csv(file: Iterable[str], from_row: FromRow) -> Iterator[Stored | Unreadable]:
    csv.field_size_limit(LONGEST_CELL)
    rows = csv.reader(file, strict=True)
    try:
        heading = next(rows, [])
        line = rows.line_num + 1
        for row in rows:
            if row:
                yield _row(heading, row, from_row, line)
            line = rows.line_num + 1
    except csv.Error as error:
        raise Unreadable(f"not CSV: {error}", rows.line_num) from None


def _row(heading: list[str], row: list[str], from_row: FromRow, line: int) -> Stored | Unreadable:
    if len(row) != len(heading):
        return Unreadable(f"{len(row)} cells under {len(heading)} headings", line)
    cells = dict(zip(heading, row, strict=True))
    refused = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
    try:
        return Stored(from_row(cells), "csv", row[0] or " ", line)
    except refused:
        for name, cell in cells.items():
            try:
                from_row({name: cell})
            except refused:
                return Unreadable(f"{cell[:40]!r} is no value of the column {name!r}", line)
        return Unreadable("the row is no record", line)


def _loader(base: Any) -> Any:
    """Make a loader that guesses no dates, no octal or sexagesimal numbers, no flags but `true` and `false`."""

    def construct_mapping(self: Any, node: Any, deep: bool = False) -> Any:
        if isinstance(node, yaml.MappingNode) and doubled.doubled_in_node(node):
            self.doubled = True
        return base.construct_mapping(self, node, deep)

    made: Any = type(
        "RecordLoader",
        (base,),
        {"yaml_implicit_resolvers": {}, "doubled": False, "construct_mapping": construct_mapping},
    )
    made.add_implicit_resolver(
        "tag:yaml.org,2002:bool", re.compile(r"\A(?:true|True|TRUE|false|False|FALSE)\Z"), "tTfF"
    )
    made.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"\A-?(?:0|[1-9][0-9]*)\Z"), "-0123456789")
    made.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"\A-?[0-9]+\.[0-9]+\Z"), "-0123456789")
    made.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"\A(?:~|null|Null|NULL|)\Z"), ["~", "n", "N", ""])
    return made


# libyaml is about ten times as fast; PyYAML may be built without it.
_PLAIN: Final = _loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader))
