"""What the standard asks of a descriptor and Frictionless does not check, each with its JSON pointer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import PurePosixPath
from typing import Any

from newsrows.datapackage.documents import join_pointer
from newsrows.datapackage.limits import is_url
from newsrows.datapackage.model import Field, ForeignKey, TableSchema
from newsrows.datapackage.normalise import as_list, value_text
from newsrows.datapackage.patterns import PatternError, read_pattern
from newsrows.datapackage.shapes import Misshapen
from newsrows.datapackage.values import read_values
from newsrows.records import Issue
from newsrows.validation.registry import issue
from newsrows.validation.resources import LocatedResource

_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
# Types whose bounds and enums are read as texts of the type.
_READ = frozenset({"integer", "number", "year", "yearmonth", "date", "time", "datetime", "duration", "boolean"})

# So many properties of the wrong kind are listed, and so many wrong values of an enum.
_MANY = 100

Finding = tuple[str, str]
"""A JSON pointer below a schema or resource, and a message."""


def standard_issues(name: str, resources: Sequence[LocatedResource]) -> Iterator[Issue]:
    """Hidden paths, keys to nowhere, and constraints and categories that mean nothing.

    Args:
        name: the descriptor's file name.
        resources: the package's resources, in order.
    """
    schemas = {located.name: located.resource.schema for located in resources}
    for place, located in enumerate(resources):
        findings = [*_path_findings(located.resource.descriptor), *_hidden_paths(located)]
        if (schema := located.resource.schema) is not None:
            below = [*_field_findings(schema), *_key_findings(schema, schemas)]
            findings += [(f"/schema{pointer}", message) for pointer, message in below]
        for pointer, message in findings:
            yield issue(name, "descriptor-invalid", message, column=f"/resources/{place}{pointer}")


def misshapen_issues(name: str, found: Sequence[Misshapen]) -> Iterator[Issue]:
    """Properties of the wrong kind, without which the package is read; `name` is the descriptor's file name."""
    for one in found[:_MANY]:
        message = f"found {one.found}, expected {one.expected}"
        yield issue(name, "descriptor-invalid", message, column=join_pointer("", *one.path))
    if len(found) > _MANY:
        message = f"found {len(found) - _MANY:,} more properties of the wrong kind, expected none"
        yield issue(name, "descriptor-invalid", message)


def is_pattern(pattern: str) -> bool:
    r"""Whether any engine understands a regular expression, be it too large or too slow to be applied."""
    try:
        read_pattern(pattern)
    except PatternError as error:
        return error.is_valid
    return True


def _path_findings(written: Mapping[str, Any]) -> Iterator[Finding]:
    has_path = bool(written.get("path") or written.get("url"))
    if has_path and "data" in written:
        yield "/data", "found data beside path, expected one of them"
    if not has_path and "data" not in written:
        yield "", "found neither path nor data, expected one of them"


def _hidden_paths(located: LocatedResource) -> Iterator[Finding]:
    for path in located.resource.paths:
        if not is_url(path) and any(part.startswith(".") for part in PurePosixPath(path).parts):
            yield "/path", f"found the hidden path {path!r}, expected no name with a dot in front"


def _field_findings(schema: TableSchema) -> Iterator[Finding]:
    for field in schema.fields:
        at = f"/fields/{field.index}"
        kind = field.descriptor.get("type")
        if isinstance(kind, str) and kind not in _TYPES:
            known = field.type if field.type in _TYPES else f"one of {', '.join(sorted(_TYPES))}"
            yield f"{at}/type", f"found the type {kind!r}, expected {known}"
        written = field.descriptor.get("constraints")
        if isinstance(written, Mapping):
            for pointer, message in _constraint_findings(field, written):
                yield f"{at}/constraints/{pointer}", message
        yield from ((f"{at}/{pointer}", message) for pointer, message in _category_findings(field))


