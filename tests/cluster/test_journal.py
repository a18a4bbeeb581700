"""What is done is taken down, gone on with and summed up; what the manifest does not name is removed."""

import json
from pathlib import Path
from typing import Any

import pytest

from trialx.batch.remote import StoreLost
from trialx.batch.resume import Unresumable
from trialx.cluster.journal import FOLDER, MANIFEST, Journal
from trialx.cluster.store import Store, get, listing, part_name, put, remove, store_at
from trialx.cluster.work import Done

SETTINGS: dict[str, Any] = {"trialx": "1", "format": "jsonl", "reading": ("text", None)}


def done(name: str, part: str = "") -> Done:
    return Done(name, part, 3, 2, {"not-a-trial": 1}, [("a.txt#2", "not-a-trial", "no")], 30, 20)


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path, memory: Any) -> Store:
    assert not memory.store
    return store_at(str(tmp_path / "out") if request.param == "file" else "memory://out/trials/")


def test_a_run_that_broke_off_is_gone_on_with(store: Store) -> None:
    journal = Journal(store, SETTINGS, resume=False)
    journal.note(done("one"))
    journal.flush()
    journal.note(done("lost"))
    again = Journal(store, SETTINGS, resume=True)
    assert list(again.done) == ["one"]
    assert not again.complete
    again.note(done("two"))
    again.flush()
    assert sorted(Journal(store, SETTINGS, resume=True).done) == ["one", "two"]


def test_the_manifest_takes_the_place_of_the_journal(store: Store) -> None:
    parts = {name: part_name(0, name.encode(), ".jsonl") for name in ("one", "two", "stale")}
    for name, part in parts.items():
        put(store, part, name.encode())
    put(store, "notes.txt", b"not ours")
    journal = Journal(store, SETTINGS, resume=False)
    for name in ("two", "one", "stale"):
        journal.note(done(name, parts[name]))
    found = journal.finish(["one", "two"])
    assert [row.part for row in found] == [parts["one"], parts["two"]]
    assert listing(store) == sorted([MANIFEST, "notes.txt", parts["one"], parts["two"]])
    rows = [json.loads(line) for line in get(store, MANIFEST).splitlines()]
    assert rows[0] == {"settings": {**SETTINGS, "reading": ["text", None]}}
    assert [row["part"] for row in rows[1:]] == [parts["one"], parts["two"]]
    assert rows[1]["failed"] == {"not-a-trial": 1}
    assert "told" not in rows[1]
    again = Journal(store, SETTINGS, resume=True)
    assert again.complete
    assert list(again.done) == ["one", "two"]


def test_another_run_is_not_written_over(store: Store) -> None:
    Journal(store, SETTINGS, resume=False)
    with pytest.raises(Unresumable, match="--resume"):
        Journal(store, SETTINGS, resume=False)


def test_other_options_are_refused(store: Store) -> None:
    Journal(store, SETTINGS, resume=False)
    with pytest.raises(Unresumable, match="other options \\(format\\)"):
        Journal(store, {**SETTINGS, "format": "csv"}, resume=True)


def test_a_new_run_may_be_called_a_resumed_one(store: Store) -> None:
    assert Journal(store, SETTINGS, resume=True).done == {}
    assert listing(store, FOLDER) == ["0000000.jsonl"]


def test_a_part_is_whole_and_has_its_content_in_its_name(store: Store) -> None:
    name = part_name(7, b"x", ".jsonl")
    for _ in range(2):
        put(store, name, b"x")
    assert listing(store) == [name]
    assert get(store, name) == b"x"
    assert part_name(7, b"y", ".jsonl") != name


def test_a_folder_that_is_not_there_is_empty(store: Store) -> None:
    assert listing(store) == []


def test_what_cannot_be_read_or_removed_is_told(store: Store) -> None:
    with pytest.raises(StoreLost, match="cannot be reached"):
        get(store, "nothing.jsonl")
    with pytest.raises(StoreLost, match="cannot be reached"):
        remove(store, ["nothing.jsonl"])


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(StoreLost, match=r"file/out \(output\): cannot be reached"):
        put(store_at(str(tmp_path / "file" / "out")), "a", b"x")


def test_a_store_that_nobody_knows_is_told() -> None:
    with pytest.raises(StoreLost, match="nowhere://x: Protocol not known"):
        store_at("nowhere://x")
