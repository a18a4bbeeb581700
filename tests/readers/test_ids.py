"""Registry numbers: thirty forms, their normal spelling, and the numbers that are none. All of them are made up."""

import pytest

from trialx.readers.ids import find_registry_ids, nct_id, registry_id


@pytest.mark.parametrize(
    ("text", "registry", "number"),
    [
        ("NCT99990001", "ClinicalTrials.gov", "NCT99990001"),
        ("nct99990001", "ClinicalTrials.gov", "NCT99990001"),
        ("NCT 99990001", "ClinicalTrials.gov", "NCT99990001"),
        ("NCT-99990001", "ClinicalTrials.gov", "NCT99990001"),
        ("ISRCTN90000001", "ISRCTN", "ISRCTN90000001"),
        ("ISRCTN 90000001", "ISRCTN", "ISRCTN90000001"),
        ("10.1186/ISRCTN90000001", "ISRCTN", "ISRCTN90000001"),
        ("https://doi.org/10.1186/ISRCTN90000001", "ISRCTN", "ISRCTN90000001"),
        ("2021-000001-26", "EU CTR", "2021-000001-26"),
        ("EudraCT 2021-000001-26", "EU CTR", "2021-000001-26"),
        ("EudraCT number: 2021-000001-26", "EU CTR", "2021-000001-26"),
        ("EUCTR2021-000001-26-DE", "EU CTR", "2021-000001-26"),
        ("EUCTR2021-000001-26", "EU CTR", "2021-000001-26"),
        ("2021-000001-26-GB", "EU CTR", "2021-000001-26"),
        ("2023-500001-12-00", "CTIS", "2023-500001-12-00"),
        ("2023-500001-12", "CTIS", "2023-500001-12"),
        ("EU CT Number: 2023-500001-12-00", "CTIS", "2023-500001-12-00"),
        ("CTIS2023-500001-12-00", "CTIS", "2023-500001-12-00"),
        ("ChiCTR2099000001", "ChiCTR", "ChiCTR2099000001"),
        ("ChiCTR-2099000001", "ChiCTR", "ChiCTR2099000001"),
        ("chictr2099000001", "ChiCTR", "ChiCTR2099000001"),
        ("ChiCTR-TRC-99000001", "ChiCTR", "ChiCTR-TRC-99000001"),
        ("ChiCTR-IPR-99000001", "ChiCTR", "ChiCTR-IPR-99000001"),
        ("jRCTs099990001", "jRCT", "jRCTs099990001"),
        ("JPRN-jRCTs099990001", "jRCT", "jRCTs099990001"),
        ("jRCT2099990001", "jRCT", "jRCT2099990001"),
        ("UMIN999000001", "UMIN", "UMIN999000001"),
        ("JPRN-UMIN999000001", "UMIN", "UMIN999000001"),
        ("UMIN-CTR UMIN999000001", "UMIN", "UMIN999000001"),
        ("UMIN 999000001", "UMIN", "UMIN999000001"),
        ("JPRN-C000099999", "UMIN", "C000099999"),
        ("JapicCTI-999901", "JapicCTI", "JapicCTI-999901"),
        ("JPRN-JapicCTI-999901", "JapicCTI", "JapicCTI-999901"),
        ("JMA-IIA99901", "JMA-IIA", "JMA-IIA99901"),
        ("ACTRN99999000000001", "ACTRN", "ACTRN99999000000001"),
        ("ACTRN99999000000001p", "ACTRN", "ACTRN99999000000001"),
        ("DRKS99990001", "DRKS", "DRKS99990001"),
        ("DRKS-ID: DRKS99990001", None, None),
        ("CTRI/2099/01/999001", "CTRI", "CTRI/2099/01/999001"),
        ("CTRI/2099/091/999001", "CTRI", "CTRI/2099/091/999001"),
        ("NTR9901", "NTR", "NTR9901"),
        ("NL9901", "NTR", "NL9901"),
        ("NL-OMON99901", "NTR", "NL-OMON99901"),
        ("IRCT99990101000001N1", "IRCT", "IRCT99990101000001N1"),
        ("IRCT999901010001N12", "IRCT", "IRCT999901010001N12"),
        ("PACTR209901999000001", "PACTR", "PACTR209901999000001"),
        ("KCT9990001", "KCT", "KCT9990001"),
        ("RBR-9zz9zz", "ReBEC", "RBR-9zz9zz"),
        ("RBR-9ZZ9ZZ", "ReBEC", "RBR-9zz9zz"),
        ("RPCEC99990001", "RPCEC", "RPCEC99990001"),
        ("SLCTR/2099/001", "SLCTR", "SLCTR/2099/001"),
        ("TCTR20990101001", "TCTR", "TCTR20990101001"),
        ("PER-901-99", "REPEC", "PER-901-99"),
        ("LBCTR2099010001", "LBCTR", "LBCTR2099010001"),
        ("HKUCTR-9901", "HKUCTR", "HKUCTR-9901"),
        ("PHRR990101-999001", "PHRR", "PHRR990101-999001"),
        ("ITMCTR2099000001", "ITMCTR", "ITMCTR2099000001"),
        ("SNCTP999000001", "SNCTP", "SNCTP999000001"),
        ("U1111-9999-0001", "WHO UTN", "U1111-9999-0001"),
        ("UTN: U1111-9999-0001", "WHO UTN", "U1111-9999-0001"),
        ("https://trials.example/study/nct99990001/", "ClinicalTrials.gov", "NCT99990001"),
    ],
)
def test_a_whole_string_is_a_registry_number(text: str, registry: str | None, number: str | None) -> None:
    value = registry_id(text)
    assert value == ({"registry": registry, "id": number} if registry else None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NCT",
        "NCT9999",
        "NCT999900012",
        "XNCT99990001",
        "NCT99990001 and NCT99990002",
        "NCT99990001 (main study)",
        "See NCT99990001",
        "https://trials.example/compare/NCT99990001/NCT99990002",
        "https://trials.example/study/99990001",
        "2021-07-04",
        "2021-000001",
        "2021-000001-2",
        "2021-000001-26-1",
        "12021-000001-26",
        "2021-999901-26",
        "ISRCTN9000",
        "ISRCTN900000011",
        "UMIN99900",
        "R000099999",
        "NL99901.018.99",
        "nl9901",
        "per-901-99",
        "RBR-zzzzzz",
        "ABC-2021-001",
        "IRAS 999001",
        "+49 30 9999 0001",
        "140",
        "U1111-9999",
        "9" * 4000,
    ],
)
def test_other_numbers_are_refused(text: str) -> None:
    assert registry_id(text) is None


