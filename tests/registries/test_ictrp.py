"""Exports of the ICTRP: both forms read alike, dates only in a known order, and what is no export is refused."""

from typing import Any

import pytest

from trialx.record.model import TrialRecord
from trialx.registries import NotAStudy, read_ictrp_csv, read_ictrp_row, read_ictrp_xml


def row(**columns: str) -> TrialRecord:
    """Read a row with an id beside what is given."""
    return read_ictrp_row({"TrialID": "ISRCTN99900001", "Source_Register": "ISRCTN", **columns})


@pytest.mark.parametrize(
    ("registered", "again", "enrolled", "date"),
    [
        ("04/09/2098", "20980904", "05/11/2098", "2098-11-05"),
        ("09/04/2098", "20980904", "11/05/2098", "2098-11-05"),
        ("04/09/2098", "", "05/11/2098", None),
        ("04/04/2098", "20980404", "05/11/2098", "2098-11-05"),
        ("", "", "25/11/2098", "2098-11-25"),
        ("2098-09-04", "20980904", "05/11/2098", None),
        ("2098-09-04", "20980904", "November 2098", "2098-11"),
    ],
)
def test_a_date_is_read_in_the_order_that_the_row_shows(
    registered: str, again: str, enrolled: str, date: str | None
) -> None:
    record = row(Date_registration=registered, Date_registration3=again, Date_enrollement=enrolled)
    assert record.get("start_date", {}).get("date") == date
    assert ("warnings" in record) == (date is None)


@pytest.mark.parametrize(
    ("columns", "field", "value"),
    [
        ({"Recruitment_Status": "Not Recruiting"}, "status_as_shown", "Not Recruiting"),
        ({"Recruitment_Status": "Not Recruiting"}, "overall_status", None),
        ({"Recruitment_Status": "Recruiting"}, "status_as_shown", None),
        ({"Recruitment_Status": "Recruiting"}, "overall_status", "RECRUITING"),
        ({"Phase": "N/A"}, "phases", None),
        ({"Phase": "N/A", "Study_type": "Interventional"}, "phases", ["NA"]),
        ({"Target_size": "40"}, "enrollment", {"count": 40}),
        ({"Acronym": "NA"}, "acronym", None),
        ({"Scientific_title": "Socks      "}, "official_title", "Socks"),
        ({"results_yes_no": "Yes"}, "has_results", True),
        ({"Inclusion_gender": "<br>Female: yes<br>Male: no<br>"}, "eligibility", {"sex": "FEMALE"}),
        ({"Study_design": "Randomised, in two groups"}, "design", None),
        ({"Countries": ""}, "locations", None),
    ],
)
def test_a_column_is_read_or_absent(columns: dict[str, str], field: str, value: object) -> None:
    assert row(**columns).get(field) == value


def test_the_names_of_columns_are_folded() -> None:
    assert (
        read_ictrp_row({"trial id": "XY-1", "SOURCE REGISTER": "XY", "Public_Title": "Socks"})["brief_title"] == "Socks"
    )


def test_criteria_of_two_columns_are_one_text() -> None:
    record = row(
        Inclusion_Criteria="Inclusion criteria: <br>- Feet<br>- Toes", Exclusion_Criteria="Exclusion criteria: Boots"
    )
    assert record["eligibility"] == {"inclusion": ["Feet", "Toes"], "exclusion": ["Boots"]}


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "TrialID,My notes\n1,2\n", "\ufeffno heading"])
def test_csv_that_is_no_export_is_refused(text: str) -> None:
    with pytest.raises(NotAStudy, match=r"no export of the ICTRP: its heading lacks trialid or"):
        list(read_ictrp_csv(text))


@pytest.mark.parametrize("value", [{}, {"Public title": "Socks"}, {"TrialID": " "}, {"TrialID": None}])
def test_a_row_without_an_id_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises(NotAStudy, match="the row has no TrialID"):
        read_ictrp_row(value)


def test_bytes_with_a_mark_of_their_encoding_are_read() -> None:
    data = "TrialID,Public title,Source Register\nXY-1,Füße,XY\n".encode("utf-8-sig")
    assert [record["brief_title"] for record in read_ictrp_csv(data)] == ["Füße"]


def test_a_row_with_more_cells_than_the_heading_is_refused_since_its_cells_may_have_moved() -> None:
    text = "TrialID,Public title,Source Register\nXY-1,Socks,XY\nXY-2,Shoes, brown,XY\n"
    records = read_ictrp_csv(text)
    assert next(records)["brief_title"] == "Socks"
    with pytest.raises(NotAStudy, match="line 3 has 4 cells under 3 headings"):
        next(records)


def test_a_row_with_fewer_cells_than_the_heading_is_read() -> None:
    text = "TrialID,Public title,Source Register\nISRCTN99900002,Shoes\n"
    assert [record["brief_title"] for record in read_ictrp_csv(text)] == ["Shoes"]


def test_very_long_cells_are_read() -> None:
    text = f"TrialID,Public title,Source Register\nXY-1,{'sock ' * 100_000},XY\n"
    (record,) = read_ictrp_csv(text)
    assert len(record["brief_title"]) == 499_999


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("", "the XML is empty"),
        ("<clinical_study><a/></clinical_study>", "the XML is a clinical_study and not a Trials_downloaded_from_ICTRP"),
        ("<Trials_downloaded_from_ICTRP><Trial><Public_title>S</Public_title></Trial>", "it has no trialid"),
        ("<Trials_downloaded_from_ICTRP><Trial>", "breaks off"),
    ],
)
def test_xml_that_is_no_export_is_refused(source: str, says: str) -> None:
    with pytest.raises(NotAStudy) as refused:
        list(read_ictrp_xml(source))
    assert says in str(refused.value)


def test_an_export_without_trials_gives_none() -> None:
    assert list(read_ictrp_xml("<Trials_downloaded_from_ICTRP></Trials_downloaded_from_ICTRP>")) == []


def test_a_quotation_mark_that_is_not_closed_swallows_no_row_in_silence() -> None:
    with pytest.raises(NotAStudy, match="broken at line"):
        list(read_ictrp_csv('TrialID,Public title,Source Register\nXY-1,"Socks,XY\nXY-2,Shoes,XY\n'))
