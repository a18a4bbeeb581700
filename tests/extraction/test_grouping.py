"""Names and descriptions in a row, told apart without labels."""

import pytest

from trialx.extraction.known.verbs.grouping import Block, groups, interventions


def names(listed: list[str], used: list[str]) -> list[str]:
    return [listed[block.name] for block in interventions(listed, used)[0]]


def test_a_block_that_recurs_in_the_groups_is_an_intervention() -> None:
    listed = ["Warm bath", "Twenty minutes before bed.", "Cold bath", "Five minutes at noon."]
    used = ["Arm A", "Bathes late", *listed[:2], "Arm B", "Bathes early", *listed[2:]]
    assert names(listed, used) == ["Warm bath", "Cold bath"]


def test_names_alone() -> None:
    listed = ["Elderberry", "Placebo"]
    used = ["Syrup", "Elderberry", "Sugar water", "Placebo"]
    assert names(listed, used) == listed


def test_a_description_may_have_several_paragraphs() -> None:
    listed = [
        "Stretching",
        "Three exercises are shown.",
        "* Calf raises.",
        "* Toe raises.",
        "Leaflet",
        "It is read at home.",
    ]
    used = ["Class", *listed[:4], "Home", *listed[4:]]
    assert names(listed, used) == ["Stretching", "Leaflet"]


def test_a_line_that_repeats_is_a_description() -> None:
    listed = [
        "Amorvexin",
        "Intravenous infusion",
        "Belzarone",
        "Intravenous infusion",
        "Corvidol",
        "Intravenous infusion",
    ]
    assert names(listed, ["Arm", *listed]) == ["Amorvexin", "Belzarone", "Corvidol"]


def test_a_name_may_repeat_as_its_description() -> None:
    listed = ["Zelvane", "Zelvane"]
    assert interventions(listed, ["Zelvane", "Zelvane", *listed])[0] == [Block(0, 2)]


@pytest.mark.parametrize("count", [0, 1, 401])
def test_lists_that_cannot_be_cut(count: int) -> None:
    listed = [f"line {n}" for n in range(count)]
    assert len(interventions(listed, [])[0]) == (1 if count == 1 else 0)


def test_a_group_of_the_name_of_its_intervention() -> None:
    listed = ["Zelvane", "10 mg are taken daily.", "Placebo", "A tablet is taken daily."]
    blocks = [Block(0, 2), Block(2, 4)]
    used = ["Zelvane", "Patients with gout.", *listed[:2], "Placebo", "Patients with gout, too.", *listed[2:]]
    read, _ = groups(listed, blocks, used)
    assert [(used[g.label], [listed[blocks[n].name] for _, n in g.uses]) for g in read] == [
        ("Zelvane", ["Zelvane"]),
        ("Placebo", ["Placebo"]),
    ]


def test_a_group_that_says_it_has_none() -> None:
    used = ["Waiting list", "They wait.", "No interventions here", "Course", "Ten lessons"]
    read, _ = groups(["Ten lessons"], [Block(0, 1)], used, none=[False, False, True, False, False])
    assert [(g.label, g.body, g.uses) for g in read] == [(0, 2, ()), (3, 4, ((4, 0),))]


def test_what_fits_no_reading_is_not_read() -> None:
    assert groups(["Ten lessons"], [Block(0, 1)], ["Course", "Five lessons"])[0] == []
