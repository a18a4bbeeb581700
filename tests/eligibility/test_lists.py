"""The two flat lists that follow from the tree."""

from trialx.eligibility.lists import inclusion_exclusion


def texts(text: str) -> tuple[list[str], list[str]]:
    inclusion, exclusion = inclusion_exclusion(text)
    return [entry.text for entry in inclusion], [entry.text for entry in exclusion]


def test_marks_and_escapes_are_removed() -> None:
    assert texts("Inclusion Criteria:\n\n* Age \\>= 18 years\n\nExclusion Criteria:\n\n1. Glass eyes") == (
        ["Age >= 18 years"],
        ["Glass eyes"],
    )


def test_sub_points_stay_with_their_parent_on_lines_of_their_own() -> None:
    assert texts("Inclusion:\n* One of:\n  * moss\n  * lichen\n* Adults")[0] == ["One of:\nmoss\nlichen", "Adults"]


def test_a_list_inside_a_line_is_kept_as_printed() -> None:
    assert texts("Inclusion:\n* One of: a) moss b) lichen")[0] == ["One of: a) moss b) lichen"]


def test_cohorts_give_their_criteria_and_not_themselves() -> None:
    assert texts("Exclusion Criteria:\n\nCohort B:\n\n* Glass eyes\n* Sea-sickness")[1] == [
        "Glass eyes",
        "Sea-sickness",
    ]


def test_a_choice_is_one_criterion() -> None:
    assert texts("Inclusion Criteria:\n\nAt least one of the following:\n\n* moss\n* lichen")[0] == [
        "At least one of the following:\nmoss\nlichen"
    ]


def test_one_line_holds_both_lists() -> None:
    assert texts("Inclusion Criteria: 1. Adults 2. Dry eyes Exclusion Criteria: * Smoking") == (
        ["Adults", "Dry eyes"],
        ["Smoking"],
    )


def test_what_has_no_side_is_in_neither_list() -> None:
    assert texts("* Adults\n* Dry eyes") == ([], [])


def test_every_entry_knows_what_it_was_read_from() -> None:
    text = "Inclusion Criteria:\n\n* Age \\> 18\n* One of:\n  * moss\n"
    found, _ = inclusion_exclusion(text)
    assert [text[entry.start : entry.end] for entry in found] == ["Age \\> 18", "One of:\n  * moss"]


def test_an_escaped_star_behind_a_word_is_a_footnote_s() -> None:
    text = r"Exclusion Criteria: * Wool allergy.\* * Cold feet * Ticklish"
    assert texts(text)[1] == ["Wool allergy.*", "Cold feet", "Ticklish"]


def test_dashes_part_the_points_of_a_line_that_opens_with_one() -> None:
    inclusion, exclusion = inclusion_exclusion(
        "Inclusion: - Tired for a year - Tea above 6 cups - Age 18 or over Exclusion: - Fever. - Cough - Cold feet"
    )
    assert [entry.text for entry in inclusion] == ["Tired for a year", "Tea above 6 cups", "Age 18 or over"]
    assert [entry.text for entry in exclusion] == ["Fever.", "Cough", "Cold feet"]


def test_dashes_inside_the_points_of_a_list_join_words() -> None:
    text = "Inclusion:\n- Tea - Green or Black - Hot\n- Milk\n"
    assert [entry.text for entry in inclusion_exclusion(text)[0]] == ["Tea - Green or Black - Hot", "Milk"]
