"""YAML to `Layout`.

What comes in: the path of a layout file and the trunk. What goes out: a `Layout`, or a `LayoutError` that says the
file, the line, what is wrong and the nearest known name. Files are read as text without type guessing (`No` stays
`No`).
Where an error stands is looked up only when there is one, so that loading stays fast.
"""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from trialx.layouts.layout import Field, Layout, Section
from trialx.layouts.verbs import VERBS
from trialx.page.lines import KEY_LENGTH
from trialx.readers import READERS

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

TOP_KEYS = ("name", "about", "recognise", "ends", "ignore", "sections")
SECTION_KEYS = ("name", "heading", "fixed", "opening", "read", "fields", "why")
FIELD_KEYS = ("field", "label", "read", "bare", "glued", "upto", "why")
# Fixed phrases are found by their first characters: one look-up a line, however many phrases there are.
PREFIX = 6

Where = tuple[str | int, ...]


class LayoutError(ValueError):
    """A layout file is wrong: `file:line: what, and what to do`."""


class _Fault(Exception):
    def __init__(self, where: Where, message: str) -> None:
        super().__init__(message)
        self.where = where


def key_of(phrase: str) -> str:
    """Return the key under which lines are looked up.

    >>> key_of("Study  Start Date:")
    'study start date'
    """
    return " ".join(phrase[:KEY_LENGTH].casefold().split()).rstrip(": ")


