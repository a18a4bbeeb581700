"""Reconciliation: the criteria against the rest of the record."""

import pytest

from trialx.eligibility.reconcile import reconcile
from trialx.record.model import Eligibility


def codes(eligibility: Eligibility) -> list[str]:
    return [doubt["code"] for doubt in reconcile({"eligibility": eligibility})]


def test_another_minimum_age_is_doubted_with_both_places() -> None:
    (doubt,) = reconcile({"eligibility": {"inclusion": ["Moss fever", "Age ≥ 21 years"], "minimum_age": "18 Years"}})
    assert doubt["pointer"] == "/eligibility/inclusion/1"
    assert "21" in doubt["message"]
    assert "18 Years" in doubt["message"]


@pytest.mark.parametrize(
    "eligibility",
    [
        {"inclusion": ["Age 18-65 years"], "minimum_age": "18 Years", "maximum_age": "65 Years"},
        {"inclusion": ["Adults aged 12 to 17 years", "Adults aged 30 to 40 years"], "minimum_age": "12 Years"},
        {"exclusion": ["Age under 16 years"], "minimum_age": "18 Years"},  # may be said of some of them only
        {"inclusion": ["Age above 18 years"], "minimum_age": "19 Years"},
        {"inclusion": ["Aged 13 to 17.5 years"], "maximum_age": "17 Years"},
        {"inclusion": ["Men and women aged 18 or older"], "sex": "ALL"},
        {"inclusion": ["Women must use contraception"], "sex": "ALL"},
        {"minimum_age": "18 Years"},
        {"inclusion": ["Hemoglobin ≥ 9 g/dL"]},
    ],
)
def test_what_agrees_is_not_doubted(eligibility: Eligibility) -> None:
    assert codes(eligibility) == []


@pytest.mark.parametrize(
    ("eligibility", "code"),
    [
        ({"inclusion": ["Age above 20 years"], "minimum_age": "18 Years"}, "age-differs"),
        ({"inclusion": ["Age 18-65 years"], "maximum_age": "75 Years"}, "age-differs"),
        ({"inclusion": ["Male or female"], "sex": "FEMALE"}, "sex-differs"),
        ({"inclusion": ["Women aged 18 to 40 years"], "sex": "ALL"}, "sex-differs"),
        ({"inclusion": ["Platelets ≥ 75,000 x 10^9/L"]}, "impossible-threshold"),
        ({"exclusion": ["BMI > 400"]}, "impossible-threshold"),
    ],
)
def test_what_differs_is_doubted(eligibility: Eligibility, code: str) -> None:
    assert codes(eligibility) == [code]


def test_a_tree_is_read_where_the_record_has_one() -> None:
    tree: Eligibility = {
        "criteria": [{"side": "inclusion", "text": "BMI > 400", "thresholds": [
            {"variable": "bmi", "operator": ">", "value": 400, "negated": False, "text": "BMI > 400"}]}],
    }  # fmt: skip
    assert reconcile({"eligibility": tree})[0]["pointer"] == "/eligibility/criteria/0"
