"""Names are earned: a limit of what has no name here is told in the page's own words, or said to be unread."""

import pytest

from trialx.eligibility.thresholds import thresholds


def read(text: str) -> list[str]:
    told = []
    for item in thresholds(text)[0]:
        found = item.threshold
        value = f"{found['value']}..{found['upper']}" if "upper" in found else str(found["value"])
        name = found["variable"] or f"'{found['measure']}'"
        told.append(f"{name} {found['operator']} {value} {found.get('reference') or found.get('unit', '')}".strip())
    return told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pinch strength < 12 kg", ["'Pinch strength' < 12 kg"]),
        ("Full-shell moss score (FSMS) ≤ 20%", ["'Full-shell moss score (FSMS)' <= 20 %"]),
        ("M/S ratio ≤ 0.8", ["'M/S ratio' <= 0.8"]),
        ("Tide risk index (10 % or above)", ["'Tide risk index' >= 10 %"]),
        ("more than 25% loss of the shell", ["'loss of the shell' > 25 %"]),
        ("Use of at least one tide app", ["'tide app' >= 1"]),
        ("Shallow-to-deep flow with [Qs:Qd] ≥ 1.5", ["'Qs:Qd' >= 1.5"]),
        ("Tide tonnage above 12 zorkmids", ["'Tide tonnage' > 12 zorkmids"]),
        ("Visual acuity worse than 20/60", ["'Visual acuity' < 20 /60"]),
        ("Vision ≤ 6/18", ["'Vision' <= 6 /18"]),
        ("Maximum single dose of 20 mg", ["dose <= 20 mg"]),
        ("ECOG better than 2", ["ecog < 2"]),
        ("ECOG 2 or better", ["ecog <= 2"]),
        ("Karnofsky 70 or better", ["karnofsky >= 70"]),
        ("Karnofsky worse than 60", ["karnofsky < 60"]),
        ("Karnofsky no worse than 60", ["karnofsky >= 60"]),
        ("Rowing more than 5 days per week", ["'Rowing' > 5 d/wk"]),
        ("tide gap 4-12 mmol/L", ["'tide gap' between 4..12 mmol/L"]),
        ("Shell wear grade ≥ 2", ["'Shell wear' >= 2"]),
        ("Moss plates > 2.5 mg/dL [men], > 2.0 mg/dL [women]", [f"'Moss plates' > {n} mg/dL" for n in ("2.5", "2")]),
    ],
)
def test_a_measure_has_the_name_that_the_page_gives_it(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Handgrip strength < 26 kg", ["grip_strength < 26 kg"]),
        ("Creatinine phosphokinase > 3 × ULN", ["ck > 3 ULN"]),
        ("Lean mass index < 7 kg/m2", ["muscle_mass_index < 7 kg/m2"]),
        ("PEEP < 6 cmH2O", ["peep < 6 cmH2O"]),
        ("25(OH)D < 20 ng/mL", ["vitamin_d < 20 ng/mL"]),
        ("Weight steady (gain or loss < 3 kg)", ["weight_change < 3 kg"]),
        ("Menstrual cycle of 25-36 days", ["'Menstrual cycle' between 25..36 d"]),
        ("Molar wobble greater than grade 1", ["'Molar wobble' > 1"]),
        ("Reading ability above grade 6", ["'Reading ability' > 6"]),
    ],
)
def test_no_name_is_given_by_the_unit_or_a_part_of_the_name_alone(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18 ≤ age ≤ 75 years", ["age >= 18 a", "age <= 75 a"]),
        ("80 < SBP < 150 mmHg", ["systolic_bp > 80 mmHg", "systolic_bp < 150 mmHg"]),
        ("T-score ≤ -1.5", ["t_score <= -1.5"]),
        ("T-score between -3.5 and -2", ["t_score between -3.5..-2"]),
        ("Age ˃ 21 years", ["age > 21 a"]),
        ("Is equal to or older than 21 years", ["age >= 21 a"]),
        ("Between 21 years old and 60 years old", ["age between 21..60 a"]),
        ("Aged between 21- and 60-years", ["age between 21..60 a"]),
        ("From 21 to 30 years", ["age between 21..30 a"]),
        ("Older than 21", ["age > 21"]),
        ("Age ≥ 21 years and < 70", ["age >= 21 a", "age < 70 a"]),
        ("Weight between 45 kg (inclusive) and 95 kg (inclusive)", ["weight between 45..95 kg"]),
        ("Rash greater than Common Terminology Criteria for Adverse Events (CTCAE) grade 2", ["ctcae_grade > 2"]),
        ("Birth at or after 22 weeks of gestation", ["gestational_age >= 22 wk"]),
        ("Gestational age between 23+0 and 31+0 weeks", ["gestational_age between 23..31 wk"]),
        ("Pregnant (> 12 weeks)", ["gestational_age > 12 wk"]),
        ("HDL < 41/51 mg/dL (men/women)", ["hdl < 41 mg/dL", "hdl < 51 mg/dL"]),
        ("QTc ≥ 440 (male)/460 (female) msec", ["qtc >= 440 ms", "qtc >= 460 ms"]),
        ("≥130 mmHg SBP and/or ≥85 mmHg DBP", ["systolic_bp >= 130 mmHg", "diastolic_bp >= 85 mmHg"]),
        ("Bilirubin >3N", ["bilirubin > 3 ULN"]),
        ("ECOG (Moss et al., 1999) of 0 to 1", ["ecog between 0..1"]),
        ("HbA1c ≥ 6.5% (48 mmol/mol)", ["hba1c >= 6.5 %"]),
        ("ASA II-III", ["scale:asa between 2..3"]),
        ("ASAIII", ["scale:asa = 3"]),
        ("ASA status 1,2", ["scale:asa in [1, 2]"]),
        ("Grade 1 or 2 on the KL grading scale", ["scale:kellgren_lawrence in [1, 2]"]),
        ("Fitzpatrick skin types II-IV", ["scale:fitzpatrick between 2..4"]),
        ("Shell growth < 10th percentile", ["'Shell growth' < 10 {percentile}"]),
        ("eGFR < 50 per 1.73 meters squared", ["egfr < 50"]),
    ],
)
def test_a_comparison_is_found_wherever_it_stands(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Surgery planned within the next 9 months", ["upcoming <= 9 mo"]),
        ("No moss tea for the last 5 months", ["washout <= 5 mo"]),
        ("Pain over the 3 weeks before screening", ["washout <= 3 wk"]),
        ("On ART for at least four months", ["treatment_duration >= 4 mo"]),
        (
            "Minimum duration of symptoms of 2 weeks and maximum duration of 9 weeks",
            ["disease_duration >= 2 wk", "disease_duration <= 9 wk"],
        ),
        ("At least one fall-related hospitalization in the past year", ["count >= 1", "washout <= 1 a"]),
    ],
)
def test_times_and_events(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HbA1c mayor de 8%", ["hba1c > 8 %"]),
        ("Edad entre 21 y 60 años", ["age between 21..60 a"]),
        ("Pacientes mayores de 21 años", ["age > 21 a"]),
        ("HbA1c unter 9%", ["hba1c < 9 %"]),
        ("Patienten älter als 21 Jahre", ["age > 21 a"]),
        ("BMI supérieur à 30 kg/m2", ["bmi > 30 kg/m2"]),
    ],
)
def test_other_languages_compare_in_their_words(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", ["No deterioration over 3 months", "HbA1c variation range within 0.5%"])
def test_a_number_whose_comparison_is_not_sure_is_not_equal(text: str) -> None:
    assert [told for told in read(text) if " = " in told] == []
    assert thresholds(text)[1]
