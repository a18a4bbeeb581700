"""Which trial it is: numbers, titles, acronyms; and the order of day and month."""

import pytest

from tests.unknown.page import BASE, read


def ids(text: str, url: str | None = None) -> list[str]:
    return [number["id"] for number in read(text, url).get("registry_ids", [])]


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ("NCT Number: NCT90000001\n", "NCT90000001"),
        ("Registration number\nACTRN90000000000001\n", "ACTRN90000000000001"),
        ("EudraCT number: 2021-000001-26\n", "2021-000001-26"),
        ("DOI https://doi.org/10.1186/ISRCTN90000001\n", "ISRCTN90000001"),
        ("See ClinicalTrials.gov under NCT90000001 for more.\n", "NCT90000001"),
        ("NCT90000001\nSecondary IDs: U0000-0000-0000, ISRCTN00000000\n", "NCT90000001"),
        ("Primary Registry and Trial Identifying Number: JPRN-UMIN900000001\n", "UMIN900000001"),
    ],
)
def test_own_numbers(lines: str, number: str) -> None:
    assert ids(BASE + lines) == [number]


@pytest.mark.parametrize(
    "lines",
    [
        "People from the parent study (NCT90000002) may join.\n",
        "NCT90000002 and NCT90000003 tested milk.\n",
        "Related trials\nMilk for Sleep\nNCT90000002\nYoga for Sleep\nNCT90000003\n",
        "ClinicalTrials.gov ID\nEudraCT ID\nAcronym\n",
    ],
)
def test_numbers_of_other_trials(lines: str) -> None:
    assert ids(BASE + lines) == []


def test_a_bare_number_beside_another_registers_labelled_one() -> None:
    record = read("Warm Socks\nNCT90000001\n" + BASE + "Secondary IDs\nU1111-9900-0001\n")
    assert record["nct_id"] == "NCT90000001"
    assert [number["registry"] for number in record["registry_ids"]] == ["WHO UTN", "ClinicalTrials.gov"]
    assert any(warning["pointer"] == "/nct_id" for warning in record["warnings"])


def test_the_number_of_the_address_goes_first() -> None:
    page = f"{BASE}EudraCT number: 2021-000001-26\nNCT number: NCT90000001\n"
    assert ids(page, "https://trials.example/NCT90000001") == ["NCT90000001", "2021-000001-26"]


def test_a_number_that_only_the_address_gives_has_no_place() -> None:
    record = read(BASE, "https://trials.example/nct90000001-tea")
    assert record["nct_id"] == "NCT90000001"
    assert [warning["code"] for warning in record["warnings"]] == ["id-from-url"]


def test_an_address_with_two_numbers_gives_none() -> None:
    assert ids(BASE, "https://trials.example/?a=NCT90000001&b=NCT90000002") == []


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("A Study of Tea in Tired Adults\n", "A Study of Tea in Tired Adults"),
        ("Home / Trials / Find a trial\nA Study of Tea in Tired Adults\n", "A Study of Tea in Tired Adults"),
        ("Research > Find a study > Study\nA Study of Tea in Tired Adults\n", "A Study of Tea in Tired Adults"),
        ("Research > Open studies\nA Study of Tea in Tired Adults\n", "A Study of Tea in Tired Adults"),
        ("Clinical Trials at Example Hospital\nA Study of Tea in Tired Adults\n", "A Study of Tea in Tired Adults"),
        ("CLINICAL STUDY FACT SHEET\nA Study of Tea in Tired Adults\n", "A Study of Tea in Tired Adults"),
        ("Klinikum Muster – Zentrale\nStudie: Tee bei müden Augen\n", "Tee bei müden Augen"),
        ("Back to results\nA Study of Tea in Tired Adults\n", "A Study of Tea in Tired Adults"),
        ("A Study of Tea in Tired Adults - ClinicalTrials.gov\n", "A Study of Tea in Tired Adults"),
        ("Site - Trials - Tea or milk for tired eyes\nTea or milk for tired eyes\n", "Tea or milk for tired eyes"),
        ("Does tea before bed help nurses to sleep?\n", "Does tea before bed help nurses to sleep?"),
        ("TIRADE\n", "TIRADE"),
    ],
)
def test_titles(lines: str, title: str) -> None:
    assert read(lines + BASE)["brief_title"] == title


@pytest.mark.parametrize(
    "lines",
    [
        "Japan Registry of Clinical Trials\n",
        "Home Trials Search Help FAQ Contact us\n",
        "This page tells you about a study of tea.\n",
        "A better site for tea is here!\nTea-makers: Tom Sample and the Patients of Bath\n",
        "What does the trial ask of the people?\n",
        "Please read this before you join a study\n",
        "A better site for studies is being built!\n",
    ],
)
def test_what_is_no_title(lines: str) -> None:
    assert "brief_title" not in read(lines + BASE)


@pytest.mark.parametrize(
    ("title", "acronym"),
    [
        ("STEEP 1: A Study of Tea in Tired Adults", "STEEP 1"),
        ("Tea After Surgery for Tired Eyes (TIRADE)", "TIRADE"),
        ("A Study of Tea in Tired Adults (GSK9999999A)", None),
        ("Intensity Modulated Radiotherapy for Tired Eyes (IMRT)", None),
        ("COVID-19: A Study of Tea in Tired Adults", None),
        ("A Study of Tea in Adults With Gout (Part A)", None),
    ],
)
def test_acronyms(title: str, acronym: str | None) -> None:
    assert read(f"{title}\n{BASE}").get("acronym") == acronym


@pytest.mark.parametrize(
    ("lines", "url", "date"),
    [
        ("Date registered: 25/12/2020\n", None, "2019-10-03"),
        ("Date registered: 12/25/2020\n", None, "2019-03-10"),
        ("", "https://trials.example.org.uk/1", "2019-10-03"),
        ("", "https://trials.example.gov/1", "2019-03-10"),
        ("ISRCTN number: ISRCTN90000001\n", None, "2019-10-03"),
    ],
)
def test_the_page_decides_the_order_of_day_and_month(lines: str, url: str | None, date: str) -> None:
    assert read(f"{BASE}{lines}Last updated: 03/10/2019\n", url)["last_update_posted_date"] == date


@pytest.mark.parametrize("lines", ["", "Date registered: 25/12/2020\nStart date: 12/25/2020\n"])
def test_an_open_order_leaves_the_date_out_and_says_so(lines: str) -> None:
    record = read(f"{BASE}{lines}Last updated: 03/10/2019\n", "https://trials.example.com/1")
    assert "last_update_posted_date" not in record
    assert "ambiguous-date" in {warning["code"] for warning in record["warnings"]}
