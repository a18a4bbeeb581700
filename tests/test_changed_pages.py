"""What happens to a page on its way through crawlers must not change what is read from it.

The laws: other line ends, marks and blanks give the same record; a page cut after any line, or that lost one, never
gives a different value that calls itself sure.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import trialx
from tests.golden import pages
from trialx.page.decode import decode
from trialx.record.span import pointer

PAGES = pages()
NAMES = [f"{page.parent.name}/{page.stem}" for page in PAGES]
ASIDE = ("source", "coverage", "warnings")

CHANGES: dict[str, Callable[[str], str]] = {
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "cr": lambda text: text.replace("\n", "\r"),
    "byte order mark": lambda text: "\ufeff" + text,
    "no-break blanks": lambda text: text.replace(" ", "\u00a0"),
    "doubled blanks": lambda text: text.replace(" ", "  "),
    "trailing blanks": lambda text: text.replace("\n", "  \t\n"),
    "indented": lambda text: "\n".join(f"   {line}" for line in text.split("\n")),
    "doubled blank lines": lambda text: text.replace("\n", "\n\n"),
    "no blank lines": lambda text: "\n".join(line for line in text.split("\n") if line.strip()),
}


def values(text: str) -> Any:
    record = trialx.extract(text).to_dict()
    return squeezed({key: value for key, value in record.items() if key not in ASIDE})


def squeezed(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [squeezed(item) for item in value]
    if isinstance(value, dict):
        return {key: squeezed(item) for key, item in value.items()}
    return value


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_noise_changes_nothing(page: Path, change: str) -> None:
    text = decode(page.read_bytes())
    assert values(CHANGES[change](text)) == values(text)


def sure_scalars(text: str) -> dict[str, object]:
    """The values that stand alone, by pointer: of a list, losing a line moves the rest."""
    try:
        record = trialx.extract(text)
    except trialx.NotATrialPage:
        return {}
    return {
        pointer(path): value.value
        for path, value in record.places.items()
        if value.sure and not isinstance(value.value, list) and not any(isinstance(step, int) for step in path)
    }


# A text that lost a line is the same text, less a line.
TEXTS = ("/brief_summary", "/detailed_description", "/eligibility/criteria_text")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_cut_page_gives_no_other_sure_value(page: Path) -> None:
    text = decode(page.read_bytes())
    whole = sure_scalars(text)
    lines = text.split("\n")
    for last in range(1, len(lines)):
        for name, value in sure_scalars("\n".join(lines[:last])).items():
            assert name in TEXTS or value == whole.get(name), f"cut after line {last}: {name}"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_lost_line_gives_no_other_sure_value(page: Path) -> None:
    text = decode(page.read_bytes())
    whole = sure_scalars(text)
    lines = text.split("\n")
    for lost in range(len(lines)):
        if lines[lost].strip():
            for name, value in sure_scalars("\n".join(lines[:lost] + lines[lost + 1 :])).items():
                assert name in TEXTS or value == whole.get(name), f"without line {lost + 1}: {name}"
