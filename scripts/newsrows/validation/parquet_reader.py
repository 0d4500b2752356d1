"""Parquet files, read and checked by Arrow: polars trusts texts to be UTF-8, and panics if they are not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pyarrow as pa
from pyarrow import parquet

from newsrows.validation.slice_sizes import SLICE_BYTES


class UnreadableParquetError(Exception):
    """Arrow cannot read the file, or reads what its types do not allow; the message says why, on one line."""


def read_table(path: Path) -> pa.Table:
    """All rows of a Parquet file, with texts and offsets checked; without metadata.

    Raises:
        UnreadableParquetError: it is not a Parquet file, is truncated or damaged, or holds texts that are not UTF-8.
    """
    with _explained(), parquet.ParquetFile(path) as file:
        return _checked(file.read())


def read_slices(path: Path, rows: int) -> Iterator[pa.Table]:
    """The rows of a Parquet file in tables of at most `rows`, fewer where they are long, checked too; at least one.

    Raises:
        UnreadableParquetError: as above, at the slice where it is damaged.
    """
    with _explained(), parquet.ParquetFile(path) as file:
        some = False
        for batch in file.iter_batches(batch_size=min(rows, _rows_that_fit(file.metadata))):
            yield _checked(pa.Table.from_batches([batch]))
            some = True
        if not some:
            yield _checked(file.schema_arrow.empty_table())


def read_schema(path: Path) -> pa.Schema:
    """The columns of a Parquet file.

    Raises:
        UnreadableParquetError: it is not a Parquet file, or is truncated.
    """
    with _explained(), parquet.ParquetFile(path) as file:
        return file.schema_arrow


def as_frame(table: pa.Table) -> pl.DataFrame:
    """An Arrow table that was read above, as a frame."""
    return pl.DataFrame(pl.from_arrow(table))


def _checked(table: pa.Table) -> pa.Table:
    table.validate(full=True)
    return pa.Table.from_arrays(table.columns, names=table.column_names)


def _rows_that_fit(metadata: parquet.FileMetaData) -> int:
    """How many rows have as many bytes as a slice may have, by what the file says of its row groups."""
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    longest = max((group.total_byte_size // max(group.num_rows, 1) for group in groups), default=0)
    return max(1, SLICE_BYTES // max(longest, 1))


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise UnreadableParquetError(" ".join(str(error).split())[:150]) from error
