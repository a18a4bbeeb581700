"""Lead-ins: a variable that only the words above a list name."""

import pytest

from trialx.eligibility import criteria, walk


def read(text: str) -> list[tuple[str | None, str, object, str | None]]:
    return [
        (found["variable"], found["operator"], found["value"], found.get("unit"))
        for node in walk(criteria(text))
        for found in node.thresholds
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* Absolute neutrophil count (ANC):\n  * ≥ 1,500/mm3", [("anc", ">=", 1500, "/uL")]),
        (
            "* Haemoglobin\n  * Women: ≥ 12 g/dL\n  * Men: ≥ 13 g/dL",
            [("hemoglobin", ">=", n, "g/dL") for n in (12, 13)],
        ),
        ("Age:\n\n* 18 and over", [("age", ">=", 18, None)]),
        ("Age:\n\n* ≥ 12 weeks and < 12 months, on land", [("age", ">=", 12, "wk"), ("age", "<", 12, "mo")]),
        ("ECOG performance status:\n* 0 or 1", [("ecog", "in", [0, 1], None)]),
        ("Washout before the dive:\n* 4 weeks for moss drops", [("washout", "=", 4, "wk")]),
        ("Washout before the dive:\n* Moss drops: at least 3 weeks", [("washout", ">=", 3, "wk")]),
        (
            "These periods must have elapsed before the dive:\n* Reed tea: ≥ 3 weeks, or 6 weeks in winter",
            [("washout", ">=", 3, "wk"), ("washout", ">=", 6, "wk")],
        ),
        ("* Platelet count at screening:\n  * ANC ≥ 1,500/uL", [("anc", ">=", 1500, "/uL")]),  # has its own name
    ],
)
def test_a_point_without_a_name_is_about_what_the_words_above_it_name(text: str, expected: list[object]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "* Platelets and ANC:\n  * ≥ 1,500/mm3",  # two names
        "* Low platelets with a fever:\n  * ≥ 1,500/mm3",  # says more than a name
        "* No measured platelets:\n  * ≥ 1,500/mm3",
        "* LVEF\n  * 40%, by echo",  # nothing compares
        "* Platelets:\n  * ≥ 40 mmHg",  # not stated so
        "* Divers without a washout:\n  * reed tea: 3 weeks",
        "* Moss needs a washout. Divers with:\n  * reed tea: 3 weeks",
        "* Largest lesion:\n  * dive: 3 weeks",
    ],
)
def test_nothing_is_handed_down_where_that_would_be_a_guess(text: str) -> None:
    assert read(text) == []


def test_the_threshold_quotes_the_point_and_stands_in_it() -> None:
    text = "Inclusion Criteria:\n\n* Life expectancy:\n   * At least 2 months"
    point = list(walk(criteria(text)))[-1]
    ((start, end),) = point.places
    assert point.thresholds[0]["text"] == text[start:end] == "At least 2 months"
    assert not point.unread
