"""Copies of a trial: the same, different, older; two values contradict each other or do not."""

from typing import Any

import pytest

from tests.check.planted import changed, sound
from trialx.check.corpus import Collection, trial_id
from trialx.check.finding import Place


def _second(change: dict[str, Any]) -> list[tuple[str, str]]:
    collection = Collection()
    assert list(collection.add(sound(), Place("a.yaml", 3))) == []
    found = list(collection.add(changed(change), Place("b.yaml")))
    assert all(other.file == "a.yaml" for _, _, other in found)
    return [(rule, hit.pointer) for rule, hit, _ in found]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, [("TX090", "")]),
        ({"brief_title": "Another wording"}, [("TX090", "")]),
        ({"enrollment": {"count": 12}}, [("TX091", "/enrollment/count")]),
        ({"phases": ["PHASE3"], "eligibility": {"sex": "MALE"}}, [("TX091", "/phases"), ("TX091", "/eligibility/sex")]),
        ({"start_date": {"date": "2023-05-17"}}, [("TX090", "")]),
        ({"start_date": {"date": "2023"}}, [("TX090", "")]),
        ({"start_date": {"date": "2023-06"}}, [("TX091", "/start_date/date")]),
        ({"enrollment": None}, [("TX090", "")]),
        ({"enrollment": {"count": 12}, "last_update_posted_date": "2025-01-01"}, [("TX092", "")]),
        (
            {"enrollment": {"count": 12}, "last_update_posted_date": None, "last_update_submitted_date": None},
            [("TX091", "/enrollment/count")],
        ),
        ({"nct_id": "NCT99000007"}, []),
        ({"nct_id": None, "registry_ids": None}, []),
        ({"nct_id": None}, [("TX090", "")]),
    ],
)
def test_second_copy(change: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert _second(change) == found


def test_message_says_which_file_says_what() -> None:
    collection = Collection()
    list(collection.add(sound(), Place("a.yaml", 3)))
    [(_, hit, other)] = collection.add(changed({"enrollment": {"count": 12}}), Place("b.yaml"))
    assert hit.message == "enrollment.count is 12, but a.yaml:3 says 120"
    assert (other.line, other.pointer) == (3, "/enrollment/count")


def test_trial_is_known_by_its_first_number() -> None:
    assert trial_id(sound()) == "NCT99000001"
    assert (
        trial_id(changed({"nct_id": None, "registry_ids": [{"registry": "DRKS", "id": "DRKS99000001"}]}))
        == "DRKS99000001"
    )
    assert trial_id({}) == ""


def test_versions_of_countries_may_differ_in_what_each_country_says() -> None:
    def second(number: str, change: dict[str, Any]) -> list[str]:
        ids = {"nct_id": None, "registry_ids": [{"registry": "EU CTR", "id": number}]}
        collection = Collection()
        list(collection.add(changed(ids), Place("a.yaml")))
        return [rule for rule, _, _ in collection.add(changed(ids | change), Place("b.yaml"))]

    assert second("2099-000001-10", {"start_date": {"date": "2023-07"}, "enrollment": {"count": 12}}) == ["TX090"]
    assert second("2099-000001-10", {"phases": ["PHASE3"]}) == ["TX091"]
    assert second("2099-000001-10-DE", {"start_date": {"date": "2023-07"}}) == ["TX091"]


def test_pages_of_different_days_are_older_and_newer() -> None:
    collection = Collection()
    no_update = {"last_update_posted_date": None, "last_update_submitted_date": None}
    list(collection.add(changed(no_update | {"page": {"modified": "2020-03-23"}}), Place("a.yaml")))
    newer = changed(no_update | {"page": {"modified": "2020-07-13"}, "enrollment": {"count": 12}})
    assert [rule for rule, _, _ in collection.add(newer, Place("b.yaml"))] == ["TX092"]
