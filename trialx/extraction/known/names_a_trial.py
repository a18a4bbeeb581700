"""What the record of a page that a layout knows shows for being one trial's.

What comes in: the record's fields. What goes out: the signs, as `extraction/verdict.yaml` names them. Separate from
`unknown/signs`, since a layout vouches for what it has read, and only whether it names a trial is open.
"""

from collections.abc import Mapping

from trialx.extraction.verdict import Sign

# Fields that tell which trial it is, or whom one trial takes (a crawler may keep a registry's section on that alone);
# without any of them a page describes none, or says much else of it.
TELLING = frozenset({"nct_id", "registry_ids", "brief_title", "official_title", "org_study_id", "eligibility"})
# Fields of a page that say nothing of a trial.
NO_FACTS = frozenset({"page", "faqs"})
# Tables of results: a crawler may keep a site's page of one from its middle on, without title and number.
RESULTS = ("participant_flow", "baseline", "adverse_events")


def signs_of_record(data: Mapping[str, object]) -> list[Sign]:
    """Return how many fields a layout has read, and whether one of them names the trial.

    >>> [(sign.name, sign.times) for sign in signs_of_record({"nct_id": "NCT90000001", "faqs": []})]
    [('field_of_a_layout', 1), ('names_the_trial', 1), ('rows_of_results', 0)]
    """
    fields = sorted(data.keys() - NO_FACTS)
    telling = [name for name in fields if name in TELLING]
    rows = sum(len(table) for name in RESULTS if isinstance(table := data.get(name), list))
    return [
        Sign("field_of_a_layout", len(fields), ", ".join(fields)),
        Sign("names_the_trial", int(bool(telling)), ", ".join(telling)),
        Sign("rows_of_results", int(rows > 0), f"{rows} rows"),
    ]
