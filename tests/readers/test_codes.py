"""Enumerations: every token and every spelling reads; a word that says something else is refused."""

from typing import get_args

import pytest

from trialx.languages import words
from trialx.readers import READERS, codes
from trialx.readers.spellings import spellings, word_lists
from trialx.record import vocab

ENUMERATIONS = {
    "status": vocab.Status,
    "study_type": vocab.StudyType,
    "phases": vocab.Phase,
    "allocation": vocab.Allocation,
    "intervention_model": vocab.InterventionModel,
    "primary_purpose": vocab.PrimaryPurpose,
    "masking": vocab.Masking,
    "who_masked": vocab.WhoMasked,
    "observational_model": vocab.ObservationalModel,
    "time_perspective": vocab.TimePerspective,
    "sampling_method": vocab.SamplingMethod,
    "arm_type": vocab.ArmGroupType,
    "intervention_type": vocab.InterventionType,
    "agency_class": vocab.AgencyClass,
    "responsible_party_type": vocab.ResponsiblePartyType,
    "sex": vocab.Sex,
    "role": vocab.Role,
    "std_ages": vocab.StandardAge,
}
LISTS = {"phases", "who_masked", "std_ages"}
# The file of each reader, where it is not named like the reader.
FILES = {"std_ages": "std_age"}
# The words of ages keep their signs, and a word for a design may say two things; their modules compare them.
TABLES = sorted(name for name in words("values") if not name.startswith(("age_", "design_")))
CASES = [(reader, token) for reader, values in ENUMERATIONS.items() for token in get_args(values)]


@pytest.mark.parametrize(("reader", "token"), CASES)
def test_every_token_reads_as_itself(reader: str, token: str) -> None:
    value = [token] if reader in LISTS else token
    assert READERS[reader](token) == value
    assert READERS[reader](f"  {token} ") == value


@pytest.mark.parametrize(("reader", "token"), [case for case in CASES if case != ("masking", "NONE")])
def test_a_token_reads_in_any_case_and_with_blanks(reader: str, token: str) -> None:
    value = [token] if reader in LISTS else token
    assert READERS[reader](token.lower()) == value
    assert READERS[reader](token.replace("_", " ").title()) == value


@pytest.mark.parametrize("reader", ENUMERATIONS)
def test_every_spelling_reads_and_stands_under_a_value(reader: str) -> None:
    for value, spelled in word_lists(FILES.get(reader, reader)).items():
        assert value in get_args(ENUMERATIONS[reader])
        for word in spelled:
            assert READERS[reader](word) == ([value] if reader in LISTS else value), word


@pytest.mark.parametrize("name", TABLES)
def test_no_word_is_of_two_values(name: str) -> None:
    assert spellings(name)


@pytest.mark.parametrize("reader", sorted(set(ENUMERATIONS) | {"yes_no", "nci_status"}))
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "None",
        "Not specified",
        "Tea before bed",
        "Details",
        "2024-07",
        "140 participants",
        "18 Years",
        "NCT99990001",
        "A sentence about a randomized, open and completed trial in women, with a placebo, by a sponsor.",
        "x" * 5000,
    ],
)
def test_what_is_no_value_is_refused_by_all(reader: str, text: str) -> None:
    assert READERS[reader](text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Active, not recruiting", "ACTIVE_NOT_RECRUITING"),
        ("Not yet recruiting", "NOT_YET_RECRUITING"),
        ("Unknown status", "UNKNOWN"),
        ("Open to recruitment", "RECRUITING"),
        ("Preinitiation", "NOT_YET_RECRUITING"),
        ("Ongoing, recruitment ended", "ACTIVE_NOT_RECRUITING"),
        ("Recruiting complete, follow-up continuing", "ACTIVE_NOT_RECRUITING"),
        ("Prematurely Ended", "TERMINATED"),
        ("Stopped", "TERMINATED"),
        ("Temporarily Halted", "SUSPENDED"),
        ("Study complete", "COMPLETED"),
        ("Enrolling by invitation", "ENROLLING_BY_INVITATION"),
        ("Abgeschlossen", "COMPLETED"),
        ("Aktiv, nicht rekrutierend", "ACTIVE_NOT_RECRUITING"),
        ("Recrutement en cours", "RECRUITING"),
        ("Aún no recluta", "NOT_YET_RECRUITING"),
        ("Sospeso", "SUSPENDED"),
        ("Concluído", "COMPLETED"),
        ("Ingetrokken", "WITHDRAWN"),
        ("Trwa rekrutacja", None),
        ("Rekrutacja trwa", "RECRUITING"),
    ],
)
def test_status_words(text: str, value: str | None) -> None:
    assert codes.status(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "Active",
        "Ongoing",
        "Closed",
        "Not recruiting",
        "No longer recruiting",
        "Recruitment completed",
        "Approved",
        "Authorised",
        "Waitlist Available",
        "Beendet",
        "Trial now transitioned",
        "Academic",
    ],
)
def test_half_a_status_is_none(text: str) -> None:
    assert codes.status(text) is None


