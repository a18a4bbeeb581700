"""Files of records in: YAML, JSON, JSON Lines, CSV.

What comes in: a file's text and what its name says it is. What goes out: one `Stored` a record, with what it takes to
find a value's place later. YAML is read by the rules of YAML 1.2 (only `true` and `false` are flags, `2024-07-04` and
`No` are texts, `012` is no octal), as check-jsonschema reads it too. CSV is read back by the writer's own function,
which comes in as an argument because checks do not know writers.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Any, Final, Literal, NamedTuple

import yaml

from trialx.check.places import Lines, Span, in_json, in_yaml

Kind = Literal["yaml", "json", "jsonl", "csv"]
FromRow = Callable[[Mapping[str, str]], object]

SUFFIXES: Final[dict[str, Kind]] = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
}


class Unreadable(ValueError):  # noqa: N818 - says what the file is, like the package's other refusals
    """A file, or a line of it, that is not what its name says; `line` and `column` count from 1."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        """Keep where the reading failed beside why."""
        super().__init__(message)
        self.line = line
        self.column = column


class Stored(NamedTuple):
    """A record as a file holds it: its value, and where in the file (by `kind`: a document, an offset, a line)."""

    value: Any
    kind: Kind
    at: int = 0
    prefix: tuple[str, ...] = ()

    def span(self, text: str, steps: tuple[str, ...]) -> Span:
        """Return where a value stands in the file's text; a row of a CSV is one place."""
        if self.kind == "yaml":
            return in_yaml(text, self.prefix + steps, document=self.at)
        if self.kind == "csv":
            end = text.find("\n", self.at)
            return self.at, len(text) if end < 0 else end
        return in_json(text, self.prefix + steps, start=self.at)


def kind_of(path: str) -> Kind | None:
    """Return what a file holds by its name, None where it is no file of records (so it is a page).

    >>> kind_of("trials/a.YAML"), kind_of("a.jsonl"), kind_of("a.txt")
    ('yaml', 'jsonl', None)
    """
    return SUFFIXES.get(PurePath(path).suffix.lower())


def stored(text: str, kind: Kind, *, from_row: FromRow) -> Iterator[Stored]:
    r"""Give the records of a file's text.

    >>> [(one.value, one.at) for one in stored('{"a": 1}\n\n{"a": 2}\n', "jsonl", from_row=dict)]
    [({'a': 1}, 0), ({'a': 2}, 10)]
    >>> [one.value for one in stored("day: 2024-07-04\nno: No\n", "yaml", from_row=dict)]
    [{'day': '2024-07-04', 'no': 'No'}]

    Raises:
        Unreadable: where the text is not what `kind` says.

    """
    if kind == "yaml":
        yield from _yaml(text)
    elif kind == "json":
        value = _json(text, text)
        many = value if isinstance(value, list) else None
        yield from (
            (Stored(one, kind, 0, (str(index),)) for index, one in enumerate(many))
            if many is not None
            else (Stored(value, kind),)
        )
    elif kind == "jsonl":
        yield from _json_lines(text)
    else:
        yield from _csv(text, from_row)


def _json_lines(text: str) -> Iterator[Stored]:
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        if line and not line.isspace():
            yield Stored(_json(line, text, at), "jsonl", at)
        at = end + 1


def _json(part: str, text: str, at: int = 0) -> object:
    try:
        return json.loads(part)
    except json.JSONDecodeError as error:
        line, column, _ = Lines(text).place((at + error.pos, at + error.pos))
        raise Unreadable(f"not JSON: {error.msg}", line, column) from None
    except RecursionError:
        raise Unreadable("not a record: nested too deeply") from None


def _yaml(text: str) -> Iterator[Stored]:
    try:
        for number, value in enumerate(yaml.load_all(text, Loader=_PLAIN)):
            if value is not None:
                yield Stored(value, "yaml", number)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise Unreadable(f"not YAML: {error.problem or error.context}", line, column) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Unreadable(f"not YAML: {str(error).splitlines()[0]}") from None


def _csv(text: str, from_row: FromRow) -> Iterator[Stored]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    starts = Lines(text)
    try:
        heading = next(rows, [])
        line = rows.line_num
        for row in rows:
            if len(row) not in (0, len(heading)):
                raise Unreadable(f"{len(row)} cells under {len(heading)} headings", line + 1)
            if row:
                yield Stored(
                    _row(dict(zip(heading, row, strict=True)), from_row, line + 1), "csv", starts.start(line + 1)
                )
            line = rows.line_num
    except csv.Error as error:
        raise Unreadable(f"not CSV: {error}", rows.line_num) from None


def _row(cells: dict[str, str], from_row: FromRow, line: int) -> object:
    try:
        return from_row(cells)
    except (ValueError, KeyError, TypeError, AttributeError):
        for name, cell in cells.items():
            try:
                from_row({name: cell})
            except (ValueError, KeyError, TypeError, AttributeError):
                raise Unreadable(f"{cell[:40]!r} is no value of the column {name!r}", line) from None
        raise Unreadable("the row is no record", line) from None


def _loader(base: Any) -> Any:
    """Make a loader that guesses no dates, no octal or sexagesimal numbers, no flags but `true` and `false`."""
    made: Any = type("RecordLoader", (base,), {"yaml_implicit_resolvers": {}})
    made.add_implicit_resolver(
        "tag:yaml.org,2002:bool", re.compile(r"\A(?:true|True|TRUE|false|False|FALSE)\Z"), "tTfF"
    )
    made.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"\A-?(?:0|[1-9][0-9]*)\Z"), "-0123456789")
    made.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"\A-?[0-9]+\.[0-9]+\Z"), "-0123456789")
    made.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"\A(?:~|null|Null|NULL|)\Z"), ["~", "n", "N", ""])
    return made


# libyaml is about ten times as fast; PyYAML may be built without it.
_PLAIN: Final = _loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader))
