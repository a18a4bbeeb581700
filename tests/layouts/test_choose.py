"""Which layout reads a page: the one that knows it, the one that is forced, the surer of two, or none."""

import pytest

import trialx
from tests.layouts.meadow import LAYOUT, PAGE
from trialx.layouts import Layout, LayoutError, trunk
from trialx.layouts.document import parse
from trialx.layouts.load import build


def layout(text: str = LAYOUT) -> Layout:
    return build(parse(text, "meadow.yaml"), trunk())


def test_ones_own_layout_is_recognised_beside_the_packages() -> None:
    assert trialx.extract(PAGE, layouts=[layout()]).data["source"]["layout"] == "meadow"


def test_all_phrases_of_a_group_must_be_there() -> None:
    page = PAGE.replace("Trial at a glance", "Trial in a nutshell")
    assert trialx.extract(page, layouts=[layout()]).data["source"]["layout"] == "generic"


def test_a_phrase_in_mid_line_does_not_count() -> None:
    page = PAGE.replace("Meadow Trials Register", "Welcome to the Meadow Trials Register")
    assert trialx.extract(page, layouts=[layout()]).data["source"]["layout"] == "generic"


def test_a_heading_in_markdown_is_the_same_heading() -> None:
    page = PAGE.replace("Trial at a glance", "## Trial at a glance")
    record = trialx.extract(page, layouts=[layout()])
    assert record.data["source"]["layout"] == "meadow"
    assert record.data["overall_status"] == "RECRUITING"


def test_two_layouts_that_claim_a_page_are_both_named() -> None:
    other = layout(LAYOUT.replace("name: meadow", "name: heath").replace(", Trial at a glance]", "]"))
    record = trialx.extract(PAGE, layouts=[other, layout()])
    assert record.data["source"]["layout"] == "meadow"
    (warning,) = [w for w in record.data["warnings"] if w["code"] == "several-layouts"]
    assert warning["message"] == "meadow and heath claim this page; it is read as meadow"


def test_ones_own_layout_goes_before_the_packages() -> None:
    page = (
        "Viewing Study NCT90000402\nTitle: Clover Tea\nMeadow number: ISRCTN90000401\nStudy NCT ID: NCT90000402\n"
        "Ignite Creation Date: 2024-01-01\n"
    )
    own = layout(LAYOUT.replace("[Meadow Trials Register, Trial at a glance]", '["Title: Clover"]'))
    record = trialx.extract(page, layouts=[own])
    assert record.data["source"]["layout"] == "meadow"
    (warning,) = [w for w in record.data["warnings"] if w["code"] == "several-layouts"]
    assert warning["message"] == "meadow and ignite_study claim this page; it is read as meadow"


def test_one_layout_that_claims_a_page_twice_is_no_doubt() -> None:
    twice = layout(LAYOUT.replace("[Meadow Trials Register, Trial at a glance]", "[[Meadow Trials], [Trial at a gl]]"))
    assert "warnings" not in trialx.extract(PAGE, layouts=[twice]).data


def test_a_forced_layout_reads_any_page() -> None:
    page = PAGE.replace("Meadow Trials Register\n", "")
    assert trialx.extract(page, layouts=[layout()], layout="meadow").data["source"]["layout"] == "meadow"
    assert trialx.extract(PAGE, layouts=[layout()], layout="generic").data["source"]["layout"] == "generic"


def test_a_layout_that_nobody_has_cannot_be_forced() -> None:
    with pytest.raises(LayoutError, match=r"no layout is named 'medow'; did you mean meadow?"):
        trialx.extract(PAGE, layouts=[layout()], layout="medow")


def test_a_forced_layout_that_reads_no_trial_refuses() -> None:
    with pytest.raises(trialx.NotATrialPage, match=r"looks like meadow but names no trial"):
        trialx.extract("A field of grass.\nAnd a cow.\n", layouts=[layout()], layout="meadow")
