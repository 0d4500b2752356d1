"""A Parquet file as a frame, after its Arrow schema was compared."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pyarrow as pa

from newsrows.records import Issue
from newsrows.schema import TableSchema
from newsrows.schema.frames import arrow_schema, polars_schema
from newsrows.validate.parquet_file import UnreadableParquetError, as_frame, read_table
from newsrows.validate.rulebook import issue


def read_parquet(table: TableSchema, name: str, path: Path) -> tuple[pl.DataFrame | None, list[Issue]]:
    """The rows of a Parquet file; no frame where it cannot be read or has other columns than the table."""
    try:
        rows = read_table(path)
    except UnreadableParquetError as error:
        return None, [
            issue(name, "parquet-unreadable", f"found a file that Arrow cannot read ({error}), expected Parquet")
        ]
    if issues := _columns_issues(table, name, rows.schema):
        return None, issues
    return as_frame(rows).cast(polars_schema(table)), []


def _columns_issues(table: TableSchema, name: str, found: pa.Schema) -> list[Issue]:
    expected = arrow_schema(table)
    if found.names != expected.names:
        message = f"found the columns {', '.join(found.names)}, expected {', '.join(expected.names)}"
        return [issue(name, "columns-mismatch", message)]
    return [
        issue(name, "columns-mismatch", f"found type {column.type}, expected {wanted.type}", column=column.name)
        for column, wanted in zip(found, expected, strict=True)
        if _plain(column.type) != _plain(wanted.type)
    ]


def _plain(kind: pa.DataType) -> pa.DataType:
    """The type without its layout in memory: strings are strings."""
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return pa.large_string()
    return kind
