"""Lines of signs alone, as tables and rulers leave them: they say nothing and disturb nothing."""

from pathlib import Path

import pytest

import trialx
from tests.golden import pages
from trialx.page.decode import decode

SIGNS = (":", "::", "#", "# #", "|", "||", "-", "*", "•", "1.", "(", ")", "[", "]", ">", "=", "\\", "~", "_", "…")
FIRST = {page.parent.name: page for page in reversed(pages())}.values()  # a page a layout


@pytest.mark.parametrize("page", FIRST, ids=[page.parent.name for page in FIRST])
def test_a_line_of_a_sign_stops_nothing(page: Path) -> None:
    lines = decode(page.read_bytes()).split("\n")
    whole = trialx.extract("\n".join(lines)).to_dict()
    for n, sign in enumerate(SIGNS):
        at = len(lines) * n // len(SIGNS)
        found = trialx.extract("\n".join([*lines[:at], sign, *lines[at:]])).to_dict()
        assert found["source"]["layout"] == whole["source"]["layout"]
        assert found.get("nct_id") in (None, whole.get("nct_id"))  # between a label and its value it may hide it


@pytest.mark.parametrize("sign", SIGNS)
def test_a_page_of_a_sign_is_refused(sign: str) -> None:
    with pytest.raises(trialx.NotATrialPage):
        trialx.extract(f"{sign}\n{sign}\n")