def test_active_is_open_only_in_the_words_of_cancer_centres() -> None:
    assert codes.nci_status("Active") == "RECRUITING"
    assert codes.nci_status("Closed to Accrual") == "ACTIVE_NOT_RECRUITING"
    assert codes.nci_status("Completed") == "COMPLETED"
    assert codes.nci_status("Ongoing") is None


@pytest.mark.parametrize(
    ("recruitment", "overall", "value"),
    [
        ("No longer recruiting", "Ongoing", "ACTIVE_NOT_RECRUITING"),
        ("No longer recruiting", "Completed", "COMPLETED"),
        ("No longer recruiting", "Stopped", "TERMINATED"),
        ("Recruiting", "Ongoing", "RECRUITING"),
        ("Not yet recruiting", "Ongoing", "NOT_YET_RECRUITING"),
        ("Recruiting", None, "RECRUITING"),
        (None, "Suspended", "SUSPENDED"),
        ("No longer recruiting", None, None),
        (None, "Ongoing", None),
        (None, None, None),
        ("Tea", "Ongoing", None),
    ],
)
def test_a_status_spread_over_two_fields(recruitment: str | None, overall: str | None, value: str | None) -> None:
    assert codes.combined_status(recruitment, overall) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Both", "ALL"),
        ("All Sexes", "ALL"),
        ("Male/Female", "ALL"),
        ("Both, male and female", "ALL"),
        ("\nFemale: yes\nMale: yes\n", "ALL"),
        ("Female: yes, Male: no", "FEMALE"),
        ("Weiblich", "FEMALE"),
        ("Hommes et femmes", "ALL"),
        ("Mujeres", "FEMALE"),
        ("Maschi", "MALE"),
        ("Female: no Male: no", None),
        ("Women who are pregnant", None),
    ],
)
def test_sex(text: str, value: str | None) -> None:
    assert codes.sex(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Yes", True),
        ("TRUE", True),
        ("Ja", True),
        ("Oui", True),
        ("Sí", True),
        ("Tak", True),
        ("Accepts Healthy Volunteers", True),
        ("No", False),
        ("False", False),
        ("Nein", False),
        ("Não", False),
        ("Does not accept healthy volunteers", False),
        ("No limit", None),
        ("N/A", None),
        ("Yes, if the doctor agrees", None),
        ("1", None),
    ],
)
def test_yes_and_no(text: str, value: bool | None) -> None:
    assert codes.yes_no(text) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Child, Adult, Older Adult", ["CHILD", "ADULT", "OLDER_ADULT"]),
        ("(Adult, Senior)", ["ADULT", "OLDER_ADULT"]),
        ("ADULT, OLDER_ADULT", ["ADULT", "OLDER_ADULT"]),
        ("Adult/Older Adult", ["ADULT", "OLDER_ADULT"]),
        ("Erwachsene", ["ADULT"]),
        ("Adult, Adult", None),
        ("Adult, tea", None),
        ("Adult,", None),
    ],
)
def test_age_groups(text: str, value: list[str] | None) -> None:
    assert codes.std_ages(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "  ", "-", "--", "N/A", "n.a.", "None", "Not Stopped", "Not specified", "Keine Angabe", "No limit", "..."],
)
def test_null_words(text: str) -> None:
    assert codes.is_null(text)


@pytest.mark.parametrize(
    "text", ["0", "No", "Nonexistent", "None of the above has been seen", "Nanette", "Stopped", "x" * 500]
)
def test_words_that_are_values(text: str) -> None:
    assert not codes.is_null(text)


def test_na_belongs_to_phase_and_allocation_only() -> None:
    reads = {name for name in ENUMERATIONS if READERS[name]("NA") is not None}
    assert reads == {"phases", "allocation"}
    assert {name for name in ENUMERATIONS if READERS[name]("N/A") is not None} == reads


def test_a_spelling_under_two_values_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trialx.readers.spellings.word_lists", lambda _: {"ALL": ["both"], "MALE": ["Both"]})
    with pytest.raises(ValueError, match=r"lexicon, made_up: 'Both' stands under ALL and under MALE"):
        spellings("made_up")
