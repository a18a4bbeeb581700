"""Pages that are no single trial's record are refused, with the reason."""

from random import Random

import pytest

import trialx
from tests.unknown.page import BASE, read
from trialx.extraction import unknown
from trialx.extraction.take.found import Found
from trialx.page.lines import Page

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
    "explains trials in general": (
        "What are clinical trials?\nPhase 1: tests safety in a few people.\nPhase 2: tests more.\nSponsor: the one who "
        "pays for a trial.\nPlacebo: a drink without tea.\n"
    ),
    "names 3 trials": "Five trials need you\n"
    "One (NCT90000001) tests tea, one (NCT90000002) milk, one (NCT90000003) both.\n",
    "seems to be a trial's page, but nothing": (
        "Beschreibung der Studie\nGeprüft wird, ob Tee wirkt.\nStudiendetails\n"
    ),
    "labels nothing": "Tea for all\nPlacebo: a drink without tea.\n",
    "language is not read \\(Korean\\)": "피로한 눈을 위한 점안액\n이 시험에서는 점안액이 도움이 되는지 알아봅니다.\n",
    "article": "Background: Tea is old.\nMethods: 900 people were randomized.\nResults: They slept (p < 0.05).\n",
    "offer of work": (
        "Study nurse (m/w/d) in Teilzeit\nIhre Aufgaben\n- Prüfung der Kriterien\nIhr Profil\nGehalt: nach Tarif\n"
    ),
    "template": "Title of the study: [Insert title]\nSponsor: ____\nDate: DD/MM/YYYY\nPhase: [Enter phase]\n",
    "about a drug": (
        "SAMPLEVIR tablet\nINDICATIONS AND USAGE: tired eyes\nDOSAGE AND ADMINISTRATION: once a day\n"
        "CONTRAINDICATIONS: none\nOVERDOSAGE: rest\n"
    ),
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


@pytest.mark.parametrize(
    "page",
    [
        "Drops for Tired Eyes Study\nThis study will test drops.\nWho can participate?\n"
        "You may be eligible for this study if:\n- You are 18 years of age or older\n- You have tired eyes\n",
        "A Randomized Phase II Study of Drops in Tired Eyes\nThe aim of this study is to find out whether drops help.\n"
        "This study takes place in Sampleton.\n",
        "Étude randomisée de phase III de gouttes chez des patients fatigués\nL'objectif de cette étude est d'évaluer "
        "les gouttes. Cette étude est en double aveugle.\n",
    ],
)
def test_a_page_without_labels_is_a_trials_by_what_it_says(page: str) -> None:
    assert read(page)["source"]["layout"] == "generic"


def test_the_address_counts_before_the_page_is_judged() -> None:
    page = "Tired eyes\nDrops are given twice a day.\n"
    with pytest.raises(trialx.NotATrialPage):
        read(page)
    assert read(page, url="https://example.org/trial/NCT90000001")["nct_id"] == "NCT90000001"


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


def signs_of(text: str) -> set[str]:
    found = Found(Page(text))
    return {sign.name for sign in unknown.signs(found, unknown.read(found))}


def test_a_label_that_opens_with_a_sections_word_is_no_section_of_an_article() -> None:
    assert "sections_of_an_article" not in signs_of(BASE + "Results First Posted: May 3, 2021\n")
    assert "sections_of_an_article" in signs_of(BASE + "Results\nFewer naps were taken.\n")
    assert "sections_of_an_article" in signs_of(BASE + "Results: fewer naps were taken.\n")


def test_a_registrys_values_in_capitals_are_no_code() -> None:
    assert "code" not in signs_of(BASE + "ACTIVE_NOT_RECRUITING\n")
    assert "code" in signs_of(BASE + "set max_nap_length to 3\n")
