"""Sides, cohorts and notices: which words say who may take part, who may not, and who is meant."""

import pytest

from trialx.eligibility import criteria, walk
from trialx.eligibility.lists import contradicted, inclusion_exclusion
from trialx.eligibility.of_record import criteria_of
from trialx.eligibility.tree import Node, tree


def sides(text: str) -> list[tuple[str, str | None]]:
    return [(node.text, node.side) for node in walk(tree(text)) if not node.heading]


def lists(text: str) -> tuple[list[str], list[str]]:
    inclusion, exclusion = inclusion_exclusion(text)
    return [entry.text for entry in inclusion], [entry.text for entry in exclusion]


@pytest.mark.parametrize(
    ("heading", "side"),
    [
        ("The exclusion criteria of this study are as follows:", "exclusion"),
        ("The exclusion criteria for these sailors will be:", "exclusion"),
        ("Sailors will be excluded if…:", "exclusion"),
        ("Participants must not be enrolled if any of the following is true:", "exclusion"),
        ("Anyone who meets any of these criteria cannot take part:", "exclusion"),
        ("Criteria of exclusion:", "exclusion"),
        ("Criteria for non-inclusion in the control group:", "exclusion"),
        ("List of exclusion criteria", "exclusion"),
        ("Exclusion conditions", "exclusion"),
        ("Exclusion Criteria*:", "exclusion"),
        ("Exclusion Criteria Phase 1b:", "exclusion"),
        ("Exclusion criteria specific to Cohort A2:", "exclusion"),
        ("Exclusions", "exclusion"),
        ("EXCLUSION CRITIERIA:", "exclusion"),
        ("Exlusion criteria", "exclusion"),
        ("Ineligible patients:", "exclusion"),
        ("Inclusions:", "inclusion"),
        ("Inculsion criteria:", "inclusion"),
        ("Pre-inclusion criteria:", "inclusion"),
        ("Eligible volunteers:", "inclusion"),
        ("To be eligible, divers must meet all of the following criteria:", "inclusion"),
        ("Subject Inclusion/Exclusion", None),
        ("Post-harvest eligibility and exclusion criteria", None),
    ],
)
def test_many_words_open_a_side(heading: str, side: str | None) -> None:
    assert sides(f"{heading}\n\n* Wet feet") == [("Wet feet", side)]


def test_a_sentence_turns_the_side_where_it_speaks_of_everybody() -> None:
    text = "Inclusion Criteria:\n\n* Wet feet\n\nParticipants who meet any of these are not eligible:\n\n* Gout"
    assert lists(text) == (["Wet feet"], ["Gout"])


def test_a_condition_turns_only_the_points_below_it() -> None:
    text = "Inclusion Criteria:\n\n* Divers with a cold are excluded if:\n  * fever\n* Wet feet"
    assert [side for _, side in sides(text)] == ["inclusion", "exclusion", "inclusion"]


def test_who_is_eligible_after_all_is_not_excluded() -> None:
    text = (
        "Exclusion Criteria:\n\n* Brittle shells\n\n"
        "Note: Snails with mended shells are eligible, provided that all of the following are met:\n\n"
        "1. mended for a month\n2. no glue\n\n* Slugs"
    )
    assert [side for _, side in sides(text)] == ["exclusion", "inclusion", "inclusion", "inclusion", "exclusion"]
    inclusion, exclusion = lists(text)
    assert inclusion == []
    assert [entry.partition("\n")[0] for entry in exclusion] == ["Brittle shells", "Slugs"]


def test_criteria_of_a_later_part_are_on_no_side() -> None:
    text = "Exclusion Criteria:\n\n1. Gout\n\nCriteria for the extension study\n\n1. Finished the main study"
    assert lists(text) == ([], ["Gout"])


def test_a_later_block_of_eligibility_is_inclusion() -> None:
    text = (
        "Inclusion Criteria:\n* Wet feet\nExclusion Criteria:\n* Gout\nEligibility criteria for siblings:\n* Dry feet"
    )
    assert lists(text) == (["Wet feet", "Dry feet"], ["Gout"])


@pytest.mark.parametrize(
    "words", ["General criteria:", "Treatment eligibility", "Prior medication:", "MEDICAL HISTORY"]
)
def test_titles_leave_the_side_as_it_is_and_are_no_criteria(words: str) -> None:
    assert lists(f"Exclusion Criteria:\n\n{words}\n\n* Gout") == ([], ["Gout"])


@pytest.mark.parametrize(
    "words",
    [
        "None",
        "- Not applicable",
        "Other protocol defined criteria could apply",
        "NOTE: Further inclusion/exclusion criteria may apply.",
        "A full list of the criteria is in the protocol.",
    ],
)
def test_a_notice_is_no_criterion(words: str) -> None:
    assert lists(f"Exclusion Criteria:\n\n* Gout\n\n{words}") == ([], ["Gout"])


def test_a_bullet_that_reads_like_a_heading_is_a_criterion() -> None:
    text = "Exclusion Criteria:\n\n* Gout\n* Exclusion criteria in accordance with the label of Reedex"
    assert len(lists(text)[1]) == 2


