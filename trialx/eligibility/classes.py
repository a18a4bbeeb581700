"""Classes: grades, stages and classes that are printed as letters or Roman numerals.

What comes in: the tokens, where a value and its head word ("stage", "class") stand. What goes out: a `Quantity` whose
values are as printed. Separate from numbers, since a lone "I", "a" or "v" is a class only behind a word that asks for
one.
"""

import re

from trialx.eligibility.comparisons import comparison_before, comparison_behind
from trialx.eligibility.lexicon import HEADS, Lexicon
from trialx.eligibility.quantity import Quantity
from trialx.eligibility.ranges import JOINS, RANGE
from trialx.eligibility.tokens import Token

NEAR = 7  # tokens between "NYHA" or "stage" and the class
LONGEST = 5  # characters: "IIIA2"
_STAGE = re.compile(r"(?:iv|vi?|i{1,3}|[0-4])[a-d]?[0-3]?$")
_SIGNS = frozenset("ⅰⅱⅲⅳⅴⅵ")
_LETTER = re.compile(r"[abc]\d{0,2}$")


def is_filler(token: Token, lexicon: Lexicon) -> bool:
    """Whether a token may stand between a head word and its value."""
    return token.value in lexicon.words["class_fillers"] or token.kind in ("op", "var", "(", ")")


def is_class(found: list[Token], at: int) -> bool:
    """Whether a word is a stage or class: a Roman numeral, "IIIB", "3b", a capital "A", "B7"."""
    token = found[at]
    if token.value in _SIGNS:
        return True
    if len(token.value) > LONGEST or not (_STAGE.match(token.value) or _LETTER.match(token.value)):
        return False
    if token.value in ("a", "b", "c"):  # no article: only Child-Pugh has classes of one letter
        named = any(item.value == "child_pugh" for item in found[max(0, at - NEAR) : at])
        return named and found[at - 1].value not in (".", "with")
    return not (token.value == "i" and at > 0 and found[at - 1].value in (".", ";"))


def classes(found: list[Token], at: int, lexicon: Lexicon, head_at: int) -> Quantity:
    """Read the classes that begin at `at`: "III or IV", "IIIB-IVA", "II or higher"."""
    headed = head_at >= 0 and at - head_at <= NEAR
    first, operator = comparison_before(found, at)
    if not operator and headed:
        before, operator = comparison_before(found, head_at)
        first = before if operator else first
    values: list[float | str] = [found[at].value]
    last, ranged = at + 1, False
    while last + 1 < len(found) and found[last].value == "/" and found[last + 1].value in ("a", "b", "c"):
        values.append(str(values[0]).rstrip("abc") + found[last + 1].value)  # "IIIA/B/C"
        last += 2
    while not ranged and (here := _next(found, last)) is not None:
        ranged = len(values) == 1 and found[last].value in RANGE
        values.append(found[here].value if found[here].kind == "word" else found[here].number)
        last = here + 1
    last, operator = comparison_behind(found, last, operator, lexicon)
    if len(values) > 1 and operator in ("", "="):
        operator = "between" if ranged else "in"
    head = HEADS[found[head_at].value] if headed else ""
    return Quantity(first, last, at, operator, tuple(values), head=head, head_at=head_at if headed else -1)


def _next(found: list[Token], last: int) -> int | None:
    """Return where the next class of a list stands: behind "or", "and", "/" and perhaps "stage"."""
    here = last
    while here < len(found) and (found[here].value in JOINS or (here > last and found[here].value in HEADS)):
        here += 1
    if here in (last, len(found)):
        return None
    token = found[here]
    return (
        here
        if (token.kind == "num" and token.unit is None) or (token.kind == "word" and is_class(found, here))
        else None
    )
