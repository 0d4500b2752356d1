"""The polars and Arrow schemas of a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import polars as pl
import pyarrow as pa

from newsrows.datapackage.model import Field, TableSchema

# One line a type: what Table Schema calls it, and what Python, polars and Arrow do.
TYPES: Mapping[str, tuple[type, pl.DataType, pa.DataType]] = {
    "string": (str, pl.String(), pa.large_string()),
    "integer": (int, pl.Int64(), pa.int64()),
    "number": (float, pl.Float64(), pa.float64()),
    "date": (date, pl.Date(), pa.date32()),
    "datetime": (datetime, pl.Datetime("us", "UTC"), pa.timestamp("us", tz="UTC")),
    "boolean": (bool, pl.Boolean(), pa.bool_()),
}


# Parquet files are read back with this type of values whatever they are written with.
_LISTED_TEXTS = pa.dictionary(pa.int8(), pa.string())


def has_listed_values(field: Field) -> bool:
    """Whether a field holds texts of which the schema lists the values, fewer than an int8 can number."""
    return field.type == "string" and 0 < len(field.constraints.enum or ()) < 128


def polars_schema(table: TableSchema) -> pl.Schema:
    """The columns of `table` in order with their polars types."""
    return pl.Schema({field.name: TYPES[field.type][1] for field in table.fields})


def arrow_schema(table: TableSchema, metadata: dict[bytes | str, bytes | str] | None = None) -> pa.Schema:
    """The columns of `table` in order with Arrow types, nullability and, as field metadata, title and description.

    Texts of which the schema lists the values are dictionaries, which pandas reads as categories, polars as
    Categorical, R as factors, and DuckDB as texts.

    `metadata` becomes the metadata of the schema, which Parquet keeps as that of the file.
    """
    fields = [
        pa.field(
            field.name,
            _LISTED_TEXTS if has_listed_values(field) else TYPES[field.type][2],
            nullable=not (field.constraints.required or field.name in table.primary_key),
            metadata={"title": field.title, "description": field.description},
        )
        for field in table.fields
    ]
    return pa.schema(fields, metadata=metadata)
