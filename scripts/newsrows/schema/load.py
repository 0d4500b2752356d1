"""The schemas of newsrows' own tables, read from schemas/."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from newsrows.datapackage.descriptor import build_schema
from newsrows.datapackage.model import TableSchema
from newsrows.records import NewsrowsError

# A table comes after the tables that its foreign keys point to.
TABLE_ORDER = (
    "articles",
    "organisations",
    "people",
    "aliases",
    "roles",
    "utterances",
    "quotes",
    "quote_spans",
    "mentions",
    "claims",
    "statistics",
)

ID_CHANGES = "id_changes"
"""The table that a package has only if it was built with a previous one."""

# The types and constraints of newsrows' own tables.
TYPES = ("string", "integer", "number", "date", "datetime", "boolean")
CONSTRAINTS = ("required", "unique", "minimum", "maximum", "minLength", "maxLength", "pattern", "enum")


class SchemaError(NewsrowsError):
    """A Table Schema that newsrows cannot use; the message is for people."""


@cache
def load_tables() -> Mapping[str, TableSchema]:
    """The schemas of newsrows' own tables, by name. A table comes after those that its foreign keys point to.

    Raises:
        SchemaError: a schema is missing or cannot be used.
    """
    return MappingProxyType({name: _load(name) for name in TABLE_ORDER})


@cache
def load_id_changes() -> TableSchema:
    """The schema of the table `ID_CHANGES`.

    Raises:
        SchemaError: it is missing or cannot be used.
    """
    return _load(ID_CHANGES)


def _load(name: str) -> TableSchema:
    path = schema_folder() / f"{name}.json"
    try:
        descriptor = json.loads(path.read_text("utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise SchemaError(f"schemas/{path.name}: cannot be read ({error}); next: restore it from git") from error
    return read_table(descriptor, name=name)


def schema_folder() -> Path:
    """Where schemas/ is: inside the installed package, or at the top of a clone."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "schemas"
    return installed if installed.is_dir() else package.parent.parent / "schemas"


def read_table(descriptor: Mapping[str, Any], *, name: str = "") -> TableSchema:
    """The model of one Table Schema that newsrows writes; `name` is used if the descriptor has none.

    A foreign key to the same table names it, so that every key can be looked up by its table's name.

    Raises:
        SchemaError: a field has no name, or a type or constraint that newsrows does not write.
    """
    name = str(descriptor.get("name", name))
    for field in descriptor.get("fields", []):
        _check_field(name, field)
    schema = build_schema(descriptor, name=name)
    keys = tuple(replace(key, resource=key.resource or name) for key in schema.foreign_keys)
    return replace(schema, foreign_keys=keys)


def _check_field(table: str, field: Mapping[str, Any]) -> None:
    place = f"schema of {table}, field {field.get('name', '?')!r}"
    kind = field.get("type", "string")
    if "name" not in field or kind not in TYPES:
        raise SchemaError(f"{place}: found type {kind!r}, expected a name and one of {', '.join(TYPES)}")
    if unknown := field.get("constraints", {}).keys() - CONSTRAINTS:
        raise SchemaError(f"{place}: found constraint {min(unknown)!r}, expected one of {', '.join(CONSTRAINTS)}")
