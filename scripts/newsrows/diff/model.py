"""A package as the rules see it: every property in one spelling, everything with its place in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, Literal

from newsrows.compression import COMPRESSED
from newsrows.diff import spellings
from newsrows.diff.documents import Origin

DELIMITED = frozenset({"csv", "tsv", "txt", "psv", "tab", ""})


@dataclass(frozen=True, eq=False)
class Field:
    """One column: its descriptor and what follows from it."""

    name: str
    index: int
    members: Mapping[str, Any]
    origin: Origin
    second_edition: bool = False

    @property
    def type(self) -> str:
        """Type, in the standard's present spelling."""
        return spellings.field_type(self.members.get("type"), second_edition=self.second_edition)

    @property
    def format(self) -> str:
        """Format, `default` if none is given."""
        return spellings.field_format(self.members.get("format"))

    @property
    def constraints(self) -> Mapping[str, Any]:
        """Constraints; empty if none are given."""
        return self.members.get("constraints") or {}

    def flag(self, name: str) -> bool:
        """A yes-or-no constraint."""
        return spellings.flag(self.constraints.get(name))


@dataclass(frozen=True)
class ForeignKey:
    """Fields that point to fields of a resource ('' is the table itself), maybe of another package."""

    fields: tuple[str, ...]
    resource: str
    target: tuple[str, ...]
    package: str = ""

    def __str__(self) -> str:
        where = f"{self.package} {self.resource}".strip() or "itself"
        return f"({', '.join(self.fields)}) to {where} ({', '.join(self.target)})"


@dataclass(frozen=True, eq=False)
class Schema:
    """A table schema."""

    fields: tuple[Field, ...]
    members: Mapping[str, Any]
    origin: Origin

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Fields by their names."""
        return {field.name: field for field in self.fields}

    @property
    def match(self) -> str:
        """How fields match columns: exact, equal, subset, superset, partial."""
        return spellings.fields_match(self.members.get("fieldsMatch"))

    @cached_property
    def primary_key(self) -> tuple[str, ...]:
        """Names of the fields of the primary key; empty if there is none."""
        return tuple(str(name) for name in spellings.as_list(self.members.get("primaryKey")))

    @cached_property
    def unique_keys(self) -> tuple[tuple[str, ...], ...]:
        """The unique keys, each as names of fields."""
        return tuple(
            tuple(str(name) for name in spellings.as_list(key))
            for key in spellings.as_list(self.members.get("uniqueKeys"))
        )

    @cached_property
    def foreign_keys(self) -> tuple[ForeignKey, ...]:
        """The foreign keys."""
        return tuple(_foreign_key(key) for key in spellings.as_list(self.members.get("foreignKeys")))

    def missing_values(self, field: Field | None = None) -> dict[str, str | None]:
        """Texts that mean 'missing' in a field, or in the fields that say nothing of their own."""
        if field is not None and "missingValues" in field.members:
            return spellings.missing_values(field.members["missingValues"])
        return spellings.missing_values(self.members.get("missingValues"))

    def is_required(self, field: Field) -> bool:
        """Whether no null can stand in a field, said by itself or by the primary key."""
        return field.flag("required") or field.name in self.primary_key

    def is_unique(self, field: Field) -> bool:
        """Whether no value can stand twice in a field, said by itself or by a key of it alone."""
        alone = (field.name,)
        return field.flag("unique") or self.primary_key == alone or alone in self.unique_keys


def _foreign_key(written: Mapping[str, Any]) -> ForeignKey:
    reference = written.get("reference") or {}
    resource = str(reference.get("resource") or "")
    return ForeignKey(
        tuple(str(name) for name in spellings.as_list(written.get("fields"))),
        "" if resource == "self" else resource,
        tuple(str(name) for name in spellings.as_list(reference.get("fields"))),
        str(reference.get("package") or reference.get("datapackage") or ""),
    )


@dataclass(frozen=True, eq=False)
class Resource:
    """A table (or other file) of the package."""

    name: str
    members: Mapping[str, Any]
    origin: Origin
    schema: Schema | None
    dialect: Mapping[str, Any]
    dialect_origin: Origin
    named: bool = True

    @property
    def paths(self) -> tuple[str, ...]:
        """Files of the resource; a 2013 `url` counts where there is no path."""
        return tuple(str(path) for path in spellings.as_list(self.members.get("path") or self.members.get("url")))

    @property
    def format(self) -> str:
        """File format in lower case: as declared, else the extension of the first path."""
        if self.members.get("format"):
            return spellings.file_format(self.members["format"])
        if not self.paths:
            return "inline" if "data" in self.members else ""
        path = PurePosixPath(self.paths[0].lower())
        return spellings.file_format(PurePosixPath(path.stem if path.suffix in COMPRESSED else path.name).suffix)

    @property
    def read_by_position(self) -> bool:
        """Whether a program may count columns: delimited text whose columns stand in the schema's order."""
        return self.format in DELIMITED and (self.schema is None or self.schema.match == "exact")


@dataclass(frozen=True, eq=False)
class Package:
    """A data package, or a bare set of schemas, which says nothing of files, licences and versions."""

    kind: Literal["package", "schemas"]
    source: str
    members: Mapping[str, Any]
    origin: Origin
    resources: tuple[Resource, ...]

    @property
    def version(self) -> str | None:
        """The version as written; None if there is none."""
        written = self.members.get("version")
        return None if written is None else str(written)

    @cached_property
    def by_name(self) -> dict[str, Resource]:
        """Resources by their names."""
        return {resource.name: resource for resource in self.resources}