def read_yaml(path: Path) -> Any:
    """Return what a YAML file holds, every scalar a string. Raises `LayoutError` with the line of a syntax error."""
    try:
        return yaml.load(path.read_text("utf-8"), Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or str(error)
        raise LayoutError(f"{path}:{line}: {problem}; see the YAML rules on blanks and quotes") from None
    except (OSError, UnicodeDecodeError) as error:
        raise LayoutError(f"{path}: cannot be read ({error})") from None


def line_of(path: Path, where: Where) -> int:
    """Return the line (from 1) at which the item at `where` stands in a YAML file, or the nearest one above it."""
    node: Any = yaml.compose(path.read_text("utf-8"), Loader=_Loader)
    line = 1
    for step in where:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            return line
    return line


def load(path: Path, trunk: Mapping[str, Mapping[str, Any]], *, data: Any = None) -> Layout:
    """Return the layout of a YAML file. `trunk` gives each field its reader and its labels.

    Raises `LayoutError` with file and line.
    """
    data = read_yaml(path) if data is None else data
    try:
        return _layout(data, trunk, str(path))
    except _Fault as fault:
        raise LayoutError(f"{path}:{line_of(path, fault.where)}: {fault}") from None


def _layout(data: Any, trunk: Mapping[str, Mapping[str, Any]], file: str) -> Layout:
    _known(data, TOP_KEYS, (), "layout")
    name = _text(data, "name", ())
    sections = tuple(
        _section(raw, order, name, trunk, ("sections", order))
        for order, raw in enumerate(_list(data.get("sections"), ("sections",)))
    )
    headings: dict[str, list[int]] = {}
    fixed: dict[str, list[tuple[str, int]]] = {}
    openings: dict[str, list[tuple[str, int]]] = {}
    for section in sections:
        for heading in section.headings:
            headings.setdefault(heading, []).append(section.order)
        for phrase in section.fixed + section.opening:
            if len(phrase) < PREFIX:
                raise _Fault(
                    ("sections", section.order, "fixed"),
                    f"{phrase!r} is too short for a fixed phrase; give {PREFIX} characters or more",
                )
        for phrase in section.fixed:
            fixed.setdefault(phrase[:PREFIX], []).append((phrase, section.order))
        for phrase in section.opening:
            openings.setdefault(phrase[:PREFIX], []).append((phrase, section.order))
    ignore = _phrases(data.get("ignore"), ("ignore",))
    groups = _list(data.get("recognise"), ("recognise",))
    if not groups:
        raise _Fault((), "a layout needs `recognise`: groups of phrases that only this site's pages hold")
    recognise = tuple(_phrases(group, ("recognise", n)) for n, group in enumerate(groups))
    for n, group in enumerate(recognise):
        for phrase in group:
            if len(phrase) < PREFIX:
                raise _Fault(
                    ("recognise", n),
                    f"{phrase!r} is too short to recognise a site by; give {PREFIX} characters or more",
                )
    return Layout(
        name=name,
        about=str(data.get("about", "")),
        recognise=recognise,
        sections=sections,
        headings={k: tuple(v) for k, v in headings.items()},
        fixed={k: tuple(v) for k, v in fixed.items()},
        openings={k: tuple(v) for k, v in openings.items()},
        ignore=ignore,
        file=file,
        ends=_phrases(data.get("ends"), ("ends",)),
    )


def _section(raw: Any, order: int, layout: str, trunk: Mapping[str, Mapping[str, Any]], where: Where) -> Section:
    if not isinstance(raw, dict):
        raise _Fault(where, "a section is a mapping with `name` and `read`")
    name = _text(raw, "name", where)
    verb = str(raw.get("read", "fields"))
    if verb not in VERBS:
        raise _Fault((*where, "read"), _unknown("verb", verb, VERBS))
    options = VERBS[verb]
    _known(raw, (*SECTION_KEYS, *options), where, "section")
    rule = f"{layout}:{name}"
    fields = tuple(
        _field(item, rule, trunk, (*where, "fields", n))
        for n, item in enumerate(_list(raw.get("fields"), (*where, "fields")))
    )
    labels: dict[str, tuple[int, ...]] = {}
    for n, one in enumerate(fields):
        for label in one.labels:
            labels[label] = (*labels.get(label, ()), n)
    return Section(
        name=name,
        order=order,
        headings=_phrases(raw.get("heading"), (*where, "heading")),
        fixed=_phrases(raw.get("fixed"), (*where, "fixed")),
        opening=_phrases(raw.get("opening"), (*where, "opening")),
        verb=verb,
        fields=fields,
        options={key: raw[key] for key in options if key in raw},
        rule=rule,
        labels=labels,
    )


def _field(raw: Any, rule: str, trunk: Mapping[str, Mapping[str, Any]], where: Where) -> Field:
    spec = {"field": raw} if isinstance(raw, str) else raw
    if not isinstance(spec, dict):
        raise _Fault(where, "a field is a name, or a mapping with `field`")
    _known(spec, FIELD_KEYS, where, "field")
    name = _text(spec, "field", where)
    base = trunk.get(name)
    if base is None and name not in ("-", "line"):
        raise _Fault(where, _unknown("field", name, trunk))
    base = base or {"read": "line"}
    read = str(spec.get("read", base["read"]))
    if read not in READERS:
        raise _Fault((*where, "read") if "read" in spec else where, _unknown("reader", read, READERS))
    own = _phrases(spec.get("label"), (*where, "label"))
    return Field(
        name=name,
        path=tuple(name.split(".")),
        read=read,
        reader=READERS[read],
        labels=own or _phrases(base.get("labels"), where),
        bare=spec.get("bare") == "yes",
        rule=f"{rule}:{name}",
        prose=read == "text",
        glued=_phrases(spec.get("glued"), (*where, "glued")),
        upto=str(spec.get("upto", "")),
    )


def _phrases(raw: Any, where: Where) -> tuple[str, ...]:
    if raw is None:
        return ()
    if isinstance(raw, str):
        raw = [raw]
    if not isinstance(raw, list) or not all(isinstance(item, str) and item for item in raw):
        raise _Fault(where, "expected a phrase or a list of phrases")
    return tuple(key_of(item) for item in raw)


def _list(raw: Any, where: Where) -> list[Any]:
    if raw is None or raw == "":
        return []
    if not isinstance(raw, list):
        raise _Fault(where, "expected a list")
    return raw


def _text(raw: Mapping[str, Any], key: str, where: Where) -> str:
    value = raw.get(key)
    if not isinstance(value, str) or not value:
        raise _Fault(where, f"`{key}` is missing")
    return value


def _known(raw: Any, known: Sequence[str], where: Where, what: str) -> None:
    if not isinstance(raw, dict):
        raise _Fault(where, f"a {what} is a mapping")
    for key in raw:
        if key not in known:
            raise _Fault((*where, key), _unknown(f"key of a {what}", str(key), known))


def _unknown(what: str, name: str, known: Sequence[str] | Mapping[str, Any]) -> str:
    near = get_close_matches(name, list(known), n=1)
    hint = f"did you mean {near[0]}?" if near else f"known are: {', '.join(list(known)[:12])}, …"
    return f"unknown {what} {name!r}; {hint}"
