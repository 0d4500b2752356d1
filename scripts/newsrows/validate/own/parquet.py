"""A table's Parquet file, read slice by slice after its Arrow schema was compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow as pa

from newsrows.records import Issue
from newsrows.schema import TableSchema
from newsrows.schema.frames import arrow_schema, polars_schema
from newsrows.validate.findings import Findings
from newsrows.validate.parquet_file import UnreadableParquetError, as_frame, read_schema, read_slices
from newsrows.validate.rulebook import issue


@dataclass(frozen=True, slots=True)
class ParquetTable:
    """A Parquet file with the columns of its table."""

    table: TableSchema
    label: str
    path: Path

    def read(self, rows: int) -> Iterator[pl.DataFrame]:
        """Frames with the table's columns, as long as `rows`, or shorter; at least one.

        Raises:
            UnreadableParquetError: the file is damaged.
        """
        types = polars_schema(self.table)
        for part in read_slices(self.path, rows):
            yield as_frame(part).cast(types)


def open_parquet(table: TableSchema, label: str, path: Path, findings: Findings) -> ParquetTable | None:
    """A Parquet file; None where it cannot be read or has other columns than the table. `findings` takes why."""
    try:
        issues = _columns_issues(table, label, read_schema(path))
    except UnreadableParquetError as error:
        issues = [unreadable(label, error)]
    findings.extend(issues)
    return None if issues else ParquetTable(table, label, path)


def unreadable(label: str, error: UnreadableParquetError) -> Issue:
    """The issue that a file cannot be read."""
    return issue(label, "parquet-unreadable", f"found a file that Arrow cannot read ({error}), expected Parquet")


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
