"""The polars and Arrow schemas of a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import polars as pl
import pyarrow as pa

from newsrows.datapackage.model import TableSchema

# One line a type: what Table Schema calls it, and what Python, polars and Arrow do.
TYPES: Mapping[str, tuple[type, pl.DataType, pa.DataType]] = {
    "string": (str, pl.String(), pa.large_string()),
    "integer": (int, pl.Int64(), pa.int64()),
    "number": (float, pl.Float64(), pa.float64()),
    "date": (date, pl.Date(), pa.date32()),
    "datetime": (datetime, pl.Datetime("us", "UTC"), pa.timestamp("us", tz="UTC")),
    "boolean": (bool, pl.Boolean(), pa.bool_()),
}


def polars_schema(table: TableSchema) -> pl.Schema:
    """The columns of `table` in order with their polars types."""
    return pl.Schema({field.name: TYPES[field.type][1] for field in table.fields})


def arrow_schema(table: TableSchema, metadata: dict[bytes | str, bytes | str] | None = None) -> pa.Schema:
    """The columns of `table` in order with Arrow types, nullability and, as field metadata, title and description.

    `metadata` becomes the metadata of the schema, which Parquet keeps as that of the file.
    """
    fields = [
        pa.field(
            field.name,
            TYPES[field.type][2],
            nullable=not (field.constraints.required or field.name in table.primary_key),
            metadata={"title": field.title, "description": field.description},
        )
        for field in table.fields
    ]
    return pa.schema(fields, metadata=metadata)
