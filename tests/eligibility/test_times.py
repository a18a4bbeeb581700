"""Times: told by their surroundings."""

import pytest

from tests.eligibility.test_thresholds import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moss baths in the past 3 months", ["washout <= 3 mo"]),
        ("A cold within the last year", ["washout <= 1 a"]),
        ("A cold in the month prior to screening", ["washout <= 1 mo"]),
        ("Surgery < 3 weeks prior to the first dose", ["washout < 3 wk"]),
        ("Off all moss baths for at least 2 weeks", ["washout >= 2 wk"]),
        (
            "Trial drugs within 28 days or 5 half-lives, whichever is longer, before screening",
            ["washout <= 28 d", "washout <= 5 {half_life}"],
        ),
        ("Moss steroids for > 14 days within 4 weeks before", ["treatment_duration > 14 d", "washout <= 4 wk"]),
        ("Stable dose of moss tea for at least 4 weeks", ["treatment_duration >= 4 wk"]),
        ("Six weeks of conservative treatment", ["treatment_duration = 6 wk"]),
        ("Moss fever diagnosed for more than 3 years", ["disease_duration > 3 a"]),
        ("At least a 1-year history of moss fever", ["disease_duration >= 1 a"]),
        ("Biopsy obtained within 14 days", ["test_window <= 14 d"]),
        ("Condoms for 90 days after the last dose", ["commitment = 90 d"]),
        ("Postmenopausal for at least 12 months", ["menopause_duration >= 12 mo"]),
        ("Surgery planned within 6 months", ["upcoming <= 6 mo"]),
        ("Relapse within 6 months after completion of moss therapy", ["event_interval <= 6 mo"]),
        ("Able to whistle for at least 20 minutes", ["duration >= 20 min"]),
        ("Rides a tricycle for longer than one year", ["duration > 1 a"]),
        ("Brass > 5 umol/L for >3 months", ["None > 5 umol/L", "duration > 3 mo"]),
        ("up to and including 65 years of age", ["age <= 65 a"]),
        ("BMI upto 30 kg/m2", ["bmi <= 30 kg/m2"]),
        ("Life expectancy of more than 12 weeks", ["life_expectancy > 12 wk"]),
    ],
)
def test_a_time_is_named_by_its_surroundings(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text", ["A 24-hour urine sample", "Infusions every 2 weeks", "A 5-year survival rate", "Day 1 of cycle 2"]
)
def test_a_time_that_limits_nothing_is_passed_over(text: str) -> None:
    assert read(text) == []
