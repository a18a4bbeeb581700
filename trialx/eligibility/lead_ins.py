"""Lead-ins: what the words above a list say that its points are about.

What comes in: the text of a criterion that has points of its own. What goes out: the variable that it hands down, or
nothing. Separate from the reading of a criterion, since here a name is all that is said: "Absolute neutrophil count:"
over "≥ 1,500/mm3", "Washout before randomization:" over "Biologics: 3 months". A lead-in that says more than a name
hands nothing down: what its points are about is then in their own words.
"""

import re

from trialx.eligibility.lexer import lex
from trialx.eligibility.lexicon import Lexicon

LONGEST_NAME, LONGEST_WASHOUT = 90, 160  # characters
_WASHOUT = re.compile(
    r"\bwash-? ?outs?\b|\b(?:times?|time frames?|periods?|intervals?) must have elapsed\b", re.IGNORECASE
)
_SENTENCES = re.compile(r"[.;](?:\s|\Z)")


def handed_down(text: str, lexicon: Lexicon) -> str | None:
    """Return the variable that a lead-in names and says nothing else of.

    >>> from trialx.eligibility.lexicon import lexicon
    >>> [handed_down(text, lexicon()) for text in ("Platelet count:", "Platelets and ANC:", "Low platelets in winter:")]
    ['platelets', None, None]
    """
    if len(text) > LONGEST_WASHOUT or _SENTENCES.search(text):
        return None
    if _WASHOUT.search(text):
        lexed = lex(text, lexicon)
        plain = lexicon.words["negations"].isdisjoint(lexed.words) and all(
            token.kind != "num" for token in lexed.tokens
        )
        return "washout" if plain else None
    if len(text) > LONGEST_NAME:
        return None
    names = set()
    for token in lex(text, lexicon).tokens:
        if token.kind == "var":
            names.add(token.value)
        elif token.kind in ("num", "op", "limit") or (
            token.kind == "word" and token.value not in lexicon.words["lead_in_words"]
        ):
            return None
    name = names.pop() if len(names) == 1 else ""
    return name if name and not lexicon.variables[name].weak else None
