"""What a rule met, step by step.

What comes in: nothing. What goes out: the two shapes that accounts of fields are made of. Separate, since rules of
layouts and labels of the generic reader are told in the same way.
"""

from typing import NamedTuple


class Step(NamedTuple):
    """One thing that a rule met: the line's number (0: none), its words, what came of it, whether it was taken."""

    line: int
    words: str
    outcome: str
    taken: bool


class Attempt(NamedTuple):
    """One rule that was tried: its name, where it looked, what it met."""

    rule: str
    where: str
    steps: tuple[Step, ...]
