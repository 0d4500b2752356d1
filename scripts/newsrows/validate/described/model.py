"""What a descriptor says of tables, with defaults filled in; older spellings are read as the newer ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from newsrows.validate.dialect import Dialect

Format = Literal["csv", "parquet", "inline", "file"]


@dataclass(frozen=True, eq=False)
class Field:
    """A column: `missing` are the texts that stand for nothing, `descriptor` is what the schema has."""

    name: str
    type: str
    format: str
    missing: frozenset[str]
    descriptor: Mapping[str, Any]

    @property
    def constraints(self) -> Mapping[str, Any]:
        """The constraints, empty where there are none."""
        given = self.descriptor.get("constraints")
        return given if isinstance(given, Mapping) else {}

    @property
    def categories(self) -> list[Any] | None:
        """The values that a categorical field may take, without their labels; None where it is not categorical."""
        given = self.descriptor.get("categories")
        if not isinstance(given, list):
            return None
        return [entry.get("value") if isinstance(entry, Mapping) else entry for entry in given]


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values must stand in columns of a resource of the package."""

    fields: tuple[str, ...]
    resource: str
    reference: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Schema:
    """A Table Schema."""

    fields: tuple[Field, ...]
    match: str = "exact"
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()


@dataclass(frozen=True, eq=False)
class Resource:
    """A resource: `labels` are what messages call its files: their paths in the package."""

    name: str
    format: Format
    files: tuple[Path, ...]
    labels: tuple[str, ...]
    encoding: str
    dialect: Dialect
    schema: Schema | None
    descriptor: Mapping[str, Any]


def read_schema(written: Mapping[str, Any], resource: str) -> Schema:
    """A Table Schema; what is of the wrong kind is left out, for the standard's own check has named it."""
    given = written.get("fields")
    missing = _missing(written.get("missingValues", [""]))
    return Schema(
        fields=tuple(_field(entry, missing) for entry in given if _named(entry)) if isinstance(given, list) else (),
        match=next(iter(_names(written.get("fieldsMatch"))), "exact"),
        primary_key=_names(written.get("primaryKey")),
        unique_keys=tuple(filter(None, map(_names, _list(written.get("uniqueKeys"))))),
        foreign_keys=tuple(
            filter(None, (_foreign_key(entry, resource) for entry in _list(written.get("foreignKeys"))))
        ),
    )


def _field(written: Mapping[str, Any], missing: frozenset[str]) -> Field:
    format_ = written.get("format")
    kind = written.get("type")
    return Field(
        name=written["name"],
        type=kind if isinstance(kind, str) else "any",
        format=format_.removeprefix("fmt:") if isinstance(format_, str) else "default",
        missing=_missing(written["missingValues"]) if "missingValues" in written else missing,
        descriptor=written,
    )


def _foreign_key(written: Any, resource: str) -> ForeignKey | None:
    """The key, None where it is malformed or points to another package."""
    reference = written.get("reference") if isinstance(written, Mapping) else None
    if not isinstance(reference, Mapping) or reference.get("package") or reference.get("datapackage"):
        return None
    target = reference.get("resource")
    itself = not target or target == "self" or not isinstance(target, str)
    fields, held = _names(written.get("fields")), _names(reference.get("fields"))
    if not fields or len(fields) != len(held):
        return None
    return ForeignKey(fields, resource if itself else str(target), held)


def _named(written: Any) -> bool:
    return isinstance(written, Mapping) and isinstance(written.get("name"), str)


def _missing(written: Any) -> frozenset[str]:
    """Texts that stand for nothing, given as texts or with labels."""
    values = (entry.get("value") if isinstance(entry, Mapping) else entry for entry in _list(written))
    return frozenset(value for value in values if isinstance(value, str))


def _names(written: Any) -> tuple[str, ...]:
    return tuple(name for name in _list(written) if isinstance(name, str))


def _list(written: Any) -> list[Any]:
    """A list as it is, nothing as no list, anything else as a list of one: "id" is short for ["id"]."""
    if written is None:
        return []
    return written if isinstance(written, list) else [written]
