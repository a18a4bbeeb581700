"""What a layout's words do: places, lists, dates, types, rows, ticks; what they leave alone."""

from typing import Any

import pytest

import trialx
from tests.layouts.meadow import LAYOUT, PAGE
from trialx.layouts import trunk
from trialx.layouts.document import parse
from trialx.layouts.load import build


def read(page: str, layout: str = LAYOUT) -> dict[str, Any]:
    record = trialx.extract(page, layouts=[build(parse(layout, "meadow.yaml"), trunk())], layout="meadow")
    return dict(record.data)


def with_section(section: str) -> str:
    """The layout with one more section, which opens at `More`."""
    return LAYOUT + "  - name: more\n    heading: More of it\n" + section


def test_the_page_reads_as_it_says() -> None:
    data = read(PAGE)
    assert data["registry_ids"] == [{"registry": "ISRCTN", "id": "ISRCTN90000401"}]
    assert data["brief_title"] == "Clover Tea for Hay Fever"
    assert data["overall_status"] == "RECRUITING"
    assert data["enrollment"] == {"count": 1240}
    assert data["start_date"] == {"date": "2023-10-03"}
    assert data["conditions"] == ["Hay Fever", "Red Eyes"]
    assert data["keywords"] == ["clover", "tea"]
    assert data["phases"] == ["PHASE2"]
    assert data["lead_sponsor"] == {"name": "Clover Foods", "class": "INDUSTRY"}
    assert data["coverage"]["unclaimed"] == [[1, 1]]


def test_without_an_order_a_date_of_two_readings_is_none() -> None:
    data = read(PAGE, LAYOUT.replace("dates: dmy\n", ""))
    assert "start_date" not in data
    assert [warning["code"] for warning in data["warnings"]] == ["unreadable-value"]


def test_a_place_that_is_not_named_holds_no_value() -> None:
    only = LAYOUT.replace("label: Title}", "label: Title, at: below}")
    assert "brief_title" not in read(PAGE, only)
    assert read(PAGE.replace("Title: Clover", "Title\nClover"), only)["brief_title"] == "Clover Tea for Hay Fever"
    inline = LAYOUT.replace("label: Where it stands}", "label: Where it stands, at: inline}")
    assert "overall_status" not in read(PAGE, inline)


def test_a_label_never_takes_another_label_as_its_value() -> None:
    assert "overall_status" not in read(PAGE.replace("Recruiting\n", ""))
    # Labels that only the trunk knows are labels all the same.
    data = read(PAGE.replace("Run by: Clover Foods (Industry)", "Run by\nStudy Completion Date"))
    assert "lead_sponsor" not in data


@pytest.mark.parametrize("words", ["None", "N/A", "-", "[Redacted]"])
def test_a_word_for_nothing_is_no_value(words: str) -> None:
    data = read(PAGE.replace("Clover Foods (Industry)", words))
    assert "lead_sponsor" not in data
    assert "warnings" not in data


def test_a_label_tells_the_type_of_its_value() -> None:
    data = read(PAGE.replace("Begins:", "Begins (Actual):").replace("People:", "Estimated People:"))
    assert data["start_date"] == {"date": "2023-10-03", "type": "ACTUAL"}
    assert data["enrollment"] == {"count": 1240, "type": "ESTIMATED"}


def test_of_a_plan_and_what_came_of_it_the_actual_date_counts() -> None:
    both = PAGE.replace("Begins: 03/10/2023", "Anticipated\n01/09/2023\nActual\n03/10/2023")
    assert read(both)["start_date"] == {"date": "2023-10-03", "type": "ACTUAL"}
    assert "warnings" not in read(both)


def test_a_status_of_the_sites_own_is_kept_in_its_words() -> None:
    data = read(PAGE.replace("Recruiting", "Sown and waiting"))
    assert (data.get("overall_status"), data["status_as_shown"]) == (None, "Sown and waiting")


def test_a_row_of_a_table_is_a_label_with_its_value() -> None:
    data = read(PAGE.replace("People: 1,240", "| People | 1,240 |").replace("Title: Clover", "| Title | Clover"))
    assert (data["enrollment"], data["brief_title"]) == ({"count": 1240}, "Clover Tea for Hay Fever")


def test_the_longest_glued_label_wins() -> None:
    layout = LAYOUT.replace('"-", label: Grass', '"-", glued: Phase of the moon, label: Grass')
    assert "phases" not in read(PAGE.replace("Phase 2", "Phase of the moon 2"), layout)


def test_words_of_the_design_give_its_fields() -> None:
    layout = LAYOUT.replace('"-", label: Grass height', "design, label: Built as")
    data = read(PAGE.replace("Grass height\n12 cm", "Built as: Randomised double-blind trial"), layout)
    assert data["design"] == {"allocation": "RANDOMIZED", "masking": "DOUBLE"}


TICKS = """\
    read: ticks
    ticks:
      Phase II trial: phases Phase 2
      Phase III trial: phases Phase 3
      Blind to one side: design.masking Single
      Blind to both sides: design.masking Double
      Women: eligibility.sex Female
      Men: eligibility.sex Male
"""


