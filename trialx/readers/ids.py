"""Registry numbers: found in running text, recognised as a whole string, written in one form.

What comes in: a value ("EUCTR2021-900001-26-DE") or running text, addresses and DOIs included. What goes out: registry
and number in the registry's own spelling. Which of a page's numbers are the trial's own is not decided here. No check
digits are tested: a number is recognised by its form alone.
"""

import re
from collections.abc import Callable, Iterator
from typing import cast

from trialx.record.model import RegistryId

MAX_ID = 120

# One alternative a registry; the group's name leads to the registry and to the normal form. A number starts where no
# letter or digit stands before it, or where a label in lower case is glued to its capitals ("identifierNCT…").
# The set of first characters spares most places the thirty forms.
_START = r"(?=[NIECJUADKPRSTLH12])(?:(?<![A-Za-z0-9])|(?-i:(?<=[a-z])(?=[A-Z])))"
_END = r"(?![A-Za-z0-9])"
_FORMS: dict[str, tuple[str, str, Callable[[str], str]]] = {}


def _form(group: str, registry: str, pattern: str, normal: Callable[[str], str]) -> None:
    _FORMS[group] = (registry, pattern, normal)


def _digits(prefix: str) -> Callable[[str], str]:
    """Prefix and digits, whatever stood between them."""
    return lambda text: prefix + re.sub(r"\D", "", text)


def _last(size: int, prefix: str = "") -> Callable[[str], str]:
    """Prefix and the last characters."""
    return lambda text: prefix + text[-size:]


_form("nct", "ClinicalTrials.gov", r"NCT[ \-]?\d{8}", _digits("NCT"))
_form("isrctn", "ISRCTN", r"ISRCTN[ \-]?\d{8}", _digits("ISRCTN"))
_form(
    "ctis",
    "CTIS",
    r"(?:(?:EU[ \-]?CT|CTIS)(?:[ \-]?(?:number|no\.?|nr\.?))?[ :\-]{0,2})?20[2-9]\d-5\d{5}-\d{2}(?:-\d{2})?(?!-?\d)",
    lambda text: re.sub(r"^\D+", "", text),
)
_form(
    "eudract",
    "EU CTR",
    r"(?:(?:EUCTR|EudraCT)(?:[ \-]?(?:number|no\.?|nr\.?))?[ :\-]{0,2})?(?:19|20)\d{2}-0\d{5}-\d{2}"
    r"(?:-(?:[A-Z]{2}|3rd|outside-EU/EEA)(?![A-Za-z]))?(?!-?\d)",
    lambda text: cast(re.Match[str], re.search(r"\d{4}-\d{6}-\d{2}", text))[0],
)
_form("chictr", "ChiCTR", r"ChiCTR-?\d{10}", _digits("ChiCTR"))
_form("chictr_old", "ChiCTR", r"ChiCTR-[A-Z]{2,5}-\d{8}", lambda text: "ChiCTR" + text[6:].upper())
_form(
    "jrct", "jRCT", r"(?:JPRN-)?jRCTs?\d{9,10}", lambda text: "jRCT" + re.sub(r".*jRCT", "", text, flags=re.I).lower()
)
_form("umin", "UMIN", r"(?:JPRN-)?UMIN(?:[ \-]?(?:ID|CTR))?[ :\-]{0,2}(?:UMIN)?\d{9}", _last(9, "UMIN"))
_form("umin_old", "UMIN", r"(?:JPRN-)(?:UMIN-?)?C0\d{8}|UMIN-(?:CTR-)?C0\d{8}", _last(10))
_form("japic", "JapicCTI", r"(?:JPRN-)?JapicCTI-?\d{6}", _digits("JapicCTI-"))
_form("jma", "JMA-IIA", r"(?:JPRN-)?JMA-IIA\d{5}", _digits("JMA-IIA"))
_form("actrn", "ACTRN", r"ACTRN[ \-]?\d{14}p?", _digits("ACTRN"))
_form("drks", "DRKS", r"DRKS(?:-ID)?[ :\-]{0,2}\d{8}", _digits("DRKS"))
_form("ctri", "CTRI", r"CTRI/\d{4}/\d{2,3}/\d{6}", str.upper)
_form("ntr", "NTR", r"NTR[ \-]?\d{3,5}(?![.\-]?\d)", _digits("NTR"))
_form("ntr_nl", "NTR", r"(?-i:NL)\d{4,5}(?![.\-]?\d)", _digits("NL"))
_form("omon", "NTR", r"NL-OMON\d{4,6}", str.upper)
_form("irct", "IRCT", r"IRCT\d{11,14}N\d{1,3}", str.upper)
_form("pactr", "PACTR", r"PACTR\d{15,18}", _digits("PACTR"))
_form("kct", "KCT", r"KCT\d{7}", _digits("KCT"))
_form("rebec", "ReBEC", r"RBR-(?=[a-z0-9]*\d)[a-z0-9]{5,8}", lambda text: "RBR-" + text[4:].lower())
_form("rpcec", "RPCEC", r"RPCEC\d{8}", _digits("RPCEC"))
_form("slctr", "SLCTR", r"SLCTR/\d{4}/\d{3}", str.upper)
_form("tctr", "TCTR", r"TCTR\d{11}", _digits("TCTR"))
_form("repec", "REPEC", r"(?-i:PER)-\d{3}-\d{2}(?!-?\d)", str.upper)
_form("lbctr", "LBCTR", r"LBCTR-?\d{10}", _digits("LBCTR"))
_form("hkuctr", "HKUCTR", r"HKUCTR-\d{2,5}", str.upper)
_form("phrr", "PHRR", r"PHRR\d{6}-\d{6}", str.upper)
_form("itmctr", "ITMCTR", r"ITMCTR-?\d{10}", _digits("ITMCTR"))
_form("snctp", "SNCTP", r"SNCTP\d{9}", _digits("SNCTP"))
_form("utn", "WHO UTN", r"(?:UTN:? ?)?U1111-\d{4}-\d{4}(?!-?\d)", _last(15))

