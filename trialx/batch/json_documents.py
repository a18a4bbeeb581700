"""One document of JSON into its trials: a study out of a list at a time, so that the list may be of any length.

What comes in: a stream of text. What goes out: `Item`s: the trials of the lists that registers' answers hold (at places
that registries/sources.yaml names), of a list at the top, or the document itself. No more of the text is held than one
value of it, at most twice.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import IO, Any, Final

from trialx.batch.failure import Failure, Unreadable
from trialx.batch.item import MAX_DOCUMENT, Item
from trialx.registries import Entry, catalogue, entry, source_of_object

_PIECE: Final = 1 << 16
_BLANKS: Final = " \t\r\n\ufeff"
# A study with all its results has some 20 MB at the most; one member of a list has no more.
_LARGEST: Final = 1 << 26
# Where the list of the API itself stands: what is in it is meant to be a study.
_STUDIES: Final = ("studies",)


def trials_in(name: str, text: IO[str]) -> Iterator[Item]:
    """Give the trials of a document, or the document as the only one.

    Raises:
        Unreadable: where the JSON is broken, after the trials that are whole.

    """
    reader = _Reader(text)
    number = 0
    if reader.next() == "[":
        for value, raw in reader.items():
            number += 1
            yield _item(f"{name}#{number}", value, raw)
    else:
        members: dict[str, Any] = {}
        for value, raw in _lists(reader, (), members):
            number += 1
            yield _item(f"{name}#{number}", value, raw)
        if not number and not _empty_list(members):
            yield _item(name, members, None)._replace(alone=True)
            number = 1
    reader.end()
    if not number:
        yield Item(name, failure=Failure("not-a-study", "the list of studies is empty"), alone=True)


def opens_list(beginning: bytes) -> bool:
    r"""Say whether a document opens a list of trials where registers' answers have one, or is a list itself.

    >>> opens_list(b'{"totalCount": 2, "studies": [{'), opens_list(b'[{'), opens_list(b'{"text": "\\"data\\": [{"}')
    (True, True, False)
    """
    return bool(_opening().search(beginning))


@cache
def _opening() -> re.Pattern[bytes]:
    names = b"|".join(re.escape(path[-1].encode()) for path in catalogue().lists)
    return re.compile(rb'\A[\s\xef\xbb\xbf]*\[|(?<!\\)"(?:' + names + rb')"\s*:\s*\[\s*\{')


def unwrapped(value: Any) -> Any:
    """Take a trial out of what the answers of some registers put around it.

    >>> unwrapped({"Rank": 1, "Study": {"ProtocolSection": {}}})
    {'ProtocolSection': {}}
    """
    for wrapper in catalogue().within:
        if isinstance(value, dict) and isinstance(value.get(wrapper), dict) and source_of_object(value) is None:
            value = value[wrapper]
    return value


def entry_of(value: Any, raw: str | None = None) -> Entry | None:
    """Return the entry of a register's trial, None for any other value."""
    inner = unwrapped(value)
    source = source_of_object(inner)
    return entry(source.layout, inner, raw) if source else None


def _item(name: str, value: Any, raw: str | None) -> Item:
    if not isinstance(value, dict):
        number = name.rpartition("#")[2]
        return Item(name, failure=Failure("not-a-study", f"item {number} is no JSON object"))
    found = entry_of(value, raw)
    return Item(name, "entry", found) if found else Item(name, "study", value)


def _empty_list(members: Any) -> bool:
    """Say whether a document is an answer of a register that holds no trial."""
    for path in catalogue().lists:
        inner = members
        for step in path:
            inner = inner.get(step) if isinstance(inner, dict) else None
        if inner == [] and source_of_object(members) is None:
            return True
    return False