def test_numbers_in_running_text_come_in_order_with_their_places() -> None:
    text = "Ours is NCT99990001 (EudraCT 2021-000001-26, JPRN-UMIN999000001); ISRCTN90000001 is another one."
    found = find_registry_ids(text)
    assert [value["id"] for _, _, value in found] == [
        "NCT99990001",
        "2021-000001-26",
        "UMIN999000001",
        "ISRCTN90000001",
    ]
    assert [text[start:end] for start, end, _ in found] == [
        "NCT99990001",
        "EudraCT 2021-000001-26",
        "JPRN-UMIN999000001",
        "ISRCTN90000001",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://trials.example/ct2/show/NCT99990001?term=tea", "NCT99990001"),
        ("https://trials.example/nct99990001-tea-and-sleep", "nct99990001"),
        ("doi:10.1186/ISRCTN90000001.", "ISRCTN90000001"),
        ("https://register.example/ctr-search/trial/2021-000001-26/DE", "2021-000001-26"),
        ("ClinicalTrials.gov identifierNCT99990001", "NCT99990001"),
        ("(NCT NCT99990001)", "NCT99990001"),
        ("Trial_id=ACTRN99999000000001;", "ACTRN99999000000001"),
        ("Brazil: RBR-9zz9zz.", "RBR-9zz9zz"),
    ],
)
def test_a_number_inside_an_address_or_glued_to_its_label(text: str, shown: str) -> None:
    assert [text[start:end] for start, end, _ in find_registry_ids(text)] == [shown]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No number here.",
        "In 2021 and 2022, 140 people took 18 mg.",
        "Call 030 99990001.",
        "ABNCT99990001",
        "lot 2021-000001-26-11",
    ],
)
def test_text_without_a_number_gives_none(text: str) -> None:
    assert find_registry_ids(text) == []


def test_a_number_of_clinicaltrials_gov() -> None:
    assert nct_id(" NCT99990001 ") == "NCT99990001"
    assert nct_id("nct 99990001") == "NCT99990001"
    assert nct_id("NCT9999000") is None
    assert nct_id("ISRCTN90000001") is None
    assert nct_id("NCT99990001.") is None
    assert nct_id("- NCT99990001") is None
