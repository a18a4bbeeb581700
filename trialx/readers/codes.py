"""Enumerations: a page's word for a value in, the ClinicalTrials.gov API v2 value out.

What comes in: one value ("Active, not recruiting", "PHASE1/PHASE2", "Double (Participant, Investigator)"). What goes
out: the enumeration's token, a list of tokens, a bool, or None. The tokens themselves read without any data, in any
case and with blanks for underscores; every other spelling stands in the files of the languages, and a word that
stands nowhere is refused. Phases and who is masked are compositions, so they live in modules of their own.
"""

from typing import cast, get_args

from trialx.readers.fold import fold
from trialx.readers.spellings import spellings
from trialx.record import vocab

# The longest spelling of one enumeration value has some ninety characters; what is longer is prose.
MAX_CODE = 120

# Statuses that come with a reason.
STOPPED = frozenset({"TERMINATED", "WITHDRAWN", "SUSPENDED"})

_ENUMERATIONS = {
    "status": vocab.Status,
    "study_type": vocab.StudyType,
    "allocation": vocab.Allocation,
    "intervention_model": vocab.InterventionModel,
    "primary_purpose": vocab.PrimaryPurpose,
    "masking": vocab.Masking,
    "observational_model": vocab.ObservationalModel,
    "time_perspective": vocab.TimePerspective,
    "sampling_method": vocab.SamplingMethod,
    "arm_type": vocab.ArmGroupType,
    "intervention_type": vocab.InterventionType,
    "agency_class": vocab.AgencyClass,
    "responsible_party_type": vocab.ResponsiblePartyType,
    "sex": vocab.Sex,
    "role": vocab.Role,
    "std_age": vocab.StandardAge,
}
_TOKENS: dict[str, dict[str, str]] = {
    name: {token.lower().replace("_", " "): token for token in get_args(values)}
    for name, values in _ENUMERATIONS.items()
}
# "None" alone is what pages print for an absent value; only the token in capitals is a masking.
del _TOKENS["masking"]["none"]


def status(text: str) -> vocab.Status | None:
    """Return the overall status.

    >>> status("NOT_YET_RECRUITING"), status("Active, not recruiting"), status("Stopped early")
    ('NOT_YET_RECRUITING', 'ACTIVE_NOT_RECRUITING', 'TERMINATED')
    >>> status("Waitlist Available"), status("Not recruiting"), status("recruiting sites in Europe")
    (None, None, None)
    """
    return cast("vocab.Status | None", _read("status", text))


def noted_status(text: str) -> tuple[vocab.Status, int, str] | None:
    """Return a status with a note behind it: the status, where the note begins, and the note.

    >>> noted_status("Terminated (No more funds)"), noted_status("ACTIVE, NOT RECRUITING - HAS RESULTS")
    (('TERMINATED', 12, 'No more funds'), ('ACTIVE_NOT_RECRUITING', 25, 'HAS RESULTS'))
    >>> noted_status("Recruiting"), noted_status("Recruiting (in Europe)"), noted_status("Completed - not yet")
    (None, None, None)
    """
    for opens, closes in (("(", ")"), ("[", "]"), (" - ", ""), (" – ", "")):
        head, mark, note = text.partition(opens)
        known = status(head.strip()) if mark and text.endswith(closes) else None
        if known is None:
            continue
        note = note.removesuffix(closes).strip()
        if note and (is_results_note(note) or (known in STOPPED and closes)):
            return known, text.index(note, len(head)), note
    return None


def is_results_note(text: str) -> bool:
    """Tell whether a note behind a status says that there are results."""
    return fold(text) in spellings("results_note")


def nci_status(text: str) -> vocab.Status | None:
    """Return the status where the words are those of the NCI and its centres, for whom "Active" means open.

    >>> nci_status("Active"), nci_status("Closed to Accrual"), nci_status("Completed")
    ('RECRUITING', 'ACTIVE_NOT_RECRUITING', 'COMPLETED')
    """
    own = spellings("nci_status").get(fold(text)) if len(text) <= MAX_CODE else None
    return cast("vocab.Status | None", own or _read("status", text))


def combined_status(recruitment: str | None, overall: str | None) -> vocab.Status | None:
    """Return the status that a registry spreads over two fields, as ISRCTN does with recruitment and overall status.

    >>> combined_status("No longer recruiting", "Ongoing"), combined_status("No longer recruiting", "Completed")
    ('ACTIVE_NOT_RECRUITING', 'COMPLETED')
    >>> combined_status("Not yet recruiting", "Ongoing"), combined_status("No longer recruiting", None)
    ('NOT_YET_RECRUITING', None)
    """
    whole = status(overall) if overall else None
    if whole is not None and whole != "UNKNOWN":
        return whole
    part = status(recruitment) if recruitment else None
    if part is not None:
        return part
    pair = {
        name: spellings("status_parts").get(fold(text or "")) for name, text in (("r", recruitment), ("o", overall))
    }
    return "ACTIVE_NOT_RECRUITING" if pair == {"r": "NO_LONGER_RECRUITING", "o": "ONGOING"} else None


def study_type(text: str) -> vocab.StudyType | None:
    """Return the study type.

    >>> study_type("Interventional"), study_type("Observational [Patient Registry]"), study_type("Interventions")
    ('INTERVENTIONAL', 'OBSERVATIONAL', None)
    """
    return cast("vocab.StudyType | None", _read("study_type", text))


def allocation(text: str) -> vocab.Allocation | None:
    """Return the allocation; `N/A` is one.

    >>> allocation("Randomized"), allocation("non-randomised"), allocation("N/A"), allocation("random")
    ('RANDOMIZED', 'NON_RANDOMIZED', 'NA', None)
    """
    return cast("vocab.Allocation | None", _read("allocation", text))


