"""Names, addresses and numbers of people and organisations who do not exist."""

import pytest

from trialx.readers.people import email, organization, person, phone


@pytest.mark.parametrize(
    "text",
    [
        "Ada Q. Example",
        "Ada Q. Example, MD, PhD",
        "Prof. Dr. med. Jörg Muster",
        "Example, Ada",
        "Ana do Exemplo Silva",
        "Jean-Pierre O'Exemple",
        "Nilüfer EXAMPLE, Assoc. Prof.",
        "Will May",
        "Dr. Maria Aetou Example",
        "Muster, Prof. MD PhD",
        "Exempla J.",
        "Clinical Trials",
    ],
)
def test_a_name(text: str) -> None:
    assert person(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "N/A",
        "None",
        "-",
        "140 participants",
        "The trial is open.",
        "We will call you",
        "This study",
        "not yet recruiting",
        "Call us today!",
        "NCT99990001",
        "one two three four five six seven eight nine ten",
        "Adults who have slept badly for a month",
        "Tea reduces waking at night.",
        "ada@clinic.example",
        "First line\nSecond line is here",
    ],
)
def test_what_is_no_name_is_refused(text: str) -> None:
    assert person(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Example Pharma, Inc.",
        "3H Example Biotech",
        "University of Examples",
        "A.B. Example Cancer Center and Research Institute",
        "Universidade do Exemplo",
        "Institut d'Exemple (IE)",
        "Beispiel GmbH & Co. KG",
        "Example Company Ltd.",
    ],
)
def test_an_organisation(text: str) -> None:
    assert organization(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "--",
        "None",
        "Not specified",
        "This study is paid for by us.",
        "We run trials. They take time and care.",
        "Who pays?",
        "It has money",
        "x" * 400,
    ],
)
def test_what_is_no_organisation_is_refused(text: str) -> None:
    assert organization(text) is None


def test_names_lose_their_doubled_blanks() -> None:
    assert person(" Ada\u00a0 Example ") == "Ada Example"
    assert organization("Example   Pharma") == "Example Pharma"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("+49 30 000 0000", "+49 30 000 0000"),
        ("(555) 010-0199", "(555) 010-0199"),
        ("555-010-0199 ext. 12", "555-010-0199 ext. 12"),
        ("Tel: +44 (0)20 7946 0000", "+44 (0)20 7946 0000"),
        ("5550100199", "5550100199"),
        ("+86-10-0000 0000", "+86-10-0000 0000"),
    ],
)
def test_a_phone_number_stays_as_written(text: str, value: str) -> None:
    assert phone(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "140",
        "2024-07-04",
        "04/07/2024",
        "2019 - 2021",
        "2021-000001-26",
        "18 - 65",
        "call 555",
        "NCT99990001",
        "1.5",
        "12:30-14:30 daily",
    ],
)
def test_what_is_no_phone_number_is_refused(text: str) -> None:
    assert phone(text) is None


def test_an_email_address() -> None:
    assert email("ada.example+trial@clinic.example") == "ada.example+trial@clinic.example"
    assert email("<ada@clinic.example>") == "ada@clinic.example"
    assert email("mailto:ada@clinic.example") == "ada@clinic.example"


@pytest.mark.parametrize(
    "text",
    ["", "ada", "ada@clinic", "ada at clinic.example", "2025 @ 5 PM", "ada@clinic.example, bob@clinic.example", "@x.y"],
)
def test_what_is_no_email_address_is_refused(text: str) -> None:
    assert email(text) is None
