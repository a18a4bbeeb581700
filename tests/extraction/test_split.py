"""Sections are contiguous, do not overlap and cover the page; a heading is told from words that look like one."""

from pathlib import Path

import pytest

from tests.golden import pages
from trialx import extract
from trialx.extraction.known.recognise import choose
from trialx.extraction.known.split import split
from trialx.extraction.take.found import Found
from trialx.page.decode import decode
from trialx.page.lines import Page

PAGES = [page for page in pages() if page.parent.name != "generic"]
PAGE = """A Study of Naps

Basic Information
Get a concise snapshot of the trial.
COMPLETED
Brief Summary
Review the sponsor-provided synopsis.
Study Design
This heading is part of the summary, and this is its paragraph.
Study Design
Understand how the trial is structured.
NA
SINGLE_GROUP
"""


@pytest.mark.parametrize("path", PAGES, ids=[f"{page.parent.name}/{page.stem}" for page in PAGES])
def test_sections_cover_the_page(path: Path) -> None:
    page = Page(decode(path.read_bytes()))
    found = Found(page)
    at = 0
    for cut in split(found, choose(page)[0]):
        between = found.claims[at : cut.first]
        assert None not in between, "lines between two sections are headings and fixed phrases"
        assert cut.first <= cut.last
        at = cut.last
    assert at == len(page)


def names(text: str) -> list[tuple[str, list[str]]]:
    page = Page(text)
    cuts = split(Found(page), choose(page)[0])
    return [(cut.section.name, page.lines[cut.first : cut.last]) for cut in cuts]


def test_a_heading_without_its_fixed_phrase_is_text_where_the_real_one_stands() -> None:
    sections = dict(names(PAGE))
    assert sections["summary"] == ["Study Design", "This heading is part of the summary, and this is its paragraph."]
    assert sections["design"] == ["NA", "SINGLE_GROUP"]


def test_a_heading_that_lost_its_fixed_phrase_is_one_where_the_order_allows() -> None:
    text = PAGE.replace("Study Design\nThis heading is part of the summary, and this is its paragraph.\n", "")
    assert dict(names(text.replace("Understand how the trial is structured.\n", "")))["design"] == [
        "NA",
        "SINGLE_GROUP",
    ]


def test_a_fixed_phrase_stands_for_its_lost_heading() -> None:
    assert dict(names(PAGE.replace("Basic Information\n", "")))["basics"] == ["COMPLETED"]


def test_a_heading_or_a_fixed_phrase_that_the_end_of_the_page_cuts_off_is_no_value() -> None:
    cut = extract(f"{PAGE}Conditions\nSee the medical conditions\nNaps\nStudy Grou").data
    assert (cut["conditions"], cut["coverage"]["unclaimed"]) == (["Naps"], [])
    assert "conditions" not in extract(f"{PAGE}Conditions\nSee the med").data
