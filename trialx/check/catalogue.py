"""What is known of each rule: its name, severity, reason and example, read from rules.yaml.

What comes in: nothing, or a rule's id. What goes out: `About`. Separate from the functions (rules.py), since most runs
find nothing and need none of it.
"""

from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

from trialx.check.finding import Severity


class About(NamedTuple):
    """A rule's name, severity, one-paragraph reason, and what it looks like; `opt_in` is why it must be asked for."""

    id: str
    name: str
    severity: Severity
    reason: str
    example: str
    opt_in: str = ""


def enabled() -> frozenset[str]:
    """Return the ids of the rules that are asked without being named.

    >>> "TX021" in enabled(), "TX076" in enabled()
    (True, False)
    """
    return frozenset(rule for rule, about in catalogue().items() if not about.opt_in)


@cache
def catalogue() -> dict[str, About]:
    """Return all rules by their id, in order.

    >>> catalogue()["TX021"].name, catalogue()["TX021"].severity
    ('completion-before-start', 'error')
    """
    text = resources.files(__package__).joinpath("rules.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # texts only, nothing is guessed
    return {
        rule: About(rule, **{key.replace("-", "_"): text for key, text in row.items()})
        for rule, row in yaml.load(text, Loader=loader).items()
    }


def explained(rule: str) -> str:
    """Return a rule as a paragraph for people.

    >>> print(explained("TX010"))
    TX010 out-of-range (error)
    <BLANKLINE>
    A number that cannot be: a negative count, a percentage over 100, a line 0.
    <BLANKLINE>
    Example: adverse_events: [{term: Cough, percent: 140}]
    """
    about = catalogue()[rule]
    asked_for = f"\n\nOnly when asked for (--extend-select {rule}): {about.opt_in}" if about.opt_in else ""
    return f"{rule} {about.name} ({about.severity})\n\n{about.reason}{asked_for}\n\nExample: {about.example}"
