"""Tables with a row a thing, and tables that are none."""

import pytest

from tests.unknown.page import BASE, read

SITES = "| Site | City | Country | Status |\n|---|---|---|---|\n| Harbour Ward | Oslo | Norway | Recruiting |\n"


@pytest.mark.parametrize("mark", [" | ", "\t"])
def test_places_with_their_cities(mark: str) -> None:
    rows = [["Site", "City", "Country", "Status"], ["Harbour Ward", "Oslo", "Norway", "Recruiting"]]
    record = read(f"{BASE}Where\n{''.join(mark.join(row) + chr(10) for row in rows)}Phase: 2\n")
    place = {"facility": "Harbour Ward", "city": "Oslo", "country": "Norway", "status": "RECRUITING"}
    assert record["locations"] == [place]
    assert record["overall_status"] == "COMPLETED"
    assert record["phases"] == ["PHASE2"]


def test_places_of_several_rows() -> None:
    record = read(f"{BASE}{SITES}| Hill Ward | Lund | Sweden | - |\n| | | | |\nA line of text\n")
    assert [place["city"] for place in record["locations"]] == ["Oslo", "Lund"]
    assert "status" not in record["locations"][1]


def test_arms_with_what_they_get() -> None:
    table = "| Arm | Type | Intervention |\n|---|---|---|\n| Tea | Experimental | Drug: Green tea |\n"
    record = read(f"{BASE}{table}| Control | No intervention | - |\n")
    assert record["arm_groups"] == [
        {"label": "Tea", "type": "EXPERIMENTAL"},
        {"label": "Control", "type": "NO_INTERVENTION"},
    ]
    assert record["interventions"] == [{"name": "Green tea", "type": "DRUG"}]


@pytest.mark.parametrize(
    "table",
    [
        "| Site | Phone | Status |\n| Harbour Ward | 555 | Recruiting |\n",
        "| Site | Harbour | Country | Norway |\n| Status | Completed | Phase | 2 |\n",
        "| Site | City | Country |\n| Harbour Ward | Oslo | Atlantis |\n",
        "| Site | City | Country |\n",
        "| Arm | Deaths | % |\n| Tea | 1 | 2 |\n",
        "| Group | Details |\n| Tea | 1 |\n| Tea | 2 |\n",
    ],
)
def test_what_is_no_such_table(table: str) -> None:
    record = read(BASE + table)
    assert not any("facility" in place for place in record.get("locations", ()))
    assert "arm_groups" not in record


def test_a_list_of_hospitals_is_no_trial() -> None:
    with pytest.raises(ValueError, match="it labels nothing"):
        read("Our hospitals\n" + SITES + "| Hill Ward | Lund | Sweden | Open |\n")
