"""The structured samples read as their goldens say, in the model's order, and every value can be found again."""

import json
import re
from functools import reduce
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from trialx.record.model import TrialRecord
from trialx.record.schema import schema
from trialx.registries import catalogue, clinical_study_places, study_places
from trialx.registries.xml_nodes import xml_root

from .golden import SAMPLES, found, golden, records, samples, written

NAMES = [sample.name for sample in samples()]
V2 = SAMPLES / "warm_socks.ctgov-v2.json"
XML = SAMPLES / "warm_socks.ctgov-xml.xml"


def at(record: Any, pointer: str) -> Any:
    """Follow a JSON Pointer."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    return reduce(lambda node, step: node[int(step)] if isinstance(node, list) else node[step], steps, record)


@pytest.mark.parametrize("sample", samples(), ids=NAMES)
def test_a_sample_reads_as_its_golden(sample: Path) -> None:
    assert written(sample) == golden(sample).read_text("utf-8")


@pytest.mark.parametrize("sample", samples(), ids=NAMES)
def test_a_record_follows_the_schema_and_the_order_of_the_model(sample: Path) -> None:
    order = list(TrialRecord.__annotations__)
    for record in records(sample):
        jsonschema.validate(record, schema())
        assert sorted(record, key=order.index) == list(record)


@pytest.mark.parametrize("sample", samples(), ids=NAMES)
def test_the_same_input_gives_the_same_bytes(sample: Path) -> None:
    first = written(sample)
    found.cache_clear()
    assert written(sample) == first


@pytest.mark.parametrize("sample", samples(), ids=NAMES)
def test_a_sample_is_told_by_what_it_holds(sample: Path) -> None:
    layouts = {record["source"]["layout"] for record in records(sample)}
    named = sample.suffixes[0].removeprefix(".") if len(sample.suffixes) > 1 else sample.parent.name
    assert named in layouts


def test_every_source_has_a_sample() -> None:
    assert {record["source"]["layout"] for sample in samples() for record in records(sample)} == set(
        catalogue().sources
    )


def test_every_value_of_a_study_is_found_again_in_the_study() -> None:
    study = json.loads(V2.read_text("utf-8"))
    (record,) = records(V2)
    places = study_places(study)
    assert len(places) > 150
    for pointer, place in places.items():
        assert at(study, place) is not None
        assert at(record, pointer) is not None
    assert places["/arm_groups/0/type"] == "/protocolSection/armsInterventionsModule/armGroups/0/type"
    assert places["/interventions/1/name"] == "/protocolSection/armsInterventionsModule/interventions/1/name"


def test_every_value_of_the_xml_is_found_again_in_the_xml() -> None:
    root = xml_root(XML.read_bytes())
    (record,) = records(XML)
    places = clinical_study_places(XML.read_bytes())
    assert len(places) > 70
    for pointer, place in places.items():
        node: Any = {root.name: [root.node]}
        for step, number in re.findall(r"/(@?[\w]+)(?:\[(\d+)\])?", place):
            node = node[step] if step.startswith("@") else node[step][int(number or 1) - 1]
        assert node
        assert at(record, pointer) is not None


def test_every_field_that_a_register_can_have_is_in_some_sample() -> None:
    # What only a page has: a site's own words, other trials, questions, results of the reading; and merged records.
    of_pages = {"related_trials", "timeline", "track_records", "faqs", "evidence", "coverage", "sources"}
    found = {name for sample in samples() for record in records(sample) for name in record}
    assert found == set(TrialRecord.__annotations__) - of_pages
