"""Readings of what the ICTRP passes on: lists in one cell, limits of age, contacts, numbers of sixteen registers.

What comes in: the text of a column, or a whole row. What goes out: the value in the record's form, or None where the
text is not surely that. Separate from values.py, since no other source needs them.
"""

import re
from collections.abc import Iterable
from itertools import zip_longest
from typing import Any, Final

from trialx.readers.ages import age, age_years
from trialx.readers.codes import intervention_type, is_null, status
from trialx.readers.ids import registry_id
from trialx.readers.people import email, phone
from trialx.record.model import Intervention, Location, Outcome, Person, RegistryId
from trialx.registries.values import plain_breaks, words

# A code of a classification stands among the conditions of some registers: `U07.1`, `A00-B99`, `C000657245`.
_CODE: Final = re.compile(r"[A-Z]\d{2}(?:\.\d{1,2})?(?:-[A-Z]\d{2}(?:\.\d{1,2})?)?|[CD]\d{6,9}")
_CODE_BEFORE: Final = re.compile(r"[A-Z]\d{2}(?:\.\d{1,2})?\s+-\s+")
# The EU register prints the entry of the classification behind the condition, a line a part.
_CLASSIFIED: Final = re.compile(
    r"(?:MedDRA version|Level|Classification code|Term|System Organ Class|Therapeutic area)\b"
)
_SPLIT: Final = re.compile(r"[;\n]")
_COUNTRY_COMMA: Final = re.compile(r";|,(?=\S)")
_TYPED: Final = re.compile(r"([A-Za-z]{4,12}(?: [A-Za-z]{4,10})?):\s*(\S.*)", re.DOTALL)
# How the EU register names what is given, a line a part of each product.
_PRODUCT: Final = re.compile(r"^[ \t]*(?:Product|Trade) Name:[ \t]*(\S[^\n]*)", re.MULTILINE)
# A name alone: short, and without what makes a sentence or a labelled group of it.
_NAME: Final = re.compile(r"[^:<\n]{2,99}[^:<\n.]")
# Labels of a few registers inside the text of an outcome.
_OUTCOME_LABEL: Final = re.compile(
    r"(?:^|[;\n])\s*(Main Objective|Secondary Objective|Primary end point\(s\)|Secondary end point\(s\)|Outcome name"
    r"|Name|Measure|Metric/method of measurement|Timepoints?|Timepoint\(s\) of evaluation of this end point)\s*:\s*"
)
_MEASURE_LABELS: Final = ("Primary end point(s)", "Outcome name", "Name")
_TIME_LABELS: Final = ("Timepoint(s) of evaluation of this end point", "Timepoints", "Timepoint")
_OPEN_ENDED: Final = frozenset({"0", "999", "no limit", "no maximum age", "no minimum age"})


def age_limit(value: str) -> str | None:
    """Return a limit of age; a bare number is in years, and 0 is how some registers say that there is no limit.

    >>> age_limit("18 Years"), age_limit("18"), age_limit("0"), age_limit("No limit")
    ('18 Years', '18 Years', None, None)
    """
    text = " ".join(value.split())
    return None if text.casefold() in _OPEN_ENDED else age(text) or age_years(text)


def condition_list(value: str) -> list[str] | None:
    r"""Return the conditions of a cell, without the codes of a classification, each once.

    >>> condition_list("Cold feet ;R23 - Cold feet;R23.8\nWet feet")
    ['Cold feet', 'Wet feet']
    """
    found: dict[str, str] = {}
    for part in _SPLIT.split(value):
        name = words(_CODE_BEFORE.sub("", part.strip(), count=1)) or ""
        name = name.removesuffix(".")
        if name and not _CODE.fullmatch(name) and not _CLASSIFIED.match(name) and not is_null(name):
            found.setdefault(name.casefold(), name)
    return list(found.values()) or None


def country_list(value: str) -> list[Location] | None:
    """Return a location for each country of a cell, each once.

    >>> country_list("Norway;Norway;Korea, Republic of;")
    [{'country': 'Norway'}, {'country': 'Korea, Republic of'}]
    """
    names = (words(part) for part in _COUNTRY_COMMA.split(value))
    return [{"country": name} for name in dict.fromkeys(names) if name and not is_null(name)] or None


def other_status(value: str) -> str | None:
    """Return a status as it stands where it is none of ClinicalTrials.gov's: the ICTRP folds many states into one.

    >>> other_status("Not Recruiting"), other_status("Recruiting")
    ('Not Recruiting', None)
    """
    return None if status(value) else words(value)


def intervention_list(value: str) -> list[Intervention] | None:
    """Return the interventions of a cell: with their types, as product names, or as names alone; prose is none.

    >>> intervention_list("Device: Wool sock;Other: Tea")
    [{'name': 'Wool sock', 'type': 'DEVICE'}, {'name': 'Tea', 'type': 'OTHER'}]
    >>> intervention_list("Product Name: Woolex<br>Pharmaceutical Form: Sock"), intervention_list(";Wool;Cotton")
    ([{'name': 'Woolex'}], [{'name': 'Wool'}, {'name': 'Cotton'}])
    >>> intervention_list("Group A: socks;Group B: none;"), intervention_list("Socks are worn. They are wool.")
    (None, None)
    """
    if typed := _typed(value):
        return typed
    products = dict.fromkeys(words(name) for name in _PRODUCT.findall(plain_breaks(value)))
    if not products:
        parts = [part.strip() for part in value.split(";") if part.strip(" -") and not is_null(part)]
        if any(not _NAME.fullmatch(part) for part in parts):
            return None
        products = dict.fromkeys(words(part) for part in parts)
    return [{"name": name} for name in products if name and not is_null(name)] or None


