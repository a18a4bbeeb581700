"""Reading one node: the last step of a rule, as a function made once.

What comes in: a rule (table.py), later a node. What goes out: the value in the record's form, or None; and for a
warning, what stands there that could not be read. Separate from the engine, which finds nodes and builds fields.
"""

from functools import lru_cache
from typing import Any, Final

from trialx.readers import is_null
from trialx.registries.nodes import scalar
from trialx.registries.readings import NODE_READINGS, QUIET_READINGS, READINGS, STEPS, TYPED_READINGS
from trialx.registries.table import Rule
from trialx.registries.values import labelled

# No text that says "there is none" is longer; all others are known by their length.
_LONGEST_NULL: Final = 60
_CACHED: Final = 1 << 14


class Reader:
    """What reads a node by a rule.

    >>> from trialx.registries.table import rules
    >>> read = Reader(rules({"phases": {"from": "phase", "read": "phases"}})[0])
    >>> read("Phase 2"), read("soon"), read.unread("soon"), read.unread("N/A")
    (['PHASE2'], None, 'soon', None)
    """

    __slots__ = ("label", "of_node", "quiet", "reading", "through", "typed")

    def __init__(self, rule: Rule) -> None:
        """Look up what the rule names."""
        self.of_node = rule.reading in NODE_READINGS
        self.reading = NODE_READINGS[rule.reading] if self.of_node else READINGS[rule.reading]
        self.typed = rule.reading in TYPED_READINGS
        self.quiet = rule.reading in QUIET_READINGS
        self.label = rule.label
        self.through = STEPS[rule.through] if rule.through else None

    def __call__(self, node: Any) -> Any:
        """Return the value of a node, None where it has none or it cannot be read."""
        if self.of_node:
            return self.reading(node)
        text = self.prepared(node)
        if text is None or text == "":
            return None
        value = self.reading(text)
        if self.quiet and isinstance(value, str) and _says_none(value):
            return None
        return value

    def unread(self, node: Any) -> Any:
        """Return what stands in a node that could not be read; None where nothing does, or it says so."""
        if self.quiet or self.of_node:
            return None
        text = self.prepared(node)
        return None if text is None or text == "" or is_null(str(text)) else text

    def prepared(self, node: Any) -> Any:
        """Return the part of a node's text that the rule reads."""
        text = node if type(node) is str and node.isascii() else scalar(node)
        if text is None or (self.typed and not isinstance(text, str)):
            return text
        if not isinstance(text, str):
            text = str(text)
        if self.label:
            text = labelled(text, self.label)
        return self.through(text) if self.through else text


def _says_none(text: str) -> bool:
    return len(text) <= _LONGEST_NULL and _is_null(text)


@lru_cache(maxsize=_CACHED)  # names of countries, units and roles come again and again
def _is_null(text: str) -> bool:
    return is_null(text)
