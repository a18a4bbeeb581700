"""A study printed as a structure: the registry's own field names, often cut off.

What comes in: a section that holds a printed Python or JSON dictionary, which may be cut off anywhere. What goes out:
the values that the table of the registry's format (`trialx.registries`) finds in it, each at its place in the print.
Neither `json` nor `ast.literal_eval` reads a print that ends in mid-structure, and neither keeps places. Single quotes
and double, `True` and `true`, `None` and `null` are read alike.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from trialx.extraction.known.split import Cut
from trialx.extraction.take.found import Found
from trialx.record.vocab import How

# The members of a study; a dump whose beginning is cut off may open with the modules of its protocol.
TOP = frozenset(
    {"protocolSection", "resultsSection", "annotationSection", "documentSection", "derivedSection", "hasResults"}
)
_GROUP_ID = re.compile(r"[A-Z]{2}\d{3}")


def dump(found: Found, cut: Cut, cuts: Mapping[str, Cut]) -> None:
    """Read the structure that opens with the section's first brace."""
    del cuts
    page = found.page
    start = page.view.find("{", page.starts[cut.first], page.ends[cut.last - 1]) if cut.first < cut.last else -1
    if start < 0:
        return
    first = next(at for at in range(cut.first, cut.last) if page.ends[at] > start)
    root, places, whole, end = read_literal(page.view, start)
    if not isinstance(root, dict):
        return
    for at in range(first, cut.last):
        if page.starts[at] < end:
            found.claim(at, f"{cut.section.rule}:dump")
    if not whole:
        found.doubt("page-cut-off", "the printed structure ends in mid-value; what came before is read", cut.last - 1)
    from trialx.registries.apply import apply
    from trialx.registries.table import load

    study = {"protocolSection": root} if TOP.isdisjoint(root) else root
    depth = 0 if study is root else 1
    mapped = apply(load("ctgov_v2"), study)
    for pointer, steps in mapped.places:
        span = places.get(steps[depth:])
        path = tuple(int(step) if step.isdigit() else step for step in pointer.split("/")[1:])
        if span is None or _half(mapped.fields, path):
            continue
        at = first
        while at + 1 < cut.last and page.starts[at + 1] <= span[0]:
            at += 1
        _take(found, cut, path, _at(mapped.fields, path), span, at, sure=whole or span[1] < end)
        if path[-1] == "term" and "serious" in (event := _at(mapped.fields, path[:-1])):
            _take(found, cut, (*path[:-1], "serious"), event["serious"], span, at)


def _take(
    found: Found,
    cut: Cut,
    path: tuple[str | int, ...],
    value: Any,
    span: tuple[int, int],
    at: int,
    *,
    sure: bool = True,
) -> None:
    if value is None or isinstance(value, dict | list):
        return
    # A criterion is one of many in the text that the structure holds as one string; no word says that an event is
    # serious, but the list that it stands in.
    derived = (path[0] == "eligibility" and len(path) > 2) or path[-1] == "serious"
    how: How = "derived" if derived else "label"
    found.span(path, value, *span, at, how, f"{cut.section.rule}:{path[0]}", sure=sure)


def _half(record: Any, path: tuple[str | int, ...]) -> bool:
    """Whether the end of the dump cuts off what a value is of: a group without its title, an event without a count."""
    if path[-1] == "arm":
        return _GROUP_ID.fullmatch(str(_at(record, path))) is not None
    return path[0] == "adverse_events" and not {"affected", "at_risk"} & _at(record, path[:2]).keys()


def _at(record: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        record = record[step]
    return record


Steps = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<mark>[{}\[\]:,])
    | '(?P<single>(?:[^'\\]|\\.)*)'
    | "(?P<double>(?:[^"\\]|\\.)*)"
    | (?P<number>-?\d+(?:\.\d+)?)(?![\w.])
    | (?P<word>True|False|None|true|false|null)\b
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r"}
_WORDS = {"True": True, "true": True, "False": False, "false": False, "None": None, "null": None}
# No dump of a study is nested deeper; text that looks like one may be.
DEEPEST = 60
# A string that the end of its line cuts off is a value where it is a text: of a word or a date too much may be gone.
LEAST_OF_TEXT = 60


class Literal(NamedTuple):
    """A structure, the span of each scalar in it by its steps, whether it is whole, and where it ends."""

    root: Any
    places: dict[Steps, tuple[int, int]]
    whole: bool
    end: int


def read_literal(text: str, start: int) -> Literal:
    """Return the structure that begins at `start`.

    >>> read_literal("{'a': ['b', True], 'c': 'cut o", 0)
    Literal(root={'a': ['b', True]}, places={('a', 0): (8, 9), ('a', 1): (12, 16)}, whole=False, end=23)
    """
    places: dict[Steps, tuple[int, int]] = {}
    root: Any = None
    stack: list[tuple[Any, Steps]] = []
    key: str | None = None
    at = start
    while True:
        token = _TOKEN.match(text, at)
        if token is None or len(stack) > DEEPEST:
            end = _cut_text(text, at, stack, key, places) if token is None else at
            return Literal(root, places, False, end)
        at = token.end()
        kind = token.lastgroup or ""
        mark = token["mark"]
        if mark in (":", ","):
            continue
        if mark in ("}", "]"):
            if stack:
                stack.pop()
            if not stack:
                return Literal(root, places, root is not None, at)
            continue
        holder, steps = stack[-1] if stack else (None, ())
        if kind in ("single", "double") and isinstance(holder, dict) and key is None:
            key = _unescaped(token[kind])
            continue
        value: Any = {} if mark == "{" else [] if mark == "[" else _scalar(token, kind)
        step: str | int | None = key if isinstance(holder, dict) else len(holder) if isinstance(holder, list) else None
        key = None
        here = steps if step is None else (*steps, step)
        if holder is None:
            root = value
        elif isinstance(holder, dict) and isinstance(step, str):
            holder[step] = value
        elif isinstance(holder, list):
            holder.append(value)
        else:
            return Literal(root, places, False, at)
        if mark:
            stack.append((value, here))
        else:
            places[here] = token.span(kind)
            if not stack:
                return Literal(root, places, True, at)


def _cut_text(
    text: str, at: int, stack: list[tuple[Any, Steps]], key: str | None, places: dict[Steps, tuple[int, int]]
) -> int:
    """Take the text of a member that the end of its line cuts off; return where what was read ends."""
    holder, steps = stack[-1] if stack else (None, ())
    stop = text.find("\n", at)
    stop = len(text) if stop < 0 else stop
    words = text[at:stop]
    begin = at + len(words) - len(words.lstrip()) + 1
    if not isinstance(holder, dict) or key is None or words.lstrip()[:1] not in ("'", '"'):
        return at
    if stop - begin < LEAST_OF_TEXT:
        return at
    holder[key] = _unescaped(text[begin:stop])
    places[(*steps, key)] = (begin, stop)
    return stop


def _scalar(token: re.Match[str], kind: str) -> Any:
    text = token[kind]
    if kind == "word":
        return _WORDS[text]
    if kind == "number":
        return float(text) if "." in text else int(text)
    return _unescaped(text)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_letter, text) if "\\" in text else text


def _letter(match: re.Match[str]) -> str:
    code = match[1]
    if len(code) > 1:
        return chr(int(code[1:], 16))
    return _PLAIN.get(code, code if code in "'\"\\/\n" else f"\\{code}")
