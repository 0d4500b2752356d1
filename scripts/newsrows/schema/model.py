"""What a Table Schema says, as values (https://datapackage.org/standard/table-schema/, version 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

FieldType = Literal["string", "integer", "number", "date", "boolean"]


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a field's values must be; None or False: no such constraint."""

    required: bool = False
    unique: bool = False
    minimum: float | None = None
    maximum: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    enum: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A column: name, type, what it means, what its values must be."""

    name: str
    type: FieldType
    title: str = ""
    description: str = ""
    example: str | float | None = None
    constraints: Constraints = Constraints()


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values must stand in the columns of another table."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table: its columns in order and its keys. `descriptor` is the Table Schema as it was read."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    descriptor: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def field_names(self) -> tuple[str, ...]:
        """The columns' names in order."""
        return tuple(column.name for column in self.fields)

    def column(self, name: str) -> Field:
        """The column called `name`.

        Raises:
            KeyError: there is none.
        """
        for column in self.fields:
            if column.name == name:
                return column
        raise KeyError(name)
