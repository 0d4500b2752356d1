"""What of a package is not checked, and why: so that nobody takes for valid what was not read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import Any

from newsrows.datapackage.model import DELIMITERS, ForeignKey, TableSchema
from newsrows.datapackage.normalise import as_list
from newsrows.validation.report import Unchecked
from newsrows.validation.resources import LocatedResource

# Formats whose rows are read. Excel files need a package that is not always installed.
READ_FORMATS = frozenset({*DELIMITERS, "parquet", "json", "jsonl", "ndjson", "xlsx", "inline"})
_TABLE_FORMATS = frozenset({"csv", "tsv", "parquet"})
_TABLE_PROFILES = frozenset({"tabular-data-resource"})
_STANDARD_NAMES = frozenset(
    {
        *("default", "data-package", "tabular-data-package", "data-resource", "tabular-data-resource"),
        *("table-schema", "table-dialect"),
    }
)
_STANDARD_ADDRESSES = (
    "https://datapackage.org/profiles/",
    "https://specs.frictionlessdata.io/schemas/",
    "https://schemas.frictionlessdata.io/",
    "https://frictionlessdata.io/schemas/",
)
_LINE_ENDS = frozenset({"\n", "\r\n", "\r"})


def unchecked_profiles(name: str, descriptor: Mapping[str, Any]) -> Iterator[Unchecked]:
    """The profiles of a package, its resources and their schemas that are not the standard's own.

    Args:
        name: the descriptor's file name.
        descriptor: its value, with schemas in full.
    """
    for profile in _other_profiles(descriptor):
        yield Unchecked(name, f"the profile {profile} is not fetched")
    for place, resource in enumerate(as_list(descriptor.get("resources"))):
        for part in (resource, resource.get("schema")) if isinstance(resource, Mapping) else ():
            if isinstance(part, Mapping):
                for profile in _other_profiles(part):
                    yield Unchecked(str(resource.get("name") or place), f"the profile {profile} is not fetched")


def unchecked_parts(resources: Sequence[LocatedResource], known: Collection[str] = ()) -> Iterator[Unchecked]:
    """The rows, constraints and keys of resources that are not checked.

    Args:
        resources: the resources.
        known: the names of those whose schema is known to be missing, which are not listed again for that.
    """
    unread = {located.name for located in resources if unread_reason(located) is not None}
    for located in resources:
        schema = located.resource.schema
        if (reason := unread_reason(located)) is not None:
            yield Unchecked(located.name, reason)
            continue
        if schema is None or not schema.fields:
            if located.name not in known:
                yield Unchecked(located.name, "the resource has no schema, so the values in its rows are not checked")
            continue
        yield from _unchecked_constraints(located.name, schema)
        for key in schema.foreign_keys:
            if (why := _unchecked_key(key, resources, unread)) is not None:
                yield Unchecked(located.name, f"the foreign key {key} points {why}")


def _unchecked_constraints(name: str, schema: TableSchema) -> Iterator[Unchecked]:
    for field in schema.fields:
        if field.constraint("jsonSchema") is not None:
            yield Unchecked(name, f"the constraint jsonSchema of {field.name} is not checked")


def _unchecked_key(key: ForeignKey, resources: Sequence[LocatedResource], unread: Collection[str]) -> str | None:
    """Where a foreign key points, if it cannot be checked because of that."""
    if key.package:
        return "into another package"
    if key.resource in unread:
        return "to rows that are not read"
    target = next((located.resource for located in resources if located.name == key.resource), None)
    if target is not None and (target.schema is None or not target.schema.fields):
        return "to a resource without a schema"
    return None


def unread_reason(located: LocatedResource) -> str | None:
    """Why the rows of a resource are not read; None if they are, or if it has no files and no rows."""
    if located.remote:
        return f"{located.remote[0]} is not fetched"
    resource = located.resource
    kind = resource.format
    if kind not in READ_FORMATS and (located.files or kind):
        return f"the format {kind or 'of the files'!r} is not read, only the files are checked"
    if not _is_table(located):
        return "the resource has no schema, only its files are checked"
    if kind == "xlsx" and find_spec("openpyxl") is None:
        return "the format 'xlsx' is read only if openpyxl is installed"
    return _unread_dialect(resource.descriptor.get("dialect"), kind)


def _is_table(located: LocatedResource) -> bool:
    """Whether a resource is a table, and not a text or JSON file of any kind."""
    resource = located.resource
    if resource.schema is not None or "data" in resource.descriptor or resource.format in _TABLE_FORMATS:
        return True
    written = resource.descriptor
    return written.get("type") == "table" or written.get("profile") in _TABLE_PROFILES


def _unread_dialect(written: Any, kind: str) -> str | None:
    """What of a dialect makes a file unreadable."""
    if not isinstance(written, Mapping):
        return None
    if "$ref" in written:
        return "the dialect is not fetched, so the rows are not read"
    if kind not in DELIMITERS:
        return None
    ends = written.get("lineTerminator")
    if ends is not None and ends not in _LINE_ENDS:
        return f"the lineTerminator {ends!r} is not supported, so the rows are not read"
    for name in ("delimiter", "quoteChar", "escapeChar"):
        value = written.get(name)
        if isinstance(value, str) and len(value) > 1:
            return f"the {name} {value!r} has more than one character, so the rows are not read"
    return None


def _other_profiles(part: Mapping[str, Any]) -> Iterator[str]:
    for name in ("profile", "$schema"):
        profile = part.get(name)
        if isinstance(profile, str) and profile and not _is_standard(profile):
            yield profile


def _is_standard(profile: str) -> bool:
    return profile in _STANDARD_NAMES or profile.startswith(_STANDARD_ADDRESSES)
