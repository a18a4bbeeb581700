"""Reading one node: the last step of a rule, as a function made once.

What comes in: a rule (table.py), later a node. What goes out: the value in the record's form, or None; and for a
warning, what stands there that could not be read. Separate from the engine, which finds nodes and builds fields.
"""

from collections.abc import Callable
from typing import Any, Final

from trialx.readers import is_null
from trialx.registries.nodes import scalar
from trialx.registries.readings import NODE_READINGS, QUIET_READINGS, READINGS, REMEMBERED, STEPS, TYPED_READINGS
from trialx.registries.table import Rule
from trialx.registries.values import LONGEST_NULL, labelled

# So many texts are remembered; then all are forgotten at once, which costs less than to forget one by one.
_REMEMBERED: Final = 1 << 14
_MISSING: Final = object()


class Leaf:
    """What reads a node by a rule: `read` gives its value, None where it has none or it cannot be read.

    >>> from trialx.registries.table import rules
    >>> leaf = Leaf(rules({"phases": {"from": "phase", "read": "phases"}})[0])
    >>> leaf.read("Phase 2"), leaf.read("soon"), leaf.unread("soon"), leaf.unread("N/A")
    (['PHASE2'], None, 'soon', None)
    """

    __slots__ = ("name", "prepared", "quiet", "read")

    def __init__(self, rule: Rule) -> None:
        """Look up what the rule names."""
        of_node = rule.reading in NODE_READINGS
        self.name = rule.reading.replace("_", " ")
        self.quiet = rule.quiet or of_node or rule.reading in QUIET_READINGS
        self.prepared = _prepared(rule)
        if of_node:
            self.read = NODE_READINGS[rule.reading]
        elif rule.reading in QUIET_READINGS:
            self.read = _of_text(READINGS[rule.reading], self.prepared, not (rule.label or rule.through))
        elif rule.reading in REMEMBERED:
            self.read = _of_code(READINGS[rule.reading], self.prepared)
        else:
            self.read = _of_other(READINGS[rule.reading], self.prepared)

    def unread(self, node: Any) -> Any:
        """Return what stands in a node that could not be read; None where nothing does, or it says so."""
        if self.quiet:
            return None
        text = self.prepared(node)
        return None if text is None or text == "" or is_null(str(text)) else text


Read = Callable[[Any], Any]


def _of_text(reading: Read, prepared: Read, plain: bool) -> Read:
    """Return what reads a text of any words, unless they say that there are none."""
    nulls: dict[str, bool] = {}  # names of countries and units come again and again
    last: list[Any] = [None, None]  # what a table says of each of its rows

    def read(node: Any) -> Any:
        if node is last[0]:
            return last[1]
        text = node if plain and type(node) is str and node.isascii() else prepared(node)
        value = reading(text) if text else None
        if type(value) is str and len(value) <= LONGEST_NULL:
            null = nulls.get(value)
            if null is None:
                if len(nulls) > _REMEMBERED:
                    nulls.clear()
                null = nulls[value] = is_null(value)
            value = None if null else value
        if type(value) is str:
            last[0], last[1] = node, value
        return value

    return read


def _of_code(reading: Read, prepared: Read) -> Read:
    """Return what reads a code or a date, of which there are few."""
    known: dict[Any, Any] = {}

    def read(node: Any) -> Any:
        text = prepared(node)
        if not text:
            return None
        value = known.get(text, _MISSING)
        if value is _MISSING:
            if len(known) > _REMEMBERED:
                known.clear()
            value = known[text] = reading(text)
        return value

    return read


def _of_other(reading: Read, prepared: Read) -> Read:
    def read(node: Any) -> Any:
        text = prepared(node)
        return None if text is None or text == "" else reading(text)

    return read


def _prepared(rule: Rule) -> Read:
    """Return what gives the part of a node's text that a rule reads."""
    typed, label, through = rule.reading in TYPED_READINGS, rule.label, rule.through and STEPS[rule.through]

    def plain(node: Any) -> Any:
        if type(node) is str and node.isascii():
            return node
        text = scalar(node)
        return text if text is None or typed or type(text) is str else str(text)

    def whole(node: Any) -> Any:
        text = plain(node)
        if type(text) is not str:
            return text
        if label:
            text = labelled(text, label)
        return through(text) if through else text

    return whole if label or through else plain
