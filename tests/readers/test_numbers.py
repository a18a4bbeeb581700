"""Counts, people, shares: what is one and what is not."""

import pytest

from trialx.readers.numbers import count, enrollment, participants, percent


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("140", 140),
        ("0", 0),
        ("1,234", 1234),
        ("1,234,567", 1_234_567),
        ("10 000", 10_000),
        ("10\u00a0000", 10_000),
        ("10\u202f000", 10_000),
        ("1.234", 1234),
        ("1'234", 1234),
        ("1,00,000", 100_000),
        (" 21 ", 21),
    ],
)
def test_marks_of_thousands(text: str, value: int) -> None:
    assert count(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1.5",
        "0.125",
        "12,34",
        "1,2345",
        "1 23",
        "140 participants",
        "-5",
        "~140",
        "1e3",
        "2024-07",
        "n=12",
        "99999999",
    ],
)
def test_what_is_no_count_is_refused(text: str) -> None:
    assert count(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("140 participants", 140),
        ("1 participant", 1),
        ("48 Participants", 48),
        ("1,234 patients", 1234),
        ("21 volunteers", 21),
        ("75 Participants Needed", 75),
        ("Approximately 300 people", 300),
        ("~20 subjects", 20),
        ("120 Teilnehmer", 120),
        ("90 Patientinnen und Patienten", 90),
        ("60 sujets", 60),
        ("80 participantes", 80),
        ("45 pazienti", 45),
        ("33 voluntários", 33),
        ("50 deelnemers", 50),
        ("70 uczestników", 70),
        ("140participants", 140),
    ],
)
def test_people_are_counted(text: str, value: int) -> None:
    assert participants(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "140",
        "participants",
        "140 mg",
        "12 other sites",
        "3 trials",
        "40 years",
        "12 previous patients",
        "12 participants per site",
        "Participants: many",
    ],
)
def test_other_numbers_count_no_people(text: str) -> None:
    assert participants(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("140", (140, None)),
        ("140 participants", (140, None)),
        ("140 (Actual)", (140, "ACTUAL")),
        ("140 [Estimated]", (140, "ESTIMATED")),
        ("1,234 participants (Anticipated)", (1234, "ESTIMATED")),
        ("140 Actual", (140, "ACTUAL")),
        ("Actual: 140", (140, "ACTUAL")),
        ("300 Teilnehmer (geplant)", (300, "ESTIMATED")),
    ],
)
def test_an_enrollment_with_its_type(text: str, value: tuple[int, str | None]) -> None:
    assert enrollment(text) == value


@pytest.mark.parametrize(
    "text", ["Same as current", "Actual", "140 (submitted)", "140 mg (Actual)", "", "Actual 2021-03"]
)
def test_what_is_no_enrollment_is_refused(text: str) -> None:
    assert enrollment(text) is None


def test_shares() -> None:
    assert percent("80%") == 80
    assert isinstance(percent("80 %"), int)
    assert percent("12.5%") == percent("12,5 %") == 12.5
    assert percent("100%") == 100
    assert percent("101%") is None
    assert percent("80") is None
    assert percent("80% of patients") is None
