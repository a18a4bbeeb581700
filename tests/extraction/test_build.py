"""What is told twice, what follows from what, what is doubted."""

import trialx
from trialx.extraction.build import build
from trialx.extraction.take.found import Found
from trialx.page.lines import Page
from trialx.record.span import Value
from trialx.record.vocab import How


def found(*values: tuple[str, object, How]) -> Found:
    page = Page("\n".join(str(value) for _, value, _ in values))
    made = Found(page)
    for at, (path, value, how) in enumerate(values):
        steps = tuple(int(step) if step.isdigit() else step for step in path.split("/"))
        made.values.append(Value(steps, value, page.starts[at], page.ends[at], at, how, "test"))
    return made


def test_alike_twice_is_one_value() -> None:
    made = found(("enrollment/count", 12, "prose"), ("enrollment/count", 12, "label"))
    assert build(made)[0] == {"enrollment": {"count": 12}}
    assert made.doubts == []


def test_a_label_goes_before_prose_and_a_doubt_says_so() -> None:
    made = found(("enrollment/count", 12, "prose"), ("enrollment/count", 20, "label"))
    assert build(made)[0] == {"enrollment": {"count": 20}}
    assert [(doubt.code, doubt.path) for doubt in made.doubts] == [("conflicting-values", ("enrollment", "count"))]


def test_a_study_with_a_phase_is_interventional() -> None:
    record, places = build(found(("phases", ["PHASE2"], "label")))
    assert record["study_type"] == "INTERVENTIONAL"
    assert places[("study_type",)].how == "derived"


def test_what_is_labelled_is_not_derived() -> None:
    record, _ = build(found(("phases", ["NA"], "label"), ("study_type", "EXPANDED_ACCESS", "label")))
    assert record["study_type"] == "EXPANDED_ACCESS"


def test_numbers_of_other_registries_are_registry_numbers() -> None:
    record, _ = build(found(("nct_id", "NCT90000555", "label"), ("secondary_ids/0/id", "2021-000901-11", "label")))
    assert record["registry_ids"] == [
        {"registry": "ClinicalTrials.gov", "id": "NCT90000555"},
        {"registry": "EU CTR", "id": "2021-000901-11"},
    ]


def test_one_person_told_twice_is_one() -> None:
    made = found(
        ("overall_officials/0/name", "Ada Finch", "label"),
        ("overall_officials/1/name", "Ben Stork", "label"),
        ("overall_officials/2/name", "Ada Finch", "label"),
        ("overall_officials/2/role", "STUDY_CHAIR", "label"),
    )
    assert build(made)[0]["overall_officials"] == [{"name": "Ada Finch", "role": "STUDY_CHAIR"}, {"name": "Ben Stork"}]


def test_an_id_above_a_table_of_side_effects_needs_an_arm_of_the_trial() -> None:
    page = """← Back to Search
Naps for Tired Nurses
Phase 2
Research Sponsored by Northvale Joint Clinic
Side effects data
From 2023 Phase 2 trial • 36 Patients • NCT90000777
25%
Headache
Study treatment Arm
{arm}
Trial Design
Group I: Long napsExperimental Treatment1 Intervention
"""
    own = trialx.extract(page.format(arm="Long Naps")).to_dict()
    other = trialx.extract(page.format(arm="Short naps of another trial")).to_dict()
    assert own["nct_id"] == "NCT90000777"
    assert "nct_id" not in other
    assert other["adverse_events"] == [{"term": "Headache", "arm": "Short naps of another trial", "percent": 25}]
