"""Frictionless, used through its public API: it checks descriptors, and the files of small packages once more.

Frictionless fetches what a descriptor points to, so it gets descriptors with all schemas and dialects in full, and
without references and profiles.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import frictionless

from newsrows.records import Issue
from newsrows.validation.registry import issue

# Frictionless fetches any other profile.
_PROFILES = frozenset({"data-package", "tabular-data-package", "data-resource", "tabular-data-resource"})
_STANDARD = "https://datapackage.org/profiles/"
# What Frictionless needs to read a table. It copies every field, and titles and descriptions make that slow.
_READING = frozenset({"name", "type", "path", "format", "encoding", "dialect", "hash", "bytes"})
_CELLS = frozenset({"name", "type", "format", "constraints", "missingValues", "trueValues", "falseValues"})
# What Frictionless objects to and the standard allows.
_ALLOWED = re.compile(
    r"names of the fields are not unique"
    r'|constraint "\w+" is not supported by type "\w+"'  # newsrows says where, and knows more of the standard
    r'|(?:constraint "\w+"|missing values in object form) requires? datapackage v2'  # all read it all the same
    r"|\['\w+'\] is not (?:of type 'string'|one of .*) at property 'fieldsMatch'"  # as in a draft of version 2
)
# What Frictionless finds with the JSON Schema of a property or object.
_IN_ITS_PROFILE = re.compile(
    r" at property '| is a required property|is not valid under any|cannot retrieve metadata"
    r"|what Frictionless cannot read"
)
# What Frictionless says without a place, and the place at which newsrows says the same, in each such place.
_SAID_IN_PLACE: Mapping[re.Pattern[str], re.Pattern[str]] = {
    re.compile(note): re.compile(pointer)
    for note, pointer in (
        (r'property "created" is not valid', "/created"),
        ("license requires", r".*/licenses/\d+"),
        (r'properties "path" and "data" is mutually', r"/resources/\d+/data"),
        (r'one of the properties "path" or "data" is required', r"/resources/\d+"),
        ("names of the resources are not unique", r"/resources/\d+/name"),
        ("primary key .* does not match", r".*/primaryKey"),
        ("foreign key .* does not match", r".*/foreignKeys/\d+/.*"),
        ("field type .* is not supported", r".*/fields/\d+/type"),
    )
}
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
}
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


def descriptor_issues(name: str, descriptor: Mapping[str, Any]) -> Iterator[Issue]:
    """What Frictionless objects to in a dereferenced descriptor; nothing is fetched, and no file is read.

    Args:
        name: the descriptor's file name.
        descriptor: its value.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about older spellings, which are not mistakes
            frictionless.Package.from_descriptor(without_references(descriptor))
    except frictionless.FrictionlessException as exception:
        for error in exception.reasons or [exception.error]:
            if not _ALLOWED.fullmatch(error.note):
                yield issue(name, "descriptor-invalid", f"Frictionless: {error.note}")
    except Exception as error:  # Frictionless fails on values of the wrong kind in many ways
        message = f"found what Frictionless cannot read ({type(error).__name__}: {error}), expected a Data Package"
        yield issue(name, "descriptor-invalid", message)


def other_issues(known: Sequence[Issue], found: Iterable[Issue]) -> list[Issue]:
    """The issues of Frictionless about a descriptor that newsrows has not found itself, with their place.

    Frictionless says of a property of the wrong kind only its name. It finds nothing else once there is one.
    """
    ours = [one for one in known if one.rule.startswith("descriptor")]
    return [
        one
        for one in found
        if not ours or not (_IN_ITS_PROFILE.search(one.message) or _is_said_in_place(one.message, ours))
    ]


def _is_said_in_place(message: str, ours: Sequence[Issue]) -> bool:
    places = [pointer for note, pointer in _SAID_IN_PLACE.items() if note.search(message)]
    return any(place.fullmatch(one.column or "") for place in places for one in ours)


def _is_irregular(path: Path) -> bool:
    """Whether a path is a pipe or a device, which Frictionless would wait for; the rules say that it is no file."""
    return path.exists() and not path.is_file()


def file_issues(folder: Path, resources: Sequence[Mapping[str, Any]]) -> Iterator[Issue]:
    """What Frictionless finds in newsrows' own CSV files: hash, size, header, cells, primary keys.

    Of a Parquet file it would only read the bytes, and the rules compare its hash and size as well.

    Args:
        folder: the package's folder.
        resources: valid descriptors of resources, whose schemas are full.
    """
    for resource in resources:
        if resource.get("format") != "csv" or _is_irregular(folder / str(resource.get("path"))):
            continue
        key = _single_key(resource)
        table = frictionless.Resource.from_descriptor(_lean(resource), basepath=str(folder))
        for declared in table.schema.fields:
            # Frictionless copies each field twice and judges each copy, which takes most of the time of a small table.
            declared.to_copy = partial(_itself, declared)  # type: ignore[method-assign]
        for task in table.validate().tasks:
            for error in task.errors:
                yield from _table_issue(resource["name"], key, error)


def _itself(declared: frictionless.Field) -> frictionless.Field:
    """A field in place of its copy: nothing changes the fields of a resource that is only validated."""
    return declared


def without_references(value: Any) -> Any:
    """A descriptor without what makes Frictionless fetch a profile, and without what it does not know.

    That is jsonSchema, and `data` that is a text.

    Rows in the descriptor are unchanged.
    """
    if isinstance(value, list):
        return [without_references(member) for member in value]
    if not isinstance(value, Mapping):
        return value
    return {
        name: _data(member) if name == "data" else without_references(member)
        for name, member in value.items()
        if not _is_reference(name, member)
    }


def _data(member: Any) -> Any:
    """Rows in the descriptor; delimited text, which the standard allows and Frictionless does not know, as no rows."""
    return [] if isinstance(member, str) else member


def _is_reference(name: str, member: Any) -> bool:
    if name == "$schema":
        return not (isinstance(member, str) and member.startswith(_STANDARD))
    if name == "profile":
        return member not in _PROFILES if isinstance(member, str) else True
    return name in {"profiles", "jsonSchema", "$ref"}


def _lean(resource: Mapping[str, Any]) -> dict[str, Any]:
    """A resource without what its files are not checked by. Foreign keys are checked elsewhere."""
    lean = {name: value for name, value in resource.items() if name in _READING}
    schema = resource.get("schema")
    if isinstance(schema, Mapping):
        lean["schema"] = {
            "fields": [{name: value for name, value in field.items() if name in _CELLS} for field in schema["fields"]],
            **{name: schema[name] for name in ("primaryKey", "missingValues") if name in schema},
        }
    return lean


def _table_issue(table: str, key: str | None, error: frictionless.Error) -> Iterator[Issue]:
    """One error as an issue. `key` is the primary key if that is one column, which is a unique column then."""
    rule = _rule(error)
    row = getattr(error, "row_number", None)
    column = getattr(error, "field_name", None) or None
    if rule == "primary-key":
        if 'are all "None"' in error.note:  # the key is required, which is an issue already
            return
        if key:
            rule, column = "unique", key
    if rule in {"extra-cell", "missing-cell", "blank-row"}:
        column = None
    if rule == "columns-mismatch":
        column = None
    message = f"Frictionless: {' '.join(error.message.split())[:300]}"
    # Frictionless counts the header as row 1
    yield issue(f"{table}.csv", rule, message, row=row - 1 if row else None, column=column)


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
