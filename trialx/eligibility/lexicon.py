"""The lexicon: the data files of this package, turned into tables that the reader looks words up in.

What comes in: data/variables.yaml, scales.yaml, units.yaml, words.yaml. What goes out: one `Lexicon`, built once and
only when thresholds are asked for. Separate from the reader, so that a variable, a unit or a word is added without
Python.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

import yaml

from trialx.eligibility.tokens import Token

_LEXEME = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]\w*|>/=|</=|<=|>=|=<|=>|\S")
# One character for one, so that offsets stay: superscripts, full-width forms, dashes, primes, micro signs.
FOLD = str.maketrans(
    "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉０１２３４５６７８９；：，（）％＞＜＝～–—−‐‑‒’‘´`µμ≧≦⩾⩽⋝≽≼˂˃﹤﹥‹›✕✖Ｘ∗＊\xa0\u2009\u202f［］／．İ",
    "012345678901234567890123456789;:,()%><=~------''''uu≥≤≥≤≥≥≤<><><>×××**   []/.i",
)
COMPARISONS = {
    **dict.fromkeys(("≥", ">=", "> =", ">/=", "> / =", "=>", "&ge;", "&gt;=", "≥=", "≥/="), ">="),
    **dict.fromkeys(("≤", "<=", "< =", "</=", "< / =", "=<", "&le;", "&lt;=", "≤=", "≤/="), "<="),
    **dict.fromkeys((">", "&gt;"), ">"), **dict.fromkeys(("<", "&lt;"), "<"), **dict.fromkeys(("=", "==", "≈"), "="),
    "~": "~",
}  # fmt: skip
# Pages that were escaped twice print a sign as its number: "&#8805;", "&#x2265;".
COMPARISONS |= {
    reference: COMPARISONS[sign] for sign in "≥≤><=" for reference in (f"&#{ord(sign)};", f"&#x{ord(sign):x};")
}
ONE_UNITS = {"year": "a", "month": "mo", "week": "wk", "day": "d", "hour": "h"}
# Words that a grade or class may follow.
HEADS = {
    **dict.fromkeys(("grade", "grades", "gr"), "grade"),
    **dict.fromkeys(("class", "classes", "classification"), "class"),
    **dict.fromkeys(("stage", "stages"), "stage"),
    **dict.fromkeys(("step", "steps"), "step"),
}
# Signs of multiplication, brackets and "per", as a unit is looked up; the first sign of a unit is kept.
_IN_A_UNIT = {**dict.fromkeys("'*·•⋅∙×^()[]-{}", ""), "per": "/"}
_FIRST_OF_A_UNIT = {**_IN_A_UNIT, **dict.fromkeys("'*·•⋅∙×", "x")}

NUMBER, COMPARISON, ONE, HEAD = "number", "comparison", "one", "head"  # what a word may open besides a phrase

# A phrase table: lexeme -> table of what may follow; under `END` the token that the phrase is, and whether
# only in capitals.
END = ""
# What a comparison is besides: "older than 18" is an age; "minimum duration of pain of 3 weeks"; "over the last week".
# SIGN marks ≥ and the like.
OF_AGE, FROM_AFAR, PREPOSITION, SIGN = "of age", "from afar", "preposition", "sign"
Phrases = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Variable:
    """What a threshold may be about; `dimensions` says in which kinds of unit it is stated (see variables.yaml)."""

    name: str
    dimensions: frozenset[str]
    ordinal: bool
    weak: bool
    bounds: tuple[float, float, str] | None
    becomes: Mapping[str, str]  # unit -> the variable that is meant with it
    means: Mapping[str, str]  # unit -> the unit that is meant of this variable


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables. Phrase tables are keyed by lexemes, units by their spelling without blanks."""

    variables: dict[str, Variable]
    phrases: Phrases  # names of variables, comparisons, limits
    after: Phrases  # names of variables that stand behind the quantity
    behind: dict[str, str]  # words behind the quantity -> comparison: "or more"
    counted: Phrases  # what is counted
    units: dict[str, str]
    unit_starts: frozenset[str]
    dimension: dict[str, str]  # of a unit; a unit of two dimensions has the first, see `also`
    also: dict[str, frozenset[str]]
    implied: dict[str, str]  # unit -> the variable that it alone means
    words: dict[str, frozenset[str]]
    numbers: dict[str, float]
    cues: dict[str, frozenset[str]]
    openers: dict[
        str, tuple[Phrases, str]
    ]  # what a word may open: the phrases that go on with it, a number, a comparison
    factors: dict[str, tuple[str, float]]  # unit -> its family and how much of the family's first unit it is

    def worth(self, value: object, unit: str, wanted: str) -> float | None:
        """Return a value in another unit; None where the units do not convert or the value is no number."""
        if not isinstance(value, int | float):
            return None
        if unit == wanted:
            return float(value)
        family, factor = self.factors.get(unit, ("", 0.0))
        other, base = self.factors.get(wanted, ("-", 1.0))
        return value * factor / base if family == other else None


