"""Where a label may stand, and what it may not take."""

import pytest

from tests.unknown.page import BASE, read

PLACES = {
    "colon": "Phase: 2\n",
    "no blank": "Phase:2\n",
    "above": "Phase\n2\n",
    "above, apart": "Phase\n\n2\n",
    "tab": "Phase\t2\n",
    "pipes": "| Phase | 2 |\n",
    "wide blanks": "Clinical trial phase   2\n",
    "bullets": "- Phase\n- 2\n",
    "bullet pair": "• Phase: 2\n",
    "bold": "**Phase:** 2\n",
    "glued": "Study PhasePhase 2\n",
    "number of a form": "E.7.1 Phase: 2\n",
    "wide colon": "Phase：2\n",
    "table of one row": "| Condition | Phase |\n| --- | --- |\n| Gout | 2 |\n",
}


@pytest.mark.parametrize("lines", PLACES.values(), ids=PLACES)
def test_a_label_is_found_wherever_it_stands(lines: str) -> None:
    assert read(BASE + lines)["phases"] == ["PHASE2"]


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Studienbeginn", "start_date"),
        ("Date de début", "start_date"),
        ("Fecha de inicio", "start_date"),
        ("Data di inizio", "start_date"),
        ("Data de início", "start_date"),
        ("Startdatum", "start_date"),
        ("Data rozpoczęcia", "start_date"),
        ("Est. completion date", "completion_date"),
        ("Actual Study Completion Date", "completion_date"),
        ("Primary Completion (Estimated)", "primary_completion_date"),
    ],
)
def test_labels_of_eight_languages(label: str, field: str) -> None:
    assert read(f"{BASE}{label}: 2021-03-04\n")[field]["date"] == "2021-03-04"


def test_words_around_a_label_say_whether_a_date_has_come() -> None:
    record = read(f"{BASE}Study Start (Actual)\n2021-03-04\nEst. completion date: 2022-01\n")
    assert record["start_date"]["type"] == "ACTUAL"
    assert record["completion_date"] == {"date": "2022-01", "type": "ESTIMATED"}


def test_a_value_may_stand_before_its_label() -> None:
    assert read(f"338\nParticipants\n{BASE}")["enrollment"] == {"count": 338}


def test_labels_glued_behind_their_values() -> None:
    page = "A Study of Tea in Tired Eyes\nExample Tea LtdSponsor\nPhase 3Phase\nAllGender\nGreen teaTreatments\n"
    record = read(page)
    assert record["phases"] == ["PHASE3"]
    assert record["eligibility"]["sex"] == "ALL"
    assert record["lead_sponsor"] == {"name": "Example Tea Ltd"}
    assert record["interventions"] == [{"name": "Green tea"}]


def test_the_next_label_glued_to_a_value() -> None:
    record = read("Phase:\nPhase 3Accepts Healthy Volunteers?\nNoDetails\nLead Sponsor:\nExample LtdTreatments:\nTea\n")
    assert record["phases"] == ["PHASE3"]
    assert record["eligibility"] == {"healthy_volunteers": False}
    assert record["lead_sponsor"] == {"name": "Example Ltd"}
    assert record["interventions"] == [{"name": "Tea"}]


def test_labels_that_only_a_blank_parts_from_values() -> None:
    page = (
        "Status Recruiting\nStart date January 2013\nFirst received March 2, 2014\n"
        "Last updated March 4, 2014\nAcronym TEA-HF\nStudy type Observational\n"
    )
    record = read(page)
    assert record["overall_status"] == "RECRUITING"
    assert record["start_date"] == {"date": "2013-01"}
    assert record["acronym"] == "TEA-HF"


@pytest.mark.parametrize(
    "lines",
    [
        "Phase\nAcronym\n2\n",  # the next label is no value
        "Phase: Blue\n",
        "Phase: N/A\n",  # of a study whose type is not told
        "Phases of the moon and 2 cups of tea\n",
        "There are 3 phases: screening, treatment and follow-up.\n",
        "Related trials\nMilk for Tired Eyes\nPhase: 2\n",
        "Glossary\nPhase: 2\n",
        "| Name | Phase |\n| Tea | 2 |\n| Milk | 3 |\n",  # a list of several things
    ],
)
def test_what_is_no_phase(lines: str) -> None:
    assert "phases" not in read(BASE + lines)


