"""What sentences state of this trial, and what they say of other things."""

from typing import Any

import pytest

from tests.unknown.page import BASE, read


@pytest.mark.parametrize(
    ("sentence", "field", "value"),
    [
        ("This is a randomized trial of tea.", "allocation", "RANDOMIZED"),
        ("This is a non-randomised trial of tea.", "allocation", "NON_RANDOMIZED"),
        ("An open-label, single-arm study of tea is planned.", "masking", "NONE"),
        ("It is a double-blind study of tea.", "masking", "DOUBLE"),
        ("Tea is tested in a parallel group comparison.", "intervention_model", "PARALLEL"),
        ("Dies ist eine randomisierte, doppelblinde Studie.", "masking", "DOUBLE"),
    ],
)
def test_design(sentence: str, field: str, value: str) -> None:
    assert read(f"{BASE}Brief Summary\n{sentence}\n")["design"][field] == value


@pytest.mark.parametrize(
    "sentence",
    [
        "Earlier randomized trials of tea were small.",
        "People who completed a previous randomized study may join.",
        "Drinks are handed out at random.",
        "The eyes are tested with double-blind vision charts.",
    ],
)
def test_the_design_of_other_things(sentence: str) -> None:
    assert "design" not in read(f"{BASE}Brief Summary\n{sentence}\n")


def test_two_designs_are_none() -> None:
    page = f"{BASE}Brief Summary\nThis is a double-blind study. The study goes on as a single-blind study.\n"
    assert "design" not in read(page)


def test_a_label_goes_before_a_sentence() -> None:
    page = f"{BASE}Masking: Triple\nBrief Summary\nThis is a double-blind study of tea.\n"
    assert read(page)["design"]["masking"] == "TRIPLE"


@pytest.mark.parametrize(
    ("sentence", "size"),
    [
        ("About 10 000 patients are to be enrolled in all towns.", 10000),
        ("450 newly diagnosed people at two hospitals are to be followed for a year.", 450),
        ("The study will enroll approximately 60 adults.", 60),
        ("A total of 900 people will drink tea.", 900),
        ("The extension is for 300 participants who are followed.", None),
        ("A feasibility stage of 100 people is planned.", None),
        ("60 patients and 40 controls will be included.", None),
        ("Some 250 practices will join.", None),
        ("300 million people are affected.", None),
    ],
)
def test_the_size(sentence: str, size: int | None) -> None:
    record: dict[str, Any] = read(f"{BASE}Brief Summary\n{sentence}\n")
    assert record.get("enrollment", {}).get("count") == size


@pytest.mark.parametrize(
    ("title", "phases"),
    [
        ("A Phase IIIb, Single-arm Study of Tea", ["PHASE3"]),
        ("A Phase 1/2 Study of Tea in Adults", ["PHASE1", "PHASE2"]),
        ("A Study of Tea in Adults After Phase Change", None),
    ],
)
def test_the_phase_in_a_title(title: str, phases: list[str] | None) -> None:
    assert read(f"Official title: {title}\n{BASE}").get("phases") == phases


def test_what_prose_says_is_never_sure() -> None:
    import trialx

    record = trialx.extract(f"{BASE}Brief Summary\nThis is a randomized trial of tea.\n", layout="generic")
    assert not record.places["design", "allocation"].sure


def test_a_page_that_lost_its_labels() -> None:
    page = (
        "A Study of Tea in Tired Adults\nNOT_YET_RECRUITING\nNA\n"
        "48 participants\nINTERVENTIONAL\n2025-06-01\n2026-12-31\n"
    )
    record = read(page + "Sponsor: Example Tea Ltd\n")
    assert record["overall_status"] == "NOT_YET_RECRUITING"
    assert record["phases"] == ["NA"]
    assert record["enrollment"] == {"count": 48}
    assert (record["start_date"], record["completion_date"]) == ({"date": "2025-06-01"}, {"date": "2026-12-31"})


def test_one_word_alone_is_no_value() -> None:
    assert "design" not in read(f"{BASE}Treatment\nOther\n")
