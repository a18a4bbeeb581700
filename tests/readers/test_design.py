"""A design in one value, in a title, in a sentence; and the designs of other trials."""

import pytest

from trialx.readers.blinding import masking
from trialx.readers.codes import allocation, intervention_model, observational_model, study_type, time_perspective
from trialx.readers.design import MAX_DESIGN, described_design, keyed_design
from trialx.readers.spellings import word_lists

READ = {
    "allocation": allocation,
    "intervention_model": intervention_model,
    "masking": masking,
    "observational_model": observational_model,
    "study_type": study_type,
    "time_perspective": time_perspective,
}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Allocation: Randomized. Intervention model: Parallel Assignment. Primary purpose: Treatment. "
            "Masking: Double (Participant, Investigator). ",
            {
                "allocation": "RANDOMIZED",
                "intervention_model": "PARALLEL",
                "primary_purpose": "TREATMENT",
                "masking": "DOUBLE",
                "who_masked": ["PARTICIPANT", "INVESTIGATOR"],
            },
        ),
        (
            "Purpose: Treatment; Allocation: Non-randomised trial; Masking: Open (masking not "
            "used);Assignment: Single group;Type of endpoint: Efficacy;",
            {
                "primary_purpose": "TREATMENT",
                "allocation": "NON_RANDOMIZED",
                "masking": "NONE",
                "intervention_model": "SINGLE_GROUP",
            },
        ),
        (
            "Randomization: N/A, Blinding: Not blinded, Placebo: Not used, Assignment: Single, Purpose: "
            "Prevention, Randomization description: None.",
            {
                "allocation": "NA",
                "masking": "NONE",
                "intervention_model": "SINGLE_GROUP",
                "primary_purpose": "PREVENTION",
            },
        ),
        (
            "Allocation: N/A: single arm study. Masking: Open. Control group: Uncontrolled. Assignment: "
            "Single group. Purpose: Treatment",
            {
                "allocation": "NA",
                "masking": "NONE",
                "intervention_model": "SINGLE_GROUP",
                "primary_purpose": "TREATMENT",
            },
        ),
        (
            "Allocation: Randomized\nEndpoint Classification: Efficacy Study\nMasking: Single Blind "
            "(Subject)\nPrimary Purpose: Basic Science",
            {
                "allocation": "RANDOMIZED",
                "masking": "SINGLE",
                "who_masked": ["PARTICIPANT"],
                "primary_purpose": "BASIC_SCIENCE",
            },
        ),
        (
            "Observational Model: CohortTime Perspective: Prospective",
            {"observational_model": "COHORT", "time_perspective": "PROSPECTIVE"},
        ),
        ("Time Perspective: Cross-Sectional", {"time_perspective": "CROSS_SECTIONAL"}),
    ],
)
def test_a_value_that_names_its_fields(text: str, facts: dict[str, object]) -> None:
    found = keyed_design(text)
    assert {fact.field: fact.value for fact in found} == facts
    assert all(READ[fact.field](text[fact.start : fact.end]) == fact.value for fact in found if fact.field in READ)


def test_the_yes_and_no_of_the_eu_register() -> None:
    text = (
        "Controlled: yes Randomised: yes Open: no Single blind: no Double blind: yes Parallel group: "
        "yes Cross over: no Other: no"
    )
    found = keyed_design(text)
    assert {fact.field: fact.value for fact in found} == {
        "allocation": "RANDOMIZED",
        "masking": "DOUBLE",
        "intervention_model": "PARALLEL",
    }
    assert [text[fact.start : fact.end] for fact in found] == [
        "Randomised: yes",
        "Double blind: yes",
        "Parallel group: yes",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Randomized, with a control group",
        "Randomised: no Open: no Single blind: no Double blind: no",
        "Open: yes Double blind: yes",
        "Masking: Blinded (masking used)",
        "Allocation: something else",
        "Purpose: to see whether tea helps",
        "Masking: None",
        "The purpose of the trial: tea",
        "Note: Randomized",
    ],
)
def test_a_value_that_names_no_field_it_can_read(text: str) -> None:
    assert keyed_design(text) == []


@pytest.mark.parametrize(
    ("title", "facts"),
    [
        (
            "A Phase IIb, Randomised, Double-Blind Study of Tea",
            {"phases": ["PHASE2"], "allocation": "RANDOMIZED", "masking": "DOUBLE"},
        ),
        (
            "An Open-Label, Single-Arm Phase 1/2 Trial of Tea",
            {"masking": "NONE", "intervention_model": "SINGLE_GROUP", "phases": ["PHASE1", "PHASE2"]},
        ),
        (
            "Tea at Night: a Non-Randomized, Parallel-Group Trial",
            {"allocation": "NON_RANDOMIZED", "intervention_model": "PARALLEL"},
        ),
        (
            "A Randomized, Two-Period Crossover Study of Tea",
            {"allocation": "RANDOMIZED", "intervention_model": "CROSSOVER"},
        ),
        (
            "Eine randomisierte, doppelblinde Phase-III-Studie zu Tee",
            {"allocation": "RANDOMIZED", "masking": "DOUBLE", "phases": ["PHASE3"]},
        ),
        (
            "Étude de phase II randomisée en double aveugle",
            {"phases": ["PHASE2"], "allocation": "RANDOMIZED", "masking": "DOUBLE"},
        ),
        (
            "Ensayo clínico fase III aleatorizado y doble ciego",
            {"phases": ["PHASE3"], "allocation": "RANDOMIZED", "masking": "DOUBLE"},
        ),
        (
            "A Prospective Observational Cohort Study of Tea Drinkers",
            {"study_type": "OBSERVATIONAL", "observational_model": "COHORT", "time_perspective": "PROSPECTIVE"},
        ),
        ("A Prospective Study of Tea", {}),
        ("Tea and Sleep", {}),
        ("Phase 5 of Tea", {}),
        ("Mendelian Randomization in Tea Drinkers", {}),
        ("Extension of a Randomized Trial of Tea", {}),
        ("A Double-Blind Study Followed by an Open-Label One", {}),
        ("Double-Blind for Tea and Single-Blind for Water", {}),
        ("Review of Phase 2 and Phase 3 Trials of Tea", {}),
    ],
)
def test_titles(title: str, facts: dict[str, object]) -> None:
    assert {fact.field: fact.value for fact in described_design(title)} == facts


def test_places_are_those_of_the_words() -> None:
    text = "Tea is old. This is a randomized, double-blind phase 2 study."
    assert [text[fact.start : fact.end] for fact in described_design(text)] == ["randomized", "double-blind", "phase 2"]


def test_every_word_for_a_design_stands_under_a_value_of_its_field() -> None:
    for meaning in [*word_lists("design_words"), *word_lists("design_flags")]:
        field, _, token = meaning.partition(".")
        assert READ[field](token) == token


def test_a_long_text_is_read_to_a_bound() -> None:
    assert described_design("Tea. " * (MAX_DESIGN // 5 + 1) + "This is a phase 1 study.") == []
    assert keyed_design("Tea. " * (MAX_DESIGN // 5 + 1) + "Masking: Double") == []
