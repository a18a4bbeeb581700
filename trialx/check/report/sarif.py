"""The report as SARIF 2.1.0, which code hosts show beside the lines.

What comes in: findings. What goes out: a log of one run, with the rules that fired, relative URIs, columns in Unicode
characters, and fingerprints by which a host knows a finding again.
"""

import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from trialx.check.catalogue import About, catalogue
from trialx.check.finding import Finding, Place
from trialx.check.report import Summary
from trialx.version import __version__

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# A quoted line is cut to this many characters: a record of JSON Lines is one line, and hosts limit a file's size.
SNIPPET: Final = 300


def render(findings: Sequence[Finding], summary: Summary) -> str:
    """Return the log, indented, ending with a newline."""
    fired = sorted({one.rule for one in findings})
    driver = {
        "name": "trialx",
        "semanticVersion": __version__,
        "rules": [_rule(summary.own.get(rule) or catalogue()[rule]) for rule in fired],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, fired.index(one.rule)) for one in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(about: About) -> dict[str, Any]:
    return {
        "id": about.id,
        "name": about.name.title().replace("-", ""),
        "shortDescription": {"text": about.name.replace("-", " ")},
        "fullDescription": {"text": about.reason},
        "help": {"text": f"{about.reason}\n\nExample: {about.example}"},
        "defaultConfiguration": {"level": about.severity},
    }


def _result(one: Finding, index: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": index,
        "level": one.severity,
        "message": {"text": f"{one.record}: {one.message}" if one.record else one.message},
        "locations": [_location(one.place)],
        "partialFingerprints": {"trialx/v1": one.fingerprint()},
    }
    if one.fix is not None:
        made["fixes"] = [_fix(one.place, one.fix)]
    if one.others:
        made["relatedLocations"] = [
            {"id": number, "message": {"text": other.pointer or other.file}, **_location(other)}
            for number, other in enumerate(one.others, 1)
        ]
    return made


def _fix(place: Place, text: str) -> dict[str, Any]:
    replacement = {
        "deletedRegion": {"startLine": place.line, "startColumn": place.column, "endColumn": place.end},
        "insertedContent": {"text": text},
    }
    change = {"artifactLocation": {"uri": quote(place.file)}, "replacements": [replacement]}
    return {"description": {"text": f"Write {text}"[:SNIPPET]}, "artifactChanges": [change]}


def _location(place: Place) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": place.line, "startColumn": place.column, "endColumn": place.end}
    if place.source:
        region["snippet"] = {"text": place.source[:SNIPPET]}
    made: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": quote(place.file)}, "region": region},
    }
    if place.pointer:
        made["logicalLocations"] = [{"fullyQualifiedName": place.pointer, "kind": "value"}]
    return made