def lexemes(text: str) -> list[str]:
    """Split a name as the reader splits a criterion.

    >>> lexemes("NT-proBNP")
    ['nt', '-', 'probnp']
    """
    return _LEXEME.findall(text.translate(FOLD).lower())


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, read from the package's data once.

    >>> lexicon().units["g/dl"], lexicon().dimension["g/dL"]
    ('g/dL', 'mass concentration')
    """
    words = read_data("words.yaml")
    entries = read_data("variables.yaml")
    units = read_data("units.yaml")
    spelled, dimension, also = _units(units)
    phrases: Phrases = {}
    for operator, names in words["before"].items():
        for name in names:
            _enter(phrases, name, Token("op", operator, unit=_kind_of_comparison(name)))
    for reference, names in words["limits"].items():
        for name in names:
            _enter(phrases, name, Token("limit", reference))
    for key, names in read_data("scales.yaml").items():
        entries[f"scale:{key}"] = {"names": names, "in": ["bare", "percent points"], "takes": "ordinal"}
    variables: dict[str, Variable] = {}
    after: Phrases = {}
    counted: Phrases = {}
    implied: dict[str, str] = {}
    for key, entry in entries.items():
        variables[key] = _variable(key, entry)
        token = Token("var", key)
        for table, names in ((phrases, "names"), (after, "after"), (counted, "counts")):
            for name in entry.get(names, []):
                _enter(table, name, token, plural=True)
        implied |= dict.fromkeys(entry.get("implied", []), key)
    numbers = {word: float(value) for word, value in words["numbers"].items()}
    openers = {
        word: (phrases.get(word, {}), opens)
        for table, opens in (
            (phrases, ""),
            (HEADS, HEAD),
            (ONE_UNITS, ONE),
            (numbers, NUMBER),
            (COMPARISONS, COMPARISON),
        )
        for word in table
        if not word[0].isdecimal()  # a figure opens a number and nothing else
    }
    cues = {name: frozenset(found) for name, found in words["cues"].items()}
    cues["personal"] = cues["contraception"] | cues["menopause"]
    behind = {word: operator for operator, found in words["after"].items() for word in found}
    starts = frozenset(spelling[:length] for spelling in spelled for length in range(1, len(spelling) + 1))
    return Lexicon(
        variables, phrases, after, behind, counted, spelled, starts, dimension, also, implied,
        {name: frozenset(map(str.lower, found)) for name, found in words.items() if isinstance(found, list)},
        numbers,
        cues,
        openers,
        {unit: (family, float(factor)) for family, found in units["factors"].items() for unit, factor in found.items()},
    )  # fmt: skip


def _kind_of_comparison(name: str) -> str | None:
    """Return what a comparison says beside comparing: of whose age, from afar, or that it may be a preposition."""
    if "older" in name or "younger" in name or "elder" in name:
        return OF_AGE
    if name.startswith(("minimum", "maximum", "a minimum", "a maximum", "in excess")):
        return FROM_AFAR
    return PREPOSITION if name == "over" else None


def read_data(name: str) -> dict[str, Any]:
    """Return a data file of this package, its values as texts."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # strings only, and in C where it is there
    found: dict[str, Any] = yaml.load(files(__package__).joinpath("data", name).read_bytes(), Loader=loader)
    return found


def _variable(key: str, entry: dict[str, Any]) -> Variable:
    bounds = None
    if "bounds" in entry:
        low, high, unit = entry["bounds"]
        bounds = (float(low), float(high), unit)
    return Variable(
        key,
        frozenset(entry["in"]),
        entry.get("takes") == "ordinal",
        "weak" in entry,
        bounds,
        entry.get("becomes", {}),
        entry.get("means", {}),
    )


def _enter(table: Phrases, name: str, token: Token, *, plural: bool = False) -> None:
    """Enter a phrase; a short name of capitals only is asked for in capitals."""
    parts = [part for part in lexemes(name) if part != "-"]
    capitals = name.isupper() and name.isalpha() and len(name) <= 4
    endings = [parts]
    if plural and parts[-1].isalpha():
        endings.append([*parts[:-1], parts[-1] + "s"])
    for ending in endings:
        place = table
        for part in ending:
            place = place.setdefault(part, {})
        known = place.get(END)
        if known is None or (known[0].value == token.value and known[1]):
            place[END] = (token, capitals)


def _units(data: dict[str, Any]) -> tuple[dict[str, str], dict[str, str], dict[str, frozenset[str]]]:
    """Return spelling -> code, code -> dimension, code -> all its dimensions."""
    atoms = {code: [squeeze(word) for word in words] for code, words in data["atoms"].items()}
    spelled: dict[str, str] = {}
    of: dict[str, list[str]] = {}
    for dimension, codes in data["dimensions"].items():
        for code in codes:
            of.setdefault(code, []).append(dimension)
            choices = [atoms.get(part, [squeeze(part)]) for part in code.split("/")]
            for choice in product(*choices):
                spelled.setdefault("/".join(choice), code)
    for code, words in data["spelled"].items():
        for word in words:
            spelled[squeeze(word)] = code
    spelled.pop("", None)
    return (
        spelled,
        {code: found[0] for code, found in of.items()},
        {code: frozenset(found) for code, found in of.items()},
    )


def squeeze(unit: str) -> str:
    """Return a unit as it is looked up: no blanks, carets or brackets, one sign of multiplication.

    >>> squeeze("× 10^9 / L")
    'x109/l'
    """
    found = ""
    for part in lexemes(unit):
        found += squeezed(part, first=not found)
    return found


def squeezed(lexeme: str, *, first: bool) -> str:
    """Return one lexeme of a unit as it is looked up."""
    return (_FIRST_OF_A_UNIT if first else _IN_A_UNIT).get(lexeme, lexeme)
