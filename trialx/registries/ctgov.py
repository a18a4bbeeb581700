"""ClinicalTrials.gov: API v2 JSON and the old XML, a study into a record.

What comes in: a study as the API gives it (a mapping), something that may hold studies, or the XML of one study. What
goes out: a `TrialRecord`, or `NotAStudy` with one line that says why not; the places of the values, where asked for.
Which field comes from where stands in ctgov_v2.yaml and ctgov_xml.yaml.

`source.sha256` and `source.characters` are those of the XML as given; a study inside a list has no bytes of its own,
so for JSON they are those of the study as compact JSON.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from trialx.record.model import TrialRecord
from trialx.registries.apply import read
from trialx.registries.catalogue import catalogue
from trialx.registries.entry import check, entry, read_entry
from trialx.registries.mapped import Mapped
from trialx.registries.nodes import NotAStudy, json_pointer, xpath
from trialx.registries.sourced import sourced
from trialx.registries.steps import name_arms_interventions
from trialx.registries.xml_nodes import xml_root

ROOT: Final = "clinical_study"
# How many keys or elements of something else a message names.
_NAMED: Final = 4


def read_study(study: Mapping[str, Any]) -> TrialRecord:
    """Return the record of one study of the API (v2).

    >>> study = {"protocolSection": {"identificationModule": {"nctId": "NCT99000001", "briefTitle": "Warm socks"}}}
    >>> record = read_study(study)
    >>> record["nct_id"], record["brief_title"], record["source"]["layout"]
    ('NCT99000001', 'Warm socks', 'ctgov-v2')
    >>> read_study({"hasResults": True})
    Traceback (most recent call last):
    trialx.registries.nodes.NotAStudy: no study of ClinicalTrials.gov: it has no protocolSection (but hasResults)
    """
    _check(study)
    return read_entry(entry("ctgov-v2", study))


def study_places(study: Mapping[str, Any]) -> dict[str, str]:
    """Return where in a study each value of its record stands: JSON Pointer in the record to JSON Pointer in the study.

    >>> study_places({"protocolSection": {"identificationModule": {"nctId": "NCT99000001"}}})["/nct_id"]
    '/protocolSection/identificationModule/nctId'
    """
    _check(study)
    mapped = read("ctgov_v2", study, traced=True)
    check(catalogue().sources["ctgov-v2"], mapped)
    return {pointer: json_pointer(steps) for pointer, steps in mapped.places}


def studies_in(data: Any) -> Iterator[Mapping[str, Any]]:
    """Give the studies of what the API answers: one study, a list of them, or `{"studies": […]}`.

    >>> [study["hasResults"] for study in studies_in({"studies": [{"hasResults": True}, {"hasResults": False}]})]
    [True, False]
    >>> list(studies_in([1]))
    Traceback (most recent call last):
    trialx.registries.nodes.NotAStudy: no study of ClinicalTrials.gov: item 1 is no JSON object
    """
    if isinstance(data, Mapping) and isinstance(data.get("studies"), list):
        data = data["studies"]
    for number, study in enumerate(data if isinstance(data, list) else [data], 1):
        if not isinstance(study, Mapping):
            raise NotAStudy(f"no study of ClinicalTrials.gov: item {number} is no JSON object")
        yield study


def read_clinical_study(source: bytes | str) -> TrialRecord:
    """Return the record of one study in the XML that ClinicalTrials.gov gave out until 2024.

    >>> xml = "<clinical_study><id_info><nct_id>NCT99000001</nct_id></id_info><phase>Phase 2</phase></clinical_study>"
    >>> read_clinical_study(xml)["phases"]
    ['PHASE2']
    >>> read_clinical_study("<rss><channel/></rss>")
    Traceback (most recent call last):
    trialx.registries.nodes.NotAStudy: no study of ClinicalTrials.gov: the XML is a rss and not a clinical_study
    """
    mapped = _mapped_xml(source)
    data = source.encode("utf-8", "replace") if isinstance(source, str) else source
    characters = len(source) if isinstance(source, str) else len(source.decode("utf-8", "replace"))
    return sourced(mapped, "ctgov-xml", hashlib.sha256(data).hexdigest(), characters)


def clinical_study_places(source: bytes | str) -> dict[str, str]:
    """Return where in the XML each value of its record stands: JSON Pointer in the record to XPath.

    >>> xml = "<clinical_study><id_info><nct_id>NCT99000001</nct_id></id_info></clinical_study>"
    >>> clinical_study_places(xml)["/nct_id"]
    '/clinical_study/id_info[1]/nct_id[1]'
    """
    return {pointer: xpath(steps) for pointer, steps in _mapped_xml(source, traced=True).places}


def _check(study: Any) -> None:
    """Refuse what is no study."""
    if not isinstance(study, Mapping):
        raise NotAStudy(f"no study of ClinicalTrials.gov: a JSON object is needed, this is a {type(study).__name__}")
    protocol = study.get("protocolSection")
    if not isinstance(protocol, dict):
        named = ", ".join(list(study)[:_NAMED]) or "nothing"
        raise NotAStudy(f"no study of ClinicalTrials.gov: it has no protocolSection (but {named})")


def _mapped_xml(source: bytes | str, *, traced: bool = False) -> Mapped:
    """Apply the table of the XML; a study that does not say which one it is is refused."""
    element = xml_root(source)
    if element.name != ROOT:
        raise NotAStudy(f"no study of ClinicalTrials.gov: the XML is a {element.name} and not a {ROOT}")
    mapped = read("ctgov_xml", element.node, traced=traced, steps=(ROOT,))
    if "nct_id" not in mapped.fields:
        raise NotAStudy("no study of ClinicalTrials.gov: the XML has no id_info/nct_id")
    name_arms_interventions(mapped.fields)
    return mapped
