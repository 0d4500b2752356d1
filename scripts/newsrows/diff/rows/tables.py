"""Opens the tables of a package as lazy frames in which equal values have equal text.

Values are compared as text, in one spelling per type. So `1.0` and `1` are equal, and CSV and Parquet files can be
compared with each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from newsrows.datapackage import normalise
from newsrows.datapackage.frames import TableFiles, column_types
from newsrows.datapackage.model import Field, Resource
from newsrows.records import PackageError


@dataclass(frozen=True)
class Table:
    """The rows of a resource: all columns as text in canonical spelling, with the column names of the file."""

    name: str
    columns: tuple[str, ...]
    frame: pl.LazyFrame


def open_table(files: TableFiles, resource: Resource) -> Table:
    """Open the rows of a resource.

    Raises:
        PackageError: the rows cannot be read safely.
    """
    frame = files.scan(resource)
    types = column_types(frame, resource)
    fields = resource.schema.by_name if resource.schema is not None else {}
    table_missing = resource.schema.missing_values if resource.schema is not None else {"": None}
    columns = [
        canonical(name, kind, field := fields.get(name), list(field.missing_values if field else table_missing))
        for name, kind in types.items()
    ]
    return Table(resource.name, tuple(types), frame.select(columns))


def canonical(name: str, kind: pl.DataType, field: Field | None, missing: list[str]) -> pl.Expr:
    """The column as text in canonical spelling; null if the value is missing.

    Args:
        name: name of the column.
        kind: its type in the frame.
        field: its field in the schema; None if the schema has none.
        missing: the texts that mean a missing value.

    Raises:
        PackageError: the column has a nested type.
    """
    column = pl.col(name)
    if kind == pl.String:
        return _canonical_text(column, field, missing).alias(name)
    if isinstance(kind, pl.Datetime):
        return column.dt.strftime("%Y-%m-%dT%H:%M:%S%.f" + ("Z" if kind.time_zone else "")).alias(name)
    if kind.is_nested():
        raise PackageError(f"column {name!r}: found {kind}, which cannot be compared; expected single values")
    if kind.is_float():
        return _canonical_number(column.cast(pl.Float64)).alias(name)
    return column.cast(pl.String).alias(name)


def _canonical_text(column: pl.Expr, field: Field | None, missing: list[str]) -> pl.Expr:
    present = pl.when(column.is_in(missing)).then(None).otherwise(column) if missing else column
    if field is None:
        return present
    if field.type == "integer":
        return pl.coalesce(present.cast(pl.Int64, strict=False).cast(pl.String), present)
    if field.type == "number":
        return pl.coalesce(_canonical_number(present.cast(pl.Float64, strict=False)), present)
    if field.type == "boolean":
        true = normalise.as_list(field.descriptor.get("trueValues", ["true", "True", "TRUE", "1"]))
        false = normalise.as_list(field.descriptor.get("falseValues", ["false", "False", "FALSE", "0"]))
        return (
            pl.when(present.is_in(true))
            .then(pl.lit("true"))
            .when(present.is_in(false))
            .then(pl.lit("false"))
            .otherwise(present)
        )
    return present


def _canonical_number(column: pl.Expr) -> pl.Expr:
    """A float as text. Whole numbers are written as integers, so that 3 and 3.0 are equal."""
    integer = column.cast(pl.Int64, strict=False)
    return pl.when(integer.cast(pl.Float64) == column).then(integer.cast(pl.String)).otherwise(column.cast(pl.String))
