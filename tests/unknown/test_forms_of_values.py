"""Values in the forms that pages give them."""

import pytest

from tests.unknown.page import BASE, read


@pytest.mark.parametrize("age", ["Over 18 years old", "18+ years old", "Older than 18 years", "18+"])
def test_an_age_with_a_word_or_sign(age: str) -> None:
    assert read(f"{BASE}Age: {age}\n")["eligibility"] == {"minimum_age": "18 Years"}


@pytest.mark.parametrize(
    "said", ["Phase: PHASE2|PHASE3\n", "Phase:\nPhase 2\nPhase 3\n", "Phase\n\n  • Phase 2\n  • Phase 3\n"]
)
def test_several_phases(said: str) -> None:
    assert read(f"{BASE}{said}Sex: All\n")["phases"] == ["PHASE2", "PHASE3"]


def test_a_phase_further_down_is_another() -> None:
    assert read(f"{BASE}Phase:\nPhase 2\n\nPhase 3\nSex: All\n")["phases"] == ["PHASE2"]


def test_why_it_was_stopped_stands_behind_the_status() -> None:
    record = read("Sponsor: Example Tea Ltd\nRecruitment status: Terminated (The tea ran out)\nPhase: Phase 2\n")
    assert (record["overall_status"], record["why_stopped"]) == ("TERMINATED", "The tea ran out")


def test_a_note_on_results_behind_a_status() -> None:
    record = read(
        "Sponsor: Example Tea Ltd\nRecruitment status: ACTIVE, NOT RECRUITING - HAS RESULTS\nPhase: Phase 2\n"
    )
    assert record["overall_status"] == "ACTIVE_NOT_RECRUITING"


def test_nobody_joined_a_trial_that_was_stopped() -> None:
    page = "Sponsor: Example Tea Ltd\nStatus: {}\nActual Enrollment: 0 participants\n"
    assert read(page.format("Terminated"))["enrollment"] == {"count": 0, "type": "ACTUAL"}
    assert "enrollment" not in read(page.format("Recruiting"))


def test_the_order_that_a_page_states() -> None:
    assert read(f"{BASE}Start date: 02/01/2021 (mm/dd/yyyy)\n")["start_date"]["date"] == "2021-02-01"
    assert read(f"{BASE}Start date: 02/01/2021 (dd/mm/yyyy)\n")["start_date"]["date"] == "2021-01-02"


def test_a_date_with_blanks_shows_the_order() -> None:
    page = f"{BASE}Start date: 05 / 17 / 2021\nStudy completion date: 08 / 07 / 2027\n"
    assert read(page)["completion_date"]["date"] == "2027-08-07"


@pytest.mark.parametrize("part", ["open-label extension", "open-label placebo"])
def test_the_masking_of_a_part(part: str) -> None:
    assert "masking" not in read(f"{BASE}Brief Summary\nThis is a trial of tea with an {part}.\n").get("design", {})


def test_a_source_with_a_number_is_no_sponsor() -> None:
    assert "lead_sponsor" not in read("Recruitment status: Completed\nPhase: Phase 2\nSource: PMID 10000001\n")
