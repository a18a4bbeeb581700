"""What the verbs hand in: values, claimed lines, doubts.

What comes in: one call a value. What goes out: `Found`, from which the record, its evidence and its coverage are built.
Separate, since every verb writes to it and only the build step reads it.
"""

from typing import NamedTuple

from trialx.page.lines import Page
from trialx.readers.fold import fold
from trialx.record.span import Value
from trialx.record.vocab import How

# What `Value(...)` comes to, in half its time: a page has some forty values.
_new = tuple.__new__


class Doubt(NamedTuple):
    """A warning before it is written: `line` is an index into the page's lines, -1 for none."""

    code: str
    message: str
    line: int = -1
    path: tuple[str | int, ...] = ()


class Found:
    """The values of one page, the rule that claims each line (None: nothing does), and the doubts.

    `sections` keeps, for whoever explains a page, which section each line was cut into.
    """

    __slots__ = (
        "_first",
        "_indexed",
        "_source",
        "_texts",
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
        # What was taken, by path and by the words of each field: looked up for every further value of a long page.
        self._first: dict[tuple[str | int, ...], object] = {}
        self._texts: set[tuple[str, str]] = set()
        self._source: list[Value] = self.values
        self._indexed = 0

    def value(self, path: tuple[str | int, ...]) -> object | None:
        """Return the first value that was taken for a path, None where there is none."""
        self._index()
        return self._first.get(path)

    def has_text(self, field: str, text: str) -> bool:
        """Tell whether a field has a text among its values, whatever its case and marks."""
        self._index()
        return (field, fold(text)) in self._texts

    def _index(self) -> None:
        """Add what was taken since; all of it anew where values were taken away."""
        values = self.values
        if values is not self._source or len(values) < self._indexed:
            self._first, self._texts, self._source, self._indexed = {}, set(), values, 0
        for n in range(self._indexed, len(values)):
            value = values[n]
            self._first.setdefault(value.path, value.value)
            if isinstance(value.value, str):
                self._texts.add((str(value.path[0]), fold(value.value)))
        self._indexed = len(values)

    def line(
        self, path: tuple[str | int, ...], value: object, at: int, how: How, rule: str, *, sure: bool = True
    ) -> None:
        """Take a value that is the whole of line `at`."""
        page = self.page
        self.claims[at] = rule
        self.values.append(_new(Value, (path, value, page.starts[at], page.ends[at], at, how, rule, sure)))

    def part(
        self,
        path: tuple[str | int, ...],
        value: object,
        at: int,
        columns: tuple[int, int],
        how: How,
        rule: str,
        *,
        sure: bool = True,
    ) -> None:
        """Take a value that stands between two columns of line `at`."""
        page = self.page
        self.claims[at] = rule
        start, end = columns
        if page.ends[at] - page.starts[at] == len(page.lines[at]):
            start, end = page.starts[at] + start, page.starts[at] + end
        else:
            start, end = page.offset(at, start), page.offset(at, end)
        self.values.append(_new(Value, (path, value, start, end, at, how, rule, sure)))

    def span(
        self,
        path: tuple[str | int, ...],
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

    def unsure(self, path: tuple[str | int, ...], why: str) -> None:
        """Doubt a value that was taken, or all values of a field; say why once."""
        size = len(path)
        first = -1
        for n, value in enumerate(self.values):
            if value.path[:size] == path and value.sure:
                self.values[n] = value._replace(sure=False)
                first = value.line if first < 0 else first
        if first >= 0:
            self.doubt("ambiguous-value", why, first, path)

    def next(self, field: str) -> int:
        """Return the position of the next entry of a list that several sections add to, from 0."""
        count = self.counts.get(field, 0)
        self.counts[field] = count + 1
        return count

    def claim(self, at: int, rule: str) -> None:
        """Account for line `at` without a value: a heading, a label, a fixed phrase."""
        if self.claims[at] is None:
            self.claims[at] = rule

    def doubt(self, code: str, message: str, at: int = -1, path: tuple[str | int, ...] = ()) -> None:
        """Note what the reader of the record should know."""
        self.doubts.append(Doubt(code, message, at, path))
