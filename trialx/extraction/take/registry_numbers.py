"""Registry numbers that are taken as the trial's own, each once.

What comes in: numbers with their registries, and where they were told. What goes out: `registry_ids`, and `nct_id`
where asked for. Separate, since numbers come from labels, from lists of secondary ones, from titles and from addresses.
"""

from collections.abc import Sequence

from trialx.extraction.take.found import Found
from trialx.extraction.take.told import Told, take
from trialx.record.span import Value

NCT = "ClinicalTrials.gov"


def take_numbers(found: Found, numbers: Sequence[tuple[str, str]], told: Told, *, with_nct: bool) -> None:
    """Take (registry, number) pairs; `with_nct` takes the first of ClinicalTrials.gov as the trial's `nct_id`, too."""
    for registry, number in numbers:
        if found.has_text("registry_ids", number):
            found.claim(told.at, told.rule)
            continue
        count = found.next("registry_ids")
        take(found, ("registry_ids", count, "registry"), registry, told)
        take(found, ("registry_ids", count, "id"), number, told)
        if with_nct and registry == NCT and not found.has(("nct_id",)):
            take(found, ("nct_id",), number, told)


def put_first(found: Found, number: str) -> None:
    """Make a number that was taken the first of the list, and the trial's own of its registry."""
    position = next((one.path[1] for one in found.values if one.path[0] == "registry_ids" and one.value == number), 0)
    if not position:
        return
    moved = {position: 0, 0: position}

    def renumbered(value: Value) -> Value:
        if value.path[0] == "registry_ids":
            place = value.path[1]
            return value._replace(path=("registry_ids", moved.get(place, place), value.path[2]))
        return value._replace(value=number) if value.path == ("nct_id",) and number.startswith("NCT") else value

    found.change(renumbered)
    found.order(lambda value: int(value.path[1]) + 1 if value.path[0] == "registry_ids" else 0)
