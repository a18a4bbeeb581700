"""Rules on numbers: how each registry writes its own, and whose number a number is.

What comes in: a record of the right form. What goes out: hits. How registries write their numbers is data
(registries.yaml); that `nct_id` is NCT and 8 digits is the schema's.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

import yaml

from trialx.check.finding import Hit
from trialx.record.model import TrialRecord

CLINICALTRIALS: Final = "clinicaltrials.gov"


class Syntax(NamedTuple):
    """How a registry writes its numbers."""

    pattern: re.Pattern[str]
    example: str


@cache
def syntaxes() -> dict[str, Syntax]:
    """Return the known registries' syntax by their name in lower case.

    >>> bool(syntaxes()["drks"].pattern.fullmatch("DRKS99000001"))
    True
    """
    text = resources.files(__package__).joinpath("registries.yaml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=yaml.BaseLoader)  # BaseLoader: texts only, nothing is guessed
    return {name: Syntax(re.compile(row["pattern"], re.IGNORECASE), row["example"]) for name, row in table.items()}


def malformed_registry_id(record: TrialRecord) -> Iterator[Hit]:
    """TX012: a number that its registry does not write so."""
    for index, held in enumerate(record.get("registry_ids", ())):
        known = syntaxes().get(held["registry"].casefold())
        if known and not known.pattern.fullmatch(held["id"]):
            message = f"{held['id']!r} is no number of {held['registry']}, which writes {known.example}"
            yield Hit(f"/registry_ids/{index}/id", message)


def without_identity(record: TrialRecord) -> Iterator[Hit]:
    """TX013: neither an id nor a title: nobody can say which trial this is."""
    if not any(
        field in record for field in ("nct_id", "registry_ids", "org_study_id", "brief_title", "official_title")
    ):
        yield Hit("", "neither an id nor a title: which trial is it?")


def own_id_related(record: TrialRecord) -> Iterator[Hit]:
    """TX014: the trial's own id among its related trials."""
    own = record.get("nct_id")
    for index, held in enumerate(record.get("related_trials", ())):
        if own and held["nct_id"] == own:
            yield Hit(f"/related_trials/{index}/nct_id", f"{own} is this trial itself", "/nct_id")


def other_nct_id(record: TrialRecord) -> Iterator[Hit]:
    """TX015: `registry_ids` has numbers of ClinicalTrials.gov, and `nct_id` is none of them."""
    own = record.get("nct_id")
    syntax = syntaxes()[CLINICALTRIALS].pattern
    numbers = {
        held["id"]: index
        for index, held in enumerate(record.get("registry_ids", ()))
        # A number of the wrong form is TX012's.
        if held["registry"].casefold() == CLINICALTRIALS and syntax.fullmatch(held["id"])
    }
    # A second number beside the own one is common: sponsors enter those of sister trials as secondary ids.
    if own and numbers and own not in numbers:
        other, index = next(iter(numbers.items()))
        yield Hit(f"/registry_ids/{index}/id", f"{other} is not the trial's {own}", "/nct_id")


def own_id_expanded(record: TrialRecord) -> Iterator[Hit]:
    """TX016: the expanded access of a trial is the trial itself."""
    own = record.get("nct_id")
    if own and record.get("expanded_access", {}).get("nct_id") == own:
        yield Hit("/expanded_access/nct_id", f"{own} is this trial itself", "/nct_id")
