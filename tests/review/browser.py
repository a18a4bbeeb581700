"""A browser with nothing in it, and what the tests ask of it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

# No window, no network of its own, no first-run questions.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, NARROW = (1280, 850), (400, 800)


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    """Give Debian's chromium with a profile of its own."""
    with TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or ""
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        chrome = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        try:
            yield chrome
        finally:
            chrome.quit()


def show(
    chrome: webdriver.Chrome, page: Path, *, size: tuple[int, int] = WIDE, dark: bool = False, place: str = ""
) -> None:
    """Open a review page anew, in a size and a theme of the system, at a place (`#2/nct_id`)."""
    width, height = size
    chrome.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
    )
    scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
    chrome.get("about:blank")
    chrome.get(page.as_uri() + place)
    run(chrome, "localStorage.clear()")


def run(chrome: webdriver.Chrome, script: str, *arguments: object) -> Any:
    """Run a script on the page and return what it returns."""
    return chrome.execute_script(script, *arguments)


def complaints(chrome: webdriver.Chrome) -> list[Any]:
    """Return what the browser has written to its console since it was last asked."""
    log: list[Any] = chrome.get_log("browser")  # type: ignore[no-untyped-call] # selenium leaves this one untyped
    return log


def press(chrome: webdriver.Chrome, *keys: str) -> None:
    """Press keys one after the other, wherever the focus is."""
    for key in keys:
        ActionChains(chrome).send_keys(key).perform()


def find(chrome: webdriver.Chrome, selector: str) -> WebElement:
    """Return the first element of a CSS selector."""
    return chrome.find_element(By.CSS_SELECTOR, selector)


def find_all(chrome: webdriver.Chrome, selector: str) -> list[WebElement]:
    """Return all elements of a CSS selector."""
    return chrome.find_elements(By.CSS_SELECTOR, selector)


def focused(chrome: webdriver.Chrome) -> WebElement:
    """Return the element that has the focus."""
    return chrome.switch_to.active_element
