"""Groups without the list of interventions: any lines and labels give groups that lie one below the other."""

from hypothesis import given
from hypothesis import strategies as st

from trialx.extraction.known.verbs.arms_by_labels import Arm, by_labels, by_shape

LINES = ("Sage", "a cup of tea each evening.", "Mint tablets", "Dose:", "One tablet is taken daily, with water")
ROWS = st.lists(st.tuples(st.sampled_from(LINES), st.booleans(), st.booleans()), min_size=1, max_size=12)


def in_order(arms: list[Arm], count: int) -> bool:
    places = [n for arm in arms for n in (arm.label, arm.body, *(end for use in arm.uses for end in use))]
    return places == sorted(places) and all(0 <= place <= count for place in places)


@given(ROWS, st.booleans())
def test_groups_lie_one_below_the_other(rows: list[tuple[str, bool, bool]], cut: bool) -> None:
    lines, typed, named = map(list, zip(*rows, strict=True))
    assert in_order(by_labels(lines, typed, named, cut=cut), len(rows))
    assert in_order(by_shape(lines), len(rows))


def test_a_label_is_told_by_the_length_of_the_description_before() -> None:
    lines = ["Cold", "in a tub", "Water", "A tub of 40 l", "Warm", "in a tub", "Water"]
    arms = by_labels(lines, [n in (1, 5) for n in range(7)], [n in (2, 6) for n in range(7)], cut=True)
    assert [(arm.label, arm.body, arm.sure) for arm in arms] == [(0, 2, True), (4, 6, False)]
    assert [tuple(use) for arm in arms for use in arm.uses] == [(2, 4), (6, 7)]


def test_lines_below_the_last_description_open_a_group() -> None:
    lines = ["Cold", "Water", "A tub of 40 l", "Warm", "Water", "A tub of 30 l", "Mint"]
    arms = by_labels(lines, [n in (0, 3) for n in range(7)], [n in (1, 4) for n in range(7)], cut=True)
    assert [lines[arm.label] for arm in arms] == ["Cold", "Warm", "Mint"]


def test_groups_that_do_not_go_by_turns_are_not_told_by_shape() -> None:
    assert by_shape(["One tablet is taken daily.", "Mint"]) == []
    assert by_shape(["Sage", "Sage tea", "It is drunk daily.", "Mint", "It is eaten daily.", "Mint leaves"]) == []
