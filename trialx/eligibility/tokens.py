"""Tokens: what the lexer hands to the grammar of numbers.

What comes in: nothing. What goes out: `Token` and `Lexed`. Separate from the lexer, so that those who read tokens need
not know how they were made.
"""

from typing import NamedTuple


class Token(NamedTuple):
    """One token: `kind` is num, op, limit, var, word or a mark of punctuation; `text[start:end]` are its words.

    `value` is the number, the comparison, the limit, the variable or the word in small letters; `unit` a number's unit
    (UCUM-like), None without one. `label` is true for a number that only names something ("type 2", "week 10").
    `piece` and `upto` are its words: `Lexed.words[piece:upto]`.
    """

    kind: str
    value: str
    start: int
    end: int
    piece: int
    upto: int
    number: float = 0.0
    unit: str | None = None
    label: bool = False


class Lexed(NamedTuple):
    """A criterion taken apart: all its words in small letters with their offsets, and the tokens made of them."""

    text: str
    words: list[str]
    starts: list[int]
    tokens: list[Token]

    def end(self, piece: int) -> int:
        """Return where a word ends."""
        return self.starts[piece] + len(self.words[piece])
