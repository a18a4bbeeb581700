"""Where a value of a record stands in its file.

What comes in: a file's text and the steps to a value (a JSON Pointer in parts). What goes out: a span of characters.
Separate from load.py because nobody needs places while nothing is wrong: they are looked up for findings only. Where
a value is not there (a missing field), the place is that of the nearest thing around it.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import yaml

Span = tuple[int, int]

_DECODER: Final = json.JSONDecoder()
_BREAK: Final = re.compile(r"\r\n?|\n")
_FAST: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def in_json(text: str, steps: Sequence[str], *, start: int = 0) -> Span:
    r"""Return the span of a value in a JSON text: the value itself where it is one line, else its key.

    >>> text = '{"a": [1, {"b": "x"}]}'
    >>> [text[slice(*in_json(text, steps))] for steps in (["a", "1", "b"], ["a", "0"], ["a", "9"])]
    ['"x"', '1', '[1, {"b": "x"}]']
    """
    key, (at, end) = _found_in_json(text, tuple(steps), start)
    return key if "\n" in text[at:end] else (at, end)


def end_in_json(text: str, steps: Sequence[str]) -> int:
    r"""Return where a value of a JSON text ends, however many lines it has.

    >>> end_in_json('{"a": [1,\n2]}', ["a"])
    12
    """
    return _found_in_json(text, tuple(steps), 0)[1][1]


def in_yaml(text: str, steps: Sequence[str]) -> Span:
    r"""Return the span of a value in the text of a YAML document: the value itself where it is one line, else its key.

    >>> text = "a:\n- 1\n- b: x\n"
    >>> [text[slice(*in_yaml(text, steps))] for steps in (["a", "1", "b"], ["a"], ["c"])]
    ['x', 'a', 'a']
    """
    found = _found_in_yaml(text, steps)
    if found is None:
        return 0, 1
    key, node = found
    shown = node if node.start_mark.line == node.end_mark.line else key
    first, last = shown.start_mark.index, shown.end_mark.index
    # A mapping of many lines has no key when it is the document or an item: its first key stands for it.
    return (first, last) if shown.start_mark.line == shown.end_mark.line else (first, text.find(":", first))


def start_in_json(text: str, steps: Sequence[str]) -> int:
    """Return where a value of a JSON text begins."""
    return _found_in_json(text, tuple(steps), 0)[1][0]


def end_in_yaml(text: str, steps: Sequence[str]) -> int:
    r"""Return where a value of a YAML text ends, however many lines it has; a block ends where the next thing begins.

    >>> end_in_yaml("a:\n- 1\n- 2\nb: 3\n", ["a"])
    11
    """
    found = _found_in_yaml(text, steps)
    return found[1].end_mark.index if found else 1


class Lines:
    """The lines of a text, to turn offsets into line and column (both from 1) and to quote a line."""

    def __init__(self, text: str) -> None:
        """Find where the lines of `text` begin; a line ends with a newline, a carriage return, or the two together."""
        self._text = text
        # A record of JSON Lines is one long line, which a pattern would search for breaks one character at a time.
        broken = "\n" in text or "\r" in text
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))] if broken else [0]

    def place(self, span: Span) -> tuple[int, int, int]:
        r"""Return the line of a span, its first column, and the column after its last one on that line.

        >>> Lines("ab\ncdef\n").place((4, 6))
        (2, 2, 4)
        """
        line = bisect_right(self._starts, span[0])
        column = span[0] - self._starts[line - 1] + 1
        return line, column, max(column + 1, min(column + span[1] - span[0], len(self.line(line)) + 1))

    def start(self, number: int) -> int:
        r"""Return the offset at which a line begins, by its number from 1.

        >>> Lines("ab\ncd").start(2)
        3
        """
        return self._starts[number - 1]

    def line(self, number: int) -> str:
        r"""Return a line by its number from 1, without its end; "" where there is none.

        >>> Lines("ab\r\ncd").line(1), Lines("ab").line(7)
        ('ab', '')
        """
        if not 1 <= number <= len(self._starts):
            return ""
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[self._starts[number - 1] : end].rstrip("\r\n")


@lru_cache(maxsize=2)  # the findings of a record come one after another, those of a page with those of its record
def lines_of(text: str) -> Lines:
    """Return the lines of a text."""
    return Lines(text)


@lru_cache(maxsize=1)
def composed(text: str) -> yaml.Node | None:
    """Return the root node of a YAML document, None of an empty one."""
    node: yaml.Node | None = yaml.compose(text, Loader=_FAST)
    return node


@lru_cache(maxsize=8)  # the file of many records, and the lists within one
def _starts(text: str, at: int) -> tuple[int, ...]:
    """Return where the items of the list at `at` begin; a file of many records is one long list."""
    starts = []
    at = _skip(text, at + 1)
    while text[at] != "]":
        starts.append(at)
        at = _skip(text, _DECODER.raw_decode(text, at)[1])
    return tuple(starts)


def member_spans(text: str, at: int) -> Iterator[tuple[str | int, Span, int]]:
    """Give the members of the object or list at `at`: key or index, the key's span, where its value begins."""
    opening, at, index = text[at], _skip(text, at + 1), 0
    while text[at] not in "}]":
        key: str | int = index
        span, value = (at, at + 1), at
        if opening == "{":
            key, end = _DECODER.raw_decode(text, at)
            span, value = (at, end), _skip(text, text.index(":", end) + 1)
        yield key, span, value
        index += 1
        at = _skip(text, _DECODER.raw_decode(text, value)[1])


@lru_cache(maxsize=4)  # a finding asks for its place, for where it ends, and for what is written there
def _found_in_json(text: str, steps: tuple[str, ...], start: int) -> tuple[Span, Span]:
    """Return the spans of a key and of its value, of the nearest ones around where there are none."""
    at, key = _skip(text, start), (start, start + 1)
    for step in steps:
        found = _member(text, at, step) if text[at] == "{" else _item(text, at, step) if text[at] == "[" else None
        if found is None:
            break
        key, at = found
    return key, (at, _DECODER.raw_decode(text, at)[1])


def _found_in_yaml(text: str, steps: Sequence[str]) -> tuple[yaml.Node, yaml.Node] | None:
    """Return the nodes of a key and of its value, of the nearest ones around where there are none."""
    node = composed(text)
    if node is None:
        return None
    key: yaml.Node = node
    for step in steps:
        found = _child(node, step)
        if found is None:
            break
        key, node = found
    return key, node


def _skip(text: str, at: int) -> int:
    """Return the next place that is not blank and not a comma."""
    while text[at] in " \t\r\n,":
        at += 1
    return at


def _member(text: str, at: int, step: str) -> tuple[Span, int] | None:
    """Find a key of the object that begins at `at`: the key's span and where its value begins."""
    at = _skip(text, at + 1)
    while text[at] != "}":
        key, end = _DECODER.raw_decode(text, at)
        value = _skip(text, text.index(":", end) + 1)
        if key == step:
            return (at, end), value
        at = _skip(text, _DECODER.raw_decode(text, value)[1])
    return None


def _item(text: str, at: int, step: str) -> tuple[Span, int] | None:
    """Find an item of the list that begins at `at`: the place where it begins, as a span of one and as an offset."""
    starts = _starts(text, at)
    if not step.isdigit() or int(step) >= len(starts):
        return None
    start = starts[int(step)]
    return (start, start + 1), start


def _child(node: yaml.Node, step: str) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
        return node.value[int(step)], node.value[int(step)]
    return None
