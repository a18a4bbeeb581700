"""Places on pages that no layout knows: addresses in lines, blocks, numbered runs and sentences."""

from typing import Any

import pytest

from tests.unknown.page import BASE, read
from trialx.extraction.unknown.rules import without


def places(text: str) -> list[dict[str, Any]]:
    return [dict(place) for place in read(BASE + text).get("locations", [])]


FLORIDA = {
    "facility": "Orange Grove University, Tea Campus",
    "city": "Tampa",
    "state": "FL",
    "zip": "33602",
    "country": "United States",
}


def test_addresses_below_headings_of_states_with_contacts_between() -> None:
    found = places(
        "Locations\nUnited States, Florida\nOrange Grove University, Tea Campus, Tampa, FL, 33602, United States\n"
        "Contact: Ada Tee   ada@example.org\nJapan, Other\nKyoto Tea Hospital, Kyoto-shi, 260-8712, Japan\n"
    )
    assert found == [
        FLORIDA,
        {"facility": "Kyoto Tea Hospital", "city": "Kyoto-shi", "zip": "260-8712", "country": "Japan"},
    ]


@pytest.mark.parametrize("rule", ["address", "address_block"])
def test_a_rule_that_is_off_takes_nothing(rule: str) -> None:
    text = "Locations\nTea Clinic, Dayton, OH, 45402, United States\n\nMilk Hospital\nSalem, OR 97301\n"
    assert len([place for place in places(text) if "facility" in place]) == 2
    with without(rule):
        assert len([place for place in places(text) if "facility" in place]) == 1


def test_a_facility_above_its_street_and_town() -> None:
    assert places("Location\nTea Medical Center\n1520 W Kettle St\nCup Building\nDayton, OH 45402\n") == [
        {"facility": "Tea Medical Center", "city": "Dayton", "state": "OH", "zip": "45402"}
    ]


def test_a_town_in_the_german_form_with_its_status_glued() -> None:
    assert places("Studienzentren\nKlinikum Teestadt\n97080 Teestadt\nGermanyNoch nicht rekrutierend» Karte\n") == [
        {
            "facility": "Klinikum Teestadt",
            "city": "Teestadt",
            "zip": "97080",
            "country": "Germany",
            "status": "NOT_YET_RECRUITING",
        }
    ]


def test_a_numbered_run_takes_its_addresses_and_leaves_its_sponsors() -> None:
    found = places(
        "研究单位:[1]Tea Company LLC[2]Kettle Hospital ( Site 12),Hefei,Anhui,China,230031"
        "[3]Second Hospital, Tea University ( Site 9),Beijing,China,100730\n"
    )
    assert [(place["facility"], place["city"], place.get("state")) for place in found] == [
        ("Kettle Hospital ( Site 12)", "Hefei", "Anhui"),
        ("Second Hospital, Tea University ( Site 9)", "Beijing", None),
    ]


def test_a_sentence_of_a_site_names_city_and_state() -> None:
    assert places("at La Cup, California and other locations\n") == [{"city": "La Cup", "state": "California"}]


@pytest.mark.parametrize(
    "line",
    [
        "Tea, coffee, milk, France",  # which of them is the town?
        "1520 W Kettle St",
        "Ask for tea, and come again",
    ],
)
def test_a_line_that_could_be_shifted_gives_no_town(line: str) -> None:
    assert all(set(place) == {"country"} for place in places(f"Locations\n{line}\n"))


def test_a_place_says_why_it_is_doubtful() -> None:
    record = read(BASE + "Location\nTea Medical Center\nDayton, OH 45402\n")
    assert any(warning["pointer"].startswith("/locations") for warning in record["warnings"])
