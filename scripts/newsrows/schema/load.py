"""The tables' schemas, read from schemas/."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from newsrows.records import NewsrowsError
from newsrows.schema.model import Constraints, Field, FieldType, ForeignKey, TableSchema

# Tables stand after the tables that they point to.
TABLE_ORDER = (
    "articles",
    "people",
    "organisations",
    "aliases",
    "mentions",
    "roles",
    "quotes",
    "quote_spans",
    "statistics",
)

_CONSTRAINTS = {
    "required": "required",
    "unique": "unique",
    "minimum": "minimum",
    "maximum": "maximum",
    "minLength": "min_length",
    "maxLength": "max_length",
    "pattern": "pattern",
    "enum": "enum",
}


class SchemaError(NewsrowsError):
    """A Table Schema that newsrows cannot use; the message is for people."""


@cache
def load_tables() -> Mapping[str, TableSchema]:
    """The schemas of newsrows' own tables, by name; a table stands after those that its foreign keys point to.

    Raises:
        SchemaError: a schema is missing or cannot be used.
    """
    folder = schema_folder()
    tables: dict[str, TableSchema] = {}
    for name in TABLE_ORDER:
        path = folder / f"{name}.json"
        try:
            descriptor = json.loads(path.read_text("utf-8"))
        except (OSError, json.JSONDecodeError) as error:
            raise SchemaError(f"schemas/{path.name}: cannot be read ({error}); next: restore it from git") from error
        tables[name] = read_table(descriptor, name=name)
    return MappingProxyType(tables)


def schema_folder() -> Path:
    """Where schemas/ is: inside the installed package, or at the top of a clone."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "schemas"
    return installed if installed.is_dir() else package.parent.parent / "schemas"


def read_table(descriptor: Mapping[str, Any], *, name: str = "") -> TableSchema:
    """The model of one Table Schema; `name` is used where the descriptor has none.

    Keys may be written as a single name or a list, as the standard allows.

    Raises:
        SchemaError: a field has no name, or a type or constraint that newsrows does not know.
    """
    name = str(descriptor.get("name", name))
    return TableSchema(
        name=name,
        title=str(descriptor.get("title", "")),
        description=str(descriptor.get("description", "")),
        fields=tuple(_read_field(name, field) for field in descriptor.get("fields", [])),
        primary_key=_names(descriptor.get("primaryKey", ())),
        unique_keys=tuple(_names(key) for key in descriptor.get("uniqueKeys", ())),
        foreign_keys=tuple(
            ForeignKey(
                fields=_names(key["fields"]),
                resource=str(key["reference"].get("resource") or name),  # '' or absent: the table itself
                reference_fields=_names(key["reference"]["fields"]),
            )
            for key in descriptor.get("foreignKeys", ())
        ),
        descriptor=descriptor,
    )


def _read_field(table: str, field: Mapping[str, Any]) -> Field:
    place = f"schema of {table}, field {field.get('name', '?')!r}"
    kind = field.get("type", "string")
    if "name" not in field or kind not in get_args(FieldType):
        raise SchemaError(f"{place}: found type {kind!r}, expected a name and one of {', '.join(get_args(FieldType))}")
    constraints = dict(field.get("constraints", {}))
    if unknown := constraints.keys() - _CONSTRAINTS.keys():
        raise SchemaError(f"{place}: found constraint {min(unknown)!r}, expected one of {', '.join(_CONSTRAINTS)}")
    if "enum" in constraints:
        constraints["enum"] = tuple(constraints["enum"])
    return Field(
        name=field["name"],
        type=kind,
        title=str(field.get("title", "")),
        description=str(field.get("description", "")),
        example=_example(kind, field.get("example")),
        constraints=Constraints(**{_CONSTRAINTS[key]: value for key, value in constraints.items()}),
    )


def _example(kind: FieldType, written: Any) -> Any:
    """The example as a value: the standard has it written as a string, whatever the field's type."""
    if kind in {"integer", "number"} and isinstance(written, str):
        try:
            return json.loads(written)
        except json.JSONDecodeError:
            return written
    return written


def _names(key: str | Iterable[str]) -> tuple[str, ...]:
    return (key,) if isinstance(key, str) else tuple(key)
