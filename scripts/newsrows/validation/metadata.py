"""The metadata of a descriptor, which no reader of rows needs, as the standard describes it in words.

Source: Data Package, Data Resource and Table Schema, version 2 (https://datapackage.org/standard/). Older spellings,
such as `license`, are allowed. What decides how rows are read is judged elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newsrows.records import Issue
from newsrows.validation.json_schemas import schema_findings
from newsrows.validation.registry import issue

_TEXT = {"type": "string"}
_URL = {"type": "string", "format": "uri"}
_EMAIL = {"type": "string", "format": "email"}
_MOMENT = {"type": "string", "format": "date-time"}
_FLAG = {"type": "boolean"}
_TEXTS = {"type": "array", "items": _TEXT}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


_SOURCE = _object(title=_TEXT, path=_TEXT, email=_EMAIL, version=_TEXT)
_LICENCE = {
    **_object(name=_TEXT, path=_TEXT, title=_TEXT),
    "if": {"type": "object", "not": {"required": ["name"]}},
    "then": {"required": ["path"]},
}
_CONTRIBUTOR = _object(
    title=_TEXT,
    givenName=_TEXT,
    familyName=_TEXT,
    path=_TEXT,
    email=_EMAIL,
    organization=_TEXT,
    role=_TEXT,
    roles=_TEXTS,
)
_LABELLED = {"oneOf": [{"type": ["string", "number", "boolean"]}, _object(label=_TEXT) | {"required": ["value"]}]}
_CONSTRAINTS = _object(
    enum={"type": "array", "minItems": 1},
    jsonSchema={"type": "object"},
    **{name: {"type": ["string", "number"]} for name in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")},
)
# A field was named by its id in 2011.
_NAMED = {"if": {"type": "object", "not": {"required": ["id"]}}, "then": {"required": ["name"]}}
_FIELD = _NAMED | _object(
    title=_TEXT,
    description=_TEXT,
    rdfType=_TEXT,
    categories={"type": "array", "items": _LABELLED},
    categoriesOrdered=_FLAG,
    decimalChar=_TEXT,
    groupChar=_TEXT,
    bareNumber=_FLAG,
    constraints=_CONSTRAINTS,
)
_SCHEMA = _object(
    fields={"type": "array", "items": _FIELD},
    missingValues={
        "if": {"type": "array", "contains": {"type": "object"}},
        "then": {"items": {"type": "object", "required": ["value"]}},
    },
    uniqueKeys={"type": "array", "items": {"type": ["array", "string"]}},
)
_ROWS = {"type": "array", "items": {"type": "integer", "minimum": 1}}
_DIALECT = _object(headerRows=_ROWS, commentRows=_ROWS)
_DESCRIBED: dict[str, Any] = {
    "title": _TEXT,
    "description": _TEXT,
    "homepage": _URL,
    "sources": {"type": "array", "items": _SOURCE},
    "licenses": {"type": "array", "items": _LICENCE},
}
_RESOURCE = _object(
    **_DESCRIBED,
    mediatype={"type": "string", "pattern": "^.+/.+$"},
    schema={"if": {"type": "object"}, "then": _SCHEMA},
    dialect={"if": {"type": "object"}, "then": _DIALECT},
)
METADATA_SCHEMA = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    **_object(
        **{"$schema": _TEXT},
        **_DESCRIBED,
        id=_TEXT,
        created=_MOMENT,
        image=_TEXT,
        keywords=_TEXTS,
        contributors={"type": "array", "items": _CONTRIBUTOR},
        resources={"type": "array", "items": _RESOURCE},
    ),
}
"""The JSON Schema of a package's metadata."""


def metadata_issues(name: str, descriptor: Mapping[str, Any]) -> Iterator[Issue]:
    """What of a descriptor's metadata does not follow the standard.

    Args:
        name: the descriptor's file name.
        descriptor: its value, with schemas and dialects in full.
    """
    for pointer, message in schema_findings(METADATA_SCHEMA, descriptor, is_own=True):
        yield issue(name, "descriptor-invalid", message, column=pointer or None)
