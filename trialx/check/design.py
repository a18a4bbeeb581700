"""Rules on the design: the kind of study against its phases, its model, its masking, its enrollment.

What comes in: a record of the right form. What goes out: hits. One function a rule, one rule a fault.
"""

import re
from collections.abc import Iterator
from typing import Final

from trialx.check.finding import Hit
from trialx.record.model import TrialRecord

# What registries write where no number is known; no trial has so many participants.
PLACEHOLDERS: Final = frozenset({99999, 999999, 9999999, 99999999, 999999999})
# Statuses of a trial that has had participants.
RAN: Final = frozenset({"COMPLETED", "ACTIVE_NOT_RECRUITING", "RECRUITING", "ENROLLING_BY_INVITATION"})
# Phases in order; registries combine neighbours only (CTRI has PHASE3 with PHASE4, ClinicalTrials.gov has not).
ORDER: Final = ("EARLY_PHASE1", "PHASE1", "PHASE2", "PHASE3", "PHASE4")
# Fields of one type of study with the values that say nothing: registries with one form for all fill these in.
INTERVENTIONAL_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "allocation": ("NA", "NON_RANDOMIZED"),
    "intervention_model": (),
    "masking": ("NONE",),
    "who_masked": (),
}
OBSERVATIONAL_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "observational_model": ("OTHER",),
    "time_perspective": ("OTHER",),
}
# Sides of one body that are treated differently: every participant has all arms, so the group is a single one.
_WITHIN_ONE_BODY: Final = re.compile(r"\b(?:sides?|half|halves|split|legs?|eyes?|their own controls?)\b", re.IGNORECASE)
MASKED: Final = {"NONE": 0, "SINGLE": 1, "DOUBLE": 2, "TRIPLE": 3, "QUADRUPLE": 4}


def phase_of_observational(record: TrialRecord) -> Iterator[Hit]:
    """TX040: a phase on a study that is observational or expanded access."""
    kind, phases = record.get("study_type"), record.get("phases")
    # ChiCTR writes phase "0" of studies that have none.
    if kind in {"OBSERVATIONAL", "EXPANDED_ACCESS"} and phases and phases not in (["NA"], ["EARLY_PHASE1"]):
        yield Hit("/phases", f"{'/'.join(phases)} on a study of type {kind}", "/study_type")


def impossible_phases(record: TrialRecord) -> Iterator[Hit]:
    """TX041: phases that do not go together: the same twice, NA with another, PHASE1 with PHASE4."""
    phases = record.get("phases", [])
    if len(phases) < 2:
        return
    places = sorted(ORDER.index(phase) for phase in phases if phase in ORDER)
    if not places or places != list(range(places[0], places[0] + len(phases))):
        yield Hit("/phases", f"{'/'.join(phases)} is no phase of one trial")


def nobody_enrolled(record: TrialRecord) -> Iterator[Hit]:
    """TX042: an ACTUAL enrollment of 0 on a trial that has run."""
    enrolled, status = record.get("enrollment"), record.get("overall_status")
    if enrolled and enrolled["count"] == 0 and status in RAN:
        yield Hit("/enrollment/count", f"0 enrolled in a trial that is {status}", "/overall_status")


def placeholder_enrollment(record: TrialRecord) -> Iterator[Hit]:
    """TX043: a number of nines in place of an enrollment."""
    enrolled = record.get("enrollment")
    if enrolled and enrolled["count"] in PLACEHOLDERS:
        yield Hit("/enrollment/count", f"{enrolled['count']} stands for an enrollment that is not known")


def estimate_after_completion(record: TrialRecord) -> Iterator[Hit]:
    """TX044: COMPLETED or TERMINATED, and the enrollment is still an estimate."""
    enrolled, status = record.get("enrollment"), record.get("overall_status")
    if enrolled and enrolled.get("type") == "ESTIMATED" and status in {"COMPLETED", "TERMINATED"}:
        yield Hit("/enrollment/type", f"ESTIMATED, although the trial is {status}", "/overall_status")


def design_of_other_type(record: TrialRecord) -> Iterator[Hit]:
    """TX045: a field of interventional designs on an observational study, or the reverse."""
    kind, design = record.get("study_type"), record.get("design", {})
    foreign = {"OBSERVATIONAL": INTERVENTIONAL_FIELDS, "INTERVENTIONAL": OBSERVATIONAL_FIELDS}.get(kind or "", {})
    for field, idle in foreign.items():
        if field in design and design.get(field) not in idle:
            yield Hit(f"/design/{field}", f"{field} on a study of type {kind}", "/study_type")


def masking_against_masked(record: TrialRecord) -> Iterator[Hit]:
    """TX046: how many are masked, against who is masked."""
    design = record.get("design", {})
    masking, who = design.get("masking"), design.get("who_masked")
    # Before 2017 "Double" was said of every double-blind trial, however many were masked in it.
    if masking and who and MASKED[masking] != len(set(who)) and not (masking == "DOUBLE" and len(set(who)) > 2):
        yield Hit("/design/masking", f"{masking} masking, but masked are {', '.join(who)}", "/design/who_masked")


def randomized_single_group(record: TrialRecord) -> Iterator[Hit]:
    """TX047: a trial of a single group that allocates at random."""
    design, arms = record.get("design", {}), record.get("arm_groups", [])
    if design.get("intervention_model") != "SINGLE_GROUP" or design.get("allocation") != "RANDOMIZED" or not arms:
        return
    if not any(_WITHIN_ONE_BODY.search(f"{arm['label']} {arm.get('description', '')[:80]}") for arm in arms):
        number = "one arm" if len(arms) == 1 else f"{len(arms)} arms"
        message = f"RANDOMIZED, with a single group and {number}"
        yield Hit("/design/allocation", message, "/design/intervention_model")


def single_group_of_arms(record: TrialRecord) -> Iterator[Hit]:
    """TX048: a parallel or factorial trial of one arm."""
    design, arms = record.get("design", {}), record.get("arm_groups", [])
    model = design.get("intervention_model")
    if model in {"PARALLEL", "FACTORIAL"} and len(arms) == 1:
        yield Hit("/design/intervention_model", f"{model}, but there is one arm", "/arm_groups")


def placebo_without_masking(record: TrialRecord) -> Iterator[Hit]:
    """TX049: an arm compares with a placebo or a sham, and nobody is masked."""
    design = record.get("design", {})
    # In a single group everybody has the placebo too, as in a skin test with its control: nobody needs to be masked.
    if design.get("masking") != "NONE" or design.get("intervention_model") == "SINGLE_GROUP":
        return
    for index, arm in enumerate(record.get("arm_groups", ())):
        kind = arm.get("type")
        if kind in {"PLACEBO_COMPARATOR", "SHAM_COMPARATOR"}:
            message = f"{arm['label']!r} is a {kind}, and the masking is NONE"
            yield Hit(f"/arm_groups/{index}/type", message, "/design/masking")
            return
