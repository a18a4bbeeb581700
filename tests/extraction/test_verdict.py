"""One table weighs what pages show for and against being one trial's."""

import pytest

from trialx.extraction.verdict import Sign, table, weigh

SIGNS = table()["signs"]
FOR = [name for name, sign in SIGNS.items() if int(sign["points"]) > 0]
AGAINST = [name for name, sign in SIGNS.items() if int(sign["points"]) < 0]


def test_every_sign_says_what_it_is_and_those_against_why_a_page_is_refused() -> None:
    assert all(sign["about"] for sign in SIGNS.values())
    assert all("refuses" in SIGNS[name] for name in AGAINST)
    assert not any("refuses" in SIGNS[name] for name in FOR)
    assert FOR
    assert AGAINST


def test_points_are_summed_and_a_sign_counts_no_more_often_than_it_may() -> None:
    sign = SIGNS["labelled_fact"]
    worth, most = int(sign["points"]), int(sign["most"])
    verdict = weigh([Sign("labelled_fact", most + 5, "phases"), Sign("heading_of_a_study", 3)])
    assert [one.points for one in verdict.weighed] == [worth * most, int(SIGNS["heading_of_a_study"]["points"])]
    assert verdict.points == sum(one.points for one in verdict.weighed)
    assert verdict.needed == int(table()["needed"])
    assert verdict.reason is None


def test_a_page_that_shows_nothing_is_refused_in_words() -> None:
    assert weigh([]).reason == table()["too_little"]["unknown"]
    assert weigh([], known=True).reason == table()["too_little"]["known"]
    assert weigh([Sign("labelled_fact", 0)]).weighed == ()


@pytest.mark.parametrize("name", AGAINST)
def test_a_sign_against_a_page_gives_the_reason(name: str) -> None:
    refused = weigh([Sign(name, 1, "4 trials"), Sign("labelled_fact", 1)])
    assert refused.reason == SIGNS[name]["refuses"].replace("{seen}", "4 trials")


@pytest.mark.parametrize(
    ("fields", "telling", "taken"), [(1, 1, False), (2, 0, False), (2, 1, True), (3, 0, True), (9, 1, True)]
)
def test_a_layouts_page_has_two_fields_of_which_one_names_the_trial_or_three(
    fields: int, telling: int, taken: bool
) -> None:
    verdict = weigh([Sign("field_of_a_layout", fields), Sign("names_the_trial", telling)], known=True)
    assert (verdict.reason is None) is taken
