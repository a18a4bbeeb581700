"""What was taken from a page: values, claimed lines, doubts.

What comes in: one call a value. What goes out: `Found`, from which the record, its evidence and its coverage are built.
Separate, since every verb and the reader of unknown pages write to it and only the build step reads it. `values` is
added to and changed here alone, so that what is looked up of it holds.
"""

from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from trialx.page.lines import Page
from trialx.readers.fold import fold
from trialx.record.span import Value
from trialx.record.vocab import How

# What `Value(...)` comes to, in half its time: a page has some forty values.
_new = tuple.__new__


Path = tuple[str | int, ...]


class Doubt(NamedTuple):
    """A warning before it is written: `line` is an index into the page's lines, -1 for none."""

    code: str
    message: str
    line: int = -1
    path: Path = ()


class Found:
    """The values of one page, the rule that claims each line (None: nothing does), and the doubts.

    `sections` keeps, for whoever explains a page, which section each line was cut into.
    """

    __slots__ = (
        "_above",
        "_first",
        "_indexed",
        "_read",
        "_texts",
        "at_last",
        "claims",
        "counts",
        "doubts",
        "own_arm_ids",
        "page",
        "sections",
        "values",
    )

    def __init__(self, page: Page) -> None:
        """Start with nothing claimed."""
        self.page = page
        self.values: list[Value] = []
        self.claims: list[str | None] = [None] * len(page)
        self.doubts: list[Doubt] = []
        self.counts: dict[str, int] = {}
        # Ids above tables of side effects, with the arm of the table: the trial's own only if the arm is.
        self.own_arm_ids: list[tuple[str, int, int, int, str, str]] = []
        self.sections: list[str] = [""] * len(page)
        # What a verb has to do once, when all sections are read, however many of them are its own.
        self.at_last: dict[Callable[[Found], None], None] = {}
        # What was taken, by path and by the words of each field: looked up for every further value of a long page.
        self._first: dict[Path, object] = {}
        self._above: set[Path] = set()
        self._texts: set[tuple[str, str]] = set()
        self._indexed = self._read = 0

    def value(self, path: Path) -> object | None:
        """Return the first value that was taken for a path, None where there is none."""
        self._index()
        return self._first.get(path)

    def has(self, path: Path) -> bool:
        """Tell whether a value was taken for a path, or for one below it: a field of an object, an entry of a list."""
        self._index()
        return path in self._first or path in self._above

    def has_text(self, field: str, text: str) -> bool:
        """Tell whether a field has a text among its values, whatever its case and marks."""
        values = self.values
        for n in range(self._read, len(values)):
            value = values[n]
            if isinstance(value.value, str):
                self._texts.add((str(value.path[0]), fold(value.value)))
        self._read = len(values)
        return (field, fold(text)) in self._texts

    def _index(self) -> None:
        """Add what was taken since."""
        values = self.values
        for n in range(self._indexed, len(values)):
            path = values[n].path
            if path not in self._first:
                self._first[path] = values[n].value
                for size in range(1, len(path)):
                    self._above.add(path[:size])
        self._indexed = len(values)

    def _changed(self, values: list[Value]) -> None:
        """Put other values in the place of those that were taken."""
        self.values[:] = values
        self._first, self._above, self._texts, self._indexed, self._read = {}, set(), set(), 0, 0

    def add(self, value: Value) -> None:
        """Take a value that has its place."""
        self.values.append(value)

    def again(self, path: Path, how: How, rule: str) -> None:
        """Take the last value for another path too."""
        self.values.append(self.values[-1]._replace(path=path, how=how, rule=rule))

    def drop(self, *paths: Path) -> None:
        """Give back what was taken for paths, and for those below them."""
        if any(map(self.has, paths)):
            self._changed([one for one in self.values if not any(one.path[: len(path)] == path for path in paths)])

    def change(self, change: Callable[[Value], Value]) -> None:
        """Change each value as a function says; those that it returns as they are stay."""
        self._changed([change(value) for value in self.values])

    def order(self, place: Callable[[Value], int]) -> None:
        """Put the values in the order that a function says, those of one place as they were taken."""
        self._changed(sorted(self.values, key=place))

    def line(self, path: Path, value: object, at: int, how: How, rule: str, *, sure: bool = True) -> None:
        """Take a value that is the whole of line `at`."""
        page = self.page
        self.claims[at] = rule
        self.values.append(_new(Value, (path, value, page.starts[at], page.ends[at], at, how, rule, sure)))

    def part(
        self,
        path: Path,
        value: object,
        at: int,
        columns: tuple[int, int],
        how: How,
        rule: str,
        *,
        sure: bool = True,
    ) -> None:
        """Take a value that stands between two columns of line `at`."""
        self.claims[at] = rule
        start, end = self.offsets(at, columns)
        self.values.append(_new(Value, (path, value, start, end, at, how, rule, sure)))

    def offsets(self, at: int, columns: tuple[int, int]) -> tuple[int, int]:
        """Return where two columns of line `at` stand on the page."""
        page, (start, end) = self.page, columns
        if page.ends[at] - page.starts[at] == len(page.lines[at]):
            return page.starts[at] + start, page.starts[at] + end
        return page.offset(at, start), page.offset(at, end)

    def line_of(self, offset: int) -> int:
        """Return the line on which an offset of the text stands."""
        return max(0, bisect_right(self.page.starts, offset) - 1)

    def span(
        self,
        path: Path,
        value: object,
        start: int,
        end: int,
        at: int,
        how: How,
        rule: str,
        *,
        sure: bool = True,
        last: int = -1,
    ) -> None:
        """Take a value that stands at `start:end` of the text, on line `at` to line `last`."""
        if last > at:
            self.claims[at : last + 1] = [rule] * (last + 1 - at)
        else:
            self.claims[at] = rule
        self.values.append(_new(Value, (path, value, start, end, at, how, rule, sure)))

    def unsure(self, path: Path, why: str) -> None:
        """Doubt a value that was taken, or all values of a field; say why once."""
        size = len(path)
        first = -1
        for n, value in enumerate(self.values):
            if value.path[:size] == path and value.sure:
                self.values[n] = value._replace(sure=False)
                first = value.line if first < 0 else first
        if first >= 0:
            self.doubt("ambiguous-value", why, first, path)

    def unsure_each(self, is_doubtful: Callable[[Value], bool], why: str) -> None:
        """Doubt each value that a function picks; say why of each."""
        for n, value in enumerate(self.values):
            if value.sure and is_doubtful(value):
                self.values[n] = value._replace(sure=False)
                self.doubt("ambiguous-value", why, value.line, value.path)

    def next(self, field: str) -> int:
        """Return the position of the next entry of a list that several sections add to, from 0."""
        count = self.counts.get(field, 0)
        self.counts[field] = count + 1
        return count

    def claim(self, at: int, rule: str) -> None:
        """Account for line `at` without a value: a heading, a label, a fixed phrase."""
        if self.claims[at] is None:
            self.claims[at] = rule

    def doubt(self, code: str, message: str, at: int = -1, path: Path = ()) -> None:
        """Note what the reader of the record should know."""
        self.doubts.append(Doubt(code, message, at, path))
