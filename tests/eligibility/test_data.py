"""The data files: what a new entry may look like."""

import pytest

from trialx.eligibility.figures import number
from trialx.eligibility.lexicon import lexicon, squeeze


def test_every_dimension_of_a_variable_has_units() -> None:
    table = lexicon()
    known = {name for names in table.also.values() for name in names} | {
        "bare",
        "normal",
        "pressure pair",
        "percent points",
    }
    assert {name for variable in table.variables.values() for name in variable.dimensions} - known == set()


def test_bounds_are_in_units_that_convert() -> None:
    table = lexicon()
    for variable in table.variables.values():
        if variable.bounds:
            low, high, unit = variable.bounds
            assert low < high
            assert unit == "" or unit in table.dimension


def test_units_convert_only_within_their_family() -> None:
    table = lexicon()
    assert table.worth(1.5, "10*9/L", "/uL") == 1500
    assert table.worth(90, "g/L", "g/dL") == pytest.approx(9)
    assert table.worth(5, "mmol/L", "mg/dL") is None
    assert table.worth("IIIB", "a", "a") is None


@pytest.mark.parametrize("spelling", ["x 10^9/L", "×109/L", "x 10 9 / L", "* 10e9/l", "X10(9)/L"])
def test_a_lost_superscript_is_read(spelling: str) -> None:
    assert lexicon().units[squeeze(spelling.replace("X", "x"))] == "10*9/L"


@pytest.mark.parametrize(
    ("printed", "value"), [("1,500", 1500), ("0,5", 0.5), ("1.5", 1.5), ("100.000", 100000), ("1,234,567.5", 1234567.5)]
)
def test_figures(printed: str, value: float) -> None:
    assert number(printed) == value
