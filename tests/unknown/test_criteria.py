"""Criteria in every shape, and lists that are none."""

import pytest

from tests.unknown.page import BASE, read

BOTH = (["Tired eyes", "Able to read"], ["Eye surgery"])
SHAPES = {
    "bullets": "Inclusion Criteria\n- Tired eyes\n- Able to read\nExclusion Criteria\n- Eye surgery\n",
    "numbers": "Inclusion Criteria:\n1. Tired eyes\n2. Able to read\nExclusion Criteria:\n1. Eye surgery\n",
    "plain lines": "Inclusion Criteria:\n\nTired eyes\n\nAble to read\n\nExclusion Criteria:\n\nEye surgery\n",
    "one line": "Eligibility Criteria: Inclusion: * Tired eyes * Able to read Exclusion: * Eye surgery\n",
    "glued": "Inclusion Criteria:- Tired eyes\n- Able to read\nExclusion Criteria:- Eye surgery\n",
    "sentences": "You can enter this trial if\n • Tired eyes\n • Able to read\n"
    "You cannot enter this trial if\n • Eye surgery\n",
    "must": "Participants must\nTired eyes\nAble to read\nParticipants must not\nEye surgery\n",
    "german": "Einschlusskriterien\n- Tired eyes\n- Able to read\nAusschlusskriterien\n- Eye surgery\n",
    "a charity's": "You may be able to join if\n* Tired eyes\n* Able to read\n"
    "You will not be able to join if\n* Eye surgery\n",
    "markdown": "## Inclusion Criteria\n1. Tired eyes\n2. Able to read\n"
    "## Exclusion Criteria\n1. Eye surgery\n## Where\n- Bath\n",
    "italian": "Criteri di inclusione\n- Tired eyes\n- Able to read\nCriteri di esclusione\n- Eye surgery\n",
    "polish": "Kryteria włączenia\n- Tired eyes\n- Able to read\nKryteria wyłączenia\n- Eye surgery\n",
    "twice": "Detailed Description\nInclusion criteria:\n1. Tired eyes\n"
    "Eligibility Criteria\nInclusion Criteria:\n1. Tired eyes\n"
    "2. Able to read\nExclusion Criteria:\n1. Eye surgery\n",
    "a question first": "Who can take part?\nThese things let you join:\n"
    "Inclusion Criteria:\n- Tired eyes\n- Able to read\n"
    "Exclusion Criteria:\n- Eye surgery\n",
    "ages between": "Inclusion Criteria\nAge minimum: 18 Years\nGender: Both\n"
    "- Tired eyes\n- Able to read\nExclusion Criteria\n"
    "- Eye surgery\n",
}


@pytest.mark.parametrize("lines", SHAPES.values(), ids=SHAPES)
def test_shapes(lines: str) -> None:
    found = read(BASE + lines)["eligibility"]
    assert (found["inclusion"], found["exclusion"]) == BOTH


@pytest.mark.parametrize(
    "after",
    [
        "Study locations\nHarbour Clinic\n",
        "Sites / Locations\n• Harbour Clinic\n",
        "Sponsor\nExample Tea Ltd\n",
        "Last updated: 2021-03-04\n",
        "Primary outcome: Hours of sleep\n",
        "\nTrial arms at a glance\nOne gets tea.\n",
        "Back to results\n",
    ],
)
def test_where_criteria_end(after: str) -> None:
    found = read(BASE + SHAPES["bullets"] + after)["eligibility"]
    assert (found["inclusion"], found["exclusion"]) == BOTH


def test_words_of_labels_inside_criteria_are_criteria() -> None:
    lines = (
        "Inclusion Criteria:\n* Age: 18 to 65\n* Sex: female\n"
        "* Phase 2 trial completed\nExclusion Criteria:\n* Pregnancy\n"
    )
    record = read(BASE + lines)
    assert record["eligibility"]["inclusion"] == ["Age: 18 to 65", "Sex: female", "Phase 2 trial completed"]
    assert record["eligibility"].keys() == {"inclusion", "exclusion"}
    assert "phases" not in record


def test_groups_inside_criteria() -> None:
    lines = (
        "Inclusion Criteria:\n\nControl group:\n\n* No disease\n\n"
        "Patients:\n\n* Gout\n\nExclusion Criteria:\n\n* Pregnancy\n"
    )
    assert read(BASE + lines)["eligibility"]["inclusion"] == ["No disease", "Gout"]


@pytest.mark.parametrize(
    "lines",
    [
        "Hypotheses:\n1. Tea helps\n2. Milk does not\n",
        "The team wants to know\n• If tea helps\n• If milk does\n",
        "You fill out a diary\n• At the start\n• Each week\n",
        "Study arms\n1. Tea each day\n2. Milk each day\n",
    ],
)
def test_lists_that_are_no_criteria(lines: str) -> None:
    assert "eligibility" not in read(BASE + lines)


def test_a_list_that_a_crawler_emptied() -> None:
    found = read(f"{BASE}You can enter this trial if you\nYou cannot enter this trial if you\n• Had surgery\n• Smoke\n")
    assert found["eligibility"] == {"exclusion": ["Had surgery", "Smoke"]}
    assert "only one side has a heading; the entries may be of both" in {
        warning["message"] for warning in found["warnings"]
    }


def test_values_glued_on_one_line() -> None:
    line = "18 Years - undefined (Adult, Older Adult)All SexesDoes not accept healthy volunteers\n"
    found = read(f"{BASE}Eligibility Criteria\n{line}Inclusion Criteria:\n- Gout\n- Able to read\n")["eligibility"]
    assert found["minimum_age"] == "18 Years"
    assert (found["sex"], found["healthy_volunteers"]) == ("ALL", False)
    assert "maximum_age" not in found


@pytest.mark.parametrize(
    "after",
    [
        "What happens in the trial?\nYou drink tea.\n",
        "Aim of it all\nHours of sleep\n",
        "Visits in all\nShare this page\n",
    ],
)
def test_plain_lines_right_below_a_marked_list_are_no_criteria(after: str) -> None:
    record = read(f"{BASE}Inclusion\n• Tired eyes\n• Able to read\n{after}")
    assert record["eligibility"]["inclusion"] == ["Tired eyes", "Able to read"]


def test_a_criterion_that_was_broken_at_a_width_goes_on() -> None:
    long = "- Tired eyes in the evening of each day of the week, after a visit to the\nExample Library or home\n"
    record = read(f"{BASE}Inclusion\n{long}- Able to read\n")
    assert "Example Library or home" in " ".join(record["eligibility"]["inclusion"])
