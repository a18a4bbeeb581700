"""Readings of codes: flags, states, phases and points of time as single registers write them.

What comes in: a code, a flag or a short text. What goes out: the value in the record's form, or None where it is not
surely that. Separate from cell_values.py, whose readings are of cells of a table.
"""

import re
from typing import Any, Final

from trialx.readers.codes import allocation, sex, status
from trialx.readers.dates import date
from trialx.readers.ids import registry_id
from trialx.readers.phase import phases
from trialx.record.model import RegistryId
from trialx.record.vocab import Phase
from trialx.registries.nodes import scalar
from trialx.registries.values import flag, whole_number, words

_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?")
_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925}
_ERA: Final = re.compile(r"(令和|平成|昭和)\s*(\d{1,2}|元)年\s*(\d{1,2})月\s*(\d{1,2})日")
_JAPANESE_STATUS: Final = {
    "募集前": "NOT_YET_RECRUITING",
    "募集中": "RECRUITING",
    "募集中断": "SUSPENDED",
    "募集終了": None,  # the trial may go on
    "研究終了": "COMPLETED",
}
# The codes of CTIS for what its website prints as "Therapeutic exploratory (Phase II)".
_CTIS_PHASES: Final[dict[str, list[Phase]]] = {
    **{code: ["PHASE1"] for code in ("1", "2", "3")},
    **{code: ["PHASE1", "PHASE2"] for code in ("7", "8", "9")},
    "4": ["PHASE2"],
    "5": ["PHASE3"],
    "6": ["PHASE4"],
    "10": ["PHASE2", "PHASE3"],
    "11": ["PHASE3", "PHASE4"],
}
_IN_NAME: Final = re.compile(r"Phase (I{1,3}V?|IV)\b", re.IGNORECASE)
_FHIR: Final = {
    "closed-to-accrual": "ACTIVE_NOT_RECRUITING",
    "closed-to-accrual-and-intervention": "ACTIVE_NOT_RECRUITING",
    "temporarily-closed-to-accrual": "SUSPENDED",
    "temporarily-closed-to-accrual-and-intervention": "SUSPENDED",
    "recruiting": "RECRUITING",
    "enrolling-by-invitation": "ENROLLING_BY_INVITATION",
    "not-yet-recruiting": "NOT_YET_RECRUITING",
    "active-but-not-recruiting": "ACTIVE_NOT_RECRUITING",
    "active-not-recruiting": "ACTIVE_NOT_RECRUITING",
    "completed": "COMPLETED",
    "suspended": "SUSPENDED",
    "terminated": "TERMINATED",
    "withdrawn": "WITHDRAWN",
}


def flag_letter(value: Any) -> bool | None:
    """Return a flag as databases print it.

    >>> flag_letter("t"), flag_letter("f"), flag_letter("Accepts Healthy Volunteers"), flag_letter("?")
    (True, False, True, None)
    """
    return {"t": True, "f": False}.get(str(value).strip().casefold(), flag(value))


def is_serious(value: str) -> bool | None:
    """Return whether a row of adverse events is of the serious ones.

    >>> is_serious("serious"), is_serious("other"), is_serious("deaths")
    (True, False, None)
    """
    return {"serious": True, "other": False}.get(value.strip().casefold())


def day_of_time(value: str) -> str | None:
    """Return the date of a point of time, or a date as it is.

    >>> day_of_time("2026-05-01T00:00:00.000Z"), day_of_time("2026-05"), day_of_time("soon")
    ('2026-05-01', '2026-05', None)
    """
    found = _DAY.fullmatch(value.strip())
    return found[1] if found else date(value)


def estimated(value: Any) -> str | None:  # noqa: ARG001 (a reading: what stands there is enough)
    """Say that what stands here is planned."""
    return "ESTIMATED"


def actual(value: Any) -> str | None:  # noqa: ARG001
    """Say that what stands here has come."""
    return "ACTUAL"


def count_if_any(value: Any) -> int | None:
    """Return a count; a register that has none yet writes 0.

    >>> count_if_any("306"), count_if_any("0")
    (306, None)
    """
    return whole_number(value) or None


def isrctn_number(value: str) -> RegistryId | None:
    """Return an ISRCTN number, which its own register writes without its letters.

    >>> isrctn_number("99999999"), isrctn_number("ISRCTN99999999")["id"]
    ({'registry': 'ISRCTN', 'id': 'ISRCTN99999999'}, 'ISRCTN99999999')
    """
    number = value.strip()
    return registry_id(f"ISRCTN{number}" if number.isdigit() else number)


