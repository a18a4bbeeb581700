"""A YAML file as strings that know their lines.

What comes in: a file's path. What goes out: `Document`, its data with every scalar a string (`No` stays `No`, `012`
stays `012`) and the line of any item, or the faults of the file's form: a tab, a key given twice, a syntax error.
Separate from what a layout means, since a golden is read the same way.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

# Where an item stands in the data: keys of mappings and positions in lists.
Where = tuple[str | int, ...]


class Fault(NamedTuple):
    """What is wrong with a file, and on which line (from 1; 0 where the file has none)."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return `file:line: message`, the form that editors and CI logs turn into a link."""
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class LayoutError(ValueError):
    """A layout is wrong: each line of the message is a fault, `file:line: what, and what to do`."""

    def __init__(self, faults: Sequence[Fault] | str) -> None:
        """Keep the faults; a message alone has no file."""
        self.faults: tuple[Fault, ...] = () if isinstance(faults, str) else tuple(faults)
        super().__init__(faults if isinstance(faults, str) else "\n".join(map(str, faults)))


class Document(NamedTuple):
    """What a YAML file holds: strings, lists and mappings; and its nodes, from which lines are looked up."""

    file: str
    data: Any
    node: Any

    def line_of(self, where: Where) -> int:
        """Return the line (from 1) of the item at `where`, or of the nearest one above it."""
        import yaml

        node, line = self.node, 1
        for step in where:
            if isinstance(node, yaml.MappingNode):
                pair = next(((key, value) for key, value in node.value if key.value == step), None)
                if pair is None:
                    break
                line, node = pair[0].start_mark.line + 1, pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + 1
            else:
                break
        return line


def read(path: Path) -> Document:
    """Return a YAML file's data. Raises `LayoutError` with every fault of its form."""
    file = str(path)
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise LayoutError([Fault(file, 0, f"cannot be read ({error.strerror})")]) from None
    except UnicodeDecodeError:
        raise LayoutError([Fault(file, 0, "is no UTF-8 text; save it as UTF-8")]) from None
    return parse(text, file)


def parse(text: str, file: str) -> Document:
    """Return the data of a YAML text; `file` is what messages call it. Raises `LayoutError` with every fault."""
    import yaml  # a run whose layouts come out of the cache needs none

    tabs = [n for n, line in enumerate(text.split("\n"), 1) if "\t" in line] if "\t" in text else []
    if tabs:
        raise LayoutError([Fault(file, n, "a tab; YAML is indented with blanks, put blanks instead") for n in tabs])
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).split("\n")[0]
        line = mark.line + 1 if mark else 1
        hint = "look at the blanks and quotes here and on the line above"
        raise LayoutError([Fault(file, line, f"no YAML: {problem}; {hint}")]) from None
    faults: list[Fault] = []
    data = _plain(node, file, faults, {})
    if faults:
        raise LayoutError(sorted(faults))
    return Document(file, data, node)


def _plain(node: Any, file: str, faults: list[Fault], done: dict[int, Any]) -> Any:
    """Turn nodes into data. `done` keeps what an anchor stands for, so that an alias costs nothing and may not loop."""
    import yaml

    if isinstance(node, yaml.ScalarNode):
        return node.value
    if node is None or id(node) in done:
        return done.get(id(node))
    done[id(node)] = None
    if isinstance(node, yaml.SequenceNode):
        done[id(node)] = [_plain(item, file, faults, done) for item in node.value]
        return done[id(node)]
    out: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, value in node.value:
        name, line = key.value, key.start_mark.line + 1
        if not isinstance(name, str):
            faults.append(Fault(file, line, "a key is a word, not a list or a mapping"))
        elif name in out:
            faults.append(Fault(file, line, f"key {name!r} is given twice (first on line {lines[name]}); keep one"))
        else:
            lines[name] = line
            out[name] = _plain(value, file, faults, done)
    done[id(node)] = out
    return out
