"""A team's persons stand above their roles; what else stands there is nobody's name."""

import pytest

import trialx

HEAD = "Fern Syrup for Dry Cough\nTrial Summary\nWhat is the purpose of this trial?\nTo see.\nResearch Team\n"
TAIL = "Eligibility Criteria\nInclusion Criteria\nI cough.\nFind a Clinic Near You\n"
HALE = {"name": "Ada Hale, MD", "role": "PRINCIPAL_INVESTIGATOR"}
TEAMS = {
    "a person with an organisation": (
        "AH\nAda Hale, MD\nPrincipal Investigator\nAcme\n",
        [{**HALE, "affiliation": "Acme"}],
    ),
    "a person alone": ("Ada Hale, MD\nPrincipal Investigator\n", [HALE]),
    "an organisation was lost": (
        "Ada Hale, MD\nPrincipal Investigator\nBo Lind, PhD\nStudy Director\nAcme\n",
        [HALE, {"name": "Bo Lind, PhD", "role": "STUDY_DIRECTOR", "affiliation": "Acme"}],
    ),
    "a hotline": ("Call 1-555-555-0142 Mon - Fri 9 AM - 5 PM\nPrincipal Investigator\nAcme\n", None),
    "a name was lost": ("AH\nPrincipal Investigator\nAcme\n", None),
    "a role was lost": ("AH\nAda Hale, MD\nAcme\n", None),
}


@pytest.mark.parametrize(("team", "officials"), TEAMS.values(), ids=TEAMS)
def test_team(team: str, officials: list[dict[str, str]] | None) -> None:
    record = trialx.extract(HEAD + team + TAIL).to_dict()
    assert record["source"]["layout"] == "withpower_profile"
    assert record.get("overall_officials") == officials
