"""The context of a quantity: one criterion's tokens, its sentences, and which tokens its quantities cover.

What comes in: a lexed criterion and its quantities. What goes out: `Context`, which the readers of names, counts and
negations share and none of them changes. Separate, so that these need not know each other.
"""

from dataclasses import dataclass

from trialx.eligibility.lexicon import Lexicon
from trialx.eligibility.quantity import Quantity
from trialx.eligibility.tokens import Lexed, Token

Sentence = tuple[int, int]  # first token, behind the last


@dataclass(slots=True, eq=False)
class Context:
    """A criterion as its readers see it; `covered[at]` says that a token belongs to a quantity."""

    lexed: Lexed
    tokens: list[Token]
    said: list[str]  # what each token says
    lexicon: Lexicon
    covered: list[bool]
    sentences: list[Sentence]
    negates: bool  # whether it has a negation at all
    _personal: bool | None = None

    def personal(self) -> bool:
        """Whether it speaks of contraception or of the menopause; looked up once, and only where a time asks."""
        if self._personal is None:
            self._personal = not self.lexicon.cues["personal"].isdisjoint(self.lexed.words)
        return self._personal

    def values(self, first: int, last: int) -> list[str]:
        """Return what the tokens from `first` to `last` (excluded) say."""
        return self.said[first if first > 0 else 0 : last]

    def dimension(self, quantity: Quantity) -> str:
        """Return what kind of quantity it is: a unit's dimension, "normal" for multiples of a limit, "bare"."""
        if quantity.reference is not None:
            return "normal"
        if quantity.pair:
            return "pressure"
        if quantity.unit is None:
            return "bare"
        return self.lexicon.dimension.get(quantity.unit, quantity.unit)

    def accepts(self, name: str, dimension: str, unit: str | None) -> bool:
        """Whether a variable is stated in such a unit."""
        known = self.lexicon.variables.get(name)
        if known is None:  # a time, or a score that named itself
            return False
        return dimension in known.dimensions or (
            unit is not None
            and (unit in known.means or not known.dimensions.isdisjoint(self.lexicon.also.get(unit, frozenset())))
        )


def context(lexed: Lexed, got: list[Quantity], lexicon: Lexicon) -> Context:
    """Return the context of a criterion."""
    covered = [False] * (len(lexed.tokens) + 1)
    for quantity in got:
        covered[quantity.first : quantity.last] = [True] * (quantity.last - quantity.first)
    return Context(
        lexed,
        lexed.tokens,
        [token.value for token in lexed.tokens],
        lexicon,
        covered,
        _sentences(lexed),
        negates=not lexicon.words["negations"].isdisjoint(lexed.words),
    )


def _lost_its_blank(text: str, end: int, following: int) -> bool:
    """Whether a full stop between two plain words ends a sentence: "exists.Subjects must"."""
    return text[following + 1 : following + 3].islower() and text[max(0, end - 4) : end - 1].islower()


def _sentences(lexed: Lexed) -> list[Sentence]:
    """Return, per token, its sentence: a full stop ends one where a capital follows."""
    found = lexed.tokens
    if not ("." in lexed.text or "．" in lexed.text) or "." not in lexed.words[:-1]:
        return [(0, len(found))] * len(found)
    bounds: list[Sentence] = []
    start = 0
    for at in [at for at, token in enumerate(found[:-1]) if token.kind == "."]:
        following, end = lexed.starts[lexed.pieces[at + 1]], lexed.end(lexed.pieces[at])
        abbreviated = at > 0 and found[at - 1].kind == "word" and len(found[at - 1].value) == 1  # "e.g. NSAIDs"
        parted = following > end or _lost_its_blank(lexed.text, end, following)
        if parted and lexed.text[following].isupper() and at - start > 1 and not abbreviated:
            bounds += [(start, at + 1)] * (at + 1 - start)
            start = at + 1
    return bounds + [(start, len(found))] * (len(found) - start)
