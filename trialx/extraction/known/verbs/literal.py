r"""A printed Python or JSON structure that may be cut off anywhere.

What comes in: text from its first bracket on. What goes out: the structure as far as it goes, the place of every scalar
in it, and where it ends. Neither `json` nor `ast.literal_eval` reads a dump that ends in mid-structure, and neither
keeps places. Single quotes and double, `True` and `true`, `None` and `null` are read alike.
"""

import re
from typing import Any, NamedTuple

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
