"""Whether everyone can use the review page: contrast, names, roles, the order of the focus."""

from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.keys import Keys

from tests.review.browser import NARROW, WIDE, browser, find, focused, press, run, show
from tests.review.records import records
from trialx.review.fill import review_page

SPEC = find_spec("axe_core_python")
AXE = Path(str(SPEC and SPEC.origin)).with_name("axe.min.js").read_text("utf-8")
# What the Web Content Accessibility Guidelines ask of text at level AA.
LEAST_CONTRAST = 4.5
# So low that what is chosen has to be scrolled to.
LOW = (1280, 320)
# Colours are read from a canvas, since a browser tells them in whatever form the style has.
CONTRAST = """
const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
function rgba(colour) {
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
}
function ground(node) {
  const layers = [];
  for (let at = node; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
  return layers.reverse().reduce((low, [r, g, b, a]) => [0, 1, 2].map((n) => [r, g, b][n] * a + low[n] * (1 - a)),
    [255, 255, 255]);
}
function light([r, g, b]) {
  const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}
const told = new Map();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || !node.checkVisibility({ visibilityProperty: true })) continue;
  if (node.closest("script, style, noscript, .skip")) continue;
  const low = ground(node);
  const [r, g, b, a] = rgba(getComputedStyle(node).color);
  const over = [0, 1, 2].map((n) => [r, g, b][n] * a + low[n] * (1 - a));
  const [dim, bright] = [light(low), light(over)].sort((x, y) => x - y);
  const ratio = (bright + 0.05) / (dim + 0.05);
  const name = `${node.tagName}.${node.className}`;
  if (!(told.get(name)?.[1] < ratio)) told.set(name, [walker.currentNode.data.trim().slice(0, 30), ratio]);
}
return [...told].map(([name, [text, ratio]]) => [name, text, ratio]);
"""
VIEWS = [("record", "#3"), ("overview", ""), ("pages", ""), ("source", "#3/start_date/date")]


@pytest.fixture(scope="module")
def chrome() -> Iterator[webdriver.Chrome]:
    with browser() as driver:
        driver.set_script_timeout(30)
        yield driver


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("review") / "review.html"
    path.write_text(review_page(records(), failures=[("crawl/news.txt", "it is a news item")]), "utf-8")
    return path


def view(chrome: webdriver.Chrome, page: Path, name: str, place: str, *, dark: bool, size: tuple[int, int]) -> None:
    """Show a view with everything in it that has a colour of its own."""
    show(chrome, page, dark=dark, size=size, place=place)
    run(chrome, f"document.querySelector('nav [data-go={name}]').click()")
    run(chrome, "document.querySelector('#failures').open = true")


def audited(chrome: webdriver.Chrome) -> list[tuple[str, list[str]]]:
    """Return what axe objects to, with the elements."""
    run(chrome, AXE)
    result: Any = chrome.execute_async_script("axe.run().then(arguments[0])")
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in result["violations"]]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(("name", "place"), VIEWS)
def test_axe_objects_to_nothing(
    chrome: webdriver.Chrome, page: Path, name: str, place: str, size: tuple[int, int]
) -> None:
    view(chrome, page, name, place, dark=False, size=size)
    assert audited(chrome) == []


def test_axe_objects_where_there_is_something_to_object_to(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    run(chrome, "for (const name of ['aria-label', 'title']) document.querySelector('#theme').removeAttribute(name)")
    run(chrome, "document.querySelector('#theme').replaceChildren()")
    assert "button-name" in [name for name, _ in audited(chrome)]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("name", "place"), VIEWS)
def test_text_stands_out_from_its_ground(
    chrome: webdriver.Chrome, page: Path, name: str, place: str, *, dark: bool
) -> None:
    for size in (WIDE, NARROW):
        view(chrome, page, name, place, dark=dark, size=size)
        measured = run(chrome, CONTRAST)
        assert len(measured) > 5
        assert [one for one in measured if one[2] < LEAST_CONTRAST] == []


def test_the_contrast_is_really_measured(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    run(chrome, "document.querySelector('#record-title').style.color = 'oklch(0.8 0 0)'")
    assert [one[0] for one in run(chrome, CONTRAST) if one[2] < LEAST_CONTRAST] == ["H2."]


def stops(chrome: webdriver.Chrome, most: int) -> list[str]:
    """Press Tab and return where the focus went: an id, or the id of what holds it."""
    found = []
    for _ in range(most):
        press(chrome, Keys.TAB)
        here = focused(chrome)
        if here.tag_name == "body":
            break
        name = run(chrome, "const n = arguments[0]; return n.id || n.closest('[id]')?.id || n.className", here)
        found.append(name or run(chrome, "return arguments[0].dataset.go ?? arguments[0].className", here))
    return found


def test_the_focus_goes_through_the_page_from_left_to_right(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    met = list(dict.fromkeys(stops(chrome, 40)))
    wanted = ["skip", "record", "theme", "keys", "search", "pages", "failures", "source", "filters"]
    assert [name for name in met if name in wanted] == wanted


def test_the_values_are_one_stop_of_the_focus(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    for selector in ("#record .item", "#source .seg"):
        several = run(chrome, "return document.querySelectorAll(arguments[0]).length", selector)
        stops_there = run(
            chrome, "return document.querySelectorAll(arguments[0] + '[tabindex=\"0\"]').length", selector
        )
        assert several > 10
        assert stops_there == (1 if "item" in selector else 0)


def test_the_focus_is_seen(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    for _ in range(12):
        press(chrome, Keys.TAB)
        outline = run(chrome, "const s = getComputedStyle(arguments[0]); return s.outlineStyle", focused(chrome))
        assert outline != "none"


def test_the_first_stop_skips_to_the_record(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    press(chrome, "o", Keys.TAB)
    assert focused(chrome).text == "Skip to the record"
    press(chrome, Keys.ENTER)
    assert focused(chrome).get_attribute("id") == "record"
    assert find(chrome, "#record").is_displayed()


@pytest.mark.parametrize("place", ["#1/start_date/date", "#5/brief_title"])
def test_a_link_to_a_value_shows_it_and_leaves_the_first_stop_where_it_was(
    chrome: webdriver.Chrome, page: Path, place: str
) -> None:
    show(chrome, page, place=place, size=LOW)
    seen = """const [node, pane] = [...arguments].map((one) => document.querySelector(one).getBoundingClientRect());
        return node.top >= pane.top - 1 && node.bottom <= pane.bottom + 1"""
    for node, pane in (
        ('#record .item[aria-current="true"]', "#record"),
        ("#source .seg.on", "#source"),
        ('#pages button[aria-current="true"]', "#pages"),
    ):
        assert run(chrome, seen, node, pane), node
    assert run(chrome, "return document.querySelector('#source').scrollTop") > 0 or place.startswith("#5")
    press(chrome, Keys.TAB)
    assert focused(chrome).text == "Skip to the record"


def test_the_help_opens_and_closes_by_key_and_keeps_the_keys_to_itself(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    press(chrome, "?")
    assert find(chrome, "#help").is_displayed()
    press(chrome, "n")
    assert "Warm Tea" in str(find(chrome, "#record-title").get_attribute("textContent"))
    press(chrome, Keys.ESCAPE)
    assert not find(chrome, "#help").is_displayed()


def test_headings_do_not_skip_a_level(chrome: webdriver.Chrome, page: Path) -> None:
    show(chrome, page)
    levels = run(chrome, "return [...document.querySelectorAll('h1, h2, h3')].map((node) => Number(node.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
