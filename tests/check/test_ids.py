"""Registry numbers: what each registry writes, and that the readers of pages write the same."""

import pytest

from trialx.check.ids import malformed_registry_id, other_nct_id, syntaxes
from trialx.readers.ids import registry_id


@pytest.mark.parametrize("registry", syntaxes())
def test_example_is_of_its_registry_and_read_so(registry: str) -> None:
    example = syntaxes()[registry].example
    assert syntaxes()[registry].pattern.fullmatch(example)
    read = registry_id(example)
    assert read is not None
    assert (read["registry"].casefold(), read["id"]) == (registry, example)


@pytest.mark.parametrize("registry", syntaxes())
def test_number_that_lost_or_gained_a_digit_is_refused(registry: str) -> None:
    example = syntaxes()[registry].example
    for wrong in (example[4:], example + "000000000000", f"{example} {example}", "999"):
        assert not syntaxes()[registry].pattern.fullmatch(wrong)


@pytest.mark.parametrize(
    ("registry", "number", "found"),
    [
        ("DRKS", "DRKS99000001", False),
        ("drks", "DRKS9900001", True),
        ("EU CTR", "2099-000001-10", False),
        ("EU CTR", "EUCTR2099-000001-10-DE", False),
        ("EU CTR", "2099-00001-10", True),
        ("CTIS", "2099-500001-10", False),
        ("CTIS", "2099-000001-10", True),
        ("ISRCTN", "NCT99000001", True),
        ("Some List", "whatever", False),
    ],
)
def test_form_of_a_number(registry: str, number: str, found: bool) -> None:
    assert bool(list(malformed_registry_id({"registry_ids": [{"registry": registry, "id": number}]}))) is found


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (["NCT99000001"], False),
        (["NCT99000002", "NCT99000001"], False),
        (["NCT99000002"], True),
        (["NCT9"], False),
        ([], False),
    ],
)
def test_own_number_is_among_the_numbers(numbers: list[str], found: bool) -> None:
    ids = [{"registry": "ClinicalTrials.gov", "id": number} for number in numbers]
    assert bool(list(other_nct_id({"nct_id": "NCT99000001", "registry_ids": ids}))) is found  # type: ignore[typeddict-item] # built in a loop
