"""Readings of cells: what registers' tables put into one.

What comes in: the text of a cell. What goes out: the value in the record's form, or None where the text is not surely
that. Separate from values.py, whose readings are of whole studies, and from code_values.py.
"""

import re
from typing import Final

from trialx.eligibility.lists import inclusion_exclusion
from trialx.readers import is_null
from trialx.readers.ages import age_range
from trialx.readers.codes import intervention_type, std_ages
from trialx.record.model import Location, Outcome
from trialx.record.vocab import StandardAge
from trialx.registries.values import plain_breaks, words

_TYPED: Final = re.compile(r"([A-Z][A-Za-z_]+(?: [A-Z][a-z]+)?): ?(\S.*)", re.DOTALL)
_BRACKETS: Final = re.compile(r"\(([^()]{0,80})\)")
_ZIP: Final = re.compile(r"(?=[^,]{0,12}\d)[A-Z0-9][A-Z0-9 -]{1,11}", re.IGNORECASE)
# Names of countries with a comma in them, as ClinicalTrials.gov writes them.
_BEHIND_COMMA: Final = frozenset(
    {"republic of", "islamic republic of", "the democratic republic of the", "democratic people's republic of"}
    | {"the former yugoslav republic of", "united republic of", "federated states of", "province of china", "u.s."}
)
# Where a state stands between city and code; elsewhere it may or may not.
_WITH_STATES: Final = frozenset({"united states", "canada", "australia"})


def type_of_name(value: str) -> str | None:
    """Return the type that stands before the name of an intervention.

    >>> type_of_name("DIETARY_SUPPLEMENT: Tea"), type_of_name("Drug: Wool"), type_of_name("Group A: socks")
    ('DIETARY_SUPPLEMENT', 'DRUG', None)
    """
    found = _TYPED.fullmatch(value.strip())
    return intervention_type(found[1]) if found else None


def results_flag(value: str) -> bool | None:
    """Return whether a study has results, in any of the words of its register.

    >>> results_flag("No Results Available"), results_flag("Has Results"), results_flag("YES"), results_flag("soon")
    (False, True, True, None)
    """
    word = value.casefold().split()[0] if value.split() else ""
    return {"no": False, "has": True, "yes": True}.get(word)


def range_minimum(value: str) -> str | None:
    """Return the lower limit of a range of age.

    >>> range_minimum("18 Years to 65 Years   (Adult)"), range_minimum("ADULT, OLDER_ADULT")
    ('18 Years', None)
    """
    return _ages(value)[0]


def range_maximum(value: str) -> str | None:
    """Return the upper limit of a range of age.

    >>> range_maximum("18 Years to 65 Years   (Adult)"), range_maximum("18 Years and older   (Adult, Older Adult)")
    ('65 Years', None)
    """
    return _ages(value)[1]


def std_ages_in_brackets(value: str) -> list[StandardAge] | None:
    """Return the age groups of a cell, or of the brackets behind its ages.

    >>> std_ages_in_brackets("18 Years to 65 Years   (Adult)"), std_ages_in_brackets("ADULT, OLDER_ADULT")
    (['ADULT'], ['ADULT', 'OLDER_ADULT'])
    """
    found = _BRACKETS.search(value)
    return std_ages(found[1] if found else value)


def sole_outcome(value: str) -> list[Outcome] | None:
    """Return the outcome of a cell that has one: it is the primary one, since every study has that.

    >>> sole_outcome("Sleep"), sole_outcome("Sleep|Mood")
    ([{'measure': 'Sleep'}], None)
    """
    measure = words(value)
    return [{"measure": measure}] if measure and "|" not in measure and not is_null(measure) else None


def outcome_of_text(value: str) -> list[Outcome] | None:
    r"""Return the outcomes of a text: one a numbered line, or the whole of it.

    >>> outcome_of_text("1. Sleep\n2. Mood"), outcome_of_text("Sleep at night")
    ([{'measure': 'Sleep'}, {'measure': 'Mood'}], [{'measure': 'Sleep at night'}])
    """
    entries = inclusion_exclusion(plain_breaks(value), side="inclusion")[0]
    measures = [" ".join(entry.text.split()) for entry in entries if not is_null(entry.text)]
    return [{"measure": measure} for measure in measures] or None


def inclusion_alone(value: str) -> list[str] | None:
    r"""Return the criteria of a text that holds one side only.

    >>> inclusion_alone("1. Two feet\n2. Ten toes")
    ['Two feet', 'Ten toes']
    """
    return _alone(value, "inclusion", 0)


def exclusion_alone(value: str) -> list[str] | None:
    """Return the criteria of a text that holds one side only.

    >>> exclusion_alone("Wool allergy")
    ['Wool allergy']
    """
    return _alone(value, "exclusion", 1)


def places_of_cell(value: str) -> list[Location] | None:
    """Return the places of a cell, each `facility, city, state, code, country` of which any but the last may lack.

    What could be a state or a part of the facility's name is left out with what stands before it.

    >>> places_of_cell("Example Hospital, Leeds, LS1 1AA, United Kingdom")
    [{'facility': 'Example Hospital', 'city': 'Leeds', 'zip': 'LS1 1AA', 'country': 'United Kingdom'}]
    >>> places_of_cell("Foot House, Salem, Oregon, 97301, United States|Toes, Inc., Lab, Riga, Latvia")
    ... # doctest: +NORMALIZE_WHITESPACE
    [{'facility': 'Foot House', 'city': 'Salem', 'state': 'Oregon', 'zip': '97301', 'country': 'United States'},
     {'country': 'Latvia'}]
    """
    return [place for part in value.split("|") if (place := _place(part))] or None


def before_bar(value: str) -> str:
    """Return the first of several values.

    >>> before_bar("Example University|Example Hospital")
    'Example University'
    """
    return value.partition("|")[0]


def before_colon(value: str) -> str:
    """Return what stands before a colon: a country, before the number of its sites.

    >>> before_colon("Norway:4")
    'Norway'
    """
    return value.partition(":")[0]


def tilde_lines(value: str) -> str:
    r"""Return a text whose lines AACT parts by tildes.

    >>> tilde_lines("Inclusion Criteria:~* Two feet")
    'Inclusion Criteria:\n* Two feet'
    """
    return value.replace("~", "\n") if "\n" not in value else value


def _ages(value: str) -> tuple[str | None, str | None]:
    return age_range(_BRACKETS.sub("", value).strip()) or (None, None)


def _alone(value: str, side: str, at: int) -> list[str] | None:
    entries = inclusion_exclusion(plain_breaks(value).replace("\r\n", "\n"), side=side)[at]
    return [entry.text for entry in entries if not is_null(entry.text)] or None


def _place(text: str) -> Location | None:
    """Read one place from its end, where it is sure."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        return None
    country = parts.pop()
    if parts and country.casefold() in _BEHIND_COMMA:
        country = f"{parts.pop()}, {country}"
    code = parts.pop() if parts and _ZIP.fullmatch(parts[-1]) else None
    found: Location = {}
    if country.casefold() in _WITH_STATES and len(parts) > 2:
        found = {"facility": ", ".join(parts[:-2]), "city": parts[-2], "state": parts[-1]}
    elif len(parts) == 2 and country.casefold() not in _WITH_STATES:
        found = {"facility": parts[0], "city": parts[1]}
    elif len(parts) == 1 and country.casefold() not in _WITH_STATES:
        found = {"city": parts[0]}
    return {**found, **({"zip": code} if code else {}), "country": country}
