"""The model built from JSON objects, leniently: a property of the wrong kind counts as absent.

Whether a descriptor follows the standard is checked elsewhere: by Frictionless when a package is validated, and by
`newsrows.datapackage.loading` when packages are compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from newsrows.datapackage import normalise
from newsrows.datapackage.documents import NOWHERE, Origin
from newsrows.datapackage.model import DELIMITERS, Constraints, Dialect, Field, ForeignKey, Resource, TableSchema


def build_schema(
    written: Mapping[str, Any], *, name: str = "", origin: Origin = NOWHERE, profile: Any = None
) -> TableSchema:
    """A Table Schema.

    Args:
        written: its descriptor.
        name: its name if the descriptor gives none.
        origin: where the descriptor stands.
        profile: the `$schema` of the package, which says which version of the standard it follows.
    """
    second_edition = normalise.is_second_edition(written.get("$schema"), profile)
    missing = normalise.missing_values(written.get("missingValues"))
    return TableSchema(
        name=_text(written, "name") or name,
        title=_text(written, "title"),
        description=_text(written, "description"),
        fields=tuple(_fields(written.get("fields"), origin, missing, second_edition=second_edition)),
        fields_match=normalise.fields_match(written.get("fieldsMatch")),
        primary_key=_names(written.get("primaryKey")),
        unique_keys=tuple(filter(None, map(_names, normalise.as_list(written.get("uniqueKeys"))))),
        foreign_keys=tuple(_foreign_keys(written.get("foreignKeys"))),
        missing_values=missing,
        descriptor=written,
        origin=origin,
    )


def build_dialect(written: Mapping[str, Any], *, delimiter: str = ",") -> Dialect:
    """A dialect; `delimiter` is what separates cells in files of the resource's format."""
    properties = normalise.dialect(written)

    def character(name: str) -> str | None:
        value = properties.get(name)
        return value if isinstance(value, str) and len(value) == 1 else None

    stated = "delimiter" in written or any("delimiter" in part for part in written.values() if isinstance(part, dict))
    comment, null, join = (properties.get(name) for name in ("commentChar", "nullSequence", "headerJoin"))
    return Dialect(
        delimiter=(character("delimiter") if stated else None) or delimiter,
        quote_char=character("quoteChar") or '"',
        double_quote=properties["doubleQuote"] is not False,
        escape_char=character("escapeChar"),
        skip_initial_space=properties["skipInitialSpace"] is True,
        header_rows=() if properties["header"] is False else _numbers(properties["headerRows"]) or (1,),
        header_join=join if isinstance(join, str) else " ",
        comment_rows=frozenset(_numbers(properties["commentRows"])),
        comment_char=comment if isinstance(comment, str) and comment else None,
        null_sequence=null if isinstance(null, str) else None,
        properties=properties,
    )


def build_resource(
    written: Mapping[str, Any],
    index: int,
    *,
    schema: TableSchema | None,
    dialect: Mapping[str, Any],
    origin: Origin = NOWHERE,
    dialect_origin: Origin = NOWHERE,
) -> Resource:
    """A resource whose schema and dialect, which may stand in other files, have been read."""
    name = written.get("name")
    named = isinstance(name, str) and bool(name)
    paths = [str(path) for path in normalise.as_list(written.get("path") or written.get("url"))]
    kind = normalise.resource_format(written, paths)
    return Resource(
        name=str(name) if named else normalise.stem(paths[0]) if paths else f"#{index}",
        schema=schema,
        dialect=build_dialect(dialect, delimiter=DELIMITERS.get(kind, ",")),
        named=named,
        descriptor=written,
        origin=origin,
        dialect_origin=dialect_origin,
    )


def field_name(written: Mapping[str, Any]) -> str | None:
    """The name of a field, which `id` was called in 2011; None if it has none."""
    name = written.get("name", written.get("id"))
    return name if isinstance(name, str) and name else None


def _fields(
    written: Any, origin: Origin, missing: Mapping[str, str | None], *, second_edition: bool
) -> Iterator[Field]:
    for index, field in enumerate(written if isinstance(written, list) else ()):
        name = field_name(field) if isinstance(field, Mapping) else None
        if name is None:
            continue
        kind = normalise.field_type(_text(field, "type") or None, second_edition=second_edition)
        categories = field.get("categories")
        yield Field(
            name=name,
            type=kind,
            format=normalise.field_format(field["format"] if isinstance(field.get("format"), str) else None),
            title=_text(field, "title"),
            description=_text(field, "description"),
            example=_example(kind, field.get("example")),
            constraints=_constraints(field.get("constraints")),
            missing_values=normalise.missing_values(field["missingValues"]) if "missingValues" in field else missing,
            categories=tuple(map(_value, categories)) if isinstance(categories, list) else None,
            index=index,
            descriptor=field,
            origin=origin.down("fields", index),
        )


def _constraints(written: Any) -> Constraints:
    if not isinstance(written, Mapping):
        return Constraints()

    def number(name: str) -> int | None:
        value = written.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    pattern, enum = written.get("pattern"), written.get("enum")
    return Constraints(
        required=normalise.flag(written.get("required")),
        unique=normalise.flag(written.get("unique")),
        minimum=written.get("minimum"),
        maximum=written.get("maximum"),
        exclusive_minimum=written.get("exclusiveMinimum"),
        exclusive_maximum=written.get("exclusiveMaximum"),
        min_length=number("minLength"),
        max_length=number("maxLength"),
        pattern=pattern if isinstance(pattern, str) else None,
        enum=tuple(enum) if isinstance(enum, list) else None,
    )


def _foreign_keys(written: Any) -> Iterator[ForeignKey]:
    for key in normalise.as_list(written):
        reference = key.get("reference") if isinstance(key, Mapping) else None
        if not isinstance(reference, Mapping):
            continue
        resource = str(reference.get("resource") or "")
        yield ForeignKey(
            fields=_names(key.get("fields")),
            resource="" if resource == "self" else resource,
            reference_fields=_names(reference.get("fields")),
            package=str(reference.get("package") or reference.get("datapackage") or ""),
        )


def _example(kind: str, written: Any) -> Any:
    """The example as a value: the standard writes it as a text, whatever the field's type."""
    if kind in {"integer", "number"} and isinstance(written, str):
        try:
            return json.loads(written)
        except json.JSONDecodeError:
            return written
    return written


def _text(written: Mapping[str, Any], name: str) -> str:
    value = written.get(name)
    return value if isinstance(value, str) else ""


def _value(entry: Any) -> Any:
    return entry.get("value") if isinstance(entry, Mapping) else entry


def _names(written: Any) -> tuple[str, ...]:
    return tuple(name for name in normalise.as_list(written) if isinstance(name, str))


def _numbers(written: Any) -> tuple[int, ...]:
    return tuple(row for row in written if isinstance(row, int)) if isinstance(written, list) else ()
