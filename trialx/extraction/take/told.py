"""Where a value stands and which rule took it, for values that are more than one.

What comes in: a value with its place. What goes out: nothing; the value is taken. Separate from `Found`, since a date
comes with its type, an organisation with its class and a masking with who is masked, and whoever finds one hands its
place in once.
"""

from typing import NamedTuple

from trialx.extraction.take.found import Found, Path
from trialx.record.vocab import How


class Told(NamedTuple):
    """A place on the page (`start:end`, line `at`), how a value was told there, by which rule, and how surely.

    `named` says that the field's name goes behind the rule: the rules of the reader of unknown pages take many fields.
    """

    start: int
    end: int
    at: int
    how: How
    rule: str
    sure: bool = True
    named: bool = False


def rule_of(told: Told, path: Path, part: str = "") -> str:
    """Return the rule that a value's evidence names.

    >>> rule_of(Told(0, 4, 0, "label", "generic:below", named=True), ("start_date", "type"), "type")
    'generic:below:start_date.type'
    >>> rule_of(Told(0, 4, 0, "label", "meddatax:basics:start_date.date"), ("start_date", "type"), "type")
    'meddatax:basics:start_date.date:type'
    """
    if told.named:
        if len(path) == 1:
            return f"{told.rule}:{path[0]}"
        return f"{told.rule}:{'.'.join([step for step in path if isinstance(step, str)])}"
    return f"{told.rule}:{part}" if part else told.rule


def take(found: Found, path: Path, value: object, told: Told, part: str = "") -> None:
    """Take a value; `part` is what it is of what was told, where it is not all of it."""
    found.span(path, value, told.start, told.end, told.at, told.how, rule_of(told, path, part), sure=told.sure)