def _lists(reader: "_Reader", path: tuple[str, ...], members: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    """Give what the lists of trials in an object hold; put all of its other members into `members`."""
    lists = catalogue().lists
    for key in reader.members():
        here = (*path, key)
        opened = reader.next()
        if opened == "[" and here in lists:
            yield from _list(reader, here, members)
        elif opened == "{" and any(one[: len(here)] == here for one in lists):
            members[key] = {}
            yield from _lists(reader, here, members[key])
        else:
            members[key] = reader.value()[0]


def _list(reader: "_Reader", path: tuple[str, ...], members: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    """Give a list's trials; a list whose first item is none is kept as a member like any other."""
    kept: list[Any] | None = None
    for value, raw in reader.items():
        if kept is None and path != _STUDIES and source_of_object(unwrapped(value)) is None:
            kept = []
        if kept is None:
            members.setdefault(path[-1], None)
            yield value, raw
        else:
            kept.append(value)
    if kept is not None or path[-1] not in members:
        members[path[-1]] = kept or []


class _Reader:
    """The values of a text of JSON, one after the other."""

    def __init__(self, text: IO[str]) -> None:
        self._text = text
        self._decode = json.JSONDecoder().raw_decode
        self._held = ""
        self._at = 0
        self._line, self._column = 1, 0
        self._ended = False

    def next(self) -> str:
        """Return the next character that is no blank, without taking it; empty at the end."""
        while True:
            while self._at < len(self._held):
                if self._held[self._at] not in _BLANKS:
                    return self._held[self._at]
                self._at += 1
            if not self._more(_PIECE):
                return ""

    def take(self, wanted: str) -> None:
        """Pass over a mark that has to stand here."""
        if self.next() != wanted:
            raise self._broken(f"{wanted!r} is missing")
        self._at += 1

    def value(self) -> tuple[Any, str]:
        """Return the next value, and its text."""
        self.next()
        self._drop()
        size = _PIECE
        while True:
            try:
                value, end = self._decode(self._held, 0)
            except json.JSONDecodeError as error:
                # What stops short of the end of what has been read is broken; the rest may only be cut off.
                cut = error.pos > len(self._held) - _PIECE or error.msg.startswith("Unterminated")
                if not cut or not self._more(size):
                    raise self._broken(error.msg, error) from None
            except RecursionError:
                raise self._broken("it nests too deep") from None
            except ValueError as error:  # a number of thousands of digits
                raise self._broken(str(error)) from None
            else:
                # A number that the piece ends with may go on.
                if end < len(self._held) or not self._more(_PIECE):
                    self._at = end
                    return value, self._held[:end]
            size = min(size * 2, _LARGEST)
            if len(self._held) > MAX_DOCUMENT:
                raise Unreadable("too-large", f"one value has more than {MAX_DOCUMENT >> 20} MB")

    def members(self) -> Iterator[str]:
        """Give the keys of an object, each with the reader standing at its value."""
        self.take("{")
        while self.next() != "}":
            key, _ = self.value()
            if not isinstance(key, str):
                raise self._broken("a key is no text")
            self.take(":")
            yield key
            if self.next() != "}":
                self.take(",")
        self.take("}")

    def items(self) -> Iterator[tuple[Any, str]]:
        """Give the items of a list with their texts."""
        self.take("[")
        while self.next() != "]":
            yield self.value()
            if self.next() != "]":
                self.take(",")
        self.take("]")

    def end(self) -> None:
        """Refuse what follows the document."""
        if self.next():
            raise self._broken("something follows the end of the document")

    def _drop(self) -> None:
        """Let go of what has been read."""
        self._line, self._column = self._place(self._at)
        self._held = self._held[self._at :]
        self._at = 0

    def _more(self, size: int) -> bool:
        """Read on; False at the end."""
        if not self._ended:
            piece = self._text.read(size)
            self._ended = not piece
            self._held += piece
        return not self._ended

    def _broken(self, why: str, error: json.JSONDecodeError | None = None) -> Unreadable:
        line, column = self._place(error.pos if error else self._at)
        return Unreadable("bad-json", f"the JSON is broken at line {line} column {column + 1}: {why}")

    def _place(self, at: int) -> tuple[int, int]:
        """Return the line (from 1) and column (from 0) of a place in what is held."""
        breaks = self._held.count("\n", 0, at)
        column = at - self._held.rfind("\n", 0, at) - 1 if breaks else self._column + at
        return self._line + breaks, column
