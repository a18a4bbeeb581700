"""Masking of all ages, and who is masked."""

import pytest

from trialx.readers.blinding import masking, who_masked


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NONE", "NONE"),
        ("None (Open Label)", "NONE"),
        ("Open Label", "NONE"),
        ("No masking", "NONE"),
        ("Open (masking not used)", "NONE"),
        ("Single (Outcomes Assessor)", "SINGLE"),
        ("Single Blind", "SINGLE"),
        ("Double", "DOUBLE"),
        ("Double-Blind", "DOUBLE"),
        ("Double (Participant, Investigator)", "DOUBLE"),
        ("Double Blind (Participant, Care Provider, Investigator, Outcomes Assessor)", "DOUBLE"),
        ("Double Blind (Subject, Caregiver)", "DOUBLE"),
        ("Triple (Participant, Care Provider, Investigator)", "TRIPLE"),
        ("Quadruple (Participant, Care Provider, Investigator, Outcomes Assessor)", "QUADRUPLE"),
        ("Doppelblind", "DOUBLE"),
        ("Double aveugle", "DOUBLE"),
        ("Doble ciego", "DOUBLE"),
        ("Dubbelblind", "DOUBLE"),
    ],
)
def test_masking(text: str, value: str) -> None:
    assert masking(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "None",
        "none",
        "N/A",
        "Blinded",
        "Masked",
        "Double (dose)",
        "Participant",
        "Double tea",
        "Single Group",
        "",
    ],
)
def test_what_is_no_masking_is_refused(text: str) -> None:
    assert masking(text) is None


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Double (Participant, Outcomes Assessor)", ["PARTICIPANT", "OUTCOMES_ASSESSOR"]),
        ("Participant", ["PARTICIPANT"]),
        ("PARTICIPANT, INVESTIGATOR", ["PARTICIPANT", "INVESTIGATOR"]),
        ("Investigator, Participant", ["INVESTIGATOR", "PARTICIPANT"]),
        ("Double Blind (Subject, Caregiver, Investigator)", ["PARTICIPANT", "CARE_PROVIDER", "INVESTIGATOR"]),
        ("Participant / Care Provider", ["PARTICIPANT", "CARE_PROVIDER"]),
        ("Participant and Investigator", ["PARTICIPANT", "INVESTIGATOR"]),
        ("CARE_PROVIDER\nINVESTIGATOR", ["CARE_PROVIDER", "INVESTIGATOR"]),
    ],
)
def test_who_is_masked(text: str, parties: list[str]) -> None:
    assert who_masked(text) == parties


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Double",
        "None (Open Label)",
        "Participants are adults",
        "Participant, Participant",
        "Participant, tea",
        "Tea (Participant)",
        "Participant,",
    ],
)
def test_a_list_with_a_stranger_is_refused(text: str) -> None:
    assert who_masked(text) is None


def test_a_list_that_was_cut_off_gives_the_masking_only() -> None:
    assert masking("Double (Participant, Investigator") == "DOUBLE"
    assert who_masked("Double (Participant, Investigator") is None
