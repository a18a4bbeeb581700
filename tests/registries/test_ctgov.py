"""Studies of ClinicalTrials.gov: what is none is refused in one line, what is odd is left out and warned of."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialx.registries import NotAStudy, read_clinical_study, read_study, studies_in, study_places

from .golden import SAMPLES

STUDY: dict[str, Any] = json.loads((SAMPLES / "warm_socks.ctgov-v2.json").read_text("utf-8"))
XML = (SAMPLES / "warm_socks.ctgov-xml.xml").read_text("utf-8")


def study(module: str, **parts: Any) -> dict[str, Any]:
    """Make a study with one module beside its id."""
    return {"protocolSection": {"identificationModule": {"nctId": "NCT99000001"}, module: parts}}


def xml(inside: str) -> str:
    """Make a study in XML with something beside its id."""
    return f"<clinical_study><id_info><nct_id>NCT99000001</nct_id></id_info>{inside}</clinical_study>"


def without_nothing(value: Any) -> bool:
    """Tell whether a record has no null, no empty text, list or mapping in it."""
    if isinstance(value, dict | list):
        return bool(value) and all(map(without_nothing, value.values() if isinstance(value, dict) else value))
    return value is not None and value != ""


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ([], "a JSON object is needed, this is a list"),
        ("NCT99000001", "a JSON object is needed, this is a str"),
        (None, "a JSON object is needed, this is a NoneType"),
        ({}, "no protocolSection (but nothing)"),
        ({"name": "socks", "version": 1}, "no protocolSection (but name, version)"),
        ({"protocolSection": None}, "no protocolSection"),
        ({"protocolSection": []}, "no protocolSection"),
        ({"protocolSection": {}}, "no identificationModule.nctId"),
        ({"protocolSection": {"identificationModule": []}}, "no identificationModule.nctId"),
        ({"protocolSection": {"identificationModule": {"nctId": ""}}}, "no identificationModule.nctId"),
        ({"protocolSection": {"identificationModule": {"nctId": "socks"}}}, "'socks' is no NCT number"),
        ({"protocolSection": {"identificationModule": {"nctId": 7}}}, "'7' is no NCT number"),
    ],
)
def test_what_is_no_study_is_refused_in_one_line(data: Any, says: str) -> None:
    with pytest.raises(NotAStudy) as refused:
        read_study(data)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)
    with pytest.raises(NotAStudy):
        study_places(data)


@pytest.mark.parametrize("data", [STUDY, [STUDY], {"studies": [STUDY]}, {"studies": [STUDY], "nextPageToken": "x"}])
def test_one_study_a_list_and_an_answer_give_their_studies(data: Any) -> None:
    assert list(studies_in(data)) == [STUDY]


@pytest.mark.parametrize("data", [7, "socks", None, [STUDY, 7], {"studies": [None]}])
def test_what_holds_no_study_is_refused(data: Any) -> None:
    with pytest.raises(NotAStudy, match=r"item \d is no JSON object"):
        list(studies_in(data))


def test_an_empty_answer_has_no_studies() -> None:
    assert list(studies_in({"studies": []})) == list(studies_in([])) == []


@pytest.mark.parametrize(
    ("module", "parts", "field", "value"),
    [
        ("designModule", {"phases": ["NA"]}, "phases", None),
        ("designModule", {"phases": ["NA"], "studyType": "INTERVENTIONAL"}, "phases", ["NA"]),
        ("designModule", {"phases": ["EARLY_PHASE1"]}, "phases", ["EARLY_PHASE1"]),
        ("designModule", {"phases": "PHASE2"}, "phases", ["PHASE2"]),
        ("designModule", {"enrollmentInfo": {"count": "40"}}, "enrollment", {"count": 40}),
        ("designModule", {"enrollmentInfo": {"count": 99999999}}, "enrollment", {"count": 99999999}),
        ("designModule", {"enrollmentInfo": {"count": 0}}, "enrollment", {"count": 0}),
        ("designModule", {"enrollmentInfo": {"count": -1}}, "enrollment", None),
        ("designModule", {"enrollmentInfo": {"count": True}}, "enrollment", None),
        ("conditionsModule", {"keywords": ["wool", None, "", " ", "N/A", 7]}, "keywords", ["wool", "7"]),
        ("conditionsModule", {"keywords": {"a": "b"}}, "keywords", None),
        ("conditionsModule", {"conditions": ["broken \ud83d half"]}, "conditions", ["broken \ufffd half"]),
        ("statusModule", {"whyStopped": "N/A"}, "why_stopped", None),
        ("statusModule", {"startDateStruct": {"date": "2099-02-30"}}, "start_date", None),
        ("eligibilityModule", {"minimumAge": "N/A", "sex": "ALL"}, "eligibility", {"sex": "ALL"}),
        ("eligibilityModule", {"minimumAge": "6 Months"}, "eligibility", {"minimum_age": "6 Months"}),
        ("eligibilityModule", {"healthyVolunteers": "perhaps"}, "eligibility", None),
        ("oversightModule", {"oversightHasDmc": "Yes"}, "oversight", {"has_dmc": True}),
        ("contactsLocationsModule", {"locations": [{}, {"geoPoint": {"hint": "x"}}]}, "locations", None),
    ],
)
def test_a_part_is_read_or_absent(module: str, parts: dict[str, Any], field: str, value: object) -> None:
    assert read_study(study(module, **parts)).get(field) == value


@pytest.mark.parametrize(
    ("module", "parts", "pointer"),
    [
        ("statusModule", {"overallStatus": "KNITTING"}, "/overall_status"),
        ("statusModule", {"startDateStruct": {"date": "2099-02-30"}}, "/start_date/date"),
        ("designModule", {"enrollmentInfo": {"count": "forty"}}, "/enrollment/count"),
        ("eligibilityModule", {"minimumAge": "grown up"}, "/eligibility/minimum_age"),
    ],
)
def test_a_value_that_is_not_read_is_warned_of(module: str, parts: dict[str, Any], pointer: str) -> None:
    (warning,) = read_study(study(module, **parts))["warnings"]
    assert (warning["code"], warning["pointer"]) == ("unread-value", pointer)
    assert "cannot be read as" in warning["message"]


def test_criteria_without_sides_stay_a_text() -> None:
    record = read_study(study("eligibilityModule", eligibilityCriteria="Anyone with feet \\& patience."))
    assert record["eligibility"] == {"criteria_text": "Anyone with feet & patience."}


def test_criteria_with_both_lists_have_no_text_beside_them() -> None:
    criteria = "Before you read:\n\nInclusion Criteria:\n\n* Feet\n\nExclusion Criteria:\n\n* Boots"
    assert read_study(study("eligibilityModule", eligibilityCriteria=criteria))["eligibility"] == {
        "inclusion": ["Feet"],
        "exclusion": ["Boots"],
    }


def spots(node: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the ways to every node of plain data."""
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [way, *(spot for step, child in inner for spot in spots(child, (*way, step)))]


