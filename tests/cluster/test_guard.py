"""A page that harms its process costs that page and no other."""

from pathlib import Path

import pytest

from tests.cluster.pages import OTHER, PAGE
from trialx.batch.item import Item
from trialx.batch.rendering import Task
from trialx.cluster.guard import Limits, end_children, guarded

LIMITS = Limits(seconds=1.5, memory=4 << 30)
TASK = Task(format="jsonl")


@pytest.fixture(autouse=True)
def poison(monkeypatch: pytest.MonkeyPatch) -> object:
    end_children()
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent / "poison"), prepend=":")
    yield
    end_children()


def page(text: str, name: str = "a.txt") -> Item:
    return Item(name, data=text.encode())


def codes(*texts: str) -> list[str]:
    found = guarded([page(text, f"{number}.txt") for number, text in enumerate(texts)], TASK, LIMITS)
    assert [outcome.name for outcome in found] == [f"{number}.txt" for number in range(len(texts))]
    return [outcome.failure.code if outcome.failure else "" for outcome in found]


def test_good_pages_are_read() -> None:
    assert codes(PAGE, OTHER, PAGE) == ["", "not-a-trial", ""]


def test_pages_that_do_harm_are_put_aside() -> None:
    kill, loop, memory = (f"{PAGE}{what}" for what in ("kill this process", "never end", "take all memory"))
    assert codes(PAGE, kill, PAGE, loop, memory, PAGE, kill) == [
        "",
        "crashed",
        "",
        "too-slow",
        "too-large",
        "",
        "crashed",
    ]


def test_the_failure_stands_in_the_place_of_the_record() -> None:
    (found,) = guarded([page(f"{PAGE}kill this process")], TASK, LIMITS)
    assert found.text.startswith(b'{"source":{"file":"a.txt"},"error":{"code":"crashed","message":')
    (found,) = guarded([page(f"{PAGE}kill this process")], Task(format="csv"), LIMITS)
    assert found.text == b""


def test_no_page_needs_no_process() -> None:
    assert guarded([], TASK, LIMITS) == []
