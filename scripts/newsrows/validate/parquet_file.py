"""Parquet files read with care: polars trusts texts to be UTF-8, and panics where they are not."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pyarrow as pa
from pyarrow import parquet


class UnreadableParquetError(Exception):
    """Arrow cannot read the file, or reads what its types do not allow; the message says why, on one line."""


def read_table(path: Path) -> pa.Table:
    """All rows of a Parquet file, with texts and offsets checked; metadata are left out.

    Raises:
        UnreadableParquetError: it is no Parquet file, is truncated or damaged, or holds texts that are not UTF-8.
    """
    try:
        with parquet.ParquetFile(path) as file:
            table = file.read()
        table.validate(full=True)
        return pa.Table.from_arrays(table.columns, names=table.column_names)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise UnreadableParquetError(" ".join(str(error).split())[:150]) from error


def as_frame(table: pa.Table) -> pl.DataFrame:
    """A table that was read above, as a frame."""
    return pl.DataFrame(pl.from_arrow(table))
