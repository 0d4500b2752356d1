"""Frictionless, judging the descriptor, the CSV files, and bytes and hash of all; its error types become rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import frictionless

from newsrows.records import Issue
from newsrows.validate.described.standard import harmless
from newsrows.validate.own.descriptor import Resources, resources_of
from newsrows.validate.own.handed import handed
from newsrows.validate.own.layout import DESCRIPTOR, Layout, Published
from newsrows.validate.rulebook import issue

_RULES: Mapping[str, str] = {
    "hash-count": "hash-mismatch",
    "byte-count": "size-mismatch",
    "scheme-error": "file-missing",
    "file-error": "file-missing",
    "encoding-error": "encoding",
    "format-error": "csv-unreadable",
    "source-error": "csv-unreadable",
    "blank-header": "csv-unreadable",
    "header-error": "columns-mismatch",
    "label-error": "columns-mismatch",
    "extra-label": "columns-mismatch",
    "missing-label": "columns-mismatch",
    "blank-label": "columns-mismatch",
    "duplicate-label": "columns-mismatch",
    "incorrect-label": "columns-mismatch",
    "blank-row": "blank-row",
    "extra-cell": "extra-cell",
    "missing-cell": "missing-cell",
    "type-error": "type-error",
    "unique-error": "unique",
    "primary-key": "primary-key",
    "foreign-key": "foreign-key",
}
_PROPERTIES = frozenset(
    {"name", "type", "path", "title", "description", "format", "mediatype", "encoding", "dialect", "hash", "bytes"}
) | {"schema"}
_CONSTRAINTS: Mapping[str, str] = {
    "required": "required",
    "unique": "unique",
    "minimum": "minimum",
    "maximum": "maximum",
    "minLength": "min-length",
    "maxLength": "max-length",
    "pattern": "pattern",
    "enum": "enum",
}


def standard_issues(folder: Path, descriptor: Mapping[str, Any], layout: Layout) -> Iterator[Issue]:
    """What Frictionless finds in the resources of a descriptor, and in the descriptor itself.

    It is handed only the resources that are where they should be, schema and dialect in full: it would fetch others.
    """
    known = _known(resources_of(descriptor), layout)
    try:
        package = frictionless.Package.from_descriptor(
            harmless({**descriptor, "resources": known}), basepath=str(folder)
        )
        errors = [(resource.name, error) for resource in handed(package) for error in _errors(resource)]
    except frictionless.FrictionlessException as exception:
        for error in exception.reasons or [exception.error]:
            yield issue(DESCRIPTOR, "descriptor-invalid", f"Frictionless: {error.note}")
        return
    keys = {entry["name"]: _single_key(entry) for entry in known}
    for name, error in errors:
        yield from _table_issue(name, keys.get(name), error)


def _errors(resource: frictionless.Resource) -> list[frictionless.Error]:
    return [error for task in resource.validate().tasks for error in task.errors]


def _known(resources: Resources, layout: Layout) -> list[dict[str, Any]]:
    """The resources that are where they should be, without properties that newsrows does not write.

    A Parquet file goes without the schema that its CSV file has: Frictionless would find the same in it once more, and
    of such a file it only reads the bytes.
    """
    known: dict[str, dict[str, Any]] = {}
    for file in layout.files():
        if file.resource in resources and _in_place(file, resources[file.resource]):
            given = {name: value for name, value in resources[file.resource].items() if name in _PROPERTIES}
            in_csv = known.get(file.table.name, {})
            if "type" not in given and given.get("schema") == in_csv.get("schema"):
                given.pop("schema", None)
            known[file.resource] = given
    return list(known.values())


def _in_place(file: Published, resource: Mapping[str, Any]) -> bool:
    """Whether the resource is the file that it should be, with schema and dialect in full."""
    if any(not isinstance(resource.get(name, {}), Mapping) for name in ("schema", "dialect")):
        return False
    return all(resource.get(name) == value for name, value in file.properties.items())


def _table_issue(table: str, key: str | None, error: frictionless.Error) -> Iterator[Issue]:
    """One error as an issue. `key` is the primary key, where that is one column: it is a unique column then."""
    stem = table.removesuffix("-parquet")
    name = f"{table}.csv" if stem == table else f"{stem}.parquet"
    rule = _rule(error)
    row = getattr(error, "row_number", None)
    column = getattr(error, "field_name", None) or None
    if rule == "primary-key":
        if 'are all "None"' in error.note:  # the key is required, and that is said already
            return
        if key:
            rule, column = "unique", key
    if rule in {"extra-cell", "missing-cell", "blank-row"}:
        column = None
    if rule == "foreign-key":
        fields = list(getattr(error, "field_names", None) or ())
        column = fields[0] if len(fields) == 1 else None
    if rule == "columns-mismatch":
        column = None
    message = f"Frictionless: {' '.join(error.message.split())[:300]}"
    # Frictionless counts the header as row 1
    yield issue(name, rule, message, row=row - 1 if row else None, column=column)


def _rule(error: frictionless.Error) -> str:
    if error.type == "constraint-error":
        broken = re.match(r'constraint "(\w+)"', error.note)
        return _CONSTRAINTS.get(broken[1] if broken else "", "other-finding")
    return _RULES.get(error.type, "other-finding")


def _single_key(resource: Mapping[str, Any]) -> str | None:
    schema = resource.get("schema")
    key = schema.get("primaryKey") if isinstance(schema, dict) else None
    if isinstance(key, list):
        return key[0] if len(key) == 1 else None
    return key
