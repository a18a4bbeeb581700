"""YAML reads back the same, is written for people, and quotes what a loader would take for something else."""

import pytest
import yaml
from hypothesis import given

from trialx.record.model import TrialRecord
from trialx.write.as_yaml import to_yaml, yaml_documents

from .shapes import FULL, records


def as_strings(value: object) -> object:
    """Spell a value as YAML prints its scalars: what a loader without types must give."""
    if isinstance(value, dict):
        return {key: as_strings(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_strings(inner) for inner in value]
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


@given(records())
def test_any_record_reads_back_the_same(record: TrialRecord) -> None:
    assert yaml.safe_load(to_yaml(record)) == record


@given(records())
def test_any_record_reads_back_without_types(record: TrialRecord) -> None:
    assert yaml.load(to_yaml(record), Loader=yaml.BaseLoader) == as_strings(record)


def test_keys_stay_in_the_order_of_the_record() -> None:
    assert list(yaml.safe_load(to_yaml(FULL))) == list(FULL)


def test_several_paragraphs_are_a_block() -> None:
    assert "brief_summary: |-\n  Feet are cold.\n  Socks may help; nobody knows – ≥ 3 pairs.\n" in to_yaml(FULL)


def test_a_long_line_is_not_folded() -> None:
    title = "A very long title " * 40
    assert to_yaml({"brief_title": title.strip()}).count("\n") == 1


def test_letters_beyond_the_basic_plane_stay_readable() -> None:
    assert to_yaml({"brief_summary": "𝛽 rises 😀\nγ falls"}) == "brief_summary: |-\n  𝛽 rises 😀\n  γ falls\n"


@pytest.mark.parametrize(
    "text",
    [
        *("No", "yes", "Off", "y", "N", "null", "NULL", "~", "true"),
        *("012", "2024-07", "2024-07-04", "2024", "1e5", "0x1F", "0o14", "1_000", "12:30", "-5", ".5", "10/12"),
        "+86 10 5550 0101",
    ],
)
def test_what_some_loader_would_change_is_quoted(text: str) -> None:
    assert to_yaml({"acronym": text}) == f"acronym: '{text}'\n"


@pytest.mark.parametrize("text", ["NONE", "NA", "18 Years", "NCT99000001", "Phase 2 of 3", "PHASE1", "Sockenhaus"])
def test_plain_words_are_not_quoted(text: str) -> None:
    assert to_yaml({"acronym": text}) == f"acronym: {text}\n"


def test_one_object_used_twice_is_written_twice() -> None:
    names = ["Tea"]
    record: TrialRecord = {"conditions": names, "keywords": names}
    assert "&" not in to_yaml(record)


def test_a_stream_loads_as_its_records() -> None:
    other: TrialRecord = {"nct_id": "NCT99000002", "brief_summary": "Ends with a blank line\n\n"}
    stream = "".join(yaml_documents([FULL, other, FULL]))
    assert list(yaml.safe_load_all(stream)) == [FULL, other, FULL]
