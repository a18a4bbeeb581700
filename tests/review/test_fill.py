"""The review page is one file that needs nothing else and lets no page's text out of its place."""

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest

from tests.review.records import many, records
from trialx.review.fill import embedded, review_page

DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
LARGEST = 5_000_000


def test_the_page_holds_its_data_as_json() -> None:
    match = DATA.search(review_page(records()))
    assert match
    data = json.loads(match[1])
    assert [one["file"] for one in data["records"]][:2] == ["crawl/tea.txt", "crawl/kettles.txt"]


def test_no_tag_of_a_page_is_a_tag_of_the_review() -> None:
    html = review_page(records())
    assert html.count("<script") == 2
    assert html.count("</script>") == 2
    assert "\\u003c/script>\\u003cscript>document.title" in html


def test_a_title_is_escaped() -> None:
    assert "<title>&lt;b&gt; &amp; tea</title>" in review_page(records(), title="<b> & tea")


def test_the_page_names_no_address() -> None:
    html = DATA.sub("", review_page(records()))
    assert not re.search(r"https?:|//[a-z]|url\(|@import|\bsrc=|<link", html)


def test_no_script_scrolls_in_the_way_that_moves_the_first_tab_stop() -> None:
    # Some browsers let the next Tab start from what scrollIntoView() has shown; the page's own reveal() does not.
    assert ".scrollIntoView(" not in review_page(records())


def test_the_policy_allows_only_the_pages_own_script_and_style() -> None:
    html = review_page(records())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        inner = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert inner
        assert f"{tag}-src 'sha256-{b64encode(sha256(inner[1].encode()).digest()).decode()}'" in policy[1]


def test_the_same_records_give_the_same_bytes() -> None:
    assert review_page(records()) == review_page(records())


def test_no_place_of_the_template_stays_empty() -> None:
    html = DATA.sub("", review_page(records()))
    assert not re.search(r"<!--\w+-->", html)
    assert "POLICY" not in html


def test_without_a_record_there_is_no_page() -> None:
    with pytest.raises(ValueError, match="no record to review"):
        review_page([])


def test_two_hundred_records_are_under_five_megabytes() -> None:
    made = many(200)
    assert sum(len(one.page.text) for one in made) > 200 * 12_000
    assert len(review_page(made).encode()) < LARGEST


@pytest.mark.parametrize("text", ["</script>", "<!--", "a < b", "\u2028", "🍵", "\ud800"])
def test_embedded_data_reads_back(text: str) -> None:
    told = embedded({"text": text})
    assert "<" not in told
    assert json.loads(told) == {"text": text}


def test_a_page_of_one_record_is_made_too() -> None:
    assert "crawl/tea.txt" in review_page(records()[:1])
