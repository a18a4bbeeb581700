"""The forms that records leave trialx in.

What comes in: a name. What goes out: what turns a record into a document of that form, and how several documents stand
in one file. Separate from the forms themselves, each of which is a file.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final, NamedTuple

from trialx.record.model import TrialRecord


class Exported(NamedTuple):
    """A document, and how many values of which fields had no place in it."""

    document: Any
    lost: dict[str, int]


class Format(NamedTuple):
    """A form: what makes a document of a record; where it is no JSON, its text and what stands around all."""

    export: Callable[[TrialRecord], Exported]
    text: Callable[[Any], str] | None = None
    before: str = ""
    after: str = ""


# name → the module that has its `FORMAT`, or one under the name of the form.
FORMATS: Final = {
    "ctgov-v2": ("trialx.export.ctgov_v2", "CTGOV_V2"),
    "fhir-r5": ("trialx.export.fhir", "R5"),
    "fhir-r4": ("trialx.export.fhir", "R4"),
    "schema-org": ("trialx.export.schema_org", "SCHEMA_ORG"),
    "who-trds": ("trialx.export.who_trds", "WHO_TRDS"),
}


def format_of(name: str) -> Format:
    """Return a form by its name.

    >>> format_of("ctgov-v2").export({"nct_id": "NCT99000001"}).document
    {'protocolSection': {'identificationModule': {'nctId': 'NCT99000001'}}}
    """
    module, what = FORMATS[name]
    found: Format = getattr(import_module(module), what)
    return found
