"""Every reading by the name under which the tables ask for it.

What comes in: nothing. What goes out: READINGS (of a text), NODE_READINGS (of a whole node), STEPS (what a text goes
through first), and which of them take any text. Separate from the readings, which do not know what they are called.
"""

from collections.abc import Callable
from typing import Any, Final

from trialx.readers import READERS
from trialx.readers.dates import date_type
from trialx.registries import ictrp_values, values, who_values

Reading = Callable[[Any], Any]

READINGS: Final[dict[str, Reading]] = {
    **READERS,
    "age_limit": ictrp_values.age_limit,
    "biospec_retention": values.biospec_retention,
    "condition_list": ictrp_values.condition_list,
    "country_list": ictrp_values.country_list,
    "date_type": date_type,
    "day_first_date": who_values.day_first_date,
    "event_term": values.event_term,
    "exclusion": values.exclusion,
    "flag": values.flag,
    "inclusion": values.inclusion,
    "ipd_sharing_plan": values.ipd_sharing_plan,
    "intervention_list": ictrp_values.intervention_list,
    "marked_text": values.marked_text,
    "name_without_type": values.name_without_type,
    "number": values.number,
    "other_status": ictrp_values.other_status,
    "outcome_list": ictrp_values.outcome_list,
    "reference_type": values.reference_type,
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
    "secondary_registry": values.secondary_registry,
}
# What a text can go through before it is read.
STEPS: Final[dict[str, Callable[[str], str]]] = {
    "plain_breaks": values.plain_breaks,
    "trimmed": who_values.trimmed,
    "unwrapped": values.unwrapped,
}
# These take any text, or a part of it that need not be there, so that None from them is no failure to read.
QUIET_READINGS: Final = frozenset(
    {"event_term", "exclusion", "inclusion", "marked_text", "name_without_type", "other_status"}
    | {"text", "unlisted_criteria", "words", "wrapped_text"}
)
# These take a flag or a number as it is; all others are given its text.
TYPED_READINGS: Final = frozenset({"flag", "number", "whole_number"})