def test_ticked_rows_give_their_values() -> None:
    rows = (
        "More of it\nPhase II trial: Yes\nPhase III trial\nYes\nBlind to one side: No\nBlind to both sides: Yes\n"
        "Women: yes\nMen: yes\n"
    )
    data = read(PAGE.replace("Phase 2\n", "") + rows, with_section(TICKS))
    assert data["phases"] == ["PHASE2", "PHASE3"]
    assert (data["design"], data["eligibility"]) == ({"masking": "DOUBLE"}, {"sex": "ALL"})


def test_ticks_that_exclude_each_other_give_nothing() -> None:
    data = read(PAGE + "More of it\nBlind to one side: Yes\nBlind to both sides: Yes\nWomen: no\n", with_section(TICKS))
    assert "design" not in data
    assert "eligibility" not in data
    assert [warning["code"] for warning in data["warnings"]] == ["conflicting-values"]


ARMS = """\
More of it
Experimental: Tea
Three cups a day.
Drug: Clover tea
Hot water on clover.
Other Names:
Shamrock
Behavioral: Diary
Other: Waiting
No tea for now.
Behavioral: Diary
"""


def test_groups_and_interventions_name_their_kind() -> None:
    data = read(PAGE + ARMS, with_section("    read: kinds\n"))
    assert [(arm["label"], arm["type"], arm.get("intervention_names")) for arm in data["arm_groups"]] == [
        ("Tea", "EXPERIMENTAL", ["Clover tea", "Diary"]),
        ("Waiting", "OTHER", ["Diary"]),
    ]
    assert data["interventions"] == [
        {"name": "Clover tea", "type": "DRUG", "description": "Hot water on clover.", "other_names": ["Shamrock"]},
        {"name": "Diary", "type": "BEHAVIORAL"},
    ]


def test_a_sentence_with_a_colon_opens_no_group() -> None:
    data = read(PAGE + "More of it\nNote that the trial has one aim: rest\n", with_section("    read: kinds\n"))
    assert "arm_groups" not in data
    assert "interventions" not in data


OUTCOMES = """\
    read: outcomes
    fields:
      - {field: primary_outcomes.measure, label: Chief results}
      - {field: secondary_outcomes.measure, label: Lesser results}
"""


def test_outcomes_have_their_time_frames() -> None:
    page = PAGE + (
        "More of it\nChief results\n1. Sneezes [ Time Frame: 4 weeks ]\nCounted by the hour.\n"
        "2. Sleep [Time Frame: 4 weeks]\n"
        "Lesser results\nMood\nA scale of five.\nTime Frame: Day 3\n"
    )
    data = read(page, with_section(OUTCOMES))
    assert data["primary_outcomes"] == [
        {"measure": "Sneezes", "description": "Counted by the hour.", "time_frame": "4 weeks"},
        {"measure": "Sleep", "time_frame": "4 weeks"},
    ]
    assert data["secondary_outcomes"] == [{"measure": "Mood", "description": "A scale of five.", "time_frame": "Day 3"}]


def test_outcomes_that_cannot_be_told_apart_are_none() -> None:
    data = read(PAGE + "More of it\nChief results\nSneezes\nCounted by the hour\nSleep\n", with_section(OUTCOMES))
    assert "primary_outcomes" not in data
    assert [warning["code"] for warning in data["warnings"]] == ["outcomes-unread"]


def test_criteria_of_one_side_stand_under_its_label() -> None:
    layout = with_section(
        "    read: fields\n    fields:\n      - {field: eligibility.inclusion, label: Come if, read: text}\n"
        "      - {field: eligibility.exclusion, label: Stay if, read: text}\n"
    )
    data = read(
        PAGE + "More of it\nCome if\n  - you sneeze\n  - you drink tea\nStay if\n  - clover harms you\n", layout
    )
    assert data["eligibility"] == {"inclusion": ["you sneeze", "you drink tea"], "exclusion": ["clover harms you"]}


def test_the_rest_is_read_only_where_the_layout_says_so() -> None:
    more = PAGE + "Minimum Age: 18 Years\nCollaborator: Tea Guild\nGrass height: Actual Enrollment: 5\n"
    assert "eligibility" not in read(more)
    data = read(more, LAYOUT.replace("dates: dmy", "dates: dmy\nrest: generic"))
    assert (data["eligibility"], data["collaborators"]) == ({"minimum_age": "18 Years"}, [{"name": "Tea Guild"}])
    # What the layout has read, or calls the site's own, is not read again.
    assert data["enrollment"] == {"count": 1240}
    assert data["brief_title"] == "Clover Tea for Hay Fever"


def test_the_rest_may_be_doubted() -> None:
    more = PAGE + "Minimum Age: 18 Years\n"
    record = trialx.extract(
        more, layouts=[build(parse(LAYOUT.replace("dates: dmy", "dates: dmy\nrest: doubtful"), "m"), trunk())]
    )
    assert record.data["eligibility"] == {"minimum_age": "18 Years"}
    assert not record.places[("eligibility", "minimum_age")].sure
    (warning,) = [w for w in record.data["warnings"] if w["code"] == "unknown-part"]
    assert (warning["pointer"], warning["line"]) == ("/eligibility/minimum_age", len(more.splitlines()))
    assert record.places[("brief_title",)].sure
