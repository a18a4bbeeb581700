"""Thresholds: what is read, and what must not be."""

import pytest

from trialx.eligibility import criteria, walk
from trialx.eligibility.thresholds import thresholds
from trialx.record.model import Threshold


def read(text: str) -> list[str]:
    found, _ = thresholds(text)
    return [shown(item.threshold) for item in found]


def shown(found: Threshold) -> str:
    upper = f"..{found['upper']}" if "upper" in found else ""
    turned = "not " if found["negated"] else ""
    unit = found.get("unit", found.get("reference", ""))
    return f"{turned}{found['variable']} {found['operator']} {found['value']}{upper} {unit}".strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hemoglobin ≥ 9 g/dL", ["hemoglobin >= 9 g/dL"]),
        ("Platelets ≥ 100'000/uL", ["platelets >= 100000 /uL"]),
        ("Platelets ≥ 100´ 109/L", ["platelets >= 100 10*9/L"]),
        ("Duration of the cough: 6 or more weeks", ["disease_duration >= 6 wk"]),
        ("Karnofsky or Lansky (as the age asks) performance score ≥ 60", ["lansky >= 60", "karnofsky >= 60"]),
        ("QTc > 450 ms for men and > 470 ms for women", ["qtc > 450 ms", "qtc > 470 ms"]),
        ("moss drops within 5 half-lives of the dive", ["washout <= 5 {half_life}"]),
        ("ALT ≥ 45 U/L", ["alt >= 45 U/L"]),
        ("ANC ≥ 1,500 µ/L", ["anc >= 1500 /uL"]),
        ("CrCl ≥ 50 mL/min", ["creatinine_clearance >= 50 mL/min"]),
        ("Divers aged 15~65 years", ["age between 15..65 a"]),
        ("Aged between 1 year and < 6 years", ["age >= 1 a", "age < 6 a"]),
        ("Children (<18)", ["age < 18"]),
        ("Divers between 30 an 150 kg", ["weight between 30..150 kg"]),
        ("Moss tea (a reed index < 1)", ["scale:reed < 1"]),
        ("Moss tea (a Pearl index < 1)", []),
        ("hCG test (minimum sensitivity 25 IU/L) within 24 hours", ["test_window <= 24 h"]),
        ("ANC greater than1,500/uL", ["anc > 1500 /uL"]),
        ("ECOG zero or one", ["ecog in [0, 1]"]),
        ("T1 and T2 tumours", ["t_stage in ['1', '2']"]),
        ("Grade III weakness of the heart according to NYHA", ["nyha = 3"]),
        ("walnut-specific IgE > 0.5 kilo units (kU)/L", ["sige > 0.5 kU/L"]),
        ("ACT ≤ 19 and at least one of these", ["scale:act <= 19"]),
        ("Haemoglobin not below 90 g/l", ["hemoglobin >= 90 g/L"]),
        ("Platelets > 100 x 109/L", ["platelets > 100 10*9/L"]),
        ("Platelets > 100 000/mm3", ["platelets > 100000 /uL"]),
        ("WBC < 3 x 103/μL", ["wbc < 3 10*3/uL"]),
        ("ANC â‰¥1,000/mcL", ["anc >= 1000 /uL"]),
        ("ANCgreater than 1500", ["anc > 1500"]),
        ("platelets ≥ 75,000 x 10^9/L", ["platelets >= 75000 10*9/L"]),
        ("Creatinine ≤ 1.5 × ULN", ["creatinine <= 1.5 ULN"]),
        ("bilirubin â‰¤3 Ã— institutional ULN", ["bilirubin <= 3 ULN"]),
        ("Bilirubin below the upper limit of normal (ULN)", ["bilirubin < 1 ULN"]),
        ("ALT above three times the upper limit of normal", ["alt > 3 ULN"]),
        (
            "AST and ALT ≤ 2.5 × ULN (≤ 5 × ULN if liver metastases)",
            ["ast <= 2.5 ULN", "alt <= 2.5 ULN", "ast <= 5 ULN", "alt <= 5 ULN"],
        ),
        ("eGFR >30 ml / min / 1.73 m2", ["egfr > 30 mL/min/1.73m2"]),
        ("Body mass index (BMI) between 18.5 and 30 kg/m^2", ["bmi between 18.5..30 kg/m2"]),
        ("BMI > 18 and < 30 kg/m2", ["bmi > 18 kg/m2", "bmi < 30 kg/m2"]),
        ("Blood pressure ≥140/90 mmHg", ["systolic_bp >= 140 mmHg", "diastolic_bp >= 90 mmHg"]),
        ("HbA1c of 7-10%", ["hba1c between 7..10 %"]),
        ("QTcF interval longer than 470 msec", ["qtc > 470 ms"]),
        ("INR ≤1.5 or ≤ 2.5 on warfarin", ["inr <= 1.5", "inr <= 2.5"]),
        ("ECOG performance status of 0, 1 or 2", ["ecog in [0, 1, 2]"]),
        ("ECOG PS 0-1", ["ecog between 0..1"]),
        ("Karnofsky score of at least 70", ["karnofsky >= 70"]),
        ("NYHA class III or IV", ["nyha in [3, 4]"]),
        ("Class II or higher heart failure", ["nyha >= 2"]),
        ("Child-Pugh A or B7", ["child_pugh in ['A', 'B7']"]),
        ("Stage IIIB-IVA moss fever", ["stage between IIIB..IVA"]),
        ("recovered to grade 1 or less", ["ctcae_grade <= 1"]),
        ("acute GVHD of grade ≥ 2", ["gvhd_grade >= 2"]),
        ("cT1a-T2aN0 tumour", ["t_stage between 1a..2a", "n_stage = 0"]),
        ("at least one measurable lesion", ["lesion_count >= 1"]),
        ("no more than 2 prior lines of therapy", ["prior_lines <= 2"]),
        ("more than 3 cold baths", ["count > 3"]),
        ("at least 4 cold baths per week", ["frequency >= 4"]),
        ("Moss Symptom Score ≥ 12", ["scale:moss_symptom >= 12"]),
        ("ACQ ≤ 1.5", ["scale:acq <= 1.5"]),
        ("prednisone > 10 mg/day", ["dose > 10 mg/d"]),
        (
            "moss-specific IgE ≥ 0.35 kUA/L with a wheal of at least 3 mm",
            ["sige >= 0.35 kUA/L", "wheal_diameter >= 3 mm"],
        ),
        ("10% weight loss or more", ["weight_change >= 10 %"]),
        ("FVC decreases by > 10%", ["fvc_change > 10 %"]),
        ("smoking of 10 pack-years or more", ["pack_years >= 10 {pack_year}"]),
    ],
)
def test_a_limit_is_read_as_written(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adults ≥ 18 years", ["age >= 18 a"]),
        ("Between 18 and 65 years of age", ["age between 18..65 a"]),
        ("Aged 6 months to 17 years", ["age >= 6 mo", "age <= 17 a"]),
        ("aged ≥4 to <18 years", ["age >= 4 a", "age < 18 a"]),
        ("Aged 4 to <8 years", ["age >= 4 a", "age < 8 a"]),
        ("people under the age of 18", ["age < 18"]),
        ("18 years old and above", ["age >= 18 a"]),
        ("18+ years of age", ["age >= 18 a"]),
        ("less than 36 weeks of gestation", ["gestational_age < 36 wk"]),
    ],
)
def test_ages(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Type 2 diabetes of the moss kind",
        "Visit 1 takes place in week 10 (8-12)",
        "Allocated to cohorts 1, 2 and 3",
        "Lesions by RECIST version 1.1",
        "A T790M or G12C mutation; CD19, PD-1 and HER2",
        "A 6-minute walk on moss",
        "Moss every 3 weeks",
        "Severe by the 2019 guideline",
        "Score on a scale of 0 to 10",
        "Cockcroft-Gault: (140-age) × weight / 72",
        "At least one of the following:",
        "Two forms of contraception",
        "Hypersensitivity to polysorbate 80",
        "Phase 1/2 part of the trial",
        "Able to read and to write",
    ],
)
def test_a_number_that_limits_nothing_is_passed_over(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A lichen index quotient greater than 4.5 U per leaf",
        "≥70%, as a rule",
    ],
)
def test_a_limit_that_could_not_be_read_is_said(text: str) -> None:
    assert thresholds(text) == ([], True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chemotherapy within 4 weeks", ["washout <= 4 wk"]),
        ("No chemotherapy within 4 weeks", ["not washout <= 4 wk"]),
        ("Has not received moss for at least 7 days", ["washout >= 7 d"]),
        ("Moss not resolved to grade ≤ 1", ["not ctcae_grade <= 1"]),
        ("no more than 2 prior regimens", ["prior_lines <= 2"]),
        ("with or without fever within 3 days", ["washout <= 3 d"]),
        ("No fever (seen by a nurse). Moss within 2 days of screening", ["washout <= 2 d"]),
        ("No ascites, bilirubin ≤ 2 mg/dL", ["bilirubin <= 2 mg/dL"]),
        ("no heart disease, including: stroke; failure of NYHA grade 2 or higher", ["not nyha >= 2"]),
    ],
)
def test_negation_is_flagged_and_never_folded_in(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_a_restatement_is_no_second_threshold() -> None:
    assert read("Hemoglobin ≥ 9 g/dL (90 g/L)") == ["hemoglobin >= 9 g/dL"]
    assert read("Life expectancy of at least twelve (12) weeks") == ["life_expectancy >= 12 wk"]


def test_every_threshold_quotes_the_words_and_knows_their_place() -> None:
    text = "Inclusion Criteria:\n\n* 1\\. Moss, and  hemoglobin\n  \\>= 9 g/dL\n"
    nodes = [node for node in walk(criteria(text)) if node.thresholds]
    (node,) = nodes
    (start, end), found = node.places[0], node.thresholds[0]
    assert found["text"] in node.text
    assert text[start:end].replace("\\", "").split() == found["text"].split()


def test_the_side_is_not_folded_in() -> None:
    (found,) = criteria("BMI > 40", side="exclusion")
    assert (found.side, found.thresholds[0]["operator"]) == ("exclusion", ">")


@pytest.mark.parametrize(
    "piece", ["ALT ", "no ", "(", "1. ", "≥ 3 ", "a) ", "AST, ", "within 4 weeks ", "T1 ", "- ", "≥"]
)
def test_a_criterion_of_endless_repetition_is_read_in_bounded_steps(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert all(item.threshold["text"] in text for item in thresholds(text)[0])


@pytest.mark.parametrize(
    "text",
    [
        "Earlier use of QX-20931+RT-77",
        "Stress: performance status 2993",
    ],
)
def test_a_number_that_names_or_counts_is_no_limit(text: str) -> None:
    assert read(text) == []


def test_no_or_at_most_one_is_not_turned_round() -> None:
    assert read("No or at most one prior line of therapy") == ["prior_lines <= 1"]
