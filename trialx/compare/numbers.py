"""Which records are of one trial: those that share a registry's number.

What comes in: records. What goes out: groups of them, in the order in which they come. A sponsor's own number is no
bond, since two sponsors may count alike; a related trial's is none either.
"""

from collections.abc import Iterable, Iterator, Sequence

from trialx.readers.ids import registry_id
from trialx.record.model import TrialRecord


def numbers_of(record: TrialRecord) -> Iterator[str]:
    """Give the registry numbers of a record, each in its registry's own spelling.

    >>> list(numbers_of({"nct_id": "NCT99000001", "secondary_ids": [{"id": "EudraCT 2099-000001-15"}, {"id": "S-7"}]}))
    ['NCT99000001', '2099-000001-15']
    """
    given = [one["id"] for one in record.get("registry_ids", ())]
    given += [record["nct_id"]] if "nct_id" in record else []
    for text in given:
        number = registry_id(text)
        yield number["id"] if number else " ".join(text.split())
    for other in record.get("secondary_ids", ()):
        if number := registry_id(other["id"]):
            yield number["id"]


def groups(records: Sequence[TrialRecord]) -> list[list[int]]:
    """Return which records belong together, by their places; one that shares no number is a group of its own.

    >>> groups([{"nct_id": "NCT99000001"}, {"nct_id": "NCT99000002"}, {"secondary_ids": [{"id": "NCT99000001"}]}])
    [[0, 2], [1]]
    """
    leader = list(range(len(records)))
    first: dict[str, int] = {}
    for at, record in enumerate(records):
        for number in numbers_of(record):
            _join(leader, first.setdefault(number, at), at)
    found: dict[int, list[int]] = {}
    for at in range(len(records)):
        found.setdefault(_leader(leader, at), []).append(at)
    return list(found.values())


def _leader(leader: list[int], at: int) -> int:
    while leader[at] != at:
        leader[at] = leader[leader[at]]
        at = leader[at]
    return at


def _join(leader: list[int], one: int, other: int) -> None:
    first, second = sorted((_leader(leader, one), _leader(leader, other)))
    leader[second] = first


def title(records: Iterable[TrialRecord]) -> str:
    """Return what to call a trial in a message: its first number, or its title.

    >>> title([{"brief_title": "Socks"}, {"nct_id": "NCT99000001"}])
    'NCT99000001'
    """
    listed = list(records)
    for record in listed:
        for number in numbers_of(record):
            return number
    return next((record["brief_title"] for record in listed if "brief_title" in record), "a trial without a number")