def intervention_model(text: str) -> vocab.InterventionModel | None:
    """Return the intervention model.

    >>> intervention_model("Parallel Assignment"), intervention_model("cross-over"), intervention_model("Cohort")
    ('PARALLEL', 'CROSSOVER', None)
    """
    return cast("vocab.InterventionModel | None", _read("intervention_model", text))


def primary_purpose(text: str) -> vocab.PrimaryPurpose | None:
    """Return the primary purpose.

    >>> primary_purpose("Supportive Care"), primary_purpose("Diagnostic"), primary_purpose("asthma")
    ('SUPPORTIVE_CARE', 'DIAGNOSTIC', None)
    """
    return cast("vocab.PrimaryPurpose | None", _read("primary_purpose", text))


def observational_model(text: str) -> vocab.ObservationalModel | None:
    """Return the observational model.

    >>> observational_model("Case-Control"), observational_model("CASE_ONLY"), observational_model("case")
    ('CASE_CONTROL', 'CASE_ONLY', None)
    """
    return cast("vocab.ObservationalModel | None", _read("observational_model", text))


def time_perspective(text: str) -> vocab.TimePerspective | None:
    """Return the time perspective.

    >>> time_perspective("Cross-Sectional"), time_perspective("prospective"), time_perspective("timely")
    ('CROSS_SECTIONAL', 'PROSPECTIVE', None)
    """
    return cast("vocab.TimePerspective | None", _read("time_perspective", text))


def sampling_method(text: str) -> vocab.SamplingMethod | None:
    """Return the sampling method.

    >>> sampling_method("Non-Probability Sample"), sampling_method("sample")
    ('NON_PROBABILITY_SAMPLE', None)
    """
    return cast("vocab.SamplingMethod | None", _read("sampling_method", text))


def arm_type(text: str) -> vocab.ArmGroupType | None:
    """Return the type of an arm.

    >>> arm_type("Active Comparator"), arm_type("PLACEBO_COMPARATOR"), arm_type("Arm A")
    ('ACTIVE_COMPARATOR', 'PLACEBO_COMPARATOR', None)
    """
    return cast("vocab.ArmGroupType | None", _read("arm_type", text))


def intervention_type(text: str) -> vocab.InterventionType | None:
    """Return the type of an intervention.

    >>> intervention_type("Drug"), intervention_type("Dietary Supplement"), intervention_type("placebo")
    ('DRUG', 'DIETARY_SUPPLEMENT', None)
    """
    return cast("vocab.InterventionType | None", _read("intervention_type", text))


def agency_class(text: str) -> vocab.AgencyClass | None:
    """Return the class of a sponsor.

    >>> agency_class("Industry"), agency_class("U.S. Fed"), agency_class("Industrial Pumps Ltd")
    ('INDUSTRY', 'FED', None)
    """
    return cast("vocab.AgencyClass | None", _read("agency_class", text))


def responsible_party_type(text: str) -> vocab.ResponsiblePartyType | None:
    """Return what the responsible party is.

    >>> responsible_party_type("Sponsor-Investigator"), responsible_party_type("Sponsor"), responsible_party_type("CRO")
    ('SPONSOR_INVESTIGATOR', 'SPONSOR', None)
    """
    return cast("vocab.ResponsiblePartyType | None", _read("responsible_party_type", text))


def sex(text: str) -> vocab.Sex | None:
    """Return who may take part.

    >>> sex("Both"), sex("Weiblich"), sex("Female: yes Male: yes"), sex("Any questions")
    ('ALL', 'FEMALE', 'ALL', None)
    """
    return cast("vocab.Sex | None", _read("sex", text))


def role(text: str) -> vocab.Role | None:
    """Return the role of a person.

    >>> role("Principal Investigator"), role("Study Director"), role("Sponsor")
    ('PRINCIPAL_INVESTIGATOR', 'STUDY_DIRECTOR', None)
    """
    return cast("vocab.Role | None", _read("role", text))


def std_ages(text: str) -> list[vocab.StandardAge] | None:
    """Return the age groups of a list, each of its words being one.

    >>> std_ages("Adult, Older Adult"), std_ages("CHILD"), std_ages("Adult men")
    (['ADULT', 'OLDER_ADULT'], ['CHILD'], None)
    """
    if len(text) > MAX_CODE:
        return None
    groups: list[vocab.StandardAge] = []
    for part in text.strip(" \t()[]").replace("/", ",").replace(";", ",").replace("\n", ",").split(","):
        group = cast("vocab.StandardAge | None", _read("std_age", part))
        if group is None or group in groups:
            return None
        groups.append(group)
    return groups


def yes_no(text: str) -> bool | None:
    """Return a bool for the words with which pages affirm or deny.

    >>> yes_no("True"), yes_no("Nein"), yes_no("Accepts Healthy Volunteers"), yes_no("No limit")
    (True, False, True, None)
    """
    found = _read("yes_no", text) or _read("volunteers", text)
    return None if found is None else found == "YES"


def is_null(text: str) -> bool:
    """Tell whether the text says that there is no value; whether it means that is the layout's matter.

    >>> is_null("N/A"), is_null("-"), is_null("Not Stopped"), is_null("None"), is_null("Nonexistent")
    (True, True, True, True, False)
    """
    if len(text) > MAX_CODE:
        return False
    folded = fold(text)
    return not folded or folded in spellings("null")


def _read(name: str, text: str) -> str | None:
    """Look once among the tokens, once among the spellings."""
    if len(text) > MAX_CODE:
        return None
    folded = fold(text)
    found = _TOKENS[name].get(folded) if name in _TOKENS else None
    return found or spellings(name).get(folded)
