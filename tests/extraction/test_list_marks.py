"""Which marks of a list of measures are the list's, and which are a measure's own."""

import pytest

import trialx

PAGE = "Study Objectives\nPrimary outcome measures\n{}\nSecondary outcome measures\nNaps a day\n"


@pytest.mark.parametrize(
    ("line", "measure"),
    [
        ("Cramps a night", "Cramps a night"),
        ("- Cramps a night", "Cramps a night"),
        ("• Cramps - all of them", "Cramps - all of them"),
        ("- Cramps a night - Sleep in hours", "- Cramps a night - Sleep in hours"),
    ],
)
def test_a_measure_that_is_a_list_keeps_its_marks(line: str, measure: str) -> None:
    head = "Led By Example Sleep Clinic\nPhase 2\nRecruiting\nEligible Conditions\n• Cramps\n"
    record = trialx.extract(head + PAGE.format(line), layout="withpower").to_dict()
    assert record["primary_outcomes"] == [{"measure": measure}]