_ANY = re.compile(
    _START + "(?:" + "|".join(f"(?P<{group}>{pattern})" for group, (_, pattern, _) in _FORMS.items()) + ")" + _END,
    re.IGNORECASE,
)
_NCT = re.compile(r"NCT[ -]?(\d{8})", re.IGNORECASE)
# Every form has three digits in a row or the Brazilian prefix; most lines have neither, and cost one fast search.
_DIGITS = re.compile(r"\d\d\d")
_COUNTED = re.compile(r"[1-9]")
_NO_BLANK = re.compile(r"(?:https?://|www\.|doi\.org/|doi:|10\.\d{4,5}/)\S+", re.IGNORECASE)


def registry_id(text: str) -> RegistryId | None:
    """Return registry and number where the whole text is one registry number, its address or its DOI.

    >>> registry_id("EUCTR2021-000001-26-DE"), registry_id("10.1186/ISRCTN90000001")
    ({'registry': 'EU CTR', 'id': '2021-000001-26'}, {'registry': 'ISRCTN', 'id': 'ISRCTN90000001'})
    >>> registry_id("NCT99990001 and NCT99990002"), registry_id("NCT123"), registry_id("2021-07-04")
    (None, None, None)
    >>> registry_id("ISRCTN00000000"), nct_id("NCT00000000"), find_registry_ids("DRKS00000000, NCT00000001")[0][2]["id"]
    (None, None, 'NCT00000001')
    """
    text = text.strip()
    if len(text) > MAX_ID or not _may_hold(text):
        return None
    if found := _ANY.fullmatch(text):
        number = _normal(found)
        return None if _is_filler(number["id"]) else number
    if not _NO_BLANK.fullmatch(text):
        return None
    inside = {(value["registry"], value["id"]): value for _, _, value in find_registry_ids(text)}
    return next(iter(inside.values())) if len(inside) == 1 else None


def find_registry_ids(text: str) -> list[tuple[int, int, RegistryId]]:
    """Return (start, end, number) of every registry number in running text, in its order.

    >>> find_registry_ids("See https://example.org/study/NCT99990001, also JPRN-UMIN900000001.")
    ... # doctest: +NORMALIZE_WHITESPACE
    [(30, 41, {'registry': 'ClinicalTrials.gov', 'id': 'NCT99990001'}),
     (48, 66, {'registry': 'UMIN', 'id': 'UMIN900000001'})]
    >>> find_registry_ids("XNCT99990001, NCT999900012, 2021-000001-26-1")
    []
    """
    return list(_found(text)) if _may_hold(text) else []


def nct_id(text: str) -> str | None:
    """Return a ClinicalTrials.gov number where the whole text is one.

    >>> nct_id(" NCT99990001 "), nct_id("nct99990001"), nct_id("NCT9999"), nct_id("NCT99990001 (active)")
    ('NCT99990001', 'NCT99990001', None, None)
    """
    found = _NCT.fullmatch(text.strip())
    return f"NCT{found[1]}" if found and not _is_filler(found[1]) else None


def _may_hold(text: str) -> bool:
    """Tell cheaply whether a number can be in the text at all."""
    return bool(_DIGITS.search(text)) or "RBR-" in text or "rbr-" in text


def _found(text: str) -> Iterator[tuple[int, int, RegistryId]]:
    for found in _ANY.finditer(text):
        number = _normal(found)
        if not _is_filler(number["id"]):
            yield found.start(), found.end(), number


def _is_filler(number: str) -> bool:
    """Tell whether a number is made of zeros: registers' forms want one where there is none (`NCT00000000`)."""
    return "00000" in number and not _COUNTED.search(number)


def _normal(found: re.Match[str]) -> RegistryId:
    """Return the number as its registry writes it."""
    registry, _, normal = _FORMS[cast(str, found.lastgroup)]
    return {"registry": registry, "id": normal(found[0])}
