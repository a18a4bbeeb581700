"""Lists: what parts their entries, and where they end."""

import pytest

from tests.unknown.page import BASE, read


@pytest.mark.parametrize(
    ("lines", "conditions"),
    [
        ("Conditions: Gout; Asthma\n", ["Gout", "Asthma"]),
        ("Conditions: Gout, Asthma\n", ["Gout", "Asthma"]),
        ("Conditions: Heart Failure, Congestive\n", ["Heart Failure, Congestive"]),
        ("Conditions: Rhinitis, Allergic, Seasonal\n", ["Rhinitis, Allergic, Seasonal"]),
        ("Conditions\n• Gout\n• Asthma\nPhase: 2\n", ["Gout", "Asthma"]),
        ("Conditions\nGout\nAsthma\nPhase\n2\n", ["Gout", "Asthma"]),
        ("Conditions\n\nGout\n\nA plain line that is something else\n", ["Gout"]),
        ("Conditions\nGout\nGout\nPhase: 2\n", ["Gout"]),
        ("Condition: Gout\nFunding body: Example Trust\n", ["Gout"]),
        ("Conditions\n1. Gout\n2. Tired eyes\nFunding body: Example Trust\n", ["Gout", "Tired eyes"]),
        ("Conditions\nGout\nStudy arms and times\nArm 1:\nTea\n", ["Gout"]),
    ],
)
def test_conditions(lines: str, conditions: list[str]) -> None:
    assert read(BASE + lines)["conditions"] == conditions


@pytest.mark.parametrize(
    "lines",
    [
        "Conditions\nA disease, a syndrome or an injury that is worth a study.\n",
        "Conditions\nPhase\n2\n",
        "Conditions: RANDOMIZED\n",
        "Conditions: NCT90000001\n",
    ],
)
def test_what_is_no_condition(lines: str) -> None:
    assert "conditions" not in read(BASE + lines)


def test_interventions_with_their_types() -> None:
    record = read(f"{BASE}Interventions: Drug: Tea, Other: Warm water\n")
    assert record["interventions"] == [{"name": "Tea", "type": "DRUG"}, {"name": "Warm water", "type": "OTHER"}]


def test_collaborators_with_their_classes() -> None:
    record = read(f"{BASE}Collaborators (2)\nHarbour Clinic, Ltd.\nINDUSTRY\nLake Hospital, Old Town\nOTHER\n")
    assert record["collaborators"] == [
        {"name": "Harbour Clinic, Ltd.", "class": "INDUSTRY"},
        {"name": "Lake Hospital, Old Town", "class": "OTHER"},
    ]


def test_the_class_of_a_sponsor_in_brackets() -> None:
    assert read("Sponsor\nExample Tea A/S (Industry)\nPhase: 2\n")["lead_sponsor"] == {
        "name": "Example Tea A/S",
        "class": "INDUSTRY",
    }
    assert read("Sponsor\nExample Institute (EI)\nPhase: 2\n")["lead_sponsor"] == {"name": "Example Institute (EI)"}


@pytest.mark.parametrize(
    ("lines", "countries"),
    [
        ("Countries of recruitment: Germany, Spain\n", ["Germany", "Spain"]),
        ("Countries of recruitment\nGermany\nSpain\n", ["Germany", "Spain"]),
        ("Rekrutierungsländer: Österreich\n", ["Österreich"]),
        ("Region\nJapan\n", ["Japan"]),
    ],
)
def test_countries(lines: str, countries: list[str]) -> None:
    assert [place["country"] for place in read(BASE + lines)["locations"]] == countries


@pytest.mark.parametrize(
    "lines", ["Locations: International\n", "Address: 1 Any Street\nCity: Oldtown\nCountry: Japan\n"]
)
def test_what_is_no_country_of_the_trial(lines: str) -> None:
    assert "locations" not in read(BASE + lines)


def test_persons_have_the_role_of_their_label() -> None:
    record = read(f"{BASE}Study Chair: Ada Q. Example, MD\nPrincipal Investigator: Bo Muster, Harbour University\n")
    assert record["overall_officials"] == [
        {"name": "Ada Q. Example, MD", "role": "STUDY_CHAIR"},
        {"name": "Bo Muster", "role": "PRINCIPAL_INVESTIGATOR", "affiliation": "Harbour University"},
    ]
    assert "overall_officials" not in read(f"{BASE}Principal Investigator: will be named when the study opens\n")


def test_outcomes_with_their_time_frames() -> None:
    record = read(f"{BASE}Primary outcome: Hours of sleep [Time Frame: 4 weeks]\n")
    assert record["primary_outcomes"] == [{"measure": "Hours of sleep", "time_frame": "4 weeks"}]


@pytest.mark.parametrize(
    "head", ["| Meal | Type | Intervention |", "| Weeks | Intervention |", "| Weeks | Condition |"]
)
def test_the_head_of_a_column_takes_no_row(head: str) -> None:
    row = "| Tea | Experimental | Green tea |\n| Milk | Control | Milk |\n"
    record = read(f"{BASE}{head}\n|---|---|---|\n{row}Phase: 2\n")
    assert "interventions" not in record
    assert "conditions" not in record


def test_a_dose_behind_a_comma_is_no_entry() -> None:
    assert read(f"{BASE}Intervention: Rye bread, 150 g a day\n")["interventions"] == [
        {"name": "Rye bread, 150 g a day"}
    ]
    assert len(read(f"{BASE}Interventions: Leucovorin, 5-FU\n")["interventions"]) == 2


def test_outcomes_with_numbers() -> None:
    record = read(f"{BASE}Primary outcome\n1. Hours of sleep [Time Frame: 4 weeks]\n2. Naps\nPhase: 2\n")
    assert record["primary_outcomes"] == [{"measure": "Hours of sleep", "time_frame": "4 weeks"}, {"measure": "Naps"}]


def test_lines_of_another_kind_end_a_list_of_plain_lines() -> None:
    for line in ("vs placebo", "Sponsored by Example Ltd", "Study code: X-22"):
        assert read(f"{BASE}Drug\nGreen tea\n{line}\n")["interventions"] == [{"name": "Green tea", "type": "DRUG"}]
