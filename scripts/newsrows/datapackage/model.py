"""The Data Package standard as values: defaults filled in, older spellings read as newer ones.

Every object keeps its `descriptor`, which is the JSON object as it was written, and its `origin`, which is the place
of that object in its file. Objects are compared by identity.

Standard: https://datapackage.org/standard/ (version 2)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from newsrows.datapackage import normalise
from newsrows.datapackage.documents import NOWHERE, Origin

# The formats of delimited text, and what separates cells in each of them.
DELIMITERS: Mapping[str, str] = {"csv": ",", "tsv": "\t", "tab": "\t", "txt": ",", "psv": "|"}


@dataclass(frozen=True, slots=True)
class Constraints:
    """What the values of a field must be. None or False: there is no such constraint."""

    required: bool = False
    unique: bool = False
    minimum: Any = None
    maximum: Any = None
    exclusive_minimum: Any = None
    exclusive_maximum: Any = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    enum: tuple[Any, ...] | None = None


@dataclass(frozen=True, eq=False)
class Field:
    """A column of a table.

    Attributes:
        name: its name.
        type: one of the standard's types, in its present spelling.
        format: one of the type's formats.
        title: its name for people; '' if there is none.
        description: what it means; '' if there is no description.
        example: an example value, as one of the field's type if it can be read as one.
        constraints: what its values must be.
        missing_values: the texts that mean 'missing' in this field, with their labels.
        categories: the values of a categorical field, with their labels; None if it is not categorical.
        index: its place among the fields, from 0.
        descriptor: the JSON object as it was written.
        origin: where that object stands.
    """

    name: str
    type: str = "string"
    format: str = "default"
    title: str = ""
    description: str = ""
    example: Any = None
    constraints: Constraints = Constraints()
    missing_values: Mapping[str, str | None] = field(default_factory=lambda: {"": None})
    categories: tuple[Any, ...] | None = None
    index: int = 0
    descriptor: Mapping[str, Any] = field(default_factory=dict)
    origin: Origin = NOWHERE

    def constraint(self, name: str) -> Any:
        """A constraint as it was written, by the standard's name (`minLength`); None if there is no such constraint."""
        written = self.descriptor.get("constraints")
        return written.get(name) if isinstance(written, Mapping) else None

    def flag(self, name: str) -> bool:
        """A constraint that is true or false, by the standard's name."""
        return normalise.flag(self.constraint(name))


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Fields whose values must exist in fields of a resource ('' is the same table), perhaps in another package."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]
    package: str = ""

    def __str__(self) -> str:
        where = f"{self.package} {self.resource}".strip() or "itself"
        return f"({', '.join(self.fields)}) to {where} ({', '.join(self.reference_fields)})"


@dataclass(frozen=True, eq=False)
class TableSchema:
    """The columns of a table, in order, and its keys.

    Attributes:
        name: the name of the schema; '' if it has none.
        title: its name for people.
        description: what the table holds.
        fields: the columns.
        fields_match: how the fields match a file's columns: exact, equal, subset, superset or partial.
        primary_key: the names of the primary key's fields; empty if there is no primary key.
        unique_keys: the names of each unique key's fields.
        foreign_keys: the foreign keys.
        missing_values: the texts that mean 'missing' in fields that have none of their own, with their labels.
        descriptor: the JSON object as it was written.
        origin: where that object stands.
    """

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    fields_match: str = "exact"
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    missing_values: Mapping[str, str | None] = field(default_factory=lambda: {"": None})
    descriptor: Mapping[str, Any] = field(default_factory=dict)
    origin: Origin = NOWHERE

    @property
    def field_names(self) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(column.name for column in self.fields)

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The fields by their names."""
        return {column.name: column for column in self.fields}

    def column(self, name: str) -> Field:
        """The field of this name.

        Raises:
            KeyError: there is no such field.
        """
        return self.by_name[name]

    def is_required(self, column: Field) -> bool:
        """Whether a field may hold no null, by its own constraint or as a part of the primary key."""
        return column.constraints.required or self.is_required_by_key(column)

    def is_required_by_key(self, column: Field) -> bool:
        """Whether a field is a part of the primary key."""
        return column.name in self.primary_key

    def is_unique(self, column: Field) -> bool:
        """Whether no value of a field may occur twice, by its own constraint or by a key of this field alone."""
        return column.constraints.unique or self.is_unique_by_key(column)

    def is_unique_by_key(self, column: Field) -> bool:
        """Whether a key consists of a field alone."""
        alone = (column.name,)
        return self.primary_key == alone or alone in self.unique_keys


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a delimited file is written. Rows are counted from 1; no `header_rows` means that there is no header.

    `properties` are all properties of the descriptor with the standard's defaults, whatever the file's format.
    """

    delimiter: str = ","
    quote_char: str = '"'
    double_quote: bool = True
    escape_char: str | None = None
    skip_initial_space: bool = False
    header_rows: tuple[int, ...] = (1,)
    header_join: str = " "
    comment_rows: frozenset[int] = frozenset()
    comment_char: str | None = None
    null_sequence: str | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Resource:
    """A table or another file of a package.

    Attributes:
        name: its name. A resource without one is named after its first file, or by its number.
        named: whether the descriptor names it.
        schema: its Table Schema; None if there is none.
        dialect: how its files are written.
        descriptor: the JSON object as it was written.
        origin: where that object stands.
        dialect_origin: where the dialect stands.
        fault: why its schema or dialect could not be read; None if they could, or if there are none.
    """

    name: str
    schema: TableSchema | None
    dialect: Dialect = Dialect()
    named: bool = True
    descriptor: Mapping[str, Any] = field(default_factory=dict)
    origin: Origin = NOWHERE
    dialect_origin: Origin = NOWHERE
    fault: str | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of its files. A `url` of 2013 counts where there is no path."""
        written = normalise.as_list(self.descriptor.get("path") or self.descriptor.get("url"))
        return tuple(str(path) for path in written)

    @property
    def format(self) -> str:
        """The file format in lower case: the declared one, else the ending of the first path."""
        return normalise.resource_format(self.descriptor, self.paths)

    @property
    def encoding(self) -> str:
        """The encoding of its text files, under Python's name for it if Python knows it."""
        return normalise.encoding(self.descriptor.get("encoding"))

    @property
    def read_by_position(self) -> bool:
        """Whether a program may count columns: delimited text whose columns are in the schema's order."""
        delimited = self.format in DELIMITERS or not self.format
        return delimited and (self.schema is None or self.schema.fields_match == "exact")


@dataclass(frozen=True, eq=False)
class Package:
    """A data package, or a bare set of schemas, which says nothing about files, licences and versions."""

    kind: Literal["package", "schemas"]
    source: str
    descriptor: Mapping[str, Any]
    origin: Origin
    resources: tuple[Resource, ...]

    @property
    def version(self) -> str | None:
        """The version as it was written; None if there is none."""
        written = self.descriptor.get("version")
        return None if written is None else str(written)

    @cached_property
    def by_name(self) -> Mapping[str, Resource]:
        """The resources by their names."""
        return {resource.name: resource for resource in self.resources}
