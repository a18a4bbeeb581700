"""Arms, typed interventions and outcomes that lines name by their own form."""

import pytest

from tests.unknown.page import BASE, read
from trialx.extraction.unknown.rules import without


def test_arms_by_their_type_with_what_they_get() -> None:
    page = (
        "Summary\nTea is tested in tired people here.\nStudy Arms\nExperimental: Green tea\nThree cups of tea a day.\n"
    )
    record = read(BASE + page + "Study Arms\nPlacebo Comparator: Hot water\nPhase: 2\n")
    assert record["arm_groups"] == [
        {"label": "Green tea", "type": "EXPERIMENTAL", "description": "Three cups of tea a day."},
        {"label": "Hot water", "type": "PLACEBO_COMPARATOR"},
    ]
    assert record["phases"] == ["PHASE2"]


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        ("ARM A: People get green tea\nARM B: People get milk\n", ["ARM A", "ARM B"]),
        ("Bras A (comparateur) : thé noir\nBras B : thé vert\n", ["Bras A (comparateur)", "Bras B"]),
        ("Treatment group 1:\nThree cups a day\nTreatment group 2:\nNo cup at all\n", None),
    ],
)
def test_arms_by_letters(lines: str, labels: list[str] | None) -> None:
    arms = read(BASE + "Design\n" + lines)["arm_groups"]
    assert [arm["label"] for arm in arms] == (labels or ["Treatment group 1", "Treatment group 2"])
    assert all(arm["description"] for arm in arms)
    with without("lettered_arm"):
        assert "arm_groups" not in read(BASE + "Design\n" + lines)


def test_one_letter_is_no_arm_and_neither_are_cohorts_of_criteria() -> None:
    assert "arm_groups" not in read(BASE + "Design\nARM A: People get green tea\n")
    record = read(BASE + "Inclusion criteria\n- Tired\nCohort A: very tired people\nCohort B: other people\n")
    assert "arm_groups" not in record


def test_typed_interventions_each_on_a_line() -> None:
    record = read(BASE + "- Drug: Tea\n- Dietary Supplement: Honey\n- Behavioral: Walks\nBiological: Yeast\n")
    assert [(one["name"], one["type"]) for one in record["interventions"]] == [
        ("Tea", "DRUG"),
        ("Honey", "DIETARY_SUPPLEMENT"),
        ("Walks", "BEHAVIORAL"),
        ("Yeast", "BIOLOGICAL"),
    ]


@pytest.mark.parametrize("gap", ["", "\n"])
def test_all_outcomes_that_stand_above_their_time_frames(gap: str) -> None:
    record = read(
        f"{BASE}Primary outcomes\nHours of sleep\nTime frame: 12 weeks\n{gap}Cups a day\nTime frame: 4 weeks\n{gap}"
    )
    assert record["primary_outcomes"] == [
        {"measure": "Hours of sleep", "time_frame": "12 weeks"},
        {"measure": "Cups a day", "time_frame": "4 weeks"},
    ]


def test_a_time_frame_in_round_brackets() -> None:
    record = read(BASE + "Primary outcome: Mood (Time Frame: 3 weeks)\n")
    assert record["primary_outcomes"] == [{"measure": "Mood", "time_frame": "3 weeks"}]


def test_persons_below_a_label_each_with_a_title() -> None:
    page = f"{BASE}INVESTIGATEURS PRINCIPAUX\nPr Ada TEE\nDr Bo CUP\nMaison du thé\n\nPhase: 2\n"
    names = [person["name"] for person in read(page)["overall_officials"]]
    assert names == ["Pr Ada TEE", "Dr Bo CUP"]
    with without("persons_below"):
        assert len(read(page)["overall_officials"]) == 1