def replaced(node: Any, way: tuple[Any, ...], new: Any) -> Any:
    """Copy plain data with one node replaced."""
    if not way:
        return new
    copy = dict(node) if isinstance(node, dict) else list(node)
    copy[way[0]] = replaced(copy[way[0]], way[1:], new)
    return copy


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(spots(STUDY)[1:]), JSON)
def test_whatever_stands_in_a_place_a_record_or_a_refusal_comes_out(way: tuple[Any, ...], new: Any) -> None:
    try:
        record = read_study(replaced(STUDY, way, new))
    except NotAStudy:
        return
    assert without_nothing({name: value for name, value in record.items() if name != "source"})
    json.dumps(record).encode()


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("", "the XML is empty"),
        ("no xml", "the XML is broken at line 1"),
        ("<rss/>", "the XML is a rss and not a clinical_study"),
        ("<clinical_study/>", "no id_info/nct_id"),
        ("<clinical_study>words</clinical_study>", "no id_info/nct_id"),
        ("<clinical_study><id_info><nct_id>socks</nct_id></id_info></clinical_study>", "no id_info/nct_id"),
        (XML[: len(XML) // 2], "the XML breaks off at line"),
        (XML.replace("<clinical_study", '<!DOCTYPE c [<!ENTITY a "b">]><clinical_study', 1), "entities"),
    ],
)
def test_xml_that_is_no_study_is_refused_in_one_line(source: str, says: str) -> None:
    for given_as in (source, source.encode()):
        with pytest.raises(NotAStudy) as refused:
            read_clinical_study(given_as)
        assert says in str(refused.value)
        assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("inside", "field", "value"),
    [
        ("<phase>N/A</phase><study_type>Observational</study_type>", "phases", None),
        ("<phase>N/A</phase><study_type>Interventional</study_type>", "phases", ["NA"]),
        ("<study_type>Observational [Patient Registry]</study_type>", "study_type", "OBSERVATIONAL"),
        ("<enrollment>99999999</enrollment>", "enrollment", {"count": 99999999}),
        ("<enrollment type='Actual'>7</enrollment>", "enrollment", {"count": 7, "type": "ACTUAL"}),
        ("<start_date>March 2021</start_date>", "start_date", {"date": "2021-03"}),
        ("<start_date/>", "start_date", None),
        ("<verification_date>March 3, 2021</verification_date>", "status_verified_date", "2021-03-03"),
        (
            "<location_countries><country>Norway</country></location_countries>",
            "locations",
            [{"country": "Norway"}],
        ),
        (
            "<study_design>Allocation:  Randomized, Masking: Open Label</study_design>",
            "design",
            {"allocation": "RANDOMIZED", "masking": "NONE"},
        ),
        ("<study_design_info><masking>None (Open Label)</masking></study_design_info>", "design", {"masking": "NONE"}),
        ("<eligibility><minimum_age>N/A</minimum_age></eligibility>", "eligibility", None),
        ("<condition>Feet &amp; toes</condition>", "conditions", ["Feet & toes"]),
        ("<why_stopped>  </why_stopped>", "why_stopped", None),
    ],
)
def test_an_element_is_read_or_absent(inside: str, field: str, value: object) -> None:
    record = read_clinical_study(xml(inside))
    assert record.get(field) == value
    assert "warnings" not in record


def test_the_xml_is_read_in_its_own_encoding() -> None:
    source = '<?xml version="1.0" encoding="ISO-8859-1"?>' + xml("<condition>Füße</condition>")
    assert read_clinical_study(source.encode("latin-1"))["conditions"] == ["Füße"]
    assert read_clinical_study(source)["conditions"] == ["Füße"]
