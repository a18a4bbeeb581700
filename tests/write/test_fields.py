"""Every field has its shape and its name; a selection keeps what it names and refuses what no field is called."""

import pytest
from hypothesis import given

from trialx.record.model import TrialRecord
from trialx.write.fields import UnknownField, field_names, record_shape, select, selection, shape_of

from .shapes import FULL, records


def test_every_field_of_the_model_has_a_shape() -> None:
    assert list(record_shape().fields) == list(TrialRecord.__annotations__)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("nct_id", "text"),
        ("overall_status", "text"),
        ("has_results", "flag"),
        ("enrollment.count", "integer"),
        ("design", "mapping"),
        ("phases", "list"),
        ("arm_groups.label", "list"),
        ("evidence", "json"),
        ("coverage.unclaimed", "list"),
    ],
)
def test_a_field_has_the_kind_of_its_annotation(name: str, kind: str) -> None:
    assert shape_of(name).kind == kind


def test_criteria_inside_criteria_are_json_and_do_not_go_on_for_ever() -> None:
    criterion = shape_of("eligibility.criteria").item
    assert criterion is not None
    assert criterion.fields["children"].kind == "json"
    assert criterion.fields["side"].kind == "text"


def test_a_list_below_a_list_is_a_list_of_lists() -> None:
    item = shape_of("interventions.other_names").item
    assert item is not None
    assert item.kind == "list"


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("nctid", "nct_id"), ("phase", "phases"), ("enrollment.cuont", "enrollment.count"), ("Conditions", "conditions")],
)
def test_an_unknown_name_is_refused_and_the_nearest_one_named(name: str, nearest: str) -> None:
    with pytest.raises(UnknownField, match=f"^no field is called '{name}': did you mean '{nearest}'\\?$"):
        select(FULL, ["nct_id", name])


@pytest.mark.parametrize("name", ["", ".", "qqq", "phases.0", "nct_id.x", "arm_groups..label"])
def test_what_is_no_name_at_all_is_refused_in_one_line(name: str) -> None:
    with pytest.raises(UnknownField) as refused:
        selection((name,))
    assert "\n" not in str(refused.value)


def test_a_selection_keeps_the_named_order_and_the_shape_of_the_record() -> None:
    assert select(FULL, ["phases", "enrollment.count", "nct_id"]) == {
        "phases": ["PHASE1", "PHASE2"],
        "enrollment": {"count": 40},
        "nct_id": "NCT99000001",
    }
    assert list(select(FULL, ["phases", "nct_id"])) == ["phases", "nct_id"]


def test_a_selection_goes_into_lists() -> None:
    chosen: object = select(FULL, ["arm_groups.intervention_names"])
    assert chosen == {"arm_groups": [{"intervention_names": ["Wool sock", "Tea"]}]}


@pytest.mark.parametrize("names", [["design", "design.masking"], ["design.masking", "design"]])
def test_a_whole_and_its_part_are_the_whole(names: list[str]) -> None:
    assert select(FULL, names) == {"design": {"allocation": "RANDOMIZED", "masking": "NONE"}}


def test_what_the_record_lacks_stays_absent() -> None:
    assert select(FULL, ["acronym", "timeline.screening", "design.time_perspective"]) == {}


@given(records())
def test_selecting_every_field_changes_nothing_but_the_order(record: TrialRecord) -> None:
    whole = select(record, list(TrialRecord.__annotations__))
    assert whole.keys() <= record.keys()


def test_every_name_is_unique_and_known() -> None:
    assert len(set(field_names())) == len(field_names())
    assert all(shape_of(name) for name in field_names())
