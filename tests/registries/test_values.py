"""Readings of structured sources: whole values are read, everything else is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialx.registries.ictrp_values import age_limit, condition_list, country_list, intervention_list, outcome_list
from trialx.registries.values import (
    flag,
    labelled,
    marked_text,
    name_of_parts,
    name_without_type,
    plain_breaks,
    secondary_registry,
    unwrapped,
    whole_number,
    wrapped_text,
)


@pytest.mark.parametrize(("value", "number"), [(7, 7), ("7", 7), (" 1,200 ", 1200), (0, 0), ("99999999", 99999999)])
def test_a_whole_number(value: object, number: int) -> None:
    assert whole_number(value) == number


@pytest.mark.parametrize("value", [True, -1, 1.5, "1.5", "-1", "7 feet", "a:7;b:7;", "", "1" * 13, None])
def test_no_whole_number(value: object) -> None:
    assert whole_number(value) is None


@pytest.mark.parametrize(("value", "answer"), [(True, True), (False, False), ("Yes", True), ("no", False)])
def test_a_flag(value: object, answer: bool) -> None:
    assert flag(value) is answer


@pytest.mark.parametrize("value", ["maybe", "", 7, "No limit"])
def test_no_flag(value: object) -> None:
    assert flag(value) is None


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Device: Wool sock", "Wool sock"),
        ("Dietary Supplement: Tea: hot", "Tea: hot"),
        ("Wool: a sock", "Wool: a sock"),
        ("device sock", "device sock"),
        ("Drug:", "Drug:"),
    ],
)
def test_the_type_before_a_name_is_taken_away(value: str, name: str) -> None:
    assert name_without_type(value) == name


def test_lines_broken_at_a_width_are_joined_and_short_lines_are_not() -> None:
    text = "    Socks are worn on both feet\n    until the morning.\n    - wool\n    - cotton\n\n    End."
    assert unwrapped(text) == (
        "    Socks are worn on both feet until the morning.\n    - wool\n    - cotton\n\n    End."
    )


def test_windows_line_ends_are_line_ends() -> None:
    assert wrapped_text("One paragraph of words that\r\nis wrapped.\r\n\r\nTwo.\r\n") == (
        "One paragraph of words that is wrapped.\nTwo."
    )


@given(st.text(st.sampled_from("ab \n\r\t-.")))
def test_joining_lines_loses_no_word(text: str) -> None:
    assert unwrapped(text).split() == text.split()


@pytest.mark.parametrize(
    ("value", "text"),
    [("a \\< b", "a < b"), ("a\\_b \\*c\\*", "a_b *c*"), ("C:\\Users", "C:\\Users"), (" \n ", None)],
)
def test_escapes_of_markdown_are_taken_away(value: str, text: str | None) -> None:
    assert marked_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("a<br>b", "a\nb"), ("a\n<br />b", "a\nb"), ("a<BR/ >b", "a\nb"), ("<p>a</p>", "a"), ("5 < 6 > 4", "5 < 6 > 4")],
)
def test_breaks_of_a_page_are_line_breaks(value: str, text: str) -> None:
    assert plain_breaks(value) == text


@pytest.mark.parametrize(
    ("label", "value"),
    [("Allocation", "Randomized"), ("masking", "Double (Participant, Investigator)"), ("Purpose", "")],
)
def test_a_labelled_part_of_a_text(label: str, value: str) -> None:
    text = "Allocation: Randomized. Masking: Double (Participant, Investigator), Primary Purpose: Warmth."
    assert labelled(text, label) == value


@pytest.mark.parametrize(
    "node", [{"id": "SOCK-7", "type": "OTHER"}, {"type": "CTIS"}, {"id": None}, {}, 7, "SOCK-7", []]
)
def test_no_number_of_a_registry(node: object) -> None:
    assert secondary_registry(node) is None


@pytest.mark.parametrize(
    ("node", "number"),
    [
        ({"id": "ISRCTN99900001"}, {"registry": "ISRCTN", "id": "ISRCTN99900001"}),
        ("U1111-9900-0001", {"registry": "WHO UTN", "id": "U1111-9900-0001"}),
        ({"id": "2099-9", "type": "EUDRACT_NUMBER"}, {"registry": "EU CTR", "id": "2099-9"}),
    ],
)
def test_a_number_of_a_registry(node: object, number: object) -> None:
    assert secondary_registry(node) == number


@pytest.mark.parametrize("node", [{}, "Ann", {"phone": ["1"]}, {"last_name": [""]}, None])
def test_no_name_in_an_element(node: object) -> None:
    assert name_of_parts(node) is None


@pytest.mark.parametrize(("value", "age"), [("18 Years", "18 Years"), ("18", "18 Years"), ("6 Month(s)", "6 Months")])
def test_a_limit_of_age(value: str, age: str) -> None:
    assert age_limit(value) == age


@pytest.mark.parametrize("value", ["0", "No limit", "N/A", "", "adults", "18-65", "999"])
def test_no_limit_of_age(value: str) -> None:
    assert age_limit(value) is None


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Cold feet", ["Cold feet"]),
        ("Cold feet;cold FEET;Wet feet.", ["Cold feet", "Wet feet"]),
        (";J99.9 - Cold feet", ["Cold feet"]),
        ("R23.8;A00-B99;C000657999", None),
        ("Cold feet\n  MedDRA version: 9.9\n  Level: LLT\n  Term: feet", ["Cold feet"]),
        ("None", None),
    ],
)
def test_conditions_of_a_cell(value: str, names: list[str] | None) -> None:
    assert condition_list(value) == names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Norway;;Sweden; Norway", ["Norway", "Sweden"]),
        ("Japan,Asia", ["Japan", "Asia"]),
        ("Korea, Republic of", ["Korea, Republic of"]),
    ],
)
def test_countries_of_a_cell(value: str, names: list[str]) -> None:
    assert country_list(value) == [{"country": name} for name in names]


@pytest.mark.parametrize(
    "value",
    [
        *("Group A: socks;Group B: tea", "", ";", "socks: Device", "None", "Socks are worn at night."),
        *("Socks, " * 20, "Wool<br>Cotton", "Wool\nCotton", "Wool;Group B: Cotton"),
    ],
)
def test_interventions_that_are_no_names_are_not_guessed(value: str) -> None:
    assert intervention_list(value) is None


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Two pairs of socks", ["Two pairs of socks"]),
        (";Wool;Cotton;Wool", ["Wool", "Cotton"]),
        ("<br>  Trade Name: Woolex<br>  CAS Number: 1<br><br>Product Name: Woolex<br>", ["Woolex"]),
        ("Product Name:<br>Pharmaceutical Form: Sock<br>Trade Name: Cottonal", ["Cottonal"]),
    ],
)
def test_interventions_by_their_names(value: str, names: list[str]) -> None:
    assert intervention_list(value) == [{"name": name} for name in names]


def test_a_semicolon_inside_a_name_parts_nothing() -> None:
    assert intervention_list("Drug: Tea; hot;Device: Sock") == [
        {"name": "Tea; hot", "type": "DRUG"},
        {"name": "Sock", "type": "DEVICE"},
    ]


@pytest.mark.parametrize(
    ("value", "measures"),
    [
        ("Warmth;Mood;", ["Warmth", "Mood"]),
        ("Warmth (left; right)", ["Warmth (left; right)"]),
        ("Warmth<br>left; right", ["Warmth left; right"]),
        ("Warmth)); Mood", ["Warmth))", "Mood"]),
    ],
)
def test_outcomes_of_a_cell(value: str, measures: list[str]) -> None:
    assert outcome_list(value) == [{"measure": measure} for measure in measures]


def test_a_time_without_a_measure_is_no_outcome() -> None:
    assert outcome_list("Primary end point(s): ;Timepoints: day 7") is None
    assert outcome_list("Warm toes<br>Timepoints: day 7") == [{"measure": "Warm toes", "time_frame": "day 7"}]
