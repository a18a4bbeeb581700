"""The tree: every shape in which pages carry criteria."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialx.eligibility.blocks import line_breaks
from trialx.eligibility.lists import inclusion_exclusion
from trialx.eligibility.tidy import Origin
from trialx.eligibility.tree import Node, tree, walk


def outline(nodes: list[Node], depth: int = 0) -> list[str]:
    lines = []
    for node in nodes:
        lines.append("  " * depth + f"{node.marker} {node.text}".strip())
        lines += outline(node.children, depth + 1)
    return lines


@pytest.mark.parametrize(
    "mark", ["*", "-", "•", "◦", "·", "–", "o", ">", "1.", "1)", "(1)", r"1\.", "a.", "a)", "(a)", "i."]
)
def test_a_mark_is_no_part_of_the_words(mark: str) -> None:
    (node,) = tree(f"{mark} Adults with dry eyes")
    assert (node.marker, node.text) == (mark, "Adults with dry eyes")


@pytest.mark.parametrize(
    "line",
    [
        "> 18 years of age",
        "-5 dioptres or weaker",
        "2.5 to 6 mg of zinc",
        "E. coli in the urine",
        "o2 saturation above 95 %",
        "+/- prednisone",
    ],
)
def test_what_only_looks_like_a_mark_is_kept(line: str) -> None:
    (node,) = tree(line)
    assert (node.marker, node.text) == ("", line)


def test_indentation_makes_children() -> None:
    text = "* Asthma of one kind:\n\n  * on moss\n  * on lichen\n* Adults"
    assert outline(tree(text)) == ["* Asthma of one kind:", "  * on moss", "  * on lichen", "* Adults"]


def test_letters_stand_under_the_number_that_goes_on() -> None:
    text = "1. Skin that is dry\na. on the hands\nb. on the feet\n2. Adults"
    assert outline(tree(text)) == ["1. Skin that is dry", "  a. on the hands", "  b. on the feet", "2. Adults"]


def test_flush_right_numbers_are_one_list() -> None:
    assert outline(tree(" 9. Sneezing\n10. Coughing")) == ["9. Sneezing", "10. Coughing"]


def test_a_run_on_list_in_one_line_is_taken_apart() -> None:
    assert outline(tree("* Adults * Dry eyes * Own teeth")) == ["* Adults", "* Dry eyes", "* Own teeth"]
    assert outline(tree("1. Adults; 2. Dry eyes; 3. Own teeth")) == ["1. Adults;", "2. Dry eyes;", "3. Own teeth"]


def test_a_list_that_one_bullet_opens_is_taken_apart() -> None:
    assert outline(tree(r"* 1\. Adults 2. Dry eyes")) == [r"* 1\. Adults", "2. Dry eyes"]


def test_a_list_inside_a_line_stands_under_its_lead_in() -> None:
    assert outline(tree("* One of: a) moss b) lichen")) == ["* One of:", "  a) moss", "  b) lichen"]


def test_a_number_that_only_refers_is_no_mark() -> None:
    assert outline(tree("1. Adults, but see 2. below\n2. Dry eyes")) == ["1. Adults, but see 2. below", "2. Dry eyes"]


def test_a_product_is_no_list() -> None:
    (node,) = tree("* ALT below 2.5 * ULN and 3 * 10^9 cells")
    assert node.children == []


def test_hard_wrapped_lines_are_joined() -> None:
    lines = [
        "* Adults who live within an hour of the harbour and who have had wet feet on",
        "Sundays in the last year, with a cold that lasted longer than their patience",
        "and needed a hot drink, a blanket or a good book to get over it, in the view",
        "of whoever made the drink and was there to see how it was taken on the whole",
        "* Own blanket",
    ]
    found = tree("\n".join(lines))
    assert [len(node.text) > 200 for node in found] == [True, False]


def test_a_line_without_a_mark_is_a_criterion_of_its_own() -> None:
    assert [node.text for node in tree("steroid drops\nglass eyes\nsea-sickness")] == [
        "steroid drops",
        "glass eyes",
        "sea-sickness",
    ]


@pytest.mark.parametrize(
    ("heading", "side"),
    [
        ("Inclusion Criteria:", "inclusion"),
        ("EXCLUSION CRITERIA", "exclusion"),
        ("Key Exclusion Criteria (Part B):", "exclusion"),
        ("* Inclusion criteria for the moss group:", "inclusion"),
        ("2) Exclusion Criteria", "exclusion"),
        ("**Inclusion criteria**", "inclusion"),
        ("Non-inclusion criteria:", "exclusion"),
        ("Critères d'inclusion :", "inclusion"),
        ("Einschlusskriterien:", "inclusion"),
        ("Inclusion and exclusion criteria:", None),
    ],
)
def test_headings_open_a_side(heading: str, side: str | None) -> None:
    found = tree(f"{heading}\n\n* Adults")
    assert (found[0].heading, found[0].side, found[0].children[0].side) == (True, side, side)


@pytest.mark.parametrize(
    "line",
    [
        "Does not meet the inclusion criteria",
        "Patients who meet any exclusion criterion of the moss trial",
        "Infants are excluded.",
        "Bilateral occlusion",
    ],
)
def test_a_sentence_about_criteria_is_no_heading(line: str) -> None:
    (node,) = tree(f"* {line}")
    assert not node.heading


def test_a_heading_in_mid_line_opens_its_side() -> None:
    found = list(walk(tree("Inclusion: * Adults Exclusion: * Smoking")))
    assert [(node.text, node.side) for node in found] == [
        ("Inclusion:", "inclusion"), ("Adults", "inclusion"), ("Exclusion:", "exclusion"), ("Smoking", "exclusion"),
    ]  # fmt: skip


def test_a_lead_in_says_the_side_where_no_heading_does() -> None:
    found = tree("Patients will be excluded if they have:\n* Glass eyes")
    assert found[0].children[0].side == "exclusion"


def test_cohorts_hold_their_criteria() -> None:
    found = tree("Inclusion Criteria:\n\nCohort B:\n\n1. Adults\n2. Dry eyes")
    assert outline(found) == ["Inclusion Criteria:", "  Cohort B:", "    1. Adults", "    2. Dry eyes"]


def test_the_record_holds_what_is_there_and_nothing_else() -> None:
    assert tree("Adults")[0].to_dict() == {"side": None, "text": "Adults"}


def test_five_thousand_levels_make_no_bottomless_tree() -> None:
    found = tree("\n".join(" " * 2 * level + f"* level {level}" for level in range(300)))
    assert len(list(walk(found))) == 300
    found[0].to_dict()


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def assert_nothing_is_lost(text: str) -> None:
    nodes = list(walk(tree(text)))
    text = line_breaks(text)
    assert squeezed("".join(text[node.start : node.end] for node in nodes)) == squeezed(text)
    assert all(before.end <= after.start for before, after in pairwise(nodes))
    for node in nodes:
        words = text[node.body : node.end]
        origin = Origin(words)
        assert squeezed(node.text) == squeezed("".join(words[origin(at)] for at in range(len(node.text))))


PIECES = st.sampled_from(
    [
        "* ",
        "- ",
        "1. ",
        "2) ",
        "(a) ",
        "iv. ",
        r"1\. ",
        "• ",
        "\n",
        "\n\n",
        "  ",
        "Inclusion Criteria:",
        "Exclusion: ",
        "Adults",
        "moss ",
        "≥ 3 ",
        ": ",
        "; ",
        ". ",
        "\\>",
        "ULN",
        "①",
        "**",
        "_moss_",
        "&ge;",
        "<br>",
        "Cohort 2",
        "None",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_nothing_of_a_made_up_list_is_lost(text: str) -> None:
    assert_nothing_is_lost(text)


@given(st.text(max_size=120))
def test_nothing_of_any_text_is_lost(text: str) -> None:
    assert_nothing_is_lost(text)


FLATTENED = (
    "Inclusion Criteria: * Adults * Walks Exclusion Criteria To come, walkers must not meet these: * Cast * Crutch "
    "Resting Control Group: Inclusion Criteria Resting participants meet these: * Lies still"
)


def test_a_heading_in_mid_line_may_have_a_sentence_instead_of_a_colon() -> None:
    sides = inclusion_exclusion(FLATTENED)
    assert [[entry.text for entry in side] for side in sides] == [["Adults", "Walks", "Lies still"], ["Cast", "Crutch"]]


def test_words_that_speak_of_a_side_head_none() -> None:
    inclusion, exclusion = inclusion_exclusion("Inclusion Criteria: * Meets Inclusion Criteria Of Part A: * one * two")
    assert ([entry.text for entry in inclusion][1:], exclusion) == (["one", "two"], [])