def allocation_in_words(value: str) -> str | None:
    """Return the allocation of the words with which registers of the Commonwealth give it.

    >>> allocation_in_words("Randomised controlled trial"), allocation_in_words("Non-randomised trial")
    ('RANDOMIZED', 'NON_RANDOMIZED')
    """
    for tail in ("controlled trial", "trial", "study"):
        value = value.strip().removesuffix(tail)
    return allocation(value)


def ctis_phase(value: Any) -> list[Phase] | None:
    """Return the phases of a code of CTIS or of its words.

    >>> ctis_phase("4"), ctis_phase("Therapeutic exploratory (Phase II)")
    (['PHASE2'], ['PHASE2'])
    >>> ctis_phase("Phase II and Phase III (Integrated)"), ctis_phase("Human pharmacology (Phase I)- Other")
    (['PHASE2', 'PHASE3'], ['PHASE1'])
    """
    if known := _CTIS_PHASES.get(str(value).strip()):
        return known
    return phases("/".join(dict.fromkeys(_IN_NAME.findall(str(value)))))


def status_in_words(value: Any) -> str | None:
    """Return a status; a code that is a number is not known.

    >>> status_in_words("Ongoing, recruiting"), status_in_words("RECRUITING"), status_in_words("4")
    ('RECRUITING', 'RECRUITING', None)
    """
    return status(str(value).replace("_", " "))


def status_not_known(value: Any) -> str | None:
    """Return the words of a status that is none of ClinicalTrials.gov's; a number is no words.

    >>> status_not_known("Halted"), status_not_known("4"), status_not_known("RECRUITING")
    ('Halted', None, None)
    """
    shown = words(str(value))
    return shown if shown and not shown.isdigit() and not status_in_words(shown) else None


def of_medicines(value: str) -> str | None:
    """Return the type of what the EU's registers hold: trials of medicines, which are interventional by its law.

    >>> of_medicines("2099-500001-11-00"), of_medicines("NCT99000001")
    ('INTERVENTIONAL', None)
    """
    number = registry_id(value)
    return "INTERVENTIONAL" if number and number["registry"] in ("EU CTR", "CTIS") else None


def sex_of_flags(node: Any) -> str | None:
    """Return who may take part, told by a flag a sex.

    >>> sex_of_flags({"isFemaleSubjects": True, "isMaleSubjects": True}), sex_of_flags({"isMaleSubjects": True})
    ('ALL', 'MALE')
    """
    parts = node if isinstance(node, dict) else {}
    female, male = (scalar(parts.get(f"is{one}Subjects")) is True for one in ("Female", "Male"))
    return "ALL" if female and male else "FEMALE" if female else "MALE" if male else None


def sex_list(value: str) -> str | None:
    """Return who may take part, told by a list of sexes.

    >>> sex_list("Female, Male"), sex_list("Male")
    ('ALL', 'MALE')
    """
    return sex(" and ".join(part.strip() for part in value.split(",")))


def japanese_date(value: str) -> str | None:
    """Return a date, in the years of an era or of our own.

    >>> japanese_date("令和3年4月20日"), japanese_date("平成31年4月1日"), japanese_date("2021年4月20日")
    ('2021-04-20', '2019-04-01', '2021-04-20')
    """
    found = _ERA.fullmatch(value.strip())
    if not found:
        return date(value)
    year = _ERAS[found[1]] + (1 if found[2] == "元" else int(found[2]))
    return date(f"{year}-{int(found[3]):02}-{int(found[4]):02}")


def japanese_status(value: str) -> str | None:
    """Return the status of a Japanese trial.

    >>> japanese_status("募集中"), japanese_status("募集終了")
    ('RECRUITING', None)
    """
    return _JAPANESE_STATUS.get(value.strip()) or status(value)


def other_japanese_status(value: str) -> str | None:
    """Return a Japanese status as it stands where it is none of ClinicalTrials.gov's.

    >>> other_japanese_status("募集終了"), other_japanese_status("募集中")
    ('募集終了', None)
    """
    return None if japanese_status(value) else words(value)


def fhir_status(value: str) -> str | None:
    """Return the status of a code of FHIR.

    >>> fhir_status("closed-to-accrual"), fhir_status("active")
    ('ACTIVE_NOT_RECRUITING', None)
    """
    return _FHIR.get(value.strip().casefold().replace("_", "-").replace(" ", "-"))
