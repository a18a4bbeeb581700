"""The JSON Schema (draft 2020-12) of a trial record, generated from the model.

What comes in: the typed dictionaries of model.py. What goes out: a plain mapping, and its text as published in the
package (record.schema.json, kept equal by a test). Separate from the model so that the model stays a list of fields;
generated so that the two cannot differ. It uses few keywords, on purpose: `type`, `enum`, `pattern`, `minLength`,
`minimum`, `maximum`, `properties`, `required`, `additionalProperties`, `items`, `anyOf`, `$ref`.
"""

import json
from functools import cache
from importlib import resources
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Required,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from trialx.record import model
from trialx.record.forms import Form, Or

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PUBLISHED = "record.schema.json"
_TYPES: dict[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


@cache
def schema() -> Schema:
    """Return the JSON Schema of a record, one `$defs` entry a typed dictionary.

    >>> schema()["$id"]
    'urn:trialx:record:2'
    >>> schema()["properties"]["nct_id"]["pattern"]
    '^NCT[0-9]{8}$'
    """
    definitions: dict[str, Schema] = {}
    record = _mapping(model.TrialRecord, definitions)
    return {
        "$schema": DIALECT,
        "$id": f"urn:trialx:record:{model.SCHEMA_VERSION}",
        "title": "Trial record",
        **record,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    r"""Return the schema as it is published: indented JSON that ends with a newline.

    >>> schema_text()[:14]
    '{\n  "$schema":'
    """
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def published() -> str:
    """Return the text of the copy in the package, for readers that do not run Python.

    >>> published() == schema_text()
    True
    """
    return resources.files(__package__).joinpath(PUBLISHED).read_text(encoding="utf-8")


def _mapping(typed_dict: Any, definitions: dict[str, Schema]) -> Schema:
    """Turn a TypedDict into an object schema; the dictionaries that it holds go into `definitions`."""
    hints = get_type_hints(typed_dict, include_extras=True)
    required = sorted(typed_dict.__required_keys__, key=list(hints).index)
    made: Schema = {"type": "object"}
    # A TypedDict in the functional form inherits dict's own docstring, which says nothing of trials.
    if typed_dict.__doc__ and typed_dict.__doc__ != dict.__doc__:
        made["description"] = typed_dict.__doc__
    made["properties"] = {name: _typed(hint, definitions) for name, hint in hints.items()}
    if required:
        made["required"] = required
    made["additionalProperties"] = False
    return made


def _typed(hint: Any, definitions: dict[str, Schema]) -> Schema:
    """Turn one annotation into a schema; an annotation that the record has no use for is a TypeError."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (NotRequired, Required):
        return _typed(arguments[0], definitions)
    if origin is Annotated:
        made = _typed(arguments[0], definitions)
        for form in (extra for extra in arguments[1:] if isinstance(extra, Form)):
            made |= _formed(form)
        others = [_typed(extra.shape, definitions) for extra in arguments[1:] if isinstance(extra, Or)]
        return _union([made, *others]) if others else made
    if origin is Literal:
        return {"type": "string", "enum": list(arguments)}
    if origin is list:
        return {"type": "array", "items": _typed(arguments[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _typed(arguments[1], definitions)}
    if origin in (Union, UnionType):
        return _union([_typed(argument, definitions) for argument in arguments])
    if is_typeddict(hint):
        if hint.__name__ not in definitions:
            definitions[hint.__name__] = {}  # a place first, because a criterion holds criteria
            definitions[hint.__name__] = _mapping(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if hint is str:
        return {"type": "string", "minLength": 1}  # what a page does not state is absent, never empty
    if hint in _TYPES:
        return {"type": _TYPES[hint]}
    raise TypeError(f"{hint!r} has no JSON Schema here: use a type that trialx/record/schema.py knows")


def _formed(form: Form) -> Schema:
    """Return the keywords of a form; those it does not set are left out."""
    keywords = {
        "description": form.words,
        "pattern": form.pattern,
        "minimum": form.minimum,
        "maximum": form.maximum,
    }
    return {name: value for name, value in keywords.items() if value is not None}


def _union(members: list[Schema]) -> Schema:
    """Join alternatives: `float | int` is a number, plain types become a list of types, others an `anyOf`."""
    names = [member.get("type") for member in members]
    if "number" in names:
        members = [member for member in members if member != {"type": "integer"}]
    if len(members) == 1:
        return members[0]
    return {"anyOf": members}