@pytest.mark.parametrize(
    ("heading", "scope"),
    [
        ("Cohort B", "Cohort B"),
        ("Part 2 only:", "Part 2 only"),
        ("Group 1: Divers (n=20)", "Group 1: Divers (n=20)"),
        ("Selection of controls:", "controls"),
        ("For healthy volunteers:", "healthy volunteers"),
        ("Stratum 2", "Stratum 2"),
    ],
)
def test_a_cohort_is_the_scope_of_what_stands_below_it(heading: str, scope: str) -> None:
    found = list(walk(tree(f"Inclusion Criteria:\n\n{heading}\n\n* Wet feet\n\nExclusion Criteria:\n\n* Gout")))
    assert [(node.text, node.scope) for node in found if not node.heading] == [("Wet feet", scope), ("Gout", "")]
    assert lists(f"Inclusion Criteria:\n\n{heading}\n\n* Wet feet")[0] == ["Wet feet"]


def test_a_cohort_above_both_lists_is_the_scope_of_both() -> None:
    text = (
        "Cohort 1\n\nInclusion Criteria:\n\n* Wet feet\n\nExclusion Criteria:\n\n* Gout\n\n"
        "Cohort 2\n\nInclusion Criteria:\n\n* Cold feet"
    )
    found = {node.text: node.scope for node in walk(tree(text)) if not node.heading}
    assert found == {"Wet feet": "Cohort 1", "Gout": "Cohort 1", "Cold feet": "Cohort 2"}
    assert lists(text) == (["Wet feet", "Cold feet"], ["Gout"])


def test_the_heading_of_a_side_may_name_the_scope() -> None:
    found = list(walk(tree("Exclusion Criteria (Part B):\n* Gout\nKey Donor Inclusion Criteria:\n* Wet feet")))
    assert [node.scope for node in found if not node.heading] == ["Part B", "Donor"]


def test_all_enrolled_are_a_group_and_no_side() -> None:
    assert sides("All enrolled subjects:\n- A barometer") == [("A barometer", None)]


def test_people_alone_are_a_criterion_where_no_list_follows() -> None:
    assert lists("Inclusion Criteria:\n\nAdults\n\nWomen")[0] == ["Adults", "Women"]


def test_a_lead_in_keeps_what_it_states() -> None:
    text = "Inclusion Criteria:\n\nDivers with bent ears (at least 2), treated as follows:\n\n* kelp tea\n* rest"
    assert lists(text)[0] == ["Divers with bent ears (at least 2), treated as follows:", "kelp tea", "rest"]


def test_letters_hold_the_numbers_below_them_also_the_last() -> None:
    found = tree("A) Shell\n1) mended\n2) round\nB) Foot\n1) wet\n2) cold")
    assert [len(node.children) for node in found] == [2, 2]


@pytest.mark.parametrize(
    "lines", ["* Fewer than\n100. Or none", "* Weight of at least\n40 kg on land", "* A hull over\n2.5 mm thick"]
)
def test_a_wrapped_line_that_begins_with_a_number_belongs_to_the_line_above(lines: str) -> None:
    assert [node.text for node in tree(lines)] == [" ".join(lines.removeprefix("* ").split())]


def test_line_ends_that_a_page_lost_are_found() -> None:
    assert lists("~Inclusion Criteria:~~* Wet feet~* Age &ge; 18~~Exclusion Criteria:~~* Gout") == (
        ["Wet feet", "Age ≥ 18"],
        ["Gout"],
    )
    assert lists("Inclusion Criteria:<br>- Wet feet<br/>- BMI &lt; 30")[0] == ["Wet feet", "BMI < 30"]


def test_marks_of_markdown_are_no_words() -> None:
    text = (
        "**Inclusion Criteria**\n\n- **Wet** feet\n- _Divers_\n- [Gout](https://example.org) of old\n- snake_case_here"
    )
    assert lists(text)[0] == ["Wet feet", "Divers", "Gout of old", "snake_case_here"]


def test_limits_stand_in_the_page_where_its_marks_were_lost() -> None:
    text = "- **Weight** of at least &nbsp; **40 kg**"
    (node,) = criteria(text)
    assert node.text == "Weight of at least 40 kg"
    assert [text[start:end] for start, end in node.places] == ["Weight** of at least &nbsp; **40 kg"]


def test_an_indented_list_of_a_page_keeps_its_levels() -> None:
    page = "Inclusion\n   * Wet feet\n   * Cold hands\n"
    spans = [(("eligibility", "inclusion", 0), 15, 23), (("eligibility", "inclusion", 1), 29, 39)]
    found = criteria_of(page, spans)
    assert [(node.text, len(node.children)) for node in found] == [("Wet feet", 0), ("Cold hands", 0)]


def test_the_cohort_above_a_page_s_list_is_its_scope() -> None:
    page = "Cohort 2\nInclusion Criteria:\n* Wet feet\n"
    assert criteria_of(page, [(("eligibility", "inclusion", 0), 31, 39)])[0].scope == "Cohort 2"


def first_contradiction(text: str) -> str | None:
    nodes: list[Node] = tree(text)
    return contradicted(nodes)


def test_a_heading_that_its_first_sentence_contradicts_is_seen() -> None:
    sentence = "Participants who meet any of these are not eligible"
    assert first_contradiction(f"INCLUSION CRITERIA\n{sentence}\n* Gout") == sentence
    assert first_contradiction(f"EXCLUSION CRITERIA\n{sentence}\n* Gout") is None