def outcome_list(value: str) -> list[Outcome] | None:
    """Return the outcomes of a cell: one a semicolon, or measure and time frame where the register labels them.

    >>> outcome_list("Warmth (left; right);Mood;")
    [{'measure': 'Warmth (left; right)'}, {'measure': 'Mood'}]
    >>> outcome_list("Main Objective: socks;Primary end point(s): Warmth;Timepoints: Day 7")
    [{'measure': 'Warmth', 'time_frame': 'Day 7'}]
    """
    text = plain_breaks(value)
    labelled = _OUTCOME_LABEL.split(text)
    if len(labelled) > 1:
        return _labelled_outcome(labelled[0], dict(zip(labelled[1::2], labelled[2::2], strict=True)))
    parts = _outside_brackets(text) if text == value else [text]
    measures = (words(part) for part in parts)
    return [{"measure": measure} for measure in measures if measure and not is_null(measure)] or None


def contacts_of_row(row: Any) -> list[Person] | None:
    """Return the people of a row: names, numbers and addresses are lists with semicolons where there are several.

    >>> contacts_of_row({"contactlastname": "Ann Knitter;Bo Sock", "contacttel": "+47 5550 0101;"})
    [{'name': 'Ann Knitter', 'role': 'CONTACT', 'phone': '+47 5550 0101'}, {'name': 'Bo Sock', 'role': 'CONTACT'}]
    """
    first, last, tel, mail, home = (
        str(row.get(f"contact{name}") or "") for name in ("firstname", "lastname", "tel", "email", "affiliation")
    )
    several = ";" in last.strip("; ") or (";" in first.strip("; ") and not last.strip("; "))
    columns = [_entries(text) if several else [text] for text in (first, last, tel, mail, home)]
    people: list[Person] = []
    for one_first, one_last, one_tel, one_mail, one_home in zip_longest(*columns, fillvalue=""):
        name = words(" ".join(part for part in (one_first, one_last) if not is_null(part.strip(" ;"))).strip(" ;"))
        if name:
            person: Person = {"name": name, "role": "CONTACT"}
            people.append(person)
            _add(person, one_home, one_tel, one_mail)
    return people or None


def registry_of_row(row: Any) -> RegistryId | None:
    """Return the registry and number of a row; a number of unknown form goes with the name of its register.

    >>> registry_of_row({"trialid": "JPRN-jRCTs099900001", "sourceregister": "JPRN"})
    {'registry': 'jRCT', 'id': 'jRCTs099900001'}
    >>> registry_of_row({"trialid": "XY-7", "sourceregister": "XYR"})
    {'registry': 'XYR', 'id': 'XY-7'}
    """
    number, register = (words(str(row.get(name) or "")) for name in ("trialid", "sourceregister"))
    if not number:
        return None
    return registry_id(number) or ({"registry": register, "id": number} if register else None)


def _typed(value: str) -> list[Intervention] | None:
    """Read `type: name` entries, as ClinicalTrials.gov gives them; another beginning is none of these lists."""
    found: list[Intervention] = []
    for part in value.split(";"):
        typed = _TYPED.fullmatch(part.strip())
        kind = typed and intervention_type(typed[1])
        if typed and kind:
            found.append({"name": " ".join(typed[2].split()), "type": kind})
        elif not found:
            return None
        else:  # a semicolon inside the name before
            found[-1]["name"] = " ".join(f"{found[-1]['name']};{part}".split()).removesuffix(";")
    return found


def _labelled_outcome(before: str, parts: dict[str, str]) -> list[Outcome] | None:
    """Make one outcome of labels and their texts, or of the text before the first label."""
    measure = _first(parts, _MEASURE_LABELS) or words(before.strip(" ;"))
    if not measure:
        return None
    time_frame = _first(parts, _TIME_LABELS)
    return [{"measure": measure, "time_frame": time_frame} if time_frame else {"measure": measure}]


def _first(parts: dict[str, str], labels: Iterable[str]) -> str | None:
    """Return the text of the first label that has one."""
    found = (words(parts.get(label, "").strip().strip(";")) for label in labels)
    return next((text for text in found if text and not is_null(text)), None)


def _outside_brackets(text: str) -> list[str]:
    """Cut a text at its semicolons, but not inside brackets."""
    parts, depth = [""], 0
    for mark in text:
        depth = max(0, depth + (mark in "([") - (mark in ")]"))
        if mark == ";" and not depth:
            parts.append("")
        else:
            parts[-1] += mark
    return parts


def _entries(text: str) -> list[str]:
    """Cut a cell at its semicolons."""
    return [part.strip() for part in text.split(";")]


def _add(person: Person, affiliation: str, tel: str, mail: str) -> None:
    """Add to a person what there is."""
    home = words(affiliation.strip(" ;"))
    if home and not is_null(home):
        person["affiliation"] = home
    if number := phone(tel.strip(" ;")):
        person["phone"] = number
    if address := email(mail.strip(" ;")):
        person["email"] = address
