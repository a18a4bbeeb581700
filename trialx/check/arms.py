"""Rules on arms and interventions: each named by the other, none twice.

What comes in: a record of the right form. What goes out: hits. Names are compared as people read them: without the
type that registries put before an intervention (`Drug: Aspirin`), without case, blanks or dashes' kinds.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from trialx.check.finding import Hit
from trialx.record.model import TrialRecord

_TYPE_BEFORE: Final = re.compile(
    r"\A\s*(?:(?:behavioral|biological|combination product|device|diagnostic test|dietary supplement|drug|genetic"
    r"|procedure|radiation|other)[ ]?:\s*)+",
    re.IGNORECASE,
)
# ClinicalTrials.gov asks for arms since the end of 2007; what was registered earlier was seldom completed.
ARMS_SINCE: Final = "2009"
_NOISE: Final = re.compile(r"[\s\u00ad\u200b]+|[‐‑‒–—-]+")


@lru_cache(maxsize=4096)  # each name is asked for by several rules, and trials share names
def plain(name: str) -> str:
    """Return a name as it is compared.

    >>> plain("Drug: Aspirin  100 mg"), plain("aspirin 100\u2011mg")
    ('aspirin 100 mg', 'aspirin 100 mg')
    """
    return _NOISE.sub(" ", _TYPE_BEFORE.sub("", name)).strip().casefold()


def arms_without_interventions(record: TrialRecord) -> Iterator[Hit]:
    """TX050: an interventional trial with arms and no intervention."""
    arms = record.get("arm_groups")
    if record.get("study_type") != "INTERVENTIONAL" or not arms or record.get("interventions"):
        return
    if any(arm.get("type") != "NO_INTERVENTION" for arm in arms):
        yield Hit("/arm_groups", f"{_counted(len(arms), 'arm')}, but no intervention")


def interventions_without_arms(record: TrialRecord) -> Iterator[Hit]:
    """TX051: an interventional trial with interventions and no arm, in a record that had to have arms."""
    if "nct_id" not in record:  # other registries have no arms
        return
    given = record.get("interventions")
    if record.get("study_type") != "INTERVENTIONAL" or not given or record.get("arm_groups"):
        return
    if record.get("first_submitted_date", "") >= ARMS_SINCE:
        yield Hit("/interventions", f"{_counted(len(given), 'intervention')}, but no arm")


def idle_arm_with_interventions(record: TrialRecord) -> Iterator[Hit]:
    """TX057: an arm of the type NO_INTERVENTION that lists an intervention."""
    for index, arm in enumerate(record.get("arm_groups", ())):
        if arm.get("type") == "NO_INTERVENTION" and (names := arm.get("intervention_names")):
            message = f"{arm['label']!r} is an arm without intervention, and lists {names[0]!r}"
            yield Hit(f"/arm_groups/{index}/type", message, f"/arm_groups/{index}/intervention_names/0")


def unknown_intervention(record: TrialRecord) -> Iterator[Hit]:
    """TX052: an arm names an intervention that no intervention is called."""
    if not (given := record.get("interventions")):
        return
    known = {plain(one["name"]) for one in given} | {plain(n) for one in given for n in one.get("other_names", ())}
    for a, arm in enumerate(record.get("arm_groups", ())):
        for n, name in enumerate(arm.get("intervention_names", ())):
            if plain(name) not in known:
                yield Hit(
                    f"/arm_groups/{a}/intervention_names/{n}", f"no intervention is called {name!r}", "/interventions"
                )


def unknown_arm(record: TrialRecord) -> Iterator[Hit]:
    """TX053: an intervention names an arm that no arm is called."""
    if not (arms := record.get("arm_groups")):
        return
    known = {plain(arm["label"]) for arm in arms}
    for i, one in enumerate(record.get("interventions", ())):
        for n, label in enumerate(one.get("arm_group_labels", ())):
            if plain(label) not in known:
                yield Hit(f"/interventions/{i}/arm_group_labels/{n}", f"no arm is called {label!r}", "/arm_groups")


def duplicate_arms(record: TrialRecord) -> Iterator[Hit]:
    """TX054: two arms of the same label."""
    for first, again, label in _twice(arm["label"] for arm in record.get("arm_groups", ())):
        yield Hit(f"/arm_groups/{again}/label", f"a second arm {label!r}", f"/arm_groups/{first}/label")


def duplicate_interventions(record: TrialRecord) -> Iterator[Hit]:
    """TX055: two interventions of the same name, type and description, for the same arms."""
    first: dict[tuple[str | None, str, str | None, frozenset[str]], int] = {}
    for again, one in enumerate(record.get("interventions", ())):
        # Registries that list nothing but names (WHO) may have had a name once for each arm.
        if "description" not in one and "arm_group_labels" not in one:
            continue
        # Sponsors of several arms enter a drug once for each: only a copy for the same arms says nothing new.
        arms = frozenset(map(plain, one.get("arm_group_labels", ())))
        earlier = first.setdefault((one.get("type"), plain(one["name"]), one.get("description"), arms), again)
        if earlier != again:
            message = f"a second intervention {one['name']!r}"
            yield Hit(f"/interventions/{again}/name", message, f"/interventions/{earlier}/name")


def one_sided_link(record: TrialRecord) -> Iterator[Hit]:
    """TX056: an intervention lists an arm that does not list it in return, or the reverse."""
    arms, given = record.get("arm_groups", []), record.get("interventions", [])
    by_arm = {(plain(arm["label"]), plain(name)) for arm in arms for name in arm.get("intervention_names", ())}
    by_intervention = {(plain(label), plain(one["name"])) for one in given for label in one.get("arm_group_labels", ())}
    # A page that gives one side only contradicts nothing.
    if not by_arm or not by_intervention or by_arm == by_intervention:
        return
    # A name that nobody bears is TX052's and TX053's: only links between known ends count.
    known = {(plain(arm["label"]), plain(one["name"])) for arm in arms for one in given}
    for a, arm in enumerate(arms):
        for n, name in enumerate(arm.get("intervention_names", ())):
            if (plain(arm["label"]), plain(name)) in known - by_intervention:
                message = f"the arm lists {name!r}, which does not list the arm"
                yield Hit(f"/arm_groups/{a}/intervention_names/{n}", message, "/interventions")
    for i, one in enumerate(given):
        for n, label in enumerate(one.get("arm_group_labels", ())):
            if (plain(label), plain(one["name"])) in known - by_arm:
                message = f"the intervention lists {label!r}, which does not list it"
                yield Hit(f"/interventions/{i}/arm_group_labels/{n}", message, "/arm_groups")


def _twice(names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Give the positions of a name's first and later places, for names that stand more than once."""
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        seen = first.setdefault(plain(name), index)
        if seen != index:
            yield seen, index, name


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