def test_na_is_a_phase_of_an_interventional_study_only() -> None:
    assert read(f"{BASE}Study type: Interventional\nPhase: N/A\n")["phases"] == ["NA"]
    assert "phases" not in read(f"{BASE}Study type: Observational\nPhase: N/A\n")


@pytest.mark.parametrize("words", ["N/A", "None", "-", "[name withheld]", "Not specified"])
def test_absent_values(words: str) -> None:
    record = read(f"{BASE}Acronym: {words}\nCollaborators: {words}\nPrincipal investigator: {words}\n")
    assert record.keys().isdisjoint({"acronym", "collaborators", "overall_officials"})


def test_the_status_of_a_place_is_not_the_trials() -> None:
    record = read("Sponsor: Example Tea Ltd\nPhase: 2\nStudy sites\nHarbour Clinic\nStatus: Completed\n")
    assert "overall_status" not in record


def test_an_enrolment_of_zero_is_a_placeholder() -> None:
    assert "enrollment" not in read(f"{BASE}Target enrollment: 0\n")
    withdrawn = BASE.replace("Completed", "Withdrawn")
    assert read(f"{withdrawn}Enrollment: 0\n")["enrollment"] == {"count": 0}


def test_what_came_of_a_plan_goes_before_the_plan() -> None:
    record = read(f"{BASE}Enrollment (Estimated): 80\nEnrollment (Actual): 78\n")
    assert record["enrollment"] == {"count": 78, "type": "ACTUAL"}


def test_two_different_values_are_told() -> None:
    record = read(f"{BASE}Phase: 2\nStudy phase: 3\n")
    assert record["phases"] == ["PHASE2"]
    assert [warning["code"] for warning in record["warnings"]] == ["conflicting-values"]


def test_yes_and_no_under_the_name_of_a_value() -> None:
    record = read(f"{BASE}Randomised: Yes\nDouble blind: No\nParallel group: Yes\nFemale: Yes\nMale: Yes\n")
    assert record["design"] == {"allocation": "RANDOMIZED", "intervention_model": "PARALLEL"}
    assert record["eligibility"] == {"sex": "ALL"}


def test_contacts_need_a_name() -> None:
    record = read(f"{BASE}Contacts\nName: Ada Example\nTelephone: +49 30 000000\nEmail: ada@clinic.example\n")
    assert record["central_contacts"] == [
        {"name": "Ada Example", "phone": "+49 30 000000", "email": "ada@clinic.example"}
    ]
    assert "central_contacts" not in read(f"{BASE}Contacts\nTelephone: +49 30 000000\n")


@pytest.mark.parametrize("heading", ["Sponsor Organization 1", "Contact 2", "Primary Outcome(s) #1", "Sponsor no. 3"])
def test_the_heading_of_a_numbered_entry_is_no_value(heading: str) -> None:
    record = read(f"Recruitment status: Completed\nPhase: 2\nSponsor\n{heading}\nOrganization Type: Institute\n")
    assert "lead_sponsor" not in record


def test_a_phase_is_a_value_although_it_ends_in_a_number() -> None:
    assert read(f"{BASE}Study phase\nPhase 2\n")["phases"] == ["PHASE2"]


def test_a_site_s_recruitment_is_not_the_trial_s_under_a_numbered_heading() -> None:
    page = f"{BASE}Study Site 1\n- Recruitment Status: Recruiting\nStudy Site 2\n- Start date: 2021-03-04\n"
    record = read(page)
    assert record["overall_status"] == "COMPLETED"
    assert "start_date" not in record
    assert "warnings" not in record


def test_a_time_frame_below_its_outcome() -> None:
    record = read(f"{BASE}Primary Outcome\n- Outcome: Hours of sleep\n- Timepoint: Four weeks\nPhase: 2\n")
    assert record["primary_outcomes"] == [{"measure": "Hours of sleep", "time_frame": "Four weeks"}]


def test_an_entry_of_the_site_s_menu_silences_nothing() -> None:
    assert read(f"* Search\n* FAQ\n* Help\n{BASE}Phase: 2\n")["phases"] == ["PHASE2"]
    assert "phases" not in read(f"{BASE}FAQ\nPhase: 2\n")
