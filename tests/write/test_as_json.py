"""JSON reads back the same, keeps letters, is one line where it should be, and refuses what is no JSON."""

import json

import pytest
from hypothesis import given

from trialx.record.model import TrialRecord
from trialx.write.as_json import json_array, to_json, to_json_line

from .shapes import FULL, records


@given(records())
def test_any_record_reads_back_the_same(record: TrialRecord) -> None:
    assert json.loads(to_json(record)) == json.loads(to_json_line(record)) == record


@given(records())
def test_a_record_is_one_line_of_json_lines(record: TrialRecord) -> None:
    line = to_json_line(record)
    assert line.endswith("\n")
    assert line.count("\n") == 1
    assert "\r" not in line


def test_letters_are_kept_and_the_order_too() -> None:
    assert "Zürich" in to_json(FULL)
    assert list(json.loads(to_json(FULL))) == list(FULL)


@pytest.mark.parametrize("number", [0, 1, 2, 5])
def test_an_array_holds_every_record(number: int) -> None:
    assert json.loads("".join(json_array([FULL] * number))) == [FULL] * number


@pytest.mark.parametrize("write", [to_json, to_json_line])
def test_a_number_that_json_cannot_hold_is_refused(write: object) -> None:
    assert callable(write)
    with pytest.raises(ValueError, match="Out of range float"):
        write({"adverse_events": [{"term": "Itch", "percent": float("nan")}]})
