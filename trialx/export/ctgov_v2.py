"""ClinicalTrials.gov API v2: a record as the API would give its study.

What comes in: a record. What goes out: a study. The table by which studies are read (registries/ctgov_v2.yaml) is
followed backwards; what it takes from several places at once (numbers, criteria, results) is written here and in
ctgov_results.py. Texts are escaped where Markdown would take a character for more than it is.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, Final

from trialx.export.criteria_text import criteria_text, reads_as
from trialx.export.ctgov_results import results
from trialx.export.formats import Exported, Format
from trialx.export.loss import lost
from trialx.readers.ids import registry_id
from trialx.record.model import TrialRecord
from trialx.registries.table import Rule, load

_SPECIAL: Final = frozenset(
    {"registry_ids", "adverse_events", "participant_flow", "baseline", "limitations", "has_adverse_events", "documents"}
)
_TYPE_OF_REGISTRY: Final = {"EU CTR": "EUDRACT_NUMBER", "CTIS": "CTIS"}
_LARGE: Final = re.compile(r"(?:Prot|SAP|ICF)(?:_(?:SAP|ICF))*")
_LIST_ITEM: Final = re.compile(r"(?:[*\-•+]|\d{1,2}[.)])\s")
# A backslash, and an ampersand that would begin the name of a character.
_TAKEN: Final = re.compile(r"\\|&(?=#?\w{1,10};)")
_EXTENSION: Final = " ext. "


def export(record: TrialRecord) -> Exported:
    """Return the study of a record.

    >>> export({"nct_id": "NCT99000001", "brief_title": "Warm socks", "timeline": {"screening": "A day"}})
    ... # doctest: +NORMALIZE_WHITESPACE
    Exported(document={'protocolSection': {'identificationModule':
        {'nctId': 'NCT99000001', 'briefTitle': 'Warm socks'}}}, lost={'timeline.screening': 1})
    """
    study: dict[str, Any] = {}
    _write(load("ctgov_v2"), record, study, record)
    _numbers(record, study)
    more = _documents(record, study) | _criteria(record, study)
    found, lost_in_results = results(record)
    if found:
        study["resultsSection"] = found
    return Exported(_ordered(study), lost(record, _kept(), more | lost_in_results))


def marked(text: str) -> str:
    r"""Return a text as the API writes it: paragraphs apart, and nothing that Markdown would take for an escape.

    >>> marked("a\\_b\nFeet:\n* left\n* right")
    'a\\\\_b\n\nFeet:\n\n* left\n* right'
    """
    lines = _escaped(text).split("\n")
    out = lines[:1]
    for before, line in pairwise(lines):
        both = _LIST_ITEM.match(before) and _LIST_ITEM.match(line)
        out.append(("\n" if both else "\n\n") + line)
    return "".join(out)


def _write(rules: Iterable[Rule], values: Mapping[str, Any], node: dict[str, Any], record: TrialRecord) -> None:
    """Put values where a table would read them."""
    for rule in rules:
        value = values.get(rule.name)
        if value is None or rule.name in _SPECIAL or not (rule.paths or rule.fields):
            continue
        if rule.name in ("inclusion", "exclusion", "criteria_text"):
            continue
        if rule.each:
            items: list[dict[str, Any]] = []
            for one in value:
                items.append({})
                _write(rule.fields, one, items[-1], record)
            put(node, rule.paths[0], items)
        elif rule.fields:
            _write(rule.fields, value, node, record)
        elif rule.join:
            first, _, second = value.partition(_EXTENSION)
            put(node, rule.paths[0], first)
            if second:
                put(node, rule.paths[1], second)
        elif rule.name == "intervention_names":
            put(node, rule.paths[0], [_typed(name, record) for name in value])
        else:
            put(node, rule.paths[0], marked(value) if rule.reading == "marked_text" else value)


def put(node: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Put a value at the end of a path of members.

    >>> node = {}
    >>> put(node, ("a", "b"), 1)
    >>> node
    {'a': {'b': 1}}
    """
    for step in path[:-1]:
        node = node.setdefault(step, {})
    node[path[-1]] = value


