"""Criteria as bad pages have them: signs and blanks lost, absurd values, too much of everything."""

import time

import pytest

from tests.eligibility.test_thresholds import read
from trialx.eligibility import criteria, walk
from trialx.eligibility.reconcile import reconcile
from trialx.eligibility.thresholds import thresholds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Platelets â‰¥ 100 Ã— 109/L", ["platelets >= 100 10*9/L"]),
        ("eGFR â\x89¥ 30 mL/min", ["egfr >= 30 mL/min"]),
        ("ALT â‰¤2.5Ã—ULN", ["alt <= 2.5 ULN"]),
        ("Platelets &#x2265;100,000/mm3", ["platelets >= 100000 /uL"]),
        ("Age &#8805; 18 years and BMI &#60; 30 kg/m2", ["age >= 18 a", "bmi < 30 kg/m2"]),
        ("WBC ≥ 3.0 x 10 9 / L", ["wbc >= 3 10*9/L"]),
        ("ANCgreater than 1500/mm3", ["anc > 1500 /uL"]),
        ("Creatinineless than 1.5xULN", ["creatinine < 1.5 ULN"]),
        ("BMI18.5-24.9", ["bmi between 18.5..24.9"]),
        ("ANC1,500/uL or more", ["anc >= 1500 /uL"]),
        ("Insulin above 0.5 U/kg per day", ["dose > 0.5 U/kg/d"]),
    ],
)
def test_what_a_page_broke_is_read_where_it_can_only_mean_one_thing(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Hemoglobin ? 9 g/dL",  # the sign is lost
        "Platelets ≥ 100,0000/uL",  # thousands, or ten thousands
    ],
)
def test_nothing_is_made_of_what_is_lost(text: str) -> None:
    assert read(text) == []


def test_an_absurd_value_is_kept_and_doubted() -> None:
    words = "Hemoglobin ≥ 9000 g/dL"
    assert read(words) == ["hemoglobin >= 9000 g/dL"]
    (doubt,) = reconcile({"eligibility": {"inclusion": [words]}})
    assert doubt["code"] == "impossible-threshold"


@pytest.mark.parametrize(
    "piece",
    [
        "AST and ALT ", "Hb ≥ 9 g/dL, ", "no moss within 4 weeks ", "9 ", "1/", "1 or ", "18+ ", "> = ", "(", ">", "a",
        "5 mg/kg/day/", "T1N0M0", "grade ", "A-1-", "â‰¤", "&#8804;", "1'000'000 ", "\t ",
        "within 5 half-lives or 28 days (whichever) ",
    ],
)  # fmt: skip
def test_time_grows_as_the_text_does(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        best = float("inf")
        for _ in range(2):
            begun = time.process_time()
            thresholds(text)
            best = min(best, time.process_time() - begun)
        return best

    assert seconds(50_000) < 30 * max(seconds(5_000), 0.005)  # ten times the text; a square would take a hundred


def test_five_thousand_criteria_are_as_many_nodes() -> None:
    text = "\n".join(f"* Hemoglobin ≥ {at % 12 + 1} g/dL" for at in range(5_000))
    nodes = list(walk(criteria(text)))
    assert len(nodes) == 5_000
    assert all(len(node.thresholds) == 1 for node in nodes)
