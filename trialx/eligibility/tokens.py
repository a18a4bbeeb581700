"""Tokens: what the lexer hands to the grammar of numbers.

What comes in: nothing. What goes out: `Token` and `Lexed`. Separate from the lexer, so that those who read tokens need
not know how they were made.

A token says what a word or phrase is and not where it stands: so every place of a word is the same token, made once,
and only numbers are made anew. Where tokens stand is the column `Lexed.pieces`.
"""

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Token:
    """One token: `kind` is num, op, limit, var, word or a mark of punctuation. Tokens are shared: never change one.

    `value` is the number, the comparison, the limit, the variable or the word in small letters; `unit` a number's unit
    (UCUM-like), None without one. `label` is true for a number that only names something ("type 2", "week 10").
    """

    kind: str
    value: str
    number: float = 0.0
    unit: str | None = None
    label: bool = False


GLUED_PLUS = Token("+", "+")  # of "18+", where "18 + 2" has another


@dataclass(slots=True, eq=False)
class Lexed:
    """A criterion taken apart: all its words in small letters with their offsets, and the tokens made of them.

    `pieces` says which word each token begins with, and at its end how many words there are; `wide` where the tokens
    of several words end; `telling` where tokens stand that are no plain words.
    """

    text: str
    words: list[str]
    starts: list[int]
    tokens: list[Token]
    pieces: list[int]
    wide: dict[int, int]
    telling: list[int]

    def end(self, piece: int) -> int:
        """Return where a word ends."""
        return self.starts[piece] + len(self.words[piece])

    def upto(self, at: int) -> int:
        """Return the word behind token `at`."""
        return self.wide.get(at) or self.pieces[at] + 1

    def add(self, token: Token, piece: int, upto: int) -> int:
        """Add a token made of `words[piece:upto]`; return where the next begins."""
        if upto > piece + 1:
            self.wide[len(self.tokens)] = upto
        self.tokens.append(token)
        self.pieces.append(piece)
        return upto