_ORDERED = frozenset({"integer", "number", "date", "time", "datetime", "duration", "year", "yearmonth"})
_LONG = frozenset({"string", "list", "array", "object"})
_OTHERS = frozenset({"boolean", "geopoint"})
_TYPES = _ORDERED | _LONG | _OTHERS | {"any", "geojson"}
# The types that have a constraint, and those that do not. Nothing is said of other types.
_TYPES_WITH: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    **dict.fromkeys(_BOUNDS, (_ORDERED, _LONG | _OTHERS)),
    **dict.fromkeys(("minLength", "maxLength"), (_LONG, _ORDERED | _OTHERS)),
    "pattern": (frozenset({"string"}), _ORDERED | _OTHERS | (_LONG - {"string"})),
}


def _constraint_findings(field: Field, written: Mapping[str, Any]) -> Iterator[Finding]:
    for name, (types, others) in _TYPES_WITH.items():
        if written.get(name) is not None and field.type in others:
            yield name, f"found {name} in a field of the type {field.type}, expected one of {', '.join(sorted(types))}"
    pattern = written.get("pattern")
    if isinstance(pattern, str) and not is_pattern(pattern):
        yield "pattern", f"found {pattern!r}, expected a regular expression"
    for name in _BOUNDS:
        if _is_unreadable(field, written.get(name)):
            yield name, f"found {written[name]!r}, expected a value of the type {field.type}"
    for place, value in islice(_unreadable_values(field, as_list(written.get("enum"))), _MANY):
        yield join_pointer("enum", place), f"found {value!r}, expected a value of the type {field.type}"


def _unreadable_values(field: Field, enum: Sequence[Any]) -> Iterator[tuple[int, str]]:
    """The texts of an enum that are no values of the field's type, with their places.

    All are read at once, which is a hundred times as fast. Those that are not read then may have a form of their own.
    """
    texts = [(place, value) for place, value in enumerate(enum) if isinstance(value, str)]
    if not texts or field.type not in _READ:
        return
    read = read_values(field, [value for _, value in texts])
    for (place, value), is_unread in zip(texts, read.is_null(), strict=True):
        if is_unread and value not in field.missing_values and _is_unreadable(field, value):
            yield place, value


def _is_unreadable(field: Field, value: Any) -> bool:
    """Whether a text is no value of the field's type, neither in the field's format nor in the default one."""
    if not isinstance(value, str) or field.type not in _READ:
        return False
    usual = Field(field.name, field.type)
    return all(read_values(one, [value]).null_count() for one in (field, usual))


def _category_findings(field: Field) -> Iterator[Finding]:
    if field.categories is None:
        return
    names = [value_text(value) for value in field.categories]
    repeated = [name for name, count in Counter(names).items() if count > 1]
    if repeated:
        yield "categories", f"found {repeated[0]!r} twice, expected each category once"
    categories = set(names)
    others = [value for value in field.constraints.enum or () if value_text(value) not in categories]
    if others:
        yield "constraints/enum", f"found {others[0]!r}, expected one of the field's categories"


def _key_findings(schema: TableSchema, schemas: Mapping[str, TableSchema | None]) -> Iterator[Finding]:
    keys = [("/primaryKey", schema.primary_key)]
    keys += [(f"/uniqueKeys/{place}", key) for place, key in enumerate(schema.unique_keys)]
    keys += [(f"/foreignKeys/{place}/fields", key.fields) for place, key in enumerate(schema.foreign_keys)]
    for pointer, names in keys:
        for missing in [name for name in names if name not in schema.by_name]:
            yield pointer, f"found the field {missing!r}, expected a field of the schema"
    for place, foreign_key in enumerate(schema.foreign_keys):
        message = _reference_message(foreign_key, schema, schemas)
        if message is not None:
            yield f"/foreignKeys/{place}/reference", message


def _reference_message(key: ForeignKey, schema: TableSchema, schemas: Mapping[str, TableSchema | None]) -> str | None:
    if key.package:
        return None
    if len(key.fields) != len(key.reference_fields):
        return f"found {len(key.reference_fields)} fields, expected {len(key.fields)}, as many as in the key"
    if key.resource and key.resource not in schemas:
        return f"found the resource {key.resource!r}, expected a resource of the package"
    target = schemas[key.resource] if key.resource else schema
    missing = [name for name in key.reference_fields if target is not None and name not in target.by_name]
    if target is not None and target.fields and missing:
        return f"found the field {missing[0]!r}, expected a field of {key.resource or 'the schema'}"
    return None
