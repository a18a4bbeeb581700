"""A quantity: the shape that the grammar of numbers hands to the naming of variables.

What comes in: nothing. What goes out: `Quantity`. Separate, since every part of the grammar makes one and no part
owns it.
"""

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Quantity:
    """A number and what it says: `tokens[first:last]`.

    `operator` is empty for a bare number; `values` holds one number, both ends of a range (`operator` "between", or a
    comparison with "-" behind it: "≥ 18 to 65") or a list ("in"), as numbers or, for stages and classes, as printed.
    `head` is "grade", "class", "stage" or "step" where one of these words stands before it, `head_at` where.
    """

    first: int
    last: int
    at: int  # the (first) number itself
    operator: str
    values: tuple[float | str, ...]
    unit: str | None = None
    reference: str | None = None  # ULN or LLN
    head: str = ""
    head_at: int = -1
    upper_unit: str | None = None
    pair: bool = False  # "140/90"
    each: bool = False  # "< 40/50 mg/dL (men/women)": the comparison holds of each value
