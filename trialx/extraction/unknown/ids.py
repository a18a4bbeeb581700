"""Registry numbers that are taken as the trial's own, each once.

What comes in: numbers with their registries, and the piece they stand at. What goes out: `registry_ids`, `nct_id`.
Separate, since numbers come from labels, from lists of secondary ones, and from titles and addresses.
"""

from trialx.extraction.unknown.reading import Reading
from trialx.extraction.unknown.slice import Piece
from trialx.record.vocab import How


def take_ids(
    reading: Reading, ids: list[tuple[str, str]], piece: Piece, *, how: How = "label", sure: bool = True
) -> None:
    """Take registry numbers of the trial, each once."""
    for registry, number in ids:
        if any(value.path[0] == "registry_ids" and value.value == number for value in reading.found.values):
            reading.claim(piece)
            continue
        count = reading.found.next("registry_ids")
        reading.emit(("registry_ids", count, "registry"), registry, piece, how, sure=sure)
        reading.emit(("registry_ids", count, "id"), number, piece, how, sure=sure)
        if registry == "ClinicalTrials.gov" and not reading.has("nct_id"):
            reading.emit(("nct_id",), number, piece, how, sure=sure)
