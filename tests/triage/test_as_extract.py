"""The first look drops nothing that `trialx extract` reads."""

import json
from pathlib import Path

import pytest

from trialx.batch.inputs import gather
from trialx.batch.item import Item
from trialx.batch.items import items_of
from trialx.batch.read import Read, Reading, read
from trialx.cli.find import looks_like_one

SAMPLES = Path(__file__).parents[2] / "samples"
# Pages of few words, none of which a first look knows.
SCANT = {
    "english": "Brief Title: Drug A for Gout\nPhase: Phase 2\nStudy Type: Interventional\nSex: All",
    "french": "Promoteur\nInstitut Exemple\nPhase\nPhase II\nTitre : Bas tièdes\nCritères d'inclusion\n- ECOG 0",
    "a number": "CTRI/2099/01/000001\nRecruitment Status: Completed\nPhase: Phase 2\nTitle: Tea for sleep",
}


def is_read(item: Item, *, only_trials: bool = False) -> bool:
    return isinstance(read(item, Reading(only_trials=only_trials))[1], Read)


@pytest.mark.parametrize(
    "folder", sorted(path for path in SAMPLES.iterdir() if path.is_dir()), ids=lambda path: path.name
)
def test_no_sample_that_is_read_is_dropped(folder: Path) -> None:
    items = [item for named in gather([str(folder)]) for item in items_of(named) if not item.failure]
    read_ones = [item for item in items if is_read(item)]
    assert [item.name for item in read_ones if not looks_like_one(item)] == []
    assert [item.name for item in read_ones if not is_read(item, only_trials=True)] == []


@pytest.mark.parametrize("text", SCANT.values(), ids=SCANT)
def test_no_page_of_few_words_is_dropped(text: str) -> None:
    row = Item("a.jsonl#1", "line", json.dumps({"text": text}).encode())
    for item in (Item("a.txt", data=text.encode()), row):
        assert is_read(item)
        assert looks_like_one(item)
        assert is_read(item, only_trials=True)


def test_a_page_of_few_words_that_is_no_trials_is_passed_over() -> None:
    item = Item("a.txt", data=b"Warm socks, three pairs, in stock.")
    assert not looks_like_one(item)
    found = read(item, Reading(only_trials=True))[1]
    assert not isinstance(found, Read)
    assert found.code == "passed-over"
