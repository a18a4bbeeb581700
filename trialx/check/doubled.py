"""Keys that stand twice in one mapping of YAML or JSON: the later value wins, and nobody is told.

What comes in: texts to be read, or a text in which a key is known to stand twice. What goes out: values with a flag, or
both places of each such key. Places are looked for only where the flag says so: most files have none.
"""

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import yaml

from trialx.check.places import Span, composed, member_spans

_SCANNER: Final = json.JSONDecoder()


class Doubled(NamedTuple):
    """A key that stands twice: the steps to its mapping and itself, the spans of the earlier and the later one."""

    path: tuple[str | int, ...]
    earlier: Span
    later: Span


class Pairs:
    """Makes mappings of pairs for the JSON decoder, and remembers whether a key stood twice in one of them."""

    def __init__(self) -> None:
        """Begin with none seen."""
        self.seen = False

    def mapping(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Return the mapping of some pairs; of a key that stands twice the later value, as everybody reads it."""
        made = dict(pairs)
        self.seen = self.seen or len(made) != len(pairs)
        return made


def doubled_in_node(node: yaml.MappingNode) -> bool:
    """Say whether a key stands twice in a YAML mapping; `<<` brings in keys that may be given anew."""
    keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
    return len(keys) != len(set(keys))


def in_json(text: str, at: int, path: tuple[str | int, ...] = ()) -> Iterator[Doubled]:
    r"""Give the keys that stand twice in the JSON value that begins at `at`.

    >>> text = '{"a": {"b": 1, "b": 2}}'
    >>> [(one.path, text[slice(*one.earlier)]) for one in in_json(text, 0)]
    [(('a', 'b'), '"b"')]
    """
    first: dict[str, Span] = {}
    for name, key, start in member_spans(text, at):
        if isinstance(name, str) and (earlier := first.setdefault(name, key)) != key:
            yield Doubled((*path, name), earlier, key)
        if text[start] in "{[":
            yield from in_json(text, start, (*path, name))


def in_yaml(text: str) -> Iterator[Doubled]:
    r"""Give the keys that stand twice in a YAML text.

    >>> [(one.path, one.later) for one in in_yaml("a: 1\nb:\n- {c: 1, c: 2}\na: 2\n")]
    [(('a',), (23, 24)), (('b', 0, 'c'), (17, 18))]
    """
    if (node := composed(text)) is not None:
        yield from _in_node(node, (), set())


def _in_node(node: yaml.Node, path: tuple[str | int, ...], met: set[int]) -> Iterator[Doubled]:
    if id(node) in met:  # an alias: what it stands for has been looked through
        return
    met.add(id(node))
    below: list[tuple[str | int, yaml.Node]] = []
    if isinstance(node, yaml.MappingNode):
        first: dict[str, Span] = {}
        for key, value in node.value:
            span = (key.start_mark.index, key.end_mark.index)
            name = str(key.value)
            if (earlier := first.setdefault(name, span)) != span:
                yield Doubled((*path, name), earlier, span)
            below.append((name, value))
    elif isinstance(node, yaml.SequenceNode):
        below = list(enumerate(node.value))
    for step, value in below:
        yield from _in_node(value, (*path, step), met)
