"""Rules on ages and sex: the structured values against the words of the inclusion criteria.

What comes in: a record of the right form. What goes out: hits that name both places. Criteria are long and conditional
("women over 50", "age at diagnosis"), so a criterion counts only where it speaks of everybody's age or sex and of
nothing else; what cannot be told so is passed over. Only what both places state is compared.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from trialx.check.eligibility import in_years
from trialx.check.finding import Hit
from trialx.record.model import TrialRecord

# A longer criterion has conditions in it that a pattern does not see.
LONGEST_AGE_CRITERION: Final = 90
# `> 18 years` may be registered as 18 or as 19 Years, `< 75` as 75 or 74.
STRICT_TOLERANCE_YEARS: Final = 1.0

_SPEAKS_OF_AGE: Final = re.compile(r"\b(?:age[ds]?|years? old|years? of age|year-old)\b", re.IGNORECASE)
# Words of a condition, a part of the trial, or another age than the one at enrolment.
_CONDITIONAL: Final = re.compile(
    r"\b(?:onset|diagnos\w*|menopaus\w*|postmenopaus\w*|childbearing|women|woman|female\w*|men|man|male\w*|girls?|boys?"
    r"|if|unless|except|when|cohorts?|parts?|phase|arms?|groups?|stage|gestation\w*|parents?|caregivers?|partners?"
    r"|mothers?|controls?|healthy|volunteers?|sibling\w*|smok\w*|since|months?|weeks?|days?|country|countries|legal"
    r"|japan\w*|korea\w*|adolescents?|child\w*|infants?|pediatric|paediatric|bone|or as"
    r"|depending|first|surgery|transplant\w*|birth\w*|mean|median|dose|expectancy|stratum|strata|step)\b",
    re.IGNORECASE,
)
_YEARS: Final = r"\s*(?:years?|yrs?|y\.?o\.?)?"
# An age is not followed by a decimal, a per cent sign or another unit.
_AGE: Final = r"(\d{1,3})(?=\s*(?:years?|yrs?|y\b|y\.o|old|of age|and|or|to|inclusive|[-–—;,)(]|[.]?\Z|[.]\s))"
_RANGE: Final = re.compile(
    rf"(?<![\d.])(\d{{1,3}}){_YEARS}(?: old| of age)?\s*(?:-|–|—|to|and|through|until)\s*{_AGE}", re.IGNORECASE
)
_LOW: Final = re.compile(
    rf"(?:(≥|>=|⩾|>|at least|older than|more than|over|above|minimum(?: age)?(?: of)?)\s*(?:or equal to\s*)?{_AGE}"
    rf"|(?<![\d.])\b(\d{{1,3}}){_YEARS}(?: old| of age)?,? (?:and|or) (?:older|over|above|greater|more)\b(?! than))",
    re.IGNORECASE,
)
_HIGH: Final = re.compile(
    rf"(?:(≤|<=|⩽|<|at most|younger than|less than|under|below|maximum(?: age)?(?: of)?)\s*(?:or equal to\s*)?{_AGE}"
    rf"|(?<![\d.])\b(\d{{1,3}}){_YEARS}(?: old| of age)?,? (?:and|or) (?:younger|under|below|less)\b(?! than))",
    re.IGNORECASE,
)
_STRICT: Final = frozenset(
    {">", "<", "older than", "more than", "over", "above", "younger than", "less than", "under", "below"}
)
_BOTH_SEXES: Final = re.compile(
    r"\b(?:males? (?:and|or|and/or) (?:non-?pregnant )?females?|females? (?:and|or|and/or) males?"
    r"|men (?:and|or|and/or) (?:non-?pregnant )?women|women (?:and|or|and/or) men|both (?:sexes|genders)"
    r"|(?:either|any) (?:sex|gender))\b(?! (?:partners?|of child))",
    re.IGNORECASE,
)
# The advice on contraception is written for both sexes, whoever takes part.
_OF_FERTILITY: Final = re.compile(
    r"\b(?:reproductive|child-?bearing|contracept\w*|fertil\w*|pregnan\w*)", re.IGNORECASE
)
_ONE_SEX: Final = re.compile(
    r"\A(?:(?P<female>(?:adult )?(?:women|females?|female (?:patients|subjects|participants)))"
    r"|(?P<male>(?:adult )?(?:men|males?|male (?:patients|subjects|participants))))"
    r"(?: only| aged?\b.{0,40}| (?:between|from) (?:the ages of )?\d.{0,30})?[\s.;,)]*\Z",
    re.IGNORECASE,
)
_SEX_WORDS: Final = {
    "FEMALE": re.compile(r"\b(?:women|woman|females?|girls?|mothers?)\b", re.IGNORECASE),
    "MALE": re.compile(r"\b(?:men|man|males?|boys?|fathers?)\b", re.IGNORECASE),
}


class _Limit(NamedTuple):
    """An age in years that a criterion states, and how far a registered age may be from it."""

    years: float
    tolerance: float


def age_against_criteria(record: TrialRecord) -> Iterator[Hit]:
    """TX070: the minimum or maximum age against the one criterion that states the age."""
    held = record.get("eligibility", {})
    low, high = held.get("minimum_age"), held.get("maximum_age")
    if not low and not high:
        return
    about_age = [
        (index, text)
        for index, text in enumerate(held.get("inclusion", ()))
        # The plain search first: it is ten times as fast, and most criteria speak of other things.
        if ("age" in text or "Age" in text or "year" in text or text.isupper()) and _SPEAKS_OF_AGE.search(text)
    ]
    # Two criteria on age are two groups of people, or an age and an exception from it.
    if len(about_age) != 1:
        return
    [(index, text)] = about_age
    if len(text) > LONGEST_AGE_CRITERION or _CONDITIONAL.search(text):
        return
    stated_low, stated_high = _stated(text)
    if low and stated_low and _differs(low, stated_low):
        message = f"minimum_age is {low}, the criterion says {_short(text)!r}"
        yield Hit("/eligibility/minimum_age", message, f"/eligibility/inclusion/{index}")
    if high and stated_high and _differs(high, stated_high):
        message = f"maximum_age is {high}, the criterion says {_short(text)!r}"
        yield Hit("/eligibility/maximum_age", message, f"/eligibility/inclusion/{index}")


def sex_against_criteria(record: TrialRecord) -> Iterator[Hit]:
    """TX071: one sex registered where a criterion admits both, or both where a criterion admits one."""
    held = record.get("eligibility", {})
    sex, included = held.get("sex"), held.get("inclusion", [])
    if sex in {"FEMALE", "MALE"}:
        for index, text in enumerate(included):
            if _BOTH_SEXES.search(text) and not _OF_FERTILITY.search(text):
                message = f"sex is {sex}, the criterion says {_short(text)!r}"
                yield Hit("/eligibility/sex", message, f"/eligibility/inclusion/{index}")
                return
    elif sex == "ALL":
        for index, text in enumerate(included):
            if len(text) > LONGEST_AGE_CRITERION or not (one := _ONE_SEX.match(text)):
                continue
            other = "MALE" if one["female"] else "FEMALE"
            if not any(_SEX_WORDS[other].search(elsewhere) for elsewhere in included):
                message = f"sex is ALL, the criterion says {_short(text)!r}"
                yield Hit("/eligibility/sex", message, f"/eligibility/inclusion/{index}")
            return


def _stated(text: str) -> tuple[_Limit | None, _Limit | None]:
    """Read the lower and the upper age in a criterion, in years.

    >>> _stated("Age between 18 and 65 years")
    (_Limit(years=18.0, tolerance=0.0), _Limit(years=65.0, tolerance=0.0))
    >>> _stated("Aged > 18 years")
    (_Limit(years=18.0, tolerance=1.0), None)
    """
    if (span := _RANGE.search(text)) and int(span[1]) < int(span[2]):
        return _Limit(float(span[1]), 0.0), _Limit(float(span[2]), 0.0)
    return _limit(_LOW.search(text)), _limit(_HIGH.search(text))


def _limit(found: re.Match[str] | None) -> _Limit | None:
    if not found:
        return None
    strict = (found[1] or "").casefold() in _STRICT
    return _Limit(float(found[2] or found[3]), STRICT_TOLERANCE_YEARS if strict else 0.0)


def _differs(registered: str, stated: _Limit) -> bool:
    # "0 to 14 years" is registered with no minimum, a day or a month.
    return bool(stated.years) and abs(in_years(registered) - stated.years) > stated.tolerance


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_AGE_CRITERION else text[:LONGEST_AGE_CRITERION] + "…"
