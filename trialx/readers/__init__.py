"""Readers: a string in, a typed value or None out. A reader matches the whole string or refuses.

What comes in: a slice of a page. What goes out: the value in the record's form. READERS is the one registry, by whose
names layouts ask for a reader; it imports neither dateparser nor any data, both of which are loaded when first needed.
Facts in running text are found by `trialx.readers.prose`, registry numbers in it by `trialx.readers.ids`.
"""

from collections.abc import Callable

from trialx.readers.ages import age, age_range, age_years
from trialx.readers.blinding import masking, who_masked
from trialx.readers.codes import (
    agency_class,
    allocation,
    arm_type,
    intervention_model,
    intervention_type,
    is_null,
    nci_status,
    observational_model,
    primary_purpose,
    responsible_party_type,
    role,
    sampling_method,
    sex,
    status,
    std_ages,
    study_type,
    time_perspective,
    yes_no,
)
from trialx.readers.dates import date, timestamp, typed_date
from trialx.readers.ids import nct_id, registry_id
from trialx.readers.lines import line, text, uncoded
from trialx.readers.numbers import count, enrollment, participants, percent
from trialx.readers.people import email, organization, person, phone
from trialx.readers.phase import phases

Reader = Callable[[str], object | None]

READERS: dict[str, Reader] = {
    "age": age,
    "age_range": age_range,
    "age_years": age_years,
    "agency_class": agency_class,
    "allocation": allocation,
    "arm_type": arm_type,
    "count": count,
    "date": date,
    "email": email,
    "enrollment": enrollment,
    "intervention_model": intervention_model,
    "intervention_type": intervention_type,
    "line": line,
    "masking": masking,
    "nci_status": nci_status,
    "nct_id": nct_id,
    "observational_model": observational_model,
    "organization": organization,
    "participants": participants,
    "percent": percent,
    "person": person,
    "phases": phases,
    "phone": phone,
    "primary_purpose": primary_purpose,
    "registry_id": registry_id,
    "responsible_party_type": responsible_party_type,
    "role": role,
    "sampling_method": sampling_method,
    "sex": sex,
    "status": status,
    "std_ages": std_ages,
    "study_type": study_type,
    "text": text,
    "time_perspective": time_perspective,
    "timestamp": timestamp,
    "typed_date": typed_date,
    "uncoded": uncoded,
    "who_masked": who_masked,
    "yes_no": yes_no,
}

__all__ = ["READERS", "Reader", "is_null"]
