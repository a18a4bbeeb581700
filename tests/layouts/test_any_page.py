"""A layout that is forced on a page of another site reads little or refuses; it never breaks."""

import pytest

import trialx
from tests.golden import pages
from trialx.layouts import catalogue
from trialx.page.decode import decode

# One page a layout: between them they have every kind of line.
TEXTS = [decode(page.read_bytes()) for page in {page.parent: page for page in pages()}.values()]


@pytest.mark.parametrize("name", [layout.name for layout in catalogue()])
def test_a_layout_on_other_sites_pages(name: str) -> None:
    for text in TEXTS:
        try:
            record = trialx.extract(text, layout=name, evidence=True).to_dict()
        except trialx.NotATrialPage:
            continue
        assert record["source"]["layout"] == name
        assert all(0 <= place["start"] <= place["end"] <= len(text) for place in record["evidence"].values())
