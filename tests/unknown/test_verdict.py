"""Pages that are no single trial's record are refused, with the reason."""

from random import Random

import pytest

import trialx
from tests.unknown.page import read

PAGES = {
    "announced": (
        "Example Tea doses first drinker in Phase 3 trial\n"
        "Published: March 3, 2022\nExample Tea today announced that the "
        "first drinker has had tea in the SUNNY trial (NCT90000001), a randomized study in 600 people.\nContact\n"
    ),
    "abstract": (
        "Article Text\nAbstract\nIntroduction Tea is old.\n"
        "Methods and analysis A randomised trial of 900 people is planned.\n"
    ),
    "several trials": "".join(
        f"Tea for Calm {n}\nNCT Number: NCT9000000{n}\nStatus: Recruiting\nPhase: 2\n" for n in range(1, 4)
    ),
    "different values": (
        "Tea\nStatus: Recruiting\nSponsor: Example Tea Ltd\nMilk\nStatus: Completed\nSponsor: Example Milk Ltd\n"
    ),
    "labels nothing": (
        "What are clinical trials?\nPhase 1: tests safety in a few people.\nPhase 2: tests more.\nSponsor: the one who "
        "pays for a trial.\nPlacebo: a drink without tea.\n"
    ),
    "names 3 trials": "Five trials need you\n"
    "One (NCT90000001) tests tea, one (NCT90000002) milk, one (NCT90000003) both.\n",
    "empty": " \n\n",
}


@pytest.mark.parametrize(("reason", "page"), PAGES.items(), ids=PAGES)
def test_refused(reason: str, page: str) -> None:
    with pytest.raises(trialx.NotATrialPage, match=reason):
        read(page)


@pytest.mark.parametrize(
    "page",
    [
        "Inclusion Criteria:\n- Tired eyes\n- Able to read\n- Adults\n",
        "Beschreibung der Studie\nGeprüft wird, ob Tee wirkt.\nStudiendetails\n",
        "Lead OrganizationExample Tea Ltd\nMore is on ClinicalTrials.gov under NCT90000001.\n",
        "Study start\n2021-03-04\nStudy completion\n2022-03-04\n",
    ],
)
def test_a_part_of_a_record_is_one(page: str) -> None:
    assert read(page)["source"]["layout"] == "generic"


@pytest.mark.parametrize(
    "page",
    [
        "\x00\x01",
        ":" * 500,
        "|" * 500,
        "Phase:" * 200,
        "(" * 300 + "Status" + ")" * 300,
        "•\n" * 50,
        "Status:\n" * 40,
        "\t\t\t",
    ],
)
def test_odd_pages_are_refused_in_words(page: str) -> None:
    with pytest.raises(trialx.NotATrialPage):
        read(page)


WORDS = [
    "Status",
    "Phase: 2",
    "Age",
    "18 Years",
    "Criteria",
    "- Tea",
    "| All |",
    "2021-03-04",
    "Sponsor",
    "N/A",
    "Type",
    "\t",
]


def test_any_order_of_labels_and_values_is_read_or_refused() -> None:
    random = Random(0)
    for _ in range(300):
        marks = random.choices(["\n", ": ", " ", "\n\n", "", "  "], k=24)
        page = "".join(word + mark for word, mark in zip(random.choices(WORDS, k=24), marks, strict=True))
        try:
            record = trialx.extract(page, layout="generic")
        except trialx.NotATrialPage:
            continue
        assert all(0 <= value.start < value.end <= len(page) for value in record.places.values())
