"""The table of rules: which function answers for which id.

What comes in: a record of the right form. What goes out: its hits under their rules' ids. This table, and rules.yaml
beside it with each rule's name, severity and reason, are the only places that know all rules; a test holds that they
know the same. Form (form.py), pages (pages.py) and collections (corpus.py) find more than one record's sense can
show, and give their findings under the ids listed here.
"""

from collections.abc import Callable, Iterable
from typing import Final

from trialx.check import arms, damage, dates, design, eligibility, form, ids, status, titles, twice
from trialx.check.finding import Hit
from trialx.record.model import TrialRecord

Rule = Callable[[TrialRecord], Iterable[Hit]]

SENSE: Final[dict[str, Rule]] = {
    "TX012": ids.malformed_registry_id,
    "TX013": ids.without_identity,
    "TX014": ids.own_id_related,
    "TX015": ids.other_nct_id,
    "TX016": ids.own_id_expanded,
    "TX020": dates.impossible_date,
    "TX021": dates.completion_before_start,
    "TX022": dates.primary_completion_before_start,
    "TX023": dates.completion_before_primary,
    "TX024": dates.posted_before_submitted,
    "TX025": dates.update_before_first,
    "TX026": dates.actual_in_future,
    "TX027": dates.results_without_flag,
    "TX028": dates.verified_after_update,
    "TX030": status.not_yet_recruiting_after_start,
    "TX031": status.recruiting_after_completion,
    "TX032": status.open_after_actual_completion,
    "TX033": status.ended_in_future,
    "TX034": status.ended_but_estimated,
    "TX035": status.why_stopped_without_stop,
    "TX036": status.last_known_without_unknown,
    "TX037": status.availability_of_a_study,
    "TX038": status.withdrawn_with_participants,
    "TX040": design.phase_of_observational,
    "TX041": design.impossible_phases,
    "TX042": design.nobody_enrolled,
    "TX043": design.placeholder_enrollment,
    "TX044": design.estimate_after_completion,
    "TX045": design.design_of_other_type,
    "TX046": design.masking_against_masked,
    "TX047": design.randomized_single_group,
    "TX048": design.single_group_of_arms,
    "TX049": design.placebo_without_masking,
    "TX050": arms.arms_without_interventions,
    "TX051": arms.interventions_without_arms,
    "TX052": arms.unknown_intervention,
    "TX053": arms.unknown_arm,
    "TX054": arms.duplicate_arms,
    "TX055": arms.duplicate_interventions,
    "TX056": arms.one_sided_link,
    "TX057": arms.idle_arm_with_interventions,
    "TX060": eligibility.minimum_over_maximum,
    "TX061": eligibility.age_group_outside,
    "TX062": eligibility.criterion_on_both_sides,
    "TX063": eligibility.criterion_twice,
    "TX064": twice.outcome_twice,
    "TX065": twice.word_twice,
    "TX070": eligibility.age_against_criteria,
    "TX071": eligibility.sex_against_criteria,
    "TX072": titles.phase_against_title,
    "TX073": titles.allocation_against_title,
    "TX074": titles.masking_against_title,
    "TX075": titles.enrollment_against_description,
    "TX076": titles.condition_named_nowhere,
    "TX078": damage.damaged_text,
    "TX079": titles.type_against_title,
}


def judge(record: object, *, rules: frozenset[str] | None = None) -> tuple[list[tuple[str, Hit]], TrialRecord | None]:
    """Return the faults of one record, form first, then sense, and what of it has the right form (see form.sensible).

    `rules` limits the faults to these ids.

    >>> faults, _ = judge({"nct_id": "NCT99000001", "phases": ["PHASE1", "NA"]})
    >>> [(rule, hit.pointer) for rule, hit in faults]
    [('TX041', '/phases')]
    >>> judge({"nct_id": "NCT99000001"})
    ([], {'nct_id': 'NCT99000001'})
    """
    faults = form.faults(record)
    found = [(fault.rule, fault.hit()) for fault in faults if rules is None or fault.rule in rules]
    sensible = form.sensible(record, faults)
    if sensible is not None:
        for rule, hits in SENSE.items():
            if rules is None or rule in rules:
                for hit in hits(sensible):
                    found.append((rule, hit))  # noqa: PERF401 - most rules give nothing, and a comprehension costs a call
    return found, sensible
