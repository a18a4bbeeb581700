"""What criteria and titles say against the fields: what counts, and what is passed over."""

import pytest

from tests.check.planted import changed
from trialx.check.eligibility import age_against_criteria, sex_against_criteria
from trialx.check.titles import (
    allocation_against_title,
    condition_named_nowhere,
    enrollment_against_description,
    masking_against_title,
    phase_against_title,
)


@pytest.mark.parametrize(
    ("low", "high", "criterion", "found"),
    [
        ("18 Years", "65 Years", "Aged 18-65 years", []),
        ("18 Years", "65 Years", "Age 20 – 65", ["/eligibility/minimum_age"]),
        ("18 Years", "65 Years", "≥ 20 years old", ["/eligibility/minimum_age"]),
        ("18 Years", None, "Age > 17 years", []),
        ("18 Years", None, "at least 21 years of age", ["/eligibility/minimum_age"]),
        ("18 Years", "75 Years", "Aged 18 years or older and less than 76 years", []),
        ("18 Years", "75 Years", "Age 18 and over, under 80 years", ["/eligibility/maximum_age"]),
        ("6 Months", None, "Age over 2 years", ["/eligibility/minimum_age"]),
        ("18 Years", None, "Age at diagnosis over 40 years", []),
        ("18 Years", None, "Women aged 40 years or older", []),
        ("18 Years", None, "Aged ≥ 18 years with HbA1c ≤ 9.0%", []),
        ("18 Years", "65 Years", "Able to read and write", []),
        (None, None, "Age 20 to 30 years", []),
        ("1 Day", "14 Years", "Aged 0 to 14 years", []),
    ],
)
def test_ages(low: str | None, high: str | None, criterion: str, found: list[str]) -> None:
    record = changed({"eligibility": {"minimum_age": low, "maximum_age": high, "inclusion": [criterion]}})
    hits = list(age_against_criteria(record))
    assert [hit.pointer for hit in hits] == found
    assert all(hit.other == "/eligibility/inclusion/0" for hit in hits)


def test_two_criteria_on_age_are_passed_over() -> None:
    record = changed({"eligibility": {"inclusion": ["Aged 20 to 65 years", "Age over 60 years"]}})
    assert list(age_against_criteria(record)) == []


@pytest.mark.parametrize(
    ("sex", "criteria", "found"),
    [
        ("FEMALE", ["Men or women over 50"], True),
        ("MALE", ["Participants of either sex"], True),
        ("FEMALE", ["Women over 50"], False),
        ("FEMALE", ["Male and female participants of reproductive potential"], False),
        ("ALL", ["Female participants aged 18 to 45"], True),
        ("ALL", ["Men only"], True),
        ("ALL", ["Women aged 18 to 45", "Men aged 18 to 60"], False),
        ("ALL", ["Female participants:", "a negative test"], False),
        ("ALL", ["Women with a negative test"], False),
    ],
)
def test_sex(sex: str, criteria: list[str], found: bool) -> None:
    record = changed({"eligibility": {"sex": sex, "inclusion": criteria}})
    assert bool(list(sex_against_criteria(record))) is found


@pytest.mark.parametrize(
    ("phases", "title", "found"),
    [
        (["PHASE2"], "A Phase II Study", False),
        (["PHASE3"], "A Phase II Study", True),
        (["PHASE1", "PHASE2"], "A Phase 1b/2a Study", False),
        (["PHASE2"], "Phase I to III", False),
        (["NA"], "A phase-4 Study", True),
        (["EARLY_PHASE1"], "A Phase 0 Study", False),
        (["PHASE3"], "Follow-up of the Phase 2 Study", False),
        (["PHASE3"], "A Study in the Luteal Phase", False),
    ],
)
def test_phase(phases: list[str], title: str, found: bool) -> None:
    record = changed({"phases": phases, "official_title": title, "brief_title": "Drops"})
    assert bool(list(phase_against_title(record))) is found


@pytest.mark.parametrize(
    ("allocation", "title", "found"),
    [
        ("RANDOMIZED", "A Randomised Study", False),
        ("NON_RANDOMIZED", "A Randomised Study", True),
        ("NON_RANDOMIZED", "A Non-randomised Study", False),
        ("RANDOMIZED", "A Non-Randomized Study", True),
        ("NA", "A Randomized Study", True),
        ("NA", "A Single-Arm Study", False),
    ],
)
def test_allocation(allocation: str, title: str, found: bool) -> None:
    record = changed({"design": {"allocation": allocation}, "official_title": title})
    assert bool(list(allocation_against_title(record))) is found


@pytest.mark.parametrize(
    ("masking", "title", "found"),
    [
        ("NONE", "A Double-Blinded Study", True),
        ("NONE", "An Open-Label Study", False),
        ("TRIPLE", "An Open Label Study", True),
        ("TRIPLE", "Double-Blind, Then Open-Label", False),
        ("SINGLE", "An Open-Label Study", False),
    ],
)
def test_masking(masking: str, title: str, found: bool) -> None:
    record = changed({"design": {"masking": masking}, "official_title": title})
    assert bool(list(masking_against_title(record))) is found


@pytest.mark.parametrize(
    ("count", "text", "found"),
    [
        (100, "A total of 120 patients will be enrolled", False),
        (100, "A total of 130 patients will be enrolled", True),
        (1200, "In total, 1,200 adult participants will be recruited", False),
        (60, "A total of 30 patients will be enrolled. A total of 60 subjects will be enrolled.", False),
        (60, "We screened a total of 400 patients", False),
    ],
)
def test_enrollment(count: int, text: str, found: bool) -> None:
    record = changed({"enrollment": {"count": count}, "brief_summary": text})
    assert bool(list(enrollment_against_description(record))) is found


@pytest.mark.parametrize(
    ("conditions", "found"),
    [(["Gout"], True), (["Gout", "Tired Eyes"], False), (["Tiredness"], False), (["Chronic Disease"], False)],
)
def test_conditions(conditions: list[str], found: bool) -> None:
    assert bool(list(condition_named_nowhere(changed({"conditions": conditions})))) is found
