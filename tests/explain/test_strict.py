"""What `--strict` objects to."""

from dataclasses import replace
from typing import cast

import pytest

from tests.explain.pages import COLONS, LABELLED, ONE_DATE, STRAY
from trialx import extract
from trialx.extraction.strict import reasons
from trialx.record.model import TrialRecord


@pytest.mark.parametrize("page", [LABELLED, COLONS])
def test_a_page_beyond_doubt_gives_no_reason(page: str) -> None:
    assert reasons(extract(page)) == []


def test_a_doubtful_value_is_named_with_its_line() -> None:
    assert reasons(extract(ONE_DATE)) == ["1 value is doubtful: /start_date/date (line 8)"]


def test_unclaimed_lines_are_named_as_runs() -> None:
    assert reasons(extract(STRAY))[0] == "no rule accounts for 1 line: 6"
    two = STRAY.replace("OBSERVATIONAL\n", "OBSERVATIONAL\n\nAnother remark\nAnd one more of the like\n")
    assert reasons(extract(two))[0] == "no rule accounts for 3 lines: 6, 10-11"


def test_a_warning_that_points_at_a_value_is_a_doubt() -> None:
    twice = LABELLED.replace("NCT ID:", "NCT ID: NCT90000018\nNCT ID:")
    assert reasons(extract(twice)) == ["1 value is doubtful: /nct_id (line 2)"]


def test_a_page_that_only_the_generic_layout_knows_is_named() -> None:
    record = extract(LABELLED)
    data = {**record.data, "source": {**record.data["source"], "layout": "generic"}}
    assert reasons(replace(record, data=cast(TrialRecord, data))) == [
        "only the generic layout knows this page; write a layout for its site"
    ]


def test_many_places_are_counted_and_not_all_named() -> None:
    record = extract(LABELLED)
    for path in list(record.places)[:9]:
        record.places[path] = record.places[path]._replace(sure=False)
    (reason,) = reasons(record)
    assert reason.startswith("9 values are doubtful: ")
    assert reason.endswith(" and 3 more")
