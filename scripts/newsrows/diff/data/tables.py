"""The tables of a package as lazy frames of canonical texts, wherever and however their files lie.

Values are compared as texts in one spelling for each type, so that `1.0` and `1`, or CSV and Parquet, are no change.
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
    """Rows of a resource: all columns as canonical texts, under the names in the file."""

    name: str
    columns: tuple[str, ...]
    frame: pl.LazyFrame


def open_table(files: TableFiles, resource: Resource) -> Table:
    """The rows of a resource.

    Raises:
        PackageError: the rows cannot be read, or not safely.
    """
    frame = files.scan(resource)
    types = column_types(frame, resource)
    fields = resource.schema.by_name if resource.schema is not None else {}
    default = resource.schema.missing_values if resource.schema is not None else {"": None}
    texts = [
        canonical(name, kind, field := fields.get(name), list(field.missing_values if field else default))
        for name, kind in types.items()
    ]
    return Table(resource.name, tuple(types), frame.select(texts))


def canonical(name: str, kind: pl.DataType, field: Field | None, missing: list[str]) -> pl.Expr:
    """A column as texts, null where a value is missing, numbers and booleans in one spelling."""
    column = pl.col(name)
    if kind == pl.String:
        return _text(column, field, missing).alias(name)
    if isinstance(kind, pl.Datetime):
        return column.dt.strftime("%Y-%m-%dT%H:%M:%S%.f" + ("Z" if kind.time_zone else "")).alias(name)
    if kind.is_nested():
        raise PackageError(f"column {name!r} holds {kind}; lists and structs are not compared")
    if kind.is_float():
        return _number(column.cast(pl.Float64)).alias(name)
    return column.cast(pl.String).alias(name)


def _text(column: pl.Expr, field: Field | None, missing: list[str]) -> pl.Expr:
    present = pl.when(column.is_in(missing)).then(None).otherwise(column) if missing else column
    if field is None:
        return present
    if field.type == "integer":
        return pl.coalesce(present.cast(pl.Int64, strict=False).cast(pl.String), present)
    if field.type == "number":
        return pl.coalesce(_number(present.cast(pl.Float64, strict=False)), present)
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


def _number(column: pl.Expr) -> pl.Expr:
    """A float as text, whole ones as integers are written, so that 3 and 3.0 agree."""
    whole = column.cast(pl.Int64, strict=False)
    return pl.when(whole.cast(pl.Float64) == column).then(whole.cast(pl.String)).otherwise(column.cast(pl.String))
