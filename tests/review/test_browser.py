"""What a person does with the review page, done in a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.keys import Keys

from tests.explain.pages import LABELLED
from tests.review.browser import NARROW, browser, complaints, find, find_all, focused, press, run, show
from tests.review.records import HOSTILE, many, records
from trialx import extract
from trialx.review.fill import review_page


@pytest.fixture(scope="module")
def chrome() -> Iterator[webdriver.Chrome]:
    with browser() as driver:
        yield driver


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "review.html"
    path.write_text(review_page(records(), failures=[("crawl/news.txt", "it is a news item")]), "utf-8")
    return path


def marked(chrome: webdriver.Chrome) -> str:
    """The text on the page that the chosen value was read from."""
    return "".join(part.text for part in find_all(chrome, "#source .seg.on"))


def chosen(chrome: webdriver.Chrome) -> str:
    return find(chrome, '#record .item[aria-current="true"] .path').text


def test_the_page_opens_without_a_word_of_complaint_and_without_a_request(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    assert complaints(chrome) == []
    assert run(chrome, "return performance.getEntriesByType('resource').length") == 0
    assert find(chrome, "#record-title").text == "Warm Tea Before Bed for Restless Sleepers"


def test_every_value_of_every_record_is_marked_where_it_stands(chrome: webdriver.Chrome, page: Path) -> None:
    for number, record in enumerate(records(), 1):
        show(chrome, page, place=f"#{number}")
        told = run(
            chrome,
            """return [...document.querySelectorAll("#record .value")].map((item) => {
                item.click();
                const parts = [...document.querySelectorAll("#source .seg.on")].map((part) => part.textContent);
                return [location.hash, parts.join("\\n")];
            })""",
        )
        marks = {place.removeprefix(f"#{number}"): text for place, text in told}
        for path, value in record.places.items():
            text = marks["/" + "/".join(map(str, path))]
            piece = record.page.text[value.start : value.end]
            # A value of several lines, or one that another overlaps, is marked in parts.
            assert "".join(text.split()) == "".join(piece.split()), path


def test_a_place_that_several_values_share_leads_to_each_of_them(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    places = [place for place in records()[0].places.values() if LABELLED[place.start : place.end] == "Evening tea"]
    assert len(places) == 2
    segment = next(part for part in find_all(chrome, "#source .seg") if part.text == "Evening tea")
    met = set()
    for _ in range(2):
        segment.click()
        met.add(chosen(chrome))
    assert {path.rpartition(".")[2] for path in met} == {"label", "0"}


def test_text_of_a_page_is_shown_and_never_run(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page, place="#4")
    assert chrome.title == "Trial records in review"
    title = HOSTILE.splitlines()[4].removeprefix("Brief Title: ")
    assert "</script><script>" in title
    assert find(chrome, "#record-title").text == title
    assert title in find(chrome, "#source").text
    assert find_all(chrome, "#source b, #source script, #record script") == []


def test_a_criterion_shows_its_thresholds(chrome: webdriver.Chrome, tmp_path: Path) -> None:
    path = tmp_path / "review.html"
    read = extract(LABELLED.replace("Able to hold a cup", "ECOG 0 or 1").replace("tea 🍵 leaves", "tea, BMI > 40"))
    path.write_text(review_page([read]), "utf-8")
    show(chrome, path)
    told = run(
        chrome,
        """return [...document.querySelectorAll("#record .limit")].map(
            (limit) => [limit.closest(".item").querySelector(".told").textContent, limit.textContent])""",
    )
    assert told == [["ECOG 0 or 1", "ecog in 0 or 1"], ["Allergy to tea, BMI > 40", "bmi > 40"]]


def test_a_value_that_stands_nowhere_on_the_page_is_shown_without_a_mark(
    chrome: webdriver.Chrome, tmp_path: Path
) -> None:
    path = tmp_path / "given.html"
    path.write_text(review_page([extract(LABELLED, url="https://example.org/tea")]), "utf-8")
    show(chrome, path, place="#1/page/url")
    assert chosen(chrome) == "page.url"
    assert "stands nowhere on the page" in find(chrome, '#record .item[aria-current="true"] .place').text
    assert (marked(chrome), complaints(chrome)) == ("", [])


def test_wide_letters_do_not_move_the_marks(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page, place="#5/nct_id")
    assert marked(chrome) == "NCT90000066"


def test_the_keys_go_from_value_to_value_and_to_the_page_and_back(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    press(chrome, "j")
    first = chosen(chrome)
    press(chrome, "j", "j", "k")
    assert chosen(chrome) != first
    assert focused(chrome).get_attribute("aria-current") == "true"
    press(chrome, Keys.ENTER)
    assert "seg" in str(focused(chrome).get_attribute("class"))
    assert marked(chrome) == focused(chrome).text
    press(chrome, Keys.ENTER)
    assert focused(chrome).get_attribute("aria-current") == "true"


def test_in_the_page_the_keys_follow_the_page(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page, place="#1/overall_status")
    find(chrome, '.item[aria-current="true"]').send_keys(Keys.ENTER)
    press(chrome, "j")
    assert (chosen(chrome), focused(chrome).text) == ("phases", "PHASE2")
    press(chrome, Keys.ESCAPE)
    assert "item" in str(focused(chrome).get_attribute("class"))


def test_pages_are_turned_and_found(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    press(chrome, "n")
    assert find(chrome, "#record-facts").text.startswith("NCT90000033")
    press(chrome, "p", "/")
    assert focused(chrome).get_attribute("id") == "search"
    press(chrome, *"stray remark")
    assert find(chrome, "#count").text == "1 of 5 pages"
    press(chrome, Keys.ENTER)
    assert "stray.txt" in find(chrome, "#record-facts").text
    press(chrome, "/", Keys.ESCAPE)
    assert find(chrome, "#count").text == "5 pages"


def test_letters_in_the_search_are_letters(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    press(chrome, "/", "j", "n", "o")
    assert find(chrome, "#search").get_attribute("value") == "jno"
    assert find(chrome, "#count").text == "0 of 5 pages"
    assert "Warm Tea" in find(chrome, "#record-title").text


@pytest.mark.parametrize(
    ("filter_", "items", "words"),
    [
        ("doubtful", 1, "? 2023-06-01"),
        ("unclaimed", 1, "A stray remark of the crawler, of no field"),
        ("warnings", 1, "ambiguous-value: "),
    ],
)
def test_what_wants_a_look_can_be_seen_alone(
    chrome: webdriver.Chrome, page: Path, filter_: str, items: int, words: str
) -> None:
    show(chrome, page, place="#3")
    find(chrome, f'#filters [data-filter="{filter_}"]').click()
    shown = find_all(chrome, "#record .item")
    assert len(shown) == items
    assert words in shown[0].text
    shown[0].click()
    assert find_all(chrome, "#source .seg.on, #source .line.told")
    assert find(chrome, f'#filters [data-filter="{filter_}"]').get_attribute("aria-pressed") == "true"


def test_empty_fields_are_named(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page, place="#3")
    press(chrome, "3")
    names = [one.text for one in find_all(chrome, "#record .empty li")]
    assert "phases" in names
    assert "overall_status" not in names
    assert find(chrome, '#filters [data-filter="empty"]').text == f"Empty {len(names)}"


def test_a_record_without_doubt_says_so(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    press(chrome, "2")
    assert find(chrome, "#record").text == "No value of this record is doubtful."


def test_an_unclaimed_line_is_marked_in_the_page_by_more_than_its_colour(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page, place="#3")
    line = find(chrome, ".line.unclaimed")
    assert "A stray remark" in line.text
    assert line.text.startswith("!")


def test_the_overview_tells_what_the_pages_lack(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    press(chrome, "o")
    share = find(chrome, '.share[data-lacking="phases"]')
    assert share.text == "1 / 5"
    share.click()
    assert find(chrome, "#count").text == "4 of 5 pages"
    find(chrome, "#lacking").click()
    assert find(chrome, "#count").text == "5 pages"


def test_a_cell_of_the_overview_opens_its_page(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    press(chrome, "o")
    run(
        chrome,
        """const canvas = document.querySelector('canvas[data-field="start_date"]');
        const box = canvas.getBoundingClientRect();
        const at = { clientX: box.left + 1.5 * Number(canvas.dataset.cell), clientY: box.top + 4, bubbles: true };
        canvas.dispatchEvent(new MouseEvent("click", at));""",
    )
    assert chosen(chrome) == "start_date.date"
    assert "kettles.txt" in find(chrome, "#record-facts").text


def test_the_fields_that_are_found_least_can_come_first(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    press(chrome, "o")
    find(chrome, "#sort").click()
    found = [int(one.text.split(" / ")[0]) for one in find_all(chrome, ".share")]
    assert found == sorted(found)
    assert found[-1] == 5


def test_pages_without_a_record_are_listed_with_the_reason(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    find(chrome, "#failures summary").click()
    assert find(chrome, "#failures li").text == "crawl/news.txt: it is a news item"


def test_the_theme_is_the_systems_until_it_is_chosen(chrome: webdriver.Chrome, page: Path) -> None:
    ground = "return getComputedStyle(document.body).backgroundColor"
    show(chrome, page)
    light = run(chrome, ground)
    show(chrome, page, dark=True)
    dark = run(chrome, ground)
    assert light != dark
    find(chrome, "#theme").click()
    assert run(chrome, ground) == light
    assert find(chrome, "#theme").get_attribute("aria-label") == "Theme: light"
    find(chrome, "#theme").click()
    assert run(chrome, ground) == dark


def test_a_narrow_screen_shows_one_thing_at_a_time(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page, size=NARROW, place="#2")
    assert run(chrome, "return document.documentElement.scrollWidth") <= NARROW[0]
    assert not find(chrome, "#source").is_displayed()
    item = find(chrome, "#record .item.doubt")
    item.click()
    assert find(chrome, "#source .seg.on").is_displayed()
    assert not find(chrome, "#record").is_displayed()
    find(chrome, "#source .seg.on").click()
    assert chosen(chrome) == "start_date.date"
    for name in ("pages", "source", "record", "overview"):
        find(chrome, f'nav [data-go="{name}"]').click()
        assert [one.get_attribute("id") for one in find_all(chrome, "main > section") if one.is_displayed()] == [
            f"{name}-pane"
        ]
        assert run(chrome, "return document.documentElement.scrollWidth") <= NARROW[0]


def test_a_single_record_has_no_list_and_no_overview(chrome: webdriver.Chrome, tmp_path: Path) -> None:
    path = tmp_path / "one.html"
    path.write_text(review_page(records()[:1]), "utf-8")
    show(chrome, path)
    assert not find(chrome, "#pages-pane").is_displayed()
    press(chrome, "o", "/", "n")
    assert find(chrome, "#record").is_displayed()
    assert complaints(chrome) == []


def test_two_hundred_records_draw_only_the_one_that_is_looked_at(chrome: webdriver.Chrome, tmp_path: Path) -> None:
    path = tmp_path / "many.html"
    path.write_text(review_page(many(200)), "utf-8")
    show(chrome, path, place="#200")
    assert find(chrome, "#record-facts").text.startswith("NCT90000199")
    # A page has some hundred lines, each of a few elements; two hundred pages have a hundred times as many.
    elements = run(chrome, "return document.querySelectorAll('#source *, #record *').length")
    assert elements < 4_000
    press(chrome, "o")
    assert find(chrome, '.share[data-lacking="phases"]').text == "200 / 200"
