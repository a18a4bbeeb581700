"""Whatever a file holds, it is judged without an error of our own, alike each time, and left as it was."""

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.check.planted import sound
from trialx.check import form
from trialx.check.catalogue import catalogue
from trialx.check.rules import judge
from trialx.record.schema import schema

VALIDATOR = Draft202012Validator(schema())
WORDS = sorted({*form.fields(), "date", "type", "count", "label", "name", "sex", "minimum_age", "inclusion", "nct_id"})
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 100_000_000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from(["2024", "2024-02-30", "18 Years", "PHASE1", "NA", "ALL", "ACTUAL", "NCT99000001", "RECRUITING"]),
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4)
)


def _judged(value: Any) -> None:
    before = json.dumps(value)
    found, _ = judge(value)
    assert json.dumps(value) == before
    assert found == judge(copy.deepcopy(value))[0]
    assert all(rule in catalogue() for rule, _ in found)
    assert bool(form.faults(value)) != VALIDATOR.is_valid(value)


@settings(max_examples=150, derandomize=True)
@given(value=VALUES)
def test_any_value_is_judged(value: Any) -> None:
    _judged(value)


@settings(max_examples=250, derandomize=True)
@given(field=st.sampled_from(sorted(form.fields())), value=VALUES, other=st.sampled_from(sorted(form.fields())))
def test_a_record_with_any_value_in_a_field_is_judged(field: str, value: Any, other: str) -> None:
    record: dict[str, Any] = {**sound(), field: value}
    if other != field:
        record.pop(other, None)
    _judged(record)