def _typed(name: str, record: TrialRecord) -> str:
    """Return the name of an intervention as arms have it: with its type before it."""
    kind = next((one.get("type") for one in record.get("interventions", ()) if one["name"] == name), None)
    return f"{kind.replace('_', ' ').title()}: {name}" if kind else name


def _numbers(record: TrialRecord, study: dict[str, Any]) -> None:
    """Add the numbers of other registries that are not among the secondary ones."""
    own = record.get("nct_id")
    known = [one["id"] for one in record.get("secondary_ids", ())]
    known += [number["id"] for one in known if (number := registry_id(one))]
    aliases, others = [], []
    for number in record.get("registry_ids", ()):
        if number["id"] == own or number["id"] in known:
            continue
        if number["registry"] == "ClinicalTrials.gov":
            aliases.append(number["id"])
        else:
            kind = _TYPE_OF_REGISTRY.get(number["registry"], "REGISTRY")
            others.append({"id": number["id"], "type": kind, "domain": number["registry"]})
    module = study.setdefault("protocolSection", {}).setdefault("identificationModule", {})
    if aliases:
        module["nctIdAliases"] = aliases
    if others:
        module["secondaryIdInfos"] = [*module.get("secondaryIdInfos", ()), *others]


def _criteria(record: TrialRecord, study: dict[str, Any]) -> dict[str, int]:
    """Write the criteria as one text; what is parted otherwise when it is read again is told as lost."""
    eligibility = record.get("eligibility", {})
    inclusion, exclusion = eligibility.get("inclusion", []), eligibility.get("exclusion", [])
    # Where some of the criteria have no side, this is the text of them all.
    text = marked(eligibility["criteria_text"]) if "criteria_text" in eligibility else ""
    if (inclusion or exclusion) and not (text and reads_as(text, inclusion, exclusion)):
        text = criteria_text(inclusion, exclusion, escape=_escaped)
    if text:
        put(study, ("protocolSection", "eligibilityModule", "eligibilityCriteria"), text)
    again = not text or reads_as(text, inclusion, exclusion)
    return {} if again else {"eligibility (its entries are parted otherwise when read again)": 1}


def _escaped(text: str) -> str:
    return _TAKEN.sub(r"\\\g<0>", text)


def _documents(record: TrialRecord, study: dict[str, Any]) -> dict[str, int]:
    """Write documents: those of the registry by their abbreviation, all others as data that can be had."""
    large, data, lost_dates = [], [], 0
    documents: list[Any] = list(record.get("documents", ()))
    for one in documents:
        if _LARGE.fullmatch(one.get("type", "")) and "url" not in one:
            large.append({"typeAbbrev": one["type"]} | {key: one[key] for key in ("label", "date") if key in one})
            continue
        names = (("type", "type"), ("url", "url"), ("comment", "label"))
        data.append({name: one[key] for name, key in names if key in one})
        lost_dates += "date" in one
    if large:
        put(study, ("documentSection", "largeDocumentModule", "largeDocs"), large)
    if data:
        put(study, ("protocolSection", "referencesModule", "availIpds"), data)
    return {"documents.date": lost_dates} if lost_dates else {}


def _ordered(study: dict[str, Any]) -> dict[str, Any]:
    """Put the sections in the API's order, and leave out what is empty."""
    order = ("protocolSection", "resultsSection", "documentSection", "derivedSection", "hasResults")
    return {name: study[name] for name in order if study.get(name) not in (None, {})}


def _kept() -> set[str]:
    """Return the names of all fields that the API has a place for."""
    kept: set[str] = {"registry_ids", "documents", "eligibility.inclusion", "eligibility.exclusion"}
    pending = [("", rule) for rule in load("ctgov_v2")]
    while pending:
        before, rule = pending.pop()
        name = f"{before}{rule.name}"
        inner = [*rule.fields, *(part for one in (*rule.first, *rule.both) for part in one.fields)]
        if inner:
            pending += [(f"{name}.", part) for part in inner]
        else:
            kept.add(name)
    return kept


CTGOV_V2: Final = Format(export)
