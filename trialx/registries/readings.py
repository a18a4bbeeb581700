"""Every reading by the name under which the tables ask for it.

What comes in: nothing. What goes out: READINGS (of a text), NODE_READINGS (of a whole node), STEPS (what a text goes
through first), and which of them take any text. Separate from the readings, which do not know what they are called.
"""

from collections.abc import Callable
from typing import Any, Final

from trialx.readers import READERS
from trialx.readers.dates import date_type
from trialx.registries import cell_values, code_values, ictrp_values, values, who_values

Reading = Callable[[Any], Any]

READINGS: Final[dict[str, Reading]] = {
    **READERS,
    "actual": code_values.actual,
    "age_limit": ictrp_values.age_limit,
    "allocation_in_words": code_values.allocation_in_words,
    "biospec_retention": values.biospec_retention,
    "condition_list": ictrp_values.condition_list,
    "count_if_any": code_values.count_if_any,
    "country_list": ictrp_values.country_list,
    "ctis_phase": code_values.ctis_phase,
    "date_type": date_type,
    "day_first_date": who_values.day_first_date,
    "day_of_time": code_values.day_of_time,
    "estimated": code_values.estimated,
    "event_term": values.event_term,
    "exclusion": values.exclusion,
    "exclusion_alone": cell_values.exclusion_alone,
    "fhir_status": code_values.fhir_status,
    "flag": values.flag,
    "flag_letter": code_values.flag_letter,
    "html_text": values.html_text,
    "inclusion": values.inclusion,
    "inclusion_alone": cell_values.inclusion_alone,
    "intervention_list": ictrp_values.intervention_list,
    "ipd_sharing_plan": values.ipd_sharing_plan,
    "is_serious": code_values.is_serious,
    "isrctn_number": code_values.isrctn_number,
    "japanese_date": code_values.japanese_date,
    "japanese_status": code_values.japanese_status,
    "marked_text": values.marked_text,
    "name_without_type": values.name_without_type,
    "number": values.number,
    "of_medicines": code_values.of_medicines,
    "sole_outcome": cell_values.sole_outcome,
    "other_japanese_status": code_values.other_japanese_status,
    "other_status": ictrp_values.other_status,
    "outcome_list": ictrp_values.outcome_list,
    "outcome_of_text": cell_values.outcome_of_text,
    "places_of_cell": cell_values.places_of_cell,
    "range_maximum": cell_values.range_maximum,
    "range_minimum": cell_values.range_minimum,
    "reference_type": values.reference_type,
    "results_flag": cell_values.results_flag,
    "sex_list": code_values.sex_list,
    "status_in_words": code_values.status_in_words,
    "status_not_known": code_values.status_not_known,
    "std_ages_in_brackets": cell_values.std_ages_in_brackets,
    "type_of_name": cell_values.type_of_name,
    "unlisted_criteria": values.unlisted_criteria,
    "whole_number": values.whole_number,
    "words": values.words,
    "wrapped_text": values.wrapped_text,
}
# These look at a whole node and not at its text.
NODE_READINGS: Final[dict[str, Reading]] = {
    "conditions_of_trial": who_values.conditions_of_trial,
    "contacts_of_row": ictrp_values.contacts_of_row,
    "exclusion_of_parts": who_values.exclusion_of_parts,
    "inclusion_of_parts": who_values.inclusion_of_parts,
    "is_there": values.is_there,
    "name_of_contact": who_values.name_of_contact,
    "name_of_parts": values.name_of_parts,
    "registry_of_main": who_values.registry_of_main,
    "registry_of_row": ictrp_values.registry_of_row,
    "sex_of_flags": code_values.sex_of_flags,
    "secondary_registry": values.secondary_registry,
}
# What a text can go through before it is read.
STEPS: Final[dict[str, Callable[[str], str]]] = {
    "before_bar": cell_values.before_bar,
    "before_colon": cell_values.before_colon,
    "plain_breaks": values.plain_breaks,
    "tilde_lines": cell_values.tilde_lines,
    "trimmed": who_values.trimmed,
    "unwrapped": values.unwrapped,
}
# These take any text, or a part of it that need not be there, so that None from them is no failure to read.
QUIET_READINGS: Final = frozenset(
    {"event_term", "exclusion", "exclusion_alone", "html_text", "inclusion", "inclusion_alone", "marked_text"}
    | {"name_without_type", "other_japanese_status", "other_status", "outcome_of_text", "places_of_cell"}
    | {"status_not_known", "text", "unlisted_criteria", "words", "wrapped_text"}
)
# These take a flag or a number as it is; all others are given its text.
TYPED_READINGS: Final = frozenset({"count_if_any", "flag", "number", "whole_number"})
# Of these there are few different texts, and what they give can be shared.
REMEMBERED: Final = frozenset(
    {"age", "agency_class", "allocation", "arm_type", "date", "date_type", "day_of_time", "intervention_model"}
    | {"intervention_type", "ipd_sharing_plan", "masking", "observational_model", "primary_purpose", "reference_type"}
    | {"responsible_party_type", "role", "sampling_method", "sex", "status", "study_type", "time_perspective"}
)
