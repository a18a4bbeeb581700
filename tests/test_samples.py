"""Every sample reads as its golden says: one test a field, one for what else was read, one for lines left over."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import trialx
from tests.golden import expected, pages, record
from trialx.page.decode import decode

PAGES = pages()
NAMES = [f"{page.parent.name}/{page.stem}" for page in PAGES]
FIELDS = [(page, field) for page in PAGES for field in expected(page) if field != "coverage"]


@cache
def read(page: Path) -> dict[str, Any]:
    return record(page)


@pytest.mark.parametrize(("page", "field"), FIELDS, ids=[f"{p.parent.name}/{p.stem}[{f}]" for p, f in FIELDS])
def test_field(page: Path, field: str) -> None:
    assert read(page).get(field) == expected(page)[field]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_no_other_fields(page: Path) -> None:
    assert list(read(page)) == list(expected(page))


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_lines_accounted_for(page: Path) -> None:
    assert read(page)["coverage"] == expected(page)["coverage"]


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_layout_is_the_folder(page: Path) -> None:
    assert read(page)["source"]["layout"] == page.parent.name


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_same_bytes_twice(page: Path) -> None:
    text = decode(page.read_bytes())
    assert repr(trialx.extract(text, evidence=True).to_dict()) == repr(trialx.extract(text, evidence=True).to_dict())
