"""Columns of a Parquet file as values of their fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from newsrows.records import Issue
from newsrows.validate.described.columns import constraint_issues
from newsrows.validate.described.model import Field
from newsrows.validate.described.values import Column
from newsrows.validate.rulebook import issue

_Fits = Callable[[pl.DataType], bool]


def _text(kind: pl.DataType) -> bool:
    return isinstance(kind, pl.String | pl.Categorical | pl.Enum)


# the type of a field, which columns hold it, and what its values are compared as
_FITS: Mapping[str, tuple[_Fits, pl.DataType | None]] = {
    "string": (_text, pl.String()),
    "integer": (lambda kind: kind.is_integer(), pl.Int64()),
    "year": (lambda kind: kind.is_integer(), pl.Int64()),
    "number": (lambda kind: kind.is_numeric(), pl.Float64()),
    "boolean": (lambda kind: isinstance(kind, pl.Boolean), pl.Boolean()),
    "date": (lambda kind: isinstance(kind, pl.Date), pl.Date()),
    "datetime": (lambda kind: isinstance(kind, pl.Datetime), None),
    "time": (lambda kind: isinstance(kind, pl.Time), pl.Time()),
    "duration": (lambda kind: isinstance(kind, pl.Duration) or _text(kind), None),
    "object": (lambda kind: isinstance(kind, pl.Struct) or _text(kind), None),
    "array": (lambda kind: isinstance(kind, pl.List | pl.Array) or _text(kind), None),
    "list": (lambda kind: isinstance(kind, pl.List | pl.Array) or _text(kind), None),
}


def parquet_column(label: str, field: Field, column: pl.Series, *, key: bool) -> tuple[pl.Series | None, list[Issue]]:
    """The column's values and their issues; no values where it is of another type than the field."""
    fits, kind = _FITS.get(field.type, (lambda _: True, None))
    if not fits(column.dtype) and not isinstance(column.dtype, pl.Null):
        message = f"found a column of type {column.dtype}, expected {field.type}"
        return None, [issue(label, "columns-mismatch", message, column=field.name)]
    values = _values(column, kind)
    nested = values.dtype.is_nested()
    texts = column.cast(pl.String, strict=False) if not nested else pl.Series(["…"]).new_from_index(0, len(column))
    if nested:
        texts = texts.zip_with(column.is_not_null(), pl.Series([None], dtype=pl.String).new_from_index(0, len(column)))
    judged = Column(values, judged=nested or kind is None)
    return values, list(constraint_issues(label, field, judged, texts, key=key))


def _values(column: pl.Series, kind: pl.DataType | None) -> pl.Series:
    if isinstance(column.dtype, pl.Datetime):
        return column.cast(pl.Datetime("us", column.dtype.time_zone and "UTC"))
    if isinstance(column.dtype, pl.Categorical | pl.Enum):
        return column.cast(pl.String)
    return column if kind is None else column.cast(kind, strict=False)
