"""What the words of a page say of it: patterns of all languages, none of which may cost more than the page is long."""

import re

import pytest

from trialx.extraction.unknown.said import wordings
from trialx.languages import words

# A repeated class of signs at the beginning: from every sign of a long run it would be tried anew.
RUN = re.compile(r"\(\?:(?:\(\?-i:)?(?:\\[wds]|\[[^\]]+\]|\.|#|_)(?:[a-z]?\\w)?[+*]")
SIGNS = sorted(set(words("signs")) - {"everyday", "abstract", "article"})


@pytest.mark.parametrize("sign", SIGNS)
def test_no_wording_is_tried_within_a_run_of_signs(sign: str) -> None:
    assert wordings(sign)
    for wording in wordings(sign):
        assert not RUN.match(wording.pattern.pattern), wording.pattern.pattern


def test_a_run_is_still_found_where_it_begins() -> None:
    patterns = [wording.pattern for wording in wordings("code")]
    assert any(pattern.search("set max_nap_length to 3") for pattern in patterns)
    assert any(pattern.search("call nap() at noon") for pattern in patterns)
    assert not any(pattern.search("ACTIVE_NOT_RECRUITING") for pattern in patterns)
