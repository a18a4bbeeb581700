"""Readings of WHO's register form: what two elements of it say together, and how its registers write.

What comes in: a node of a trial, or the text of an element. What goes out: the value in the record's form, or None.
Separate from ictrp_values.py, whose readings are of one cell of a table.
"""

from typing import Any, Final

from trialx.eligibility.lists import inclusion_exclusion
from trialx.readers import is_null
from trialx.readers.dates import date
from trialx.record.model import RegistryId
from trialx.registries.ictrp_values import condition_list, registry_of_row
from trialx.registries.nodes import Spot, find, path_of, scalar
from trialx.registries.values import plain_breaks, words

# Registers that must fill the element and have no date write the first day of a century.
_NO_DATE: Final = frozenset({"1900-01-01", "1800-01-01", "9999-12-31"})
_SIDES: Final = (("inclusion", "inclusion_criteria"), ("exclusion", "exclusion_criteria"))


def registry_of_main(main: Any) -> RegistryId | None:
    """Return the registry and number of a trial.

    >>> registry_of_main({"trial_id": ["PER-900-99"], "reg_name": ["REPEC"]})
    {'registry': 'REPEC', 'id': 'PER-900-99'}
    """
    return registry_of_row({"trialid": _text(main, "trial_id"), "sourceregister": _text(main, "reg_name")})


def day_first_date(value: str) -> str | None:
    """Return a date; the form wants the day first. What stands where there is none is no date.

    >>> day_first_date("05/11/2098"), day_first_date("2098-11-05"), day_first_date("01/01/1900")
    ('2098-11-05', '2098-11-05', None)
    """
    found = date(value, order="dmy")
    return None if found in _NO_DATE else found


def conditions_of_trial(trial: Any) -> list[str] | None:
    """Return the conditions of the free text, without the codes that the trial lists beside them.

    >>> trial = {"main": [{"hc_freetext": ["-R23 Cold feet"]}], "health_condition_code": [{"hc_code": ["R23"]}]}
    >>> conditions_of_trial(trial), conditions_of_trial({"main": [{"hc_freetext": ["B12 deficiency"]}]})
    (['Cold feet'], ['B12 deficiency'])
    """
    codes = {code.strip() for code in _texts(trial, "health_condition_code.hc_code")}
    found = []
    for name in condition_list(plain_breaks(_text(trial, "main.hc_freetext"))) or ():
        name = name.removeprefix("-").strip()
        code, _, rest = name.partition(" ")
        found.append(rest.lstrip("-: ") if rest and code in codes else name)
    return list(dict.fromkeys(found)) or None


def inclusion_of_parts(criteria: Any) -> list[str] | None:
    r"""Return the inclusion criteria of both elements: some registers write both sides into the first.

    >>> inclusion_of_parts({"inclusion_criteria": ["- Two feet\n- Ten toes"], "exclusion_criteria": ["Wool allergy"]})
    ['Two feet', 'Ten toes']
    """
    return _sides(criteria)[0] or None


def exclusion_of_parts(criteria: Any) -> list[str] | None:
    """Return the exclusion criteria of both elements.

    >>> exclusion_of_parts({"inclusion_criteria": ["Two feet"], "exclusion_criteria": ["- Wool allergy"]})
    ['Wool allergy']
    """
    return _sides(criteria)[1] or None


def name_of_contact(contact: Any) -> str | None:
    """Return a contact's name from its parts.

    >>> name_of_contact({"firstname": ["Ann"], "middlename": [{}], "lastname": ["Knitter"]}), name_of_contact({})
    ('Ann Knitter', None)
    """
    parts = (words(_text(contact, part)) for part in ("firstname", "middlename", "lastname"))
    return " ".join(part for part in parts if part and not is_null(part)) or None


def trimmed(value: str) -> str:
    """Return a name without what a list left behind it.

    >>> trimmed("Example Socks Inc., ")
    'Example Socks Inc.'
    """
    return value.rstrip(" ,;\r\n\t")


def _sides(criteria: Any) -> tuple[list[str], list[str]]:
    sides: tuple[list[str], list[str]] = ([], [])
    for side, element in _SIDES:
        text = plain_breaks(_text(criteria, element)).replace("\r\n", "\n")
        for kept, entries in zip(sides, inclusion_exclusion(text, side=side), strict=True):
            kept += [entry.text for entry in entries if not is_null(entry.text)]
    return sides


def _texts(node: Any, path: str) -> list[str]:
    """Return the texts of all elements that a path leads to."""
    texts = (scalar(spot.node) for spot in find(Spot(node), path_of(path)))
    return [str(text) for text in texts if text is not None]


def _text(node: Any, path: str) -> str:
    """Return the text of the first element that a path leads to; empty where there is none."""
    return next(iter(_texts(node, path)), "")
