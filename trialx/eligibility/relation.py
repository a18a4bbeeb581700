"""Relations: a variable and a quantity become a threshold of the record.

What comes in: the variable, the quantity, the offsets of the words. What goes out: `Placed` thresholds, in the shape
of the record. Separate from the naming, so that the record's spelling (whole numbers, capitals of stages, `upper`) is
written once.
"""

from typing import Any, NamedTuple

from trialx.eligibility.quantity import Quantity
from trialx.record.model import Threshold

_ROMAN = {"ⅰ": 1, "ⅱ": 2, "ⅲ": 3, "ⅳ": 4, "ⅴ": 5, "ⅵ": 6, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6}
_PRINTED = frozenset({"stage", "child_pugh", "t_stage", "n_stage", "m_stage"})  # these keep their letters


_Value = float | int | str


class Placed(NamedTuple):
    """A threshold and the offsets of its words in the criterion."""

    threshold: Threshold
    start: int
    end: int


def value_of(variable: str, value: float | str) -> float | int | str:
    """Return a value as the record has it: 18.0 is 18, "iii" is 3 but of a stage, where it is "III".

    >>> value_of("nyha", "iii"), value_of("stage", "iiib"), value_of("age", 18.0)
    (3, 'IIIB', 18)
    """
    if isinstance(value, str):
        return value.upper() if variable in _PRINTED else _ROMAN.get(value, value)
    return int(value) if value == int(value) else value


def relations(
    words: str,
    variable: str,
    quantity: Quantity,
    stated: tuple[float | str, ...],
    unit: str | None,
    start: int,
    *,
    negated: bool,
) -> list[Placed]:
    """Return the thresholds that a quantity states of a variable: two for a range with two units, else one.

    `stated` and `unit` are the quantity's, as they are meant of this variable; `words` begin at `start`.
    """
    operator = quantity.operator or "="
    values = [value_of(variable, value) for value in stated]
    parts: list[tuple[str, _Value | list[_Value], str | None, _Value | None]]
    if operator[-1] == "-":  # "≥ 18 to 65 years"
        parts = [(operator[:-1], values[0], unit, None), ("<=", values[1], quantity.upper_unit or unit, None)]
    elif quantity.each:
        parts = [(operator, value, unit, None) for value in values]
    elif len(values) == 1:
        parts = [(operator, values[0], unit, None)]
    elif operator != "between" or len(values) > 2:
        parts = [("in", values, unit, None)]
    elif quantity.upper_unit is not None and quantity.upper_unit != unit:  # "6 months to 17 years"
        parts = [(">=", values[0], unit, None), ("<=", values[1], quantity.upper_unit, None)]
    else:
        low, high = values
        if not isinstance(low, str) and not isinstance(high, str) and low > high:  # "Karnofsky 100-80"
            low, high = high, low
        parts = [("between", low, unit, high)]
    made: list[Placed] = []
    for comparison, value, of_unit, upper in parts:  # the keys in the record's order
        threshold: Any = {"variable": variable, "operator": comparison, "value": value}
        if upper is not None:
            threshold["upper"] = upper
        if of_unit is not None:
            threshold["unit"] = of_unit
        if quantity.reference is not None:
            threshold["reference"] = quantity.reference
        threshold["negated"] = negated
        threshold["text"] = words
        made.append(Placed(threshold, start, start + len(words)))
    return made
