"""What of a package is not checked, and why: so that nobody takes for valid what was not read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import Any

from newsrows.datapackage.descriptor import build_dialect
from newsrows.datapackage.json_values import refers_elsewhere
from newsrows.datapackage.model import DELIMITERS, Dialect, ForeignKey, Resource, TableSchema
from newsrows.validation.report import Unchecked
from newsrows.validation.resources import LocatedResource

# Formats whose rows are read. Spreadsheets need a package that is not always installed.
_LIBRARIES = {"xlsx": "openpyxl", "ods": "python-calamine"}
READ_FORMATS = frozenset({*DELIMITERS, "parquet", "json", "jsonl", "ndjson", "xlsx", "ods", "inline"})
_TABLE_FORMATS = frozenset({"csv", "tsv", "parquet"})
_TABLE_PROFILES = frozenset({"tabular-data-resource"})


def unchecked_parts(resources: Sequence[LocatedResource], known: Collection[str] = ()) -> Iterator[Unchecked]:
    """The rows, constraints and keys of resources that are not checked.

    Args:
        resources: the resources.
        known: the names of those whose schema is known to be missing, which are not listed again for that.
    """
    unread = {located.name for located in resources if unread_reason(located) is not None}
    by_name = {located.name: located.resource for located in reversed(resources)}
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
            if (why := _unchecked_key(key, by_name, unread)) is not None:
                yield Unchecked(located.name, f"the foreign key {key} points {why}")


def _unchecked_constraints(name: str, schema: TableSchema) -> Iterator[Unchecked]:
    for field in schema.fields:
        rules = field.constraint("jsonSchema")
        if isinstance(rules, Mapping) and refers_elsewhere(rules):
            reason = f"the constraint jsonSchema of {field.name} refers to another document, so it is not checked"
            yield Unchecked(name, reason)
        if field.constraints.pattern is not None and (why := _unapplied(field.constraints.pattern)) is not None:
            yield Unchecked(name, f"the pattern of {field.name} {why}, so it is not checked")


def _unapplied(pattern: str) -> str | None:
    """Why a valid pattern is not applied; None if it is."""
    from newsrows.datapackage.patterns import PatternError, read_pattern  # noqa: PLC0415 - imports polars

    try:
        read_pattern(pattern)
    except PatternError as error:
        return str(error) if error.is_valid else None
    return None


def _unchecked_key(key: ForeignKey, resources: Mapping[str, Resource], unread: Collection[str]) -> str | None:
    """Where a foreign key points, if it cannot be checked because of that."""
    if key.package:
        return "into another package"
    if key.resource in unread:
        return "to rows that are not read"
    target = resources.get(key.resource)
    if target is not None and (target.schema is None or not target.schema.fields):
        return "to a resource without a schema"
    return None


def unread_reason(located: LocatedResource) -> str | None:
    """Why the rows of a resource are not read; None if they are, or if it has no files and no rows."""
    if located.missing:
        return located.missing
    resource = located.resource
    kind = resource.format
    if kind not in READ_FORMATS and (located.files or kind):
        return f"the format {kind or 'of the files'!r} is not read, only the files are checked"
    if not _is_table(located):
        return "the resource has no schema, only its files are checked"
    if (needed := _LIBRARIES.get(kind)) is not None and find_spec(needed.replace("-", "_")) is None:
        return f"the format {kind!r} is read only if {needed} is installed"
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
    for name in ("delimiter", "quoteChar", "escapeChar"):
        value = written.get(name)
        if isinstance(value, str) and len(value) > 1:
            return f"the {name} {value!r} has more than one character, so the rows are not read"
    return _unusable_characters(build_dialect(written, delimiter=DELIMITERS[kind]))


def _unusable_characters(dialect: Dialect) -> str | None:
    """Why nothing can be written in a dialect; None if something can."""
    stated = [one for one in (dialect.delimiter, dialect.quote_char, dialect.escape_char) if one is not None]
    if any(one in "\0\r\n" for one in stated):
        return "the dialect separates or quotes cells with NUL or a line break, so the rows are not read"
    if dialect.delimiter in {dialect.quote_char, dialect.escape_char, dialect.comment_char}:
        return f"the dialect uses {dialect.delimiter!r} for two things, so the rows are not read"
    return None
