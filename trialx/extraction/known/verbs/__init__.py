"""The verbs: how a section of a layout is read, a module each; `trialx.layouts.verbs` is the only table of them."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module

from trialx.extraction.known.split import Cut
from trialx.extraction.take.found import Found
from trialx.layouts.verbs import VERBS

Finder = Callable[[Found, Cut, Mapping[str, Cut]], None]


@cache
def finder(verb: str) -> Finder:
    """Return the code of a verb, loaded when first asked for.

    >>> finder("team").__module__
    'trialx.extraction.known.verbs.team'
    """
    module, _, name = VERBS[verb].code.partition(".")
    found: Finder = getattr(import_module(f"{__name__}.{module}"), name)
    return found
